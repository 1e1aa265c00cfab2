"""What is slow to make is made once, and again where it is lost."""

from pathlib import Path

import numpy as np
import pytest

from graphx.engine.kept import Arrays, kept_arrays

MADE: Arrays = [np.arange(5, dtype=np.uint16), np.array(["de", "en"]), np.ones((2, 3), np.float16)]


class Maker:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Arrays:
        self.times += 1
        return MADE


def same(found: Arrays) -> bool:
    pairs = list(zip(found, MADE, strict=True))
    return all(one.dtype == other.dtype and (one == other).all() for one, other in pairs)


def test_arrays_are_made_once_for_each_name(tmp_path: Path) -> None:
    make = Maker()
    assert all(same(kept_arrays("one", make, [tmp_path])) for _ in range(3))
    assert make.times == 1
    assert same(kept_arrays("other", make, [tmp_path]))
    assert make.times == 2


@pytest.mark.parametrize("left", [0, 40, -4])
def test_a_file_cut_short_is_made_again(tmp_path: Path, left: int) -> None:
    make = Maker()
    kept_arrays("one", make, [tmp_path])
    [file] = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:left])
    assert same(kept_arrays("one", make, [tmp_path]))
    assert same(kept_arrays("one", make, [tmp_path]))
    assert make.times == 2


def test_the_first_folder_that_can_be_written_keeps_them(tmp_path: Path) -> None:
    make, taken = Maker(), tmp_path / "taken"
    taken.write_text("a file stands where the folder would")
    for _ in range(2):
        assert same(kept_arrays("one", make, [taken, tmp_path / "new"]))
    assert make.times == 1


def test_where_nothing_can_be_written_they_are_made_every_time(tmp_path: Path) -> None:
    make, taken = Maker(), tmp_path / "taken"
    taken.write_text("a file stands where the folder would")
    for _ in range(2):
        assert same(kept_arrays("one", make, [taken]))
    assert make.times == 2
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]

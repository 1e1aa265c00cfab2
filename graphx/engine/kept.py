"""Keep arrays that are slow to make from one process to the next.

In:   a name that says everything they depend on; what makes them.
Out:  the arrays, made at most once on a machine where anything can be written.

They lie in ``__pycache__`` beside the package; where that cannot be written, in the user's folder
of such things; and where nothing can be written they are made anew in every process.  They are
mapped, not read: of an array of which little is asked, little comes from the disk.
"""

import contextlib
import math
import mmap
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO, Final

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

_ALIGNMENT: Final = 64
"""Bytes: where an array may begin."""

Arrays = Sequence[NDArray[Any]]


def kept_arrays(
    name: str, make: Callable[[], Arrays], folders: Sequence[Path] | None = None
) -> Arrays:
    """Return the arrays that `make` returns; they may be read-only.

    Parameters
    ----------
    name : str
        Another one for whatever else could be made; part of a file's name.
    make : callable
    folders : sequence of Path, optional
        Where they may lie, the first that can be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     place = Path(folder)
    ...     made = kept_arrays("squares-9", lambda: [np.arange(9) ** 2], [place])
    ...     kept = kept_arrays("squares-9", lambda: [], [place])
    >>> bool(made[0].sum() == kept[0].sum() == 204)
    True
    """
    paths = [folder / f"{name}.arrays" for folder in _folders() if folders is None]
    paths += [folder / f"{name}.arrays" for folder in folders or ()]
    for path in paths:
        # What is not there, or not whole, is made again.
        with contextlib.suppress(OSError, ValueError, EOFError), path.open("rb") as file:
            return _read(file)
    arrays = make()
    for path in paths:
        with contextlib.suppress(OSError):
            _write(path, arrays)
            break
    return arrays


def _folders() -> Iterator[Path]:
    yield Path(__file__).parents[1] / "__pycache__"
    with contextlib.suppress(RuntimeError):  # whoever runs this has no home
        yield Path.home() / ".cache" / "graphx"


def _read(file: BinaryIO) -> Arrays:
    count = int(np.load(file, allow_pickle=False))
    held = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    return [_mapped(file, held) for _ in range(count)]


def _mapped(file: BinaryIO, held: memoryview) -> NDArray[Any]:
    """Return the array that begins at the next multiple of `_ALIGNMENT`."""
    file.seek(-file.tell() % _ALIGNMENT, os.SEEK_CUR)
    if npy.read_magic(file) != (1, 0):
        raise ValueError("an array of another format")
    shape, in_columns, kind = npy.read_array_header_1_0(file)
    start = file.tell()
    size = math.prod(shape)
    file.seek(size * kind.itemsize, os.SEEK_CUR)
    flat = np.frombuffer(held, kind, size, start)
    return flat.reshape(shape, order="F" if in_columns else "C")


def _write(path: Path, arrays: Arrays) -> None:
    """Write a file that is whole as soon as it is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
        try:
            np.save(file, np.array(len(arrays)))
            for array in arrays:
                file.write(bytes(-file.tell() % _ALIGNMENT))
                npy.write_array(file, array, version=(1, 0), allow_pickle=False)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).chmod(0o644)  # whoever may use the package may use this
            Path(file.name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(file.name).unlink()
            raise

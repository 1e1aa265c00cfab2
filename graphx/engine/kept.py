"""Keep arrays that are slow to make from one process to the next.

In:   a name that says everything they depend on; what makes them.
Out:  the arrays, made at most once on a machine where anything can be written.

They lie in ``__pycache__`` beside the package; where that cannot be written, in the user's folder
of such things; and where nothing can be written they are made anew in every process.
"""

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

Arrays = Sequence[NDArray[Any]]


def kept_arrays(
    name: str, make: Callable[[], Arrays], folders: Sequence[Path] | None = None
) -> Arrays:
    """Return the arrays that `make` returns.

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
    return [np.load(file, allow_pickle=False) for _ in range(count)]


def _write(path: Path, arrays: Arrays) -> None:
    """Write a file that is whole as soon as it is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
        try:
            np.save(file, np.array(len(arrays)))
            for array in arrays:
                np.save(file, array, allow_pickle=False)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).chmod(0o644)  # whoever may use the package may use this
            Path(file.name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(file.name).unlink()
            raise

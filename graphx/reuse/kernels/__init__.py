"""Compiled twins of the engine's inner loops, over flat buffers.

In:   Arrow buffers and NumPy arrays.
Out:  what `graphx.text` and the other modules of `graphx.reuse` give, to the bit.

They need numba (the extra ``fast``).  Without it everything runs through the plain twins, several
dozen times slower, and says so once.  Compiled code is kept in ``__pycache__`` beside the modules;
where that cannot be written, in numba's folder of the user; and where nothing can be written it is
compiled anew in every process.  `keep_compiled_in` names another folder.
"""

import logging
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_log = logging.getLogger(__name__)


def usable(wanted: bool = True) -> bool:
    """Whether the compiled kernels are wanted and can run."""
    return wanted and _installed()


@cache
def _installed() -> bool:
    if find_spec("numba") is not None:
        return True
    _log.warning(
        "numba is not installed: shared text is found by the plain, slow path; "
        "pip install 'graphx-news[fast]' makes it some fifty times faster"
    )
    return False


def keep_compiled_in(folder: Path) -> None:
    """Keep compiled code in `folder`; call it before the first use of the engine."""
    if _installed():
        import numba

        setattr(numba.config, "CACHE_DIR", str(folder))  # noqa: B010  # numba declares none of its settings

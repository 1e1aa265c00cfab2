"""Name the code that made something, so that what older code made is not taken for its work.

In:   names of packages.
Out:  a digest that changes whenever a line of their modules does.
"""

from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from graphx import __version__
from graphx.model import content_id


@cache
def code_digest(*packages: str) -> str:
    """Digest of the modules of some packages, and of graphx's version.

    Examples
    --------
    >>> code_digest("graphx.text") == code_digest("graphx.text") != code_digest("graphx.reuse")
    True
    """
    modules = (module for name in packages for module in _modules(resources.files(name)))
    return content_id("v", __version__, *(module.read_text("utf-8") for module in modules))


def _modules(place: Traversable) -> Iterator[Traversable]:
    for entry in sorted(place.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _modules(entry)
        elif entry.name.endswith(".py"):
            yield entry

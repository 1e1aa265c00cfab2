"""graphx traces how a news article spread.

The folders follow the data: ``text`` and ``entities`` say what a text and a name are, ``reuse``
finds evidence between articles, ``lineage`` judges it, ``store`` keeps it, ``network`` counts it.
``graphx.pipeline`` joins the stages on one screen.
"""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("graphx-news")
except PackageNotFoundError:  # a source tree on the path that was never installed
    __version__ = "0+unknown"

__all__ = ["__version__"]

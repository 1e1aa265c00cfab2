"""Say what a document is: its text, title, people, date, publisher, language, and what is no body.

In:   a `graphx.model.Document`.
Out:  an `Extraction`.
"""

from graphx_ingest.extract.extraction import Extraction, extract

__all__ = ["Extraction", "extract"]

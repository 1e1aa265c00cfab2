"""Read documents from files, folders and streams.

In:   paths, patterns, ``-``.
Out:  a `graphx.model.Document` for each article, a `graphx.model.Problem` for each failure.

Plain text, Markdown and HTML are one document a file, with fields in a NAME.json beside it; JSON
Lines is a document a line.  Every format also comes compressed, as ``.gz``.
"""

from graphx_ingest.readers.fields import Fields, document_of_row
from graphx_ingest.readers.inputs import read_documents

__all__ = ["Fields", "document_of_row", "read_documents"]

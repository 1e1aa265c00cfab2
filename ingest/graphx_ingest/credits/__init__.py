"""Claims: what a document itself says of where its text came from or went."""

from graphx_ingest.credits.find import credit_margins, find_claims

__all__ = ["credit_margins", "find_claims"]

"""The HTTP interface and the explorer page, over any store."""

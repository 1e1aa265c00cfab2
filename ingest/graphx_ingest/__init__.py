"""One document at a time: read it, say what it is, find what it says of where it came from."""

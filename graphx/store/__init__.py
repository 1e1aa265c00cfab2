"""Where the graph is kept: the workspace on disk, and servers that hold a projection of it."""

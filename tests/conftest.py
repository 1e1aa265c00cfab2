"""Fixtures every suite may use."""

from hypothesis import settings

pytest_plugins = ["tests.neo4j_server.fixtures", "tests.small_graph.fixtures"]

# Time is no law: the first example may compile a kernel, and machines are busy.
settings.register_profile("graphx", deadline=None)
settings.load_profile("graphx")

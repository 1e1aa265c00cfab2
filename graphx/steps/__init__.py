"""The steps of the flow: each reads a snapshot, runs one kind of stage, and writes its tables.

`graphx.pipeline` puts them in order; no step knows another.
"""

"""Lineage on simulated stories whose truth is known.

`worlds` makes corpora, `found` runs the pipeline on them, `truth` knows what happened and what
could be known of it, `verdicts` set both side by side, `score` counts how far they agree;
`corpora` does so for one that somebody made and read into a workspace.
"""

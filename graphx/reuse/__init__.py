"""Evidence: which articles share text, how much, and where.

The order of the modules is the order of the data: `recipe` and `shingles` say what is hashed,
`sketch` hashes an article, `postings` and `bands` propose pairs which `candidates` joins, `verify`
counts exactly and `align` finds the passages, `boilerplate` keeps a publisher's own phrases out,
`clusters` groups near-duplicates, and `engine` is the door the pipeline uses.
"""

"""Which outlet, which author: names, domains and aliases become ids.

Nothing is merged by guess: two spellings are one outlet only when a list says so, and two
equal names are one person only within one outlet.
"""

"""The command line: one file a command; data on stdout, progress on stderr.

Exit status: 0 done, 1 done but some documents failed, 2 wrong use.
"""

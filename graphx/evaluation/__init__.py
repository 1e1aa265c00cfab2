"""Measures: what graphx finds, held against what is known to be true."""

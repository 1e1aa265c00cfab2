"""Texts as they are compared: a normalised view, and its words, with offsets back to the text."""

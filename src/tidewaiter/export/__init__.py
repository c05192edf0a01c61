"""Prints a case: on a terminal, and as one self-contained page."""

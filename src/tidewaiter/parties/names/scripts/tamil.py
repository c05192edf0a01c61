"""Names in Tamil letters: read with the other scripts of India."""

from tidewaiter.parties.names.scripts.indic import words

__all__ = ["words"]

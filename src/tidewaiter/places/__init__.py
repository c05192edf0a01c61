"""Countries, territories, capitals, towns and ports under the names that reports and customs files use.

"Korea" alone is never guessed: a name that may mean more than one place says so. Nothing is
matched by likeness. What the tables know, and how to add a name: docs/concepts/places.md.
"""

from tidewaiter.places.cell import find, find_in_column
from tidewaiter.places.fold import visible
from tidewaiter.places.gazetteer import get, spellings
from tidewaiter.places.numbers import find_number, lists_of
from tidewaiter.places.place import Match, Mention, Place
from tidewaiter.places.text import scan

__all__ = [
    "Match",
    "Mention",
    "Place",
    "find",
    "find_in_column",
    "find_number",
    "get",
    "lists_of",
    "scan",
    "spellings",
    "visible",
]

"""How much of a file is read at most, in one place. Everything beyond is refused or left out, and said."""

from __future__ import annotations

DOCUMENT = 20_000_000
"""Bytes of one document; a report is far smaller."""
TEXT = 5_000_000
"""Code points of one document's text; what follows is left out, with a note."""
MARKS = 150_000
"""Marks (``<``) of a page that are read; the largest of 990 pages that were looked at has an eighth of it."""
PDF_PAGES = 1_000
"""Pages of a PDF document that are read."""
INFLATED = 64_000_000
"""Bytes that a compressed part may grow to before its ratio is looked at."""
RATIO = 250
"""How many times its size a compressed part may grow to: pages reach 20, a bomb 1,000."""
HEADERS = 65_536
"""Bytes of the headers of one record or message."""
DEPTH = 3
"""Containers inside one another: a mail in a mailbox with a mail attached is three."""
PARTS = 1_000
"""Parts of one message."""

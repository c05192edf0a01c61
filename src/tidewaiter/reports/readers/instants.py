"""Instants as machines write them: in feeds, in mail headers, in the head of a page."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from tidewaiter.model import Document, When, read_when
from tidewaiter.reports.dates.mentions import find_dates

_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_LONGEST = 80


def read_instant(value: str | None) -> tuple[str, When] | None:
    """The instant in ISO 8601, as precise as it is told, and its day in the zone it is told in.

    Reads ISO 8601 (``2024-02-20T06:50:00+05:30``, a space for the T, no zone), RFC 5322
    (``Tue, 20 Feb 2024 06:50:00 GMT``), seconds since 1970, and a day written in words.
    None for all else, impossible days and years before 1900 included.
    """
    bare = " ".join((value or "")[: _LONGEST * 2].split())
    if not bare or len(bare) > _LONGEST:
        return None
    found = _iso(bare) or _mail(bare) or _epoch(bare) or _words(bare)
    if found is None:
        return None
    try:
        when = read_when(found[:10])
    except ValueError:
        return None
    if when.precision != "day" or when.earliest is None or not 1900 <= when.earliest.year <= 2100:
        return None
    return found, when


def _iso(bare: str) -> str | None:
    hit = _ISO.match(bare)
    if hit is None or bare[hit.end() : hit.end() + 1].isdigit():
        return None
    day = f"{hit[1]}-{hit[2]}-{hit[3]}"
    if hit[4] is None:
        return day
    clock = f"{int(hit[4]):02}:{hit[5]}" + (f":{hit[6]}" if hit[6] else "")
    try:
        datetime.fromisoformat(f"{day}T{clock}")
    except ValueError:
        return day
    return f"{day}T{clock}{_zone(hit[7])}"


def _zone(told: str | None) -> str:
    if told is None:
        return ""
    if told.upper() in ("Z", "UTC", "GMT"):
        return "Z"
    digits = told[1:].replace(":", "").ljust(4, "0")
    return f"{told[0]}{digits[:2]}:{digits[2:]}"


def _mail(bare: str) -> str | None:
    try:
        instant = parsedate_to_datetime(bare)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return instant.isoformat()


def _epoch(bare: str) -> str | None:
    if not _EPOCH.fullmatch(bare):
        return None
    return datetime.fromtimestamp(int(bare[:10]), UTC).isoformat().replace("+00:00", "Z")


def _words(bare: str) -> str | None:
    """A single whole day written in words or digits that can mean only one day."""
    bare_document = Document("x", bare, "", "")
    days = [when for when in find_dates(bare_document, 0, len(bare), published=None) if when.precision == "day"]
    return days[0].value if len(days) == 1 and days[0].earliest else None

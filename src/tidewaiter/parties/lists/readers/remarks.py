"""The remarks of OFAC's lists: one line in which all stands that the table has no column for.

"DOB 10 Dec 1948; alt. DOB 1950; Passport X12 (Iran) expires 09 May 2011; a.k.a. 'THE BOSS'; Linked To: A FIRM."
Each piece goes where it belongs; what is not understood stays a remark, word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tidewaiter.model.party import NameRole, Tie
from tidewaiter.parties.lists.readers import days, labels, lands
from tidewaiter.parties.lists.readers.entry import Entry, add_name, tell

_ALIAS = re.compile(
    r"^(?:alt\.\s+)?(?P<how>[afn])\.?k\.?a\.?,?\s+['\"‘“](?P<name>.+?)['\"’”]?$",
    re.IGNORECASE,
)
_OPENS = re.compile(r"^(?:alt\.\s+)?[afn]\.?k\.?a\.?,?\s+['‘]", re.IGNORECASE)
_NAME_PIECES = 4  # a name has no more semicolons than that
_LINKED = re.compile(r"^linked to:\s*", re.IGNORECASE)
_DATED = re.compile(
    r"^(?P<value>.*?)(?:\s+issued (?P<issued>\d{1,2} \w{3} \d{4}))?(?:\s+expires (?P<expires>\d{1,2} \w{3} \d{4}))?$"
)
_BESIDE = re.compile(
    r"^(?P<value>\S*\d\S*?(?: \([^()]*\))?),?\s+(?P<note>(?:issued|and|expires|dated|valid|under)\b.*)$"
)
_BRACKET = re.compile(r"^(?P<value>.*\S)\s*\((?P<country>[^()]*)\)$")
_ROLES: dict[str, NameRole] = {"a": "alias", "f": "former", "n": "alias"}
_NOW = "now known as"
# kinds of number that may stand without a digit, so that the label alone must do
_BARE = {
    *("bic", "email", "website", "call-sign", "tail-number", "former-tail-number", "wallet", "mode-s", "ticker"),
    "un-locode",
}
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def read(entry: Entry, text: str) -> None:
    """Adds to the entry what the remarks tell of it. A full stop marks their end and is no part of them."""
    whole = " ".join(text.split())
    for piece in _pieces(whole if whole.endswith("..") else whole.removesuffix(".")):
        _take(entry, piece)


def _pieces(text: str) -> Iterator[str]:
    """The remarks, one by one. A semicolon inside a quoted name does not end it: "a.k.a. 'ONE; TWO'"."""
    parts = text.split(";")
    start = 0
    while start < len(parts):
        end = _end(parts, start)
        if piece := ";".join(parts[start:end]).strip():
            yield piece
        start = end


def _end(parts: list[str], start: int) -> int:
    """Where the piece that begins at ``start`` ends; a name that is never closed ends at once."""
    if _OPENS.match(parts[start].strip()) and not _closed(parts[start]):
        for at in range(start + 1, min(start + _NAME_PIECES, len(parts))):
            if _OPENS.match(parts[at].strip()):
                break
            if _closed(parts[at]):
                return at + 1
    return start + 1


def _closed(part: str) -> bool:
    return part.rstrip(" .").endswith(("'", "’"))


def _take(entry: Entry, piece: str) -> None:
    piece = _unwrapped(piece)
    if hit := _ALIAS.match(piece):
        how = hit["how"].lower()
        add_name(entry, hit["name"], _ROLES[how], "weak", note=_NOW if how == "n" else None)
    elif hit := _LINKED.match(piece):
        entry.ties.append(Tie("linked to", piece[hit.end() :].strip()))
    elif _EMAIL.fullmatch(piece):
        tell(entry, "Email Address", piece)
    elif not _labelled(entry, piece):
        entry.remarks.append(piece)


def _unwrapped(piece: str) -> str:
    """The tie without the bracket around it, of which each of several has one half: "(Linked To: A; Linked To: B)"."""
    if piece.startswith("(") and _LINKED.match(piece[1:]):
        piece = piece[1:]
    if _LINKED.match(piece) and piece.count(")") > piece.count("("):
        return piece.removesuffix(".").removesuffix(")")
    return piece


def _labelled(entry: Entry, piece: str) -> bool:
    """Whether the piece begins with a label whose value can be what the label says; it is then told."""
    found = labels.split(piece)
    if found is None:
        return False
    label, value = found
    kind = labels.kind(label) or ""
    if kind.startswith("."):
        return _field(entry, kind, label, value)
    if not (kind in _BARE or any(c.isdigit() for c in value)):
        return False
    number, country, note = numbered(value)
    tell(entry, label, number, country=country, note=note)
    return True


def _field(entry: Entry, kind: str, label: str, value: str) -> bool:
    if kind in (".birth", ".death") and days.read(value) is None:
        return False
    if kind in (".nationality", ".citizenship", ".registered") and lands.country(value) is None:
        return False
    tell(entry, label, value)
    return True


def numbered(value: str) -> tuple[str, str | None, str | None]:
    """A number, the country in the bracket behind it, and a note of its days: "X12 (Iran) expires 09 May 2011".

    What else is told behind a number, "issued under the name X", is a note as well.
    """
    hit = _DATED.match(value)
    rest = hit["value"] if hit and hit["value"] else value
    notes = [f"{word} {hit[word]}" for word in ("issued", "expires") if hit and hit["value"] and hit[word]]
    if rest.startswith("(") and rest.endswith(")") and rest.count("(") == 1:
        rest = rest[1:-1].strip() or rest
    if told := _BESIDE.match(rest):
        rest, notes = told["value"], [told["note"], *notes]
    bracket = _BRACKET.match(rest)
    country = bracket["country"] if bracket and lands.named(bracket["country"]) else None
    return (bracket["value"] if bracket and country else rest), country, "; ".join(notes) or None

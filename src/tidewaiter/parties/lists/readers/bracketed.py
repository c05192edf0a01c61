"""Names that stand in one field together: "X (formerly Y)", "X (a.k.a. Y; Z)", a ship's former name in brackets.

Only what says so is cut; any other bracket is a part of the name, as in "Lotus Bank (Minsk)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tidewaiter.model.party import NameRole, PartyKind

_FORMER = r"formerly(?:\s+known\s+as)?|previously(?:\s+known\s+as)?|former\s+name[s]?|f\.?\s?/?k\.?\s?/?a\.?"
_ALSO = r"also\s+known\s+as|also\s+called|a\.?\s?/?k\.?\s?/?a\.?|alias|now\s+known\s+as|n\.?k\.?a\.?"
_SAYS = re.compile(rf"(?P<former>(?:{_FORMER})(?![a-z])|ex[-\s])|(?P<also>(?:{_ALSO})(?![a-z]))", re.IGNORECASE)
_OPEN = re.compile(
    r"[,;\s]\s*(?P<says>(?:(?:now\s+)?also\s+known\s+as|formerly\s+known\s+as|previously\s+known\s+as"
    r"|formerly|\ba\.k\.a\.|\bf\.k\.a\.|\ba/k/a|\bf/k/a|\baka|\bfka)(?![a-z])[:\s,]*)(?=\S)",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
# "and" parts two names only before a second firm's form: "Research and Production" is one name
_SEVERAL = re.compile(r"\s*;\s*|,?\s+and\s+(?=[A-Z]{2,5}\s+\S|(?:\w+\s+)?Joint[\s-]+Stock\s)|,?\s+or\s+(?=\S+\s+\S)")
_NUMBER = re.compile(r"(?:IMO\b.*|[IVXLC]+|[\W\d]*)", re.IGNORECASE)
_LONGEST = 4000  # characters; no field of names has so many, and the patterns would take long
_EDGE = " ,;:-–"

Found = tuple[str, NameRole | None]
"""A name and the role that its words give it; None for the name outside of brackets."""


def split_names(text: str, kind: PartyKind = "unknown") -> list[Found]:
    """The names that one field holds, the first one first. A field with one name gives it unchanged."""
    whole = " ".join(text.split())
    if len(whole) > _LONGEST:
        return [(whole, None)]
    found: list[Found] = []
    outside = whole
    for hit in _BRACKET.finditer(whole):
        role, inner = _inside(hit[1], kind)
        if role:
            found += list(_each(inner, role))
            outside = outside.replace(hit[0], "", 1)
    if found:
        outside = " ".join(outside.split())
    first, *later = list(_open_words(outside))
    names = [first, *later, *found]
    return [(name, role) for name, role in names if name] or [(whole, None)]


def _inside(text: str, kind: PartyKind) -> tuple[NameRole | None, str]:
    """The role of what stands in brackets, and it without the words that tell the role."""
    plain = text.strip()
    if hit := _SAYS.match(plain):
        return ("former" if hit["former"] else "alias"), plain[hit.end() :].strip(_EDGE)
    if kind == "vessel" and not _NUMBER.fullmatch(plain):
        return "former", plain
    return None, plain


def _each(text: str, role: NameRole) -> Iterator[Found]:
    """The names in a row, each with the role that its own words tell, else the first one's."""
    for part in _SEVERAL.split(text):
        plain = part.strip(_EDGE if part.count("(") == part.count(")") else "")
        said = _SAYS.match(plain)
        if said:
            yield plain[said.end() :].strip(_EDGE), "former" if said["former"] else "alias"
        else:
            yield plain, role


def _open_words(text: str) -> Iterator[Found]:
    """Names behind "also known as" without brackets."""
    pieces = _OPEN.split(text)
    yield pieces[0].strip(",;: ") if len(pieces) > 1 else pieces[0], None
    for says, name in zip(pieces[1::2], pieces[2::2], strict=True):
        hit = _SAYS.match(says.strip())
        role: NameRole = "former" if hit and hit["former"] else "alias"
        yield from _each(name, role)

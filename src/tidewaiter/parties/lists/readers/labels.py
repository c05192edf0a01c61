"""What the labels of the United States' lists stand for: "R.F.C." a tax number, "Former Vessel Flag" a flag.

The table beside this file says it; here it is read and asked.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

_TABLE = Path(__file__).with_name("ofac_labels.tsv")
_ALTERNATIVE = re.compile(r"^alt\.\s+", re.IGNORECASE)
_ENDS = " :#-."
_WALLET = re.compile(r"^digital currency address(?: - (\w{2,10}))?", re.IGNORECASE)
# labels that hold a number of their own, so that no table can name them all
_NOTE = re.compile(
    r"^(?:(?:executive order|e\.?o\.?|caatsa|peesa|ifca|hizballah)\b[^;:]{0,60}?(?:information|determination)\b ?[:-]?"
    r"|(?:listing|effective|purchase/sales for divestment|divestment) date \([^)]{1,60}\) ?:?)",
    re.IGNORECASE,
)
_NO_WORD = re.compile(r"[^\w]+")


@functools.lru_cache(maxsize=4096)
def kind(label: str) -> str | None:
    """What a label stands for: a kind of identifier, a field with a dot before it, or None where it is not known."""
    bare = plain(label)
    if _WALLET.fullmatch(bare):
        return "wallet"
    return _table().get(_key(bare)) or (".note" if _NOTE.match(bare) else None)


def plain(label: str) -> str:
    """A label on one line, without "alt." before it."""
    return _ALTERNATIVE.sub("", " ".join(label.split()))


@functools.lru_cache(maxsize=4096)
def coin(label: str) -> str | None:
    """The currency that the label of an address names: "Digital Currency Address - XBT"."""
    hit = _WALLET.match(plain(label))
    return hit[1] if hit else None


@functools.lru_cache(maxsize=4096)
def slug(label: str) -> str:
    """A kind of identifier made of a label that nobody knows: "Herd Book No." is "herd-book-no"."""
    return _NO_WORD.sub("-", plain(label).lower()).strip("-_") or "number"


def split(text: str) -> tuple[str, str] | None:
    """A label and its value, where running text begins with a label that is known: "Passport X12 (Iran)".

    The longest label counts; None where there is none or nothing comes after it.
    """
    text = _ALTERNATIVE.sub("", text.strip())
    pattern = _WALLET.match(text) or _NOTE.match(text)
    if pattern:
        value = text[pattern.end() :].strip(" :")
        return (pattern[0].strip(), value) if value else None
    words = text.split(" ")
    for count in range(min(len(words) - 1, _longest()), 0, -1):
        head = " ".join(words[:count])
        value = " ".join(words[count:]).strip(" :")
        value = value.removeprefix("- ").strip()
        if _key(head) in _table() and value:
            return head, value
    return None


def _key(label: str) -> str:
    return label.strip(_ENDS).casefold()


@functools.cache
def _table() -> dict[str, str]:
    rows = (line.split("\t") for line in _TABLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return {_key(label): kind for label, kind in rows}


@functools.cache
def _longest() -> int:
    return max(label.count(" ") for label in _table()) + 2

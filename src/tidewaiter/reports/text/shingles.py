"""Words of a text with their places, and runs of five of them, hashed the same on every machine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from tidewaiter.model import Document
from tidewaiter.reports.text.even import even
from tidewaiter.reports.text.passages import blocks, quotations

LENGTH = 5
# a number with its separators, a word with its apostrophes, or one Han character
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[\u4e00-\u9fff]|(?:[^\W\d_](?:\.(?=[^\W\d_]\.))?)+(?:['-][^\W\d_]+)*\d*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared (lower case, no dots, no possessive) and where it stands."""

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Prints:
    """The shingles of a document's body: all, those outside long quotations, those inside them;
    how many words it has."""

    whole: frozenset[int]
    unquoted: frozenset[int]
    quoted: frozenset[int]
    length: int = 0


def words(text: str, start: int, end: int) -> list[Word]:
    """The words of ``text[start:end]``; ``n't`` is parted from its verb so that a negation shows."""
    view = even(text[start:end])
    found: list[Word] = []
    for hit in _WORD.finditer(view):
        form = hit[0].casefold().replace(".", "") if not hit[0][0].isdigit() else hit[0].replace(",", "")
        form = form.removesuffix("'s").removesuffix("'")
        a, b = start + hit.start(), start + hit.end()
        if form.endswith("n't") and len(form) > 3:
            found += [Word(form[:-3].replace("ca", "can") if form == "can't" else form[:-3], a, b), Word("not", a, b)]
        elif form == "cannot":
            found += [Word("can", a, b), Word("not", a, b)]
        else:
            found.append(Word(form, a, b))
    return found


def shingle(forms: Iterable[str]) -> int:
    """A number for a run of words, the same everywhere and always."""
    return int.from_bytes(blake2b("\x1f".join(forms).encode(), digest_size=8).digest(), "big")


def shingles(forms: list[str], length: int = LENGTH) -> Iterator[int]:
    """One number for every run of ``length`` words; none where there are fewer."""
    for i in range(len(forms) - length + 1):
        yield shingle(forms[i : i + length])


def prints(document: Document) -> Prints:
    """The shingles of the body: bylines, credits, captions, time lines and page furniture left out.

    A run may pass from one paragraph into the next, for copies part paragraphs differently, but
    not over the edge of a quotation of eight words or more.
    """
    text = document.text
    whole: list[str] = []
    runs: dict[bool, list[list[str]]] = {True: [[]], False: [[]]}
    inside = False
    for part in blocks(text):
        if part.kind != "body":
            continue
        long = [q for q in quotations(text, part.start, part.end) if q.level == 0 and not q.scare]
        for word in words(text, part.start, part.end):
            now = any(q.start <= word.start < q.end for q in long)
            if now != inside:
                runs[now].append([])
                inside = now
            runs[now][-1].append(word.form)
            whole.append(word.form)
    return Prints(
        frozenset(shingles(whole)),
        frozenset(number for run in runs[False] for number in shingles(run)),
        frozenset(number for run in runs[True] for number in shingles(run)),
        len(whole),
    )

"""What stands in quotation marks inside a person's name: a by-name, which is often left out and proves little."""

from __future__ import annotations

import re
from itertools import pairwise
from operator import or_

from tidewaiter.parties.names.draft import Draft
from tidewaiter.parties.names.persons import is_title

# Single marks are also written for the sounds ayn and hamza, which stand beside vowels: what they enclose begins with
# another letter, and is parted from the words beside it.
_PAIRS = re.compile(
    r"\"([^\"]+)\"|[“”„]([^“”„]+)[“”]|«([^«»]+)»|»([^«»]+)«|‹([^‹›]+)›|〝([^〝〞]+)〞|＂([^＂]+)＂"
    r"|(?<![^\s,(])['‘‚`](?![aeiouAEIOU])([^'‘’‚`\"]{2,})['’‘](?![^\s,)])"
)


ACRONYM = 3  # letters of a word in capitals that is rather an acronym than a name


def used(text: str) -> int | None:
    """Where a name as it is used may begin: at a by-name that stands instead of the given names before it.

    None where nothing stands before the by-name or nothing behind it.
    """
    found = _PAIRS.search(text)
    if not found or not text[: found.start()].strip() or not any(map(str.isalpha, text[found.end() :])):
        return None
    return found.start()


def set_aside(text: str, drafts: list[Draft], *, certain: bool) -> list[Draft]:
    """Takes the words in quotation marks out of ``drafts`` and gives them, in order.

    None where they or titles are all there is; a title in quotation marks is a title all the same. Where it is not
    ``certain`` that this is a person, none but those between other words of which none is an acronym: in quotation
    marks, too, stand the proper names of firms, behind what they are (МКБ «Факел»).
    """
    spans = [hit.span() for hit in _PAIRS.finditer(text)]
    if not spans:
        return []
    titles = [is_title(one.letters[0]) for one in drafts]
    marked = [any(start < one.start and one.end < end for start, end in spans) for one in drafts]
    taken = [within and not title for within, title in zip(marked, titles, strict=True)]
    if all(map(or_, taken, titles)) or not (certain or _as_of_a_person(text, drafts, taken)):
        return []
    kept: list[Draft] = []
    comma = False
    for one, out in zip(drafts, taken, strict=True):
        comma = comma or (one.joint == "," and bool(kept))
        if not out:
            one.joint = "," if comma else one.joint
            kept.append(one)
            comma = False
    found = [one for one, out in zip(drafts, taken, strict=True) if out]
    drafts[:] = kept
    return found


def _as_of_a_person(text: str, drafts: list[Draft], taken: list[bool]) -> bool:
    words = [text[one.start : one.end] for one, out in zip(drafts, taken, strict=True) if not out]
    return not (taken[0] or taken[-1] or any(map(_acronym, words)))


def _acronym(word: str) -> bool:
    """Whether a word is in capitals and short, or has capitals behind small letters: "GosNII"."""
    if word.isupper():
        return 1 < len(word) <= ACRONYM
    return any(before.islower() and letter.isupper() for before, letter in pairwise(word))

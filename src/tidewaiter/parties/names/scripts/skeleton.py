"""Consonants of a script without vowels, joined so that two of them are not taken for one."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ASPIRATED = ("s", "t", "k", "g", "d", "z", "b", "p", "c")
_JOINED = {("t", "s"), ("t", "z"), ("t", "ch"), ("d", "j")}
_DOUBLED = re.compile(r"(th|dh|kh|gh|sh|ch|zh|[a-zAWYEM])\1+")


def join_sounds(sounds: Iterable[str]) -> str:
    """The sounds of a word's letters in one string, doubled ones once.

    Latin letters write some sounds with two (sh, ts): where such two are two sounds between which a vowel may stand
    unwritten (Suhayl, Mutasim), E parts them, the sign for any vowel or none.
    """
    out: list[str] = []
    for sound in sounds:
        before = out[-1] if out else ""
        if (sound == "h" and before.endswith(_ASPIRATED)) or (before, sound) in _JOINED:
            out.append("E")
        if sound:
            out.append(sound)
    return once("".join(out))


def once(letters: str) -> str:
    """Doubled consonants once: such a script writes them once, or as two words that meet."""
    return _DOUBLED.sub(r"\1", letters)

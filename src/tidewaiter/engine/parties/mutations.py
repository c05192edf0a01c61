"""Ways in which a listed name may come to be written otherwise. Each gives one such writing, or None where it has none.

All that is random comes from the generator that is handed in, so that a seed tells the whole.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from random import Random

from tidewaiter.model.party import PartyKind

Mutation = Callable[[str, PartyKind, Random], str | None]
_LEAST = 4  # letters of a word that a typing error leaves recognisable


def exact(name: str, kind: PartyKind, random: Random) -> str | None:
    """The name as listed."""
    return name


def small(name: str, kind: PartyKind, random: Random) -> str | None:
    """In small letters, or in capitals where it is small."""
    return _other(name, name.lower()) or _other(name, name.upper())


def plain(name: str, kind: PartyKind, random: Random) -> str | None:
    """Without accents and other marks over Latin, Greek and Cyrillic letters."""
    whole = unicodedata.normalize("NFD", name)
    return _other(name, unicodedata.normalize("NFC", "".join(c for c in whole if not "\u0300" <= c <= "\u036f")))


def unpointed(name: str, kind: PartyKind, random: Random) -> str | None:
    """Without punctuation."""
    kept = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in name)
    return _other(name, " ".join(kept.split()))


def turned(name: str, kind: PartyKind, random: Random) -> str | None:
    """A person's last word first, behind it a comma as often as not."""
    words = name.split()
    if kind != "person" or len(words) < 2:
        return None
    comma = "," if random.random() < 0.5 and words[-1].isascii() else ""
    return _other(name, " ".join([words[-1] + comma, *words[:-1]]))


def one_error(name: str, kind: PartyKind, random: Random) -> str | None:
    """One typing error: a letter too many, too few, another, or two that changed places."""
    return _other(name, _mistyped(name, random))


def two_errors(name: str, kind: PartyKind, random: Random) -> str | None:
    """Two typing errors, in a name of ten letters or more."""
    once = _mistyped(name, random) if sum(c.isalpha() for c in name) >= 10 else None
    return _other(name, _mistyped(once, random)) if once else None


def dropped(name: str, kind: PartyKind, random: Random) -> str | None:
    """One word left out of three or more, not the longest."""
    words = name.split()
    if len(words) < 3:
        return None
    longest = max(range(len(words)), key=lambda at: len(words[at]))
    gone = random.choice([at for at in range(len(words)) if at != longest])
    return " ".join(word for at, word in enumerate(words) if at != gone)


def joined(name: str, kind: PartyKind, random: Random) -> str | None:
    """Two words written as one."""
    words = name.split()
    if len(words) < 2:
        return None
    at = random.randrange(len(words) - 1)
    return " ".join([*words[:at], words[at] + words[at + 1].lower(), *words[at + 2 :]])


def split(name: str, kind: PartyKind, random: Random) -> str | None:
    """A word of six letters or more written as two."""
    words = name.split()
    long = [at for at, word in enumerate(words) if len(word) >= 6 and word.isalpha()]
    if not long:
        return None
    at = random.choice(long)
    cut = random.randrange(2, len(words[at]) - 1)
    return " ".join([*words[:at], words[at][:cut], words[at][cut:], *words[at + 1 :]])


def initials(name: str, kind: PartyKind, random: Random) -> str | None:
    """A person's words but for the longest as initials."""
    words = name.split()
    if kind != "person" or len(words) < 2 or not all(word[0].isascii() and word[0].isalpha() for word in words):
        return None
    longest = max(range(len(words)), key=lambda at: len(words[at]))
    return " ".join(word if at == longest else f"{word[0]}." for at, word in enumerate(words))


def romanised(name: str, kind: PartyKind, random: Random) -> str | None:
    """A name of another script in Latin letters, in any of the readings that its tables give."""
    if name.isascii() or _latin(name):
        return None
    from tidewaiter.parties.names.spell import spell

    written = []
    for word in spell(name, kind).words:
        readings = [one.letters for one in word.readings if one.letters.isalnum() and one.letters.islower()]
        if not readings:
            return None
        written.append(random.choice(readings))
    return " ".join(word.capitalize() for word in written) or None


MUTATIONS: dict[str, Mutation] = {
    "exact": exact,
    "case": small,
    "marks removed": plain,
    "punctuation removed": unpointed,
    "order changed": turned,
    "one typing error": one_error,
    "two typing errors": two_errors,
    "word left out": dropped,
    "words joined": joined,
    "word split": split,
    "initials": initials,
    "romanised": romanised,
}


def _other(name: str, found: str | None) -> str | None:
    return None if found is None or found == name or not found.strip() else found


def _latin(name: str) -> bool:
    return all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())


def _mistyped(name: str, random: Random) -> str | None:
    """The name with one error in a word that is long enough to bear it."""
    words = name.split()
    bearing = [at for at, word in enumerate(words) if sum(c.isalpha() for c in word) >= _LEAST]
    if not bearing:
        return None
    at = random.choice(bearing)
    return " ".join([*words[:at], _slip(words[at], random), *words[at + 1 :]])


def _slip(word: str, random: Random) -> str:
    at = random.randrange(1, len(word) - 1)
    letter = _beside(word[at], random)
    return random.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )


def _beside(letter: str, random: Random) -> str:
    """Another letter of the same script and case: for Latin any, for others one near by in its alphabet."""
    if letter.isascii():
        found = random.choice("abcdefghijklmnopqrstuvwxyz")
        return found.upper() if letter.isupper() else found
    near = [chr(ord(letter) + step) for step in (-3, -2, -1, 1, 2, 3) if ord(letter) + step > 0]
    same = [one for one in near if unicodedata.category(one) == unicodedata.category(letter)]
    return random.choice(same) if same else letter

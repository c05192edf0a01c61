"""What can be handed over and what only looks like it: the words of ``lexicon/things.*.yaml``.

A noun is a thing of some trade, a measure or container of things, a person, a body or place, or an
idea; a noun in no list stays possible goods, unless its ending is one of abstract nouns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from tidewaiter.datafile import read
from tidewaiter.reports.text.lexicons import folder

_LONGEST = 4  # tokens of the longest names of things ("uninterruptible power supply", "x-ray machine")


@dataclass(frozen=True, slots=True)
class Raw:
    """The file as it stands."""

    language: str
    trades: dict[str, list[str]]
    things: dict[str, list[str]]
    irregular_plurals: dict[str, str]
    general: list[str]
    described: dict[str, list[str]]
    keepsakes: list[str]
    presents: list[str]
    like_before: list[str]
    movers: list[str]
    measures: list[str]
    persons: list[str]
    bodies: list[str]
    ideas: list[str]
    idea_endings: list[str]


class Things:
    """Nouns of one language by what they stand for; all words lower-case, singular and plural.

    ``trades`` maps the words that reports of sanctions speak of to their class, ``classes`` those and
    all other goods; ``general`` holds words that only a word before them makes a thing ("equipment"),
    ``described`` the class which such a word gives ("military"); ``keepsakes`` are goods where they are
    presented; ``presents`` are goods with nothing more told; ``like_before`` takes up goods told of before.
    """

    __slots__ = (
        "_endings", "_heads", "_movers", "bodies", "classes", "described", "general", "ideas", "keepsakes",
        "like_before", "measures", "persons", "presents", "trades",
    )  # fmt: skip

    def __init__(self, raw: Raw) -> None:
        self.trades = {word: kind for kind, words in raw.trades.items() for word in words}
        plurals = raw.irregular_plurals
        self.classes = {
            form: kind for kind, words in raw.things.items() for word in words for form in (word, plural(word, plurals))
        } | self.trades
        self._heads = frozenset(_last(name) for name in self.classes if _last(name) != name)
        self.general = _forms(raw.general, plurals)
        self.described = {word: kind for kind, words in raw.described.items() for word in words}
        self.keepsakes = _forms(raw.keepsakes, plurals)
        self.presents = _forms(raw.presents, plurals)
        self.like_before = frozenset(raw.like_before)
        self.measures = _forms(raw.measures, plurals)
        self.persons = _forms(raw.persons, plurals)
        self.bodies = _forms(raw.bodies, plurals)
        self.ideas = _forms(raw.ideas, plurals)
        self._movers = frozenset(raw.movers)
        self._endings = tuple(raw.idea_endings)

    def is_inert(self, word: str) -> bool:
        """Whether the word is goods that never act or own, as ships and workers do."""
        kind = self.classes.get(word)
        return kind is not None and kind not in self._movers

    @property
    def longest(self) -> int:
        """How many words a name of a thing has at most."""
        return _LONGEST

    def is_name_head(self, word: str) -> bool:
        """Whether names of more than one word end in this one ("armour")."""
        return word in self._heads

    def is_no_thing(self, word: str) -> bool:
        """Whether the word names a person, a body, a place or an idea, by a list or by its ending."""
        ending = word.endswith(self._endings) and word not in self.classes and word not in self.measures
        return ending or self.is_listed(word)

    def is_listed(self, word: str) -> bool:
        """Whether the word stands in one of the lists of what is no goods."""
        return word in self.ideas or word in self.persons or word in self.bodies

    def by_description(self, word: str) -> str | None:
        """The class that a word before "equipment" or "products" gives them."""
        return self.described.get(word) or self.classes.get(word)


def plural(word: str, irregular: dict[str, str]) -> str:
    """The plural of a noun or of a name that ends in it: battery -> batteries, "steak knife" -> "steak knives"."""
    if word in irregular:
        return irregular[word]
    last = _last(word)
    if last in irregular:
        return word[: len(word) - len(last)] + irregular[last]
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if last.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _last(name: str) -> str:
    return name.replace("-", " ").rpartition(" ")[2]


def _forms(words: Iterable[str], irregular: dict[str, str]) -> frozenset[str]:
    return frozenset(form for word in words for form in (word, plural(word, irregular)))


@cache
def load(language: str = "en") -> Things:
    """The things of a language. Raises DataError, with file and line, where the file is wrong."""
    return Things(read(folder() / f"things.{language}.yaml", Raw))

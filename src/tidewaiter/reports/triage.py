"""Whether a report can touch a regime at all: asked before any parsing, by the words it holds.

The answer errs on one side only. A report is set aside where it names no place and no party
of the regime, and where no paragraph holds both a word for goods that the regime speaks of
and a word for handing over, taking away or trade control. Everything else is read.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from tidewaiter.datafile import read
from tidewaiter.reports.grammar.verbs import inflect
from tidewaiter.reports.text.lexicons import folder

Why = Literal["place or party", "goods and trade"]

# what stands inside words and is not seen: soft hyphen, zero-width and direction marks
_UNSEEN = tuple(
    map(
        chr,
        (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x206A), 0xFEFF),
    )
)
_TYPOGRAPHY = tuple(zip("\xa0’‘“”–—…", " ''\"\"-- ", strict=True))
_PARTING = {code: " " for code in range(128) if not chr(code).isalnum()}
_WORD = re.compile(r"[^\W_]+")
_KEY = 4
_FIRST_UNSPACED = "\u0590"  # from here on words may carry what goes before them: Hebrew, Arabic, Han, Hangul
_LAST_LATIN = "\u024f"  # words of other scripts are found inside words: endings follow, or no spaces part them
_CUT = re.compile(r"([^\W\d_]+)-[ \t]*\r?\n[ \t]*([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one regime, as plain data: names of its places and parties, and goods.

    ``names`` may be cut short ("norcorean" is found in "norcoreanos"); ``goods`` are
    phrases of whole words in the singular, and in other scripts than Latin stems.
    """

    regime: str
    names: tuple[str, ...]
    goods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Touch:
    """The first words for which a report is read: what kind of words, and the words in lower case."""

    why: Why
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Trade:
    """The file ``touch.yaml``: words for handing over, taking away and trade control, by language."""

    not_goods: list[str]
    verbs: list[str]
    irregular: list[str]
    words: list[str]
    stems: list[str]


class Triage:
    """One vocabulary made ready: ``touch`` costs a few looks into tables for each text."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.regime = vocabulary.regime
        self._names = _Stems(_even(name) for name in vocabulary.names)
        self._trade, stems, unlikely = _trade()
        self._stems = _Stems(stems)
        spaced = [phrase for phrase in vocabulary.goods if phrase[0] <= _LAST_LATIN and phrase not in unlikely]
        self._goods = _by_first_word(spaced)
        self._inside = _shortest(phrase for phrase in vocabulary.goods if phrase[0] > _LAST_LATIN and len(phrase) > 1)

    def touch(self, text: str) -> Touch | None:
        """Why the text may touch the regime; None where it cannot."""
        even = _even(text)
        words = set(_words(even))
        keys = {word[:_KEY] for word in words}
        unspaced = not even.isascii() and any(word[0] >= _FIRST_UNSPACED for word in words)
        name = self._names.first(even, keys, unspaced=unspaced)
        if name is not None:
            return Touch("place or party", (name,))
        trade = sorted(words & self._trade) + self._stems.all(even, keys, unspaced=unspaced)
        if not trade or (even.isascii() and words.isdisjoint(self._goods)):
            return None
        return next(filter(None, (self._paragraph(part, trade) for part in _paragraphs(even, trade))), None)

    def _paragraph(self, paragraph: str, trade: list[str]) -> Touch | None:
        words = _words(paragraph)
        traded = [at for at, word in enumerate(words) if word in self._trade]
        stem = next((word for word in trade if word not in self._trade and word in paragraph), None)
        if not traded and stem is None:
            return None
        goods = self._named(words, traded) or self._named_inside(paragraph)
        return Touch("goods and trade", (goods, words[traded[0]] if traded else stem or "")) if goods else None

    def _named(self, words: list[str], traded: list[int]) -> str | None:
        """Goods that the words name, other than the one word of trade: ships are goods, "ships" may be a verb."""
        for at, word in enumerate(words):
            for rest in self._goods.get(word, ()):
                if not rest:
                    if traded != [at]:
                        return word
                elif _goes_on(words, at + 1, rest):
                    return " ".join((word, *rest))
        return None

    def _named_inside(self, paragraph: str) -> str | None:
        return None if paragraph.isascii() else next((one for one in self._inside if one in paragraph), None)


def _even(text: str) -> str:
    """The text in lower case, without unseen marks; words that a line's end cuts stand joined at its end too."""
    if not text.isascii():
        for mark in _UNSEEN:
            if mark in text:
                text = text.replace(mark, "")
        for mark, plain in _TYPOGRAPHY:
            text = text.replace(mark, plain)
    if "-\n" in text or "-\r" in text or "- \n" in text:
        text = "\n".join((text, *("".join(cut.groups()) for cut in _CUT.finditer(text))))
    return text.lower()


def _words(even: str) -> list[str]:
    """The words of a text in lower case; the common case, plain English, at a third of the cost."""
    return even.translate(_PARTING).split() if even.isascii() else _WORD.findall(even)


def _shortest(names: Iterable[str]) -> tuple[str, ...]:
    """The names of which no word begins with another one: a text that holds "north korea" holds "korea"."""
    kept: dict[str, None] = {}
    for name in sorted(dict.fromkeys(names), key=lambda name: (len(name), name)):
        if name and not any(part in kept for part in _parts(name)):
            kept[name] = None
    return tuple(kept)


def _parts(name: str) -> Iterator[str]:
    """Its stretches that begin where a word does, or anywhere where no spaces part words."""
    for at, sign in enumerate(name):
        if sign >= _FIRST_UNSPACED or at == 0 or not name[at - 1].isalnum():
            yield from (name[at:end] for end in range(at + 1, len(name) + 1))


class _Stems:
    """Beginnings of words, found by the first letters of a text's words, or anywhere where no spaces part words."""

    def __init__(self, stems: Iterable[str]) -> None:
        shortest = _shortest(stems)
        self._unspaced = tuple(stem for stem in shortest if stem[0] >= _FIRST_UNSPACED)
        self._by_key: dict[str, list[str]] = {}
        for stem in shortest:
            if stem[0] < _FIRST_UNSPACED:
                self._by_key.setdefault(_WORD.findall(stem)[0][:_KEY], []).append(stem)

    def all(self, even: str, keys: set[str], *, unspaced: bool) -> list[str]:
        """The stems that the text holds."""
        near = [stem for key in sorted(keys & self._by_key.keys()) for stem in self._by_key[key]]
        return [stem for stem in (*near, *(self._unspaced if unspaced else ())) if stem in even]

    def first(self, even: str, keys: set[str], *, unspaced: bool) -> str | None:
        """One of them, or None."""
        return next(iter(self.all(even, keys, unspaced=unspaced)), None)


def _paragraphs(even: str, words: Iterable[str]) -> list[str]:
    """The lines that hold one of the words, in their order."""
    found: dict[int, int] = {}
    for word in words:
        at = even.find(word)
        while at >= 0:
            end = even.find("\n", at)
            end = len(even) if end < 0 else end
            found[even.rfind("\n", 0, at) + 1] = end
            at = even.find(word, end)
    return [even[start : found[start]] for start in sorted(found)]


def _by_first_word(goods: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """The rest of each phrase under its first word, the empty rest first; a lone word under its plural as well."""
    rests: dict[str, set[tuple[str, ...]]] = {}
    for phrase in goods:
        first, *rest = _WORD.findall(phrase.lower())
        rests.setdefault(first, set()).add(tuple(rest))
    for word in [word for word, those in rests.items() if () in those]:
        for many in _plurals(word):
            rests.setdefault(many, set()).add(())
    return {word: sorted(those) for word, those in rests.items()}


def _goes_on(words: list[str], at: int, rest: tuple[str, ...]) -> bool:
    """Whether the rest of a phrase stands there, its last word in either number."""
    end = at + len(rest)
    if end > len(words) or any(words[at + i] != word for i, word in enumerate(rest[:-1])):
        return False
    return words[end - 1] in (rest[-1], rest[-1] + "s")


def _plurals(word: str) -> tuple[str, ...]:
    if word.endswith("y"):
        return word + "s", word[:-1] + "ies"
    return (word + "es", word + "s") if word.endswith(("s", "x", "z", "ch", "sh", "o")) else (word + "s",)


@functools.cache
def _trade() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    """Whole words in every form, stems that are looked for inside words, and words that seldom mean goods."""
    tree = read(folder() / "touch.yaml", _Trade)
    forms = {form for verb in tree.verbs for form in (verb, *inflect(verb), *inflect(verb, doubled=True))}
    trade = frozenset(forms | set(tree.irregular) | set(tree.words))
    return trade, tuple(tree.stems), frozenset(tree.not_goods)

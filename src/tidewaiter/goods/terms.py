"""What words and phrases are to the grammar of item texts: asked once for each, then kept.

The same few thousand words make up most item texts, so all that can be told of a word or of a phrase by itself (which
phrases it may begin, whether it is a material, holds or counts goods, narrows them, what headings it votes for) is
found when it is first met. Reading a text then costs a look into a dict for each token.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from sys import intern

from tidewaiter.goods.codes import openings
from tidewaiter.goods.lexicon import (
    ANY_NUMBER,
    UNSPECIFIED,
    Grammar,
    Lexicon,
    Meanings,
    Role,
    grammar,
    lexicon,
    singulars,
)
from tidewaiter.goods.tokens import cut_run, fold_token, is_run

# What a word may be part of: looked for only where a text has such a word.
CODED, NUMBERED, RUN, REFINING, AGED, MADE = 1, 2, 4, 8, 16, 32
# Words and phrases kept; when there are more, all are forgotten, and the common ones soon are back.
_KEPT = 16_384
_STOPS = frozenset(",;:()[]/|&+\n·、，；：（）。")
# Shorter Latin words (units, types) tell nothing.
SHORTEST = 3
_SHORT = 2
# participles behind the head ("coal shipped") say nothing about the goods
PARTICIPLES = ("ed", "en")
# words for work: "grading machines"
WORK = "ing"
# the last chapter of what grows or lives, the first of what is made
_LAST_FARMED, _FIRST_MADE = "15", "28"
# from the first chapter of prepared food up to that of minerals
_PREPARED = ("16", "25")
Points = dict[str, float]
Voice = tuple[float, Points]


@dataclass(slots=True, eq=False)
class Term:
    """A phrase of the lexicon, or a word that is none, with what the grammar asks of it.

    ``opens``: longer phrases begin with it. ``everywhere``: its meanings do not hang on what stands beside it.
    ``light``: it leaves the head where it is; None where its capitals decide. ``modest``: in a trade record it only
    describes other goods; None where what stands beside it decides. ``codes``: its likeliest headings, a point for
    each. ``wraps``: it is a container of several words ("steel drum"). ``voted`` and ``votes``: its weight as a
    voter, and what it gives to which headings. ``tells``: which of its words should tell what the goods are (no units,
    no holders). ``trails``: behind goods it says nothing of what they are: a material, a measure, a participle, a type.
    """

    key: str
    meanings: Meanings
    role: Role | None = None
    everywhere: bool = True
    is_make: bool = False
    is_noun: bool = False
    is_goods: bool = False
    is_material: bool = False
    is_tail: bool = False
    is_measure: bool = False
    is_part: bool = False
    is_russian: bool = False
    is_generic: bool = False
    is_word: bool = False
    opens: bool = False
    holds: bool = False
    last_holds: bool = False
    packs: bool = False
    wraps: bool = False
    refines: bool = False
    flavours: bool = False
    is_made: bool = False
    light: bool | None = None
    modest: bool | None = None
    codes: Points = field(default_factory=dict)
    voted: float = 0.0
    votes: Points = field(default_factory=dict)
    tells: tuple[int, ...] = ()
    trails: bool = False


@dataclass(slots=True, eq=False)
class Word:
    """A token as the lexicon knows it: what it is where it stands alone, and with which words phrases go on behind it.

    ``term``: None where its meaning hangs on what stands beside it; ``bare`` is the word without a meaning. ``ones``:
    what it may be the plural of. ``likes``: what it may stand for as a second word, such as any number. ``seconds``:
    for each second word how many words such phrases have, the most first. ``text`` is empty for a number that no
    phrase begins with. ``person``: it may end a word for people.
    """

    text: str
    bare: Term
    term: Term | None
    ones: tuple[str, ...] = ()
    likes: tuple[str, ...] = ()
    seconds: Mapping[str, tuple[int, ...]] | None = None
    flags: int = 0
    person: bool = False


def _mute(key: str) -> Voice:
    return 0.0, {}


def _as_written(word: str) -> str | None:
    return None


@dataclass(slots=True, eq=False)
class Book:
    """A lexicon, the grammar, how phrases vote, what words are meant by others, and all that was found of words so far.

    Asked for what is meant are only words of which nothing at all is known.
    """

    lexicon: Lexicon
    grammar: Grammar
    voices: Callable[[str], Voice] = _mute
    meant: Callable[[str], str | None] = _as_written
    tokens: dict[str, Word] = field(default_factory=dict)
    words: dict[str, Word] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    longs: dict[str, Term] = field(default_factory=dict)
    runs: dict[str, list[tuple[str, int, int]]] = field(default_factory=dict)
    variants: dict[tuple[str, Meanings], Term] = field(default_factory=dict)
    number: Word = field(init=False)
    dotted: Word = field(init=False)
    run: Word = field(init=False)
    coded: Word = field(init=False)
    numbers: frozenset[str] = field(init=False)
    people: frozenset[str] = field(init=False)
    signs: tuple[tuple[int, frozenset[str]], ...] = field(init=False)

    def __post_init__(self) -> None:
        rules = self.grammar
        self.signs = ((REFINING, _firsts(rules.refine)), (AGED, _firsts((*rules.used, *rules.new))))
        self.people = frozenset(phrase.rpartition(" ")[2] for phrase in rules.people)
        bare = Term("#", (), light=True, trails=True)
        seconds = self._seconds(ANY_NUMBER, ())
        self.number = Word("", bare, bare, likes=(ANY_NUMBER,), seconds=seconds, flags=NUMBERED)
        self.dotted = Word("", bare, bare, likes=(ANY_NUMBER,), seconds=seconds, flags=NUMBERED | CODED)
        self.run = Word("", bare, bare, flags=RUN)
        self.coded = Word("", bare, bare, flags=RUN | CODED)
        self.numbers = frozenset(_numbers(self.lexicon, rules))

    def meet(self, raw: str) -> Word:
        """The word of a token that was not met before. Of numbers only those are kept that phrases begin with."""
        if raw[0].isdigit() and raw not in self.numbers:
            return self.number if raw.count(".") < _SHORT else self.dotted
        if len(self.tokens) >= _KEPT:
            self.tokens.clear()
        found = self.tokens[raw] = self._found(raw)
        return found

    def _found(self, raw: str) -> Word:
        if is_run(raw):
            return self.coded if any(opening in raw for opening in openings()) else self.run
        return self.word(raw if raw[0].isdigit() else fold_token(raw, self.grammar.spelling))

    def word(self, text: str) -> Word:
        """A folded word, which is no number that begins no phrase."""
        found = self.words.get(text)
        if found is None:
            if len(self.words) >= _KEPT:
                self.words.clear()
            found = _word(self, text)
            if found.term is not None and _is_unknown(found.term) and found.seconds is None and not found.flags:
                meant = next((one for word in (text, *found.ones) if (one := self.meant(word))), None)
                found = self.word(meant) if meant else found
            self.words[text] = found
        return found

    def cut(self, run: str) -> list[tuple[str, int, int]]:
        """The words of a Korean or Chinese run, with their places in it."""
        found = self.runs.get(run)
        if found is None:
            if len(self.runs) >= _KEPT:
                self.runs.clear()
            found = self.runs[run] = list(cut_run(run, self.lexicon.vocabulary))
        return found

    def term(self, key: str) -> Term | None:
        """A phrase of the lexicon with all its meanings; None where it is not there."""
        found = self.terms.get(key)
        if found is None:
            meanings = self.lexicon.phrases.get(key)
            if meanings is not None:
                if len(self.terms) >= _KEPT:
                    self.terms.clear()
                found = self.terms[key] = _term(self, key, meanings)
        return found

    def keep_long(self, words: str, term: Term) -> None:
        """Keeps what some words in a row are, wherever they stand."""
        if len(self.longs) >= _KEPT:
            self.longs.clear()
        self.longs[words] = term

    def variant(self, term: Term, meanings: Meanings) -> Term:
        """The phrase with other meanings than all of its own."""
        if meanings == term.meanings:
            return term
        found = self.variants.get((term.key, meanings))
        if found is None:
            if len(self.variants) >= _KEPT:
                self.variants.clear()
            found = self.variants[term.key, meanings] = _term(self, term.key, meanings)
        return found

    def _seconds(self, text: str, ones: tuple[str, ...]) -> dict[str, tuple[int, ...]] | None:
        """For the second words of phrases that begin with ``text``, or its singular before "of", their lengths."""
        lengths: dict[str, set[int]] = {}
        for one in (text, *ones):
            for phrase in _beginning(self.lexicon.order, one + " "):
                words = phrase.split(" ")
                if one == text or words[1] == "of":
                    lengths.setdefault(words[1], set()).add(len(words))
        return {second: tuple(sorted(found, reverse=True)) for second, found in lengths.items()} or None


@cache
def reading() -> Book:
    """The book of the reader of reports and of the screening: the lexicon alone, and no votes."""
    return Book(lexicon(), grammar())


def _beginning(order: list[str], start: str) -> Iterator[str]:
    for at in range(bisect_left(order, start), len(order)):
        if not order[at].startswith(start):
            return
        yield order[at]


def _is_unknown(term: Term) -> bool:
    known = term.meanings or term.votes or term.role or term.is_material or term.is_tail or term.is_measure
    return not (known or term.is_part or term.refines)


def _numbers(words: Lexicon, rules: Grammar) -> Iterator[str]:
    """Numbers that mean something by themselves or begin a phrase."""
    first, last = bisect_left(words.order, "0"), bisect_left(words.order, ":")
    groups = (rules.materials, rules.measures, rules.tails, rules.refine, rules.people, rules.kinds, rules.used)
    for phrase in (*words.order[first:last], *(one for group in groups for one in group)):
        if phrase[0].isdigit():
            yield phrase.partition(" ")[0]


def _word(book: Book, text: str) -> Word:
    ones = singulars(text, book.grammar.irregular)
    bare = _term(book, text, ())
    seconds = book._seconds(text, ones)
    if text[0].isdigit():
        seconds = _merged(seconds or {}, book.number.seconds or {})
    return Word(
        text,
        bare,
        _alone(book, text, ones, bare),
        ones,
        (ANY_NUMBER,) if text[0].isdigit() else ones,
        seconds,
        _flags(book, text),
        person=not book.people.isdisjoint((text, *ones)),
    )


def _merged(
    one: Mapping[str, tuple[int, ...]], other: Mapping[str, tuple[int, ...]]
) -> dict[str, tuple[int, ...]] | None:
    keys = dict.fromkeys((*one, *other))
    return {key: tuple(sorted({*one.get(key, ()), *other.get(key, ())}, reverse=True)) for key in keys} or None


def _alone(book: Book, text: str, ones: tuple[str, ...], bare: Term) -> Term | None:
    """What a word is by itself; None where that hangs on what is beside it, as it does for designations and makes."""
    if text in _STOPS:
        return bare
    for one in (text, *ones):
        found = book.term(one)
        if found is not None:
            return found if found.everywhere else None
    return bare


def _flags(book: Book, text: str) -> int:
    flags = NUMBERED if text[0].isdigit() else 0
    if text.endswith(openings()):
        flags |= CODED
    for flag, firsts in book.signs:
        if text in firsts:
            flags |= flag
    return flags


def _firsts(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(phrase.partition(" ")[0] for phrase in phrases)


def _term(book: Book, key: str, meanings: Meanings) -> Term:
    rules = book.grammar
    hs = meanings[0].hs if meanings else ()
    is_make = bool(meanings) and meanings[0].make is not None
    last = key.rpartition(" ")[2]
    is_goods = bool(meanings) and not is_make and rules.materials.isdisjoint((key, last))
    voted, votes = book.voices(key)
    term = Term(
        key,
        meanings,
        role=None if meanings else "list" if key in _STOPS else rules.roles.get(key),
        everywhere=not any(m.glued or m.make for m in meanings),
        is_make=is_make,
        is_noun=bool(meanings) and not is_make,
        is_goods=is_goods,
        is_material=key in rules.materials,
        is_tail=key in rules.tails,
        is_measure=key in rules.measures,
        is_part=key in rules.parts,
        is_russian="\u0400" <= key[0] <= "\u04ff",
        is_generic=all(m.kind == UNSPECIFIED for m in meanings),
        is_word=key.isalpha(),
        opens=next(_beginning(book.lexicon.order, key + " "), None) is not None,
        holds=_holds(rules, key),
        last_holds=_holds(rules, last),
        packs=bool(hs) and hs[0].startswith(rules.packings),
        wraps=is_goods and " " in key and bool(hs) and all(code.startswith(rules.containers) for code in hs),
        refines=key in rules.refine,
        flavours=bool(hs) and hs[0] <= _LAST_FARMED and " " not in key,
        is_made=is_goods and bool(hs) and (hs[0] >= _FIRST_MADE or (" " in key and _is_prepared(hs[0]))),
        codes={intern(code[:4]): 1.0 for code in hs[:3] if len(code) >= 4},
        voted=voted,
        votes=votes,
    )
    term.light, term.modest, term.tells, term.trails = _light(term), _modest(term), _tells(term), _trails(term)
    return term


def _is_prepared(code: str) -> bool:
    """Food of several things: "cat food salmon". A single word may belong to the plant: "sweet corn"."""
    return _PREPARED[0] <= code < _PREPARED[1]


def _holds(rules: Grammar, key: str) -> bool:
    return not rules.measures.isdisjoint((key, *singulars(key, rules.irregular)))


def _light(term: Term) -> bool | None:
    key = term.key
    if key[0] > "\u3400":
        return len(key) <= (2 if "\uac00" <= key[0] <= "\ud7a3" else 1)  # particles
    if not key.isascii() or not term.is_word or len(key) <= _SHORT or term.is_tail:
        return True
    return True if key.endswith(PARTICIPLES) else None


def _trails(term: Term) -> bool:
    known = term.is_material or term.is_measure or term.is_tail or term.refines or term.is_make
    return known or not term.is_word or len(term.key) <= _SHORT or term.key.endswith(PARTICIPLES)


def _tells(term: Term) -> tuple[int, ...]:
    if term.is_measure or term.is_tail:
        return ()
    return tuple([at for at, word in enumerate(term.key.split(" ")) if tells(word)])


def tells(word: str) -> bool:
    """Whether a word can tell of goods at all: letters, and in Latin more than units and types have."""
    return word.isalpha() and (len(word) >= SHORTEST or not word.isascii())


def _modest(term: Term) -> bool | None:
    if term.is_part:
        return False
    short = term.key.isascii() and len(term.key.replace(" ", "")) <= _SHORT
    return True if term.is_material or term.is_tail or term.is_generic or short else None

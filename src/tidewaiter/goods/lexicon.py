"""Loads the words for goods, and how an item text is taken apart, from the YAML files in ``data``.

One line of a file is one meaning: its kind and codes, then the words for it. Everything is brought into one index from
folded phrases to meanings, so that reading a text costs a look into a dict for each word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from sys import intern
from typing import Literal, NamedTuple

from tidewaiter.datafile import Tree, read_tree
from tidewaiter.errors import DataError
from tidewaiter.goods.lines import read_lines
from tidewaiter.goods.tokens import fold_run, fold_words, stem

DATA = Path(__file__).parent / "data"
ANY_NUMBER = "%"
UNSPECIFIED = "goods-unspecified"
# "trait" stands before no word: so is read what describes the goods from behind a comma, or behind the head.
Role = Literal["list", "place", "except", "use", "thing", "with", "trait"]
_ROLES: dict[str, Role] = {
    "lists": "list",
    "before_place": "place",
    "before_except": "except",
    "before_use": "use",
    "before_thing": "thing",
    "before_with": "with",
}
_KEY = re.compile(r"(?:(?P<kind>[a-z][a-z-]*)(?: |$))?(?P<codes>\d{2,6}(?: \d{2,6})*)?")
_DESIGNATION = re.compile(rf"[^\W\d_]+-[\d{ANY_NUMBER}]")
# most phrases are such words, which are folded already unless one of them is spelt otherwise
_FOLDED = re.compile(r"[a-z]+(?: [a-z]+)*")
# Korean and Chinese words without anything else, and Russian ones
_RUN_ALONE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3 ]+")
_RUSSIAN_ALONE = re.compile(r"[а-яё]+(?: [а-яё]+)*")
# Russian words come again and again in phrases.
_STEMS = 16_384
_NOT_LEXICON = ("characters.yaml", "grammar.yaml", "forms.yaml", "heads.yaml", "makes.yaml")
_SHORTEST_PLURAL = 4
_ES = ("s", "x", "z", "ch", "sh")


class Meaning(NamedTuple):
    """What a phrase means: a kind, HS codes (likeliest first), a make and how many words its model has.

    ``glued``: a designation such as "An-24", of which the first two words may not stand apart.
    """

    kind: str | None
    hs: tuple[str, ...]
    certain: bool = True
    make: str | None = None
    model: int = 0
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A modifier makes goods of ``source`` (a kind, the beginning of a code, or "*") into ``kind`` and ``hs``."""

    source: str
    kind: str | None
    hs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """How an item text is taken apart; see ``data/grammar.yaml``."""

    roles: Mapping[str, Role]
    measures: frozenset[str]
    tails: frozenset[str]
    materials: frozenset[str]
    kinds: frozenset[str]
    vague: frozenset[str]
    packings: tuple[str, ...]
    containers: tuple[str, ...]
    articles: tuple[str, ...]
    parts: frozenset[str]
    used: frozenset[str]
    new: frozenset[str]
    carriers: frozenset[str]
    contents: frozenset[str]
    guarded: frozenset[str]
    people: frozenset[str]
    traits: frozenset[str]
    spelling: Mapping[str, str]
    irregular: Mapping[str, str]
    irregular_plurals: Mapping[str, str]
    refine: Mapping[str, tuple[Rule, ...]]
    parts_of: tuple[tuple[str, Rule], ...]
    parts_untold: Mapping[str, Rule]
    chapters: Mapping[str, str]
    takes: Mapping[str, tuple[str, ...]]
    makers: frozenset[str]
    making: frozenset[str]
    made_by: Mapping[str, Rule]
    code_words: tuple[str, ...]
    code_ranges: tuple[str, ...]


Meanings = tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Folded phrases, as written in the files, to meanings; all phrases in order, so that those that begin alike stand
    together; Korean and Chinese words by their first two characters, the longest first.

    Plurals are undone when a text is read, see ``singulars``.
    """

    phrases: Mapping[str, Meanings]
    order: list[str]
    vocabulary: Mapping[str, tuple[str, ...]]


@cache
def grammar() -> Grammar:
    """The grammar of item texts."""
    tree = read_tree(DATA / "grammar.yaml")
    value = tree.value
    spelling: dict[str, str] = value["spelling"]
    plurals: dict[str, str] = value["plurals"]

    def phrases(name: str) -> list[str]:
        return [form for word in _split(value[name]) for form in _forms(word, spelling, plurals)]

    roles = {form: role for name, role in _ROLES.items() for form in phrases(name)}
    return Grammar(
        roles=roles,
        measures=frozenset(phrases("measures")),
        tails=frozenset(phrases("tails")),
        materials=frozenset(phrases("materials")),
        kinds=frozenset(_split(value["kinds"])),
        vague=frozenset(phrases("vague")),
        packings=tuple(_split(value["packings"])),
        containers=tuple(_split(value["containers"])),
        articles=tuple(_split(value["articles"])),
        parts=frozenset(phrases("parts")),
        used=frozenset(phrases("used")),
        new=frozenset(phrases("new")),
        carriers=frozenset(phrases("carriers")),
        contents=frozenset(phrases("contents")),
        guarded=frozenset(_split(value["guarded"])),
        people=frozenset(phrases("people")),
        traits=frozenset(phrases("traits")),
        spelling=spelling,
        irregular={many: one for one, many in plurals.items()},
        irregular_plurals=plurals,
        refine=_refinements(tree, spelling, plurals),
        parts_of=_parts_of(tree, "parts_of"),
        parts_untold=dict(_parts_of(tree, "parts_untold")),
        chapters=value["chapters"],
        takes={code: tuple(str(others).split()) for code, others in value["takes"].items()},
        makers=frozenset(phrases("makers")),
        making=frozenset(phrases("making")),
        made_by=dict(_parts_of(tree, "made_by")),
        code_words=tuple(_split(value["code_words"])),
        code_ranges=tuple(_split(value["code_ranges"])),
    )


@cache
def lexicon() -> Lexicon:
    """All words for goods, of every file in ``data``. Raises DataError, with the place, for a line that is not one."""
    rules = grammar()
    found: dict[str, Meanings] = {}
    for word, meanings in _entries():
        _add(found, word, meanings)
    _add_metals(found, rules)
    part = (Meaning(UNSPECIFIED, (), certain=False),)
    for form in sorted(rules.parts - found.keys()):
        if not any(one in found for one in singulars(form, rules.irregular)):
            found[form] = part
    return Lexicon(found, sorted([*found, *rules.roles]), _vocabulary([*found, *_words_of(rules)]))


def extended(more: Iterable[tuple[Iterable[str], Meanings]]) -> Lexicon:
    """The lexicon with further words (folded), each line of them with its one meaning, a heading.

    Where the lexicon is certain of another heading, its own meaning stays first; where it leaves open which of several
    headings it is, or doubts, the further word decides.
    """
    base = lexicon()
    found = dict(base.phrases)
    for words, meanings in more:
        heading = meanings[0].hs[0]
        for word in words:
            known = found.get(word)
            found[word] = meanings if known is None else _joined_by(known, meanings[0], heading)
    fresh = [word for word in found if word not in base.phrases]
    return Lexicon(found, sorted([*base.order, *fresh]), _with_words(base.vocabulary, fresh))


def _joined_by(known: Meanings, meaning: Meaning, heading: str) -> Meanings:
    settled = False
    for one in known:
        if one.hs:
            if one.hs[0][:4] == heading:
                return known
            settled = settled or (one.certain and not _leaves_open(one, heading))
    return (*known, meaning) if settled else (meaning, *known)


def _leaves_open(meaning: Meaning, heading: str) -> bool:
    """Whether a meaning of several codes, or of a whole chapter, holds the heading."""
    return any(code[:4] == heading or heading.startswith(code) for code in meaning.hs)


def fold_phrases(words: Sequence[str]) -> Sequence[str]:
    """Phrases as the lexicon keeps them: lower case, British spelling, Russian without endings.

    Most lines of a file have nothing to be folded, which is seen for all words at once.
    """
    spelling, line = grammar().spelling, " ".join(words)
    if _FOLDED.fullmatch(line) and spelling.keys().isdisjoint(line.split(" ")):
        return words
    return [_key(word, spelling) for word in words]


def _words_of(rules: Grammar) -> Iterator[str]:
    for group in (rules.roles, rules.parts, rules.used, rules.new, rules.refine):
        yield from group


def plural(word: str, irregular: Mapping[str, str]) -> str:
    """The plural of an English noun: by list, else by rule."""
    if word in irregular:
        return irregular[word]
    if word.endswith("y") and len(word) > 2 and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(_ES) else "s")


def singulars(word: str, irregular: Mapping[str, str]) -> tuple[str, ...]:
    """What an English word may be the plural of, the likeliest first; empty where it cannot be one."""
    if word in irregular:
        return (irregular[word],)
    if len(word) < _SHORTEST_PLURAL or word[-1] != "s" or word[-2] == "s":
        return ()
    if word.endswith("ies"):
        return (word[:-3] + "y", word[:-1])
    if word.endswith("es") and word[:-2].endswith((*_ES, "o")):
        return (word[:-1], word[:-2])
    return (word[:-1],)


def _add(found: dict[str, Meanings], form: str, meanings: Meanings) -> None:
    known = found.get(form)
    if known is None:
        found[form] = meanings
    elif meanings[0] not in known:
        found[form] = known + meanings


def _split(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").split(",") if part.strip()]


def _forms(word: str, spelling: Mapping[str, str], plurals: Mapping[str, str]) -> list[str]:
    """The folded phrase and its plural."""
    words = _fold(word, spelling)
    last = words[-1]
    if not last.isascii() or not last.isalpha():
        return [" ".join(words)]
    return [" ".join(words), " ".join([*words[:-1], plural(last, plurals)])]


def _key(word: str, spelling: Mapping[str, str]) -> str:
    if _FOLDED.fullmatch(word):
        words = word.split(" ")
        return word if spelling.keys().isdisjoint(words) else " ".join([spelling.get(w, w) for w in words])
    if _RUN_ALONE.fullmatch(word):
        return fold_run(word).replace(" ", "")
    if _RUSSIAN_ALONE.fullmatch(word):
        return " ".join([spelling.get(w) or _stem(w) for w in word.split(" ")])
    return " ".join(_fold(word, spelling))


@lru_cache(maxsize=_STEMS)
def _stem(word: str) -> str:
    return stem(word)


def _fold(word: str, spelling: Mapping[str, str]) -> list[str]:
    parts: list[str] = []
    for i, piece in enumerate(word.split(ANY_NUMBER)):
        parts += [ANY_NUMBER] if i else []
        parts += fold_words(piece, spelling)
    return parts if word.isascii() else _joined(parts)


def _joined(words: list[str]) -> list[str]:
    """Korean and Chinese words that stand side by side are one, since a text may write them with or without a space."""
    out: list[str] = []
    for word in words:
        if out and word[0] > "\u3400" and out[-1][0] > "\u3400":
            out[-1] += word
        else:
            out.append(word)
    return out


def _target(text: str, tree: Tree, steps: tuple[str | int, ...]) -> tuple[str | None, tuple[str, ...]]:
    """Kind and codes of "passenger-car 8703", "none 8609", "8609" or "cash"."""
    hit = _KEY.fullmatch(text.strip())
    if not hit or not text.strip():
        line, column = tree.place(steps)
        hint = 'write a kind, or "none", and then codes of 2 to 6 digits: "passenger-car 8703"'
        raise DataError("not a kind and codes", path=tree.path, line=line, column=column, value=text, hint=hint)
    kind, codes = hit["kind"], tuple([intern(code) for code in (hit["codes"] or "").split()])
    if kind is None:
        kind = kind_of(codes[0])
    return (None if kind == "none" else kind), codes


def kind_of(code: str) -> str | None:
    """The kind of what has no kind of its own, by its code; the longest beginning decides."""
    chapters = grammar().chapters
    return next((chapters[code[:n]] for n in (6, 4, 2) if code[:n] in chapters), None)


def _entries() -> Iterator[tuple[str, Meanings]]:
    for path in sorted([*DATA.glob("*.yaml"), *DATA.glob("languages/*.yaml")]):
        if path.name == "makes.yaml":
            yield from _makes(read_lines(path))
        elif path.name not in _NOT_LEXICON:
            yield from _meanings(read_lines(path))


def _meanings(tree: Tree) -> Iterator[tuple[str, Meanings]]:
    for key, text in tree.value.items():
        kind, codes = _target(key, tree, (key,))
        sure, unsure = (Meaning(kind, codes),), (Meaning(kind, codes, certain=False),)
        written = _split(text)
        words = [word[:-1] if word[-1] == "?" else word for word in written]
        for marked, word, folded in zip(written, words, fold_phrases(words), strict=True):
            meanings = sure if marked is word else unsure
            if "-" in word and _designation(word):
                meanings = (meanings[0]._replace(glued=True),)
            yield folded, meanings


def _designation(word: str) -> bool:
    """Whether a word is letters, a hyphen and a number, as "An-24": then the two must stand together."""
    return _DESIGNATION.match(word) is not None


def _makes(tree: Tree) -> Iterator[tuple[str, Meanings]]:
    spelling = grammar().spelling
    for key, models in tree.value.items():
        names, _, target = (part.strip() for part in key.split("|"))
        kind, codes = _target(target, tree, (key,))
        makers = _split(names)
        for name in makers:
            make = name.rstrip("?")
            english = make if make.isascii() else makers[0].rstrip("?")
            meaning = Meaning(kind, codes, certain="?" not in name, make=english)
            yield _key(make, spelling), (meaning._replace(glued=_designation(make)),)
            yield from _models(tree, key, models, make, meaning._replace(certain=True))


def _models(tree: Tree, key: str, models: str, make: str, meaning: Meaning) -> Iterator[tuple[str, Meanings]]:
    spelling = grammar().spelling
    for text in _split(models):
        name, _, target = (part.strip() for part in text.partition("="))
        kind, codes = _target(target, tree, (key,)) if target else (meaning.kind, meaning.hs)
        bare = name.rstrip("!")
        folded = _key(bare, spelling)
        exact = (Meaning(kind, codes, make=meaning.make, model=folded.count(" ") + 1),)
        yield _key(f"{make} {bare}", spelling), exact
        if name.endswith("!"):
            yield folded, (exact[0]._replace(glued=_designation(bare)),)


def _add_metals(found: dict[str, Meanings], rules: Grammar) -> None:
    """Writes out "copper wire" and the like; what stands in the lexicon itself has precedence."""
    tree = read_tree(DATA / "forms.yaml")
    forms = {
        name: [_key(word, rules.spelling) for word in _split(words)] for name, words in tree.value["forms"].items()
    }
    fresh: dict[str, Meanings] = {}
    for metal, codes in tree.value["metals"].items():
        names, kind = [_key(name, rules.spelling) for name in _split(codes["words"])], codes["kind"]
        for form, target in codes.items():
            if form in ("words", "kind") or not target:
                continue
            if form != "all" and form not in forms:
                line, column = tree.place(("metals", metal, form))
                raise DataError(f"unknown form {form!r}", path=tree.path, line=line, column=column)
            own, hs = _target(target if not target[0].isdigit() else f"{kind} {target}", tree, ("metals", metal, form))
            meanings = (Meaning(own, hs),)
            for phrase in names if form == "all" else _pairs(names, forms[form]):
                if phrase not in found:
                    _add(fresh, phrase, meanings)
    found.update(fresh)


def _pairs(names: list[str], words: list[str]) -> Iterator[str]:
    """Each name before each word; none writes Russian beside Korean or Korean beside Chinese, but English anywhere."""
    for name in names:
        for word in words:
            one, other = _script(name), _script(word)
            if one == other or "latin" in (one, other):
                yield name + word if one == other and name[0] > "\u3400" else f"{name} {word}"


def _script(word: str) -> str:
    if word[0] > "\u3400":
        return "hangul" if "\uac00" <= word[0] <= "\ud7a3" else "han"
    return "cyrillic" if "\u0400" <= word[0] <= "\u04ff" else "latin"


def _refinements(tree: Tree, spelling: Mapping[str, str], plurals: Mapping[str, str]) -> dict[str, tuple[Rule, ...]]:
    out: dict[str, list[Rule]] = defaultdict(list)
    for words, text in tree.value["refine"].items():
        rules = []
        for part in text.split(";"):
            source, _, target = (piece.strip() for piece in part.partition(">"))
            kind, _, codes = target.partition(" ")
            rules.append(Rule(source, None if kind == "none" else kind, tuple(map(intern, codes.split()))))
        for word in _split(words):
            out[" ".join(_fold(word, spelling))] += rules
    # the longer beginning of a code first, so that the narrower rule wins
    return {
        word: tuple(sorted(rules, key=lambda r: -len(r.source) * r.source.isdigit())) for word, rules in out.items()
    }


def _parts_of(tree: Tree, name: str) -> tuple[tuple[str, Rule], ...]:
    out = []
    for sources, target in tree.value[name].items():
        kind, _, codes = target.partition(" ")
        rule = Rule(sources, None if kind == "none" else kind, tuple(map(intern, codes.split())))
        out += [(source, rule) for source in sources.split()]
    return tuple(sorted(out, key=lambda pair: (-len(pair[0]), pair[0])))


def _vocabulary(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    words: dict[str, set[str]] = defaultdict(set)
    for phrase in phrases:
        if not phrase.isascii():
            for word in phrase.split(" ") if " " in phrase else (phrase,):
                if word[0] > "\u3400":
                    words[word[:2]].add(word)
    return {first: _longest_first(group) for first, group in sorted(words.items())}


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(sorted(words), key=len, reverse=True))


def _with_words(known: Mapping[str, tuple[str, ...]], phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """A vocabulary with the Korean and Chinese words of further phrases."""
    more = _vocabulary(phrases)
    return {**known, **{first: _longest_first({*known.get(first, ()), *group}) for first, group in more.items()}}

"""Loads the words for goods, and how an item text is taken apart, from the YAML files in ``data``.

One line of a file is one meaning: its kind and codes, then the words for it. Everything is brought into one index from
folded phrases to meanings, so that reading a text costs a look into a dict for each word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from tidewaiter.datafile import Tree, read_tree
from tidewaiter.errors import DataError
from tidewaiter.goods.tokens import tokenize

DATA = Path(__file__).parent / "data"
ANY_NUMBER = "%"
UNSPECIFIED = "goods-unspecified"
Role = Literal["list", "place", "use", "thing", "with"]
_ROLES: dict[str, Role] = {
    "lists": "list",
    "before_place": "place",
    "before_use": "use",
    "before_thing": "thing",
    "before_with": "with",
}
_KEY = re.compile(r"(?:(?P<kind>[a-z][a-z-]*)(?: |$))?(?P<codes>\d{2,6}(?: \d{2,6})*)?")
_DESIGNATION = re.compile(rf"[^\W\d_]+-[\d{ANY_NUMBER}]")
_NOT_LEXICON = ("grammar.yaml", "forms.yaml", "makes.yaml")
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
    parts: frozenset[str]
    used: frozenset[str]
    new: frozenset[str]
    carriers: frozenset[str]
    people: frozenset[str]
    spelling: Mapping[str, str]
    irregular: Mapping[str, str]
    irregular_plurals: Mapping[str, str]
    refine: Mapping[str, tuple[Rule, ...]]
    parts_of: tuple[tuple[str, Rule], ...]
    chapters: Mapping[str, str]
    code_words: tuple[str, ...]
    code_ranges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Folded phrases, as written in the files, to meanings; for each first word the longest phrase;
    Korean and Chinese words by first character; for the first two words of phrases how long these are.
    ``singles`` keeps what single words of texts were found to be.

    Plurals are undone when a text is read, see ``singulars``.
    """

    phrases: Mapping[str, tuple[Meaning, ...]]
    longest: Mapping[str, int]
    vocabulary: Mapping[str, tuple[str, ...]]
    pairs: Mapping[str, tuple[int, ...]]
    singles: dict[str, tuple[str, tuple[Meaning, ...], Role | None, bool]] = field(default_factory=dict, compare=False)


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
        parts=frozenset(phrases("parts")),
        used=frozenset(phrases("used")),
        new=frozenset(phrases("new")),
        carriers=frozenset(phrases("carriers")),
        people=frozenset(phrases("people")),
        spelling=spelling,
        irregular={many: one for one, many in plurals.items()},
        irregular_plurals=plurals,
        refine=_refinements(tree, spelling, plurals),
        parts_of=_parts_of(tree),
        chapters=value["chapters"],
        code_words=tuple(_split(value["code_words"])),
        code_ranges=tuple(_split(value["code_ranges"])),
    )


@cache
def lexicon() -> Lexicon:
    """All words for goods, of every file in ``data``. Raises DataError, with the place, for a line that is not one."""
    rules = grammar()
    found: dict[str, list[Meaning]] = {}
    for word, meaning in _entries():
        _add(found, _key(word, rules.spelling), meaning)
    _add_metals(found, rules)
    for form in sorted(rules.parts - found.keys()):
        if not any(one in found for one in singulars(form, rules.irregular)):
            found[form] = [Meaning(UNSPECIFIED, (), certain=False)]
    return _index(found, rules)


def extended(more: Iterable[tuple[str, Meaning]]) -> Lexicon:
    """The lexicon with further words of one heading each.

    Where the lexicon is certain of another heading, its own meaning stays first; where it leaves open which of several
    headings it is, or doubts, the further word decides.
    """
    rules = grammar()
    found = {phrase: list(meanings) for phrase, meanings in lexicon().phrases.items()}
    for word, meaning in more:
        known = found.setdefault(fold_phrase(word), [])
        if not any(m.hs and m.hs[0][:4] == meaning.hs[0][:4] for m in known):
            settled = any(m.certain and m.hs and not _leaves_open(m, meaning.hs[0]) for m in known)
            known.insert(len(known) if settled else 0, meaning)
    return _index(found, rules)


def _leaves_open(meaning: Meaning, heading: str) -> bool:
    """Whether a meaning of several codes, or of a whole chapter, holds the heading."""
    return any(code[:4] == heading or heading.startswith(code) for code in meaning.hs)


def fold_phrase(word: str) -> str:
    """A phrase as the lexicon keeps it: lower case, British spelling, Russian without endings."""
    return _key(word, grammar().spelling)


def _index(found: Mapping[str, Sequence[Meaning]], rules: Grammar) -> Lexicon:
    known = [*found, *rules.roles, *rules.parts, *rules.used, *rules.new, *rules.refine]
    longest: dict[str, int] = {}
    pairs: dict[str, tuple[int, ...]] = {}
    for phrase in [*found, *rules.roles]:
        if " " in phrase:
            words = phrase.split(" ")
            for one, two in _beginnings(words, rules.irregular_plurals):
                pair = f"{one} {two}"
                longest[one] = max(longest.get(one, 0), len(words))
                lengths = pairs.get(pair, ())
                if len(words) not in lengths:
                    pairs[pair] = tuple(sorted((*lengths, len(words)), reverse=True))
    return Lexicon({k: tuple(v) for k, v in found.items()}, longest, _vocabulary(known), pairs)


def _beginnings(words: list[str], irregular: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The first two words of a phrase, as they are and in every plural a text may have them in: "items of crystal"."""
    one, two = words[:2]
    yield one, two
    if len(words) == 2 or words[2] == "of":
        yield from ((one, many) for many in _plurals(two, irregular))
    if two == "of":
        yield from ((many, two) for many in _plurals(one, irregular))


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


@lru_cache(maxsize=65_536)
def singular_forms(word: str) -> tuple[str, ...]:
    """``singulars`` with the package's own list of irregular plurals; kept, since words come again and again."""
    return singulars(word, grammar().irregular)


def _add(found: dict[str, list[Meaning]], form: str, meaning: Meaning) -> None:
    known = found.get(form)
    if known is None:
        found[form] = [meaning]
    elif meaning not in known:
        known.append(meaning)


def _plurals(word: str, irregular: Mapping[str, str]) -> tuple[str, ...]:
    """Every form that ``singulars`` takes back to an English word."""
    if len(word) < _SHORTEST_PLURAL - 1 or not word.isascii() or not word.isalpha():
        return ()
    forms = (word + "s", word + "es", *((word[:-1] + "ies",) if word[-1] == "y" else ()))
    return (*forms, irregular[word]) if word in irregular else forms


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
    if word.isascii() and word.isalpha():
        word = word.lower()
        return spelling.get(word, word)
    return " ".join(_fold(word, spelling))


def _fold(word: str, spelling: Mapping[str, str]) -> list[str]:
    if word.isascii() and word.replace(" ", "").isalpha():
        return [spelling.get(w, w) for w in word.lower().split()]
    parts: list[str] = []
    for i, piece in enumerate(word.split(ANY_NUMBER)):
        parts += [ANY_NUMBER] if i else []
        parts += [w.replace(" ", "") for w in tokenize(piece, spelling=spelling, vocabulary={}).words]
    return _joined(parts)


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
    kind, codes = hit["kind"], tuple((hit["codes"] or "").split())
    if kind is None:
        kind = kind_of(codes[0])
    return (None if kind == "none" else kind), codes


def kind_of(code: str) -> str | None:
    """The kind of what has no kind of its own, by its code; the longest beginning decides."""
    chapters = grammar().chapters
    return next((chapters[code[:n]] for n in (6, 4, 2) if code[:n] in chapters), None)


def _entries() -> Iterator[tuple[str, Meaning]]:
    for path in sorted([*DATA.glob("*.yaml"), *DATA.glob("languages/*.yaml")]):
        if path.name == "makes.yaml":
            yield from _makes(read_tree(path))
        elif path.name not in _NOT_LEXICON:
            yield from _meanings(read_tree(path))


def _meanings(tree: Tree) -> Iterator[tuple[str, Meaning]]:
    for key, words in tree.value.items():
        kind, codes = _target(key, tree, (key,))
        sure, unsure = Meaning(kind, codes), Meaning(kind, codes, certain=False)
        for word in _split(words):
            meaning = sure
            if word[-1] == "?":
                word, meaning = word[:-1], unsure
            yield word, (meaning._replace(glued=True) if "-" in word and _designation(word) else meaning)


def _designation(word: str) -> bool:
    """Whether a word is letters, a hyphen and a number, as "An-24": then the two must stand together."""
    return _DESIGNATION.match(word) is not None


def _makes(tree: Tree) -> Iterator[tuple[str, Meaning]]:
    for key, models in tree.value.items():
        names, _, target = (part.strip() for part in key.split("|"))
        kind, codes = _target(target, tree, (key,))
        makers = _split(names)
        for name in makers:
            make = name.rstrip("?")
            english = make if make.isascii() else makers[0].rstrip("?")
            meaning = Meaning(kind, codes, certain="?" not in name, make=english)
            yield make, meaning._replace(glued=_designation(make))
            yield from _models(tree, key, models, make, meaning._replace(certain=True))


def _models(tree: Tree, key: str, models: str, make: str, meaning: Meaning) -> Iterator[tuple[str, Meaning]]:
    spelling = grammar().spelling
    for text in _split(models):
        name, _, target = (part.strip() for part in text.partition("="))
        kind, codes = _target(target, tree, (key,)) if target else (meaning.kind, meaning.hs)
        bare = name.rstrip("!")
        exact = meaning._replace(kind=kind, hs=codes, model=len(_fold(bare, spelling)))
        yield f"{make} {bare}", exact
        if name.endswith("!"):
            yield bare, exact._replace(glued=_designation(bare))


def _add_metals(found: dict[str, list[Meaning]], rules: Grammar) -> None:
    """Writes out "copper wire" and the like; what stands in the lexicon itself has precedence."""
    tree = read_tree(DATA / "forms.yaml")
    forms = {name: _split(words) for name, words in tree.value["forms"].items()}
    fresh: dict[str, list[Meaning]] = {}
    for metal, codes in tree.value["metals"].items():
        names, kind = _split(codes["words"]), codes["kind"]
        for form, target in codes.items():
            if form in ("words", "kind") or not target:
                continue
            if form == "all":
                phrases = names
            elif form in forms:
                phrases = [f"{name} {word}" for name in names for word in forms[form]]
            else:
                line, column = tree.place(("metals", metal, form))
                raise DataError(f"unknown form {form!r}", path=tree.path, line=line, column=column)
            own, hs = _target(target if not target[0].isdigit() else f"{kind} {target}", tree, ("metals", metal, form))
            for phrase in phrases:
                word = _key(phrase, rules.spelling)
                if word not in found:
                    _add(fresh, word, Meaning(own, hs))
    found.update(fresh)


def _refinements(tree: Tree, spelling: Mapping[str, str], plurals: Mapping[str, str]) -> dict[str, tuple[Rule, ...]]:
    out: dict[str, list[Rule]] = defaultdict(list)
    for words, text in tree.value["refine"].items():
        rules = []
        for part in text.split(";"):
            source, _, target = (piece.strip() for piece in part.partition(">"))
            kind, _, codes = target.partition(" ")
            rules.append(Rule(source, None if kind == "none" else kind, tuple(codes.split())))
        for word in _split(words):
            out[" ".join(_fold(word, spelling))] += rules
    # the longer beginning of a code first, so that the narrower rule wins
    return {
        word: tuple(sorted(rules, key=lambda r: -len(r.source) * r.source.isdigit())) for word, rules in out.items()
    }


def _parts_of(tree: Tree) -> tuple[tuple[str, Rule], ...]:
    out = []
    for sources, target in tree.value["parts_of"].items():
        kind, _, codes = target.partition(" ")
        rule = Rule(sources, None if kind == "none" else kind, tuple(codes.split()))
        out += [(source, rule) for source in sources.split()]
    return tuple(sorted(out, key=lambda pair: (-len(pair[0]), pair[0])))


def _vocabulary(phrases: list[str]) -> dict[str, tuple[str, ...]]:
    words: dict[str, set[str]] = defaultdict(set)
    for phrase in phrases:
        if not phrase.isascii():
            for word in phrase.split(" "):
                if word[0] > "\u3400":
                    words[word[0]].add(word)
    return {first: tuple(sorted(group, key=lambda w: (-len(w), w))) for first, group in sorted(words.items())}

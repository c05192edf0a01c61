"""Teaches the parser the words of the domain: copies of treebank sentences in which such words stand.

A verb of ours takes the place of a transitive or passive verb with the same tag, a noun of ours that of a
noun with a prepositional phrase; the tree stays as it was annotated. A second kind of copy gives a plain noun
phrase its place to one like "the export of coal to Russia", whose tree is known. Every copy is a text of its
own, so that no sentence boundary is invented. The same seed gives the same sentences.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tidewaiter import datafile

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token
    from spacy.vocab import Vocab

VERB_TAGS = ("VB", "VBZ", "VBD", "VBN", "VBG")
NOUN_TAGS = ("NN", "NNS")
SHORTEST, LONGEST = 6, 45
PHRASE_CASES = ("of", "to", "from", "for")
# a verb with one of these beside it is not simply transitive
NOT_PLAIN = frozenset(("ccomp", "xcomp", "iobj", "compound:prt", "expl", "csubj"))
PLAIN_PHRASE = frozenset(("det", "amod", "compound", "nmod:poss", "case"))
PHRASE_ROLES = ("obj", "nsubj", "nsubj:pass", "obl")
PREPOSITIONS = ("of", "to", "from", "by", "on", "in")
FUNCTION_POS = {"DT": "DET", "IN": "ADP", "POS": "PART"}
DETERMINERS = {"NN": ("the", "the", "a", "a", "this", "any"), "NNS": ("the", "", "", "", "these", "all")}


@dataclass(frozen=True, slots=True)
class Copies:
    """How many sentences of each kind are made."""

    verbs: int
    clauses: int
    nouns: int
    frames: int
    routes: int


@dataclass(frozen=True, slots=True)
class Beside:
    """Share of the objects and subjects of a replaced verb that are replaced too."""

    objects: float
    subjects: float


@dataclass(frozen=True, slots=True)
class VerbLists:
    """Lines of five forms: base, third person, past, participle, -ing."""

    transfer: list[str]
    other: list[str]
    clause: list[str]


@dataclass(frozen=True, slots=True)
class NounLists:
    """Lines of two forms, singular and plural; a dash where there is none."""

    event: list[str]
    mass: list[str]
    goods: list[str]
    plural: list[str]
    agent: list[str]
    law: list[str]


@dataclass(frozen=True, slots=True)
class Words:
    """The content of ``words.yaml``."""

    seed: int
    copies: Copies
    beside: Beside
    verbs: VerbLists
    nouns: NounLists
    places: list[str]
    days: list[str]
    months: list[str]
    frames: list[str]
    routes: list[str]
    lemmas: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Row:
    """One token of a sentence; ``head`` is an index in the sentence, the root's is its own."""

    form: str
    space: bool
    tag: str
    pos: str
    morph: str
    lemma: str
    dep: str
    head: int


Rows = list[Row]
Draw = Callable[[str, str], str]
"""Gives a form for a group of words (``verb``, ``goods``) and a tag; rarely drawn ones come first."""
Describe = Callable[[str, str], tuple[str, str]]
"""Gives the universal tag and the features of a function word, by form and Penn tag."""


def read_words(path: Path) -> Words:
    """The word lists; a mistake is reported with its line and column."""
    return datafile.read(path, Words)


def make_sentences(docs: Iterable[Doc], words: Words) -> list[Rows]:
    """All copies, in a fixed order: by verbs, that-clauses, nouns, whole noun phrases and routes."""
    random = Random(words.seed)
    draw = _drawer(words, random)
    sentences = [sent for doc in docs for sent in doc.sents if SHORTEST <= len(sent) <= LONGEST]
    random.shuffle(sentences)
    describe = _describer(sentences)
    # sentences in which something moves to or from somewhere, or is being done, come first
    moving = sorted(sentences, key=lambda sent: not any(_moves(token) or _is_progressive(token) for token in sent))
    passives = sorted(sentences, key=lambda sent: not any(_is_open_passive(token) for token in sent))
    makers = (
        (words.copies.verbs, moving, lambda sent: _copy_verbs(sent, draw, random, words.beside)),
        (words.copies.clauses, sentences, lambda sent: _copy_clause(sent, draw)),
        (words.copies.nouns, sentences[::-1], lambda sent: _copy_nouns(sent, draw, random)),
        (words.copies.frames, sentences[::-1], lambda sent: _copy_phrase(sent, words, draw, random, describe)),
        (words.copies.routes, passives, lambda sent: _copy_route(sent, words, draw, random, describe)),
    )
    return [rows for wanted, pool, make in makers for rows in _take(wanted, map(make, pool))]


def _take(wanted: int, made: Iterable[Rows | None]) -> Iterator[Rows]:
    for rows in made:
        if not wanted:
            return
        if rows is not None:
            wanted -= 1
            yield rows


def to_doc(rows: Rows, vocab: Vocab) -> Doc:
    """A text of one annotated sentence."""
    from spacy.tokens import Doc

    return Doc(
        vocab,
        words=[row.form for row in rows],
        spaces=[row.space for row in rows],
        tags=[row.tag for row in rows],
        pos=[row.pos for row in rows],
        morphs=[row.morph for row in rows],
        lemmas=[row.lemma for row in rows],
        heads=[row.head for row in rows],
        deps=[row.dep for row in rows],
        sent_starts=[i == 0 for i in range(len(rows))],
    )


def to_rows(sent: Span) -> Rows:
    """The tokens of an annotated sentence, apart from its document."""
    return [
        Row(
            form=token.text,
            space=bool(token.whitespace_),
            tag=token.tag_,
            pos=token.pos_,
            morph=str(token.morph),
            lemma=token.lemma_,
            dep=token.dep_,
            head=token.head.i - sent.start,
        )
        for token in sent
    ]


# --- drawing words


def _drawer(words: Words, random: Random) -> Draw:
    forms: dict[tuple[str, str], list[str]] = defaultdict(list)
    for group in ("transfer", "transfer", "transfer", "other", "clause"):
        for line in getattr(words.verbs, group):
            for tag, form in zip(VERB_TAGS, line.split(), strict=True):
                forms["verb" if group != "clause" else group, tag].append(form)
    for group in ("event", "mass", "goods", "plural", "agent", "law"):
        for line in getattr(words.nouns, group):
            for tag, form in zip(NOUN_TAGS, line.split(), strict=True):
                if form != "-":
                    forms[group, tag].append(form)
    for tag in NOUN_TAGS:
        forms["thing", tag] = [form for group in ("mass", "goods", "plural") for form in forms[group, tag]]
    for line in words.verbs.transfer:
        for tag, form in zip(VERB_TAGS, line.split(), strict=True):
            forms["transfer", tag].append(form)
    forms["place", "NNP"], forms["day", "NNP"], forms["month", "NNP"] = words.places, words.days, words.months
    used: Counter[tuple[str, str, int]] = Counter()

    def draw(group: str, tag: str) -> str:
        tag = "VB" if tag == "VBP" else tag
        choices = forms[group, tag]
        least = min(used[group, tag, i] for i in range(len(choices)))
        place = random.choice([i for i in range(len(choices)) if used[group, tag, i] == least])
        used[group, tag, place] += 1
        return choices[place]

    return draw


def _describer(sentences: Iterable[Span]) -> Describe:
    """The commonest universal tag and features of a function word, as the treebank has them."""
    counts: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for sent in sentences:
        for token in sent:
            if token.tag_ in FUNCTION_POS:
                counts[token.lower_, token.tag_][token.pos_, str(token.morph)] += 1

    def describe(form: str, tag: str) -> tuple[str, str]:
        seen = counts.get((form, tag)) or {(FUNCTION_POS[tag], ""): 1}
        return min(seen, key=lambda found: (-seen[found], found))

    return describe


def _put(rows: Rows, place: int, form: str) -> None:
    """Puts ``form`` where another word stood, with its capitals, and mends an article before it."""
    old = rows[place]
    cased = form[0].upper() + form[1:] if old.form[0].isupper() else form
    if old.form.isupper() and len(old.form) > 2:
        cased = form.upper()
    rows[place] = replace(old, form=cased, lemma=form)
    _mend_article(rows, place - 1)


def _mend_article(rows: Rows, place: int) -> None:
    if place >= 0 and rows[place].form.lower() in ("a", "an"):
        right = "an" if rows[place + 1].form[0].lower() in "aeiou" else "a"
        rows[place] = replace(rows[place], form=right.capitalize() if rows[place].form[0].isupper() else right)


# --- what may be replaced


def _relations(token: Token) -> set[str]:
    return {child.dep_ for child in token.children}


def _cases(token: Token) -> set[str]:
    return {child.lower_ for child in token.children if child.dep_ == "case"}


def _is_transitive(token: Token) -> bool:
    if token.pos_ != "VERB" or not token.tag_.startswith("VB") or token.lemma_ in ("have", "do", "be"):
        return False
    beside = _relations(token)
    if beside & NOT_PLAIN:
        return False
    return bool(beside & {"obj", "nsubj:pass"}) or (token.tag_ == "VBN" and token.dep_ in ("acl", "amod"))


def _moves(token: Token) -> bool:
    return _is_transitive(token) and any(
        child.dep_ == "obl" and _cases(child) & {"to", "from"} for child in token.children
    )


def _is_progressive(token: Token) -> bool:
    return token.tag_ == "VBG" and "aux" in _relations(token) and _is_transitive(token)


def _takes_that(token: Token) -> bool:
    return (
        token.pos_ == "VERB"
        and any(
            child.dep_ == "ccomp" and any(word.lower_ == "that" and word.dep_ == "mark" for word in child.children)
            for child in token.children
        )
        and not _relations(token) & {"obj", "iobj", "obl", "compound:prt"}
    )


def _is_plain_noun(token: Token) -> bool:
    return token.tag_ in NOUN_TAGS and token.pos_ == "NOUN" and token.text.isalpha()


def _has_phrase(token: Token) -> bool:
    return _is_plain_noun(token) and any(
        child.dep_ == "nmod" and _cases(child) & set(PHRASE_CASES) for child in token.children
    )


# --- the kinds of copies


def _copy_verbs(sent: Span, draw: Draw, random: Random, beside: Beside) -> Rows | None:
    verbs = [token for token in sent if _is_transitive(token)]
    if not verbs:
        return None
    rows = to_rows(sent)
    for verb in verbs:
        _put(rows, verb.i - sent.start, draw("verb", verb.tag_))
        for child in verb.children:
            group = _group_beside(child, random, beside)
            if group:
                _put(rows, child.i - sent.start, draw(group, child.tag_))
    return rows


def _group_beside(child: Token, random: Random, beside: Beside) -> str | None:
    if not _is_plain_noun(child):
        return None
    if child.dep_ in ("obj", "nsubj:pass"):
        return "thing" if random.random() < beside.objects else None
    if child.dep_ in ("nsubj", "obl:agent"):
        return "agent" if random.random() < beside.subjects else None
    return None


def _copy_clause(sent: Span, draw: Draw) -> Rows | None:
    verbs = [token for token in sent if _takes_that(token)]
    if not verbs:
        return None
    rows = to_rows(sent)
    for verb in verbs:
        _put(rows, verb.i - sent.start, draw("clause", verb.tag_))
    return rows


def _copy_nouns(sent: Span, draw: Draw, random: Random) -> Rows | None:
    nouns = [token for token in sent if _has_phrase(token)]
    if not nouns:
        return None
    rows = to_rows(sent)
    for noun in nouns:
        _put(rows, noun.i - sent.start, draw(random.choice(("event", "event", "agent", "law", "thing")), noun.tag_))
        for child in noun.children:
            if child.dep_ == "nmod" and _is_plain_noun(child) and random.random() < 0.5:
                _put(rows, child.i - sent.start, draw("thing", child.tag_))
    return rows


def _copy_phrase(sent: Span, words: Words, draw: Draw, random: Random, describe: Describe) -> Rows | None:
    places = [token for token in sent if _is_plain_phrase(token)]
    if not places:
        return None
    noun = random.choice(places)
    start = min(token.i for token in noun.subtree if token.dep_ != "case" or token.head != noun)
    phrase = build_phrase(random.choice(words.frames), noun.tag_, draw, random, describe)
    return splice(to_rows(sent), start - sent.start, noun.i - sent.start, phrase)


def _is_plain_phrase(token: Token) -> bool:
    """A noun with at most four words before it and none behind, in a clause without another to- or from-phrase."""
    if not _is_plain_noun(token) or token.dep_ not in PHRASE_ROLES or not _relations(token) <= PLAIN_PHRASE:
        return False
    if token.right_edge != token or token.i - token.left_edge.i > 4:
        return False
    # a phrase with a gap would have its own head in the middle
    if len(list(token.subtree)) != token.i - token.left_edge.i + 1:
        return False
    if any(word.head == token and word.dep_ == "case" for word in token.rights):
        return False
    return not any(_cases(child) & {"to", "from", "of", "by"} for child in token.head.children if child != token)


def _copy_route(sent: Span, words: Words, draw: Draw, random: Random, describe: Describe) -> Rows | None:
    verbs = [token for token in sent if _is_open_behind(token)]
    if not verbs:
        return None
    verb = random.choice(verbs)
    passive = "nsubj:pass" in _relations(verb)
    rows = to_rows(sent)
    place = verb.i - sent.start
    _put(rows, place, draw("transfer", verb.tag_))
    last = place
    for child in verb.children:
        if child.dep_ == "obj" and child.i > verb.i:
            last = child.i - sent.start
        if child.dep_ in ("obj", "nsubj:pass") and _is_plain_noun(child):
            _put(rows, child.i - sent.start, draw("thing", child.tag_))
    routes = [route for route in words.routes if passive or "by" not in route.split()]
    return insert(rows, last + 1, build_route(random.choice(routes), draw, random, describe), place, passive=passive)


def _is_open_passive(token: Token) -> bool:
    return "nsubj:pass" in _relations(token) and _is_open_behind(token)


def _is_open_behind(token: Token) -> bool:
    """A transitive verb with nothing behind it but a plain object: there is room for a route."""
    if not _is_transitive(token) or token.dep_ == "amod" or not _relations(token) & {"obj", "nsubj:pass"}:
        return False
    behind = [child for child in token.rights if child.dep_ != "punct"]
    if any(child.dep_ != "obj" or child.right_edge != child for child in behind):
        return False
    return len(behind) == (0 if "nsubj:pass" in _relations(token) else 1)


# --- phrases of our own


@dataclass(frozen=True, slots=True)
class Piece:
    """One word of a frame: case, det, compound, possessor, possessive, noun or head."""

    kind: str
    form: str
    tag: str


def build_phrase(frame: str, tag: str, draw: Draw, random: Random, describe: Describe) -> Rows:
    """The rows of ``frame``; its first EVENT or LAW has the tag ``tag`` and is the head (its dep says so)."""
    pieces: list[Piece] = []
    for part, following in pairwise([*frame.split(), ""]):
        own = "NN" if any(piece.kind == "head" for piece in pieces) else tag
        pieces.extend(_expand(part, following, own, draw, random))
    rows = _attach(pieces, describe)
    for place in range(len(rows)):
        _mend_article(rows, place)
    return rows


def build_route(route: str, draw: Draw, random: Random, describe: Describe) -> Rows:
    """The rows of ``route``; the nouns behind its prepositions have the dep ``nmod`` and the head -1."""
    pieces: list[Piece] = []
    tag = random.choice(NOUN_TAGS)
    for part, following in pairwise([*route.split(), ""]):
        pieces.extend(_expand(part, following, tag, draw, random))
    rows = _attach(pieces, describe)
    for place in range(len(rows)):
        _mend_article(rows, place)
    return rows


def _expand(part: str, following: str, tag: str, draw: Draw, random: Random) -> list[Piece]:
    if part in PREPOSITIONS:
        return [Piece("case", part, "IN")]
    if part == "'s":
        return [Piece("possessive", part, "POS")]
    if part == "DET":
        form = random.choice(DETERMINERS[tag])
        return [Piece("det", form, "DT")] if form else []
    if part == "PLACE":
        *first, last = draw("place", "NNP").split()
        kind = "possessor" if following == "'s" else "noun"
        return [*(Piece("compound", name, "NNP") for name in first), Piece(kind, last, "NNP")]
    if part == "GOODS":
        # "of coal", "of trucks", "coal sale", "truck sale", "arms sale"
        kind = "compound" if following == "EVENT" else "noun"
        group, own = random.choice(
            (("mass", "NN"), ("goods", "NN" if kind == "compound" else "NNS"), ("plural", "NNS"))
        )
        return [Piece(kind, draw(group, own), own)]
    if part in ("DAY", "MONTH"):
        return [Piece("noun", draw(part.lower(), "NNP"), "NNP")]
    if part == "AGENT":
        return [Piece("noun", draw("agent", tag), tag)]
    return [Piece("head", draw(part.lower(), tag), tag)]


def _attach(pieces: Iterable[Piece], describe: Describe) -> Rows:
    rows: Rows = []
    waiting: list[int] = []  # words whose noun is still to come
    head = -1
    for here, piece in enumerate(pieces):
        rows.append(_make_row(piece, head if piece.kind != "possessive" else here - 1, describe))
        if piece.kind in ("case", "det", "compound"):
            waiting.append(here)
        elif piece.kind != "possessive":
            ready = [word for word in waiting if piece.kind != "possessor" or rows[word].dep == "compound"]
            for word in ready:
                rows[word] = replace(rows[word], head=here)
            waiting = [word for word in waiting if word not in ready]
        if piece.kind == "possessor":
            waiting.append(here)
        if piece.kind == "head":
            rows[here] = replace(rows[here], dep="head" if head < 0 else "nmod")
            head = here
    return rows


def _make_row(piece: Piece, head: int, describe: Describe) -> Row:
    if piece.tag in FUNCTION_POS:
        pos, morph = describe(piece.form, piece.tag)
        dep = "case" if piece.kind == "possessive" else piece.kind
    else:
        pos = "PROPN" if piece.tag == "NNP" else "NOUN"
        morph = "Number=Plur" if piece.tag == "NNS" else "Number=Sing"
        dep = {"compound": "compound", "possessor": "nmod:poss"}.get(piece.kind, "nmod")
    space = piece.kind != "possessor"
    return Row(piece.form, space, piece.tag, pos, morph, piece.form, dep, head)


def splice(rows: Rows, start: int, noun: int, phrase: Rows) -> Rows:
    """``rows`` with the words from ``start`` to ``noun`` (included) replaced by ``phrase``."""
    grown = len(phrase) - (noun + 1 - start)
    centre = start + next(i for i, row in enumerate(phrase) if row.dep == "head")

    def moved(index: int) -> int:
        return index if index < start else index + grown if index > noun else centre

    inner = [
        replace(row, dep=rows[noun].dep, head=moved(rows[noun].head))
        if row.dep == "head"
        else replace(row, head=row.head + start)
        for row in phrase
    ]
    inner[-1] = replace(inner[-1], space=rows[noun].space)
    if rows[start].form[0].isupper() and start == 0:
        inner[0] = replace(inner[0], form=inner[0].form[0].upper() + inner[0].form[1:])
    before = [replace(row, head=moved(row.head)) for row in rows[:start]]
    after = [replace(row, head=moved(row.head)) for row in rows[noun + 1 :]]
    return before + inner + after


def insert(rows: Rows, at: int, route: Rows, verb: int, *, passive: bool) -> Rows:
    """``rows`` with ``route`` before the word ``at``; its nouns belong to ``verb``."""
    grown = len(route)

    def moved(index: int) -> int:
        return index if index < at else index + grown

    agents = {row.head for row in route if row.form == "by"} if passive else set()
    inner = [
        replace(row, head=verb, dep="obl:agent" if here in agents else "obl")
        if row.head == -1
        else replace(row, head=row.head + at)
        for here, row in enumerate(route)
    ]
    inner[-1] = replace(inner[-1], space=rows[at - 1].space)
    before = [replace(row, head=moved(row.head)) for row in rows[:at]]
    before[-1] = replace(before[-1], space=True)
    return before + inner + [replace(row, head=moved(row.head)) for row in rows[at:]]


def count_words(sentences: Iterable[Rows]) -> Mapping[str, int]:
    """How often each form stands in ``sentences``: for a look at what was made."""
    return Counter(row.form.lower() for rows in sentences for row in rows)

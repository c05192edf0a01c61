"""Finds what a phrase names: its head, and how the words around the head change it.

The head decides: "coal mining equipment" is equipment, "car parts" are parts, "tons of iron ore" is ore. What stands
before it ("luxury", "women's", "frozen") or behind "of" makes it narrower by the rules of ``data/grammar.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tidewaiter.goods.lexicon import UNSPECIFIED, Meaning, singular_forms
from tidewaiter.goods.phrases import Chunk, Desk, Phrase, Piece

# what joins the two halves of "lead and zinc ore"; a comma does not
_JOINTS = frozenset(("and", "or", "&", "/", "and/or"))
# participles behind the head ("coal shipped") say nothing about the goods
_PARTICIPLES = ("ed", "en")
# makes of vehicles, aircraft and machines also build other machines
_MACHINES = range(84, 94)


class Draft(NamedTuple):
    """Meanings with the words (first, last) they rest on, before they become senses."""

    meanings: tuple[Meaning, ...]
    first: int
    last: int
    make: Meaning | None = None
    model_at: tuple[int, int] | None = None


def read_phrase(desk: Desk, phrase: Phrase, after: Phrase | None) -> Iterator[Draft]:
    """What a phrase names, the likeliest first; ``after`` is the next phrase, whose head it may share."""
    if after is not None and phrase.joint in desk.grammar.carriers:
        return  # "freight cars loaded with wheat" are wheat
    draft = None if _are_people(desk, _counted(desk, phrase.chunks)) else _draft(desk, phrase.chunks)
    if draft is None:
        return
    draft = _inverted(desk, phrase, after, draft)
    shared = _shared(desk, phrase, after) if after else None
    if shared and not _same(shared, draft):
        yield shared
        draft = _doubtful(draft)
    yield draft
    yield from _extras(desk, phrase.chunks, draft)


def _counted(desk: Desk, chunks: list[Chunk]) -> Chunk:
    """The first chunk, or the one behind "of" where the first only counts: "thousands of fighters"."""
    first, *behind = chunks
    counts = len(first.pieces) > 0 and behind and behind[0].role == "thing"
    words = (first.pieces[-1].key, *singular_forms(first.pieces[-1].key)) if counts else ()
    return behind[0] if not desk.grammar.measures.isdisjoint(words) else first


def _are_people(desk: Desk, chunk: Chunk) -> bool:
    """Whether the words up to the first preposition end in a word for people: "missile experts", "foreign fighters"."""
    if not chunk.pieces:
        return False
    words, last = desk.tokens.words, chunk.pieces[-1].last - 1
    before = words[last - 1] if last > chunk.pieces[0].first else ""
    people = desk.grammar.people
    return any(one in people or f"{before} {one}" in people for one in (words[last], *singular_forms(words[last])))


def _extras(desk: Desk, chunks: list[Chunk], draft: Draft) -> Iterator[Draft]:
    """What goes along ("crates with weapons"), and the use of what is not described ("materials for missiles")."""
    generic = all(m.kind == UNSPECIFIED for m in draft.meanings)
    for i, chunk in enumerate(chunks):
        if chunk.role == "with" or (generic and chunk.role == "use"):
            head = _head(desk, chunk)
            if head and head.first >= draft.last:
                yield _doubtful(_read(desk, chunk, head, chunks[i + 1 :]))


def _shared(desk: Desk, phrase: Phrase, after: Phrase) -> Draft | None:
    """A bare noun may share the head of the next phrase: "lead and zinc ore". It may also stand alone."""
    if phrase.joint not in _JOINTS or len(phrase.chunks) > 1 or len(phrase.chunks[0].pieces) != 1:
        return None
    piece = phrase.chunks[0].pieces[0]
    if piece.key != " ".join(desk.tokens.words[piece.first : piece.last]):
        return None  # a plural is no modifier: "vehicles and vehicle parts"
    head = _head(desk, after.chunks[0])
    if head is None or piece.key in head.key.split(" "):
        return None
    found = desk.lexicon.phrases.get(f"{piece.key} {head.key.rpartition(' ')[2]}", ())
    return Draft(tuple(m._replace(certain=False) for m in found), piece.first, head.last) if found else None


def _inverted(desk: Desk, phrase: Phrase, after: Phrase | None, draft: Draft) -> Draft:
    """In customs records ("mackerel, frozen") a modifier alone behind a comma belongs to the head before it."""
    if after is None or phrase.joint != "," or len(after.chunks) > 1:
        return draft
    pieces = after.chunks[0].pieces
    if any(piece.meanings for piece in pieces):
        return draft
    return _refine(desk, draft, [], pieces)


def _same(one: Draft, other: Draft) -> bool:
    return [(m.kind, m.hs) for m in one.meanings] == [(m.kind, m.hs) for m in other.meanings]


def _draft(desk: Desk, chunks: list[Chunk]) -> Draft | None:
    """What a phrase names: its head, or what stands behind "of" where the head only holds or counts goods."""
    sure = True
    for i, chunk in enumerate(chunks):
        head = _head(desk, chunk)
        behind = chunks[i + 1 :]
        if head is None:
            # an unknown thing "for cars" is no car, and nothing tells whether "delivery by tanker" names goods
            sure = sure and not (behind and behind[0].role not in ("thing", "with") and _names_something(desk, chunk))
            continue
        if behind and _only_holds(desk, head, behind[0]):
            continue
        draft = _read(desk, chunk, head, behind)
        return draft if sure and _ends_well(desk, chunk, head) else _doubtful(draft)
    return None


def _only_holds(desk: Desk, head: Piece, behind: Chunk) -> bool:
    """Whether a head only holds or counts the goods that stand behind it: "tons of ore", "boxes with shells"."""
    return head.key in desk.grammar.measures and behind.role in ("thing", "with") and _head(desk, behind) is not None


def _names_something(desk: Desk, chunk: Chunk) -> bool:
    return any(p.key.isalpha() and p.key not in desk.grammar.measures for p in chunk.pieces)


def _doubtful(draft: Draft) -> Draft:
    return draft._replace(meanings=tuple(m._replace(certain=False) for m in draft.meanings))


def _head(desk: Desk, chunk: Chunk) -> Piece | None:
    """The last known noun, passing over "products", "shipments" and the like; in Russian the first; else a make."""
    known = [p for p in chunk.pieces if p.meanings]
    nouns = [p for p in known if not p.is_make]
    if not nouns:
        return known[-1] if known else None
    if "\u0400" <= nouns[0].key[0] <= "\u04ff":
        return next((p for p in nouns if p.key not in desk.grammar.measures), nouns[0])
    while len(nouns) > 1 and nouns[-1].key in desk.grammar.tails:
        nouns.pop()
    makes = [p for p in known if p.is_make]
    return makes[-1] if makes and nouns[-1].key in desk.grammar.tails else nouns[-1]


def _ends_well(desk: Desk, chunk: Chunk, head: Piece) -> bool:
    """Whether only words without weight stand behind the head. In "gold trading licences" the true head is unknown."""
    for piece in chunk.pieces:
        if piece.first >= head.last and not piece.meanings and not _is_light(desk, piece):
            return False
    return True


def _is_light(desk: Desk, piece: Piece) -> bool:
    word = piece.key
    if word[0] > "\u3400":
        return len(word) <= (2 if "\uac00" <= word[0] <= "\ud7a3" else 1)  # particles
    if not word.isascii() or not word.isalpha() or len(word) <= 2 or word in desk.grammar.tails:
        return True
    written = desk.text[desk.tokens.starts[piece.first]]
    return written.isupper() or word.endswith(_PARTICIPLES)


def _read(desk: Desk, chunk: Chunk, head: Piece, behind: list[Chunk]) -> Draft:
    complement = behind[0] if behind else None
    if head.key in desk.grammar.parts and (draft := _part(desk, chunk, head, complement)):
        return draft
    draft = Draft(head.meanings, head.first, head.last)
    before = [p for p in chunk.pieces if p.last <= head.first]
    if head.is_make:
        return _refine(desk, _made(desk, draft, head), before, [])
    of_what = complement.pieces if complement and complement.role == "thing" else []
    draft = _compose(desk, draft, head, before, of_what or _use(behind))
    draft = _named_twice(desk, draft, head, before)
    draft = _refine(desk, draft, before, of_what)
    makes = [p for p in chunk.pieces if p.is_make] or [p for p in _use(behind) if p.is_make]
    return _with_make(desk, draft, makes[-1]) if makes else draft


def _use(behind: list[Chunk]) -> list[Piece]:
    return behind[0].pieces if behind and behind[0].role == "use" else []


# ---- parts


def _part(desk: Desk, chunk: Chunk, head: Piece, complement: Chunk | None) -> Draft | None:
    """The draft for parts of a thing that is named before them, or behind "of" or "for"."""
    if complement and complement.role in ("thing", "use"):
        whole = Draft(head.meanings, head.first, head.last)
        draft = _compose(desk, whole, head, [], complement.pieces)
        if draft is not whole:
            return draft
    owner = _owner(desk, chunk, head) or (_behind(desk, complement) if complement else None)
    if owner is None:
        return None
    return owner._replace(
        meanings=tuple(dict.fromkeys(_part_of(desk, m) for m in owner.meanings)),
        first=min(owner.first, head.first),
        last=max(owner.last, head.last),
    )


def _owner(desk: Desk, chunk: Chunk, head: Piece) -> Draft | None:
    russian = "\u0400" <= head.key[0] <= "\u04ff"
    others = [p for p in chunk.pieces if (p.first >= head.last if russian else p.last <= head.first)]
    return _behind(desk, Chunk(None, others))


def _behind(desk: Desk, chunk: Chunk) -> Draft | None:
    head = _head(desk, chunk)
    if head is None or chunk.role == "place" or all(m.kind == UNSPECIFIED for m in head.meanings):
        return None
    return _read(desk, Chunk(None, chunk.pieces), head, [])


def _part_of(desk: Desk, owner: Meaning) -> Meaning:
    for source, rule in desk.grammar.parts_of:
        if owner.hs and owner.hs[0].startswith(source):
            return owner._replace(kind=rule.kind, hs=rule.hs)
    return owner


# ---- what narrows a head


def _units(desk: Desk, pieces: list[Piece]) -> Iterator[tuple[str, int, int]]:
    """Single words and pairs of words of some pieces, the nearest to the head first, with their places."""
    words = desk.tokens.words
    after = -1
    for piece in reversed(pieces):
        for i in range(piece.last - 1, piece.first - 1, -1):
            if after == i + 1:
                yield f"{words[i]} {words[after]}", i, i + 2
            yield words[i], i, i + 1
            after = i


def _names(pieces: list[Piece]) -> Iterator[tuple[str, int, int]]:
    """Known phrases and unknown words as wholes, the nearest to the head first: "nuclear weapon" is not "nuclear"."""
    for piece in reversed(pieces):
        yield piece.key, piece.first, piece.last


def _compose(desk: Desk, draft: Draft, head: Piece, before: list[Piece], of_what: list[Piece]) -> Draft:
    """With "copper" before it, or "of copper" behind it, "wire" is the "copper wire" of the lexicon."""
    if not before and not of_what:
        return draft
    for unit, first, last in (*_names(before), *_names(of_what)):
        found = desk.lexicon.phrases.get(f"{unit} {head.key}")
        if found and not found[0].make:
            return Draft(found, min(first, draft.first), max(last, draft.last))
    return draft


def _named_twice(desk: Desk, draft: Draft, head: Piece, before: list[Piece]) -> Draft:
    """In "KN-23 missiles" or "sedan vehicle" the first name is the finer one: it lies under the code of the second."""
    behind = [p for p in before if p.meanings or not _is_light(desk, p)]
    near = behind[-1] if behind and behind[-1].meanings else None
    if near is None or near.is_make or draft.first != head.first:
        return draft
    inner, outer = near.meanings[0], draft.meanings[0]
    if inner.kind is None or not inner.hs or not outer.hs or not inner.hs[0].startswith(outer.hs[0]):
        return draft
    return Draft(tuple(m._replace(certain=True) for m in near.meanings), near.first, draft.last)


def _refine(desk: Desk, draft: Draft, before: list[Piece], of_what: list[Piece]) -> Draft:
    """Applies the modifiers ("luxury", "women's", "frozen"), the nearest first."""
    rules = desk.grammar.refine
    for unit, first, last in (*_units(desk, before), *_units(desk, of_what)):
        if unit in rules and not draft.first <= first < draft.last:
            changed = tuple(dict.fromkeys(_apply(desk, unit, m) for m in draft.meanings))
            if changed != draft.meanings:
                first, last = min(first, draft.first), max(last, draft.last)
                draft = draft._replace(meanings=changed, first=first, last=last)
    return draft


def _apply(desk: Desk, unit: str, meaning: Meaning) -> Meaning:
    for rule in desk.grammar.refine[unit]:
        hit = rule.source in ("*", meaning.kind) or (
            rule.source.isdigit() and any(code.startswith(rule.source) for code in meaning.hs)
        )
        if hit:
            return Meaning(rule.kind, rule.hs or meaning.hs, certain=rule.kind != UNSPECIFIED)
    return meaning


# ---- makes


def _made(desk: Desk, draft: Draft, piece: Piece) -> Draft:
    meaning = piece.meanings[0]
    last = _with_suffix(desk, piece.last)
    model = (piece.last - meaning.model, last) if meaning.model else None
    return draft._replace(meanings=(meaning,), make=meaning, model_at=model, last=max(draft.last, last))


def _with_suffix(desk: Desk, last: int) -> int:
    """Letters written without a gap belong to the model: the M of "Il-62M"."""
    tokens = desk.tokens
    while last < len(tokens.words) and tokens.starts[last] == tokens.ends[last - 1] and tokens.words[last].isalnum():
        last += 1
    return last


def _with_make(desk: Desk, draft: Draft, piece: Piece) -> Draft:
    """Head and make together: "Aurus limousine", "Toyota forklift". A make of other goods is no make here."""
    make = piece.meanings[0]
    meanings = tuple(_narrowed(m, make) for m in draft.meanings)
    if not any(_compatible(m, make) for m in meanings):
        return draft
    named = _made(desk, draft, piece)
    return named._replace(meanings=meanings, first=min(draft.first, piece.first))


def _narrowed(meaning: Meaning, make: Meaning) -> Meaning:
    same = bool(meaning.hs and make.hs and make.kind) and make.hs[0].startswith(meaning.hs[0])
    if meaning.kind == UNSPECIFIED or (same and (not meaning.certain or make.model or _finer(meaning, make))):
        return make._replace(certain=True)
    return meaning


def _finer(meaning: Meaning, make: Meaning) -> bool:
    """Of two kinds of one heading the make's own is the finer one if it is a luxury or a combat kind."""
    return (make.kind or "").startswith(("luxury-", "combat-", "private-", "military-")) and meaning.kind != make.kind


def _compatible(meaning: Meaning, make: Meaning) -> bool:
    if not meaning.hs or not make.hs:
        return meaning.kind == make.kind
    ours, theirs = int(meaning.hs[0][:2]), int(make.hs[0][:2])
    return ours == theirs or (ours in _MACHINES and theirs in _MACHINES)

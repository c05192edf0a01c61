"""Finds what a phrase names: its head, and how the words around the head change it.

The head decides: "coal mining equipment" is equipment, "car parts" are parts, "tons of iron ore" is ore. What stands
before it ("luxury", "women's", "frozen") or behind "of" makes it narrower by the rules of ``data/grammar.yaml``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from tidewaiter.goods.desk import Desk
from tidewaiter.goods.lexicon import UNSPECIFIED, Meaning, Meanings, Rule
from tidewaiter.goods.phrases import Chunk, Phrase, Piece
from tidewaiter.goods.terms import MADE, REFINING

# what joins the two halves of "lead and zinc ore"; a comma does not
_JOINTS = frozenset(("and", "or", "&", "/", "and/or"))
# the first chapter of what is packed singly, not in bulk
_FIRST_SOLID = "39"
_COLONS = (":", "：")
# joints that go on with a list
_ENUMERATING = frozenset((*_JOINTS, ",", "(", ")"))
# chapters of what carries other goods: luggage, vehicles, ships
_CARRYING = frozenset(("42", "86", "87", "88", "89"))
# makes of vehicles, aircraft and machines also build other machines
_MACHINES = range(84, 94)


class Draft(NamedTuple):
    """Meanings with the words (first, last) they rest on, before they become senses."""

    meanings: Meanings
    first: int
    last: int
    make: Meaning | None = None
    model_at: tuple[int, int] | None = None


# What the class itself does, without the two calls in between.
draft_of: Callable[[tuple[Meanings, int, int, Meaning | None, tuple[int, int] | None]], Draft]
draft_of = partial(tuple.__new__, Draft)


def read_phrases(desk: Desk, phrases: list[Phrase]) -> list[list[Draft]]:
    """What each phrase names, the likeliest first. A phrase may share its head with the next one."""
    last = len(phrases) - 1
    if not last:
        return [_read_phrase(desk, phrases[0], None)]
    found = [_read_phrase(desk, phrase, phrases[i + 1] if i < last else None) for i, phrase in enumerate(phrases)]
    found = _without_packing(desk, phrases, found) if last > 0 else found
    return _without_contents(desk, phrases, _without_excluded(phrases, found)) if last > 0 else found


def _without_packing(desk: Desk, phrases: list[Phrase], found: list[list[Draft]]) -> list[list[Draft]]:
    """What phrases name, without what the goods of another phrase are packed in: "in steel drums: transformer oil",
    "20 steel drums containing palm oil".
    """
    contents = desk.book.grammar.contents
    for i, (phrase, drafts) in enumerate(zip(phrases, found, strict=True)):
        before = phrase.joint in contents or phrase.joint in _COLONS
        if (before or phrase.chunks[-1].role == "place") and drafts and _is_wrapping(phrase, drafts[0]):
            others = found[i + 1 : i + 2] if before else [*found[:i], *found[i + 1 :]]
            if any(draft.meanings for other in others for draft in other):
                found[i] = []
    return found


def _is_wrapping(phrase: Phrase, draft: Draft) -> bool:
    return any(p.first == draft.first and p.term.wraps for chunk in phrase.chunks for p in chunk.pieces)


def _without_excluded(phrases: list[Phrase], found: list[list[Draft]]) -> list[list[Draft]]:
    """What phrases name, but for those that go on with what the goods are not: "excluding arms and ammunition".

    Behind a comma the goods may be told again, so there it is in doubt.
    """
    excluded = False
    for i, (before, phrase) in enumerate(pairwise(phrases), start=1):
        excluded = (excluded or before.chunks[-1].role == "except") and phrase.chunks[0].role is None
        if excluded and before.joint in _JOINTS:
            found[i] = []
        elif excluded and before.joint == ",":
            found[i] = [_doubtful(draft) for draft in found[i]]
        else:
            excluded = False
    return found


def _without_contents(desk: Desk, phrases: list[Phrase], found: list[list[Draft]]) -> list[list[Draft]]:
    """What phrases name; what goods are made up of ("slag, containing lead, cadmium or zinc") is in doubt."""
    contents = desk.book.grammar.contents
    inside, named = False, None
    for i, (before, drafts) in enumerate(zip(phrases, found[:-1], strict=False), start=1):
        named = drafts[0] if drafts and not inside else named
        if before.joint in contents:
            inside = named is not None and not _may_hold(desk, named)
        elif before.joint not in _ENUMERATING:
            inside = False
        if inside:
            found[i] = [_doubtful(draft) for draft in found[i]]
    return found


def _may_hold(desk: Desk, draft: Draft) -> bool:
    """Whether what a draft names may hold other goods: a box, a container, a ship; or it is not told."""
    term = desk.known[draft.last - 1].term
    meaning = draft.meanings[0]
    holds = term is not None and (term.holds or term.packs)
    return holds or not meaning.hs or meaning.hs[0][:2] in _CARRYING


def _read_phrase(desk: Desk, phrase: Phrase, after: Phrase | None) -> list[Draft]:
    chunks = phrase.chunks
    if after is not None and phrase.joint in desk.book.grammar.carriers:
        return []  # "freight cars loaded with wheat" are wheat
    counted = chunks[0] if len(chunks) == 1 else _counted(chunks)
    pieces = counted.pieces
    if pieces and desk.known[pieces[-1].last - 1].person and _are_people(desk, pieces):
        return []
    draft = _only_draft(desk, chunks[0]) if len(chunks) == 1 else _draft(desk, chunks)
    if draft is None:
        return []
    if after is None:
        return [draft, *_extras(desk, chunks, draft)] if len(chunks) > 1 else [draft]
    draft = _inverted(desk, phrase, after, draft)
    shared = _shared(desk, phrase, after)
    if shared is None or _same(shared, draft):
        return [draft, *_extras(desk, chunks, draft)]
    draft = _doubtful(draft)
    return [shared, draft, *_extras(desk, chunks, draft)]


def _counted(chunks: list[Chunk]) -> Chunk:
    """The first chunk, or the one behind "of" where the first only counts: "thousands of fighters"."""
    first = chunks[0]
    if first.pieces and chunks[1].role == "thing" and first.pieces[-1].term.holds:
        return chunks[1]
    return first


def _are_people(desk: Desk, pieces: list[Piece]) -> bool:
    """Whether the words up to the first preposition, of which the last may name people, do name them: "missile
    experts", "foreign fighters"."""
    last = pieces[-1].last - 1
    word = desk.known[last]
    before = desk.words[last - 1] if last > pieces[0].first else ""
    people = desk.book.grammar.people
    return any(one in people or f"{before} {one}" in people for one in (word.text, *word.ones))


def _extras(desk: Desk, chunks: list[Chunk], draft: Draft) -> list[Draft]:
    """What goes along ("crates with weapons"), and the use of what is not described ("materials for missiles")."""
    out = []
    for i, chunk in enumerate(chunks):
        if chunk.role == "with" or (chunk.role == "use" and _is_generic(draft.meanings)):
            head = _head(chunk)
            if head and head.first >= draft.last:
                out.append(_doubtful(_read(desk, chunk, head, chunks[i + 1 :])))
    return out


def _is_generic(meanings: Meanings) -> bool:
    return all(m.kind == UNSPECIFIED for m in meanings)


def _shared(desk: Desk, phrase: Phrase, after: Phrase) -> Draft | None:
    """A bare noun may share the head of the next phrase: "lead and zinc ore". It may also stand alone."""
    if phrase.joint not in _JOINTS or len(phrase.chunks) > 1 or len(phrase.chunks[0].pieces) != 1:
        return None
    first, last, term = phrase.chunks[0].pieces[0]
    if term.key != " ".join(desk.words[first:last]):
        return None  # a plural is no modifier: "vehicles and vehicle parts"
    head = _head(after.chunks[0])
    if head is None or term.key in head.term.key.split(" "):
        return None
    found = desk.book.lexicon.phrases.get(f"{term.key} {head.term.key.rpartition(' ')[2]}")
    return Draft(tuple([m._replace(certain=False) for m in found]), first, head.last) if found else None


def _inverted(desk: Desk, phrase: Phrase, after: Phrase, draft: Draft) -> Draft:
    """In customs records ("mackerel, frozen") a modifier alone behind a comma belongs to the head before it."""
    if phrase.joint != "," or len(after.chunks) > 1:
        return draft
    pieces = after.chunks[0].pieces
    if any(piece.term.meanings for piece in pieces):
        return draft
    return _refine(desk, draft, [], pieces)


def _same(one: Draft, other: Draft) -> bool:
    return [(m.kind, m.hs) for m in one.meanings] == [(m.kind, m.hs) for m in other.meanings]


def _draft(desk: Desk, chunks: list[Chunk]) -> Draft | None:
    """What a phrase names: its head, or what stands behind "of" where the head only holds or counts goods."""
    sure = True
    for i, chunk in enumerate(chunks):
        head = _head(chunk) if chunk.role != "except" else None
        behind = chunks[i + 1 :]
        if head is None:
            # an unknown thing "for cars" is no car, and nothing tells whether "delivery by tanker" names goods
            sure = sure and not (
                behind and behind[0].role not in ("thing", "trait", "with") and _names_something(chunk)
            )
            continue
        if behind and _only_holds(head, _past_traits(behind)):
            continue
        draft = _read(desk, chunk, head, behind)
        return draft if sure and _ends_well(desk, chunk, head) else _doubtful(draft)
    return None


def _only_draft(desk: Desk, chunk: Chunk) -> Draft | None:
    """What a phrase of one chunk names."""
    head = _head(chunk)
    if head is None or _only_counts(desk, chunk):
        return None
    draft = _read(desk, chunk, head, [])
    return draft if _ends_well(desk, chunk, head) else _doubtful(draft)


def _past_traits(behind: list[Chunk]) -> Chunk:
    """What stands behind a head and what describes it: "steel drums 200 l with honey"."""
    return behind[1] if len(behind) > 1 and behind[0].role == "trait" else behind[0]


def _only_holds(head: Piece, behind: Chunk) -> bool:
    """Whether a head only holds or counts the goods that stand behind it: "tons of ore", "boxes with shells", "steel
    drums of honey".
    """
    if not (head.term.is_measure or head.term.wraps) or behind.role not in ("thing", "with"):
        return False
    held = _head(behind)
    if held is None or head.term.is_measure or behind.role == "thing":
        return held is not None
    return any(m.hs and m.hs[0] < _FIRST_SOLID for m in held.term.meanings)  # no drum "with lids"


def _only_counts(desk: Desk, chunk: Chunk) -> bool:
    """Whether a number and a holder are all that is told: "20 pallets" (of what?)."""
    pieces = chunk.pieces
    if len(pieces) != 2 or not pieces[1].term.is_measure:
        return False
    return desk.words[pieces[0].first][0].isdigit()


def _names_something(chunk: Chunk) -> bool:
    return any(term.is_word and not term.is_measure for _, _, term in chunk.pieces)


def _doubtful(draft: Draft) -> Draft:
    if not any(meaning.certain for meaning in draft.meanings):
        return draft
    return draft._replace(meanings=tuple([m._replace(certain=False) for m in draft.meanings]))


def _head(chunk: Chunk) -> Piece | None:
    """The last known noun, passing over "products", "shipments" and the like; in Russian the first; else a make."""
    nouns = [piece for piece in chunk.pieces if piece.term.is_noun]
    if not nouns:
        return _last_make(chunk.pieces)
    if nouns[0].term.is_russian:
        return next((piece for piece in nouns if not piece.term.is_measure), nouns[0])
    while len(nouns) > 1 and nouns[-1].term.is_tail:
        nouns.pop()
    if nouns[-1].term.is_tail:
        return _last_make(chunk.pieces) or nouns[-1]
    return nouns[-1]


def _ends_well(desk: Desk, chunk: Chunk, head: Piece) -> bool:
    """Whether only words without weight stand behind the head. In "gold trading licences" the true head is unknown."""
    end = head.last
    for piece in reversed(chunk.pieces):
        first, _, term = piece
        if first < end:
            return True
        if not term.meanings and not _is_light(desk, piece):
            return False
    return True


def _is_light(desk: Desk, piece: Piece) -> bool:
    light = piece.term.light
    return desk.text[desk.starts[piece.first]].isupper() if light is None else light


def _read(desk: Desk, chunk: Chunk, head: Piece, behind: list[Chunk]) -> Draft:
    first, last, term = head
    complement = behind[0] if behind else None
    if term.is_part and (draft := _part(desk, chunk, head, complement)):
        return draft
    draft = draft_of((term.meanings, first, last, None, None))
    pieces = chunk.pieces
    if len(pieces) == 1 and complement is None:
        return _made(desk, draft, head) if term.is_make else draft
    before = pieces[: pieces.index(head)]
    if term.is_make:
        return _refine(desk, _made(desk, draft, head), before, [])
    of_what = complement.pieces if complement and complement.role in ("thing", "trait") else []
    if complement and complement.role in ("use", "thing") and (of_machine := _for_machine(desk, draft, complement)):
        return of_machine
    composed = _compose(desk, draft, head, before, of_what or (_use(behind) if behind else of_what))
    draft = _named_twice(desk, composed, head, before)
    between = [p for p in before if p.first > draft.first] if draft is composed and len(before) > 1 else []
    if between:  # "ladies knitted dress": the dress for ladies is knitted
        draft = _refine(desk, draft._replace(first=first), between, [])._replace(first=draft.first)
        before = before[: -len(between)]
    draft = _refine(desk, draft, before, of_what)
    make = (_last_make(pieces) or _last_make(_beside(behind))) if desk.flags & MADE else None
    return _with_make(desk, draft, make) if make else draft


def _last_make(pieces: list[Piece]) -> Piece | None:
    for piece in reversed(pieces):
        if piece.term.is_make:
            return piece
    return None


def _beside(behind: list[Chunk]) -> list[Piece]:
    return behind[0].pieces if behind and behind[0].role in ("use", "trait") else []


def _use(behind: list[Chunk]) -> list[Piece]:
    if not behind or behind[0].role != "use":
        return []
    return [*behind[0].pieces, *behind[1].pieces] if len(behind) > 1 and behind[1].role == "trait" else behind[0].pieces


# ---- parts


def _part(desk: Desk, chunk: Chunk, head: Piece, complement: Chunk | None) -> Draft | None:
    """The draft for parts of a thing that is named before them, or behind "of" or "for"."""
    if complement and complement.role in ("thing", "trait", "use"):
        whole = Draft(head.term.meanings, head.first, head.last)
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


def _for_machine(desk: Desk, draft: Draft, complement: Chunk) -> Draft | None:
    """An article told by its material alone, for a machine: it may be a part of that, whatever it is made of."""
    articles = desk.book.grammar.articles
    if not all(m.hs and m.hs[0].startswith(articles) for m in draft.meanings):
        return None
    owner = _head(complement)
    if owner is None or not all(m.hs and int(m.hs[0][:2]) in _MACHINES for m in owner.term.meanings):
        return None
    codes = [code for m in owner.term.meanings for code in _part_of(desk, m).hs]
    own = [code for m in draft.meanings for code in m.hs]
    return draft._replace(meanings=(Meaning(None, tuple(dict.fromkeys([*codes, *own])), certain=False),))


def _owner(desk: Desk, chunk: Chunk, head: Piece) -> Draft | None:
    russian = head.term.is_russian
    others = [p for p in chunk.pieces if (p.first >= head.last if russian else p.last <= head.first)]
    return _behind(desk, Chunk(None, others))


def _behind(desk: Desk, chunk: Chunk) -> Draft | None:
    head = _head(chunk)
    if head is None or chunk.role in ("place", "except") or head.term.is_generic:
        return None
    return _read(desk, Chunk(None, chunk.pieces), head, [])


def _part_of(desk: Desk, owner: Meaning) -> Meaning:
    rules = desk.book.grammar
    untold = rules.parts_untold.get(owner.hs[0]) if len(owner.hs) == 1 else None
    if untold:
        return Meaning(untold.kind, untold.hs, certain=False)
    for source, rule in rules.parts_of:
        if owner.hs and owner.hs[0].startswith(source):
            return owner._replace(kind=rule.kind, hs=rule.hs)
    return owner


# ---- what narrows a head


def _compose(desk: Desk, draft: Draft, head: Piece, before: list[Piece], of_what: list[Piece]) -> Draft:
    """With "copper" before it, or "of copper" behind it, "wire" is the "copper wire" of the lexicon.

    Known phrases and unknown words count as wholes, the nearest to the head first: "nuclear weapon" is not "nuclear".
    """
    phrases, key = desk.book.lexicon.phrases, head.term.key
    for pieces in (before, of_what):
        for first, last, term in reversed(pieces):
            if term.opens:
                found = phrases.get(f"{term.key} {key}")
                if found and not found[0].make:
                    return Draft(found, min(first, draft.first), max(last, draft.last))
    return draft


def _named_twice(desk: Desk, draft: Draft, head: Piece, before: list[Piece]) -> Draft:
    """In "KN-23 missiles" or "sedan vehicle" the first name is the finer one: it lies under the code of the second."""
    if draft.first != head.first:
        return draft
    for near in reversed(before):
        if near.term.is_noun:
            break
        if near.term.meanings or not _is_light(desk, near):
            return draft
    else:
        return draft
    inner, outer = near.term.meanings[0], draft.meanings[0]
    if inner.kind is None or not inner.hs or not outer.hs or not inner.hs[0].startswith(outer.hs[0]):
        return draft
    return Draft(tuple([m._replace(certain=True) for m in near.term.meanings]), near.first, draft.last)


def _refine(desk: Desk, draft: Draft, before: list[Piece], of_what: list[Piece]) -> Draft:
    """Applies the modifiers ("luxury", "women's", "stainless steel"), the nearest first."""
    if not desk.flags & REFINING:
        return draft
    known, words, rules = desk.known, desk.words, desk.book.grammar.refine
    for pieces in (before, of_what):
        after = -1
        for first, last, _ in reversed(pieces):
            for at in range(last - 1, first - 1, -1):
                if known[at].flags & REFINING and not draft.first <= at < draft.last:
                    if after == at + 1:
                        pair = rules.get(f"{words[at]} {words[after]}")
                        draft = _refined(draft, pair, at, at + 2) if pair else draft
                    rule = rules.get(words[at])
                    draft = _refined(draft, rule, at, at + 1) if rule else draft
                after = at
    return draft


def _refined(draft: Draft, rules: tuple[Rule, ...], first: int, last: int) -> Draft:
    if draft.first <= first < draft.last:
        return draft
    changed = tuple(dict.fromkeys([_apply(rules, meaning) for meaning in draft.meanings]))
    if changed == draft.meanings:
        return draft
    return draft._replace(meanings=changed, first=min(first, draft.first), last=max(last, draft.last))


def _apply(rules: tuple[Rule, ...], meaning: Meaning) -> Meaning:
    for rule in rules:
        source = rule.source
        if source in ("*", meaning.kind) or (
            source[:1].isdigit() and any(code.startswith(source) for code in meaning.hs)
        ):
            return Meaning(rule.kind, rule.hs or meaning.hs, certain=rule.kind != UNSPECIFIED)
    return meaning


# ---- makes


def _made(desk: Desk, draft: Draft, piece: Piece) -> Draft:
    meaning = piece.term.meanings[0]
    last = _with_suffix(desk, piece.last)
    model = (piece.last - meaning.model, last) if meaning.model else None
    return draft._replace(meanings=(meaning,), make=meaning, model_at=model, last=max(draft.last, last))


def _with_suffix(desk: Desk, last: int) -> int:
    """Letters written without a gap belong to the model: the M of "Il-62M"."""
    while last < len(desk.words) and desk.starts[last] == desk.end(last - 1) and desk.words[last].isalnum():
        last += 1
    return last


def _with_make(desk: Desk, draft: Draft, piece: Piece) -> Draft:
    """Head and make together: "Aurus limousine", "Toyota forklift". A make of other goods is no make here."""
    make = piece.term.meanings[0]
    meanings = tuple(_narrowed(m, make) for m in draft.meanings)
    if not any(_compatible(m, make) for m in meanings):
        return draft
    named = _made(desk, draft, piece)
    return named._replace(meanings=meanings, first=min(draft.first, piece.first))


def _narrowed(meaning: Meaning, make: Meaning) -> Meaning:
    same = bool(meaning.hs and make.hs and make.kind) and make.hs[0].startswith(meaning.hs[0])
    if meaning.kind == UNSPECIFIED or (same and (not meaning.certain or make.model or _finer(meaning, make))):
        return make._replace(certain=True)
    if make.model and not meaning.certain and meaning.hs and make.hs and meaning.hs[0][:2] == make.hs[0][:2]:
        return make  # "Mercedes Sprinter van": of vans in general nothing is sure, of this model it is
    return meaning


def _finer(meaning: Meaning, make: Meaning) -> bool:
    """Of two kinds of one heading the make's own is the finer one if it is a luxury or a combat kind."""
    return (make.kind or "").startswith(("luxury-", "combat-", "private-", "military-")) and meaning.kind != make.kind


def _compatible(meaning: Meaning, make: Meaning) -> bool:
    if not meaning.hs or not make.hs:
        return meaning.kind == make.kind
    ours, theirs = int(meaning.hs[0][:2]), int(make.hs[0][:2])
    return ours == theirs or (ours in _MACHINES and theirs in _MACHINES)

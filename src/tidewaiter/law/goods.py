"""Whether an item is inside a scope of goods: by its code, by its kind, or not to be told."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tidewaiter.law.facts import Facts
from tidewaiter.law.scopes import Scope
from tidewaiter.model import Answer, Ground, Meaning, Span
from tidewaiter.model.measure import HsBasis, LuxuryItem, Tie


@dataclass(frozen=True, slots=True)
class Match:
    """An answer with its reason.

    ``told`` is False where the event has no item at all; ``by_code`` says that it rests on the declared code, and not
    on words alone; ``rests_on`` whose code it is, and whether the words say so too.
    """

    answer: Answer
    why: str
    ask: str | None = None
    told: bool = True
    by_code: bool = False
    rests_on: tuple[Ground, ...] = ()


def match(facts: Facts, scope: Scope, scopes: tuple[Scope, ...]) -> Match:
    """Whether the event's item is in a scope: falls in its codes and kinds, or has one of its words.

    A declared code decides where the heading holds nothing else (``tie`` "code"); where it
    does, the description has to agree. A code that is shorter than the scope's leaves the
    question open, and so does a word so general that it may mean a thing inside the scope.
    ``scopes`` are all that the measure has, where a word may mean one thing or another.
    Codes that were only proposed from words never weigh more than the words' kinds.
    """
    basis: HsBasis = "indicative" if isinstance(scope, LuxuryItem) else scope.basis
    words = () if isinstance(scope, LuxuryItem) else scope.words
    by_kind = _by_kind(facts, scope.kinds, scope.not_kinds, scopes)
    hit = _found(
        facts, by_kind, hs=scope.hs, kinds=scope.kinds, not_hs=scope.not_hs, tie=scope.tie, basis=basis, words=words
    )
    return hit if hit.answer == "no" else replace(hit, rests_on=_grounds(facts, by_kind, scope.hs, basis))


def _grounds(facts: Facts, by_kind: Match | None, hs: tuple[str, ...], basis: HsBasis) -> tuple[Ground, ...]:
    """Whose code has the goods, and whether their words name them; a code within the scope, or one too short for it."""
    within = any(code.startswith(hs) or any(prefix.startswith(code) for prefix in hs) for code in facts.declared)
    if hs and within and basis != "described":
        return (basis, "words") if by_kind is not None and by_kind.answer == "yes" else (basis,)
    told = facts.item is not None and facts.item.text and "goods-unspecified" not in facts.kinds
    return ("words",) if told else ()


def _found(
    facts: Facts,
    by_kind: Match | None,
    *,
    hs: tuple[str, ...],
    kinds: tuple[str, ...],
    not_hs: tuple[str, ...],
    tie: Tie,
    basis: HsBasis,
    words: tuple[str, ...],
) -> Match:
    item = facts.item
    if words and (hit := _by_words(facts, words, not_hs, by_kind)):
        return hit
    if facts.declared:
        if not_hs and all(code.startswith(not_hs) for code in facts.declared):
            return Match("no", f"HS {_list(facts.declared)} is left out of the scope", by_code=True)
        hit = _by_code(facts, facts.declared, hs, by_kind, tie, basis, kinds)
        if hit.answer == "no" and (against := _stated(facts, hs, not_hs)):
            return against
        return hit if hit is by_kind else replace(hit, by_code=True)
    if by_kind is not None and by_kind.answer != "unknown":
        return by_kind
    if facts.proposed and hs:
        return _by_proposal(facts, hs, by_kind, tie)
    if by_kind is not None:
        return by_kind
    if facts.kinds:
        return Match("no", f"{_item(facts)} is none of these goods")
    if item is None or not item.text:
        return Match("unknown", "nothing is told of the goods", "What were the goods?", told=False)
    if facts.proposed:
        return Match("no", f"{_item(facts)} is described as goods of HS {_list(facts.proposed)}, outside the scope")
    ask = f"What was it that is told only as {_item(facts)}: which goods, or which service?"
    return Match("unknown", f"{_item(facts)} is not recognised", ask)


def _stated(facts: Facts, hs: tuple[str, ...], not_hs: tuple[str, ...]) -> Match | None:
    """What a code that the words write out says against a declared code outside the scope."""
    inside = [code for code in facts.stated if hs and code.startswith(hs) and not (not_hs and code.startswith(not_hs))]
    if not inside:
        return None
    return Match(
        "unknown",
        f"the words write HS {_list(inside)}, the declared code HS {_list(facts.declared)} says other goods",
        "Which is right, the code in the description or the declared code?",
        by_code=True,
    )


def _by_kind(
    facts: Facts, kinds: tuple[str, ...], not_kinds: tuple[str, ...], scopes: tuple[Scope, ...]
) -> Match | None:
    """What the item's kinds say; None where they say nothing of this scope."""
    if not facts.kinds:
        return None
    if "goods-unspecified" in facts.kinds and not (facts.item and facts.item.text):
        return Match("unknown", "nothing is told of the goods", "What were the goods?")
    if "goods-unspecified" in facts.kinds:
        return Match("unknown", f"{_item(facts)} does not say which goods", "Which goods were they?")
    inside = [kind for kind in facts.kinds if _is_in(kind, facts, kinds, not_kinds)]
    open_ = [kind for kind in inside if _may_be_other(kind, facts, scopes)]
    if open_ and len(open_) == len(inside):
        label = facts.look.labels[open_[0]]
        return Match(
            "unknown", f"{_item(facts)} may be {label} or something else", f"Is {_item(facts)} {label}, or other goods?"
        )
    if inside:
        return Match("yes", f"{_item(facts)}: {facts.look.labels[inside[0]]}")
    if any(facts.look.above[k] & set(not_kinds) for k in facts.kinds):
        return Match("no", f"{_item(facts)} is {facts.look.labels[facts.kinds[0]]}, which this scope leaves out")
    possible = sorted((facts.narrower & set(kinds)) - facts.inside)
    if possible:
        labels = _list(facts.look.labels[kind] for kind in possible[:3])
        return Match(
            "unknown", f"{_item(facts)} may be {labels} or not", f"Is {_item(facts)} {labels}, or something else?"
        )
    return None


def _is_in(kind: str, facts: Facts, kinds: tuple[str, ...], not_kinds: tuple[str, ...]) -> bool:
    above = facts.look.above[kind]
    return not above.isdisjoint(kinds) and above.isdisjoint(not_kinds)


def _may_be_other(kind: str, facts: Facts, scopes: tuple[Scope, ...]) -> bool:
    """Whether the word for a kind may just as well mean something outside all of the scopes."""
    every = facts.item.either if facts.item else ()
    mine = next((meanings for meanings in every if any(one.kind == kind for one in meanings)), ())
    return not all(any(_holds(one, scope, facts) for scope in scopes) for one in mine)


def _holds(meaning: Meaning, scope: Scope, facts: Facts) -> bool:
    if meaning.kind in facts.look.above and _is_in(meaning.kind, facts, scope.kinds, scope.not_kinds):
        return True
    return bool(scope.hs and meaning.hs) and all(code.startswith(scope.hs) for code in meaning.hs)


def _by_words(facts: Facts, words: tuple[str, ...], not_hs: tuple[str, ...], by_kind: Match | None) -> Match | None:
    """What a name in the item's words says; None where none stands there, or the scope leaves the goods out."""
    name = _named(words, (facts.item.text or "") if facts.item else "")
    codes = facts.declared or facts.proposed
    if name is None or (codes and not_hs and all(code.startswith(not_hs) for code in codes)):
        return None
    if by_kind is not None and by_kind.answer == "no" and not facts.declared:
        return None
    return Match("yes", f"{_item(facts)} names {name!r}")


@functools.lru_cache(maxsize=4096)
def _named(words: tuple[str, ...], text: str) -> str | None:
    """The part of a text that is one of the words, hyphens written or not, letters behind it or not."""
    found = _pattern(words).search(text)
    return found[0] if found else None


@functools.lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = "|".join(r"[-\s]?".join(map(re.escape, word.split("-"))) for word in words)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\d)", re.IGNORECASE)


def _by_code(
    facts: Facts,
    codes: tuple[str, ...],
    hs: tuple[str, ...],
    by_kind: Match | None,
    tie: Tie,
    basis: HsBasis,
    kinds: tuple[str, ...],
) -> Match:
    inside = [code for code in codes if code.startswith(hs)] if hs else []
    if inside:
        said = f"HS {_list(inside)}" + ("" if len(inside) == len(codes) else f" of {_list(codes)}")
        if by_kind is not None and by_kind.answer == "no":
            return by_kind
        if tie == "description" and facts.kinds and by_kind is None:
            return Match(
                "no", f"{_item(facts)} is described as {facts.look.labels[facts.kinds[0]]}, other goods of {said}"
            )
        if tie == "description" and (by_kind is None or by_kind.answer == "unknown"):
            return Match(
                "unknown",
                f"{said} holds these goods and others, and the description does not tell them apart",
                f"What exactly is declared under {said}?",
            )
        return Match("yes", f"{said} is in {_scope(hs, basis)}")
    if any(prefix.startswith(code) for code in codes for prefix in hs):
        if by_kind is not None and by_kind.answer != "unknown":
            return by_kind
        if facts.kinds and by_kind is None:
            return Match(
                "no",
                f"{_item(facts)} is described as {facts.look.labels[facts.kinds[0]]}, other goods of HS {_list(codes)}",
            )
        return Match(
            "unknown",
            f"HS {_list(codes)} is too short to tell: the scope has {_list(hs)}",
            "What are all the digits of the HS code?",
        )
    if by_kind is not None and by_kind.answer == "yes":
        if not hs or basis == "described":
            return by_kind
        said = next((kind for kind in facts.kinds if facts.look.above[kind] & set(kinds)), facts.kinds[0])
        return Match(
            "unknown",
            f"the words say {facts.look.labels[said]}, the declared code HS {_list(codes)} says other goods",
            "Which is right, the description or the declared code?",
        )
    if not hs and by_kind is not None:
        return by_kind
    if not hs and not facts.kinds:
        return Match("no", f"HS {_list(codes)} is not known as {_list(facts.look.labels[k] for k in kinds[:3])}")
    return Match("no", f"HS {_list(codes)} is outside {_scope(hs, basis)}" if hs else f"{_item(facts)} is other goods")


def _by_proposal(facts: Facts, hs: tuple[str, ...], by_kind: Match | None, tie: Tie) -> Match:
    inside = [code for code in facts.proposed if code.startswith(hs)]
    wider = any(prefix.startswith(code) for code in facts.proposed for prefix in hs)
    if not inside and wider and (by_kind is not None or not facts.kinds):
        return Match(
            "unknown",
            f"{_item(facts)} points to HS {_list(facts.proposed)}, which is wider than the scope",
            f"Which HS subheading is {_item(facts)} declared under?",
        )
    if by_kind is not None:
        return by_kind
    if not inside:
        return Match("no", f"{_item(facts)} points to HS {_list(facts.proposed)}, outside the scope")
    if tie == "description":
        return Match("no", f"{_item(facts)} is other goods of HS {_list(inside)}")
    if len(inside) < len(facts.proposed):
        return Match(
            "unknown",
            f"{_item(facts)} may be declared under HS {_list(facts.proposed)}, of which {_list(inside)} is inside",
            f"Which HS heading is {_item(facts)} declared under?",
        )
    return Match("yes", f"{_item(facts)} belongs to HS {_list(inside)}")


def rests_on(facts: Facts, hit: Match) -> tuple[Span, ...]:
    """The words or cells that an answer rests on: the declared code's, with the words where they were weighed too."""
    words = facts.item.evidence if facts.item else ()
    if not hit.by_code:
        return words
    cells = tuple(span for code in facts.event.hs if code.declared for span in code.evidence)
    beside = words if facts.kinds or facts.stated or not cells else ()
    return tuple(dict.fromkeys((*cells, *beside)))


def _item(facts: Facts) -> str:
    item = facts.item
    text = (item.text or item.name) if item else None
    return f'"{text}"' if text else "the item"


def _scope(hs: tuple[str, ...], basis: HsBasis) -> str:
    source = {
        "in_text": "the codes that the paragraph prints",
        "national_list": "the codes that a State's list gives for it",
        "indicative": "the codes that its words point to",
        "described": "the scope",
    }[basis]
    shown = _list(hs) if len(hs) <= 8 else f"{hs[0]} to {hs[-1]}"
    return f"{source} ({shown})"


def _list(words: Iterable[str]) -> str:
    return ", ".join(words)

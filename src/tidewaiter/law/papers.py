"""Documents that a source refers to as letting an act through: whose they are, and how they are said to stand.

A reference proves nothing: whether the document exists, and whether it covers these goods, this amount and this day, is
a question. It is told all the same, so that an act it may cover is not plainly prohibited.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tidewaiter.datafile import read
from tidewaiter.model import ConditionAnswer, Event, Paper
from tidewaiter.model.measure import Need

Standing = Literal["given", "pending", "refused"]
CITED = "cited"
"""The outcome of a need that a document is referred to for."""

_WORD = re.compile(r"[^\W_]+")
_CLAUSE = re.compile(r"[;\n()\[\]|]|[.](?=\s|$)")
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class PaperWords:
    """``papers.yaml`` as it is written; its comments say what each entry means."""

    committee: tuple[str, ...]
    running: tuple[str, ...]
    not_running: tuple[str, ...]
    headers: tuple[str, ...]
    notice: tuple[str, ...]
    pending: tuple[str, ...]
    refused: tuple[str, ...]
    none: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A paper as it is read. ``by`` None: nothing says whose it is."""

    paper: Paper
    by: Literal["committee"] | None
    standing: Standing
    notice: bool


@functools.cache
def words() -> PaperWords:
    """The file's entries."""
    return read(Path(__file__).parent / "data" / "papers.yaml", PaperWords)


def cited(event: Event) -> tuple[Cited, ...]:
    """The documents that an event refers to, without those of which it is said that there is none."""
    found = (_read(paper) for paper in event.circumstances.papers)
    return tuple(one for one in found if one is not None)


def names_committee(text: str) -> bool:
    """Whether words refer to the Committee that lets exemptions through, or to a document of it."""
    return _has("committee", text)


def referred(text: str) -> tuple[str, ...]:
    """The clauses of a running text that refer to a document of the Committee, as they stand in it.

    A clause that says that there is none is left out: "no UN exemption needed".
    """
    low = text.casefold()
    if not any(mark in low for mark in _marks()):
        return ()
    clauses = (clause.strip(" -–—,:") for clause in _CLAUSE.split(text))
    return tuple(clause for clause in clauses if _refers(_plain(clause)))


@functools.cache
def _marks() -> tuple[str, ...]:
    """The longest word of each phrase that refers to a document: most texts have none of them."""
    longest = (max(reversed(phrase.replace("*", "").split()), key=len) for phrase in words().running)
    return tuple(dict.fromkeys(word.casefold() for word in longest))


def _refers(plain: str) -> bool:
    hit = _pattern("running").search(plain)
    return hit is not None and _pattern("not_running").search(plain[: hit.start()]) is None


def answer(need: Need, name: str, papers: tuple[Cited, ...]) -> ConditionAnswer | None:
    """What the documents say of an act that an exception needs; None where none is for it.

    A document whose issuer is not told may be any State's licence: it is asked about, and leaves nothing open.
    """
    fit = [one for one in papers if need.by == "committee" or one.by is None]
    if not fit:
        return None
    best = min(fit, key=lambda one: (one.by != need.by, one.standing != "given"))
    text, spans = best.paper.text[:_SHOWN], best.paper.evidence
    if best.standing == "refused" and best.by:
        return ConditionAnswer(name, "no", f"not given, as told: {text!r}", evidence=spans)
    outcome = CITED if best.by and best.standing == "given" else None
    return ConditionAnswer(
        name, "unknown", _why(best, text), ask=_ask(best, need, text), evidence=spans, outcome=outcome
    )


def _why(one: Cited, text: str) -> str:
    if one.standing == "pending":
        return f"it is not given yet, as told: {text!r}"
    if one.by is None:
        return f"the source refers to {text!r}, and not to the Committee"
    return f"the source refers to {text!r}; whether that covers these goods, this amount and this day is not told"


def _ask(one: Cited, need: Need, text: str) -> str:
    if one.standing == "pending":
        return f"Was it given before the shipment: {text!r}?"
    if one.by is None:
        return f"Whose is {text!r}, and does it rest on a document of the Committee?"
    if one.notice and need.kind != "notification":
        return f"Is {text!r} more than a notice: an approval of these goods, this amount and this day?"
    return f"Does {text!r} cover these goods, this amount and this day?"


@functools.lru_cache(maxsize=4096)
def _read(paper: Paper) -> Cited | None:
    text = paper.text
    header = next((span.column for span in paper.evidence if span.column), None) or ""
    whole = _plain(text)
    if not whole or whole in _none():
        return None
    ours = _has("committee", f"{text} {header}") or _has("running", text) or _has("headers", header)
    standing: Standing = "refused" if _has("refused", text) else "pending" if _has("pending", text) else "given"
    return Cited(paper, "committee" if ours else None, standing, _has("notice", text))


@functools.cache
def _none() -> frozenset[str]:
    return frozenset(_plain(word) for word in words().none)


def _plain(text: str) -> str:
    """The words and figures of a text, parted by single spaces."""
    return " ".join(_WORD.findall(text.casefold()))


def _has(entry: str, text: str) -> bool:
    return _pattern(entry).search(_plain(text)) is not None


@functools.cache
def _pattern(entry: str) -> re.Pattern[str]:
    """The words of an entry as whole words, those with "*" with any ending; scripts without spaces anywhere."""
    listed: tuple[str, ...] = getattr(words(), entry)
    return re.compile("|".join(_alternative(" ".join(word.split())) for word in listed))


def _alternative(word: str) -> str:
    pattern = re.escape(word.casefold()).replace(r"\*", r"\w*")
    if any("\u3040" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7a3" for sign in word):
        return pattern
    return rf"(?<!\w){pattern}(?!\w)"

"""A small case by hand: two copies of one text, what is told in them, and what the law says of it."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from tidewaiter.model import (
    Aligned,
    Case,
    Comparison,
    ConditionAnswer,
    Document,
    Event,
    ExceptionAnswer,
    Finding,
    HsCode,
    Item,
    MeasureRef,
    MergedEvent,
    Reading,
    Role,
    Span,
    Statement,
    Story,
    Voice,
    When,
    read_when,
)

WIRE = """VLADIVOSTOK (A Wire) - A local trader sold a milling machine to a plant in Hamhung, a clerk said Monday.

The plant's director is said to own watches believed to be smuggled in.

Pyongyang denies the sale. Envoys of both sides met in May to talk about fish.
"""
PAPER = """A Vladivostok trader sold a used milling machine to a plant in Hamhung, a clerk said on March 4.

The plant's director is said to own watches, which were probably smuggled in.

Pyongyang denies the sale. Seoul's trade office said that the Council forbids everybody to ship machinery there.

Envoys of both sides met in May to talk about fish.
"""
TALKS = "Envoys of both sides met in May to talk about fish."
REGIME = "un-dprk 1.0 0123456789ab"


def at(document: str, text: str, quote: str) -> Span:
    """The span of a quote at its first place in the text."""
    start = text.index(quote)
    return Span(document, quote, start, start + len(quote))


def _document(name: str, text: str, **known: str) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(name, text, digest, digest, path=f"papers/{name}.txt", language="en", **known)  # type: ignore[arg-type]


def _sale(name: str, text: str, goods: str, day: str) -> Event:
    return Event(
        "e1",
        "transfer",
        "attributed",
        date=When("2024-03-04", "day", date(2024, 3, 4), date(2024, 3, 4), text=day, evidence=(at(name, text, day),)),
        manner=("sale",),
        supplier=Role("trader", "a trader of Vladivostok", "RU", (at(name, text, "trader"),)),
        recipient=Role("a plant in Hamhung", None, "KP", (at(name, text, "a plant in Hamhung"),)),
        item=Item(goods, evidence=(at(name, text, goods),), kinds=("machinery",)),
        hs=(HsCode("8459", "2022", why="milling machine"),),
        evidence=(at(name, text, text[: text.index(".\n") + 1].split(" - ")[-1]),),
        statements=("s1", "s2"),
    )


def _watches(name: str, text: str) -> Event:
    return Event(
        "e2",
        "transfer",
        "believed",
        manner=("smuggling",),
        recipient=Role("The plant's director", None, "KP", (at(name, text, "The plant's director"),)),
        item=Item("watches", evidence=(at(name, text, "watches"),), described=False),
        evidence=(at(name, text, text[text.index("The plant's") : text.index("in.\n") + 3]),),
        hedge=at(name, text, "believed" if "believed" in text else "probably"),
    )


def _meeting(name: str, text: str) -> Event:
    return Event(
        "e3",
        "meeting",
        date=read_when("XXXX-05"),
        evidence=(at(name, text, TALKS),),
    )


def _clerk(name: str, text: str, goods: str) -> Statement:
    content = at(name, text, text[text.index(goods) - 5 : text.index(", a clerk")])
    source = at(name, text, "a clerk")
    cue = at(name, text, "said")
    return Statement(
        "s1", "a clerk", "asserts", content, (content,), source=source, cue=cue, speaker_kind="role",
        chain=("Sample Wire", "a clerk"), events=("e1",),
    )  # fmt: skip


def _denial(name: str, text: str) -> Statement:
    content = at(name, text, "the sale")
    return Statement(
        "s2", "Pyongyang", "denies", content, (at(name, text, "Pyongyang denies the sale"),), affiliation="North Korea",
        source=at(name, text, "Pyongyang"), cue=at(name, text, "denies"), events=("e1",),
    )  # fmt: skip


def _yes(name: str, why: str, *evidence: Span) -> ConditionAnswer:
    return ConditionAnswer(name, "yes", why, evidence=evidence)


def _machinery(name: str, text: str, goods: str) -> Finding:
    return Finding(
        "e1",
        "UNSCR-2397-OP7",
        "prohibited",
        "S/RES/2397 (2017), para. 7",
        "Machines and vehicles for the DPRK",
        conditions=(
            _yes("act", "supply (a sale)"),
            _yes("direction", "the recipient is of North Korea; origin plays no part", at(name, text, "Hamhung")),
            _yes("goods", f'"{goods}": machinery', at(name, text, goods)),
            _yes("date", "in force since 22 December 2017"),
        ),
        exceptions=(ExceptionAnswer("committee", "unknown", "Approved by the Committee", "not told"),),
        ask=("Was there approval by the Committee?",),
        regime=REGIME,
    )


def _arms(verdict: str, answer: str) -> Finding:
    why = "the machine's accuracy is not told" if answer == "unknown" else "a machine of that accuracy is listed"
    condition = ConditionAnswer("goods", answer, why, ask="How accurate is it?")  # type: ignore[arg-type]
    return Finding(
        "e1", "UNSCR-1718-OP8aii", verdict, "S/RES/1718 (2006), para. 8 (a) (ii)", "Goods on the dual-use lists",  # type: ignore[arg-type]
        conditions=(_yes("act", "supply (a sale)"), condition),
        ask=("How accurate is it?",) if answer == "unknown" else (), basis="sourced", regime=REGIME,
    )  # fmt: skip


def _luxury(name: str, text: str) -> Finding:
    why = "whether these are luxury watches is not told"
    goods = ConditionAnswer("luxury", "unknown", why, ask="Which make?", evidence=(at(name, text, "watches"),))
    when = ConditionAnswer("date", "unknown", "the day of the act is not known", ask="On which day was it?")
    return Finding(
        "e2", "UNSCR-1718-OP8aiii", "undetermined", "S/RES/1718 (2006), para. 8 (a) (iii)", "Luxury goods",
        conditions=(goods, when), ask=("Which make?", "On which day was it?"), outcome="judgement", regime=REGIME,
    )  # fmt: skip


def _aid() -> Finding:
    return Finding(
        "e1", "UNSCR-2397-OP8", "exempt", "S/RES/2397 (2017), para. 8", "Goods under older contracts",
        conditions=(_yes("act", "supply (a sale)"),), regime=REGIME,
        exceptions=(ExceptionAnswer("grace", "yes", "Shipped within the time left for it", "it was, as told"),),
    )  # fmt: skip


def _untouched() -> Finding:
    return Finding(
        "e1", "UNSCR-2371-OP8", "not_covered", "S/RES/2371 (2017), para. 8", "Coal and ores",
        conditions=(ConditionAnswer("goods", "no", "machinery is none of these goods"),), regime=REGIME,
    )  # fmt: skip


def _wire() -> Reading:
    goods = "a milling machine"
    return Reading(
        _document("wire", WIRE, title="Milling machine goes to Hamhung", outlet="Sample Wire"),
        (_clerk("wire", WIRE, goods), _denial("wire", WIRE)),
        (_sale("wire", WIRE, goods, "Monday"), _watches("wire", WIRE), _meeting("wire", WIRE)),
        (
            _machinery("wire", WIRE, goods),
            _arms("undetermined", "unknown"),
            _aid(),
            _untouched(),
            _luxury("wire", WIRE),
        ),
        story="machine",
        reader="rules 1",
        notes=("one caption was not read: it has no sentence",),
    )


def _paper() -> Reading:
    goods = "a used milling machine"
    said = at("paper", PAPER, "the Council forbids everybody to ship machinery there")
    ban = MeasureRef("UNSCR-2397-OP7", "S/RES/2397 (2017), para. 7", "Machinery may not go there")
    law = Event("e4", "statement-of-law", evidence=(said,), measures=(ban,))
    office = Statement(
        "s3", "Seoul's trade office", "asserts", said, (said,), cue=at("paper", PAPER, "said that"), events=("e4",)
    )
    return Reading(
        _document("paper", PAPER, title="A machine and some watches", outlet="Sample Paper"),
        (_clerk("paper", PAPER, goods), _denial("paper", PAPER), office),
        (_sale("paper", PAPER, goods, "March 4"), _watches("paper", PAPER), _meeting("paper", PAPER), law),
        (_machinery("paper", PAPER, goods), _arms("prohibited", "yes"), _luxury("paper", PAPER)),
        story="machine",
        reader="rules 1",
    )


def _row(left: str | None, right: str | None, *edits: str) -> Aligned:
    return Aligned(
        tuple(edits),  # type: ignore[arg-type]
        (at("wire", WIRE, left),) if left else (),
        (at("paper", PAPER, right),) if right else (),
    )


def _comparison() -> Comparison:
    return Comparison(
        "wire", "paper", "version", 0.7, 0.6, 0.7, 0.6, 31,
        sentences=(
            _row(WIRE[: WIRE.index("\n")], PAPER[: PAPER.index("\n")], "re-worded", "date-made-absolute"),
            _row(WIRE.split("\n\n")[1], PAPER.split("\n\n")[1], "re-worded", "stance-changed"),
            _row("Pyongyang denies the sale.", "Pyongyang denies the sale.", "verbatim"),
            _row(None, PAPER.split("\n\n")[2].split("sale. ")[1], "added"),
            _row(TALKS, TALKS, "verbatim"),
        ),
        later="paper", later_why="it says more (a guess)",
    )  # fmt: skip


@pytest.fixture(scope="session")
def case() -> Case:
    """Two copies of one text with a sale, watches, a meeting and, in one of them, a statement of law."""
    wire, paper = _wire(), _paper()
    both = [(("wire", name), ("paper", name)) for name in ("e1", "e2", "e3")]
    voices = (
        Voice("a clerk", "asserts", (("wire", "s1"), ("paper", "s1"))),
        Voice("Pyongyang", "denies", (("wire", "s2"), ("paper", "s2")), affiliation="North Korea"),
    )
    office = Voice("Seoul's trade office", "asserts", (("paper", "s3"),))
    return Case(
        readings=(wire, paper),
        stories=(Story("machine", ("wire", "paper"), (_comparison(),)),),
        events=(
            MergedEvent("m3", "machine", wire.events[2], both[2]),
            MergedEvent("m2", "machine", wire.events[1], both[1], roots=("the text's own voice",)),
            MergedEvent("m1", "machine", paper.events[0], both[0], voices, ("a clerk",)),
            MergedEvent("m4", "machine", paper.events[3], (("paper", "e4"),), (office,)),
        ),
        notes=("a third file was empty and was not read",),
    )  # fmt: skip

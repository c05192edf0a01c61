"""Whose the target's name is, where several acts share a report."""

from tidewaiter.cases.ties import Ties, ties
from tidewaiter.law import load
from tidewaiter.model import Event, Item, Role, Span
from tidewaiter.vocabulary import triage

TEXT = "The broker bought coal from North Korea and hired a barge in Vietnam."
COAL, BARGE = "bought coal from North Korea", "hired a barge in Vietnam"


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span("d", words, start, start + len(words))


def _act(name: str, words: str, kind: str, side: str, country: str) -> Event:
    supplier = Role(text=side, name=side, country=country, evidence=(_span(side),))
    return Event(
        id=name, type="transfer", supplier=supplier, item=Item(text=words, kinds=(kind,)), evidence=(_span(TEXT),)
    )


def _ties() -> Ties:
    return ties(TEXT, "KP", triage(load.default()))


def test_a_name_that_is_the_side_of_another_act_ties_no_act_of_another_state() -> None:
    coal, barge = _act("1", "coal", "coal", "North Korea", "KP"), _act("2", "barge", "vessel", "Vietnam", "VN")
    assert _ties().hold(barge)
    assert not _ties().without(barge, (coal, barge)).hold(barge)


def test_the_same_goods_sold_on_keep_the_tie() -> None:
    coal, onward = _act("1", "coal", "coal", "North Korea", "KP"), _act("2", "coal", "coal", "Vietnam", "VN")
    assert _ties().without(onward, (coal, onward)).hold(onward)


def test_an_act_of_the_target_keeps_its_own_name() -> None:
    coal, barge = _act("1", "coal", "coal", "North Korea", "KP"), _act("2", "barge", "vessel", "Vietnam", "VN")
    assert _ties().without(coal, (coal, barge)).hold(coal)

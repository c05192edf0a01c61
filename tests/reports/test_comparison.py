"""Where two readers differ is said in words; where they agree nothing is said."""

from __future__ import annotations

from dataclasses import replace

from tidewaiter.model import Document, Event, Reading, Role, Span, Statement
from tidewaiter.reports.comparison import differences

DOCUMENT = Document("d", "x" * 100, "", "")
SALE = Span("d", "x" * 40, 0, 40)
OTHER = Span("d", "x" * 30, 60, 90)
EVENT = Event("e1", "transfer", "attributed", supplier=Role("Italy"), recipient=Role("North Korea"), evidence=(SALE,))
STATEMENT = Statement("s1", "the office", "asserts", SALE, (SALE,))
LEFT = Reading(DOCUMENT, (STATEMENT,), (EVENT,), reader="A")


def test_two_readings_that_agree_differ_in_nothing() -> None:
    assert differences(LEFT, replace(LEFT, reader="B")) == ()


def test_another_filler_of_a_role_is_named() -> None:
    right = replace(LEFT, reader="B", events=(replace(EVENT, supplier=Role("Malta")),))
    assert differences(LEFT, right) == ("e1, supplier: A reads “Italy”, B “Malta”",)


def test_a_longer_form_of_one_name_is_no_difference() -> None:
    right = replace(LEFT, reader="B", events=(replace(EVENT, supplier=Role("a yard in Italy")),))
    assert differences(LEFT, right) == ()


def test_another_stance_is_named() -> None:
    right = replace(LEFT, reader="B", statements=(replace(STATEMENT, stance="denies"),))
    assert differences(LEFT, right) == ("s1, stance: A reads asserts, B denies",)


def test_what_only_one_tells_is_named() -> None:
    right = Reading(DOCUMENT, events=(replace(EVENT, evidence=(OTHER,)),), reader="B")
    assert differences(LEFT, right) == (
        "e1, a transfer, is told by A alone",
        f"a transfer is told by B alone: “{OTHER.quote}”",
        "s1, of the office, is told by A alone",
    )

"""What happens to one document: set aside, read, tied to the regime's target or not, or a fault."""

from __future__ import annotations

import pytest

from tidewaiter.cases.context import Context
from tidewaiter.cases.desk import Desk
from tidewaiter.law import load
from tidewaiter.model import Document, Reading, When, read_when

DAY = read_when("2024-03-05")


def document(text: str) -> Document:
    return Document("d", text, "d", "d", language="en", published=DAY)


def handled(text: str) -> Reading:
    return Desk(load.default()).handle(document(text), Context("d", DAY))


def test_trade_between_others_raises_nothing_and_says_what_it_would_need() -> None:
    reading = handled("Iran exported crude oil in January, the ministry said.\n")
    assert reading.events
    assert reading.findings == ()
    assert all(needs for _, _, needs in reading.not_raised)


def test_the_same_words_with_the_target_are_a_finding() -> None:
    reading = handled("North Korea exported coal to buyers in January, the ministry said.\n")
    assert any(finding.verdict in ("prohibited", "undetermined") for finding in reading.findings)


def test_what_is_open_in_a_report_that_names_the_target_stays_a_finding() -> None:
    reading = Desk(load.default()).handle(document("North Korea exported coal, the ministry said.\n"))
    assert {finding.verdict for finding in reading.findings} == {"undetermined"}


def test_goods_of_which_nothing_is_known_raise_no_wall_of_measures() -> None:
    reading = handled("North Korea sold equipment to buyers in India in January, the ministry said.\n")
    assert reading.findings == ()
    assert any(needs.startswith("what the goods were") for _, _, needs in reading.not_raised)


def measures(text: str) -> set[str]:
    return {finding.measure for finding in handled(text).findings}


def test_trade_of_others_in_a_report_that_names_the_target_elsewhere_is_left_alone() -> None:
    text = "Trade of North Korea with China grew.\n\nChina imported nine million tonnes of coal in May, figures show.\n"
    assert measures(text) == set()


def test_a_neighbour_of_like_name_is_no_tie() -> None:
    text = "North Korea fired two missiles.\n\nSouth Korea bought forty fighter jets in January, its agency said.\n"
    assert measures(text) == set()


def test_a_sentence_that_names_the_target_leaves_the_supplier_open() -> None:
    text = "Mines in North Korea are busy, and coal is shipped to China in January by barge, a trader said.\n"
    assert "UNSCR-2371-OP8" in measures(text)


def test_goods_named_before_take_their_tie_from_there() -> None:
    text = "The mines of North Korea are busy again.\n\nThe coal was shipped to China in January, a trader said.\n"
    assert "UNSCR-2371-OP8" in measures(text)


def test_a_party_named_beside_the_target_elsewhere_ties_its_acts() -> None:
    text = "Vinrax works out of Pyongyang.\n\nVinrax sold rifles to buyers in Sudan in January, the report said.\n"
    assert "UNSCR-1874-OP9" in measures(text)


def test_what_was_left_alone_says_what_it_would_need() -> None:
    reading = handled("North Korea was silent.\n\nThe firm sold rifles to a trader in January, the report said.\n")
    assert reading.findings == ()
    assert any(measure == "UNSCR-1874-OP9" for _, measure, _ in reading.not_raised)


def broken(document: Document, *, published: When | None = None) -> Reading:
    raise ValueError("odd")


def test_a_fault_is_raised_by_a_strict_desk() -> None:
    with pytest.raises(ValueError, match="odd"):
        Desk(load.default(), lambda: broken).handle(document("Pyongyang was silent.\n"))


def test_a_fault_leaves_the_document_unread_where_the_desk_is_not_strict() -> None:
    reading = Desk(load.default(), lambda: broken, strict=False).handle(document("Pyongyang was silent.\n"))
    assert reading.fault == "ValueError: odd"
    assert "not read: an unforeseen fault, ValueError: odd" in reading.notes

"""Parties of events beside the lists: which cells and words name a listed party, and with what certainty."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.parties.listed_parties import opened
from tidewaiter.designate import in_report, in_row, in_text, may_be_listed, role_of, stood_for
from tidewaiter.model import Document, Event, Role, Span, cut, read_when
from tidewaiter.parties.matching.matcher import Matcher


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    return opened(tmp_path_factory.mktemp("lists"))


def cell(text: str, column: str = "recipient") -> Span:
    return Span("table.csv", text, row=2, column=column)


def row(text: str, on: str | None = "2018-06-01", country: str | None = None) -> Event:
    role = Role(text, country=country, evidence=(cell(text),))
    return Event("row-2", "transfer", date=read_when(on) if on else None, recipient=role, rule="row")


def found(text: str, matcher: Matcher, country: str | None = None) -> list[tuple[str, bool]]:
    event, _ = in_row(row(text, country=country), {"recipient": [cell(text)]}, matcher)
    assert event.recipient is not None and event.recipient.looked is not None
    return [(one.party, one.sure) for one in event.recipient.looked.found]


def test_a_cell_with_a_listed_name_gets_the_entry_with_all_it_rests_on(matcher: Matcher) -> None:
    text = "Nowhere Tidal Trading Corp."
    event, remarks = in_row(row(text), {"recipient": [cell(text)]}, matcher)
    assert event.recipient is not None and event.recipient.looked is not None
    (one,) = event.recipient.looked.found
    assert (one.party, one.designation.list, one.designation.reference) == ("un:1", "un", "KPe.901")
    assert one.measures == ("UNSCR-1718-OP8d",) and one.evidence == (cell(text),) and one.quote == text
    assert one.reasons and 0.9 < one.score <= 1
    assert [remark.kind for remark in remarks] == ["listed-party"]
    assert "if the same" in remarks[0].what and remarks[0].evidence == (cell(text),)


def test_a_cell_with_another_name_gets_none_and_is_said_to_have_been_looked_up(matcher: Matcher) -> None:
    assert found("Muster Timber GmbH", matcher) == []


def test_two_words_name_no_person_for_certain(matcher: Matcher) -> None:
    assert found("Choe Rim", matcher) == [("un:3", False)]
    assert found("Pak Thae Mun-sik", matcher) == [("un:2", True)]


def test_what_else_the_row_tells_moves_the_score(matcher: Matcher) -> None:
    def score(country: str) -> float:
        event, _ = in_row(row("Choe Rim", country=country), {"recipient": [cell("Choe Rim")]}, matcher)
        assert event.recipient is not None and event.recipient.looked is not None
        return event.recipient.looked.found[0].score

    assert score("KP") > score("BR")


def test_a_country_is_no_name(matcher: Matcher) -> None:
    event = Event("row-2", "transfer", recipient=Role("DE", country="DE", evidence=(cell("DE", "to"),)), rule="row")
    event, remarks = in_row(event, {"recipient_country": [cell("DE", "to")]}, matcher)
    assert event.recipient is not None and event.recipient.looked is None and remarks == ()


def test_a_ship_is_found_by_its_number_under_another_name(matcher: Matcher) -> None:
    cells = {"vessel": [cell("HAPPY GULL", "vessel")], "imo": [cell("9187629", "imo")]}
    ship = Role("HAPPY GULL", name="HAPPY GULL", kind="vessel", imo="9187629")
    event, _ = in_row(Event("row-2", "transfer", vessel=ship, rule="row"), cells, matcher)
    assert event.vessel is not None and event.vessel.looked is not None
    assert [one.party for one in event.vessel.looked.found] == ["un-1718-vessels:2"]
    assert event.vessel.looked.found[0].measures == ("UNSCR-2321-OP12", "UNSCR-2371-OP6")
    assert event.vessel.looked.found[0].sure


def test_a_supplier_is_not_taken_for_a_ship(matcher: Matcher) -> None:
    assert found("VICTORY", matcher) == []


def test_a_party_outside_the_roles_is_told_in_a_remark(matcher: Matcher) -> None:
    cells = {"notify_party": [cell("Mirok Commercial Bank", "notify party")]}
    _, remarks = in_row(row("Acme"), cells, matcher)
    assert [remark.kind for remark in remarks] == ["listed-party"] and "notify party" in remarks[0].what


def test_a_party_that_was_not_yet_listed_is_told_as_such(matcher: Matcher) -> None:
    text = "Nowhere Tidal Trading Corporation"
    _, remarks = in_row(row(text, on="2016-03-01"), {"recipient": [cell(text)]}, matcher)
    assert "not listed when" in remarks[0].what


def test_only_the_measures_of_loaded_lists_were_asked(tmp_path: Path, matcher: Matcher) -> None:
    assert stood_for(opened(tmp_path, vessels=False)) == ("UNSCR-1718-OP8d", "UNSCR-1718-OP8e")
    assert "UNSCR-2371-OP6" in stood_for(matcher)


@pytest.mark.parametrize("field", ["supplier", "recipient", "vessel", "imo", "notify_party", "payer_bank"])
def test_columns_of_parties_are_looked_up(field: str) -> None:
    assert role_of(field) is not None


@pytest.mark.parametrize("field", ["item", "importer_address", "hs", "date", "recipient_country", "no-such"])
def test_other_columns_are_not(field: str) -> None:
    assert role_of(field) is None


def test_nothing_to_look_up_is_no_fault(matcher: Matcher) -> None:
    assert not any(may_be_listed(text, "supplier", matcher) for text in ("", "-", "12", "...", "\u200b"))


# reports


def told(text: str, role: str, matcher: Matcher) -> Event:
    document = Document("d1", text, "", "")
    at = text.index(role)
    event = Event(
        "e1", "transfer", date=read_when("2018-06-01"),
        recipient=Role(role, evidence=(cut("d1", text, at, at + len(role)),)),
    )  # fmt: skip
    return in_report(event, in_text(document, matcher))


def test_the_words_of_a_role_that_name_a_listed_party_are_its_evidence(matcher: Matcher) -> None:
    event = told("Rice went to Mirok Commercial Bank.", "Mirok Commercial Bank", matcher)
    assert event.recipient is not None and event.recipient.looked is not None
    (one,) = event.recipient.looked.found
    assert (one.party, one.sure, one.evidence[0].quote) == ("un:4", True, "Mirok Commercial Bank")


@pytest.mark.parametrize(
    ("role", "sure"),
    [
        ("an agent of Mirok Commercial Bank", False),
        ("a partner for the Mirok Commercial Bank", False),
        ("Mirok Commercial Bank officials", False),
        ("the state lender Mirok Commercial Bank", True),
        ("Mirok Commercial Bank of North Korea", True),
        ("the Mirok Commercial Bank in Nampo", True),
    ],
)
def test_whoever_only_belongs_to_a_listed_party_is_a_question(role: str, sure: bool, matcher: Matcher) -> None:
    event = told(f"Rice went to {role}.", role, matcher)
    assert event.recipient is not None and event.recipient.looked is not None
    assert [one.sure for one in event.recipient.looked.found] == [sure]


def test_a_report_never_shows_that_a_party_is_not_listed(matcher: Matcher) -> None:
    event = told("Rice went to Muster Timber.", "Muster Timber", matcher)
    assert event.recipient is not None and event.recipient.looked is not None
    assert event.recipient.looked.found == () and event.recipient.looked.asked == ()


def test_a_party_not_yet_listed_is_noted_on_the_event(matcher: Matcher) -> None:
    text = "Rice went to Mirok Commercial Bank."
    at = text.index("Mirok")
    role = Role("Mirok Commercial Bank", evidence=(cut("d1", text, at, len(text) - 1),))
    event = Event("e1", "transfer", date=read_when("2017-06-01"), recipient=role)
    event = in_report(event, in_text(Document("d1", text, "", ""), matcher))
    assert any("was not listed when this took place" in note for note in event.notes)


def test_a_family_name_alone_is_never_sure(matcher: Matcher) -> None:
    mentions = in_text(Document("d1", "Pak Thae Mun-sik came. Mr Pak left.", "", ""), matcher)
    assert [(one.how, one.listed.sure) for one in mentions] == [("full name", True), ("family name", False)]

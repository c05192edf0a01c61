"""The two newspaper pages with which the project began, read from ../shared/seeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tidewaiter.cases.assemble import assemble
from tidewaiter.law import load
from tidewaiter.model import Case, Document, Event, Finding, MergedEvent, Reading, is_verbatim
from tidewaiter.reports.readers import plain

WIRE, PAPER = "000_c3934b2c9f0be7b2.txt", "002_e0990c6554cf2f89.txt"


def document(folder: Path, name: str, published: str | None = None) -> Document:
    file = folder / "seeds" / name
    if not file.is_file():
        pytest.skip("the two seed pages are not here")
    return plain.read(file.read_bytes(), path=name, published=published)


@pytest.fixture(scope="module")
def case(shared: Path) -> Case:
    return assemble([document(shared, WIRE), document(shared, PAPER)], load.default())


@pytest.fixture(scope="module")
def wire(case: Case) -> Reading:
    return case.readings[0]


@pytest.fixture(scope="module")
def paper(case: Case) -> Reading:
    return case.readings[1]


def transfers(reading: Reading) -> list[Event]:
    return [event for event in reading.events if event.type == "transfer"]


def the_car(reading: Reading) -> Event:
    return next(e for e in transfers(reading) if e.supplier and e.supplier.country == "RU")


def the_arms(reading: Reading) -> Event:
    return next(e for e in transfers(reading) if e.supplier and e.supplier.country == "KP")


def the_collection(reading: Reading) -> Event:
    return next(e for e in transfers(reading) if e.supplier is None)


def findings(reading: Reading, event: Event) -> dict[str, Finding]:
    return {finding.measure: finding for finding in reading.findings if finding.event == event.id}


def merged(case: Case, reading: Reading, event: Event) -> MergedEvent:
    return next(m for m in case.events if (reading.document.id, event.id) in m.members)


def speakers(reading: Reading, event: Event) -> list[tuple[str, str]]:
    return [(s.speaker, s.stance) for s in reading.statements if event.id in s.events]


# --- the car ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["wire", "paper"])
def test_the_car_goes_from_putin_of_russia_to_kim_of_the_dprk(name: str, request: pytest.FixtureRequest) -> None:
    event = the_car(request.getfixturevalue(name))
    assert event.supplier
    assert "Putin" in (event.supplier.name or event.supplier.text or "")
    assert event.recipient
    assert "Kim" in (event.recipient.name or event.recipient.text or "")
    assert event.recipient.country == "KP"
    assert event.item
    assert "car" in (event.item.text or "")
    assert "gift" in event.manner


@pytest.mark.parametrize("name", ["wire", "paper"])
def test_aides_received_it(name: str, request: pytest.FixtureRequest) -> None:
    event = the_car(request.getfixturevalue(name))
    assert event.recipient
    assert any("aides" in (other.text or "") for other in event.recipient.others)


@pytest.mark.parametrize("name", ["wire", "paper"])
def test_kcna_says_it_was_delivered_on_18_february(name: str, request: pytest.FixtureRequest) -> None:
    reading = request.getfixturevalue(name)
    event = the_car(reading)
    assert event.date
    assert event.date.value == "2024-02-18"
    assert ("KCNA", "asserts") in speakers(reading, event)


def test_the_wire_page_takes_its_year_from_the_other_copy_and_says_so(wire: Reading) -> None:
    assert wire.document.published is None
    assert any(PAPER in note and "--published" in note for note in wire.notes)


def test_the_wire_page_alone_leaves_the_year_open_and_says_so(shared: Path) -> None:
    alone = assemble([document(shared, WIRE)], load.default()).readings[0]
    event = the_car(alone)
    assert event.date
    assert (event.date.value, event.date.earliest) == ("XXXX-02-18", None)
    assert any("without a year stay open" in note for note in alone.notes)
    assert findings(alone, event)["UNSCR-2397-OP7"].verdict == "undetermined"


def test_the_year_can_be_given_as_the_day_of_publication(shared: Path) -> None:
    alone = assemble([document(shared, WIRE, "2024-02-20")], load.default()).readings[0]
    event = the_car(alone)
    assert event.date
    assert event.date.value == "2024-02-18"
    assert findings(alone, event)["UNSCR-2397-OP7"].verdict == "prohibited"


def test_peskov_by_way_of_ria_says_in_one_copy_only_that_it_is_an_aurus(wire: Reading, paper: Reading) -> None:
    event = the_car(paper)
    said = next(s for s in paper.statements if "Peskov" in s.speaker)
    assert said.stance == "asserts"
    assert "RIA" in (said.via or "")
    assert event.id in said.events
    assert event.item
    assert event.item.make == "Aurus"
    assert not any("Peskov" in s.speaker for s in wire.statements)
    first = the_car(wire)
    assert first.item
    assert first.item.make is None


@pytest.mark.parametrize("name", ["wire", "paper"])
def test_the_chapter_ban_prohibits_it_and_origin_plays_no_part(name: str, request: pytest.FixtureRequest) -> None:
    reading = request.getfixturevalue(name)
    found = findings(reading, the_car(reading))["UNSCR-2397-OP7"]
    assert found.verdict == "prohibited"
    assert any("plays no part" in c.why for c in found.conditions if c.name == "direction")


def test_the_luxury_ban_prohibits_it_where_the_make_is_told(paper: Reading) -> None:
    assert findings(paper, the_car(paper))["UNSCR-1718-OP8aiii"].verdict == "prohibited"


def test_the_luxury_ban_is_open_where_the_report_itself_says_that_the_car_was_not_described(wire: Reading) -> None:
    event = the_car(wire)
    assert event.item
    assert event.item.described is False
    found = findings(wire, event)["UNSCR-1718-OP8aiii"]
    assert found.verdict == "undetermined"
    assert any("make and model" in question for question in found.ask)


def test_the_two_tellings_of_the_car_are_one_act(case: Case, wire: Reading, paper: Reading) -> None:
    act = merged(case, wire, the_car(wire))
    assert act == merged(case, paper, the_car(paper))
    assert "KCNA" in act.roots
    assert any("Peskov" in root for root in act.roots)
    assert any("the make is told only in" in note for note in act.notes)


# --- arms --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["wire", "paper"])
def test_arms_from_the_dprk_to_russia_are_believed_and_prohibited_if_so(
    name: str, request: pytest.FixtureRequest
) -> None:
    reading = request.getfixturevalue(name)
    event = the_arms(reading)
    assert event.recipient
    assert (event.recipient.country, event.stance) == ("RU", "believed")
    found = findings(reading, event)
    assert found["UNSCR-1874-OP9"].verdict == "prohibited"
    assert found["UNSCR-1718-OP8b"].verdict == "prohibited"


@pytest.mark.parametrize("name", ["wire", "paper"])
def test_the_kremlin_neither_confirms_nor_denies_and_the_dprk_denies(name: str, request: pytest.FixtureRequest) -> None:
    reading = request.getfixturevalue(name)
    said = speakers(reading, the_arms(reading))
    kremlin = next((stance for speaker, stance in said if "Kremlin" in speaker), None)
    north = next((stance for speaker, stance in said if "North Korea" in speaker), None)
    assert (kremlin, north) == ("neither", "denies")


# --- the collection ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["wire", "paper"])
def test_the_collection_has_no_known_supplier_or_day_and_the_days_of_each_ban_are_told(
    name: str, request: pytest.FixtureRequest
) -> None:
    reading = request.getfixturevalue(name)
    event = the_collection(reading)
    assert event.recipient
    assert (event.recipient.country, event.stance) == ("KP", "believed")
    assert event.date is None or event.date.value is None
    found = findings(reading, event)
    assert found["UNSCR-2397-OP7"].verdict == "undetermined"
    assert any("22 December 2017" in question for question in found["UNSCR-2397-OP7"].ask)
    assert any("14 October 2006" in question for question in found["UNSCR-1718-OP8aiii"].ask)


# --- what is no transfer -------------------------------------------------------------------------


def test_the_ministrys_reading_of_the_law_is_tied_to_the_same_measure(paper: Reading) -> None:
    laws = [e for e in paper.events if e.type == "statement-of-law"]
    spoken = next(e for e in laws if any("Lim" in s.speaker and e.id in s.events for s in paper.statements))
    assert "UNSCR-2397-OP7" in [ref.measure for ref in spoken.measures]


@pytest.mark.parametrize("name", ["wire", "paper"])
def test_three_transfers_are_told_and_no_more(name: str, request: pytest.FixtureRequest) -> None:
    """The meeting, the limousine that was looked at and the Maybach on its owner's train are none."""
    assert len(transfers(request.getfixturevalue(name))) == 3


@pytest.mark.parametrize("name", ["wire", "paper"])
def test_the_delegations_are_visits_of_which_nothing_is_prohibited(name: str, request: pytest.FixtureRequest) -> None:
    reading = request.getfixturevalue(name)
    visits = [e for e in reading.events if e.type == "visit"]
    assert visits
    quiet = {e.id for e in reading.events if e.type != "transfer"}
    assert not [f for f in reading.findings if f.event in quiet and f.verdict == "prohibited"]


@pytest.mark.parametrize("name", ["wire", "paper"])
def test_the_meeting_in_september_is_a_meeting(name: str, request: pytest.FixtureRequest) -> None:
    meetings = [e for e in request.getfixturevalue(name).events if e.type == "meeting"]
    assert any(e.date and e.date.value == "2023-09" for e in meetings)


# --- the two copies --------------------------------------------------------------------------------


def test_both_pages_are_one_story(case: Case) -> None:
    assert len(case.stories) == 1
    assert len(case.stories[0].documents) == 2


def test_the_comparison_names_what_was_added_dropped_and_re_worded(case: Case) -> None:
    (comparison,) = case.stories[0].comparisons
    edits = [edit for aligned in comparison.sentences for edit in aligned.edits]
    assert edits.count("added") >= 4
    assert "dropped" in edits
    assert "re-worded" in edits
    assert "date-made-absolute" in edits


def test_a_re_wording_that_changes_the_stance_is_flagged(case: Case) -> None:
    (comparison,) = case.stories[0].comparisons
    flagged = [aligned for aligned in comparison.sentences if "stance-changed" in aligned.edits]
    assert any("smuggled" in span.quote for aligned in flagged for span in aligned.right)


def test_every_quote_is_verbatim_at_its_place(case: Case) -> None:
    for reading in case.readings:
        text = reading.document.text
        spans = [span for event in reading.events for span in event.evidence]
        spans += [span for statement in reading.statements for span in (*statement.evidence, statement.content)]
        assert spans
        assert all(is_verbatim(span, text) for span in spans)


def test_the_same_pages_give_the_same_bytes(case: Case, shared: Path) -> None:
    from tidewaiter import codec

    again = assemble([document(shared, WIRE), document(shared, PAPER)], load.default())
    assert [codec.encode(codec.reading_line(r)) for r in again.readings] == [
        codec.encode(codec.reading_line(r)) for r in case.readings
    ]

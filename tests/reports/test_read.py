"""A document read as a whole, and the two pages the program began with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tidewaiter.model import Document, Event, Reading, is_verbatim, read_when
from tidewaiter.reports.read import read


def test_a_language_without_a_reader_is_not_read_and_says_so() -> None:
    reading = read(Document("d", "La nave ha portato carbone.", "", "", language="it"))
    assert not reading.statements and not reading.events
    assert "'it'" in reading.notes[0]


def test_the_reader_names_itself_and_its_weights() -> None:
    reading = read(Document("d", "The ship left.", "", "", language="en"))
    assert reading.reader is not None and "tidewaiter-english" in reading.reader


def test_the_same_text_gives_the_same_reading() -> None:
    document = Document("d", "Russia sent oil to North Korea, KCNA said on May 3.", "", "", language="en")
    assert read(document) == read(document)


def test_an_empty_text_gives_nothing() -> None:
    assert read(Document("d", "", "", "", language="en")).events == ()


@pytest.fixture(scope="module", params=["000_c3934b2c9f0be7b2.txt", "002_e0990c6554cf2f89.txt"])
def page(request: pytest.FixtureRequest, shared: Path) -> Reading:
    """One of the two pages, read."""
    path = shared / "seeds" / str(request.param)
    if not path.exists():
        pytest.skip("the two pages are not here")
    text = path.read_text(encoding="utf-8")
    return read(Document(path.stem, text, "", "", language="en", published=read_when("2024-02-20")))


def _transfer(page: Reading, giver: str | None, taker: str) -> Event:
    return next(
        e
        for e in page.events
        if e.type == "transfer"
        and (e.supplier.country if e.supplier else None) == giver
        and e.recipient is not None
        and e.recipient.country == taker
    )


def test_the_car_is_one_event_with_its_day_and_its_sources(page: Reading) -> None:
    car = _transfer(page, "RU", "KP")
    assert car.item is not None and car.item.text == "car"
    assert car.supplier is not None and car.supplier.name == "Vladimir Putin"
    assert car.recipient is not None and car.recipient.name == "Kim Jong Un"
    assert car.date is not None and car.date.value == "2024-02-18"
    assert car.stance == "attributed" and len(car.evidence) >= 2
    said_by = {s.speaker for s in page.statements if s.id in car.statements and s.stance == "asserts"}
    assert "KCNA" in said_by


def test_the_arms_are_believed_with_a_silence_and_a_denial_beside_them(page: Reading) -> None:
    arms = _transfer(page, "KP", "RU")
    assert arms.stance == "believed"
    assert arms.date is not None and arms.date.ongoing
    stances = {(s.speaker, s.stance) for s in page.statements if s.id in arms.statements}
    assert stances == {("Kremlin", "neither"), ("North Korea", "denies")}


def test_the_collection_has_no_supplier_and_no_date(page: Reading) -> None:
    collection = _transfer(page, None, "KP")
    assert collection.stance == "believed"
    assert collection.date is None
    assert collection.item is not None and "vehicles" in (collection.item.text or "")


def test_looking_at_a_limousine_and_driving_in_one_are_no_transfers(page: Reading) -> None:
    assert len([e for e in page.events if e.type == "transfer"]) == 3


def test_the_luxury_ban_is_a_statement_of_law(page: Reading) -> None:
    laws = [e for e in page.events if e.type == "statement-of-law"]
    assert all(e.recipient is not None and e.recipient.country == "KP" for e in laws)
    assert any(e.item is not None and "luxury goods" in (e.item.text or "") for e in laws)


def test_every_quotation_of_the_pages_is_verbatim(page: Reading) -> None:
    text = page.document.text
    spans = [span for s in page.statements for span in (*s.evidence, s.content)]
    spans += [span for e in page.events for span in e.evidence]
    assert spans and all(is_verbatim(span, text) for span in spans)


def test_what_only_the_second_page_has(shared: Path) -> None:
    path = shared / "seeds" / "002_e0990c6554cf2f89.txt"
    if not path.exists():
        pytest.skip("the second page is not here")
    text = path.read_text(encoding="utf-8")
    page = read(Document("b", text, "", "", language="en", published=read_when("2024-02-20")))
    said = {s.speaker: s for s in page.statements}
    assert said["Dmitry Peskov"].via == "RIA Novosti"
    assert said["Lim Soo-suk"].form == "direct"
    assert said["South Korea's Foreign Ministry"].stance == "asserts"
    car = _transfer(page, "RU", "KP")
    assert car.item is not None and car.item.make == "Aurus"
    law = next(e for e in page.events if e.type == "statement-of-law" and e.stance == "attributed")
    assert [code.code for code in law.hs] == ["86", "87", "88", "89"]

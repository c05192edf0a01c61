"""A book-length text is read in portions: nothing is lost, every span stands in the whole text, ids are its own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.model import Document, is_verbatim, read_when
from tidewaiter.reports import portions
from tidewaiter.reports.grammar.parsing import LONGEST_UNIT
from tidewaiter.reports.read import read

SALE = "Russia delivered three cars to North Korea in February, the ministry said on Tuesday.\n"


def document(text: str) -> Document:
    return Document("d", text, "", "", language="en", published=read_when("2024-03-05"))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab\n", max_size=300))
def test_the_portions_are_the_text_in_order(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(portions, "PORTION", 40)
        bounds = list(portions.portions(text))
    assert "".join(text[a:b] for a, b in bounds) == text
    assert all(b - a <= 40 for a, b in bounds)


def test_each_portion_s_spans_stand_in_the_whole_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portions, "PORTION", len(SALE) + 20)
    text = (SALE + "The weather was fine.\n") * 4
    reading = read(document(text))
    assert len(reading.events) == 4
    assert len({event.id for event in reading.events}) == 4
    spans = [span for one in reading.statements for span in (*one.evidence, one.content)]
    spans += [span for event in reading.events for span in event.evidence]
    spans += [span for event in reading.events if event.date for span in event.date.evidence]
    assert all(is_verbatim(span, text) for span in spans)
    assert reading.notes[0].startswith("long: read in ")


def test_statements_and_events_point_at_each_other_in_every_portion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portions, "PORTION", len(SALE) + 5)
    reading = read(document(SALE * 3))
    ids = {one.id for one in reading.statements}
    assert [event.statements for event in reading.events] == [("s1",), ("s2",), ("s3",)]
    assert all(name in ids for event in reading.events for name in event.statements)


def test_what_lies_beyond_the_longest_text_is_said_to_be_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portions, "LONGEST", 2 * len(SALE))
    reading = read(document(SALE * 3))
    assert reading.notes[0] == f"only the first {2 * len(SALE)} of {3 * len(SALE)} characters were read"


def test_a_sentence_without_end_is_left_out_and_named() -> None:
    endless = "North Korea sold coal and " * (LONGEST_UNIT // 4)
    reading = read(document(endless + "China.\n\n" + SALE))
    assert len(reading.events) == 1
    assert any(note.startswith("not read: a sentence of") for note in reading.notes)


def test_a_report_of_news_is_read_as_one() -> None:
    assert read(document(SALE)).notes == ()

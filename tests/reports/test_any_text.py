"""Whatever a report is made of, it is read without a fault, and every field of the reading stands in the text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.spans import spans
from tidewaiter.model import Document, is_verbatim, read_when
from tidewaiter.reports.read import read

# pieces of reports, whole and broken, that the rules look at
PIECES = [
    "According to",
    "the ministry",
    "North Korea",
    "Russia",
    "Kim Jong Un",
    "he",
    "it",
    "they",
    "the report",
    "Reuters",
    "KCNA",
    "said",
    "says",
    "denied",
    "has neither confirmed nor denied",
    "told reporters that",
    "declined to comment",
    "added",
    "accused",
    "of supplying",
    "delivered",
    "received",
    "was seized",
    "shipped",
    "exported",
    "gave",
    "is believed to have sent",
    "has not",
    "may have",
    "will",
    "would",
    "never",
    "three cars",
    "coal",
    "a shipment of",
    "arms",
    "oil",
    "workers",
    "a ship",
    "to",
    "from",
    "by",
    "in",
    "on Tuesday",
    "in February",
    "since 2022",
    "between Sept. 7 and Oct. 1",
    "which",
    "that",
    "and",
    "who",
    "whose",
    ",",
    ".",
    ":",
    ";",
    "\u2014",
    "-",
    "\u201c",
    "\u201d",
    '"',
    "'",
    "(",
    ")",
    "\n",
    "\n\n",
    "the North",
    "as a gift",
    "worth $2 million",
    "5,000 tonnes of",
    "the spokesman",
    "its",
    "the car",
    "UN sanctions ban",
    "violates",
    "x" * 300,
    "1",
    "\u200b",
    "\u202e",
    "\u00a0",
    "e",
    "?",
    "!",
    "...",
    "\u2026",
    "U.S.",
    "Mr.",
    "S/RES/2397 (2017)",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60), st.sampled_from([" ", ""]), st.sampled_from(["en", None]))
def test_a_text_of_any_pieces_is_read(pieces: list[str], joint: str, language: str | None) -> None:
    text = joint.join(pieces)
    reading = read(Document("d", text, "", "", language=language, published=read_when("2024-02-20")))
    assert all(is_verbatim(span, text) for span in spans(reading))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["en", "ru", "ko", "fr", None]))
def test_a_text_of_any_letters_is_read(text: str, language: str | None) -> None:
    reading = read(Document("d", text, "", "", language=language, published=read_when("2024-02-20")))
    assert all(is_verbatim(span, text) for span in spans(reading))


def test_an_office_told_within_itself_takes_up_nothing_of_itself() -> None:
    text = "According to the spokesman to the spokesman"
    reading = read(Document("d", text, "", "", language="en", published=read_when("2024-02-20")))
    assert all(is_verbatim(span, text) for span in spans(reading))

"""Bytes of a plain-text file become a document."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import InputError
from tidewaiter.reports.readers.plain import read

BODY = "By Ann Doe\n\nOSLO (Reuters) - A crane fell on Tuesday. It was an old one, said the office of the port.\n"


def test_the_text_is_kept_as_it_was_decoded() -> None:
    data = "A crane fell.\r\n\r\nIt was old – and “red”.\n".encode()
    document = read(data)
    assert document.text == data.decode()
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.id == document.sha256[:12]
    assert document.text_sha256 == hashlib.sha256(document.text.encode()).hexdigest()


def test_only_a_byte_order_mark_is_dropped() -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        document = read("A crane fell — twice.".encode(encoding))
        assert (document.text, document.encoding) == ("A crane fell — twice.", encoding)


def test_an_old_encoding_is_guessed_and_the_guess_is_noted() -> None:
    text = "Кран упал в порту во вторник. Это был старый кран, и на нём никого не было, сообщил порт. " * 3
    document = read(text.encode("cp1251"))
    assert document.text == text
    assert "guess" in document.notes[0]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\n ", "no text"),
        (b"%PDF-1.7 x", "PDF"),
        (b"PK\x03\x04 x", "ZIP"),
        (b"\x89PNG\r\n", "PNG"),
        (b"abc\x00def", "NUL"),
        (b"\x01\x02\x03\x04\x05 abc", "control characters"),
        (b"\xff\xfe\x00\xd8", "utf-16"),
        (b"http://a.example/1\nA title\n2024-02-20\n\n", "header and no text"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        read(data, path="crane.txt")
    assert caught.value.where is not None and caught.value.where.startswith("crane.txt")
    assert caught.value.hint


def test_a_file_over_the_limit_is_refused_and_the_limit_named() -> None:
    with pytest.raises(InputError, match="21 bytes, and the limit is 20"):
        read(b"x" * 21, limit=20)


def test_a_header_gives_metadata_and_offsets_count_from_the_body() -> None:
    document = read(b"https://www.tass.com/x/1\nA crane fell\n2024-02-20\n\n" + BODY.encode())
    assert document.text == BODY
    assert (document.url, document.title, document.outlet) == ("https://www.tass.com/x/1", "A crane fell", "TASS")
    assert document.published is not None
    assert (document.published.value, document.published.anchor) == ("2024-02-20", "header")


def test_each_line_of_a_header_may_be_empty() -> None:
    document = read(b"\nA crane fell\n\n\n" + BODY.encode())
    assert (document.text, document.url, document.title, document.published) == (BODY, None, "A crane fell", None)
    assert (read(b"\n\n2023-08\n\nIt fell.\n").published or document).__class__.__name__ == "When"


@pytest.mark.parametrize(
    "text",
    [
        "\n\n\n\nA crane fell.\n",
        "A crane\nfell in\n2024-02-20\n\nIt was old.\n",
        "http://a.example\nA crane\n2024-02-31\n\nIt was old.\n",
        "http://a.example\nA crane\n2024-02-20\nIt was old.\n",
        "http://a.example and more\nA crane\n\n\nIt was old.\n",
    ],
)
def test_what_only_looks_like_a_header_stays_in_the_text(text: str) -> None:
    assert read(text.encode()).text == text


def test_a_remark_in_brackets_may_stand_for_the_address() -> None:
    document = read(b"(no address kept)\nA crane\n2024-02-20\n\nIt was old.\n")
    assert (document.text, document.url) == ("It was old.\n", None)


def test_the_given_day_of_publication_wins_and_the_conflict_is_noted() -> None:
    document = read(b"\n\n2024-02-20\n\nIt fell.\n", published="2024-02-21")
    assert document.published is not None
    assert (document.published.value, document.published.anchor) == ("2024-02-21", "given")
    assert document.notes == ("published: given says 2024-02-21, header says 2024-02-20; the former was taken",)


def test_a_coarser_day_is_no_conflict() -> None:
    assert read(b"\n\n2024-02\n\nIt fell.\n", published="2024-02-21").notes == ()


def test_a_day_that_is_no_date_is_refused_with_a_hint() -> None:
    with pytest.raises(InputError, match="not a date") as caught:
        read(b"It fell.", published="20/02/24")
    assert caught.value.hint is not None and "2024-02-20" in caught.value.hint


def test_the_time_line_gives_the_day_where_nothing_better_does() -> None:
    document = read(b"February 20, 2024 6 am | Updated February 21, 2024 GMT\n\nA crane fell.\n")
    assert document.published is not None
    assert (document.published.value, document.published.anchor) == ("2024-02-20", "time line")
    assert document.published.evidence[0].quote == "February 20, 2024"


def test_an_update_is_not_the_day_of_publication() -> None:
    assert read(b"Updated February 21, 2024\n\nA crane fell.\n").published is None


def test_a_dateline_without_a_year_gives_no_day() -> None:
    assert read(b"OSLO, Feb. 20 (Reuters) - A crane fell.\n").published is None


def test_a_dateline_with_a_year_gives_one() -> None:
    document = read(b"OSLO, Feb. 20, 2024 (Reuters) - A crane fell.\n")
    assert document.published is not None
    assert (document.published.value, document.published.anchor) == ("2024-02-20", "dateline")


def test_byline_dateline_credit_and_language_are_taken_from_the_page() -> None:
    document = read(BODY.encode())
    assert (document.byline, document.dateline) == ("Ann Doe", "OSLO (Reuters) -")
    assert (document.credit, document.language, document.encoding) == ("Reuters", "en", "utf-8")


def test_an_agency_named_in_the_report_is_no_credit() -> None:
    assert read(b"A crane fell, Reuters said. It was an old one.\n").credit is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Кран упал в порту, и на нём никого не было, сообщил порт.", "ru"),
        ("배가 항구를 떠났다고 통신이 밝혔다.", "ko"),
        ("船于周二离开了港口。", "zh"),
        ("La grue est tombée dans le port et il y avait des gens sur les quais.", "fr"),
        ("Der Kran ist in den Hafen gefallen, und das war nicht der erste.", "de"),
        ("La grúa se cayó en el puerto y no había nadie en los muelles.", "es"),
        ("Qwx zzt brrm", None),
        ("12 34 56", None),
    ],
)
def test_the_language_is_told_by_script_and_common_words(text: str, language: str | None) -> None:
    assert read(text.encode()).language == language


@given(st.text(min_size=1, max_size=120))
@settings(max_examples=150, deadline=None)
def test_utf_8_text_is_read_without_loss_or_refused_by_an_input_error(text: str) -> None:
    try:
        document = read(text.encode())
    except InputError:
        return
    assert text.removeprefix("\ufeff").endswith(document.text)


@given(st.binary(max_size=120))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused_by_an_input_error(data: bytes) -> None:
    try:
        assert read(data).text.strip()
    except InputError as bad:
        assert bad.hint

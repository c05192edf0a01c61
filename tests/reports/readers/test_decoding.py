"""From bytes to text: declared, told by the bytes, guessed, mended."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import InputError
from tidewaiter.reports.readers import html
from tidewaiter.reports.readers.decoding import codec_name, decode

RUSSIAN = "Судно вошло в порт ночью, сообщило агентство."


def test_bytes_that_are_valid_utf_8_are_utf_8_whatever_is_declared() -> None:
    assert decode(RUSSIAN.encode(), None, declared=("windows-1251",)).text == RUSSIAN


def test_a_declared_encoding_is_taken_without_a_note() -> None:
    found = decode(RUSSIAN.encode("cp1251"), None, declared=(None, "windows-1251"))
    assert (found.text, found.encoding, found.notes) == (RUSSIAN, "cp1251", ())


def test_an_encoding_is_guessed_and_the_guess_noted() -> None:
    found = decode((RUSSIAN * 3).encode("koi8-r"), None)
    assert found.text == RUSSIAN * 3
    assert "guess" in found.notes[0]


def test_a_few_stray_bytes_do_not_spoil_a_text_in_utf_8() -> None:
    found = decode(RUSSIAN.encode() * 3 + b" \x93drums\x94", None)
    assert found.text.endswith(" “drums”")
    assert "2 stray bytes" in found.notes[0]


@pytest.mark.parametrize("name", ["latin-1", "ISO-8859-1", "us-ascii", " 'windows-1252' "])
def test_names_that_say_less_are_read_as_browsers_read_them(name: str) -> None:
    assert codec_name(name) == "cp1252"


@pytest.mark.parametrize("name", ["base64", "rot13", "zip", "idna", "nonsense", "", None, "x" * 99, "unicode_escape"])
def test_what_is_no_encoding_of_texts_is_none(name: str | None) -> None:
    assert codec_name(name) is None


@pytest.mark.parametrize(
    "page",
    [
        '<html><head><meta charset="koi8-r"></head><body><p>Судно вошло в порт.</p></body></html>'.encode("koi8-r"),
        '<?xml version="1.0" encoding="koi8-r"?><html><body><p>Судно вошло в порт.</p></body></html>'.encode("koi8-r"),
        "<html><body><p>Судно вошло в порт.</p></body></html>".encode("utf-16"),
    ],
)
def test_a_page_s_own_word_on_its_encoding_is_heard(page: bytes) -> None:
    assert html.read(page).text == "Судно вошло в порт."


def test_what_the_server_said_goes_before_what_the_page_says() -> None:
    page = '<html><head><meta charset="cp1252"></head><p>Судно вошло в порт.</p></html>'.encode("koi8-r")
    assert html.read(page, charset="koi8-r").text == "Судно вошло в порт."


@given(st.binary(max_size=200), st.sampled_from([None, "utf-7", "cp1252", "shift_jis", "utf-16", "hz"]))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_decoded_or_refused(data: bytes, declared: str | None) -> None:
    try:
        assert isinstance(decode(data, None, declared=(declared,)).text, str)
    except InputError as bad:
        assert bad.hint

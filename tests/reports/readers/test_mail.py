"""E-mail and mailboxes: what the sender writes, and what only stands around it."""

from __future__ import annotations

import io
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import InputError
from tidewaiter.model import Document
from tidewaiter.reports.readers import mail, mailbox
from tidewaiter.reports.readers.take import take

HEAD = b"From: ann@portmail.example\nSubject: Drums\nMIME-Version: 1.0\n"


def only(data: bytes) -> Document:
    document = mail.read(data, path="a.eml").document
    assert document is not None
    return document


def test_headers_are_metadata_with_clock_and_zone(making: ModuleType) -> None:
    found = only(making.MAIL)
    assert (found.title, found.byline, found.format) == ("Drums at the quay", "Ann Döe", "mail")
    assert found.published and (found.published.value, found.published.anchor) == ("2023-05-03", "mail header")
    assert found.published_at == "2023-05-03T06:15:00+02:00"


def test_what_is_answered_and_the_signature_are_no_text_and_that_is_said(making: ModuleType) -> None:
    found = only(making.MAIL)
    assert found.text.endswith("asked for the papers.")
    assert "left out: 4 lines that are answered, or belong to a signature" in found.notes


@pytest.mark.parametrize(
    "answered",
    [
        "> The tug Meridian brought rifles.\n",
        "On Tue, 2 May 2023, Bo Roe wrote:\n\n> The tug Meridian brought rifles.\n",
        "Am 2. Mai 2023 um 10:00\nBo Roe <bo@example.org> schrieb:\n> The tug Meridian brought rifles.\n",
        "-----Original Message-----\nFrom: Bo Roe\nThe tug Meridian brought rifles.\n",
        "________________________________\nFrom: Bo Roe\nSent: Tuesday\n\nThe tug Meridian brought rifles.\n",
        "Sent from my telephone\nThe tug Meridian brought rifles.\n",
    ],
)
def test_an_answered_message_is_left_out_however_it_is_led_in(answered: str) -> None:
    assert mail.strip(f"Forty drums came in.\n\n{answered}")[0] == "Forty drums came in."


def test_a_message_that_is_passed_on_is_kept_without_its_headers() -> None:
    head = "---------- Forwarded message ---------\nFrom: Bo Roe\nDate: Tue, 2 May 2023\nSubject: Drums\n"
    text = f"{head}\nForty drums came in.\n"
    assert mail.strip(text)[0] == "Forty drums came in."


def test_a_sentence_that_ends_in_wrote_is_text() -> None:
    text = "This is what the clerk wrote:\nForty drums came in."
    assert mail.strip(text)[0] == text


def test_the_plain_part_goes_before_the_html_part() -> None:
    parts = (
        b"--x\nContent-Type: text/plain\n\nForty drums.\n--x\nContent-Type: text/html\n\n<p>Fifty drums.</p>\n--x--\n"
    )
    assert only(HEAD + b"Content-Type: multipart/alternative; boundary=x\n\n" + parts).text == "Forty drums."


def test_an_html_part_loses_what_it_answers() -> None:
    answered = b'<blockquote type="cite"><p>Did rifles come in?</p></blockquote><div class="gmail_quote">So?</div>'
    body = b"<p>Forty drums came in.</p>" + answered
    assert only(HEAD + b"Content-Type: text/html\n\n" + body).text == "Forty drums came in."


def attached(kind: bytes, name: bytes, body: bytes) -> bytes:
    return (
        HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nSee the annex.\n--x\n"
        b"Content-Type: "
        + kind
        + b"\nContent-Disposition: attachment; filename="
        + name
        + b"\n\n"
        + body
        + b"\n--x--\n"
    )


def test_an_attachment_is_named_and_read_as_a_document_of_its_own() -> None:
    message, annex = take(attached(b"text/plain", b"annex.txt", b"Forty drums came in."), path="a.eml")
    assert isinstance(message, Document) and isinstance(annex, Document)
    assert message.notes == ("attached, and read apart where they can be: annex.txt",)
    assert (annex.text, annex.path) == ("Forty drums came in.", "a.eml#2:annex.txt")


def test_a_picture_that_is_attached_is_only_named() -> None:
    (message,) = take(attached(b"image/png", b"crane.png", b"\x89PNG..."), path="a.eml")
    assert isinstance(message, Document) and "crane.png" in message.notes[0]


def test_a_mail_attached_to_a_mail_is_read() -> None:
    inner = HEAD + b"Content-Type: text/plain\n\nForty drums came in."
    found = list(take(attached(b"message/rfc822", b"inner.eml", inner), path="a.eml"))
    assert [one.text for one in found if isinstance(one, Document)] == ["See the annex.", "Forty drums came in."]


def test_a_mailbox_gives_message_after_message(making: ModuleType) -> None:
    box = (
        b"From a\n"
        + making.MAIL
        + b"\nFrom b\n"
        + making.MAIL.replace(b"forty", b"fifty")
        + b"\n>From here on it is text.\n"
    )
    found = [one for one in take(box, path="box.mbox") if isinstance(one, Document)]
    assert [one.path for one in found] == ["box.mbox#1", "box.mbox#2"]
    assert "fifty" in found[1].text


def test_a_mailbox_holds_no_more_of_a_message_than_may_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox, "LIMIT", 1000)
    first, second = mailbox.split(io.BytesIO(b"From a\n" + b"drums\n" * 10_000 + b"\nFrom b\nSubject: x\n\nDrums.\n"))
    assert len(first) < 1010
    assert second.endswith(b"Drums.\n")


def test_a_charset_that_is_no_name_keeps_the_body() -> None:
    body = "The tug left on Monday. \u00fcber"
    data = HEAD + b'Content-Type: text/plain; charset="utf\x00-8"\n\n' + body.encode() + b"\n"
    assert "The tug left on Monday." in only(data).text


def test_boundaries_nested_without_end_are_refused() -> None:
    bomb = HEAD + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2_000))
    with pytest.raises(InputError, match="inside one another"):
        mail.read(bomb, path="bomb.eml")


LINES = [
    b"From: a\n", b"Subject: =?utf-8?q?=ff?=\n", b"Date: x\n", b"\n", b"--x\n", b"--x--\n", b"> a\n", b"On x wrote:\n",
    b"Content-Type: multipart/mixed; boundary=x\n", b"Content-Transfer-Encoding: base64\n", b"drums\n", b"\xff\n",
    b"Content-Type: text/html; charset=nonsense\n", b"Content-Type: message/rfc822\n",
    b"Content-Disposition: attachment; filename*=x''%ff\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=30))
@settings(max_examples=150, deadline=None)
def test_any_lines_are_read_or_refused(lines: list[bytes]) -> None:
    for taken in take(HEAD + b"".join(lines), path="a.eml"):
        assert isinstance(taken, Document) or taken.hint

"""E-mail: a message becomes a Document of what its sender writes, each attachment one of its own.

Headers are metadata. Of the text, what is answered (quoted lines and all below "X wrote:"), the
signature and the mailer's tail are left out, with a note; a message that is passed on is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses
from functools import cache
from typing import TYPE_CHECKING

from tidewaiter.errors import InputError
from tidewaiter.model import Document
from tidewaiter.reports.readers import html
from tidewaiter.reports.readers.decoding import codec_name, decode
from tidewaiter.reports.readers.document import Told, draw_up, given_day
from tidewaiter.reports.readers.instants import read_instant
from tidewaiter.reports.readers.limits import DOCUMENT, PARTS
from tidewaiter.reports.readers.tree import plant, tag_of, text_of, tidy
from tidewaiter.reports.text.even import even
from tidewaiter.reports.text.pages import pages

if TYPE_CHECKING:
    from lxml.etree import _Element

LIMIT = 3 * DOCUMENT
"""The largest message that is read, in bytes: attachments make it large."""

_LONGEST_HEADER = 2_000
_DEEPEST = 40  # boundaries inside one another; the parser calls itself for each


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that hangs on a message, with its name and its number among the parts."""

    name: str
    number: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """A message read: its document, None where it has no text of its own, and what hangs on it."""

    document: Document | None
    attached: tuple[Attached, ...]


def read(data: bytes, *, path: str | None = None, published: str | None = None) -> Mail:
    """One message (RFC 5322).

    Raises InputError where it is too large or no message; a message without text and without
    attachments is refused as well.
    """
    given_day(published, path)
    if len(data) > LIMIT:
        raise InputError(f"the message is too large: {len(data):,} bytes", path=path, hint=f"the limit is {LIMIT:,}")
    message = _parse(data, path)
    texts, attached = _parts(message)
    text, notes = _text(texts, path)
    if attached:
        names = ", ".join(one.name for one in attached[:20])
        notes = (*notes, f"attached, and read apart where they can be: {names}")
    if not text:
        if not attached:
            raise InputError("the message has no text", path=path, hint="nothing to read but headers")
        return Mail(None, attached)
    return Mail(draw_up(text, _told(message, notes), data=data, path=path, published=published), attached)


def _parse(data: bytes, path: str | None) -> Message:
    if len(re.findall(rb"boundary\s*=", data, re.IGNORECASE)) > _DEEPEST:
        raise InputError("the message has too many parts inside one another", path=path, hint="take it apart first")
    try:
        return message_from_bytes(data)
    except (MessageError, RecursionError, ValueError, LookupError, TypeError, AttributeError, IndexError):
        raise InputError("no e-mail that can be read", path=path, hint="save it again as .eml") from None


# --- headers ------------------------------------------------------------------------------------


def _told(message: Message, notes: tuple[str, ...]) -> Told:
    sent = read_instant(_header(message, "Date"))
    return Told(
        format="mail",
        title=_header(message, "Subject"),
        byline=_sender(message),
        outlet=_header(message, "List-Id") and _bare_list(_header(message, "List-Id") or ""),
        published=(("mail header", sent[1]),) if sent else (),
        published_at=sent[0] if sent else None,
        notes=notes,
    )


def _header(message: Message, name: str) -> str | None:
    raw = message.get(name)
    return _decoded(str(raw)[:_LONGEST_HEADER]) or None if raw is not None else None


def _decoded(raw: str) -> str:
    """A header's words; what is encoded in them wrongly stays as it is."""
    try:
        parts = decode_header(raw)
    except (MessageError, ValueError, LookupError):
        return tidy(raw.encode("utf-8", "replace").decode("utf-8"))
    shown = [part if isinstance(part, str) else _in_charset(part, charset) for part, charset in parts]
    return tidy("".join(shown).encode("utf-8", "replace").decode("utf-8"))


def _in_charset(part: bytes, charset: str | None) -> str:
    return part.decode(codec_name(charset) or "utf-8", "replace")


def _sender(message: Message) -> str | None:
    raw = _header(message, "From")
    if raw is None:
        return None
    name, address = (getaddresses([raw]) or [("", "")])[0]
    return tidy(name) or address or None


def _bare_list(told: str) -> str:
    return told.partition("<")[0].strip(' "') or told.strip("<> ")


# --- parts --------------------------------------------------------------------------------------


def _parts(message: Message) -> tuple[list[tuple[str, bytes, str | None]], tuple[Attached, ...]]:
    """The texts with their kinds and encodings, and the files."""
    texts: list[tuple[str, bytes, str | None]] = []
    attached: list[Attached] = []
    for number, part in enumerate(_leaves(message), start=1):
        kind = part.get_content_type()
        name = _file_name(part)
        data = _payload(part)
        if kind in ("text/plain", "text/html") and name is None and part.get_content_disposition() != "attachment":
            texts.append((kind, data, part.get_content_charset()))
        elif data and part.get_content_maintype() != "multipart":
            attached.append(Attached(name or f"part {number} ({kind[:60]})", number, data))
    return texts, tuple(attached)


def _leaves(message: Message) -> Iterator[Message]:
    """The parts in their order; a message inside the message is one of them, whole."""
    rest = [message]
    for _ in range(PARTS):
        if not rest:
            return
        part = rest.pop()
        payload = _held(part)
        if payload is not None and part.get_content_maintype() == "multipart":
            rest.extend(one for one in reversed(payload) if isinstance(one, Message))
        else:
            yield part


def _held(part: Message) -> Sequence[object] | None:
    """What a part holds if it holds parts; asked of any other, the library decodes it by a name that may be no name."""
    inner = part.get_payload() if part.is_multipart() else None
    return inner if isinstance(inner, list) else None


def _payload(part: Message) -> bytes:
    inner = _held(part)
    if inner is not None:
        return b"\r\n".join(one.as_bytes() for one in inner if isinstance(one, Message)) if inner else b""
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, AttributeError, TypeError):
        return b""
    return data if isinstance(data, bytes) else b""


def _file_name(part: Message) -> str | None:
    try:
        name = part.get_filename()
    except (ValueError, LookupError, TypeError, AttributeError):
        return None
    return _decoded(name[:300]) or None if name else None


# --- text ---------------------------------------------------------------------------------------


def _text(texts: list[tuple[str, bytes, str | None]], path: str | None) -> tuple[str, tuple[str, ...]]:
    """What the sender writes: the plain part where there is one, else the HTML part."""
    plain = [one for one in texts if one[0] == "text/plain" and one[1].strip()]
    notes: list[str] = []
    shown: list[str] = []
    for kind, data, charset in plain or texts:
        if not data.strip():
            continue
        whole = decode(data, path, declared=(charset,))
        notes += whole.notes
        shown.append(whole.text if kind == "text/plain" else _marked(whole.text))
    kept, left_out = strip("\n\n".join(shown))
    if left_out:
        notes.append(f"left out: {left_out} lines that are answered, or belong to a signature")
    return kept, tuple(notes)


def _marked(text: str) -> str:
    """The text of an HTML part without the message it answers; one that is passed on is kept."""
    root, _ = plant(text)
    if root is None:
        return ""
    quoted = [e for e in root.iter() if _is_quoted(e)]
    return "\n\n".join(html.lines(root, frozenset(e for e in quoted if not _is_forwarded(text_of(e)[:400]))))


def _is_quoted(element: _Element) -> bool:
    tag = tag_of(element)
    if tag == "blockquote" and element.get("type") == "cite":
        return True
    names = (
        f"{element.get('class', '')} {element.get('id', '')}".casefold().split() if tag in ("div", "blockquote") else []
    )
    return any(name.endswith(pages().mail.quoted) for name in names)


def _is_forwarded(text: str) -> bool:
    low = text.casefold()
    return any(word in low for word in pages().mail.forwarded)


def strip(text: str) -> tuple[str, int]:
    """A message's text without what it answers and without its signature, and how many lines those had."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept: list[str] = []
    heading = False  # inside the header lines of a message that is passed on
    for n, line in enumerate(lines):
        low = even(line).casefold().strip()
        if _ends(line, low) or _answers(lines, n):
            return _joined(kept), sum(1 for rest in lines if rest.strip()) - sum(1 for one in kept if one.strip())
        if low.strip(" -_*>") and any(word in low for word in pages().mail.forwarded) and len(low) < 80:
            heading = True
            continue
        if heading and (not low or _is_header(low)):
            continue
        heading = False
        if not low.startswith((">", "|")):
            kept.append(line)
    return _joined(kept), sum(1 for rest in lines if rest.strip()) - sum(1 for one in kept if one.strip())


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n")


def _ends(line: str, low: str) -> bool:
    """Whether the sender's text ends before the line: a signature, a mailer's tail, an original message."""
    if line.rstrip("\r") in ("-- ", "--") or low.startswith(pages().mail.tails):
        return True
    return low.startswith(("-", "_")) and low.strip(" -_:") in pages().mail.answered


def _answers(lines: list[str], n: int) -> bool:
    """Whether the line leads in the message that is answered: "X wrote:" before a quoted line, on one
    line or two, or header lines that follow a rule."""
    two = even(" ".join(lines[n : n + 2])).casefold().strip()
    if len(two) < 400:
        for size in (1, 2):
            lead = even(" ".join(lines[n : n + size])).casefold().strip()
            after = next((line.strip() for line in lines[n + size : n + size + 3] if line.strip()), "")
            if lead.endswith(pages().mail.wrote) and after.startswith(">"):
                return True
    return bool(re.fullmatch(r"\s*_{10,}\s*", lines[n])) and n + 1 < len(lines) and _is_header(lines[n + 1].casefold())


@cache
def _headers() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in pages().mail.headers)
    return re.compile(rf"[\s>*]*(?:{words})\s?:")


def _is_header(low: str) -> bool:
    return _headers().match(low) is not None

"""What kind of file some bytes are: told by how they begin, by the name only where that is not enough."""

from __future__ import annotations

import re
from typing import Literal

from tidewaiter.markup import tell_markup

Kind = Literal["html", "pdf", "mail", "mbox", "feed", "warc", "zip", "gzip", "markdown", "markup", "text"]

HEAD = 65_536
"""Bytes that are looked at."""

_FIELD = re.compile(rb"([!-9;-~]{1,76}):[ \t]?[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*")
_MAIL_FIELDS = frozenset(
    (b"from", b"to", b"subject", b"date", b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to",
     b"content-type", b"sender", b"x-mailer", b"list-id", b"reply-to", b"cc", b"dkim-signature")
)  # fmt: skip
_MARKS = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|article|p|h1|span|table|script)\b", re.IGNORECASE
)
_ROOT = re.compile(rb"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_PROLOGUE = re.compile(rb"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE)
_FRONT = re.compile(rb"---[ \t]*\r?\n[A-Za-z_]+[ \t]*:")
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def tell(head: bytes, name: str | None = None) -> Kind:
    """The kind of the file that begins with ``head``. ``markup`` is marked-up text that no reader reads."""
    if (encoding := _UTF16.get(head[:2])) and head[:4] != b"\xff\xfe\x00\x00":
        head = head[2:].decode(encoding, "replace").encode("utf-8", "replace")
    start = head.removeprefix(b"\xef\xbb\xbf")
    end = (name or "").lower().rpartition(".")[2]
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if start.startswith(b"\x1f\x8b"):
        return "gzip"
    if start.startswith((b"WARC/0.", b"WARC/1.")):
        return "warc"
    if start.startswith(b"From ") and _is_mail(start.partition(b"\n")[2], 1):
        return "mbox"
    if _is_mail(start, 1 if end == "eml" else 2):
        return "mail"
    return _marked(start, end) or ("markdown" if end in ("md", "markdown") or _FRONT.match(start) else "text")


def _is_mail(start: bytes, least: int) -> bool:
    """Whether the bytes begin with a block of headers, with so many that mails have."""
    at, known = 0, set()
    while (hit := _FIELD.match(start, at)) and at < HEAD:
        known.add(hit[1].lower())
        at = hit.end()
    ended = start[at : at + 2] in (b"\r\n", b"") or start[at : at + 1] == b"\n" or len(start) >= HEAD
    return ended and len(known & _MAIL_FIELDS) >= least


def _marked(start: bytes, end: str) -> Kind | None:
    lead = start.lstrip()
    if not lead.startswith(b"<"):
        told = tell_markup(start)
        return "markup" if told else "html" if end in ("html", "htm", "xhtml") and _MARKS.search(start) else None
    prologue = _PROLOGUE.match(lead)
    root = _ROOT.match(lead, prologue.end() if prologue else 0)
    name = root[2].lower() if root else b""
    if name in (b"rss", b"feed") or (name == b"rdf" and b"<item" in lead):
        return "feed"
    if lead.lower().startswith(b"<!doctype html") or _MARKS.match(lead, root.start() if root else 0):
        return "html"
    if lead.startswith(b"<?xml"):
        return "markup"
    return "html" if len(_MARKS.findall(lead[:8192])) > 2 or end in ("html", "htm", "xhtml") else None

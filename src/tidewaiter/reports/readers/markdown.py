"""Markdown: the text without its marks; a head between two lines of ``---`` is metadata."""

from __future__ import annotations

import re

from tidewaiter.model import Document
from tidewaiter.reports.readers.decoding import decode
from tidewaiter.reports.readers.document import Told, draw_up, given_day
from tidewaiter.reports.readers.instants import read_instant
from tidewaiter.reports.readers.plain import refuse

_HEAD = re.compile(r"\ufeff?---[ \t]*\r?\n(.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_KEY = re.compile(r"([A-Za-z_]{1,40})[ \t]*:[ \t]*(.{0,2000})")
_LINE_MARK = re.compile(r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+(?=\S))", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$|^[ \t]*(?:```|~~~).*$|^[ \t]*=+[ \t]*$", re.MULTILINE)
_PICTURE = re.compile(r"!\[[^\]\n]{0,500}\]\([^()\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,1000})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])")
_REFERENCE = re.compile(r"^[ \t]{0,3}\[[^\]\n]{1,200}\]:[ \t]\S.*$", re.MULTILINE)
_STRONG = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]{1,1000}?)(?<=\S)\1(?![\w*])")
_UNDERLINED = re.compile(r"(?<![\w_])(_{1,2})(?=\S)([^_\n]{1,1000}?)(?<=\S)\1(?![\w_])")
_CODE = re.compile(r"`([^`\n]{1,1000})`")


def read(data: bytes, *, path: str | None = None, published: str | None = None) -> Document:
    """The document in a Markdown file. Of the head the lines ``title:``, ``date:``, ``author:``,
    ``url:`` and ``source:`` (the outlet) are read. Raises InputError like plain text."""
    given_day(published, path)
    refuse(data, path)
    whole = decode(data, path)
    head = _HEAD.match(whole.text)
    card = _card(head[1]) if head else {}
    sent = read_instant(card.get("date") or card.get("published"))
    told = Told(
        format="markdown",
        url=card.get("url") or card.get("canonical") or card.get("link"),
        title=card.get("title"),
        outlet=card.get("source") or card.get("outlet") or card.get("publisher"),
        byline=card.get("author") or card.get("authors"),
        encoding=whole.encoding,
        published=(("front matter", sent[1]),) if sent else (),
        published_at=sent[0] if sent else None,
        notes=whole.notes,
    )
    text = _bare(whole.text[head.end() if head else 0 :])
    return draw_up(text, told, data=data, path=path, published=published)


def _card(head: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in head.splitlines():
        if hit := _KEY.fullmatch(line.rstrip()):
            value = hit[2].strip().strip("\"'[]").strip()
            if value:
                found.setdefault(hit[1].lower(), value)
    return found


def _bare(text: str) -> str:
    text = _REFERENCE.sub("", _RULE.sub("", _PICTURE.sub("", text)))
    text = _LINE_MARK.sub("", text)
    text = _LINK.sub(r"\1", text)
    for mark in (_STRONG, _UNDERLINED):
        text = mark.sub(r"\2", text)
    text = _CODE.sub(r"\1", text)
    return re.sub(r"\n{3,}", "\n\n", text.replace("\r\n", "\n")).strip("\n")

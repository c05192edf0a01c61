"""Where something stands: a stretch of a text or a cell of a table.

Offsets count Unicode code points and are half-open, as in the W3C Web Annotation model's
TextPositionSelector; the quote beside them is its TextQuoteSelector, so that either can be
checked against the other.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A verbatim stretch of one document, or one cell of one table.

    In a text, ``start`` and ``end`` are set; in a table, ``row`` (the line of the file,
    counted from 1) and ``column`` (its header), and ``sheet`` where the file has sheets.
    ``document`` is the id of the document, or the path of the table.
    """

    document: str
    quote: str
    start: int | None = None
    end: int | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None


def is_verbatim(span: Span, text: str) -> bool:
    """Whether the span's quote is what stands at its place in the text."""
    return (
        span.start is not None
        and span.end is not None
        and 0 <= span.start < span.end <= len(text)
        and text[span.start : span.end] == span.quote
    )


def cut(document: str, text: str, start: int, end: int) -> Span:
    """The span of ``text[start:end]``, white space at its edges left out."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(document=document, quote=text[start:end], start=start, end=end)

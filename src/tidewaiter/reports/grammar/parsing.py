"""A text parsed: its sentences, quotations as units of their own, tags, phrases and verb groups.

Sentence boundaries are our own and preset, so the parser finds none; quotations that are
sentences of their own are cut out, so that the frame around them is parsed alone, and are
read as units beside it. Quotation marks are not shown to the parser at all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tidewaiter.reports.grammar import labels
from tidewaiter.reports.grammar.chunks import chunk
from tidewaiter.reports.grammar.language import Sentence, Text, Unit
from tidewaiter.reports.grammar.marks import BODY_KINDS, QUOTES
from tidewaiter.reports.grammar.tagging import mend
from tidewaiter.reports.grammar.words import Words
from tidewaiter.reports.text.passages import Quotation, blocks, even, quotations, sentences

LONGEST_UNIT = 400
"""Words of the longest sentence that is read. News has none of half that length; the questions on a sentence cost more
than in proportion to it."""


def read(
    text: str,
    vocabulary: Words,
    parse: Callable[[Any], Any],
    nlp: Any,
    *,
    bodies: Sequence[tuple[int, int]] | None = None,
) -> Text:
    """The text as units of words, parsed. ``parse`` takes and returns a spaCy Doc; ``nlp`` tokenises.

    ``bodies`` are the stretches that hold sentences; by default the page's body paragraphs. A
    sentence of more than ``LONGEST_UNIT`` words is left out; ``unread`` of the text tells where.
    """
    out = Text(text, vocabulary)
    plain = even(text)
    if bodies is None:
        found = [(b.start, b.end, b.paragraph) for b in blocks(plain) if b.kind in BODY_KINDS]
    else:
        found = [(start, end, number) for number, (start, end) in enumerate(bodies)]
    out.sentences = tuple(_sentences(plain, found, out))
    doc = _document(plain, out, nlp)
    if len(doc):
        parse(doc)
        _fill(doc, out)
        for unit in out.units:
            chunk(out, unit)
    return out


def _sentences(plain: str, bodies: Sequence[tuple[int, int, int]], out: Text) -> Iterator[Sentence]:
    found: list[Quotation] = []
    for first, last, paragraph in bodies:
        quoted = tuple(q for q in quotations(plain, first, last) if q.level == 0)
        found += quoted
        for start, end in sentences(plain, first, last):
            here = [q for q in quoted if q.start < end and q.end > start]
            alone = [q for q in here if _stands_alone(plain, q, start, end)]
            # a quotation broken by "he said" goes on after it, in whatever case it is written
            alone += [q for q in here if q not in alone and alone and q.start > alone[0].end and not q.scare]
            yield Sentence(start, end, paragraph, tuple(sorted(alone, key=lambda q: q.start)))
    out.quotations = tuple(found)


def _stands_alone(plain: str, quotation: Quotation, start: int, end: int) -> bool:
    """Whether a quotation is a sentence of its own: eight words or more, and it begins like one."""
    inner = plain[quotation.inner_start : quotation.inner_end]
    if quotation.start <= start and quotation.end >= end - 1 and inner[:1].isupper():
        return True
    if inner.count(" ") < 7 or not inner[:1].isupper():
        return quotation.start < start
    before = plain[max(start, 0) : quotation.start].rstrip() if quotation.start > start else ""
    return not before or before[-1] in ",:;.-)" or quotation.start < start


def _document(plain: str, out: Text, nlp: Any) -> Any:
    """A spaCy Doc of all units, sentence starts preset, without quotation marks and white space."""
    from spacy.tokens import Doc

    words: list[str] = []
    begins: list[bool | int | None] = []
    tokens, strings = nlp.tokenizer(plain), nlp.vocab.strings
    placed = zip(tokens.to_array("IDX").tolist(), tokens.to_array("ORTH").tolist(), strict=True)
    spelt = ((start, strings[orth]) for start, orth in placed)
    kept = [(start, word) for start, word in spelt if not (word.isspace() or word in QUOTES)]
    starts, texts = [start for start, _ in kept], [word for _, word in kept]
    for number, sentence in enumerate(out.sentences):
        for inside, pieces in _pieces(sentence):
            first = len(words)
            for start, end in pieces:
                left, right = bisect_left(starts, start), bisect_left(starts, end)
                words += texts[left:right]
                out.starts += starts[left:right]
            size = len(words) - first
            if size > LONGEST_UNIT:
                out.unread.append((sentence.start, sentence.end))
                del words[first:], out.starts[first:]
            elif size:
                begins += [True, *[False] * (size - 1)]
                out.unit_of += [len(out.units)] * size
                out.units.append(Unit(first, len(words), number, inside))
    out.ends = [start + len(word) for start, word in zip(out.starts, words, strict=True)]
    spaces = [plain[end : end + 1].isspace() for end in out.ends]
    return Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=begins)


def _pieces(sentence: Sentence) -> Iterator[tuple[Quotation | None, list[tuple[int, int]]]]:
    """The frame's stretches first, then each quotation's."""
    frame: list[tuple[int, int]] = []
    at = sentence.start
    for quotation in sentence.cut:
        if quotation.start > at:
            frame.append((at, quotation.start))
        at = max(at, min(quotation.end, sentence.end))
    if at < sentence.end:
        frame.append((at, sentence.end))
    yield None, frame
    for quotation in sentence.cut:
        start = max(quotation.inner_start, sentence.start)
        end = min(quotation.inner_end, sentence.end)
        yield quotation, [(start, end)]


def _fill(doc: Any, out: Text) -> None:
    from spacy.attrs import DEP, HEAD, ORTH, TAG

    strings = doc.vocab.strings
    orths, tags, deps, heads = doc.to_array([ORTH, TAG, DEP, HEAD]).T.astype("uint64").tolist()
    out.words = [strings[orth] for orth in orths]
    out.lower = [word.lower() for word in out.words]
    out.tags = [strings[tag] for tag in tags]
    out._deps = [strings[dep] for dep in deps]
    out._heads = [i + (step - 2**64 if step >= 2**63 else step) for i, step in enumerate(heads)]
    if labels.is_clear(out._deps):
        out._deps, out._heads = labels.universal(out._deps, out._heads, out.tags)
    for child, head in enumerate(out._heads):
        if child != head:
            out._children.setdefault(head, []).append(child)
    out.phrase_at = [None] * len(out.words)
    out.group_at = [None] * len(out.words)
    mend(out)

"""Which documents are copies of one text, and what each copy made of it.

Two documents share a source where enough of the shorter one's runs of five words stand in the
other, counted outside long quotations, without the house's standing text. Every pair shows its
figures and its sentences side by side; which of the two is the later is a guess and says so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

from tidewaiter.model import Aligned, Comparison, Document, Relation, Span, Story, When, cut
from tidewaiter.reports.alignment import align
from tidewaiter.reports.edits import Side, edits
from tidewaiter.reports.pages import pages
from tidewaiter.reports.passages import Passage, blocks, sentences
from tidewaiter.reports.rewording import Fact, Likeness, alike
from tidewaiter.reports.shingles import Prints, prints, words

SHARED = 25
"""So many shared shingles a relation needs; of a short text half of its own, but never below ``FEWEST``."""
FEWEST = 10
SAME, PART, CLEAR = 0.5, 0.1, 0.05
"""Containment over the shorter text: from ``SAME`` copy or version, from ``PART`` partial reuse;
between ``CLEAR`` and ``PART`` undecided; below independent."""
WHOLE = 0.9
"""Contained that far both ways, a version is a copy."""
SPEECH = 0.3
"""Shared that far inside the quotations and not outside, they quote one speech."""
HOUSE = 3
"""Text that stands in so many unrelated documents of one outlet is the house's."""
_ALIGN_ALL = 8  # larger stories are aligned with their fullest text only


def compare(left: Document, right: Document, *, boilerplate: frozenset[int] = frozenset()) -> Comparison:
    """How two documents are related, figures and sentences.

    ``boilerplate`` are shingles to leave out, as :func:`group` finds them. ``dropped`` is what
    only ``left`` has, ``added`` what only ``right`` has, whichever is the later.
    """
    bare = _measure(left, right, prints(left), prints(right), boilerplate)
    return _with_sentences(bare, _page(left), _page(right))


def group(documents: Sequence[Document]) -> tuple[Story, ...]:
    """The stories of a set of documents, each document in exactly one, in the order of first mention.

    Copies and versions make a story; a chain of them is one. ``comparisons`` holds the pairs of
    the story and, so that a person may look, those with other stories that are partial,
    undecided or quote one speech. In a story of more than eight documents the sentences are
    given beside its fullest text only.
    """
    found = {d.id: prints(d) for d in documents}
    by_id = {d.id: d for d in documents}
    order = list(by_id)
    house = _house_text(order, by_id, found)
    pairs = [_measure(by_id[a], by_id[b], found[a], found[b], house) for a, b in _candidates(order, found, house)]
    roots = _join(order, [p for p in pairs if p.relation in ("copy", "version")])
    pairs += _reworded(by_id, found, house, [p for p in pairs if p.relation != "independent"], roots)
    members: dict[str, list[str]] = defaultdict(list)
    for name in order:
        members[roots[name]].append(name)
    return tuple(_story(names, pairs, by_id) for names in members.values())


# --- figures ------------------------------------------------------------------------------


def _share(part: frozenset[int], of: int) -> float:
    return round(len(part) / of, 4) if of else 0.0


def _measure(left: Document, right: Document, one: Prints, two: Prints, boilerplate: frozenset[int]) -> Comparison:
    a, b = _without(one, boilerplate), _without(two, boilerplate)
    whole, unquoted = a.whole & b.whole, a.unquoted & b.unquoted
    later, why = _later(left, right, one.length, two.length)
    return Comparison(
        left=left.id,
        right=right.id,
        relation=_relation(a, b),
        left_in_right=_share(whole, len(a.whole)),
        right_in_left=_share(whole, len(b.whole)),
        left_in_right_unquoted=_share(unquoted, len(a.unquoted)),
        right_in_left_unquoted=_share(unquoted, len(b.unquoted)),
        shared=len(whole),
        later=later,
        later_why=why,
    )


def _without(print_: Prints, boilerplate: frozenset[int]) -> Prints:
    if not boilerplate:
        return print_
    one, two, three = (marks - boilerplate for marks in (print_.whole, print_.unquoted, print_.quoted))
    return Prints(one, two, three, print_.length)


def _needed(shorter: int) -> int:
    """How many shared shingles a relation needs, by the length of the shorter text."""
    return max(FEWEST, min(SHARED, (shorter + 1) // 2))


def _relation(a: Prints, b: Prints) -> Relation:
    # a text that is nearly all quotation is measured as a whole
    quoted_only = min(len(a.unquoted), len(b.unquoted)) < FEWEST
    one, two = (a.whole, b.whole) if quoted_only else (a.unquoted, b.unquoted)
    shared, shorter = len(one & two), min(len(one), len(two))
    inside = min(len(a.quoted), len(b.quoted))
    if not shorter:
        return "independent"
    level = shared / shorter
    if shared < _needed(shorter) or level < CLEAR:
        if len(a.quoted & b.quoted) >= FEWEST and len(a.quoted & b.quoted) >= SPEECH * inside and level <= CLEAR:
            return "quotes-same-speech"
        return "undecided" if level >= SAME and shared > 2 else "independent"
    if level >= SAME:
        return "copy" if shared >= WHOLE * max(len(one), len(two)) else "version"
    return "partial" if level >= PART else "undecided"


# --- the same facts in other words ---------------------------------------------------------


def _reworded(
    by_id: dict[str, Document], found: dict[str, Prints], house: frozenset[int], known: list[Comparison],
    roots: dict[str, str],
) -> list[Comparison]:  # fmt: skip
    """Pairs with the same names and numbers in the same order and other words: undecided, and shown as such."""
    pages_of = {name: _page(document) for name, document in by_id.items()}
    shown = {frozenset((pair.left, pair.right)) for pair in known}
    out = []
    for pair in alike({name: _facts(page) for name, page in pages_of.items()}):
        if frozenset((pair.left, pair.right)) in shown or roots[pair.left] == roots[pair.right]:
            continue
        left, right = pages_of[pair.left], pages_of[pair.right]
        bare = _measure(left.document, right.document, found[pair.left], found[pair.right], house)
        out.append(replace(bare, relation="undecided", sentences=_same_facts(pair, left, right)))
    return out


def _facts(page: _Page) -> list[Fact]:
    """The names and numbers of a page in their order; one that follows itself counts once."""
    out: list[Fact] = []
    for number, (start, end) in enumerate(page.spans):
        for word in words(page.document.text, start, end):
            told = word.form in page.names or word.form[0].isdigit()
            if told and len(word.form) > 1 and not (out and out[-1].form == word.form):
                out.append(Fact(word.form, number))
    return out


def _same_facts(pair: Likeness, left: _Page, right: _Page) -> tuple[Aligned, ...]:
    """The sentences that tell the same two facts or more, side by side."""
    shared: dict[tuple[int, int], list[str]] = defaultdict(list)
    for one, two in pair.common:
        shared[one.sentence, two.sentence].append(one.form)
    rows = []
    for (i, j), forms in shared.items():
        if len(forms) > 1:
            note = f"other words, the same names and numbers in the same order: {', '.join(dict.fromkeys(forms))}"
            spans = _cuts(left.document, (left.spans[i],)), _cuts(right.document, (right.spans[j],))
            rows.append(Aligned(("re-worded",), *spans, note))
    return tuple(rows)


# --- which is the later -------------------------------------------------------------------


def _later(left: Document, right: Document, words_left: int, words_right: int) -> tuple[str | None, str | None]:
    """The later of two texts and the reason; every reason but the day of publication is a guess."""
    one, two = left.published, right.published
    if one and two and one.latest and two.earliest and one.latest < two.earliest:
        return right.id, f"published {two.value}, the other {one.value}"
    if one and two and two.latest and one.earliest and two.latest < one.earliest:
        return left.id, f"published {one.value}, the other {two.value}"
    for first, second, why in (
        (_updated(left.text), _updated(right.text), "a guess: its time line says that it was updated"),
        (left.credit is None, right.credit is None, "a guess: the other carries the agency's credit"),
        (words_left, words_right, "a guess: the fuller text"),
    ):
        if first != second:
            return (left.id if first > second else right.id), why
    return None, None


@lru_cache(maxsize=1024)
def _updated(text: str) -> bool:
    lines = [text[p.start : p.end].casefold() for p in blocks(text) if p.kind == "timeline"]
    return any(word in line for line in lines for word in pages().timeline.updated)


# --- grouping -----------------------------------------------------------------------------


def _candidates(order: list[str], found: dict[str, Prints], house: frozenset[int]) -> list[tuple[str, str]]:
    """The pairs that share enough shingles to be looked at, by an inverted index."""
    index: dict[int, list[int]] = defaultdict(list)
    for number, name in enumerate(order):
        for mark in found[name].whole - house:
            index[mark].append(number)
    counts: Counter[tuple[int, int]] = Counter()
    for places in index.values():
        if len(places) > 1:
            counts.update(combinations(places, 2))
    return [(order[a], order[b]) for (a, b), n in sorted(counts.items()) if n >= FEWEST]


def _house_text(order: list[str], by_id: dict[str, Document], found: dict[str, Prints]) -> frozenset[int]:
    """Shingles that stand in several documents of one outlet which are otherwise unrelated."""
    houses: dict[str, list[str]] = defaultdict(list)
    for name in order:
        outlet = by_id[name].outlet
        if outlet is not None:
            houses[outlet].append(name)
    marks: set[int] = set()
    for names in houses.values():
        if len(names) >= HOUSE:
            marks |= _house_marks(names, found)
    return frozenset(marks)


def _house_marks(names: list[str], found: dict[str, Prints]) -> set[int]:
    kin = []
    for a, b in combinations(names, 2):
        shorter = min(len(found[a].whole), len(found[b].whole))
        if shorter and len(found[a].whole & found[b].whole) >= SAME * shorter:
            kin.append((a, b))
    roots = _union(names, kin)
    seen: dict[int, set[str]] = defaultdict(set)
    for name in names:
        for mark in found[name].whole:
            seen[mark].add(roots[name])
    return {mark for mark, families in seen.items() if len(families) >= HOUSE}


def _join(order: list[str], kin: list[Comparison]) -> dict[str, str]:
    return _union(order, [(pair.left, pair.right) for pair in kin])


def _union(order: list[str], edges: Sequence[tuple[str, str]]) -> dict[str, str]:
    """For every name the first one that it is joined with."""
    parent = {name: name for name in order}
    rank = {name: number for number, name in enumerate(order)}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for a, b in edges:
        first, second = sorted((root(a), root(b)), key=rank.__getitem__)
        parent[second] = first
    return {name: root(name) for name in order}


def _story(names: list[str], pairs: list[Comparison], by_id: dict[str, Document]) -> Story:
    chosen = [p for p in pairs if (p.left in names or p.right in names) and p.relation != "independent"]
    fullest = max(names, key=lambda name: (len(by_id[name].text), name))
    read = {name: _page(by_id[name]) for name in names} if len(names) > 1 else {}
    shown = []
    for pair in chosen:
        inner = pair.left in read and pair.right in read
        wanted = inner and (len(names) <= _ALIGN_ALL or fullest in (pair.left, pair.right))
        shown.append(_with_sentences(pair, read[pair.left], read[pair.right]) if wanted else pair)
    digest = blake2b("\n".join(sorted(by_id[name].text_sha256 for name in names)).encode(), digest_size=6)
    return Story(f"story-{digest.hexdigest()}", tuple(names), tuple(shown))


# --- sentences ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Page:
    document: Document
    parts: tuple[Passage, ...]
    spans: tuple[tuple[int, int], ...]
    names: frozenset[str]


def _page(document: Document) -> _Page:
    parts = blocks(document.text)
    body = [p for p in parts if p.kind == "body"]
    spans = tuple(span for p in body for span in sentences(document.text, p.start, p.end))
    return _Page(document, parts, spans, _names(document.text, spans))


def _names(text: str, spans: tuple[tuple[int, int], ...]) -> frozenset[str]:
    """Words with a capital letter inside a sentence that never stand there in lower case."""
    capital, lower = set(), set()
    for start, end in spans:
        for number, word in enumerate(words(text, start, end)):
            if text[word.start].islower():
                lower.add(word.form)
            elif (number and text[word.start].isupper()) or _is_name_anywhere(text[word.start : word.end]):
                capital.add(word.form)
    lexicon = pages().stories
    return frozenset(
        capital - lower - set(lexicon.honorifics) - set(lexicon.roles) - set(lexicon.pronouns) - set(lexicon.function)
    )


def _is_name_anywhere(word: str) -> bool:
    """Whether a word is a name even at the head of a sentence: capitals throughout, or an agency."""
    return (word.isupper() and len(word) > 2) or word in _agency_words()


@lru_cache(maxsize=1)
def _agency_words() -> frozenset[str]:
    return frozenset(name for agency in pages().agencies for name in agency.names if " " not in name)


def _with_sentences(pair: Comparison, one: _Page, two: _Page) -> Comparison:
    # a page without a day of publication is read with the other's, as copies of one text are of one day
    left, right = one.document.published, two.document.published
    days = (left or right, right or left)
    rows = [*_furniture(one, two), *_sentences(one, two, days)]
    return replace(pair, sentences=tuple(rows))


def _sentences(one: _Page, two: _Page, days: tuple[When | None, When | None]) -> list[Aligned]:
    rows = []
    for match in align(one.document.text, one.spans, two.document.text, two.spans):
        left = tuple(one.spans[i] for i in match.left)
        right = tuple(two.spans[j] for j in match.right)
        spans = _cuts(one.document, left), _cuts(two.document, right)
        if not left or not right:
            rows.append(Aligned(("dropped",) if left else ("added",), *spans))
            continue
        kinds, note = edits(Side(one.document, left, one.names, days[0]), Side(two.document, right, two.names, days[1]))
        more = (
            (["merged"] if len(left) > 1 else [])
            + (["split"] if len(right) > 1 else [])
            + (["moved"] if match.moved else [])
        )
        kinds = tuple(kind for kind in kinds if kind not in more)
        rows.append(Aligned((*kinds, *more), *spans, note))  # type: ignore[arg-type]
    return rows


def _cuts(document: Document, spans: tuple[tuple[int, int], ...]) -> tuple[Span, ...]:
    return tuple(cut(document.id, document.text, a, b) for a, b in spans)


def _furniture(one: _Page, two: _Page) -> list[Aligned]:
    """What became of byline, dateline and credits; they are no sentences, kept, dropped or added."""
    rows = []
    for kind in ("byline", "dateline", "credit"):
        left, right = _of_kind(one, kind), _of_kind(two, kind)
        if left and not right:
            rows.append(Aligned(("credit-stripped",), left, (), f"{kind} gone"))
        elif right and not left:
            rows.append(Aligned(("credit-stripped",), (), right, f"{kind} put in, or gone on the other side"))
        elif left and [s.quote for s in left] != [s.quote for s in right]:
            rows.append(Aligned(("credit-stripped",), left, right, f"{kind} replaced"))
    return rows


def _of_kind(page: _Page, kind: str) -> tuple[Span, ...]:
    return tuple(cut(page.document.id, page.document.text, p.start, p.end) for p in page.parts if p.kind == kind)

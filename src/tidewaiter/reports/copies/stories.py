"""Which documents are copies of one text, and what each copy made of it.

Two documents share a source where enough of the shorter one's runs of five words stand in the
other, counted outside long quotations, without the house's standing text. Where no wording is left,
the same names and numbers in the same order, sentence by sentence, make a re-worded copy: a guess,
and marked as one. Every pair shows its figures and its sentences side by side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import combinations, product

from tidewaiter.model import Aligned, Comparison, Document, Edit, Relation, Span, Story, When, cut
from tidewaiter.reports.copies.alignment import align
from tidewaiter.reports.copies.edits import Side, edits
from tidewaiter.reports.copies.facts import Told, figures_of, meant, names_of, told
from tidewaiter.reports.copies.house import house_text, joined
from tidewaiter.reports.copies.index import Likeness, StoryIndex
from tidewaiter.reports.copies.rewording import SHOWN, Rewording, rate, reword, translated, weigh
from tidewaiter.reports.copies.roots import later, root
from tidewaiter.reports.text.passages import Passage, blocks, sentences
from tidewaiter.reports.text.shingles import Prints, prints

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
_ALIGN_ALL = 8  # larger stories are aligned with their fullest text only
_SAMPLE = 400  # texts that tell which words are common
_FOREIGN = 2000  # pairs in two languages that are all compared


def compare(left: Document, right: Document, *, boilerplate: frozenset[int] = frozenset()) -> Comparison:
    """How two documents are related, figures and sentences.

    ``boilerplate`` are shingles to leave out, as :func:`group` finds them. ``dropped`` is what
    only ``left`` has, ``added`` what only ``right`` has, whichever is the later.
    """
    bare = _measure(left, right, prints(left), prints(right), boilerplate)
    return _with_sentences(bare, _page(left), _page(right))


def group(documents: Sequence[Document]) -> tuple[Story, ...]:
    """The stories of a set of documents, each document in exactly one, in the order of first mention.

    Copies, versions and re-worded copies make a story; a chain of them is one. ``reworded`` names
    the documents that are in it by a guess. ``comparisons`` holds the pairs of the story and, so that a
    person may look, those with other stories that are partial, undecided or quote one speech. In a
    story of more than eight documents the sentences are given beside its fullest text only.
    """
    by_id = {d.id: d for d in documents}
    order = list(by_id)
    shelf = _Shelf(by_id)
    met = _met(list(by_id.values()))
    found = {d.id: prints(d) for d in by_id.values()}
    near = [pair for pair, like in met.items() if like.shared]
    house = house_text(near, by_id, found, same=SAME)
    pairs = [_measure(by_id[a], by_id[b], found[a], found[b], house) for a, b in near]
    pairs = [pair for pair in pairs if pair.relation != "independent"]
    kin = [(pair.left, pair.right) for pair in pairs if pair.relation in ("copy", "version")]
    roots = joined(order, kin)
    known = {frozenset((pair.left, pair.right)) for pair in pairs}
    asked = [pair for pair in met if frozenset(pair) not in known and roots[pair[0]] != roots[pair[1]]]
    pairs += [_shown(pair, shelf, found, house) for pair in _reworded(asked, shelf)]
    guessed = [(pair.left, pair.right) for pair in pairs if pair.relation == "reworded"]
    members: dict[str, list[str]] = defaultdict(list)
    stories = joined(order, [*kin, *guessed])
    for name in order:
        members[stories[name]].append(name)
    return tuple(_story(names, pairs, shelf, roots) for names in members.values())


def _met(documents: list[Document]) -> dict[tuple[str, str], Likeness]:
    """The pairs that share wording or facts at all, in the order of the documents."""
    rank = {document.id: number for number, document in enumerate(documents)}
    with StoryIndex.open(None, scale=1) as index:
        index.add_all(documents)
        found = list(index.pairs())
    return {(like.one, like.other): like for like in sorted(found, key=lambda f: (rank[f.one], rank[f.other]))}


# --- figures ------------------------------------------------------------------------------


def _share(part: frozenset[int], of: int) -> float:
    return round(len(part) / of, 4) if of else 0.0


def _measure(left: Document, right: Document, one: Prints, two: Prints, boilerplate: frozenset[int]) -> Comparison:
    a, b = _without(one, boilerplate), _without(two, boilerplate)
    whole, unquoted = a.whole & b.whole, a.unquoted & b.unquoted
    last, why = later(left, right, one.length, two.length)
    return Comparison(
        left=left.id,
        right=right.id,
        relation=_relation(a, b),
        left_in_right=_share(whole, len(a.whole)),
        right_in_left=_share(whole, len(b.whole)),
        left_in_right_unquoted=_share(unquoted, len(a.unquoted)),
        right_in_left_unquoted=_share(unquoted, len(b.unquoted)),
        shared=len(whole),
        later=last,
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


@dataclass(frozen=True, slots=True)
class _Likened:
    """A pair that shares no wording, what it is taken for, and the signs."""

    left: str
    right: str
    relation: Relation
    signs: Rewording


def _reworded(asked: list[tuple[str, str]], shelf: _Shelf) -> list[_Likened]:
    """Of the pairs that share facts those with the same names and numbers in the same order and other words."""
    by_id = shelf.documents
    texts = {name: shelf.page(name).told() for name in _looked_at(asked, list(by_id))}
    weights = weigh(list(texts.values()))
    found = []
    for a, b in asked:
        if by_id[a].language == by_id[b].language:
            signs = reword(texts[a], texts[b], weights)
            relation = rate(signs, weights.bar) if signs else "independent"
            if signs and relation != "independent":
                found.append(_Likened(a, b, relation, signs))
    return found + _translated(asked, shelf)


def _looked_at(asked: list[tuple[str, str]], order: list[str]) -> list[str]:
    """The documents asked for, and enough of the others to tell which words are common."""
    wanted = {name for pair in asked for name in pair}
    step = max(1, len(order) // _SAMPLE)
    return [name for n, name in enumerate(order) if name in wanted or (asked and n % step == 0)]


def _translated(asked: list[tuple[str, str]], shelf: _Shelf) -> list[_Likened]:
    """Pairs in two languages that tell the same places, names, days and figures in one order."""
    pairs = _foreign(asked, shelf.documents)
    texts = {name: shelf.page(name).meant() for name in dict.fromkeys(name for pair in pairs for name in pair)}
    found = []
    for a, b in pairs:
        signs = reword(texts[a], texts[b], weigh(()), least=SHOWN)
        relation = translated(signs) if signs else "independent"
        if signs and relation != "independent":
            found.append(_Likened(a, b, relation, signs))
    return found


def _foreign(asked: list[tuple[str, str]], by_id: dict[str, Document]) -> list[tuple[str, str]]:
    """The pairs in two languages: all of a small set, else those that share figures in one order."""
    spoken: dict[str, list[str]] = defaultdict(list)
    for name, document in by_id.items():
        if document.language:
            spoken[document.language].append(name)
    every = [pair for one, two in combinations(spoken.values(), 2) for pair in product(one, two)]
    if len(every) <= _FOREIGN:
        return every
    return [(a, b) for a, b in asked if by_id[a].language != by_id[b].language]


def _shown(pair: _Likened, shelf: _Shelf, found: dict[str, Prints], house: frozenset[int]) -> Comparison:
    left, right = shelf.page(pair.left), shelf.page(pair.right)
    bare = _measure(left.document, right.document, found[pair.left], found[pair.right], house)
    common = tuple(one.form for one, _ in pair.signs.common)
    return replace(bare, relation=pair.relation, sentences=_same_facts(pair.signs, left, right), common=common)


def _same_facts(signs: Rewording, left: _Page, right: _Page) -> tuple[Aligned, ...]:
    """The sentences that tell the same two facts or more, side by side; a figure that became another is named."""
    shared: dict[tuple[int, int], list[str]] = defaultdict(list)
    for one, two in signs.common:
        shared[one.sentence, two.sentence].append(one.form)
    rows = []
    for (i, j), forms in shared.items():
        if len(forms) > 1:
            changed = _other_figures(left, right, i, j)
            note = f"other words, the same names and numbers in the same order: {', '.join(dict.fromkeys(forms))}"
            kinds: tuple[Edit, ...] = ("re-worded", "number-changed") if changed else ("re-worded",)
            spans = _cuts(left.document, (left.spans[i],)), _cuts(right.document, (right.spans[j],))
            rows.append(Aligned(kinds, *spans, f"{changed}; {note}" if changed else note))
    return tuple(rows)


def _other_figures(left: _Page, right: _Page, i: int, j: int) -> str | None:
    """The figures of two sentences that the other text has nowhere, where both sentences have such."""
    gone = [figure for figure in left.figures(i) if figure not in right.all_figures()]
    come = [figure for figure in right.figures(j) if figure not in left.all_figures()]
    return f"{', '.join(gone)} -> {', '.join(come)}" if gone and come else None


# --- a story ------------------------------------------------------------------------------


def _story(names: list[str], pairs: list[Comparison], shelf: _Shelf, roots: dict[str, str]) -> Story:
    by_id = shelf.documents
    inside = frozenset(names)
    chosen = [p for p in pairs if p.left in inside or p.right in inside]
    fullest = max(names, key=lambda name: (len(by_id[name].text), name))
    shown = []
    for pair in chosen:
        worded = pair.left in inside and pair.right in inside and not pair.common
        wanted = worded and (len(names) <= _ALIGN_ALL or fullest in (pair.left, pair.right))
        shown.append(_with_sentences(pair, shelf.page(pair.left), shelf.page(pair.right)) if wanted else pair)
    first, why = root([by_id[name] for name in names])
    own = roots[first] if first else _commonest([roots[name] for name in names])
    guessed = tuple(name for name in names if roots[name] != own)
    return Story(label([by_id[name] for name in names]), tuple(names), tuple(shown), guessed, first, why)


def label(documents: Sequence[Document]) -> str:
    """The name of the story that these documents make: of their texts alone, in whatever order they came."""
    texts = "\n".join(sorted(document.text_sha256 for document in documents))
    return f"story-{blake2b(texts.encode(), digest_size=6).hexdigest()}"


def _commonest(roots: list[str]) -> str:
    """The wording that most documents have, the first of several."""
    return max(dict.fromkeys(roots), key=roots.count)


# --- sentences ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Page:
    document: Document
    parts: tuple[Passage, ...]
    spans: tuple[tuple[int, int], ...]
    names: frozenset[str]

    def figures(self, sentence: int) -> tuple[str, ...]:
        """The numbers of a sentence, those in words as figures."""
        return figures_of(self.document.text, *self.spans[sentence])

    def all_figures(self) -> frozenset[str]:
        return frozenset(figure for n in range(len(self.spans)) for figure in self.figures(n))

    def told(self) -> Told:
        return told(self.document.text, self.spans, self.names)

    def meant(self) -> Told:
        return meant(self.document, self.spans)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The documents of a set, each taken apart when it is first asked for."""

    documents: dict[str, Document]
    pages: dict[str, _Page] = field(default_factory=dict)

    def page(self, name: str) -> _Page:
        if name not in self.pages:
            self.pages[name] = _page(self.documents[name])
        return self.pages[name]


def _page(document: Document) -> _Page:
    parts = blocks(document.text)
    body = [p for p in parts if p.kind == "body"]
    spans = tuple(span for p in body for span in sentences(document.text, p.start, p.end))
    return _Page(document, parts, spans, names_of(document.text, spans))


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

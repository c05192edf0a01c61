"""A case as plain text for a terminal: compact, one story after the other, gravest first.

Colour is an aid alone: every verdict, flag and answer is said in words. Control characters
of a document never reach the terminal.
"""

from __future__ import annotations

from collections.abc import Iterator

from tidewaiter.export import edits, listed, verdicts, wording
from tidewaiter.export.account import Account, Copy, Speaking, StoryTold, Told, account, named
from tidewaiter.export.terminal import INSET, LABEL, Pen
from tidewaiter.model import Case, Comparison, Document

# order in which an event's voices are told: what is claimed first, then what is against it
_STANCES = ("asserts", "alleges", "believes", "denies", "neither")


def write(case: Case, *, width: int = 100, colour: bool = False) -> str:
    """The case as text, lines no longer than ``width`` (at least 40), ending in a line's end."""
    told = account(case)
    pen = Pen(width, colour)
    blocks = [
        _head(told, pen),
        *(_story(story, n, told, pen) for n, story in enumerate(told.stories, start=1)),
        _listed(told, pen),
        _notes(told, pen),
        _judgements(case, pen),
        pen.line(LIMITS),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def write_copies(case: Case, *, width: int = 100, colour: bool = False) -> str:
    """The stories alone: which documents are copies of one text, and what each made of it."""
    told = account(case)
    pen = Pen(width, colour)
    printed = sum(len(story.copies) > 1 for story in told.stories)
    head = f"{wording.count(len(told.copies), 'document')}, {wording.count(len(told.stories), 'story', 'stories')}, "
    blocks = [pen.line(f"{head}{printed} of them in more than one copy")]
    for number, (story, grouped) in enumerate(zip(told.stories, case.stories, strict=True), start=1):
        lines = list(_heading(story, number, told, pen))
        if grouped.root:
            lines.append(pen.item("root", f"{_label(told, grouped.root)}: {grouped.root_why}"))
        blocks.append("\n".join([*lines, *("\n".join(_comparison(c, told, pen)) for c in story.comparisons)]))
    return "\n\n".join(blocks) + "\n"


LIMITS = (
    "This is no legal advice. Where no measure is named, that is no clearance: "
    "a report tells only part, and the reader finds only part of what it tells."
)
PREMISE = "A verdict says what the law is if the facts are as reported; whether they are is for the sources."


def _head(told: Account, pen: Pen) -> str:
    events = [event for story in told.stories for event in story.told]
    acts = [event for event in events if event.kind == "act"]
    grave = sum(event.verdict == "prohibited" for event in acts)
    open_ = sum(event.verdict == "undetermined" for event in acts)
    summary = (
        f"{wording.count(len(told.copies), 'document')}, {wording.count(len(told.stories), 'story', 'stories')}, "
        f"{wording.count(len(events), 'event')}: {grave} prohibited if as reported, {open_} undetermined"
    )
    aside = sum(copy.reading.set_aside is not None for copy in told.copies)
    summary += f"; {wording.count(aside, 'document')} set aside unread" if aside else ""
    made = [f"regime {', '.join(told.regimes)}"] if told.regimes else []
    made += [f"reader {', '.join(told.readers)}"] if told.readers else []
    lines = [pen.line(summary, paint="strong", word=summary[: summary.index(":")])]
    lines += [pen.line("; ".join(made))] if made else []
    return "\n".join([*lines, pen.line(PREMISE)])


# --- a story -------------------------------------------------------------------------------------


def _story(story: StoryTold, number: int, told: Account, pen: Pen) -> str:
    return "\n".join(_story_lines(story, number, told, pen))


def _story_lines(story: StoryTold, number: int, told: Account, pen: Pen) -> Iterator[str]:
    yield from _heading(story, number, told, pen)
    if not story.told:
        yield "\n" + pen.line("No event was read in it.", first="  ")
    for event in story.of("act"):
        yield "\n" + "\n".join(_event(event, story, pen))
    yield from _law(story, pen)
    yield from _asides(story, pen)
    for comparison in story.comparisons:
        yield "\n" + "\n".join(_comparison(comparison, told, pen))


def _heading(story: StoryTold, number: int, told: Account, pen: Pen) -> Iterator[str]:
    head = f"Story {number} of {len(told.stories)}:"
    yield pen.line(f"{head} “{story.title}”{_copies(story)}", rest="  ", paint="strong", word=head)
    for copy in story.copies:
        name = copy.label if copy.label == copy.name else f"{copy.label} = {copy.name}"
        guess = "; in other words: a copy by a guess" if copy in story.reworded else ""
        known = f"{name}: {origin(copy.document)}; sha256 {copy.document.sha256[:12]}{guess}"
        yield pen.line(known, first="  ", rest="    ")


def _copies(story: StoryTold) -> str:
    if len(story.copies) == 1:
        return ""
    guessed = f", {len(story.reworded)} of them re-worded, which is a guess" if story.reworded else ""
    return f", {len(story.copies)} copies of one text{guessed}"


def origin(document: Document) -> str:
    """Where a document comes from, in one line: outlet, day with its source, credit."""
    published = document.published
    parts = [document.outlet or "outlet unknown"]
    if published is None:
        parts.append("day of publication unknown")
    else:
        source = f" ({published.anchor})" if published.anchor else ""
        parts.append(f"published {wording.dated(published)}{source}")
    parts += [f"credit {document.credit}"] if document.credit else []
    return "; ".join(parts)


def _law(story: StoryTold, pen: Pen) -> Iterator[str]:
    events = story.of("law")
    if events:
        yield "\n" + pen.line("The law, as told in the text", first="  ")
    for event in events:
        yield _numbered(event, wording.sentence(event.event), pen)
        for speaking in event.speaking:
            yield pen.item(wording.SAYS[speaking.voice.stance], speaker(speaking, story.copies))
        for ref in event.speaks_of:
            yield pen.item("speaks of", f"{ref.cite}: {ref.title}")


def _asides(story: StoryTold, pen: Pen) -> Iterator[str]:
    events = story.of("aside")
    if events:
        yield "\n" + pen.line("Also told, and no transfer", first="  ")
    for event in events:
        where = named(event.copies, story.copies)
        who = listed_voices(event)
        yield _numbered(event, "; ".join(filter(None, (wording.sentence(event.event), who, where))), pen)


def listed_voices(told: Told) -> str:
    """The speakers on an event in one phrase, each with what he or she does about it."""
    return "; ".join(f"{wording.SAYS[s.voice.stance]}: {s.voice.speaker}" for s in told.speaking)


def _numbered(event: Told, text: str, pen: Pen, *, paint: str | None = None, word: str = "") -> str:
    return pen.line(text, first=f"{event.number:>3}  ", rest=" " * INSET, paint=paint, word=word)


# --- an event ------------------------------------------------------------------------------------


def _event(event: Told, story: StoryTold, pen: Pen) -> Iterator[str]:
    chip = wording.verdict(event.verdict, event.event.stance).upper() if event.verdict else "NO MEASURE FOUND"
    sentence = wording.sentence(event.event)
    yield _numbered(event, f"{chip}: {sentence}", pen, paint=event.verdict or "not_covered", word=chip)
    where = named(event.copies, story.copies)
    yield pen.item("told", "; ".join(filter(None, (wording.told_as(event.event, event.stances), where))))
    yield from _voices(event, story, pen)
    open_ = wording.unknowns(event.event)
    if open_:
        yield pen.item("unknown", "; ".join(open_))
    for note in (*event.merged.notes, *event.event.notes):
        yield pen.item("note", note)
    if not event.rulings:
        more = "; what is unknown may touch one" if open_ else ""
        yield pen.item("law", f"no measure is touched by what is told{more}")
    for needs in event.waiting:
        yield pen.item("open", needs)
    yield from verdicts.lines(event.rulings, pen, stance=event.event.stance)


def _voices(event: Told, story: StoryTold, pen: Pen) -> Iterator[str]:
    ranked = sorted(event.speaking, key=lambda speaking: _STANCES.index(speaking.voice.stance))
    stances = {speaking.voice.stance for speaking in ranked}
    if not stances & {"asserts", "alleges", "believes"}:
        yield pen.item("says", "nobody named")
    for speaking in ranked:
        said = speaker(speaking, story.copies)
        if speaking.utterances:
            said += f": {wording.quote(wording.said(speaking.utterances[0].statement).quote)}"
        label = wording.SAYS[speaking.voice.stance]
        short = len(label) < LABEL
        yield pen.item(label if short else "neither", said if short else f"{said} ({label})")
    if "denies" not in stances:
        yield pen.item("denies", "nobody")
    roots = event.merged.roots
    if roots:
        origins = wording.count(len(roots), "independent origin")
        yield pen.item("sources", f"{origins}: {', '.join(wording.balanced(root) for root in roots)}")


def speaker(speaking: Speaking, among: tuple[Copy, ...]) -> str:
    """A voice with affiliation, medium, and the copies it speaks in."""
    voice = speaking.voice
    beside = wording.affiliation(voice)
    who = (
        wording.balanced(voice.speaker)
        + (f" ({beside})" if beside else "")
        + (f" via {voice.via}" if voice.via else "")
    )
    where = named(speaking.copies, among)
    return f"{who} [{where}]" if where else who


# --- copies, notes, judgements -------------------------------------------------------------------


def _comparison(comparison: Comparison, told: Account, pen: Pen) -> Iterator[str]:
    left, right = (_label(told, name) for name in (comparison.left, comparison.right))
    if comparison.common:
        yield from _in_other_words(comparison, left, right, pen)
        return
    sum_ = edits.tally(comparison)
    yield pen.line(
        f"Copies compared: {right} keeps {sum_.kept} of {wording.count(sum_.sentences, 'sentence')} of {left}, "
        f"adds {sum_.added}, drops {sum_.dropped} "
        f"({wording.RELATION[comparison.relation]})",
        first="  ",
        rest="     ",
    )
    if comparison.later:
        why = f": {comparison.later_why}" if comparison.later_why else ""
        yield pen.item("later", f"{_label(told, comparison.later)}{why}")
    rows = edits.pairs(comparison)
    for pair in sorted(rows, key=lambda pair: not pair.flags):
        if not pair.quiet:
            yield _pair(pair, pen)
    same = [pair for pair in rows if pair.quiet]
    if same:
        kinds = dict.fromkeys(edit for pair in same for edit in pair.aligned.edits)
        counted = [f"{sum(kind in p.aligned.edits for p in same)} {wording.plain(kind)}" for kind in kinds]
        yield pen.item("else", ", ".join(counted))


def _in_other_words(comparison: Comparison, left: str, right: str, pen: Pen) -> Iterator[str]:
    """No sentence is kept where all is re-worded: what speaks for one source is what both tell in one order."""
    what = wording.RELATION[comparison.relation]
    yield pen.line(f"{left} and {right} tell the same in one order ({what})", first="  ", rest="     ")
    yield pen.item("in order", wording.shorten(", ".join(comparison.common), 400))
    yield from (_pair(pair, pen) for pair in edits.pairs(comparison) if pair.flags)


def _pair(pair: edits.Pair, pen: Pen) -> str:
    note = f" {pair.note}" if pair.note else ""
    if not (pair.left and pair.right):
        spans = pair.aligned.right or pair.aligned.left
        words = wording.quote(" ".join(span.quote for span in spans))
        return pen.item("added" if pair.right else "dropped", words + note)
    flags = ", ".join(wording.plain(flag).upper() for flag in pair.flags)
    kinds = ", ".join(wording.plain(edit) for edit in pair.aligned.edits if edit not in pair.flags)
    before, after = (wording.shorten(edits.changed(side), 90) or "—" for side in (pair.left, pair.right))
    text = f"{'; '.join(filter(None, (flags, kinds)))}: “{before}” → “{after}”{note}"
    return pen.item("FLAG" if flags else "changed", text, paint="flag", word=flags)


def _label(told: Account, document: str) -> str:
    copy = told.copy(document)
    return copy.label if copy else document


def _notes(told: Account, pen: Pen) -> str:
    lines = [pen.line(note, first="  ", rest="    ") for note in told.notes]
    for copy in told.copies:
        for note in (*copy.document.notes, *copy.reading.notes):
            lines.append(pen.line(f"{copy.label}: {note}", first="  ", rest="    "))
    return "\n".join(["Notes: what was not read or not known", *lines]) if lines else ""


def _listed(told: Account, pen: Pen) -> str:
    named = [(copy.label, line) for copy in told.copies for line in listed.lines(copy.reading)]
    lines = [pen.line(f"{label}: {line}", first="  ", rest="    ") for label, line in named]
    return "\n".join(["Listed parties that are named, each for a person to confirm", *lines]) if lines else ""


def _judgements(case: Case, pen: Pen) -> str:
    lines = [
        pen.line(f"{j.decision}: {j.finding}, by {j.by}, {j.on}: {j.why}", first="  ", rest="    ")
        for j in case.judgements
    ]
    return "\n".join(["Judgements, each a person's own", *lines]) if lines else ""

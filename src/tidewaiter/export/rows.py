"""A row of a table as text: what it tells of, which measures it touches, the cells behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tidewaiter.checks.missing import names_no_goods
from tidewaiter.checks.remarks import Remark
from tidewaiter.export import verdicts, wording
from tidewaiter.export.account import Ruling, Variant
from tidewaiter.export.terminal import Pen, printable
from tidewaiter.law.apply import comes_first
from tidewaiter.model import ConditionAnswer, Event, Finding, Span


def write(
    event: Event,
    findings: Sequence[Finding],
    *,
    pen: Pen | None = None,
    remarks: Sequence[Remark] = (),
    missing: Sequence[str] = (),
    judged: bool = True,
) -> str:
    """A row, one line for each measure it touches, what does not fit in it, and what is missing.

    With a ``pen`` every condition, wrapped by it. ``judged`` False: the row tells too little to be judged.
    """
    return "\n".join(
        (*_lines(event, findings, pen, judged=judged), *_remarked(remarks, findings, pen), *_missed(missing))
    )


def _remarked(remarks: Sequence[Remark], findings: Sequence[Finding], pen: Pen | None) -> Iterator[str]:
    """What does not fit; a question that a finding already asks is not asked again."""
    asked = {question for finding in findings for question in finding.ask}
    for remark in remarks:
        yield f"  {printable(f'{remark.kind}: {remark.what}')}"
        if pen:
            yield from (pen.item("because", reason.why) for reason in remark.reasons if remark.readings)
        yield from (f"  ask: {printable(question)}" for question in remark.ask if question not in asked)


def _missed(missing: Sequence[str]) -> Iterator[str]:
    if missing:
        yield f"  cannot tell: {', '.join(missing)} missing"


def _lines(event: Event, findings: Sequence[Finding], pen: Pen | None, *, judged: bool) -> Iterator[str]:
    yield printable(f"{place(event)}: {_told(event)}")
    yield from (f"  note: {printable(note)}" for note in event.notes)
    if not findings and not judged:
        yield "  undetermined: neither where it comes from nor where it goes is told, so that it cannot be judged"
    elif not findings:
        yield "  no measure is touched by what is told"
    elif pen:
        yield from verdicts.lines([Ruling(f.measure, (Variant(f, (), (f,)),)) for f in findings], pen)
    else:
        together = _untold_goods(event, findings)
        apart = [finding for finding in findings if finding not in together]
        yield from (f"  {_finding(finding)}" for finding in apart)
        yield from (f"  {printable(line)}" for line in _together(together))
        yield from (f"  {label}: {printable(text)}" for label, text in _open(apart))
    if findings:
        cells = "; ".join(_cells(event, findings))
        yield pen.item("cells", cells) if pen else f"  cells: {cells}"


def place(event: Event) -> str:
    """The row's number, with the file, sheet or part of a record it stands in, where the number alone is not it."""
    within, _, number = event.id.rpartition(":row-")
    row = event.evidence[0].row if event.evidence else number.removeprefix("row-") or "?"
    return f"row {row} ({within})" if within else f"row {row}"


def _told(event: Event) -> str:
    item = event.item.text if event.item and event.item.text else "goods not told"
    codes = ", ".join(code.code for code in event.hs if code.declared)
    ends = [
        next((role.text or role.country for role in roles if role), None) or "?"
        for roles in ((event.supplier, event.origin), (event.recipient, event.destination))
    ]
    day = event.date.value if event.date else "day not told"
    return f"{item}{f' (HS {codes})' if codes else ''}, {' -> '.join(ends)}, {day}"


def _finding(finding: Finding) -> str:
    """The verdict as the JSON has it, the paragraph, and why it is not decided."""
    why = "; ".join(condition.why for condition in verdicts.unsettled(finding))
    verdict = f"{finding.verdict}{verdicts.if_dated(finding)}{verdicts.on_condition(finding)}"
    return printable(f"{verdict}: {verdicts.paragraph(finding, words=True)}{'; unknown: ' if why else ''}{why}")


def _open(findings: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """The questions; exceptions only where a verdict waits for them, ``--explain`` has them all."""
    waiting = [(_waiting(finding), finding.ask) for finding in findings if finding.verdict == "undetermined"]
    yield from verdicts.open_ends(waiting)
    for finding in findings:
        cite = wording.cited(finding.cite)
        yield from (("ask", f"{question} [{cite}]") for question in verdicts.conditional(finding))
    yield from verdicts.exempt_if(findings)


def _waiting(finding: Finding) -> Finding:
    """The finding without its exceptions while it is open whether it is touched at all: their questions wait."""
    return replace(finding, exceptions=()) if comes_first(finding) else finding


_FEW = 3


def _untold_goods(event: Event, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that are open for want of any word on the goods, where they are more than a few."""
    if not names_no_goods(event):
        return ()
    found = tuple(finding for finding in findings if any(True for _ in _on_goods(finding)))
    return found if len(found) >= _FEW else ()


def _on_goods(finding: Finding) -> Iterator[ConditionAnswer]:
    return (one for one in finding.conditions if one.name in ("goods", "luxury") and one.answer == "unknown")


def _together(findings: Sequence[Finding]) -> Iterator[str]:
    """One line and one question for all paragraphs that some goods would touch."""
    if not findings:
        return
    open_ = [one for finding in findings for one in finding.conditions if one.answer == "unknown"]
    first = [one for one in open_ if one.name in ("reading", "direction", "goods")]
    why = "; ".join(dict.fromkeys(one.why for one in first))
    cites = ", ".join(wording.cited(finding.cite) for finding in findings)
    yield f"undetermined: {why}; {len(findings)} paragraphs speak of some goods: {cites}"
    yield from (f"ask: {question}" for question in dict.fromkeys(one.ask for one in first if one.ask))


def _cells(event: Event, findings: Sequence[Finding]) -> tuple[str, ...]:
    """The cells on which the findings rest, from left to right."""
    used = {span for finding in findings for condition in _weighed(finding) for span in condition.evidence}
    spans = [span for span in event.evidence if span in used or _gives_code(span, event) or _gives_day(span, event)]
    return tuple(printable(f"{span.column} {wording.quote(span.quote, 60)}") for span in spans)


def _weighed(finding: Finding) -> Iterator[ConditionAnswer]:
    yield from finding.conditions
    for rule in finding.exceptions:
        yield from rule.conditions


def _gives_code(span: Span, event: Event) -> bool:
    return any(code.declared and span in code.evidence for code in event.hs)


def _gives_day(span: Span, event: Event) -> bool:
    return event.date is not None and span in event.date.evidence

"""The rows of a table for whoever has a minute: in short, then row by row, the gravest first.

A large table is printed in the order of its rows, for it is never held whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tidewaiter.checks.remarks import KINDS
from tidewaiter.export import rows, verdicts, wording
from tidewaiter.export.terminal import Pen
from tidewaiter.model import GRAVITY, Verdict
from tidewaiter.screen import RowAnswer

_FEW = 5  # rows that need no summary
_ASKED, _NAMED = 6, 12  # questions in short; rows named behind each line
_HEADS = {
    "prohibited": "PROHIBITED, if the facts are as told",
    "undetermined": "UNDETERMINED: facts are missing",
    "exempt": "EXEMPT, if the facts are as told",
    "not_covered": "NO MEASURE FOUND, which is no clearance",
}


def write(answers: Sequence[RowAnswer], pen: Pen, *, explain: bool = False, everything: bool = False) -> Iterator[str]:
    """The rows that have something to say, or every row: blocks of text, the gravest first, then as they stand.

    Before more than a few of them comes what they amount to.
    """
    told = [answer for answer in answers if everything or says_something(answer)]
    groups = [(verdict, [one for one in told if one.verdict == verdict]) for verdict in GRAVITY]
    many = len(told) > _FEW
    if many:
        yield _in_short(answers, pen)
    for verdict, group in groups:
        if many and group:
            every = sum(one.verdict == verdict for one in answers)
            rest = f" with a remark, of {every:,}" if len(group) < every else ""
            head = f"{_HEADS[verdict]}: {wording.count(len(group), 'row')}{rest}"
            yield "\n" + pen.line(head, paint=verdict, word=_HEADS[verdict])
        yield from (row(answer, pen if explain else None) for answer in group)


def says_something(answer: RowAnswer) -> bool:
    """Whether a row touches a measure, has a remark, or cannot be judged."""
    return bool(answer.assessment.findings or answer.remarks or not answer.judged)


def row(answer: RowAnswer, pen: Pen | None) -> str:
    """One row's answer as text; with a ``pen`` every condition."""
    found = answer.assessment.findings
    return rows.write(
        answer.event, found, pen=pen, remarks=answer.remarks, missing=answer.missing, judged=answer.judged
    )


def _in_short(answers: Sequence[RowAnswer], pen: Pen) -> str:
    return "\n".join(
        [
            pen.line(f"In short: {_counted(answers)}", rest="  ", paint="strong", word="In short:"),
            *(pen.item(label, text) for label, text in _lines(answers)),
        ]
    )


def _counted(answers: Sequence[RowAnswer]) -> str:
    number = {verdict: sum(answer.verdict == verdict for answer in answers) for verdict in GRAVITY}
    said: dict[Verdict, str] = {
        "prohibited": "prohibited if the facts are as told",
        "undetermined": "cannot be decided on what is told",
        "exempt": "exempt if the facts are as told",
        "not_covered": "touched by no measure, which is no clearance",
    }
    parts = [f"{number[verdict]:,} {said[verdict]}" for verdict in GRAVITY if number[verdict]]
    return f"{wording.count(len(answers), 'row')}: {'; '.join(parts)}"


def _lines(answers: Sequence[RowAnswer]) -> Iterator[tuple[str, str]]:
    banned: dict[str, list[str]] = {}
    asked: dict[str, list[str]] = {}
    doubts: dict[str, list[str]] = {}
    for answer in answers:
        name = rows.place(answer.event).removeprefix("row ")
        for finding in answer.assessment.findings:
            if finding.verdict == "prohibited":
                banned.setdefault(f"{wording.cited(finding.cite)} {finding.title}", []).append(name)
        for question in dict.fromkeys(_questions(answer)):
            asked.setdefault(question, []).append(name)
        for kind in dict.fromkeys(remark.kind for remark in answer.remarks):
            doubts.setdefault(kind, []).append(name)
    yield from (("banned", f"{_named(names)}: {what}") for what, names in banned.items())
    first = sorted(asked.items(), key=lambda pair: -len(pair[1]))
    yield from (("ask", f"{_named(names)}: {question}") for question, names in first[:_ASKED])
    if len(first) > _ASKED:
        yield "ask", f"{wording.count(len(first) - _ASKED, 'further question')} below"
    yield from (("look at", f"{_named(names)}: {kind}, {KINDS[kind]}") for kind, names in doubts.items())


def _questions(answer: RowAnswer) -> Iterator[str]:
    """The question of each open measure that comes first."""
    for finding in answer.assessment.findings:
        if finding.verdict == "undetermined":
            yield from finding.ask[:1]
        yield from verdicts.conditional(finding)


def _named(names: Iterable[str]) -> str:
    listed = list(names)
    more = len(listed) - _NAMED
    shown = ", ".join(listed[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")
    return f"row{'s' if len(listed) > 1 else ''} {shown}"

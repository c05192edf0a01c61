"""The measures on one event in lines: verdict, paragraph, what holds, what is open, what to ask.

What several measures have in common is said once: the conditions that all of them share, the
exceptions they wait for, the questions that would settle them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tidewaiter.export import wording
from tidewaiter.export.account import Copy, Ruling, questions
from tidewaiter.export.terminal import Pen
from tidewaiter.model import ConditionAnswer, ExceptionAnswer, Finding, Ground

# how the date condition of a measure ends where the day of the act is open
_RANGE = "the measure holds for acts "


def lines(rulings: Sequence[Ruling], pen: Pen, *, stance: str = "asserted") -> Iterator[str]:
    """The measures, gravest first, then what is open of them; ``stance`` is that of the act."""
    shared = _shared(rulings)
    if shared:
        yield pen.item("holds", f"for every measure below: {'; '.join(shared)}")
    for ruling in rulings:
        yield from _ruling(ruling, shared, pen, stance)
    findings = [(f, questions(variant)) for r in rulings for variant in r.variants for f in variant.findings[:1]]
    for label, text in open_ends(findings):
        yield pen.item(label, text)


def _shared(rulings: Sequence[Ruling]) -> tuple[str, ...]:
    """The reasons that stand behind every measure, where there are several."""
    held = [dict.fromkeys(_held(variant.finding)) for ruling in rulings for variant in ruling.variants]
    if len(rulings) < 2:
        return ()
    return tuple(why for why in held[0] if all(why in others for others in held))


def _held(finding: Finding) -> Iterator[str]:
    return (condition.why for condition in finding.conditions if condition.answer == "yes")


def _ruling(ruling: Ruling, shared: tuple[str, ...], pen: Pen, stance: str) -> Iterator[str]:
    first, *others = ruling.variants
    where = _where(first.copies) if ruling.differs else ""
    verdict = wording.verdict(first.finding.verdict, stance).upper()
    text = f"{verdict}{if_dated(first.finding)}{where}: {paragraph(first.finding)}"
    yield pen.item("law", text, paint=first.finding.verdict, word=verdict)
    yield from _why(first.finding, shared, None, pen)
    for variant in others:
        verdict = wording.verdict(variant.finding.verdict, stance).upper()
        text = f"but {verdict}{if_dated(variant.finding)}{_where(variant.copies)}"
        yield pen.item("", text, paint=variant.finding.verdict, word=verdict)
        yield from _why(variant.finding, shared, first.finding, pen)
    if ruling.silent:
        yield pen.item("", f"not raised by what is told{_where(ruling.silent)}")


def _where(copies: tuple[Copy, ...]) -> str:
    return f" in {wording.listed([copy.label for copy in copies])}" if copies else ""


def if_dated(finding: Finding) -> str:
    """Where the day of the act alone is open: on which days it would be prohibited."""
    days = depends_on_day(finding)
    return f", prohibited if it took place {days}" if days else ""


def conditional(finding: Finding) -> tuple[str, ...]:
    """What an exemption still rests on: the questions of the exceptions that hold, as far as all is told."""
    held = [rule for rule in finding.exceptions if rule.answer == "yes"]
    if finding.verdict != "exempt" or any(not rule.ask for rule in held):
        return ()
    return tuple(dict.fromkeys(question for rule in held for question in rule.ask))


def on_condition(finding: Finding) -> str:
    """That an exemption holds only if a condition is met of which nothing is told."""
    return ", if a condition is met that is not told" if conditional(finding) else ""


def nearly(finding: Finding) -> tuple[ExceptionAnswer, ...]:
    """The exceptions that something told points to, of a ban that stands until they are shown."""
    return tuple(rule for rule in finding.exceptions if rule.near) if finding.verdict == "prohibited" else ()


def exempt_if(findings: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    """Beside bans that stand: what would exempt from them, where something told points to it."""
    rules: dict[str, list[str]] = {}
    for finding in findings:
        for rule in nearly(finding):
            rules.setdefault(_exception(rule), []).append(wording.cited(finding.cite))
    yield from (("exempt if", f"{text} {_cites(cites)}") for text, cites in rules.items())


def depends_on_day(finding: Finding) -> str | None:
    """The days on which the act would be prohibited, where nothing but its day is open."""
    open_ = [condition for condition in finding.conditions if condition.answer != "yes"]
    waits = any(rule.open and rule.answer == "unknown" for rule in finding.exceptions)
    if finding.verdict != "undetermined" or waits or [condition.name for condition in open_] != ["date"]:
        return None
    _, _, days = open_[0].why.partition(_RANGE)
    return days or None


def paragraph(finding: Finding, *, words: bool = False) -> str:
    """Citation and title, with what kind of answer it is, and what of it is not read in the paragraph itself.

    ``words`` also marks goods that their words alone bring under the measure, as those of a report always do.
    """
    marks = [UNCHECKED] if finding.basis == "recalled" else []
    marks += [ground(finding)] if set(finding.rests_on) & _CODES or (words and finding.rests_on) else []
    marked = f" [{'; '.join(marks)}]" if marks else ""
    outcome = f" ({finding.outcome})" if finding.outcome else ""
    return f"{finding.cite}{marked}: {finding.title}{outcome}"


UNCHECKED = "paragraph number not yet checked"
_CODES = {"in_text", "national_list", "indicative"}
_GROUNDS: dict[Ground, str] = {
    "in_text": "code in the paragraph",
    "national_list": "code on a State's list",
    "indicative": "code is our reading",
    "words": "by the words of the goods",
}


def ground(finding: Finding) -> str:
    """What brings the goods under a measure; "" of a measure that speaks of no goods.

    That the words agree is said only where the code is not the paragraph's own.
    """
    if not finding.rests_on:
        return ""
    first, *more = finding.rests_on
    return _GROUNDS[first] + (", the words agree" if more and first == "indicative" else "")


def _why(finding: Finding, shared: tuple[str, ...], beside: Finding | None, pen: Pen) -> Iterator[str]:
    """The answers that are not said yet: those that hold in one run, every other one on its own line."""
    told = (*shared, *(_held(beside) if beside else ()))
    holds = [why for why in _held(finding) if why not in told]
    if holds:
        yield pen.item("  holds", "; ".join(holds))
    for condition in unsettled(finding):
        yield pen.item(f"  {condition.answer}", f"{wording.condition(condition.name)}: {condition.why}")
    for rule in finding.exceptions:
        if rule.answer == "yes":
            yield pen.item("  unless", f"{rule.title}: yes, {rule.why}")


def unsettled(finding: Finding) -> tuple[ConditionAnswer, ...]:
    """The conditions that do not hold, but for a day that the verdict itself has named."""
    dated = depends_on_day(finding) is not None
    return tuple(c for c in finding.conditions if c.answer != "yes" and not (dated and c.name == "date"))


def open_ends(findings: Iterable[tuple[Finding, Sequence[str]]]) -> Iterator[tuple[str, str]]:
    """What is open of several findings, with a label: each exception and each question once.

    A finding comes with its questions. Behind each line stand the paragraphs that wait for it.
    """
    rules: dict[str, list[str]] = {}
    asked: dict[str, dict[str, list[str]]] = {}
    for finding, asks in findings:
        cite = wording.cited(finding.cite)
        waiting = [rule for rule in finding.exceptions if rule.answer == "unknown"]
        for rule in waiting:
            rules.setdefault(_exception(rule), []).append(cite)
        for question in asks:
            if not any(question in rule.ask for rule in waiting):
                head, detail = _split(question, finding)
                asked.setdefault(head, {}).setdefault(detail, []).append(cite)
    yield from (("unless", f"{text} {_cites(cites)}") for text, cites in rules.items())
    for head, details in asked.items():
        ends = "; ".join(f"{detail} {_cites(cites)}".strip() for detail, cites in details.items())
        yield "ask", f"{head} {ends}"


def _exception(rule: ExceptionAnswer) -> str:
    """An exception with the questions that would show it; without any, with why it is open."""
    return f"{rule.title}: {' '.join(rule.ask) or rule.why}"


def _split(question: str, finding: Finding) -> tuple[str, str]:
    """A question, and what is added to it where the finding does not say that already.

    One question of several measures is asked once.
    """
    head, mark, detail = question.partition("? ")
    said = any(detail.rstrip(".").casefold() in condition.why.casefold() for condition in finding.conditions)
    return (f"{head}?", "" if said else detail) if mark else (question, "")


def _cites(cites: Iterable[str]) -> str:
    return f"[{', '.join(dict.fromkeys(cites))}]"

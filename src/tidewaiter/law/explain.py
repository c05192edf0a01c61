"""Prints a finding's trace as sentences, with citations and the questions still open."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tidewaiter.law.apply import Assessment
from tidewaiter.law.direction import name_of
from tidewaiter.model import Finding

VERDICT_WORDS = {
    "prohibited": "prohibited, if the facts are as told",
    "exempt": "exempt, if the facts are as told",
    "undetermined": "cannot be decided on what is told",
    "not_covered": "not covered",
}
_MARK = {"yes": "yes", "no": "no", "unknown": "unknown"}


def explain(finding: Finding, *, asked: Collection[str] = ()) -> str:
    """The finding in sentences: verdict, each condition with its reason, exceptions, questions.

    Questions that are among ``asked`` stand elsewhere already and are left out.
    """
    return "\n".join(_lines(finding, asked))


def _lines(finding: Finding, asked: Collection[str]) -> Iterator[str]:
    yield f"{finding.verdict}: {finding.cite}: {finding.title} ({finding.measure})"
    yield f"  {VERDICT_WORDS[finding.verdict]}" + (f"; {finding.outcome}" if finding.outcome else "")
    if finding.basis == "recalled":
        yield "  paragraph number not yet checked against the document"
    for condition in finding.conditions:
        cite = f" [{condition.cite}]" if condition.cite else ""
        yield f"  {condition.name}: {_MARK[condition.answer]}: {condition.why}{cite}"
    for rule in finding.exceptions:
        yield f"  exception {rule.code}: {_MARK[rule.answer]}: {rule.title} ({rule.why}) [{rule.cite}]"
    if finding.bound:
        yield f"  bound: {name_of(finding.bound)}"
    for question in finding.ask:
        if question not in asked:
            yield f"  ask: {question}"


def summarise(assessment: Assessment) -> str:
    """An assessment whole: the findings, what they only touch, and what was not raised.

    A question that several findings ask is printed once, with the first of them.
    """
    parts: list[str] = []
    asked: list[str] = []
    for finding in assessment.findings:
        parts.append(explain(finding, asked=asked))
        asked += finding.ask
    parts = parts or ["no measure is touched by what is told"]
    if assessment.also:
        listed = "; ".join(f"{finding.cite} ({finding.title})" for finding in assessment.also)
        parts.append(f"also relevant: {listed}")
    if assessment.dormant:
        listed = "\n".join(f"    {item.cite}: {item.needs}" for item in assessment.dormant)
        parts.append(f"  not raised, for nothing is told of what they ask:\n{listed}")
    return "\n".join(parts)

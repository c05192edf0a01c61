"""One measure applied to one event, condition by condition.

The shape is Cedar's and Catala's: the answer is the trace, and prose is printed from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tidewaiter.model.span import Span

Answer = Literal["yes", "no", "unknown"]
Verdict = Literal["prohibited", "exempt", "undetermined", "not_covered"]
Ground = Literal["in_text", "national_list", "indicative", "words"]
"""What brings goods under a measure: a code that its paragraph prints, one on a State's list, one that we read from the
paragraph's words, or the words that describe the goods."""
ANSWERS: tuple[Answer, ...] = ("yes", "no", "unknown")
VERDICTS: tuple[Verdict, ...] = ("prohibited", "exempt", "undetermined", "not_covered")
GRAVITY: tuple[Verdict, ...] = ("prohibited", "undetermined", "exempt", "not_covered")
"""The verdicts, the gravest first."""


@dataclass(frozen=True, slots=True)
class ConditionAnswer:
    """What one condition of a measure answers for one event, and why.

    ``ask`` is the question that would settle an unknown; ``cite`` the reference of the
    value that decided. ``told`` is False where nothing in the event speaks of the matter at
    all. ``outcome`` names the kind of answer where yes and no say too little ("within").
    ``rests_on`` tells of goods what names them, see ``Ground``.
    """

    name: str
    answer: Answer
    why: str
    ask: str | None = None
    cite: str | None = None
    evidence: tuple[Span, ...] = ()
    told: bool = True
    outcome: str | None = None
    rests_on: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class ExceptionAnswer:
    """What one exception of a measure answers: it defeats the ban only where it is ``yes``.

    ``open`` says that the measure is undetermined while the exception is unknown; ``near`` that something told points
    to it, so that its question stands beside the verdict.
    """

    code: str
    answer: Answer
    title: str
    why: str
    open: bool = False
    near: bool = False
    ask: tuple[str, ...] = ()
    conditions: tuple[ConditionAnswer, ...] = ()
    cite: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The law, if the facts are as reported: verdict, trace, citation, open questions.

    ``outcome`` names the kind of answer where the verdict alone says too little: of the
    luxury ban "listed by the UN", "listed by a State", "judgement"; of a cap "within",
    "over", "conditions fail". ``basis`` is "recalled" where the paragraph's number has not
    yet been checked against the document. ``rests_on`` tells what brings its goods under the measure; of a measure
    that speaks of no goods it is empty.
    """

    event: str
    measure: str
    verdict: Verdict
    cite: str
    title: str
    conditions: tuple[ConditionAnswer, ...] = ()
    exceptions: tuple[ExceptionAnswer, ...] = ()
    ask: tuple[str, ...] = ()
    outcome: str | None = None
    bound: str | None = None
    basis: Literal["sourced", "recalled"] = "recalled"
    regime: str | None = None

    @property
    def rests_on(self) -> tuple[Ground, ...]:
        return next((one.rests_on for one in self.conditions if one.rests_on), ())

"""Asks every measure in force its conditions one by one; the trace is the finding.

Three-valued: a "no" ends it, an exception that holds defeats it, an unknown leaves it open
with the question to ask. A measure is raised only by what the event tells
(docs/decisions/0003-what-raises-a-measure.md); those it leaves untouched for want of any
word on them are named apart, with what would raise them, so that nothing is silent.
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from tidewaiter.law.conditions import evaluate, in_force, outside, says_nothing
from tidewaiter.law.facts import Facts, Index, facts
from tidewaiter.law.luxury import JUDGEMENT, LUXURY, STATE
from tidewaiter.law.papers import CITED
from tidewaiter.law.papers import answer as paper_answer
from tidewaiter.model import Answer, ConditionAnswer, Event, ExceptionAnswer, Finding, Verdict
from tidewaiter.model.measure import Conditions, ExceptionRule, Measure, Need, Regime, cite

# as long as one of these is open, the questions of the exceptions wait
_FIRST = ("reading", "act", "direction", "goods", "luxury")
BINDING = ("decides", "clarifies")
_ORDER: tuple[Verdict, ...] = ("prohibited", "exempt", "undetermined", "not_covered")
_LUXURY_LAST = ("luxury",)


@dataclass(frozen=True, slots=True)
class Dormant:
    """A measure that nothing told raises, and what would; ``lacks`` names the conditions of which nothing is told."""

    measure: str
    cite: str
    title: str
    needs: str
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """All a regime says of one event.

    ``findings`` are the measures it touches, gravest first; ``also`` those touched in words
    weaker than a decision, or absorbed by a stricter paragraph that is among the findings;
    ``dormant`` those that some further fact would raise.
    """

    event: str
    findings: tuple[Finding, ...] = ()
    also: tuple[Finding, ...] = ()
    dormant: tuple[Dormant, ...] = ()


def apply(event: Event, regime: Regime, *, tied: bool | None = None) -> Assessment:
    """What the regime says of an event, if the facts are as told; ``tied`` as in ``direction.ways``."""
    return _assessed(facts(event, regime, tied=tied), regime)


def may_raise(event: Event, regime: Regime) -> bool:
    """Whether ``apply`` can have anything among its findings; a "no" is sure, and found at a fraction of the cost."""
    known = facts(event, regime)
    return any(not says_nothing(measure.when, known) for measure in _asked(known) if measure.when)


def _assessed(known: Facts, regime: Regime) -> Assessment:
    found: list[Finding] = []
    weaker: list[Finding] = []
    dormant: list[Dormant] = []
    for measure in _asked(known):
        conditions = _conditions(measure, known, regime)
        if any(condition.answer == "no" for condition in conditions):
            continue
        needs = _untold(conditions)
        if needs:
            lacks = tuple(condition.name for condition in needs)
            asked = "; ".join(condition.ask or condition.why for condition in needs)
            dormant.append(Dormant(measure.id, cite(measure), measure.title, asked, lacks))
            continue
        finding = _finding(measure, conditions, known, regime)
        if measure.force in BINDING:
            found.append(finding)
        else:
            weaker.append(replace(finding, verdict="undetermined"))
    found, narrower = _part_narrower(found, known)
    dormant += [Dormant(one.measure, one.cite, one.title, _kind_needed(one)) for one in narrower]
    kept, absorbed = _absorb(found, known.look)
    if known.first is None:
        kept, earlier = _fold(kept, known.look)
        absorbed += earlier
    return Assessment(
        known.event.id, tuple(sorted(kept, key=lambda f: _weight(f, known.look))), (*absorbed, *weaker), tuple(dormant)
    )


def _part_narrower(found: list[Finding], known: Facts) -> tuple[list[Finding], list[Finding]]:
    """Findings, and those that only a narrower reading of the goods' word would raise beside one for the word itself.

    "Fuel" is what the caps on fuel speak of; that it might be fuel for aircraft nothing tells. Where no measure
    holds for the word as it stands (oil: crude or refined), what it may turn out to be stays a question.
    """
    if known.declared or not any(_goods(one) == "yes" for one in found):
        return found, []
    general = "goods-unspecified" in known.kinds or not known.kinds
    narrower = [] if general else [one for one in found if _goods(one) == "unknown"]
    return [one for one in found if one not in narrower], narrower


def _goods(finding: Finding) -> Answer | None:
    return next((one.answer for one in finding.conditions if one.name == "goods"), None)


def _kind_needed(finding: Finding) -> str:
    return "; ".join(one.ask for one in finding.conditions if one.name == "goods" and one.ask)


def _asked(known: Facts) -> Iterator[Measure]:
    """The measures about an act that the event is, each once, act by act in the regime's order."""
    acts = (*known.acts, "*", *(("labour",) if known.event.circumstances.host else ()), *known.beside)
    about = _about(known.look, acts, _period(known.first, known.look), _period(known.last, known.look))
    return (measure for measure in about if not _far_off(measure, known))


def _period(day: date | None, look: Index) -> date | None:
    """The first of the days about which the regime says the same as about this one."""
    if day is None:
        return None
    at = bisect_right(look.turns, day)
    return look.turns[at - 1] if at else date.min


@functools.lru_cache(maxsize=4096)
def _about(look: Index, acts: tuple[str, ...], first: date | None, last: date | None) -> tuple[Measure, ...]:
    """The measures about acts that were not certainly out of force on the days."""
    about = {measure.id: measure for act in acts for measure in look.by_act.get(act, ())}
    return tuple(measure for measure in about.values() if not outside(measure.in_force, first, last))


def _far_off(measure: Measure, known: Facts) -> bool:
    """Whether goods or direction put the measure out of question: most of them, at little cost."""
    asked = measure.when
    if asked is None or (asked.goods and known.touched.isdisjoint(known.look.goods[measure.id])):
        return True
    if asked.luxury and LUXURY not in known.kinds and known.touched.isdisjoint(known.look.luxury[measure.id]):
        return True
    return asked.direction is not None and known.ways[asked.direction].answer == "no"


def examine(measure: Measure, known: Facts, regime: Regime) -> Finding:
    """One measure applied to one event, with its whole trace up to the first "no"."""
    return _finding(measure, _conditions(measure, known, regime), known, regime)


def _conditions(measure: Measure, known: Facts, regime: Regime) -> tuple[ConditionAnswer, ...]:
    head = in_force(measure.in_force, known)
    if head.answer == "no" or measure.when is None:
        return (head,)
    return (*evaluate(measure.when, known, regime), head)


def _finding(measure: Measure, conditions: tuple[ConditionAnswer, ...], known: Facts, regime: Regime) -> Finding:
    exceptions: tuple[ExceptionAnswer, ...] = ()
    if all(answer.answer != "no" for answer in conditions) and not _untold(conditions):
        exceptions = tuple(_except(rule, measure, known, regime) for rule in known.look.rules[measure.id])
    verdict = _verdict(conditions, exceptions)
    return Finding(
        event=known.event.id,
        measure=measure.id,
        verdict=verdict,
        cite=cite(measure),
        title=measure.title,
        conditions=conditions,
        exceptions=exceptions,
        ask=_questions(verdict, conditions, exceptions),
        outcome=_outcome(conditions, exceptions),
        bound=_bound(measure, known),
        basis=measure.basis,
        regime=f"{regime.id} {regime.version} {regime.sha256[:12]}",
    )


def comes_first(finding: Finding) -> bool:
    """Whether it is open that the measure is touched at all: which State, which act, which way, which goods."""
    return any(c.name in _FIRST and c.answer == "unknown" for c in finding.conditions)


def _verdict(conditions: tuple[ConditionAnswer, ...], exceptions: tuple[ExceptionAnswer, ...]) -> Verdict:
    answers = [condition.answer for condition in conditions]
    if "no" in answers:
        return "not_covered"
    if any(rule.answer == "yes" for rule in exceptions):
        return "exempt"  # whatever the unknowns turn out to be, it is not prohibited
    if "unknown" in answers:
        return "undetermined"
    if any(rule.answer == "unknown" and rule.open for rule in exceptions):
        return "undetermined"
    return "prohibited"


def _except(rule: ExceptionRule, measure: Measure, known: Facts, regime: Regime) -> ExceptionAnswer:
    """Whether an exception defeats the measure.

    Facts known to hold but a mere notification not told: it holds, subject to the notice.
    Facts known to hold but an approval not told: open, for an approval is at discretion.
    """
    substance = evaluate(rule.when, known, regime) if rule.when else ()
    undercut = _undercut(rule, known, regime)
    needs = tuple(_need(need, rule, measure, known) for need in rule.needs)
    facts_hold = _all(substance)
    answer: Answer = "yes"
    open_ = rule.burden == "open" or any(need.outcome == CITED for need in needs)
    if facts_hold == "no" or any(c.answer == "yes" for c in undercut) or _all(needs) == "no":
        answer = "no"
    elif facts_hold == "unknown":
        answer = "unknown"
    elif _all(needs) == "unknown":
        discretion = any(
            n.answer == "unknown" and w.kind != "notification" for n, w in zip(needs, rule.needs, strict=True)
        )
        answer = "unknown" if discretion or not substance else "yes"
        open_ = open_ or bool(substance)
    failed = tuple(c for c in undercut if c.answer == "yes")
    conditions = (*substance, *failed, *needs)
    # what only points to an exception is asked where it is still open
    open_ = open_ or (answer == "unknown" and _holds(rule.open_if, known, regime))
    pointing = evaluate(rule.near_if, known, regime) if rule.near_if and answer == "unknown" else ()
    points = bool(pointing) and _all(pointing) == "yes"
    return ExceptionAnswer(
        code=rule.code,
        answer=answer,
        title=rule.title,
        why=_why(conditions, answer, failed),
        open=open_,
        near=answer == "unknown" and (points or any(need.evidence for need in needs)),
        ask=tuple(dict.fromkeys(c.ask for c in (*conditions, *undercut) if c.ask and c.answer == "unknown")),
        conditions=(*conditions, *(pointing if points else ())),
        cite=", ".join(_cited(reference, known.look) for reference in rule.reference),
    )


def _holds(conditions: Conditions | None, known: Facts, regime: Regime) -> bool:
    """Whether all of some conditions are told to hold."""
    return conditions is not None and _all(evaluate(conditions, known, regime)) == "yes"


def _cited(reference: str, look: Index) -> str:
    """A measure's id as its citation; any other reference as it is written."""
    measure = look.by_id.get(reference)
    return cite(measure) if measure else reference


def _undercut(rule: ExceptionRule, known: Facts, regime: Regime) -> tuple[ConditionAnswer, ...]:
    """The answers of the conditions under which the exception falls away."""
    out: list[ConditionAnswer] = []
    for conditions in rule.not_if:
        answers = evaluate(conditions, known, regime)
        together = _all(answers)
        out.extend(
            answers if together == "yes" else (a for a in answers if together == "unknown" and a.answer == "unknown")
        )
    return tuple(out)


def _need(need: Need, rule: ExceptionRule, measure: Measure, known: Facts) -> ConditionAnswer:
    who = "the Committee" if need.by == "committee" else "the State"
    what = {"approval": "approval by", "notification": "notice to", "determination": "a determination by"}[need.kind]
    name = f"{need.by}_{need.kind}"
    given = known.event.circumstances.approvals
    for act in given or ():
        named = (not act.measure or act.measure == measure.id) and (not act.exception or act.exception == rule.code)
        if act.by == need.by and act.kind == need.kind and named:
            said = "given" if act.given else "not given"
            return ConditionAnswer(name, "yes" if act.given else "no", f"{what} {who}: {said}", evidence=act.evidence)
    if given is not None:
        return ConditionAnswer(name, "no", f"no {what} {who}, as told")
    if known.papers and (of_paper := paper_answer(need, name, known.papers)):
        return of_paper
    return ConditionAnswer(
        name, "unknown", f"whether there was {what} {who} is not told", ask=f"Was there {what} {who}?"
    )


def _all(answers: tuple[ConditionAnswer, ...]) -> Answer:
    found = [answer.answer for answer in answers]
    return "no" if "no" in found else "unknown" if "unknown" in found else "yes"


def _why(conditions: tuple[ConditionAnswer, ...], answer: Answer, failed: tuple[ConditionAnswer, ...]) -> str:
    if failed:
        return "; ".join(c.why for c in failed)
    deciding = [c.why for c in conditions if c.answer == answer] or [c.why for c in conditions]
    return "; ".join(dict.fromkeys(deciding)) or "nothing is asked"


def _questions(
    verdict: Verdict, conditions: tuple[ConditionAnswer, ...], exceptions: tuple[ExceptionAnswer, ...]
) -> tuple[str, ...]:
    if verdict == "not_covered":
        return ()
    open_ = [c for c in conditions if c.answer == "unknown"]
    goods = any(c.name == "goods" for c in open_)
    asked = [c.ask for c in open_ if c.ask and not (goods and c.name == "new")]
    if any(c.name in _FIRST for c in open_):
        return tuple(dict.fromkeys(asked))  # what its exceptions ask comes when it is known that it is touched at all
    live = [rule for rule in exceptions if rule.answer != "no"]
    ranked = sorted(live, key=lambda rule: not (rule.open or rule.answer == "yes"))
    asked += [question for rule in ranked for question in rule.ask]
    return tuple(dict.fromkeys(asked))


def _outcome(conditions: tuple[ConditionAnswer, ...], exceptions: tuple[ExceptionAnswer, ...]) -> str | None:
    for rule in exceptions:
        cap = next((c for c in rule.conditions if c.name == "cap"), None)
        if cap is not None:
            if cap.outcome == "within" and rule.answer == "no":
                return "conditions fail"
            return cap.outcome
        if rule.answer == "no" and any(c.name in ("flag", "party", "ship_to_ship", "end_use") for c in rule.conditions):
            return "conditions fail"
    found = next((c.outcome for c in conditions if c.outcome), None)
    luxury = next((c for c in conditions if c.name == "luxury"), None)
    return found or (JUDGEMENT if luxury and luxury.answer == "unknown" else None)


def _bound(measure: Measure, known: Facts) -> str | None:
    """Who is bound: a host State's duty is not a ban on the goods."""
    if measure.duty == "host-state" and known.beside:
        return known.event.circumstances.host  # where goods go does not tell where those who made them work
    if measure.duty == "host-state":
        return known.event.circumstances.host or known.route.destination or known.route.recipient
    return known.route.supplier if measure.when and measure.when.direction == "to" else None


# an unknown on one of these, with nothing told of it, does not raise a measure
_TRIGGERS = ("direction", "goods", "luxury", "party", "flag", "ship_to_ship", "end_use")


def _untold(conditions: tuple[ConditionAnswer, ...]) -> list[ConditionAnswer]:
    """What would have to be told for the measure to be raised at all."""
    # where the goods themselves are the measure's subject (cash, gold), an end use nobody tells is a question
    named = any(c.name == "goods" and c.answer == "yes" and c.told for c in conditions)
    return [
        c
        for c in conditions
        if c.name in _TRIGGERS and c.answer == "unknown" and not c.told and not (named and c.name == "end_use")
    ]


def _absorb(found: list[Finding], look: Index) -> tuple[list[Finding], list[Finding]]:
    """Puts aside measures that a stricter one among the findings has absorbed.

    The stricter one need not be settled: if it was in force for certain, what is open about it
    is open about the older one too. What a later paragraph has widened ("new ships", then all
    ships) and is still open adds nothing where the wider one is settled.
    """
    certain = {f.measure for f in found if _in_force(f)}
    settled = {f.measure for f in found if f.verdict in ("prohibited", "exempt")}
    prohibited = {f.measure for f in found if f.verdict == "prohibited"}
    banned = any(_banned_but_for_the_day(f) for f in found)
    kept: list[Finding] = []
    absorbed: list[Finding] = []
    for finding in found:
        measure = look.by_id[finding.measure]
        stricter = set(measure.superseded_by) & certain
        if finding.verdict == "undetermined":
            stricter |= set(measure.amended_by) & settled
            # another State's list is a question worth asking only where nothing else bans the goods
            stricter |= {finding.measure} if banned and finding.outcome == STATE else set()
            # what a State may find of other goods is no question about goods that the amended ban itself takes
            determined = measure.when is not None and measure.when.determination is not None
            stricter |= set(measure.amends) & prohibited if determined else set()
        (absorbed if stricter else kept).append(finding)
    return kept, absorbed


def _fold(found: list[Finding], look: Index) -> tuple[list[Finding], list[Finding]]:
    """With no first day told, names a ban's forerunners in its questions instead of beside it.

    Coal of the DPRK was banned, then capped, then banned: one question about the day, with the
    periods of each, says more than three findings that are open for the same reason.
    """
    by_id = {finding.measure: finding for finding in found if not _in_force(finding)}
    forerunners: dict[str, list[Finding]] = {}
    for name, finding in by_id.items():
        last = name
        while later := next((m for m in look.by_id[last].superseded_by if m in by_id), None):
            last = later
        if last != name:
            forerunners.setdefault(last, []).append(finding)
    folded = [finding for before in forerunners.values() for finding in before]
    gone = {finding.measure for finding in folded}
    kept = [
        replace(f, ask=(*f.ask, *(_before(e, look) for e in forerunners.get(f.measure, ()))))
        for f in found
        if f.measure not in gone
    ]
    return kept, folded


def _before(finding: Finding, look: Index) -> str:
    force = look.by_id[finding.measure].in_force
    until = f" to {force.until}" if force.until else ""
    return f"Or was it earlier? From {force.since}{until} it was {finding.cite}."


def _banned_but_for_the_day(finding: Finding) -> bool:
    if finding.verdict != "undetermined":
        return finding.verdict == "prohibited"
    return {c.name for c in finding.conditions if c.answer != "yes"} == {"date"}


def _in_force(finding: Finding) -> bool:
    return any(condition.name == "date" and condition.answer == "yes" for condition in finding.conditions)


def _weight(finding: Finding, look: Index) -> tuple[int, int, int, int]:
    measure = look.by_id[finding.measure]
    return (
        _ORDER.index(finding.verdict),
        measure.kind in _LUXURY_LAST,
        measure.force != "decides",
        -look.rank[measure.id],
    )

"""What of a regime is modelled, paragraph by paragraph, and why the rest is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tidewaiter.model.measure import Measure, Regime, cite

Way = Literal["modelled", "through", "not modelled"]


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: how it works in the program, or why it does not."""

    measure: str
    cite: str
    title: str
    way: Way
    why: str
    basis: str
    confidence: str


def coverage(regime: Regime) -> tuple[Line, ...]:
    """One line a measure, in citation order."""
    return tuple(_line(measure) for measure in regime.measures)


def _line(measure: Measure) -> Line:
    way: Way = "modelled" if measure.when else "through" if measure.through else "not modelled"
    why = {
        "modelled": ", ".join(_asked(measure)),
        "through": ", ".join(measure.through),
        "not modelled": measure.not_modelled or "",
    }[way]
    return Line(measure.id, cite(measure), measure.title, way, why, measure.basis, measure.confidence)


def _asked(measure: Measure) -> Iterator[str]:
    from tidewaiter.law.conditions import CONDITIONS

    for name in CONDITIONS:
        if measure.when and getattr(measure.when, name) is not None:
            yield name


def page(regime: Regime) -> str:
    """The coverage as a Markdown page (docs/coverage.md is this, and a test compares them)."""
    lines = coverage(regime)
    counts = {way: sum(line.way == way for line in lines) for way in ("modelled", "through", "not modelled")}
    recalled = sum(line.basis == "recalled" for line in lines)
    out = [
        f"# Coverage: {regime.title}",
        "",
        f"Made by `tidewaiter law coverage --markdown`. {len(lines)} measures: {counts['modelled']} modelled with "
        f"conditions of their own, {counts['through']} work through another measure, "
        f"{counts['not modelled']} not modelled. The numbers of {recalled} paragraphs are recalled, "
        "not yet checked against the documents; findings that cite them say so.",
        "",
        "| paragraph | subject | in the program | conditions, measures, or why not | number |",
        "|---|---|---|---|---|",
    ]
    out += [f"| {line.cite} | {line.title} | {line.way} | {line.why} | {line.basis} |" for line in lines]
    return "\n".join(out) + "\n"

"""The reported cases, with the answer a careful lawyer would give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tidewaiter.law import load
from tidewaiter.law.cases import read_cases, run
from tidewaiter.screen import describe

EVENTS = Path(__file__).with_name("reported_cases.yaml")

# the vocabulary of the cases -> the product's verdicts that answer it (docs/methodology/verdicts.md)
ANSWERED_BY = {
    "breach": ("prohibited",),
    "breach_of_conditions": ("prohibited",),
    "attempted_breach": ("prohibited",),
    "suspected_breach": ("prohibited",),
    "alleged_breach": ("prohibited",),
    "prevented": ("prohibited",),
    "breach_by_host_state": ("prohibited",),
    "possible_breach": ("prohibited", "undetermined"),
    "depends": ("undetermined",),
    "depends_on_date": ("undetermined",),
    "depends_on_party": ("undetermined",),
    "indeterminate": ("undetermined",),
    "exempt": ("exempt",),
    "not_prohibited": (),
}


def expected(shared: Path) -> dict[str, dict[str, Any]]:
    file = shared / "dev" / "cases.yaml"
    if not file.is_file():
        pytest.skip("the reported cases are not here")
    return {case["id"]: case for case in yaml.safe_load(file.read_text(encoding="utf-8"))["cases"]}


cases, errors = read_cases(EVENTS)


@pytest.mark.parametrize("case", cases, ids=lambda case: case.name)
def test_a_reported_case_is_answered_as_a_careful_lawyer_would(case: Any, shared: Path) -> None:
    wanted = expected(shared)[case.name]["expected"]
    findings = {f.measure: f for f in run(case, load.default(), classify=describe).assessment.findings}
    allowed = ANSWERED_BY[wanted["verdict"]]
    for measure in wanted["measures"]:
        assert measure in findings, f"{measure} is not cited"
        assert findings[measure].verdict in allowed
    for measure in wanted["must_not_cite"]:
        assert measure not in findings
    prohibited = [f.measure for f in findings.values() if f.verdict == "prohibited"]
    if "prohibited" not in allowed:
        assert prohibited == []
    else:
        named = {*wanted["measures"], *wanted["also_relevant"]}
        kinds = {measure.kind for measure in load.default().measures if measure.id in named}
        beside = [m for m in load.default().measures if m.id in prohibited and m.id not in named]
        assert all(measure.kind in kinds for measure in beside), [m.id for m in beside]
    if wanted["verdict"] == "exempt":
        assert any(f.verdict == "exempt" for f in findings.values())


def test_every_reported_case_has_its_event(shared: Path) -> None:
    assert errors == ()
    assert [case.name for case in cases] == list(expected(shared))

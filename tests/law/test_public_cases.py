"""Publicly reported cases: what must be found, what may be found beside it, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tidewaiter.law import load
from tidewaiter.law.cases import Case, read_cases, run
from tidewaiter.screen import describe

FILE = Path(__file__).with_name("public_cases.yaml")
ALSO = {case["name"]: case.get("also", []) for case in yaml.safe_load(FILE.read_text(encoding="utf-8"))}
CASES, ERRORS = read_cases(FILE)


def test_every_case_can_be_read() -> None:
    assert [str(error) for error in ERRORS] == []
    assert len(CASES) >= 80


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_public_case_is_answered_as_a_careful_lawyer_would(case: Case) -> None:
    outcome = run(case, load.default(), classify=describe)
    assert outcome.misses == ()
    named = {*dict(case.expect), *ALSO[case.name]}
    beside = {f.measure: f.verdict for f in outcome.assessment.findings if f.measure not in named}
    assert beside == {}

"""The tests beside the measures, each a sentence a lawyer would say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tidewaiter.law import load
from tidewaiter.law.cases import Case, read_cases, run
from tidewaiter.screen import describe

FOLDER = load.DATA / "un-dprk" / "tests"
READ = [(path, read_cases(path)) for path in sorted(FOLDER.glob("*.yaml"))]
CASES = [case for _, (cases, _) in READ for case in cases]


@pytest.mark.parametrize("path", [path for path, _ in READ], ids=lambda path: path.stem)
def test_every_case_of_the_file_can_be_read(path: Path) -> None:
    assert next(errors for other, (_, errors) in READ if other == path) == ()


@pytest.mark.parametrize("case", CASES, ids=[f"{Path(case.path).stem}: {case.name}" for case in CASES])
def test_the_law_answers(case: Case) -> None:
    assert run(case, load.default(), classify=describe).misses == ()


def test_no_two_cases_have_one_name() -> None:
    names = [case.name for case in CASES]
    assert sorted(names) == sorted(set(names))


def test_all_of_the_reference_is_there(shared: Path) -> None:
    import yaml

    facts = yaml.safe_load((shared / "reference" / "dprk-measures.yaml").read_text(encoding="utf-8"))
    measures = {measure.id: measure for measure in load.default().measures}
    assert list(measures) == [fact["id"] for fact in facts["measures"]]
    for fact in facts["measures"]:
        measure = measures[fact["id"]]
        assert measure.basis == fact["paragraph_basis"], measure.id
        assert measure.confidence == fact["confidence"], measure.id
        assert str(measure.in_force.since) == str(fact["in_force"]["from"]), measure.id
        assert str(measure.in_force.until) == str(fact["in_force"]["until"]), measure.id
        assert set(measure.sources) == set(fact["sources"] or ()), measure.id


def test_every_dated_end_of_a_measure_is_tested_on_both_sides() -> None:
    """The day before and the day itself, for each measure that is modelled with conditions."""
    days = {str(case.event.date.value) for case in CASES if case.event.date}
    missing = []
    for measure in load.default().measures:
        if measure.when is None or measure.force not in ("decides", "clarifies"):
            continue
        since = measure.in_force.since
        before = since.fromordinal(since.toordinal() - 1)
        if str(since) not in days or str(before) not in days:
            missing.append(measure.id)
    assert missing == []

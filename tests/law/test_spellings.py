"""Events by hand in the spellings of other people: what is plain is taken, the rest refused with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tidewaiter.errors import TidewaiterError
from tidewaiter.law import load
from tidewaiter.law.cases import FIELDS, Case, read_cases, run
from tidewaiter.screen import describe

OIL = """
- name: oil
  on: 2024-02-18
  event:
    supplier: {country: CN}
    recipient: {country: KP}
    item: {text: diesel, hs: ["2710"]}
"""
CAR = OIL.replace("diesel", "passenger car").replace("2710", "8703")


def read(tmp_path: Path, text: str) -> tuple[tuple[Case, ...], tuple[TidewaiterError, ...]]:
    file = tmp_path / "events.yaml"
    file.write_text(text, encoding="utf-8")
    return read_cases(file)


def verdicts(tmp_path: Path, text: str) -> dict[str, str]:
    cases, errors = read(tmp_path, text)
    assert errors == ()
    assessment = run(cases[0], load.default(), classify=describe).assessment
    return {finding.measure.removeprefix("UNSCR-"): finding.verdict for finding in assessment.findings}


@pytest.mark.parametrize(
    ("lines", "verdict"),
    [
        ("running_total: {barrels: 480000}", "exempt"),
        ("running_total: 480000 barrels", "exempt"),
        ("running_total: 480,000 bbl", "exempt"),
        ("running_total: {amount: 480000, unit: barrels}", "exempt"),
        ("running_total: {value: 480000, unit: barrels}", "exempt"),
        ("running_total: {year: 2024, barrels: 480000}", "exempt"),
        ("running_totals: {UNSCR-2397-OP5: 480000 barrels}", "exempt"),
        ("running_totals: {UNSCR-2397-OP5: {amount: 480000, unit: bbl}}", "exempt"),
        ("running_totals: {UNSCR-2397-OP5: {barrels: 480000}}", "exempt"),
        ("running_totals: {UNSCR-2397-OP5: 480000}", "exempt"),
        ("running_totals: [480000 barrels]", "exempt"),
        ("running_totals: {refined-petroleum: 480000 barrels}", "exempt"),
        ("running_totals: {before: 480000, unit: barrels}", "exempt"),
        ("totals: about 0.48 million barrels", "exempt"),
        ("running_totals: {UNSCR-2397-OP5: 499001 barrels}", "prohibited"),
        ("running_total: {barrels: 500000, includes_this: yes}", "exempt"),
        ("running_total: {tonnes: 70000}", "prohibited"),
        ("running_totals: {UNSCR-2397-OP4: 480000 barrels}", "undetermined"),
        ("running_totals: none", "undetermined"),
        ("running_totals: unknown", "undetermined"),
        ("running_total: {barrels: 1}\n    vessel: {flag: DPRK}", "prohibited"),
        ("running_total: {barrels: 1}\n    vessel: DPRK-flagged tanker", "prohibited"),
        ("running_total: {barrels: 1}\n    vessel: [{name: A, flag: PW}, {name: B, flag: KP}]", "prohibited"),
        ("running_total: {barrels: 1}\n    sts: yes", "prohibited"),
        ("running_total: {barrels: 1}\n    end_use: for the army", "prohibited"),
        ("running_total: {barrels: 1}\n    vessel: {name: A, designated: yes}", "prohibited"),
    ],
)
def test_a_running_total_may_be_written_in_many_ways(tmp_path: Path, lines: str, verdict: str) -> None:
    text = f"{OIL}    reported: yes\n    quantity: 1000 barrels\n    {lines}\n"
    assert verdicts(tmp_path, text)["2397-OP5"] == verdict


@pytest.mark.parametrize("line", ["reported: no", "reported: not reported", "was_reported: false", "reported: N"])
def test_what_was_not_reported_is_outside_the_ceiling(tmp_path: Path, line: str) -> None:
    assert verdicts(tmp_path, f"{OIL}    running_total: {{barrels: 1}}\n    {line}\n")["2397-OP5"] == "prohibited"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("approvals: {committee: true}", "exempt"),
        ("approvals: committee", "exempt"),
        ("approvals: committee_approval", "exempt"),
        ("approvals: approved by the 1718 Committee", "exempt"),
        ("approvals: {committee: approved}", "exempt"),
        ("approvals: {committee_approval: yes}", "exempt"),
        ("approvals: [{by: 1718 Committee, kind: exemption}]", "exempt"),
        ("approval: exemption granted by the Committee", "exempt"),
        ("approvals: [{committee: true}]", "exempt"),
        ("approvals: {committee: denied}", "prohibited"),
        ("approvals: {committee_approval: no}", "prohibited"),
        ("approvals: [no committee approval]", "prohibited"),
        ("approvals: [committee_notification]", "prohibited"),
        ("approvals: none", "prohibited"),
        ("approvals: no", "prohibited"),
        ("approvals: []", "prohibited"),
        ("approvals: unknown", "prohibited"),
    ],
)
def test_leave_may_be_written_in_many_ways(tmp_path: Path, line: str, verdict: str) -> None:
    assert verdicts(tmp_path, f"{CAR}    {line}\n")["2397-OP7"] == verdict


@pytest.mark.parametrize(
    ("lines", "amount", "currency", "per"),
    [
        ("value: {usd: 5000}", 5000, "USD", "total"),
        ("value: $5,000", 5000, "USD", "total"),
        ("value: US$ 5000 each", 5000, "USD", "unit"),
        ("value: EUR 5m", 5e6, "EUR", "total"),
        ("value: about 5 million dollars", 5e6, "USD", "total"),
        ("value: {amount: 5000, currency: US dollars}", 5000, "USD", "total"),
        ("price: {eur: '5,000', per: unit}", 5000, "EUR", "unit"),
        ("value: 5000 CHF", 5000, "CHF", "total"),
        ("value: 5000", 5000, None, "total"),
    ],
)
def test_a_value_may_be_written_in_many_ways(
    tmp_path: Path, lines: str, amount: float, currency: str | None, per: str
) -> None:
    (case,), errors = read(tmp_path, f"{CAR}    {lines}\n")
    assert errors == ()
    value = case.event.value
    assert value is not None
    assert (value.amount, value.currency, value.per) == (amount, currency, per)


@pytest.mark.parametrize(
    ("line", "amount", "unit"),
    [
        ("quantity: {value: 10, unit: t}", 10, "tonne"),
        ("quantity: {tonnes: 10}", 10, "tonne"),
        ("quantity: 10t", 10, "tonne"),
        ("quantity: about 10 metric tons", 10, "tonne"),
        ("quantity: {amount: '1,000', unit: barrels}", 1000, "barrel"),
        ("quantity: 1.5 million barrels", 1.5e6, "barrel"),
        ("amount: 34", 34, "piece"),
        ("quantity: 2 accounts", 2, "account"),
    ],
)
def test_a_quantity_may_be_written_in_many_ways(tmp_path: Path, line: str, amount: float, unit: str) -> None:
    (case,), errors = read(tmp_path, f"{CAR}    {line}\n")
    assert errors == ()
    assert case.event.quantity is not None
    assert (case.event.quantity.amount, case.event.quantity.unit) == (amount, unit)


@pytest.mark.parametrize(
    ("line", "passed"),
    [
        ("via: [Dalian, {country: RU}]", ["CN", "RU"]),
        ("via: Dalian, Vladivostok", ["CN", "RU"]),
        ("via: Dalian -> Vladivostok", ["CN", "RU"]),
        ("via: {port: Busan}", ["KR"]),
        ("transit: Rajin (DPRK)", ["KP"]),
        ("via: []", []),
    ],
)
def test_a_route_may_be_written_in_many_ways(tmp_path: Path, line: str, passed: list[str]) -> None:
    (case,), errors = read(tmp_path, f"{CAR}    {line}\n")
    assert errors == ()
    assert [role.country for role in case.event.via] == passed


@pytest.mark.parametrize(
    "text",
    [
        "- {name: a, on: 2018, event: {type: export, supplier: China, recipient: {name: Kim, nationality: DPRK}, item: {text: car, hs: 8703}}}",  # noqa: E501
        "- {name: a, on: '2018', event: {supplier: {country: unknown}, recipient: North Korea, item: car, hs: [87]}}",
        "- {name: a, date: {from: 2018-01-01, to: 2018-02-01}, event: {from: China, to: North Korea, item: car}}",
        "- {name: a, on: [2018-01-01, 2018-03-01], event: {exporter: China, importer: North Korea, goods: [car, watch]}}",  # noqa: E501
        "- {id: a, event_date: 2018-01-01, event: {supplier: [China, Russia], recipient: KP, goods: [{text: car, hs: HS 8703}, {text: vodka, hs: '2208'}]}}",  # noqa: E501
        "- {id: a, event_date: 2018-01-01, goods: [car], hs_suggested: ['87.03'], direction: to_dprk, origin: CN, destination: null}",  # noqa: E501
        "- {name: a, on: 18 February 2024, event: {supplier: a Russian firm, recipient: KP, item: car}}",
        "- {name: a, on: Feb 2024, event: {supplier: RU, destination: Pyongyang (DPRK), item: car}}",
        "- {name: a, on: 2024/2/18, event: {type: shipment, supplier: RU, recipient: [{country: KP}], item: {text: car, hs: chapter 87}}}",  # noqa: E501
        "- {on: 2024-02-18, event: {type: Transfer, manner: [sold, smuggled], supplier: RU, recipient: KP, item: {description: car, hs_code: '8703.23'}}}",  # noqa: E501
        "cases:\n- {title: a, on: 2018 to 2019, event: {manner: donated, supplier: unknown, recipient: KP, item: {name: car}}}",  # noqa: E501
    ],
)
def test_one_and_the_same_car_in_many_shapes(tmp_path: Path, text: str) -> None:
    assert verdicts(tmp_path, text + "\n")["2397-OP7"] == "prohibited"


@pytest.mark.parametrize(
    "line",
    [
        "quantity: ten tonnes",
        "quantity: 10-20 t",
        "quantity: [10, t]",
        "reported: maybe",
        "ship_to_ship: perhaps",
        "approvals: yes",
        "approvals: Kremlin",
        "approvals: {by: Kremlin}",
        "running_total: 480000",
        "via: Atlantis",
        "host: Korea",
        "destination: the palace",
        "manner: teleported",
        "type: miracle",
        "activities: miracle",
        "contract: 2017-05",
        "hs: '870'",
        "hs: 84-85",
        "designated: yes",
        "recipeint: KP",
        "vessel: {name: A, flag: Korea}",
    ],
)
def test_what_may_mean_several_things_is_refused_with_place_and_hint(tmp_path: Path, line: str) -> None:
    cases, errors = read(tmp_path, f"{CAR}    {line}\n{CAR}")
    assert len(cases) == 1
    assert len(errors) == 1
    assert errors[0].line is not None
    assert errors[0].hint


def test_a_name_on_a_states_own_list_is_no_designation_by_the_council(tmp_path: Path) -> None:
    text = CAR.replace("{country: KP}", "{country: KP, list: OFAC SDN list}")
    assert "1718-OP8d" not in verdicts(tmp_path, text)
    assert "1718-OP8d" in verdicts(tmp_path, text.replace("OFAC SDN", "UN 1718"))


def test_a_party_that_is_only_a_name_is_kept_and_named_in_the_notes(tmp_path: Path) -> None:
    (case,), _ = read(tmp_path, f"{CAR}    intermediary: Ri Jong Chol\n")
    assert case.event.intermediary is not None
    assert (case.event.intermediary.name, case.event.intermediary.country) == ("Ri Jong Chol", None)
    assert "taken for a name" in case.notes[0]


def test_for_whom_seized_goods_were_meant_is_where_they_were_going(tmp_path: Path) -> None:
    text = "- {name: a, on: 2012, event: {type: seizure, supplier: KP, recipient: SY, item: missile parts}}\n"
    assert verdicts(tmp_path, text)["1874-OP9"] == "prohibited"


def test_a_file_that_holds_itself_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TidewaiterError):
        read(tmp_path, "&a [*a]\n")


# --- whatever stands in the file: an answer or an error, never a crash -------------------------------

WORDS = st.sampled_from(
    [
        "KP", "DPRK", "Korea", "CN", "unknown", "none", "no", "yes", "true", "2018", "2018-01-05", "car", "coal", "diesel",  # noqa: E501
        "8703", "27", "HS 2710", "480000 barrels", "5000 USD", "{", "", "null", "Rajin", "committee", "military", "labour",  # noqa: E501
        "1e999", "9" * 40, "0", "-1", "\u00a0", "\u0660", "\U0001f6a2", "transfer", "gift", "DPRK-flagged ship", "a, b",
    ]
)  # fmt: skip
KEYS = st.sampled_from(
    [
        *FIELDS, "country", "name", "text", "kinds", "flag", "designated", "list", "amount", "unit", "currency", "per", "by",  # noqa: E501
        "kind", "given", "barrels", "usd", "UNSCR-2397-OP5", "committee", "from", "to", "goods", "event", "on", "expect",  # noqa: E501
        "never", "measure", "includes_this", "direction", "nothing",
    ]
)  # fmt: skip
TREES = st.recursive(
    WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=8
)
EVENTS = st.dictionaries(st.sampled_from(FIELDS), TREES, max_size=8)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(EVENTS, WORDS)
def test_any_event_is_answered_or_refused(tmp_path: Path, event: dict[str, object], day: str) -> None:
    rows = [{"name": "first", "on": day, "event": event}, {"name": "last", "event": {"item": "coal"}}]
    cases, errors = read(tmp_path, yaml.safe_dump(rows, allow_unicode=True))
    assert len(cases) + len(errors) == 2
    for case in cases:
        run(case, load.default(), classify=describe)
    assert all(error.line for error in errors)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TREES | st.lists(TREES, max_size=3))
def test_any_tree_is_answered_or_refused(tmp_path: Path, tree: object) -> None:
    try:
        cases, _ = read(tmp_path, yaml.safe_dump(tree, allow_unicode=True))
    except TidewaiterError:
        return
    for case in cases:
        run(case, load.default(), classify=describe)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="-: []{}&*!|>'\"#\n abKP27,?%@`\t0", max_size=60))
def test_any_text_is_answered_or_refused(tmp_path: Path, text: str) -> None:
    try:
        cases, _ = read(tmp_path, text)
    except TidewaiterError:
        return
    for case in cases:
        run(case, load.default(), classify=describe)

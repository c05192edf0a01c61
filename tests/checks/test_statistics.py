"""Statistics held against the bans by month, and no line counted twice."""

from __future__ import annotations

from tidewaiter.checks.statistics import Judged, lines, outside, remarks_of
from tidewaiter.law import load
from tidewaiter.screen import screen_row
from tidewaiter.trade.forms import open_sheets
from tidewaiter.trade.mirror import Flow, counted_once, read_flows
from tidewaiter.trade.sheets import source_of

HEADER = "period,reporterISO,flowCode,partnerISO,partnerDesc,cmdCode,primaryValue"
REGIME = load.default()


def judged(*rows: str, header: str = HEADER) -> list[Judged]:
    sheet = next(open_sheets(source_of("\n".join((header, *rows, "")).encode(), name="made.csv")))
    out = []
    for flow in read_flows(sheet):
        assert isinstance(flow, Flow)
        answer = screen_row(flow.event, flow.cells, REGIME)
        out.append(Judged(flow, answer.assessment.findings, remarks_of(answer.remarks)))
    return out


def test_the_ban_of_the_month_decides() -> None:
    rows = judged(
        "201612,CHN,M,PRK,North Korea,030617,10",
        "201709,CHN,M,PRK,North Korea,030617,20",  # until 4 September older deliveries could still be taken in
        "201710,CHN,M,PRK,North Korea,030617,30",
    )
    (line,) = (line for line in lines(rows) if line.verdict == "prohibited")
    assert line.cite == "S/RES/2371 (2017), para. 9"
    assert [period for period, _, _ in line.months] == ["2017-10"]
    assert [line.months[0][0] for line in lines(rows) if line.verdict == "undetermined"] == ["2017-09"]
    assert outside(rows, "KP")[0].value == 10


def test_both_directions_have_their_own_lines() -> None:
    rows = judged("202103,CHN,M,PRK,North Korea,270112,10", "202103,CHN,X,PRK,North Korea,870323,20")
    assert {(line.way, line.measure) for line in lines(rows) if line.verdict == "prohibited"} >= {
        ("import", "UNSCR-2371-OP8"),
        ("export", "UNSCR-2397-OP7"),
    }


def test_a_heading_beside_its_chapter_is_counted_once() -> None:
    rows = judged("202103,CHN,X,PRK,North Korea,84,30", "202103,CHN,X,PRK,North Korea,8413,20")
    (line,) = (line for line in lines(rows) if line.measure == "UNSCR-2397-OP7")
    assert line.value == 30
    assert len(line.rows) == 2


def test_a_year_beside_its_months_is_counted_once() -> None:
    rows = judged("2021,CHN,X,PRK,North Korea,8413,30", "202103,CHN,X,PRK,North Korea,8413,20")
    assert [flow.period for flow in counted_once(one.flow for one in rows)] == ["2021-03"]


def test_parts_of_a_line_are_counted_once() -> None:
    header = HEADER + ",motCode"
    rows = judged(
        "202103,CHN,X,PRK,North Korea,8413,30,0",
        "202103,CHN,X,PRK,North Korea,8413,20,2100",
        "202103,CHN,X,PRK,North Korea,8413,10,3200",
        header=header,
    )
    assert [flow.value for flow in counted_once(one.flow for one in rows)] == [30.0]


def test_a_reporter_that_mistakes_the_koreas_is_told_with_its_question() -> None:
    (line,) = (line for line in lines(judged("202103,BRA,X,PRK,North Korea,851712,10")) if line.verdict == "prohibited")
    assert line.look_alike == ("probable-korea-confusion",)
    assert any("Does South Korea report the same trade" in ask for ask in line.ask)


def test_columns_that_name_both_koreas_leave_the_ban_open() -> None:
    found = lines(judged("202103,CHN,X,PRK,Rep. of Korea,851712,10"))
    assert [line.verdict for line in found] == ["undetermined"]
    assert found[0].look_alike == ("probable-korea-confusion",)


def test_trade_with_others_is_no_line() -> None:
    rows = judged("202103,CHN,X,KOR,Rep. of Korea,851712,10", "202103,CHN,M,KOR,Rep. of Korea,270112,10")
    assert lines(rows) == ()
    assert outside(rows, "KP") == ()


def test_of_a_year_before_and_after_a_ban_the_month_is_asked() -> None:
    found = [line for line in lines(judged("2017,CHN,M,PRK,North Korea,030617,10")) if line.measure == "UNSCR-2371-OP9"]
    assert [line.verdict for line in found] == ["undetermined"]
    assert any("On which day" in ask for ask in found[0].ask)

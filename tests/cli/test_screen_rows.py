"""``tidewaiter screen``: remarks, missing fields, caps with a ledger, and the table written again."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]
HEAD = "Date,Exporter country,Country of destination,Port of discharge,Description,HS code,Quantity,Unit,IMO\n"
PHONES = "2021-05-03,CN,KP,BUSAN,mobile phones,851712,5,pieces,\n"
FUEL = "2019-05-03,CN,KP,NAMPO,gas oil,27101943,50000,tonnes,\n"


def write(tmp_path: Path, *lines: str, name: str = "t.csv", head: str = HEAD) -> str:
    file = tmp_path / name
    file.write_text(head + "".join(lines), encoding="utf-8")
    return str(file)


def test_a_probable_confusion_is_told_with_both_readings_and_is_no_prohibition(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("screen", write(tmp_path, PHONES))
    assert run.code == 0
    assert "probable-korea-confusion: Country of destination 'KP' names North Korea" in run.out
    assert "South Korea: no measure is touched" in run.out
    assert "remark: probable-korea-confusion in 1 row" in run.err


def test_json_holds_remarks_and_what_is_missing(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter(
        "screen", write(tmp_path, "2021-05-03,CN,Korea,,mobile phones,851712,5,pieces,9074728\n"), "--json"
    )
    line = json.loads(run.out.splitlines()[0])
    assert [remark["kind"] for remark in line["remarks"]] == ["korea-unclear", "imo-number"]
    assert line["remarks"][0]["readings"] == ["KP", "KR"]
    assert line["missing"] == ["destination"]


def test_rows_that_cannot_be_judged_are_counted_by_what_is_missing(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("screen", write(tmp_path, ",CN,KP,NAMPO,mobile phones,851712,5,pieces,\n", PHONES))
    assert "cannot tell: date is missing in 1 row" in run.err


def test_a_cap_is_counted_over_the_file_in_the_order_of_its_days(tidewaiter: Cli, tmp_path: Path) -> None:
    late = FUEL.replace("2019-05-03", "2019-09-03")
    run = tidewaiter("screen", write(tmp_path, late, FUEL), "--json", "--fail-on", "never")
    lines = [json.loads(line) for line in run.out.splitlines()]
    verdicts = {
        line["row"]: {finding["measure"]: finding["verdict"] for finding in line["findings"]}
        for line in lines
        if "row" in line
    }
    assert verdicts[2]["UNSCR-2397-OP5"] == "prohibited"
    assert verdicts[3]["UNSCR-2397-OP5"] == "undetermined"
    (cap,) = (line["cap"] for line in lines if "cap" in line)
    assert cap["passed_by"] == "row-2"
    assert [row["event"] for row in cap["rows"]] == ["row-3", "row-2"]


def test_a_ledger_is_counted_with_the_file(tidewaiter: Cli, tmp_path: Path) -> None:
    ledger = write(tmp_path, FUEL.replace("2019-05-03", "2019-01-03"), name="ledger.csv")
    run = tidewaiter("screen", write(tmp_path, FUEL), "--ledger", ledger)
    assert run.code == 1
    assert "100,000.0 of 60,000 tonnes" in run.out
    assert "taken as all that all States supplied" in run.out


@pytest.mark.parametrize("further", [(), ("--jobs", "1")])
def test_a_supply_of_the_ledger_that_stands_in_the_table_counts_once(
    tidewaiter: Cli, tmp_path: Path, further: tuple[str, ...]
) -> None:
    pytest.importorskip("pyarrow")
    earlier = FUEL.replace("2019-05-03", "2019-01-03")
    ledger = write(tmp_path, FUEL, earlier, name="ledger.csv")
    run = tidewaiter("screen", write(tmp_path, FUEL), "--ledger", ledger, "--json", *further)
    assert "row 2 of the ledger stands in the table too: it counts once" in run.err
    caps = [json.loads(line)["cap"] for line in run.out.splitlines() if line.startswith('{"cap"')]
    assert [(row["event"], row["ledger"]) for row in caps[0]["rows"]] == [("ledger row-3", True), ("row-2", False)]


@pytest.mark.parametrize("ending", ["csv", "jsonl", "xlsx", "parquet"])
def test_the_table_is_written_again_in_every_form(tidewaiter: Cli, tmp_path: Path, ending: str) -> None:
    pytest.importorskip("xlsxwriter")
    pytest.importorskip("pyarrow")
    target = tmp_path / f"out.{ending}"
    run = tidewaiter("screen", write(tmp_path, PHONES, FUEL), "--out", str(target), "--fail-on", "never")
    assert "2 rows written" in run.err
    assert target.stat().st_size > 0


def test_the_written_table_has_every_row_in_its_order(tidewaiter: Cli, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    harmless = "2021-05-03,CN,VN,,biscuits,1905,5,kg,\n"
    bad = "2024-02-18,CN,KP\n"
    tidewaiter("screen", write(tmp_path, harmless, PHONES, bad), "--out", str(target))
    with target.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["tw_verdict"] for row in rows] == ["not_covered", "undetermined", "rejected"]
    assert [row["tw_row"] for row in rows] == ["2", "3", "4"]
    assert rows[1]["tw_remarks"].startswith("probable-korea-confusion")


def test_a_table_is_never_written_over_its_own_file(tidewaiter: Cli, tmp_path: Path) -> None:
    file = write(tmp_path, PHONES)
    run = tidewaiter("screen", file, "--out", file)
    assert run.code == 2
    assert "would overwrite" in run.err


RUGS = "Date,Exporter country,Country of destination,Description,HS code,Quantity,Unit,Value,Currency\n"


def test_a_price_in_another_currency_cannot_be_told_without_a_rate(tidewaiter: Cli, tmp_path: Path) -> None:
    rows = write(tmp_path, "2017-03-01,CN,KP,carpets,570110,1,pieces,5000,CNY\n", head=RUGS)
    run = tidewaiter("screen", rows)
    assert run.code == 0
    assert "cannot tell: currency missing" in run.out
    assert "its price is told in another currency" in run.out


def test_a_rate_settles_the_price_and_is_told_with_its_source(tidewaiter: Cli, tmp_path: Path) -> None:
    rows = write(tmp_path, "2017-03-01,CN,KP,carpets,570110,1,pieces,5000,CNY\n", head=RUGS)
    rates = write(
        tmp_path, "2017-03-01,CNY,0.1453,a central bank\n", name="rates.csv", head="date,currency,rate,source\n"
    )
    run = tidewaiter("screen", rows, "--rates", rates)
    assert run.code == 1
    assert "prohibited: S/RES/2321 (2016), para. 5" in run.out
    assert "CNY 5,000.00 taken as USD 726.50: 1 CNY = 0.1453 USD (2017-03-01, a central bank)" in run.out


def test_a_ceiling_in_dollars_counts_values_by_the_rates(tidewaiter: Cli, tmp_path: Path) -> None:
    rows = write(tmp_path, "2017-03-01,KP,CN,coal,270112,,,400000000,EUR\n", head=RUGS)
    assert "cannot tell: currency missing" in tidewaiter("screen", rows).out
    rates = write(tmp_path, "2017,EUR,1.13,a central bank\n", name="rates.csv", head="date,currency,rate,source\n")
    assert "prohibited: S/RES/2321 (2016), para. 26" in tidewaiter("screen", rows, "--rates", rates).out


def test_won_stay_a_sign_of_the_south_when_they_are_reckoned_into_dollars(tidewaiter: Cli, tmp_path: Path) -> None:
    rows = write(tmp_path, "2017-03-01,BR,KP,carpets,570110,1,pieces,5000,KRW\n", head=RUGS)
    rates = write(tmp_path, "2017,KRW,0.00088,a central bank\n", name="rates.csv", head="date,currency,rate,source\n")
    for run in (tidewaiter("screen", rows, "--json"), tidewaiter("screen", rows, "--json", "--rates", rates)):
        reasons = [one["why"] for remark in json.loads(run.out)["remarks"] for one in remark["reasons"]]
        assert "the value is in KRW, the currency of South Korea" in reasons


def test_a_bad_line_of_rates_is_an_error_before_any_row_is_judged(tidewaiter: Cli, tmp_path: Path) -> None:
    rows = write(tmp_path, "2017-03-01,CN,KP,carpets,570110,1,pieces,5000,CNY\n", head=RUGS)
    rates = write(tmp_path, "2017-03-01,CNY,1,\n", name="rates.csv", head="date,currency,rate,source\n")
    run = tidewaiter("screen", rows, "--rates", rates)
    assert (run.code, "no source" in run.err) == (2, True)


PACS = """<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08"><FIToFICstmrCdtTrf><GrpHdr><MsgId>1</MsgId>
<IntrBkSttlmDt>2019-03-05</IntrBkSttlmDt></GrpHdr><CdtTrfTxInf><PmtId><EndToEndId>E1</EndToEndId></PmtId>
<IntrBkSttlmAmt Ccy="EUR">9000</IntrBkSttlmAmt><IntrmyAgt1><FinInstnId><BICFI>BKCHCNBJ</BICFI></FinInstnId></IntrmyAgt1>
<IntrmyAgt2><FinInstnId><BICFI>DCBKKPPYXXX</BICFI></FinInstnId></IntrmyAgt2>
<Dbtr><Nm>Acme</Nm><PstlAdr><Ctry>DE</Ctry></PstlAdr></Dbtr><DbtrAgt><FinInstnId><BICFI>DEUTDEFF</BICFI></FinInstnId></DbtrAgt>
<CdtrAgt><FinInstnId><Nm>A Bank</Nm><PstlAdr><TwnNm>{town}</TwnNm></PstlAdr></FinInstnId></CdtrAgt>
<Cdtr><Nm>One Ltd</Nm><PstlAdr><Ctry>CN</Ctry></PstlAdr></Cdtr><RmtInf><Ustrd>invoice 77</Ustrd></RmtInf></CdtTrfTxInf>
</FIToFICstmrCdtTrf></Document>"""
MT103 = """{{1:F01BICFOOYYAXXX8667486276}}{{2:O1031610191014BBBBUS3NBXXX63382244921910142210N}}{{4:
:20:REF1
:32A:191014USD1814,28
:50K:ALFA TRADING
DALIAN CHINA
:52A:BKCHCNBJ
:54A:CITIUS33
:56A:{bank}
:57A:SABRRUMM
:59:/00123
BETA LTD
VLADIVOSTOK RUSSIA
:70:INVOICE 11
-}}
"""


def banks(run: Any) -> list[str]:
    lines = [json.loads(line) for line in run.out.splitlines()]
    return [
        one["evidence"][0]["quote"] for line in lines for one in line["remarks"] if one["kind"] == "bank-of-the-target"
    ]


def test_every_bank_of_an_iso_payment_is_looked_at(tidewaiter: Cli, tmp_path: Path) -> None:
    file = write(tmp_path, PACS.format(town="Pyongyang"), name="p.xml", head="")
    assert banks(tidewaiter("screen", file, "--json")) == ["A Bank Pyongyang", "DCBKKPPYXXX"]
    assert banks(tidewaiter("screen", write(tmp_path, PACS.format(town="Seoul"), head=""), "--json")) == ["DCBKKPPYXXX"]


def test_every_bank_of_a_swift_transfer_is_looked_at(tidewaiter: Cli, tmp_path: Path) -> None:
    assert banks(
        tidewaiter("screen", write(tmp_path, MT103.format(bank="TNCBKPPY"), name="m.rje", head=""), "--json")
    ) == ["TNCBKPPY"]
    assert (
        banks(tidewaiter("screen", write(tmp_path, MT103.format(bank="KOEXKRSE"), name="m.rje", head=""), "--json"))
        == []
    )


OIL = "Date,Exporter country,Country of destination,Description,HS code,Quantity,Unit,B/L No,Item number\n"


def test_a_row_that_repeats_another_counts_once_under_a_cap(tidewaiter: Cli, tmp_path: Path) -> None:
    row = "2019-05-03,RU,KP,diesel,271019,40000,tonnes,{bill},{item}\n"
    same = write(tmp_path, row.format(bill="BL1", item=1), row.format(bill="BL1", item=2), head=OIL)
    run = tidewaiter("screen", same)
    assert "40,000.0 of 60,000 tonnes" in run.out
    assert "repeated-row: every cell that is read is that of row 2, with the same bill of lading 'BL1'" in run.out
    other = write(tmp_path, row.format(bill="BL1", item=1), row.format(bill="BL2", item=1), head=OIL)
    assert "80,000.0 of 60,000 tonnes" in tidewaiter("screen", other).out


def test_equal_rows_without_a_number_are_asked_about_and_counted(tidewaiter: Cli, tmp_path: Path) -> None:
    row = "2019-05-03,RU,KP,diesel,271019,40000,tonnes,,1\n"
    run = tidewaiter("screen", write(tmp_path, row, row, head=OIL))
    assert "80,000.0 of 60,000 tonnes" in run.out
    assert "equal-row: every cell that is read is that of row 2" in run.out


def test_a_cell_that_could_not_be_read_is_told_in_the_written_table(tidewaiter: Cli, tmp_path: Path) -> None:
    rows = write(tmp_path, "2019-05-03,CN,KP,,rice,abc,,,\n")
    target = tmp_path / "out.csv"
    tidewaiter("screen", rows, "--out", str(target))
    with target.open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert "HS code 'abc' could not be read" in row["tw_notes"]


BLANK = "Date,Origin,Consignee,Country of destination,Description,HS code\n"
BLANKS = ("2019-05-06,CN,,,lathe,845811\n", "2019-05-06,CN,,,rice,100630\n", "2019-05-06,CN,,FR,lathe,845811\n")


def test_a_row_that_leaves_its_end_blank_does_not_look_cleaner_than_one_that_names_somebody(
    tidewaiter: Cli, tmp_path: Path
) -> None:
    run = tidewaiter("screen", write(tmp_path, *BLANKS, head=BLANK), "--fail-on", "undetermined")
    assert run.code == 1
    assert "row 2: lathe (HS 845811), CN -> ?" in run.out
    assert "row 3" not in run.out and "row 4" not in run.out
    assert "cannot tell: destination is missing" in run.err


def test_goods_of_the_north_that_leave_to_nowhere_told_are_not_asked_whether_they_went_back(
    tidewaiter: Cli, tmp_path: Path
) -> None:
    run = tidewaiter("screen", write(tmp_path, "2019-05-06,KP,,,lathe,845811\n", head=BLANK))
    assert "prohibited: S/RES/2397 (2017), para. 6" in run.out
    assert "para. 7" not in run.out


@pytest.mark.parametrize("options", [("--json",), ("--json", "--touched")])
def test_blank_ends_are_the_same_on_the_large_way(tidewaiter: Cli, tmp_path: Path, options: tuple[str, ...]) -> None:
    file = write(tmp_path, *BLANKS, "2019-05-06,,B,CN,shrimps,030617\n", head=BLANK)
    small, large = tidewaiter("screen", file, *options), tidewaiter("screen", file, "--jobs", "1", *options)
    assert (small.code, small.out) == (large.code, large.out)
    assert small.err.splitlines()[-1] == large.err.splitlines()[-1]


def test_a_large_file_that_is_begun_anew_says_so_and_why(tidewaiter: Cli, tmp_path: Path) -> None:
    file = write(tmp_path, "2019-05-06,CN,,FR,rice,100630\n", '2019-05-06,CN,,KP,pipe 5" long,730690\n', head=BLANK)
    run = tidewaiter("screen", file, "--jobs", "1")
    assert "note: begun anew and read row by row, which takes longer: loose quotation marks" in run.err
    assert "row 3: pipe" in run.out

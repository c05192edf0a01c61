"""The same lines whoever makes them: row by row, by columns, by a pool, on Spark."""

from __future__ import annotations

import io
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tidewaiter.cli.bulk import Answer
from tidewaiter.engine.bulk import blocks, long, run, table
from tidewaiter.engine.bulk.long import Job, Journal, Outcome
from tidewaiter.engine.bulk.run import Runner
from tidewaiter.engine.bulk.table import Asked
from tidewaiter.law import load
from tidewaiter.model import Event
from tidewaiter.trade.forms import open_sheets
from tidewaiter.trade.mapping import Mapping
from tidewaiter.trade.rows import Shipment, read_shipment
from tidewaiter.trade.sheets import Rejected, Source
from tidewaiter.trade.tables import plan_of

pa = pytest.importorskip("pyarrow", reason="needs tidewaiter[tables]")


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks so small that a file of a few thousand rows has several, and habits learned from a third of its rows."""
    monkeypatch.setattr(table, "SAMPLE", 2000)
    monkeypatch.setattr(blocks, "STRETCH", 64 * 1024)
    monkeypatch.setattr(blocks.stretches, "__kwdefaults__", {"size": 64 * 1024})


def source(path: Path, name: str = "trade") -> Source:
    return Source(name, path.stat().st_size, lambda: path.open("rb"), str(path))


def silent(stage: str, done: int, total: int | None) -> None:
    """No progress is shown."""


def lines(
    path: Path, folder: Path, runner: Runner = run.alone, *, everything: bool = False, asked: Asked | None = None
) -> tuple[bytes, Outcome, list[tuple[int, str]]]:
    job = Job(
        source(path), asked or Asked(), Answer(as_json=True, explain=False, everything=everything), everything, runner
    )
    out, folder = io.BytesIO(), Path(folder)
    journal = Journal(folder / f"journal-{len(list(folder.iterdir()))}", "a run")
    outcome = long.screen_file(job, out, journal, progress=silent)
    rejects = sorted((one.line, one.what) for what in ("rejects", "unread") for one in journal.listed(what))
    journal.close()
    return out.getvalue(), outcome, rejects


def by_rows(path: Path, *, everything: bool = False) -> tuple[bytes, Counter[str], list[tuple[int, str]]]:
    """What the row reader and the law say, one row after the other."""
    answer, law = Answer(as_json=True, explain=False, everything=everything), load.default()
    found, rejects = [], []
    for sheet in open_sheets(source(path)):
        plan = plan_of(sheet, Mapping())
        for row in sheet.rows():
            read = row if isinstance(row, Rejected) else read_shipment(row, plan, path=sheet.path)
            if isinstance(read, Rejected):
                rejects.append((read.line, read.what))
            else:
                found.append(answer(read, law))
                rejects += [(one.line, one.what) for one in read.unread]
    sure = [one for one in found if one.held is None]
    return b"".join(one.data for one in found), Counter(one.verdict for one in sure), sorted(rejects)


def test_columns_give_the_lines_and_counts_that_rows_give(csv_file: Path, tmp_path: Path) -> None:
    data, outcome, rejects = lines(csv_file, tmp_path)
    told, counts, refused = by_rows(csv_file)
    assert (data, outcome.counts, rejects) == (told, counts, refused)
    assert outcome.quick
    assert counts["prohibited"] > 20
    assert data.count(b"\n") > 50


def test_all_rows_asked_for_are_the_lines_of_the_row_reader(csv_file: Path, tmp_path: Path) -> None:
    assert lines(csv_file, tmp_path, everything=True)[0] == by_rows(csv_file, everything=True)[0]


def test_parquet_has_the_findings_of_the_text(csv_file: Path, parquet_file: Path, tmp_path: Path) -> None:
    of_text, of_parquet = lines(csv_file, tmp_path)[1], lines(parquet_file, tmp_path)[1]
    assert of_parquet.counts == of_text.counts
    assert of_parquet.rejected == of_text.rejected


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_pool_gives_the_same_bytes(form: str, csv_file: Path, parquet_file: Path, tmp_path: Path) -> None:
    path = csv_file if form == "csv" else parquet_file
    with run.Pool(2) as pool:
        assert lines(path, tmp_path, pool.run)[0] == lines(path, tmp_path)[0]


TYPED: dict[str, Callable[[list[str]], object]] = {
    "days": lambda days: pa.array([date.fromisoformat(day) for day in days]),
    "moments": lambda days: pa.array([datetime.fromisoformat(day) for day in days], pa.timestamp("us")),
    "hours": lambda days: pa.array([datetime.fromisoformat(f"{day} 13:45") for day in days], pa.timestamp("ns", "UTC")),
    "early days": lambda days: pa.array([date(1899, 12, 31), *(date.fromisoformat(day) for day in days[1:])]),
    "odd days": lambda days: pa.array([20200101, 99999999, *(int(day.replace("-", "")) for day in days[2:])]),
    "long texts": lambda texts: pa.array(texts, pa.large_string()),
    "views": lambda texts: pa.array(texts, pa.string_view()),
    "coded": lambda texts: pa.array(texts, pa.large_string()).dictionary_encode(),
    "bytes": lambda texts: pa.array([text.encode() for text in texts]),
    "decimals": lambda numbers: pa.array([None, *map(Decimal, numbers[1:])]),
    "thousandths": lambda numbers: pa.array([None, *map(Decimal, numbers[1:])], pa.decimal128(12, 3)),
    "numbers": lambda numbers: pa.array([None, *map(float, numbers[1:])]),
    "odd numbers": lambda numbers: pa.array([-1.0, float("nan"), 1e15, 0.125, *map(float, numbers[4:])]),
    "short numbers": lambda numbers: pa.array([float(number) for number in numbers], pa.float32()),
    "whole numbers": lambda numbers: pa.array([int(number.replace(".", "")) for number in numbers]),
    "nothing": lambda texts: pa.nulls(len(texts)),
}


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        *[("Date", kind) for kind in ("days", "moments", "hours", "early days", "odd days", "long texts", "nothing")],
        *[("Goods Description", kind) for kind in ("long texts", "views", "coded", "bytes", "nothing")],
        *[("HS Code", kind) for kind in ("whole numbers", "coded")],
        *[("Value", kind) for kind in ("decimals", "thousandths", "numbers", "odd numbers", "short numbers", "days")],
        *[("Destination Country", kind) for kind in ("views", "bytes")],
    ],
)
def test_typed_columns_give_the_lines_that_rows_give(
    header: str, kind: str, parquet_file: Path, tmp_path: Path
) -> None:
    from pyarrow import parquet

    table = parquet.read_table(parquet_file).slice(0, 1500)
    at, texts = table.column_names.index(header), table[header].to_pylist()
    made = TYPED[kind](table["Date"].to_pylist() if kind == "days" else texts)
    path = tmp_path / "typed.parquet"
    parquet.write_table(table.set_column(at, header, made), path, row_group_size=800)
    (tmp_path / "work").mkdir()
    data, outcome, rejects = lines(path, tmp_path / "work")
    assert (data, outcome.counts, rejects) == by_rows(path)
    assert outcome.quick


def test_a_large_row_group_is_shared_out_in_parts(
    parquet_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pyarrow import parquet

    path = tmp_path / "one.parquet"
    parquet.write_table(parquet.read_table(parquet_file), path, row_group_size=10_000)
    (tmp_path / "work").mkdir()
    whole = lines(path, tmp_path / "work")
    monkeypatch.setattr(blocks, "_AT_ONCE", 700)
    monkeypatch.setattr(blocks, "_LEAST", 1500)
    assert [(one.skips, one.rows) for one in blocks.groups(path)] == [(0, 2100), (2100, 2100), (4200, 1800)]
    assert lines(path, tmp_path / "work")[0] == whole[0]
    assert lines(path, tmp_path / "work")[1].counts == whole[1].counts


def test_spark_gives_the_same_bytes(csv_file: Path, parquet_file: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="needs tidewaiter[spark]")
    if shutil.which("java") is None:
        pytest.skip("Java is not here: PySpark needs 17 or newer")
    from tidewaiter.engine.bulk import spark

    session = spark.session("local[2]")
    try:
        for path in (csv_file, parquet_file):
            assert lines(path, tmp_path, spark.runner(session))[0] == lines(path, tmp_path)[0]
    finally:
        session.stop()


UNEVEN = {
    "a line of another length": "2020-01-01,8703,car,CN,KP,1\n",
    "a blank line": "\n",
    "a line of nothing but commas": ' ,"",,,,,\n',
    "a cell of two lines": '2020-01-01,8703,"car\nused",CN,KP,1,USD\n',
    "a day written otherwise": "20200325,8703,car,CN,KP,1,USD\n",
}
ODD = {
    "a loose quotation mark": '2020-01-01,8703,5" pipe,CN,KP,1,USD\n',
    "a day that cannot be two": "25/03/2020,8703,car,CN,KP,1,USD\n",
    "a comma before decimals": '2020-01-01,8703,car,CN,KP,"1,5",USD\n',
    "the header once more": "Date,HS Code,Goods Description,Origin Country,Destination Country,Value,Currency\n",
    "an empty cell behind the last": "2020-01-01,8703,car,CN,KP,1,USD,\n",
}


@pytest.mark.parametrize("what", UNEVEN | ODD)
def test_a_file_with_one_odd_line_far_down_is_read_as_by_rows(what: str, csv_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    many = csv_file.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([many[0], *many[1:], (UNEVEN | ODD)[what], *many[1:50]]), encoding="utf-8")
    (tmp_path / "work").mkdir()
    data, outcome, rejects = lines(path, tmp_path / "work")
    told, counts, refused = by_rows(path)
    assert (data, outcome.counts, rejects) == (told, counts, refused)
    assert outcome.quick == (what in UNEVEN)


def test_a_text_is_cut_only_where_a_line_ends_outside_quotation_marks(tmp_path: Path) -> None:
    path = tmp_path / "quoted.csv"
    path.write_text('a,b\n1,"x\ny"\n2,z\n3,"p ""q"" r"\n' * 50, encoding="utf-8")
    data = path.read_bytes()
    cut = list(blocks.stretches(blocks.Stretch(str(path), 0, len(data), 1, ",", 2), size=37))
    assert b"".join(data[one.start : one.end] for one in cut) == data
    assert all(data[: one.start].count(b'"') % 2 == 0 for one in cut)
    assert [one.line for one in cut] == [data.count(b"\n", 0, one.start) + 1 for one in cut]


def test_a_text_whose_lines_do_not_seem_to_end_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "_LONGEST", 100_000)
    path = tmp_path / "long.csv"
    path.write_text("a,b\n1,2\n" + 'x"' + "y" * 400_000 + "\n3,4\n", encoding="utf-8")
    with pytest.raises(blocks.Odd, match="does not end"):
        list(blocks.stretches(blocks.Stretch(str(path), 4, path.stat().st_size, 2, ",", 2), size=20_000))


def test_an_empty_row_is_answered_and_cannot_be_judged() -> None:
    row = Shipment(Event(id="row-1", type="transfer", rule="row"), {}, {})
    assert Answer(as_json=True, explain=False, everything=True)(row, load.default())[0] == "undetermined"
    assert Answer(as_json=True, explain=False, everything=False)(row, load.default())[:2] == ("undetermined", b"")

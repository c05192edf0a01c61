"""Tables of a few thousand rows, as Parquet and as text."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

HEADERS = ("Date", "HS Code", "Goods Description", "Origin Country", "Destination Country", "Value", "Currency")
GOODS = (
    ("8703.23", "passenger cars, used"), ("2701", "coal, anthracite"), ("0307", "clams, frozen"), ("4901", "books"),
    ("847130", "laptop, 14 inch"), ("620343", 'trousers, "slim", men'), ("100630", "rice"), ("2204", "wine, red"),
)  # fmt: skip


def rows(count: int) -> list[tuple[str, ...]]:
    """Rows of which a few touch the regime, a few cannot be read, and most do neither."""
    drawn = random.Random(1718)
    made: list[tuple[str, ...]] = []
    for at in range(count):
        hs, item = drawn.choice(GOODS)
        origin, to = drawn.choice(("CN", "RU", "DE", "VN")), drawn.choice(("FR", "KR", "US"))
        if at % 41 == 0:
            to = "KP"
        if at % 83 == 0:
            origin, to = "North Korea", "CN"
        if at % 307 == 0:
            to = "Korea"
        if at % 401 == 0:
            to = "Atlantis"
        day = f"20{drawn.randrange(14, 25)}-{drawn.randrange(1, 13):02}-{drawn.randrange(1, 29):02}"
        made.append((day, hs, item, origin, to, f"{drawn.randrange(1, 99999)}.{drawn.randrange(10, 99)}", "USD"))
    return made


@pytest.fixture(scope="session")
def csv_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A text of 6,000 rows, some cells quoted."""
    import csv

    path = tmp_path_factory.mktemp("bulk") / "trade.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(HEADERS)
        writer.writerows(rows(6000))
    return path


@pytest.fixture(scope="session")
def parquet_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same rows as Parquet in six row groups."""
    pa = pytest.importorskip("pyarrow", reason="needs tidewaiter[tables]")
    from pyarrow import parquet

    path: Path = tmp_path_factory.mktemp("bulk") / "trade.parquet"
    columns = list(zip(*rows(6000), strict=True))
    parquet.write_table(pa.table(dict(zip(HEADERS, columns, strict=True))), path, row_group_size=1000)
    return path

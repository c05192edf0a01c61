"""The file of trade records that the bulk figures are measured on, drawn from public declarations.

Rows are drawn with replacement from the customs declarations under ``../shared/data`` (office,
goods, route, mass and price of one declaration stay together), then given a destination, a date
of 2014 to 2025, a ship, a description and one of four spellings of the HS code. Of 1,000 rows
four go to the DPRK and two come from it. The same seed gives the same bytes. Nothing of it is
kept in the repository.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path
from typing import Any

SEED = 1718
PORTION = 100_000
SHIPS = 3_000
SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "data"


def declarations(shared: Path) -> list[dict[str, str]]:
    """Every declaration of the three files."""
    found = []
    for name in ("train", "valid", "test"):
        with (shared / "customs" / f"korea_import_{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            found += list(csv.DictReader(file))
    return found


def texts(shared: Path) -> tuple[dict[str, str], list[str]]:
    """The wording of each HS code, and descriptions as traders write them."""
    with (shared / "hs" / "hs2022.csv").open(encoding="utf-8-sig", newline="") as file:
        wording = {row["hscode"]: row["description"] for row in csv.DictReader(file)}
    with (shared / "parcels" / "extra_references.csv").open(encoding="utf-8-sig", newline="") as file:
        parcels = [row["Goods Description"].strip() for row in csv.DictReader(file)]
    return wording, [text for text in parcels if text]


def ship_number(number: int) -> str:
    """A valid IMO number: six digits and the last digit of their weighted sum."""
    digits = f"{900000 + number:06}"
    return digits + str(sum(int(digit) * weight for digit, weight in zip(digits, range(7, 1, -1), strict=True)) % 10)


def portion(rows: int, drawn: Any, source: dict[str, Any], words: dict[str, Any], first: int) -> Any:
    """One portion of the table, as an Arrow table of 15 columns."""
    import numpy as np
    import pyarrow as pa

    at = drawn.integers(0, len(source["hs"]), rows)
    origin, departure, hs = source["origin"][at], source["departure"][at], source["hs"][at]
    ends = source["origin"][drawn.integers(0, len(source["hs"]), rows)]
    lot = drawn.random(rows)
    to, out = lot < 0.004, (lot >= 0.004) & (lot < 0.006)
    ends = np.where(to, "KP", np.where(out, "CN", ends))
    origin, departure = np.where(out, "KP", origin), np.where(out, "KP", departure)
    form = drawn.random(rows)
    dotted = np.array([f"{code[:4]}.{code[4:]}" for code in hs])
    eight = np.array([f"{code[:4]}.{code[4:]}.00" for code in hs])
    ten = np.array([f"{code}0090" for code in hs])
    spelled = np.where(form < 0.5, hs, np.where(form < 0.8, dotted, np.where(form < 0.9, eight, ten)))
    retail = drawn.random(rows) < 0.35
    wording = np.where(drawn.random(rows) < 0.5, source["wording"][at], source["capitals"][at])
    described = np.where(retail, words["parcels"][drawn.integers(0, len(words["parcels"]), rows)], wording)
    ship = drawn.integers(0, SHIPS, rows)
    days = np.datetime64("2014-01-01") + drawn.integers(0, 4383, rows).astype("timedelta64[D]")
    price = np.round(source["price"][at] * np.exp(drawn.normal(0.0, 0.3, rows)), 2)
    return pa.table(
        {
            "Declaration Number": [f"D{number:09}" for number in range(first, first + rows)],
            "Date": pa.array(days),
            "HS Code": spelled,
            "Goods Description": described,
            "Country of Origin": origin,
            "Country of Departure": departure,
            "Destination Country": ends,
            "Exporter Name": source["seller"][at],
            "Importer Name": source["importer"][at],
            "Vessel Name": words["ships"][ship],
            "IMO": words["numbers"][ship],
            "Net Mass": source["mass"][at],
            "Value": price,
            "Currency": pa.array(["USD"] * rows),
            "Mode": source["mode"][at],
        }
    )


def sources(shared: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """The columns to draw from, as arrays."""
    import numpy as np

    rows = declarations(shared)
    wording, parcels = texts(shared)
    codes = [row["HS6 Code"].zfill(6) for row in rows]
    spoken = [wording.get(code) or wording.get(code[:4]) or "goods" for code in codes]
    source = {
        "hs": np.array(codes),
        "origin": np.array([row["Country of Origin"] or "CN" for row in rows]),
        "departure": np.array([row["Country of Departure"] or "CN" for row in rows]),
        "seller": np.array([row["Seller ID"] for row in rows]),
        "importer": np.array([row["Importer ID"] for row in rows]),
        "mass": np.array([float(row["Net Mass"] or 1) for row in rows]),
        "price": np.array([float(row["Item Price"] or 1) for row in rows]),
        "mode": np.array([row["Mode of Transport"] for row in rows]),
        "wording": np.array(spoken, dtype=object),
        "capitals": np.array([text.upper() for text in spoken], dtype=object),
    }
    words = {
        "parcels": np.array(parcels, dtype=object),
        "ships": np.array([f"STAR {number}" for number in range(SHIPS)]),
        "numbers": np.array([ship_number(number) for number in range(SHIPS)]),
    }
    return source, words


def make(rows: int, folder: Path, *, shared: Path = SHARED, forms: tuple[str, ...] = ("parquet", "csv")) -> list[Path]:
    """Writes the files that are not there yet; their paths."""
    import numpy as np
    import pyarrow.csv as comma
    import pyarrow.parquet as parquet

    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"trade-{rows}.{form}" for form in forms]
    if all(path.exists() for path in paths):
        return paths
    drawn = np.random.default_rng(SEED)
    source, words = sources(shared)
    schema = portion(1, np.random.default_rng(0), source, words, 0).schema
    openers = {"parquet": parquet.ParquetWriter, "csv": comma.CSVWriter}
    writers = [openers[form](path, schema) for form, path in zip(forms, paths, strict=True)]
    for first in range(0, rows, PORTION):
        table = portion(min(PORTION, rows - first), drawn, source, words, first).cast(schema)
        for writer in writers:
            writer.write_table(table)
    for writer in writers:
        writer.close()
    return paths


def main() -> None:
    """Writes the files and names them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, required=True)
    asked = parser.parse_args()
    print(json.dumps([str(path) for path in make(asked.rows, asked.folder)]))


if __name__ == "__main__":
    main()

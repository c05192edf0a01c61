"""Speed and memory of screening a large table, against bare DuckDB on the same file in the same run.

DuckDB cleans the HS code, sets the direction from the countries and joins prefixes: findings with
no reason, no citation, no date but the first day. It is asked in two ways: the rows of the DPRK
filtered first (it then reads three columns, and the others of these rows alone), and every row
joined. It reads no words. Tidewaiter reads every cell and the words of the goods, applies the
whole regime, and writes each finding with its conditions and citations; the part of it that no
row passes (reading and filter) is timed by itself too. Both are measured in processes that have loaded
what they need (``docs/performance.md`` tells how); the median of the runs counts. Memory is the
largest resident size of a fresh ``tidewaiter screen`` with its processes.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bulk_data import make


def prefixes() -> list[tuple[str, str, str, str]]:
    """Measure, direction, prefix, first day: of the measures that have codes and a direction."""
    from tidewaiter.law.load import default

    measures = [
        one for one in default().measures if one.when and one.when.direction in ("to", "from") and one.when.goods
    ]
    coded = [one for one in measures if one.when and any(scope.hs for scope in one.when.goods or ())]
    return [
        (one.id, str(one.when.direction), code, one.in_force.since.isoformat())
        for one in coded
        if one.when
        for scope in one.when.goods or ()
        for code in scope.hs
    ]


FILTERED = """
  with t as (
    select *, regexp_replace("HS Code", '[. ]', '', 'g') as code,
           case when "Destination Country" = 'KP' then 'to' else 'from' end as way
    from {table}
    where "Destination Country" = 'KP' or "Country of Origin" = 'KP' or "Country of Departure" = 'KP'
  )
"""
JOINED = """
  with t as (
    select *, regexp_replace("HS Code", '[. ]', '', 'g') as code,
           case when "Destination Country" = 'KP' then 'to'
                when "Country of Origin" = 'KP' or "Country of Departure" = 'KP' then 'from' end as way
    from {table}
  )
"""
QUERY = """
copy (
  {rows}
  select t."Declaration Number", r.measure
  from t join rules r on r.way = t.way and starts_with(t.code, r.prefix) and cast(t."Date" as date) >= r.since
) to '{out}' (format parquet)
"""


def duck(path: Path, folder: Path, runs: int, rows: str = FILTERED) -> tuple[float, int]:
    """Seconds of DuckDB, the median, and how many findings it has."""
    import duckdb

    base = duckdb.connect()
    base.execute("create table rules (measure varchar, way varchar, prefix varchar, since date)")
    base.executemany("insert into rules values (?, ?, ?, ?)", prefixes())
    reader = "read_parquet" if path.suffix == ".parquet" else "read_csv"
    query = QUERY.format(rows=rows.format(table=f"{reader}('{path}')"), out=folder / "duck.parquet")
    times = [timed(lambda: base.execute(query)) for _ in range(runs + 1)][1:]
    count = base.execute(f"select count(*) from '{folder / 'duck.parquet'}'").fetchone()
    return statistics.median(times), int(count[0]) if count else 0


def ours(path: Path, folder: Path, runs: int, jobs: int) -> tuple[float, dict[str, int]]:
    """Seconds of Tidewaiter, the median, and its counts."""
    from tidewaiter.cli.bulk import Answer
    from tidewaiter.cli.files import source_at
    from tidewaiter.engine.bulk import run
    from tidewaiter.engine.bulk.long import Job, Journal, screen_file
    from tidewaiter.engine.bulk.table import Asked, open_quick
    from tidewaiter.engine.bulk.work import Settings

    source, answer = source_at(str(path)), Answer(as_json=True, explain=False, everything=False)
    part = open_quick(source, Asked())
    assert part is not None
    times, counts = [], {}
    for number in range(runs + 1):
        # processes that have loaded the law and the words, and have not seen the table
        with run.Pool(jobs) as pool, (folder / "lines").open("w+b") as out:
            pool.warm(Settings(part.reading, answer))
            job = Job(source, Asked(), answer, runner=pool.run)
            journal = Journal(folder / f"journal-{path.suffix}-{number}", "bench")
            begun = time.perf_counter()
            outcome = screen_file(job, out, journal, progress=lambda *_: None)
            times.append(time.perf_counter() - begun)
            journal.close()
            counts = {**outcome.counts, "rejected": outcome.rejected, "unread": outcome.unread, "quick": outcome.quick}
    return statistics.median(times[1:]), counts


def passed_over(path: Path, runs: int) -> float:
    """Seconds of reading and filtering alone, in one process, the median."""
    import numpy as np

    from tidewaiter.cli.files import source_at
    from tidewaiter.engine.bulk import blocks
    from tidewaiter.engine.bulk.filter import Filter
    from tidewaiter.engine.bulk.table import Asked, open_quick

    part = open_quick(source_at(str(path)), Asked())
    assert part is not None

    def work() -> None:
        sieve = Filter(part.reading)
        for block in part.blocks():
            for loaded in blocks.load(block, part.reading):
                np.flatnonzero(sieve.mask(loaded.cells, loaded.count))

    return statistics.median([timed(work) for _ in range(runs + 1)][1:])


def timed(work: Any) -> float:
    """Seconds of one call."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def memory(path: Path, folder: Path, jobs: int) -> dict[str, float]:
    """Largest resident size in MB: of the command itself and its largest process, and of all together."""
    command = [
        sys.executable,
        "-c",
        "from tidewaiter.cli import main; main()",
        "screen",
        str(path),
        "--json",
        "--touched",
    ]
    target = folder / f"memory-{path.stem}{path.suffix}-{time.monotonic_ns()}"
    command += ["--lines", str(target), "--jobs", str(jobs)]
    begun, peak, largest = time.perf_counter(), 0.0, 0.0
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            sizes = [resident(each) for each in family(process.pid)]
            peak, largest = max(peak, sum(sizes)), max([largest, *sizes])
            time.sleep(0.1)
    return {"seconds": round(time.perf_counter() - begun, 1), "all_mb": round(peak), "largest_mb": round(largest)}


def family(pid: int) -> list[int]:
    """A process and its children."""
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [pid, *(child for each in told.split() for child in family(int(each)))]


def resident(pid: int) -> float:
    """Proportional size of a process in MB: pages that processes share count once in all."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in text.splitlines() if line.startswith("Pss:")), 0.0)


def main() -> None:
    """Prints a line of JSON for each form of the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, required=True, help="for the file; it is kept there")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--memory", action="store_true", help="only the memory, of a run of the command")
    parser.add_argument("--forms", default="parquet,csv")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        for path in make(asked.rows, asked.folder, forms=tuple(asked.forms.split(","))):
            told: dict[str, Any] = {"file": path.name, "jobs": asked.jobs}
            if asked.memory:
                told |= memory(path, Path(scratch), asked.jobs)
            else:
                theirs, found = duck(path, Path(scratch), asked.runs)
                every, _ = duck(path, Path(scratch), asked.runs, JOINED)
                sieved = passed_over(path, asked.runs)
                mine, counts = ours(path, Path(scratch), asked.runs, asked.jobs)
                told |= {"duckdb_s": round(theirs, 2), "tidewaiter_s": round(mine, 2), "ratio": round(mine / theirs, 2)}
                told |= {"duckdb_every_row_s": round(every, 2), "filter_alone_one_process_s": round(sieved, 2)}
                told |= {"duckdb_findings": found, "counts": counts}
            print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()

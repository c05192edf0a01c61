"""Queries a second on one core, answers with their reasons, against OFAC's 41,000 names of February 2026.

    python benchmarks/parties_speed.py [--queries 3000] [--rounds 3] [--nomenklatura PYTHON] [--yente FOLDER]

Queries are listed names drawn at random, each with its party's kind: *as listed*, and *altered* (a letter lost, doubled
or swapped, words turned round or left out, or nothing), and with `--yente` names that *nobody* lists. Each is asked
through `Matcher.match` with the shipped threshold, once with names that the process has not met, then *again*, when
their words are remembered. *late* are altered names too, not met before, behind ten thousand others: what a file of
many records comes to. The process is made ready as for such a file (``settle``). The kernel is the compiled one if
there is one, then the interpreted one.

Anchors by turns in the same run: nomenklatura's logic-v2 (PYTHON is an interpreter that has it) scoring at most fifty
candidates a query that share a word, its search for candidates not counted; and rapidfuzz, if it is installed, scoring
every name by token_sort with a cutoff of 85, without a reason. CPU time of single processes; loading is not counted,
and 300 other queries go before. The median of the rounds. Prints a line of JSON for each, then a table.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType

import figures
import parties_data as data

from tidewaiter.engine.parties.batch import settle
from tidewaiter.errors import InputError
from tidewaiter.model.party import Party, PartyKind
from tidewaiter.parties.matching import kernel
from tidewaiter.parties.matching.matcher import open_index
from tidewaiter.parties.matching.search import Search

WARM = 300
MANY = 10_000  # names before those that come late
ANCHORED = 60  # queries to nomenklatura
CANDIDATES = 50
SCHEMATA = {"person": "Person", "organisation": "Company", "vessel": "Vessel", "aircraft": "Airplane"}
Queries = dict[str, list[tuple[str, PartyKind]]]


def interpreted() -> ModuleType:
    """The kernel's source, whether or not a compiled one is installed beside it."""
    path = Path(kernel.__file__).with_name("kernel.py")
    spec = importlib.util.spec_from_file_location("kernel_interpreted", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def compiled() -> bool:
    """Whether the installed kernel is compiled."""
    return not str(kernel.__file__).endswith(".py")


def measured(folder: Path, queries: Queries, run: ModuleType) -> dict[str, float]:
    """Queries a second of each set under a kernel, of names not met before and again."""
    matcher = open_index(folder)
    matcher._search = Search(matcher._saved, kernel=run)

    def rate(told: list[tuple[str, PartyKind]]) -> float:
        asked = [data.query(text, kind) for text, kind in told]
        begun = time.process_time()
        for query in asked:
            try:
                matcher.match(query)
            except InputError:  # a name without a letter
                continue
        return len(asked) / (time.process_time() - begun)

    rate(queries["before"])
    settle()
    found = {}
    for name, told in queries.items():
        if name not in ("before", "many", "late"):
            found[name] = rate(told)
            found[f"{name}, again"] = rate(told)
    if queries["many"]:
        rate(queries["many"])
        found["late"] = rate(queries["late"])
    return found


def token_sort(folder: Path, queries: Queries) -> dict[str, float]:
    """The same names scored by rapidfuzz, a hundred queries at a time, their words sorted beforehand."""
    from rapidfuzz import fuzz, process

    names = [data.normal(name.text) for party in data.sdn() for name in party.names]
    names = [" ".join(sorted(name.split())) for name in names]
    told = [" ".join(sorted(data.normal(text).split())) for text, _ in queries["altered"]][:500]
    begun = time.process_time()
    for at in range(0, len(told), 100):
        process.cdist(told[at : at + 100], names, scorer=fuzz.ratio, score_cutoff=85, workers=1)
    return {"altered": len(told) / (time.process_time() - begun)}


def anchored(parties: list[Party], queries: Queries) -> list[object]:
    """Queries with their candidates, as the other matcher takes them."""
    draw = random.Random(3)
    sharing: dict[str, set[int]] = {}
    for at, party in enumerate(parties):
        for name in party.names:
            for word in data.normal(name.text).split():
                sharing.setdefault(word, set()).add(at)
    rows: list[object] = []
    for text, kind in queries["altered"]:
        words = data.normal(text).split()
        found = sorted(set().union(*(sharing.get(word, set()) for word in words)))
        if kind == "person" and found:
            near = [parties[at] for at in draw.sample(found, min(CANDIDATES, len(found)))]
            told = [[SCHEMATA.get(one.kind, "LegalEntity"), [name.text for name in one.names]] for one in near]
            rows.append([[SCHEMATA[kind], [text]], told])
    return rows[:ANCHORED]


def child(command: tuple[str, ...]) -> dict[str, float]:
    """What a process of its own prints last."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command[:3])}: broke\n{done.stderr[-2000:]}")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def ways(folder: Path, python: Path | None) -> dict[str, tuple[str, ...]]:
    """What is measured: the command of a process of its own for each."""
    me = (sys.executable, __file__, "--folder", str(folder), "--way")
    found: dict[str, tuple[str, ...]] = {way: (*me, way) for way in ("native", "interpreted")}
    if not compiled():
        print("left out: no compiled kernel is installed")
        del found["native"]
    if importlib.util.find_spec("rapidfuzz"):
        found["rapidfuzz token_sort"] = (*me, "token_sort")
    else:
        print("left out: rapidfuzz is not installed")
    if python:
        script = str(Path(__file__).with_name("parties_anchor.py"))
        found["nomenklatura logic-v2"] = (str(python), script, "speed", str(folder / "anchored.json"))
    else:
        print("left out without --nomenklatura: logic-v2")
    return found


def prepare(folder: Path, many: int, yente: Path | None) -> None:
    """The index and the queries."""
    parties = list(data.sdn())
    data.indexed(parties, folder)
    draw = random.Random(1)
    drawn = data.listed_names(parties, draw, WARM + 3 * many + MANY)
    queries: Queries = {
        "before": drawn[:WARM],
        "as listed": drawn[WARM : WARM + many],
        "altered": [(data.mutated(text, draw), kind) for text, kind in drawn[WARM + many : WARM + 2 * many]],
        "late": [(data.mutated(text, draw), kind) for text, kind in drawn[WARM + 2 * many : WARM + 3 * many]],
        "many": [(data.mutated(text, draw), kind) for text, kind in drawn[WARM + 3 * many :]],
    }
    if yente:
        queries["nobody"] = [(text, "person") for text in data.negatives(yente, (many + 1) // 2)]
    (folder / "queries.json").write_text(json.dumps(queries), encoding="utf-8")
    (folder / "anchored.json").write_text(json.dumps(anchored(parties, queries)), encoding="utf-8")


def one_way(folder: Path, way: str) -> dict[str, float]:
    """The figures of one way, in this process."""
    queries: Queries = json.loads((folder / "queries.json").read_text(encoding="utf-8"))
    if way == "token_sort":
        return token_sort(folder, queries)
    if way == "native":
        return measured(folder, queries, kernel)
    few = {name: told[: max(len(told) // 10, 100)] for name, told in queries.items() if name not in ("many", "late")}
    few |= {"many": [], "late": []}
    return measured(folder, few, interpreted())


def main() -> None:
    """Measures by turns."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--queries", type=int, default=3000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--nomenklatura", type=Path, metavar="PYTHON", help="an interpreter that has nomenklatura")
    options.add_argument("--yente", type=Path, metavar="FOLDER", help="the fixtures of yente's benchmark")
    options.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options.add_argument("--way", help=argparse.SUPPRESS)
    figures.option(options)
    given = options.parse_args()
    if given.way:
        print(json.dumps(one_way(given.folder, given.way)))
        return
    if data.absent(data.SDN, data.CSL):
        return
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        prepare(folder, given.queries, given.yente)
        kept: dict[str, list[float]] = {}
        told = ways(folder, given.nomenklatura)
        for _ in range(given.rounds):
            for way, command in told.items():
                for name, value in child(command).items():
                    kept.setdefault(f"{way}: {name}", []).append(value)
    _table(kept)
    figures.write(given.figures, {name: statistics.median(told) for name, told in kept.items()})


def _table(kept: dict[str, list[float]]) -> None:
    found = {name: statistics.median(told) for name, told in kept.items()}
    for name, told in kept.items():
        spread = [round(min(told)), round(max(told))]
        print(
            json.dumps({"figure": name, "value": round(found[name], 1), "rounds": len(told), "least and most": spread})
        )
    anchor = found.get("nomenklatura logic-v2: queries a second")
    print(f"\n{'queries a second, one core':52} {'median':>9}" + (f"   times {ALGORITHM}" if anchor else ""))
    for name, value in found.items():
        times = f"   {value / anchor:8.1f}" if anchor and "pairs" not in name else ""
        print(f"{name:52} {value:9,.0f}{times}")


ALGORITHM = "logic-v2"

if __name__ == "__main__":
    main()

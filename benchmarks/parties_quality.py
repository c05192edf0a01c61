"""How well names and parties are matched, on public benchmarks, by their protocols and through `Matcher`.

    python benchmarks/parties_quality.py [--yente FOLDER] [--only PART ...] [--errors N]

Parts: `names` (pairs of names: name_bench), `entities` (pairs of whole entities: entity_bench), `treated` (names of the
United Nations' list with slips and other orders), `script` (the same list asked in the names' own scripts), `alias`
(OFAC's persons and organisations asked by an alias that was taken away). The last three need the fixtures of yente in
FOLDER: each has 1,000 names of nobody listed beside it. What is absent is left out, and that is said.

The scores are those of `Matcher.match` and `Matcher.why`, nothing else, at the shipped threshold. *recall* is the share
of true parties at the threshold, *alerts* that of unlisted names with any party at the threshold, *first* that of true
parties above every other, *at 1 % alerts* that of true parties above the 99 % quantile of the unlisted names' best.

Where it differs from the protocol of the published figures: a query goes against the whole list, not against the sixty
parties that an index of runs of three letters puts first. So no true party is lost beforehand, and an unlisted name has
more that it may be like. "among candidates" is the protocol itself: only the sixty count, for the unlisted names too
(whose letters, where they are not Latin, are our own first readings). For pairs, words are weighed by OFAC's list of
February 2026 with the pairs' second sides in it. What scores below one in a hundred counts as not found.

Prints a line of JSON for each figure, then a table.
"""

from __future__ import annotations

import argparse
import csv
import dataclasses
import json
import statistics
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import figures
import parties_data as data
import yaml

from tidewaiter.model.party import Name, Party, PartyKind
from tidewaiter.parties.lists.readers import ftm
from tidewaiter.parties.matching.matcher import Matcher

FLOOR = 0.01
MOST = 300  # parties of an answer that are looked at
PARTS = ("names", "entities", "treated", "script", "alias")
GIVEN = ("firstName", "secondName", "middleName", "fatherName", "motherName", "lastName")
# the best open matcher by the same protocol: nomenklatura's logic-v2 if no other is named
ANCHORS = {
    "name_bench F1": "0.796",
    "name_bench AUC": "0.870",
    "name_bench average precision": "0.877",
    "name_bench STRONG F1": "1.000",
    "entity_bench F1": "0.915",
    "treated among candidates: recall": "0.946",
    "treated among candidates: alerts": "0.002",
    "treated among candidates: first": "0.982 token_sort",
    "treated among candidates: at 1 % alerts": "0.994",
    "script recall": "0.193",
    "script first": "0.712 Jaro-Winkler",
    "script at 1 % alerts among candidates": "0.429",
    "alias persons among candidates: recall": "0.641",
    "alias persons among candidates: alerts": "0.004",
    "alias persons among candidates: first": "0.710",
    "alias persons among candidates: at 1 % alerts": "0.700",
    "alias organisations among candidates: recall": "0.488",
    "alias organisations among candidates: alerts": "0.001",
    "alias organisations among candidates: first": "0.612",
    "alias organisations among candidates: at 1 % alerts": "0.644",
}
FIXTURES = ("negatives_global", "negatives_us", "positives_un_treated", "positives_un_untreated")


class Told:
    """The figures as they come: each printed as JSON at once, all kept for the table and the gate."""

    def __init__(self, errors: int) -> None:
        self.all: dict[str, float] = {}
        self.errors = errors

    def __call__(self, name: str, value: float, **more: Any) -> None:
        self.all[name] = value
        print(json.dumps({"figure": name, "value": round(value, 4), **more}), flush=True)

    def table(self) -> None:
        """All figures beside the best open matcher's."""
        print(f"\n{'figure':52} {'here':>7}   anchor")
        for name, value in self.all.items():
            print(f"{name:52} {value:7.3f}   {ANCHORS.get(name, '')}")


# pairs


def f1(scores: list[float], true: list[bool], threshold: float) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    hits = sum(score >= threshold and one for score, one in zip(scores, true, strict=True))
    said = sum(score >= threshold for score in scores)
    precision, recall = hits / max(said, 1), hits / max(sum(true), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def auc(scores: list[float], true: list[bool]) -> float:
    """The share of pairs of a true and a false one in which the true one scores higher, ties for half."""
    right = [score for score, one in zip(scores, true, strict=True) if one]
    wrong = [score for score, one in zip(scores, true, strict=True) if not one]
    return sum((a > b) + (a == b) / 2 for a in right for b in wrong) / (len(right) * len(wrong))


def average_precision(scores: list[float], true: list[bool]) -> float:
    """Precision at each threshold, weighed by the recall that it adds."""
    found, last = 0.0, 0.0
    for threshold in sorted(set(scores), reverse=True):
        precision, recall, _ = f1(scores, true, threshold)
        found += precision * (recall - last)
        last = recall
    return found


Pairs = list[tuple[Party, Party, bool]]


def named_pairs() -> tuple[list[dict[str, str]], Pairs]:
    """The pairs of names, each side as a party of one name, with the rows that they come from."""
    with (data.NAMES / "name_bench.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kinds = [data.KINDS[row["schema"]] for row in rows]
    return rows, [
        (
            data.query(row["name1"], kind),
            Party(f"name:{at}", (Name(row["name2"], "primary"),), kind),
            row["is_match"] == "true",
        )
        for at, (row, kind) in enumerate(zip(rows, kinds, strict=True))
    ]


def entity_pairs() -> Pairs:
    """The pairs of whole entities."""
    checks = yaml.safe_load((data.NAMES / "entity_bench.yml").read_text(encoding="utf-8"))["checks"]
    return [
        (
            entity(check["schema"], check["query"], "query"),
            dataclasses.replace(
                entity(check.get("candidate_schema", check["schema"]), check["candidate"], str(at)), id=f"entity:{at}"
            ),
            check["match"],
        )
        for at, check in enumerate(checks)
    ]


def entity(schema: str, told: dict[str, Any], number: str) -> Party:
    """A party from FollowTheMoney properties; its name made of the parts where none is given."""
    properties = {key: value if isinstance(value, list) else [value] for key, value in told.items()}
    parts = [text for key in GIVEN for text in properties.get(key, [])]
    if "name" not in properties and parts:
        properties["name"] = [" ".join(parts)]
    return ftm.party({"id": number, "schema": schema, "properties": properties}, strict=False)


def pairs(tell: Told, folder: Path, parts: set[str]) -> None:
    """Both benchmarks of pairs, in one index beside OFAC's names."""
    rows, named = named_pairs()
    whole = entity_pairs()
    matcher = data.indexed(data.sdn(), folder, [entry for _, entry, _ in named], [entry for _, entry, _ in whole])
    if "names" in parts:
        scores, true = _compared(tell, "name_bench", matcher, named)
        best = max((f1(scores, true, threshold)[2], threshold) for threshold in set(scores))
        tell("name_bench best F1", best[0], threshold=best[1])
        tell("name_bench AUC", auc(scores, true))
        tell("name_bench average precision", average_precision(scores, true))
        kinds = [query.kind for query, _, _ in named]
        for label, which in (
            ("STRONG", [row["quality"] == "STRONG" for row in rows]),
            ("persons", [kind == "person" for kind in kinds]),
            ("organisations", [kind == "organisation" for kind in kinds]),
        ):
            at = [number for number, one in enumerate(which) if one]
            part = f1([scores[one] for one in at], [true[one] for one in at], matcher.threshold)
            tell(f"name_bench {label} F1", part[2], pairs=len(at))
    if "entities" in parts:
        _compared(tell, "entity_bench", matcher, whole)


def _compared(tell: Told, name: str, matcher: Matcher, rows: Pairs) -> tuple[list[float], list[bool]]:
    scores = [matcher.why(query, entry.id).score for query, entry, _ in rows]
    true = [match for _, _, match in rows]
    precision, recall, both = f1(scores, true, matcher.threshold)
    tell(f"{name} precision", precision, pairs=len(rows), threshold=matcher.threshold)
    tell(f"{name} recall", recall)
    tell(f"{name} F1", both)
    wrong = [at for at, score in enumerate(scores) if (score >= matcher.threshold) != true[at]]
    for at in sorted(wrong, key=lambda at: -abs(scores[at] - matcher.threshold))[: tell.errors]:
        query, entry, match = rows[at]
        print(f"   {scores[at]:.3f} {'match' if match else 'other'}  {query.name} | {entry.name}")
    return scores, true


# lists


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """The answer to a name: its true party's score, if it has one, and the best other's; both among candidates too."""

    text: str
    own: float
    other: float
    own_near: float
    other_near: float


class List:
    """A list that is asked, with the candidates of the protocols."""

    def __init__(self, parties: list[Party], folder: Path) -> None:
        self.matcher = data.indexed(parties, folder)
        self.near = data.Candidates(parties)

    def ask(self, text: str, kind: PartyKind, own: str = "") -> Asked:
        """Asks for one name."""
        answer = self.matcher.match(data.query(text, kind), limit=MOST, threshold=FLOOR)
        found = {match.party.id: match.score for match in answer}
        score = found.pop(own, 0.0)
        near = self.near(text)
        among = [value for one, value in found.items() if one in near]
        return Asked(
            text, score, max(found.values(), default=0.0), score if own in near else 0.0, max(among, default=0.0)
        )


def quantile(scores: Iterable[float]) -> float:
    """The 99 % quantile."""
    return statistics.quantiles(scores, n=100, method="inclusive")[98]


def share(told: Iterable[bool]) -> float:
    """The share of what is true."""
    found = list(told)
    return sum(found) / len(found)


def retrieval(tell: Told, name: str, asked: list[Asked], unlisted: list[Asked], threshold: float) -> None:
    """The figures of one part: against the whole list, then among the candidates."""
    bar, bar_near = quantile(one.other for one in unlisted), quantile(one.other_near for one in unlisted)
    tell(f"{name} recall", share(one.own >= threshold for one in asked), queries=len(asked), threshold=threshold)
    tell(f"{name} alerts", share(one.other >= threshold for one in unlisted), unlisted=len(unlisted))
    tell(f"{name} first", share(one.own > one.other for one in asked))
    tell(f"{name} at 1 % alerts", share(one.own > bar for one in asked), quantile=round(bar, 4))
    for one in sorted(asked, key=lambda one: one.own - one.other)[: tell.errors]:
        print(f"   {one.own:.3f} beside {one.other:.3f}  {one.text}")
    for one in sorted(unlisted, key=lambda one: -one.other)[: tell.errors]:
        print(f"   unlisted {one.other:.3f}  {one.text}")
    if name == "script":  # asked against all by the protocol too, its unlisted names are not
        tell(f"{name} at 1 % alerts among candidates", share(one.own > bar_near for one in asked))
        return
    tell(f"{name} among candidates: recall", share(one.own_near >= threshold for one in asked))
    tell(f"{name} among candidates: alerts", share(one.other_near >= threshold for one in unlisted))
    tell(f"{name} among candidates: first", share(one.own_near > one.other_near for one in asked))
    tell(f"{name} among candidates: at 1 % alerts", share(one.own_near > bar_near for one in asked))


def by_script(tell: Told, name: str, asked: list[Asked], unlisted: list[Asked], threshold: float) -> None:
    """Recall and alerts of each script that has ten queries or more."""
    bar = quantile(one.other for one in unlisted)
    for script, rows in _scripts(asked):
        tell(f"{name} {script} recall", share(one.own >= threshold for one in rows), queries=len(rows))
        tell(f"{name} {script} first", share(one.own > one.other for one in rows))
        tell(f"{name} {script} at 1 % alerts", share(one.own > bar for one in rows))
    for script, rows in _scripts(unlisted):
        tell(f"{name} {script} alerts", share(one.other >= threshold for one in rows), unlisted=len(rows))


def _scripts(rows: list[Asked]) -> list[tuple[str, list[Asked]]]:
    found: dict[str, list[Asked]] = {}
    for row in rows:
        found.setdefault(data.script(row.text), []).append(row)
    return sorted((script, told) for script, told in found.items() if len(told) >= 10)


def united_nations(tell: Told, folder: Path, yente: Path, parts: set[str]) -> None:
    """The Security Council's list: names with slips, and names in their own scripts."""
    parties = data.united_nations()
    listed = List(parties, folder)
    threshold = listed.matcher.threshold
    unlisted = [listed.ask(text, "person") for text in data.negatives(yente)]
    if "treated" in parts:
        asked = [listed.ask(text, "person", own) for own, text in data.treated(yente, parties)]
        retrieval(tell, "treated", asked, unlisted, threshold)
    if "script" in parts:
        asked = [listed.ask(text, kind, own) for own, text, kind in data.original_names()]
        retrieval(tell, "script", asked, unlisted, threshold)
        by_script(tell, "script", asked, unlisted, threshold)


def aliases(tell: Told, folder: Path, yente: Path) -> None:
    """OFAC's list: an alias that was taken away."""
    for kind, left in data.left_out().items():
        listed = List(left.parties, folder / kind)
        asked = [listed.ask(text, kind, own) for own, text in left.queries]
        unlisted = [listed.ask(text, kind) for text in data.negatives(yente)]
        retrieval(tell, f"alias {kind}s", asked, unlisted, listed.matcher.threshold)
        by_script(tell, f"alias {kind}s", asked, unlisted, listed.matcher.threshold)


def main() -> None:
    """Prints the figures of the parts asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--yente", type=Path, metavar="FOLDER", help="the fixtures of yente's benchmark")
    options.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART")
    options.add_argument("--errors", type=int, default=0, help="how many errors of each part are shown")
    figures.option(options)
    given = options.parse_args()
    parts, tell, begun = set(given.only), Told(given.errors), time.perf_counter()
    if parts & {"treated", "script", "alias"} and given.yente is None:
        print("left out without --yente: treated, script, alias")
        parts -= {"treated", "script", "alias"}
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        benches = data.NAMES / "name_bench.csv", data.NAMES / "entity_bench.yml"
        if parts & {"names", "entities"} and not data.absent(*benches, data.SDN, data.CSL):
            pairs(tell, folder / "pairs", parts)
        fixtures = [given.yente / f"{name}.csv" for name in FIXTURES] if given.yente else []
        if parts & {"treated", "script"} and not data.absent(data.UN, *fixtures):
            united_nations(tell, folder / "un", given.yente, parts)
        if "alias" in parts and not data.absent(data.SDN, data.CSL, *fixtures):
            aliases(tell, folder / "alias", given.yente)
    tell.table()
    print(f"{time.perf_counter() - begun:.0f} s")
    figures.write(given.figures, tell.all)


if __name__ == "__main__":
    main()

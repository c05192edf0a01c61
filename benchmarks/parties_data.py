"""The public data that the parties' benchmarks read, in the shapes that their protocols ask for.

Lists and benchmarks of names lie under ``../shared/data`` beside the checkout; names that nobody lists, and the altered
names of the United Nations' list, are the fixtures of yente's own benchmark (github opensanctions/yente,
``contrib/candidate_generation_benchmark/fixtures``), in any folder. Nothing of it is kept in the repository.
"""

from __future__ import annotations

import csv
import dataclasses
import gzip
import json
import random
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tidewaiter.model.party import Name, Party, PartyKind, PartyList
from tidewaiter.model.when import UNKNOWN
from tidewaiter.parties.lists.readers import un
from tidewaiter.parties.matching.matcher import Matcher, build, open_index
from tidewaiter.parties.names.spell import spell

SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "data"
UN = SHARED / "lists" / "un_consolidated_2026-02-27.xml"
SDN = SHARED / "lists" / "ofac_sdn_names_2026-02.jsonl"
CSL = SHARED / "lists" / "us_csl_2022-04.csv.gz"
NAMES = SHARED / "names"
KINDS: dict[str, PartyKind] = {
    "Individual": "person",
    "Entity": "organisation",
    "Vessel": "vessel",
    "Aircraft": "aircraft",
    "Person": "person",
    "Company": "organisation",
    "Organization": "organisation",
    "LegalEntity": "organisation",
}
SEED = 42


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Parties from which one name each was taken away, and these names with the ids that they belong to."""

    parties: list[Party]
    queries: list[tuple[str, str]]


def absent(*paths: Path) -> bool:
    """Whether data are missing, which is said."""
    missing = [path for path in paths if not path.exists()]
    for path in missing:
        print(f"left out: {path.name} is not there", file=sys.stderr)
    return bool(missing)


def query(text: str, kind: PartyKind) -> Party:
    """A bare name as what is asked."""
    return Party("query", (Name(text),), kind)


def script(text: str) -> str:
    """The script that most letters of a text are in, as Unicode calls it ("ARABIC", "CJK")."""
    found = [unicodedata.name(sign, "OTHER").split()[0] for sign in text if sign.isalpha()]
    return max(sorted(set(found)), key=found.count) if found else "NONE"


def indexed(parties: Iterable[Party], folder: Path, *more: Iterable[Party]) -> Matcher:
    """A matcher over one list, or several, without dates or programmes."""
    lists = (parties, *more)
    told = [PartyList(f"bench{at}", "", "", UNKNOWN, "0" * 64, 0) for at in range(len(lists))]
    build(zip(told, lists, strict=True), folder)
    return open_index(folder)


# lists


def united_nations() -> list[Party]:
    """The Security Council's list with its Latin names only."""
    with UN.open("rb") as file:
        return [_latin(party) for party in un.read(file, path=UN.name)]


def _latin(party: Party) -> Party:
    names = tuple(name for name in party.names if name.role != "original" and script(name.text) == "LATIN")
    return dataclasses.replace(party, names=names)


def original_names() -> Iterator[tuple[str, str, PartyKind]]:
    """Id, name in its own script (up to the first semicolon or line break) and kind of the same list."""
    import lxml.etree

    root = lxml.etree.parse(UN).getroot()
    for element in root.iter("INDIVIDUAL", "ENTITY"):
        text = (element.findtext("NAME_ORIGINAL_SCRIPT") or "").strip()
        if text:
            kind: PartyKind = "person" if element.tag == "INDIVIDUAL" else "organisation"
            yield f"un:{element.findtext('DATAID')}", text.replace("\n", ";").split(";")[0].strip(), kind


def sdn() -> Iterator[Party]:
    """OFAC's names of February 2026, with the kinds that the Consolidated Screening List of 2022 tells."""
    kinds = _kinds()
    for number, names in _sdn():
        yield _listed(number, names, KINDS.get(kinds.get(number, ""), "unknown"))


def _sdn() -> Iterator[tuple[str, list[str]]]:
    for line in SDN.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        yield str(told["entity_id"]), [name["full_name"] for name in told["names"]]


def _kinds() -> dict[str, str]:
    with gzip.open(CSL, "rt", encoding="utf-8") as file:
        rows = csv.DictReader(file)
        return {row["entity_number"]: row["type"] for row in rows if row["source"].startswith("Specially Designated")}


def _listed(number: str, names: Iterable[str], kind: PartyKind) -> Party:
    told = [Name(text, "alias" if at else "primary") for at, text in enumerate(dict.fromkeys(names))]
    return Party(f"sdn:{number}", tuple(told), kind)


def left_out() -> dict[PartyKind, LeftOut]:
    """The left-out aliases: of 1,000 persons, then of 500 organisations, drawn with one seed."""
    kinds = _kinds()
    rows = list(_sdn())
    draw = random.Random(SEED)
    found: dict[PartyKind, LeftOut] = {}
    for type_, many in (("Individual", 1000), ("Entity", 500)):
        pool = [row for row in rows if kinds.get(row[0]) == type_]
        several = [at for at, (_, names) in enumerate(pool) if len(set(names)) >= 2]
        taken = {at: draw.choice(sorted(set(pool[at][1]))) for at in draw.sample(several, many)}
        parties = [
            _listed(number, (name for name in names if name != taken.get(at)), KINDS[type_])
            for at, (number, names) in enumerate(pool)
        ]
        found[KINDS[type_]] = LeftOut(parties, [(f"sdn:{pool[at][0]}", name) for at, name in taken.items()])
    return found


# fixtures of yente


def negatives(folder: Path, many: int = 500) -> list[str]:
    """Names that nobody lists: the first of each of the two files."""
    return [name for part in ("global", "us") for name in _names(folder / f"negatives_{part}.csv")[:many]]


def treated(folder: Path, parties: list[Party]) -> list[tuple[str, str]]:
    """The altered names of listed persons, each with the id of its entry."""
    persons = {normal(party.name): party.id for party in parties if party.kind == "person"}
    plain, altered = (_names(folder / f"positives_un_{part}treated.csv") for part in ("un", ""))
    rows = zip(plain, altered, strict=True)
    return [(persons[normal(one)], other) for one, other in rows if one != other and normal(one) in persons]


def _names(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row["full_name"] for row in csv.DictReader(file)]


def normal(text: str) -> str:
    """The protocols' normal form: ASCII letters in lower case, all else a space; our readings if it is not Latin."""
    if script(text) not in ("LATIN", "NONE"):
        text = " ".join(word.readings[0].letters for word in spell(text, "person").words)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join("".join(sign if sign.isalnum() else " " for sign in plain).split())


# candidates


class Candidates:
    """The protocols' candidates: TF-IDF over runs of three letters in words, the first parties of the best names."""

    def __init__(self, parties: list[Party]) -> None:
        import numpy

        self.ids = [party.id for party in parties for _ in party.names]
        counted = [_runs(normal(name.text)) for party in parties for name in party.names]
        names_with: dict[str, int] = {}
        for runs in counted:
            for run in runs:
                names_with[run] = names_with.get(run, 0) + 1
        self.idf = {run: float(numpy.log((1 + len(counted)) / (1 + many)) + 1) for run, many in names_with.items()}
        rows: dict[str, list[tuple[int, float]]] = {}
        for at, runs in enumerate(counted):
            for run, weight in self._weighed(runs).items():
                rows.setdefault(run, []).append((at, weight))
        self.rows = {
            run: (numpy.array([at for at, _ in row]), numpy.array([w for _, w in row])) for run, row in rows.items()
        }

    def _weighed(self, runs: dict[str, int]) -> dict[str, float]:
        weights = {run: many * self.idf[run] for run, many in runs.items() if run in self.idf}
        length = sum(weight**2 for weight in weights.values()) ** 0.5
        return {run: weight / length for run, weight in weights.items()}

    def __call__(self, text: str, names: int = 400, parties: int = 60) -> set[str]:
        """The ids of the parties of the names most like a text."""
        import numpy

        likeness = numpy.zeros(len(self.ids))
        for run, weight in self._weighed(_runs(normal(text))).items():
            at, weights = self.rows[run]
            likeness[at] += weight * weights
        best = numpy.argsort(-likeness, kind="stable")[:names]
        return set(list(dict.fromkeys(self.ids[at] for at in best if likeness[at] > 0))[:parties])


def _runs(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for word in text.split():
        padded = f" {word} "
        for at in range(max(len(padded) - 2, 1)):
            found[padded[at : at + 3]] = found.get(padded[at : at + 3], 0) + 1
    return found


# queries


def mutated(name: str, draw: random.Random) -> str:
    """A name as another writes it: a letter lost, doubled or swapped, words turned round, one left out, or as is."""
    letters, at = list(name), draw.randrange(max(len(name) - 1, 1))
    how = draw.choice(("drop", "double", "swap", "turn", "leave", "none"))
    if how == "drop":
        del letters[at]
    elif how == "double":
        letters.insert(at, letters[at])
    elif how == "swap" and len(letters) > 1:
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
    words = "".join(letters).split()
    if how == "turn":
        words = words[1:] + words[:1]
    elif how == "leave" and len(words) > 1:
        del words[draw.randrange(len(words))]
    return " ".join(words)


def listed_names(parties: Iterable[Party], draw: random.Random, many: int) -> list[tuple[str, PartyKind]]:
    """Listed names drawn at random, each once, with their parties' kinds."""
    names = sorted({(name.text, party.kind) for party in parties for name in party.names if len(name.text) > 1})
    return draw.sample(names, min(many, len(names)))

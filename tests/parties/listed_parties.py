"""A made-up list for tests of texts and events: persons, organisations and ships that nobody has met."""

from __future__ import annotations

from pathlib import Path

from tidewaiter.engine.parties.index import open_fresh
from tidewaiter.model import Designation, Party, PartyList, read_when
from tidewaiter.model.party import Address, Identifier, Name, PartyKind
from tidewaiter.parties.matching.matcher import Matcher


def party(
    number: int,
    *names: str,
    kind: PartyKind = "organisation",
    reference: str = "KPe.901",
    since: str = "2016-03-02",
    until: str | None = None,
    imo: str | None = None,
    born: str | None = None,
    on: str = "un",
    country: str | None = None,
) -> Party:
    """An entry; the first name is the primary one."""
    told = tuple(Name(name, "alias" if at else "primary") for at, name in enumerate(names))
    ended = read_when(until) if until else None
    return Party(
        f"{on}:{number}",
        told,
        kind,
        designations=(Designation(on, reference, since=read_when(since), until=ended),),
        identifiers=(Identifier("imo", imo),) if imo else (),
        births=tuple(filter(None, (read_when(born),))) if born else (),
        countries=(("nationality", "KP"),) if kind == "person" else (),
        addresses=(Address("", country),) if country else (),
    )


UN = (
    party(1, "Nowhere Tidal Trading Corporation", "NOTITRACO"),
    party(2, "PAK THAE MUN-SIK", kind="person", reference="KPi.901", born="1961-04-02"),
    party(3, "Choe Rim", kind="person", reference="KPi.902", born="1950"),
    party(4, "Mirok Commercial Bank", reference="KPe.902", since="2017-06-02"),
    party(5, "Grey Heron Associated Company", reference="KPe.903", until="2019-12-31"),
    party(6, "Exemplari al-Numuni", kind="person", reference="QDi.901"),
    party(7, "General Trading Bank", reference="KPe.904"),
    party(8, "Foreign Insurance Company Office (FICO)", reference="KPe.905", country="KP"),
    party(9, "Belugan Metal Works (BMWK)", reference="KPe.906"),
)
VESSELS = (
    party(
        1, "MORNING LANTERN", kind="vessel", reference="V.1", since="2018-03-30", imo="9074729", on="un-1718-vessels"
    ),
    party(2, "VICTORY", kind="vessel", reference="V.2", since="2018-03-30", imo="9187629", on="un-1718-vessels"),
)


def _others() -> list[tuple[str, str]]:
    starts, ends = ("Bor", "Dul", "Fam", "Gost", "Hev", "Jant", "Kulm", "Lorp"), ("ax", "ebel", "idor", "onk", "ugast")
    names = [start + end for start in starts for end in ends]
    return [(one, two) for at, one in enumerate(names) for two in names[at + 1 : at + 11]]


def opened(folder: Path, *, vessels: bool = True) -> Matcher:
    """A matcher over the made-up lists, with others on them: how rare a word is decides how much it says."""
    others = tuple(party(100 + n, f"{one} {two}", reference="QDe.900") for n, (one, two) in enumerate(_others()))
    lists = [("un", (*UN, *others))] + ([("un-1718-vessels", VESSELS)] if vessels else [])
    when = read_when("2026-02-27")
    assert when is not None
    return open_fresh(
        [(PartyList(name, "nobody", name, when, name * 8, len(each)), each) for name, each in lists], folder / "index"
    )

"""Two invented lists: nobody on them exists."""

from __future__ import annotations

from tidewaiter.model import read_when
from tidewaiter.model.party import Address, Designation, Identifier, Name, Party, PartyList, Ship, Tie

UN = PartyList(
    id="un",
    publisher="United Nations",
    title="Security Council consolidated list",
    date=read_when("2026-02-27"),
    sha256="a" * 64,
    count=4,
    url="https://example.org/un.xml",
)
SHIPS = PartyList(
    id="made-up",
    publisher="An office",
    title="Ships that nobody built",
    date=read_when("2026-01-05"),
    sha256="b" * 64,
    count=1,
)
LISTS = (UN, SHIPS)


def _listed(list_id: str, reference: str, since: str, *amended: str) -> Designation:
    return Designation(
        list=list_id,
        reference=reference,
        programme="DPRK",
        since=read_when(since),
        amended=tuple(read_when(one) for one in amended),
    )


PARTIES = (
    Party(
        id="un:7000001",
        names=(
            Name("PAK Tae Song Invented", role="primary", parts=(("family", "PAK"),)),
            Name("Bak Taesong", quality="strong"),
            Name("박태송", role="original"),
        ),
        kind="person",
        gender="male",
        births=(read_when("1961-04-02"),),
        countries=(("nationality", "KP"),),
        identifiers=(Identifier("passport", "X0000001", "KP"),),
        positions=("Director of nothing",),
        designations=(_listed("un", "KPi.901", "2016-03-02", "2018-05-01"),),
        ties=(Tie("works for", "Nowhere Trading Corporation", "un:7000002"),),
    ),
    Party(
        id="un:7000002",
        names=(Name("Nowhere Trading Corporation", role="primary"), Name("NTC", quality="weak")),
        kind="organisation",
        addresses=(Address("Pothong-dong, Pyongyang", "KP"),),
        designations=(_listed("un", "KPe.901", "2017-06-02"),),
    ),
    Party(
        id="un:7000003",
        names=(Name("Abd al-Latif Nobody", role="primary"), Name("عبد اللطيف", role="original")),
        kind="person",
        births=(read_when("1970"),),
        countries=(("nationality", "SY"),),
        designations=(_listed("un", "QDi.901", "2012-01-01"),),
    ),
    Party(
        id="un:7000004",
        names=(Name("PAK Tae Song Elsewhere", role="primary"),),
        kind="person",
        countries=(("nationality", "KR"),),
        designations=(_listed("un", "KPi.902", "2019-01-01"),),
    ),
    Party(
        id="made-up:9",
        names=(Name("MORNING MIST 8", role="primary"), Name("Evening Fog", role="former")),
        kind="vessel",
        identifiers=(Identifier("imo", "9074729"),),
        ship=Ship(flag="KP", former_flags=("MN",), type="Bulk carrier"),
        countries=(("flag", "KP"), ("former-flag", "MN")),
        ties=(Tie("owner", "Nowhere Trading Corporation", "un:7000002"), Tie("operator", "Fog Lines Ltd")),
        designations=(_listed("made-up", "S-9", "2020-08-08"),),
    ),
)

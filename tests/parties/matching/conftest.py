"""A small list of invented parties, indexed once, and the real lists where they are at hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tidewaiter.model.party import Identifier, Name, Party, PartyList
from tidewaiter.model.when import UNKNOWN, read_when
from tidewaiter.parties.lists.readers import un
from tidewaiter.parties.matching import index, search
from tidewaiter.parties.matching.matcher import Matcher, build, open_index

LISTS = Path(__file__).resolve().parents[4] / "shared" / "data" / "lists"


def person(number: str, *names: str, **more: object) -> Party:
    told = tuple(Name(text, "primary" if at == 0 else "alias") for at, text in enumerate(names))
    return Party(id=f"test:{number}", names=told, kind="person", **more)  # type: ignore[arg-type]


def organisation(number: str, *names: str) -> Party:
    told = tuple(Name(text, "primary" if at == 0 else "alias") for at, text in enumerate(names))
    return Party(id=f"test:{number}", names=told, kind="organisation")


PARTIES = (
    person("1", "HAN JONG MIN", births=(read_when("1963-04-02"),), countries=(("nationality", "KP"),), gender="male"),
    person("2", "HAN YONG MIN", births=(read_when("1971"),), countries=(("nationality", "KP"),)),
    person("3", "Abd al-Karim Salih al-Dawri", "Abu Salih", births=(read_when("1958"),)),
    person("4", "Viktor Andreyevich Sorokin", identifiers=(Identifier("passport", "AB 123456"),)),
    person("5", "Mahmud Abbas Tahir", "Mahmoud Tahir"),
    person("6", "J. R. Marlowe"),
    organisation("7", "Blue Heron Trading Company Limited", "BHTC"),
    organisation("8", "Unit 61", "Sixty First Unit"),
    organisation("9", "Unit 62"),
    organisation("10", "Northern Lights / Aurora Group"),
    Party(id="test:11", names=(Name("MORNING TIDE 5", "primary"), Name("EVENING TIDE", "former")), kind="vessel",
          identifiers=(Identifier("imo", "9074729"),)),
    Party(id="test:12", names=(Name("Olena Petrivna Kovalenko", "primary"), Name("Lena", "alias", "weak")),
          kind="person", gender="female"),
)  # fmt: skip


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> search.Search:
    folder = tmp_path_factory.mktemp("index")
    index.write(PARTIES, folder / "index.bin", {}, folder / "parties.jsonl")
    saved = index.read(folder / "index.bin")
    assert saved
    return search.Search(saved)


def about(name: str) -> PartyList:
    return PartyList(name, "nobody", "a list for tests", UNKNOWN, "0" * 64, len(PARTIES))


@pytest.fixture(scope="session")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    folder = tmp_path_factory.mktemp("matcher")
    build([(about("test"), PARTIES)], folder)
    return open_index(folder)


@pytest.fixture(scope="session")
def united_nations(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Matcher]:
    path = LISTS / "un_consolidated_2026-02-27.xml"
    if not path.is_file():
        pytest.skip("the Security Council's list is not at hand")
    folder = tmp_path_factory.mktemp("un")
    with path.open("rb") as file:
        build([(about("un"), un.read(file, path=path.name))], folder)
    yield open_index(folder)

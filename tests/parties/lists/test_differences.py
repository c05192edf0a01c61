"""Two editions of a list are held against each other, field by field."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.codec import encode
from tidewaiter.model import read_when
from tidewaiter.model.party import Designation, Identifier, Name, Party, Ship
from tidewaiter.parties.lists.differences import as_json, differences, prose, tally
from tidewaiter.parties.lists.readers.un import read

ONE = Party(
    "own:1", (Name("ALPHA INVENTED", "primary"), Name("Alfa", quality="weak"), Name("Alpha Inc.")), "organisation"
)
TWO = Party("own:2", (Name("BETA MADE-UP", "primary"),), "person", designations=(Designation("own", "N.2"),))
THREE = Party("own:3", (Name("GAMMA", "primary"),), "vessel", ship=Ship(flag="KP"))


def test_parties_that_came_and_went_are_told() -> None:
    found = differences([ONE, TWO], [TWO, THREE])
    assert ([one.id for one in found.added], [one.id for one in found.removed]) == (["own:3"], ["own:1"])
    assert (found.changed, found.same) == ((), 1)


def test_the_order_of_aliases_is_no_change() -> None:
    turned = replace(ONE, names=(ONE.names[0], ONE.names[2], ONE.names[1]))
    assert not differences([ONE], [turned])


def test_a_party_with_another_first_name_is_renamed() -> None:
    other = replace(ONE, names=(Name("OMEGA INVENTED", "primary"), *ONE.names[1:]))
    (one,) = differences([ONE], [other]).renamed
    assert (one.was, one.name) == ("ALPHA INVENTED", "OMEGA INVENTED")
    assert one.changes[0].field == "names"
    assert (one.changes[0].old, one.changes[0].new) == (("ALPHA INVENTED (primary)",), ("OMEGA INVENTED (primary)",))


def test_an_alias_whose_quality_changes_is_told_with_both_qualities() -> None:
    other = replace(ONE, names=(ONE.names[0], replace(ONE.names[1], quality="strong"), ONE.names[2]))
    ((change,),) = [one.changes for one in differences([ONE], [other]).changed]
    assert (change.old, change.new) == (("Alfa (alias, weak)",), ("Alfa (alias, strong)",))


def test_every_field_that_changes_is_told_by_its_name() -> None:
    other = replace(
        TWO,
        gender="male",
        births=(read_when("1965"),),
        countries=(("nationality", "KP"),),
        identifiers=(Identifier("passport", "X0000001", "KP"),),
        designations=(Designation("own", "N.2", amended=(read_when("2020-01-02"),)),),
        more=(("SHOE_SIZE", "43"),),
    )
    (one,) = differences([TWO], [other]).changed
    assert {change.field: change.new for change in one.changes} == {
        "gender": ("male",),
        "births": ("1965",),
        "countries": ("nationality: KP",),
        "identifiers": ("passport X0000001 (KP)",),
        "designations": ("own (N.2, amended 2020-01-02)",),
        "more": ("SHOE_SIZE: 43",),
    }


def test_a_ship_that_changes_its_flag_is_told() -> None:
    (one,) = differences([THREE], [replace(THREE, ship=Ship(flag="SL", former_flags=("KP",)))]).changed
    assert one.changes[0].new == ("flag SL, former flag KP",)


def test_an_id_that_stands_twice_is_two_parties() -> None:
    found = differences([ONE, ONE], [ONE])
    assert (len(found.removed), found.same) == (1, 1)


def test_the_lines_name_what_came_went_and_changed() -> None:
    other = replace(TWO, names=(Name("BETA\x1b[31m", "primary"),))
    lines = list(prose(differences([ONE, TWO], [other, THREE])))
    assert lines[0] == "+ own:3 GAMMA (vessel)"
    assert lines[1] == "- own:1 ALPHA INVENTED (organisation)"
    assert lines[2].startswith("~ own:2 BETA\\x1b[31m (was BETA MADE-UP)")
    assert lines[-1] == "1 added, 1 removed, 1 changed, 1 of them renamed, 0 the same"


def test_the_differences_are_plain_values_for_json() -> None:
    found = as_json(differences([TWO], [ONE]))
    assert found["removed"] == [{"id": "own:2", "name": "BETA MADE-UP", "kind": "person", "references": ["N.2"]}]
    assert encode(found)


@given(st.lists(st.integers(0, 30), max_size=20), st.lists(st.integers(0, 30), max_size=20))
@settings(max_examples=100, deadline=None)
def test_whatever_came_one_way_went_the_other(first: list[int], second: list[int]) -> None:
    old, new = ([Party(f"own:{n}", (Name(str(n)),)) for n in numbers] for numbers in (first, second))
    there, back = differences(old, new), differences(new, old)
    assert sorted(one.id for one in there.added) == sorted(one.id for one in back.removed)
    assert len(there.added) + there.same == len(new)
    assert not differences(old, old)


def _un(shared: Path, day: str) -> list[Party]:
    path = shared / "data" / "lists" / f"un_consolidated_{day}.xml"
    with path.open("rb") as stream:
        return list(read(stream, path=str(path)))


def test_two_editions_of_the_consolidated_list_differ_by_what_came_went_and_changed(shared: Path) -> None:
    old, new = _un(shared, "2025-11-18"), _un(shared, "2026-02-27")
    found = differences(old, new)
    assert len(old) - len(found.removed) + len(found.added) == len(new)
    assert found.same + len(found.changed) + len(found.removed) == len(old)
    assert tally(found) == "4 added, 1 removed, 2 changed, 997 the same"  # ids counted in the files themselves agree

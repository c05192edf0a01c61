"""FollowTheMoney: what an entity tells is in the party, what it cannot tell is refused, and circles end."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import InputError
from tidewaiter.model.party import Party
from tidewaiter.parties.lists.readers.ftm import entity, party, read
from tidewaiter.parties.lists.readers.schemata import schema, schemata

PERSON: dict[str, Any] = {
    "id": "Q-1",
    "schema": "Person",
    "caption": "Tae-song Invented",
    "properties": {
        "name": ["가공인물", "Tae-song Invented", "INVENTED, Tae-song"],
        "alias": ["T. Invention"],
        "weakAlias": ["The Inventor"],
        "previousName": ["Tae-song Madeup"],
        "firstName": ["Tae-song", "태성"],
        "lastName": ["Invented"],
        "birthDate": ["1961-04", "1962"],
        "birthPlace": ["Nampo"],
        "birthCountry": ["kp"],
        "nationality": ["kp"],
        "country": ["by", "atlantis"],
        "gender": ["male"],
        "passportNumber": ["X0000001"],
        "position": ["Director of nothing"],
        "notes": ["Nobody has met him."],
        "topics": ["sanction"],
        "height": ["1.70"],
    },
}


def nested(**more: Any) -> dict[str, Any]:
    return {**PERSON, "properties": {**PERSON["properties"], **more}}


def told(*entities: dict[str, Any]) -> tuple[Party, ...]:
    text = "\n".join(json.dumps(one, ensure_ascii=False) for one in entities)
    return tuple(read(io.BytesIO(text.encode()), path="list.json"))


def test_names_have_their_role_quality_and_the_parts_of_the_leading_one() -> None:
    names = party(PERSON).names
    assert [(name.text, name.role, name.quality) for name in names] == [
        ("Tae-song Invented", "primary", None),
        ("가공인물", "original", None),
        ("INVENTED, Tae-song", "alias", None),
        ("T. Invention", "alias", None),
        ("The Inventor", "alias", "weak"),
        ("Tae-song Madeup", "former", None),
    ]
    assert names[0].parts == (("given", "Tae-song"), ("family", "Invented"))


def test_partial_dates_countries_and_numbers_are_read() -> None:
    one = party(PERSON)
    assert [when.value for when in one.births] == ["1961-04", "1962"]
    assert one.countries == (("nationality", "KP"), ("country", "BY"))
    assert [(each.kind, each.value) for each in one.identifiers] == [("passport", "X0000001")]
    assert (one.birth_places[0].text, one.birth_places[0].country) == ("Nampo", "KP")


def test_what_no_field_takes_is_kept_under_its_property() -> None:
    assert party(PERSON).more == (
        ("country", "atlantis"),
        ("topics", "sanction"),
        ("height", "1.70"),
        ("firstName", "태성"),
    )


def test_a_name_is_composed_of_its_parts_where_no_name_is_given() -> None:
    one = party({"schema": "Person", "properties": {"lastName": "Invented", "firstName": ["Tae-song"]}}, strict=True)
    assert (one.id, one.name) == ("query", "Tae-song Invented")


@pytest.mark.parametrize(
    ("told", "place", "hint"),
    [
        ({"schema": "Persson", "properties": {}}, "schema", "did you mean 'Person'?"),
        ({"properties": {"name": ["A"]}}, "schema", "Person, Organization"),
        (
            {"schema": "Person", "properties": {"birthdate": ["1961"]}},
            "properties.birthdate",
            "did you mean 'birthDate'?",
        ),
        ({"schema": "Vessel", "properties": {"imo": ["1"]}}, "properties.imo", "did you mean 'imoNumber'?"),
        ({"schema": "Person", "properties": {"imoNumber": ["1"]}}, "properties.imoNumber", "that have it"),
        ({"schema": "Person", "properties": {"name": [True]}}, "properties.name[0]", "quotation marks"),
        ({"schema": "Person", "properties": {"name": ["A", {"x": 1}]}}, "properties.name[1]", "quotation marks"),
        ({"schema": "Person", "properties": {"name": ["A", None]}}, "properties.name[1]", "quotation marks"),
        ({"schema": "Person", "properties": ["name"]}, "properties", '{"name"'),
        (
            {"schema": "Person", "properties": {"name": "A", "birthDate": ["soon"]}},
            "properties.birthDate",
            "1965-04-29",
        ),
        ({"schema": "Person", "id": ["x"], "properties": {"name": "A"}}, "id", "leave it away"),
    ],
)
def test_an_entity_with_a_mistake_is_refused_with_its_place_and_a_hint(told: Any, place: str, hint: str) -> None:
    with pytest.raises(InputError) as caught:
        party(told, strict=True)
    assert caught.value.path == place
    assert hint in (caught.value.hint or "")


def test_no_object_is_no_entity() -> None:
    with pytest.raises(InputError, match="an entity is an object"):
        party(["name"], strict=True)  # type: ignore[arg-type]


def test_every_property_of_a_matched_schema_is_known() -> None:
    matched = [one for one in schemata().values() if one.matchable]
    assert len(matched) >= 15
    for one in matched:
        plain = [name for name, kind in one.properties.items() if kind == "string"]
        party({"schema": one.name, "properties": {"name": "A", **{key: ["x"] for key in plain}}}, strict=True)


def test_a_number_is_its_digits() -> None:
    assert party({"schema": "Person", "properties": {"name": "A", "birthDate": [1965]}}).births[0].value == "1965"


def test_nested_sanctions_documents_addresses_and_ties_are_joined() -> None:
    (one,) = told(
        nested(
            sanctions=[
                {
                    "id": "s",
                    "schema": "Sanction",
                    "datasets": ["invented_list"],
                    "properties": {
                        "program": ["DPRK"],
                        "startDate": ["2017-12-22"],
                        "unscId": ["KPi.999"],
                        "reason": ["None."],
                    },
                }
            ],
            identification=[
                {
                    "id": "p",
                    "schema": "Passport",
                    "properties": {"number": ["Y2"], "country": ["cn"], "summary": ["lost"]},
                }
            ],
            addressEntity=[{"id": "a", "schema": "Address", "properties": {"full": ["1 No Road"], "country": ["cn"]}}],
            ownershipOwner=[
                {
                    "id": "o",
                    "schema": "Ownership",
                    "properties": {
                        "asset": [{"id": "Q-2", "schema": "Company", "caption": "Void Ltd", "properties": {}}],
                        "percentage": ["51"],
                    },
                }
            ],
        )
    )
    (entry,) = one.designations
    assert (entry.list, entry.reference, entry.programme) == ("invented_list", "KPi.999", "DPRK")
    assert entry.since is not None
    assert entry.since.value == "2017-12-22"
    assert [(each.kind, each.value, each.country, each.note) for each in one.identifiers[1:]] == [
        ("passport", "Y2", "CN", "summary: lost")
    ]
    assert [(each.text, each.country) for each in one.addresses] == [("1 No Road", "CN")]
    assert [(tie.role, tie.name, tie.party) for tie in one.ties] == [("ownership: asset", "Void Ltd", "Q-2")]
    assert ("sanction.reason", "None.") in one.more
    assert ("ownershipOwner", "percentage: 51") in one.more


def test_plain_entities_are_joined_whatever_their_order() -> None:
    lines = [
        {
            "id": "s",
            "schema": "Sanction",
            "properties": {"entity": ["Q-1"], "program": ["DPRK"], "authority": ["Nobody"]},
        },
        PERSON,
        {
            "id": "f",
            "schema": "Family",
            "properties": {"person": ["Q-1"], "relative": ["Q-3"], "relationship": ["son"]},
        },
        {
            "id": "Q-3",
            "schema": "Person",
            "caption": "Young Invented",
            "target": False,
            "properties": {"name": ["Young"]},
        },
    ]
    found, reversed_ = told(*lines), told(*reversed(lines))
    assert [one.id for one in found] == ["Q-1"]
    assert found[0].designations == reversed_[0].designations
    assert [(entry.list, entry.programme) for entry in found[0].designations] == [("Nobody", "DPRK")]
    assert [(tie.role, tie.name, tie.party) for tie in found[0].ties] == [
        ("family: relative: son", "Young Invented", "Q-3")
    ]


def test_references_in_a_circle_end() -> None:
    firms = [{"id": f"c{n}", "schema": "Company", "properties": {"name": [f"Firm {n}"]}} for n in (1, 2)]
    owns = [
        {"id": "o1", "schema": "Ownership", "properties": {"owner": ["c1"], "asset": ["c2"]}},
        {"id": "o2", "schema": "Ownership", "properties": {"owner": ["c2"], "asset": ["c1"]}},
        {"id": "o3", "schema": "Ownership", "properties": {"owner": ["c1"], "asset": ["c1"]}},
    ]
    first, second = told(*firms, *owns)
    assert {tie.party for tie in first.ties} == {"c2"}
    assert {tie.party for tie in second.ties} == {"c1"}


def test_a_vessel_has_its_number_flags_and_owner() -> None:
    ship = party(
        {
            "id": "v",
            "schema": "Vessel",
            "properties": {
                "name": ["Made Up 5"],
                "previousName": ["Old Made Up"],
                "imoNumber": ["IMO9187629"],
                "flag": ["kp"],
                "pastFlags": ["km", "suhh"],
                "type": ["Tanker"],
                "owner": ["Q-9"],
            },
        }
    )
    assert ship.kind == "vessel"
    assert [(each.kind, each.value) for each in ship.identifiers] == [("imo", "9187629")]
    assert ship.countries == (("flag", "KP"), ("former-flag", "KM"), ("former-flag", "SU"))
    assert ship.ship is not None
    assert (ship.ship.type, ship.ship.flag) == ("Tanker", "kp")
    assert [(tie.role, tie.party) for tie in ship.ties] == [("owner", "Q-9")]
    assert entity(ship)["properties"]["imoNumber"] == ["IMO9187629"]


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ('{"id": "a", "schema": "Person", "properties": {"name": ["A"]}}\n{"id": "b", "sch', "not JSON", 2),
        ('{"id": "a", "schema": "Person", "properties": {"name": ["A"]}}\n' * 2, "stands twice", 2),
        ('["a"]', "no entity", 1),
        ('{"schema": "Person", "properties": {"name": ["A"]}}', "has no id", 1),
        ('{"id": "a", "properties": {"name": ["A"]}}', "needs its schema", 1),
        ('{"id": "a", "schema": "Person", "properties": 7}', "properties are an object", 1),
        ('{"id": "a", "schema": "Person", "properties": {"name": [true]}}', "is a text, not true or false", 1),
        ("[" * 100_000, "not JSON", 1),
    ],
)
def test_a_file_with_a_fault_is_refused_with_its_line(text: str, what: str, line: int) -> None:
    with pytest.raises(InputError, match=what) as caught:
        tuple(read(io.BytesIO(text.encode()), path="list.json"))
    assert (caught.value.path, caught.value.line) == ("list.json", line)


def test_text_that_is_no_utf8_is_refused() -> None:
    with pytest.raises(InputError, match="not UTF-8"):
        tuple(read(io.BytesIO(b'{"id": "\xff"}'), path="list.json"))


def test_a_party_goes_through_its_entity_and_back() -> None:
    first = party(PERSON)
    again = party({key: entity(first)[key] for key in ("id", "schema", "properties", "caption")}, strict=True)
    assert sorted(name.text for name in again.names) == sorted(name.text for name in first.names)
    assert (again.births, again.gender, again.identifiers) == (first.births, first.gender, first.identifiers)
    assert again.names[0].parts == first.names[0].parts


def test_a_span_of_years_is_written_as_its_years() -> None:
    one = party({"schema": "Person", "properties": {"name": "A", "birthDate": ["1963/1965"]}})
    assert entity(one)["properties"]["birthDate"] == ["1963", "1964", "1965"]


def test_the_ancestors_of_a_schema_begin_with_itself() -> None:
    company = schema("Company")
    assert company is not None
    assert company.ancestors[0] == "Company"
    assert {"Organization", "LegalEntity", "Thing"} < set(company.ancestors)
    assert schema("Nothing") is None


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["id", "schema", "properties", "caption", "datasets", "target", "x"]),
        VALUES | st.sampled_from(["Person", "Vessel"]),
        max_size=5,
    ),
    st.booleans(),
)
def test_any_object_is_a_party_or_an_input_error(told: dict[str, Any], strict: bool) -> None:
    try:
        entity(party(told, strict=strict))
    except InputError as bad:
        assert bad.hint


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(sorted(one.name for one in schemata().values() if one.matchable)).flatmap(
        lambda name: st.tuples(
            st.just(name),
            st.dictionaries(
                st.sampled_from(sorted(schemata()[name].properties)), st.lists(st.text(max_size=12)), max_size=6
            ),
        )
    )
)
def test_every_value_of_an_entity_is_somewhere_in_the_party(told: tuple[str, dict[str, list[str]]]) -> None:
    name, properties = told
    made = party({"id": "x", "schema": name, "caption": "c", "properties": properties})
    shown = repr(made).casefold() + " ".join(code.casefold() for _, code in made.countries)
    for values in properties.values():
        for value in values:
            text = value.strip()
            assert (
                not text
                or repr(text)[1:-1].casefold() in shown
                or repr(" ".join(text.split()))[1:-1].casefold() in shown
            )


def test_a_query_may_have_numbers_alone() -> None:
    assert party({"schema": "Person", "properties": {"passportNumber": ["X1"]}}, strict=True).names == ()


def test_the_former_ids_of_an_entity_are_kept_and_the_lists_id_stands_before_its_own() -> None:
    line = json.dumps({**PERSON, "referents": ["old-1", "Q-1"], "first_seen": "2024-01-02", "last_seen": "2026-01-02"})
    (one,) = read(io.BytesIO(line.encode()), path="list.json", list_id="invented")
    assert one.id == "invented:Q-1"
    assert ("referents", "old-1") in one.more
    assert entity(one)["referents"] == ["old-1"]
    assert entity(one)["first_seen"] == "2024-01-02"
    # it changes with every edition, and would make every entry another one
    assert "last_seen" not in dict(one.more)


@pytest.mark.parametrize(
    ("told", "code"), [("suhh", "SU"), ("cshh", "CS"), ("csxx", "XB"), ("ddde", "DD"), ("by", "BY")]
)
def test_states_that_are_no_more_go_through_and_back(told: str, code: str) -> None:
    one = party({"schema": "Person", "properties": {"name": "A", "nationality": [told]}})
    assert one.countries == (("nationality", code),)
    assert entity(one)["properties"]["nationality"] == [told]


def test_entities_nested_without_end_are_named_to_a_depth() -> None:
    inner: dict[str, Any] = {"id": "deep", "schema": "Company", "properties": {"name": ["Deep"]}}
    for number in range(40):
        link = {"id": f"o{number}", "schema": "Ownership", "properties": {"owner": [inner]}}
        inner = {
            "id": f"c{number}",
            "schema": "Company",
            "caption": f"C{number}",
            "properties": {"ownershipAsset": [link]},
        }
    (one,) = told(inner)
    assert [(tie.name, tie.party) for tie in one.ties] == [("C38", "c38")]

"""OFAC's lists as tables: the whole set is read together, and a set that is not whole is refused."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import InputError
from tidewaiter.model.party import Party, Tie
from tidewaiter.parties.lists.readers.ofac_csv import read

END = "\x1a"
SDN = """\
10,"MADE-UP, Tae Song",individual,"DPRK] [NPWMD","Director; Secretary",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\
"DOB 1961; nationality Korea, North; Linked To: INVENTED FIRM S.A."
11,"INVENTED FIRM S.A.",-0- ,"DPRK",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0-
12,"MADE-UP STAR",vessel,"DPRK",-0- ,"HMZZ","General Cargo","1,200","900","Korea, North",\
"INVENTED FIRM S.A.","Vessel Registration Identification IMO 9074729."
13,"XX-ABC",aircraft,"SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Aircraft Model Nothing-1."
"""
ALT = """\
10,101,"aka","MADEUP, Thae Song",-0-
10,102,"fka","MADE-UP, Old",-0-
11,103,"nka","NEWLY INVENTED","since spring"
"""
ADD = """\
10,201,-0- ,"Pyongyang","Korea, North",-0-
11,202,"1 Street","Nampo","Korea, North","closed"
11,203,-0- ,-0- ,-0- ,-0-
"""


def listed(
    sdn: str = SDN, alt: str | None = ALT, add: str | None = ADD, comments: str | None = None, *, end: str = END
) -> list[Party]:
    texts = {"sdn": sdn + end, "alt": None if alt is None else alt + END, "add": None if add is None else add + END}
    texts["comments"] = comments
    files = {name: io.BytesIO(text.encode()) for name, text in texts.items() if text is not None}
    return list(read(files, path="set"))


def refused(**told: str | None) -> InputError:
    with pytest.raises(InputError) as caught:
        listed(**told)  # type: ignore[arg-type]
    assert caught.value.path
    assert caught.value.hint
    return caught.value


def test_a_person_has_its_names_their_quality_and_their_pieces() -> None:
    one = listed()[0]
    assert (one.id, one.kind, one.name) == ("ofac-sdn:10", "person", "MADE-UP, Tae Song")
    assert [(name.text, name.role, name.quality) for name in one.names] == [
        ("MADE-UP, Tae Song", "primary", None),
        ("MADEUP, Thae Song", "alias", "strong"),
        ("MADE-UP, Old", "former", "strong"),
    ]
    assert one.names[0].parts == (("family", "MADE-UP"), ("given", "Tae Song"))
    assert one.positions == ("Director", "Secretary")


def test_each_programme_is_a_designation() -> None:
    designations = listed()[0].designations
    assert [(one.list, one.reference, one.programme) for one in designations] == [
        ("ofac-sdn", "10", "DPRK"),
        ("ofac-sdn", "10", "NPWMD"),
    ]


def test_an_organisation_has_its_addresses_and_notes() -> None:
    one = listed()[1]
    assert one.kind == "organisation"
    assert [(place.text, place.country) for place in one.addresses] == [
        ("1 Street, Nampo, Korea, North (closed)", "KP")
    ]
    assert one.names[1].note == "now known as; since spring"


def test_a_ship_has_all_of_its_columns() -> None:
    one = listed()[2]
    assert one.ship is not None
    assert (one.ship.flag, one.ship.type, one.ship.tonnage) == ("Korea, North", "General Cargo", "1,200")
    assert [(found.kind, found.value) for found in one.identifiers] == [("call-sign", "HMZZ"), ("imo", "9074729")]
    assert one.more == (("Gross Registered Tonnage", "900"),)
    assert one.ties == (Tie("owner", "INVENTED FIRM S.A.", "ofac-sdn:11"),)


def test_a_tie_knows_the_party_that_alone_has_the_name_and_its_full_stop() -> None:
    assert listed()[0].ties == (Tie("linked to", "INVENTED FIRM S.A.", "ofac-sdn:11"),)


def test_two_parties_of_one_name_are_not_told_apart_by_a_tie() -> None:
    twice = SDN + '14,"INVENTED FIRM S.A.",-0- ,"DPRK",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0-\n'
    assert listed(twice)[0].ties == (Tie("linked to", "INVENTED FIRM S.A"),)


def test_long_remarks_go_on_in_the_comments() -> None:
    begun = "DOB 1961; " + "x" * 980 + "; Passp"
    long = SDN.replace("DOB 1961; nationality Korea, North; Linked To: INVENTED FIRM S.A.", begun)
    one = listed(long, comments='10,"ort 77 (Iran)."\n')[0]
    assert [(found.kind, found.value, found.country) for found in one.identifiers] == [("passport", "77", "IR")]
    longer = long.replace("; Passp", "; Passport 7777")
    assert "cut off" in refused(sdn=longer).what


def test_the_other_lists_have_their_own_ids() -> None:
    rows = '20,"MADE-UP BANK",-0- ,"UKRAINE-EO13662] [BELARUS",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0-\n'
    files = {"sdn": rows + END, "alt": END, "add": END}
    (one,) = read({name: io.BytesIO(text.encode()) for name, text in files.items()}, path="x", source_list="ofac-cons")
    assert one.id == "ofac-cons:20"
    assert [found.list for found in one.designations] == ["ofac-ssi", "ofac-cons"]


def test_an_unknown_type_is_kept() -> None:
    one = listed(SDN.replace("aircraft", "submarine"))[3]
    assert one.kind == "unknown"
    assert ("SDN_Type", "submarine") in one.more


def test_a_table_without_the_mark_of_its_end_is_refused() -> None:
    with pytest.raises(InputError, match="cut off"):
        listed(end="")


@pytest.mark.parametrize(
    ("told", "says", "line"),
    [
        ({"alt": None}, "lacks its table alt.csv", None),
        ({"add": None}, "lacks its table add.csv", None),
        ({"sdn": SDN + SDN[:200].splitlines()[0].split(",")[0] + ",x\n"}, "2 columns and not 12", 5),
        ({"sdn": SDN + SDN.splitlines()[1] + "\n"}, "stands twice, first on line 2", 5),
        ({"alt": ALT + '11,101,"aka","AGAIN",-0-\n'}, "stands twice, first on line 1", 4),
        ({"add": ADD + '11,201,-0-,-0-,"Iran",-0-\n'}, "stands twice, first on line 1", 4),
        ({"alt": ALT + '99,104,"aka","NOBODY",-0-\n'}, "belongs to 99", 4),
        ({"comments": '99,"more"\n'}, "belongs to 99", 1),
        ({"comments": '10,"more"\n10,"and more"\n'}, "stands twice", 2),
        ({"alt": ALT + '11,x4,"aka","NUMBER",-0-\n'}, "not the number", 4),
        ({"alt": ALT + '11,104,"aka",-0-,-0-\n'}, "without a name", 4),
        ({"sdn": SDN + '"never closed,individual\n'}, "broken", None),
        ({"sdn": "<html><body>Service unavailable</body></html>\n"}, "1 columns", 1),
        ({"sdn": SDN + END + "\n" + SDN.splitlines()[0] + "\n"}, "after the mark", 6),
    ],
)
def test_a_set_that_is_not_whole_is_refused(told: dict[str, str | None], says: str, line: int | None) -> None:
    bad = refused(**told)
    assert says in bad.what
    assert line is None or bad.line == line


def test_bytes_that_are_no_text_are_refused() -> None:
    files = {name: io.BytesIO(b'1,"\xff\xfe",x\n') for name in ("sdn", "alt", "add")}
    with pytest.raises(InputError, match="UTF-8"):
        list(read(files, path="set"))


def test_nothing_is_given_before_all_is_read() -> None:
    with pytest.raises(InputError):
        next(iter(read({"sdn": io.BytesIO(SDN.encode())}, path="set")))


@given(st.integers(0, len(SDN) - 1), st.characters(codec="utf-8"), st.booleans())
@settings(max_examples=200, deadline=None)
def test_a_changed_character_gives_parties_or_an_error_of_the_input(at: int, new: str, cut: bool) -> None:
    text = SDN[:at] if cut else SDN[:at] + new + SDN[at + 1 :]
    try:
        assert len(listed(text)) <= 5
    except InputError as bad:
        assert bad.what

"""OFAC's names alone, as lines of JSON."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tidewaiter.errors import InputError
from tidewaiter.model.party import Party
from tidewaiter.parties.lists.readers.ofac_names import read

LINE = (
    '{"entity_id": 9, "names": [{"full_name": "T. INVENTED", "is_primary": false, "type_id": "1400"}, '
    '{"full_name": "INVENTED, Tae", "is_primary": true, "type_id": "1403"}, '
    '{"full_name": "OLD, Tae", "is_primary": false, "type_id": "1401"}]}'
)


def told(text: str) -> tuple[Party, ...]:
    return tuple(read(io.BytesIO(text.encode()), path="names.jsonl"))


def test_the_marked_name_leads_and_types_are_roles() -> None:
    (one,) = told(LINE)
    assert one.id == "ofac-sdn-names:9"
    assert [(name.text, name.role) for name in one.names] == [
        ("INVENTED, Tae", "primary"),
        ("T. INVENTED", "alias"),
        ("OLD, Tae", "former"),
    ]


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        (f"{LINE}\n{LINE}", "the entry 9 stands twice", 2),
        (f"{LINE}\n{LINE[:40]}", "not JSON", 2),
        ('{"entity_id": 9, "names": []}', "no number or no names", 1),
        ('{"entity_id": true, "names": [{"full_name": "A"}]}', "no number or no names", 1),
        ('{"entity_id": 9, "names": [{"full_name": " "}]}', "no number or no names", 1),
        ("7", "no number or no names", 1),
    ],
)
def test_a_fault_is_refused_with_its_line(text: str, what: str, line: int) -> None:
    with pytest.raises(InputError, match=what) as caught:
        told(text)
    assert caught.value.line == line


def test_the_whole_file_is_read(shared: Path) -> None:
    path = shared / "data" / "lists" / "ofac_sdn_names_2026-02.jsonl"
    with path.open("rb") as stream:
        found = tuple(read(stream, path=str(path)))
    assert len(found) == 17_815
    # one entry has one name twice
    assert sum(len(one.names) for one in found) == 41_858

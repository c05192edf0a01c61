"""Imports point down the house's floors, and wings do not touch."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "tidewaiter"
FLOORS = [
    ("errors", "model", "codec", "datafile", "markup"),
    ("places",),
    ("law", "goods", "parties", "reports", "trade"),
    ("screen", "designate", "checks", "vocabulary"),
    ("cases",),
    ("store", "export", "engine"),
    ("settings", "plugins", "demo"),
    ("cli", "web", "__main__"),
]
FLOOR = {room: n for n, rooms in enumerate(FLOORS) for room in rooms}
WINGS = FLOORS[2]
HEAVY = {"spacy", "numpy", "jinja2", "yaml", "msgspec", "lxml", "rapidfuzz", "duckdb", "pyarrow", "charset_normalizer"}


# The rooms of the wing that reads, each above those it may import; files beside them may import all of them.
READING = [("text",), ("grammar", "dates", "copies"), ("saying",), ("telling",)]
LEVEL = {room: n for n, rooms in enumerate(READING) for room in rooms}


LOADED = SOURCE / "engine" / "bulk" / "loaded.py"  # its one purpose is to load: processes are forked from it


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def breaches(path: Path) -> list[str]:
    room = room_of(path)
    if room == "__init__":
        return []
    out = []
    for name in imports(ast.parse(path.read_text(encoding="utf-8"))):
        parts = name.split(".")
        if parts[0] != "tidewaiter" or len(parts) < 2 or parts[1] not in FLOOR:
            continue
        other = parts[1]
        if FLOOR[other] > FLOOR[room] or (other != room and other in WINGS and room in WINGS):
            out.append(f"{path.relative_to(SOURCE)}: {room} imports {other}")
    return out


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_point_down_and_wings_do_not_touch(path: Path) -> None:
    assert breaches(path) == []


def upward(path: Path) -> list[str]:
    here = path.relative_to(SOURCE / "reports").parts[0]
    names = [name.split(".") for name in imports(ast.parse(path.read_text(encoding="utf-8")))]
    rooms = [name[2] for name in names if name[:2] == ["tidewaiter", "reports"] and len(name) > 2]
    return sorted({room for room in rooms if LEVEL.get(room, -1) > LEVEL[here]})


@pytest.mark.parametrize(
    "path",
    sorted(path for room in LEVEL for path in (SOURCE / "reports" / room).glob("*.py")),
    ids=lambda path: str(path.relative_to(SOURCE)),
)
def test_inside_the_reading_wing_imports_point_down_too(path: Path) -> None:
    assert upward(path) == []


def test_every_room_stands_on_a_floor() -> None:
    rooms = {room_of(path) for path in SOURCE.rglob("*.py")} - {"__init__"}
    assert rooms <= set(FLOOR)


def test_a_wing_that_imports_a_wing_is_named(tmp_path: Path) -> None:
    bad = SOURCE / "law" / "__init__.py"
    tree = ast.parse("from tidewaiter.parties import names")
    assert "tidewaiter.parties" in set(imports(tree))
    assert room_of(bad) == "law"


def test_the_model_needs_the_standard_library_only() -> None:
    for path in (SOURCE / "model").rglob("*.py"):
        names = {name.split(".")[0] for name in imports(ast.parse(path.read_text(encoding="utf-8")))}
        assert not names & HEAVY, path.name


def test_what_loads_everything_is_imported_inside_functions_alone() -> None:
    for path in SOURCE.rglob("*.py"):
        top = [node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.ImportFrom)]
        assert "tidewaiter.engine.bulk.loaded" not in {name for node in top for name in imports(node)}, path


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_nothing_heavy_is_imported_before_it_is_needed(path: Path) -> None:
    if path == LOADED:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {name.split(".")[0] for node in top for name in imports(node)}
    assert not names & HEAVY

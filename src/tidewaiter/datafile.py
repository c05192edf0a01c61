"""Reads the package's YAML, in which nothing is guessed.

``yaml.safe_load`` turns the HS code ``0102`` into 66 and ``NO`` into False. So the file is
only composed: every scalar stays the text that was written, and each value keeps its place.
References (``&name``, ``*name``) are refused: each value stands where it is read.
The types are then given by the dataclass that is asked for, and every mistake (an unknown or
doubled key, an impossible date, a word outside a closed list) is refused with file, line,
column and a hint.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

from tidewaiter.errors import DataError, TidewaiterError

T = TypeVar("T")
Place = tuple[int, int]
Raise = Callable[..., TidewaiterError]

_STEP = re.compile(r"\.(\w[\w-]*)|\[(\d+|\.\.\.)\]")
_NULLS = ("null", "~", "")
_DEEPEST = 30  # nested lists and keys; the package's own files have less than ten


class Tree:
    """Plain lists, dicts and texts of one YAML file, and where each of them stands."""

    __slots__ = ("keys", "path", "places", "value")

    def __init__(self, path: str) -> None:
        self.path = path
        self.value: Any = None
        self.places: dict[tuple[str | int, ...], Place] = {}
        self.keys: dict[tuple[str | int, ...], Place] = {}

    def place(self, steps: tuple[str | int, ...]) -> Place:
        """Line and column of the value at ``steps``, or of the nearest one above it."""
        while steps and steps not in self.places:
            steps = steps[:-1]
        return self.places.get(steps, (1, 1))


def compose(text: str, path: str, error: Raise = DataError) -> Tree:
    """The tree of one YAML document; raises ``error`` with line and column where it is not YAML."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        _refuse_tangles(yaml.parse(text, Loader=loader), path, error)
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as bad:
        mark = bad.problem_mark
        raise error(
            f"not YAML: {bad.problem or bad.context}",
            path=path,
            line=mark.line + 1 if mark else None,
            column=mark.column + 1 if mark else None,
            hint="check the indentation and the quotation marks of this line",
        ) from None
    except yaml.YAMLError as bad:
        # the reader refuses a character, and says at which one
        at = getattr(bad, "position", 0)
        line = text.count("\n", 0, at) + 1
        what = f"not YAML: {getattr(bad, 'reason', 'the file cannot be read')}"
        raise error(what, path=path, line=line, hint="the file must be plain text in UTF-8") from None
    tree = Tree(path)
    if node is not None:
        tree.value = _plain(node, (), tree, error)
    return tree


def _refuse_tangles(events: Iterator[Any], path: str, error: Raise) -> None:
    """References and bottomless nesting: a few lines of either fill any memory."""
    depth = 0
    for event in events:
        depth += _step(type(event).__name__)
        mark = event.start_mark
        place = {"path": path, "line": mark.line + 1, "column": mark.column + 1} if mark else {"path": path}
        if type(event).__name__ == "AliasEvent":
            raise error("references (*name) are not read", **place, hint="write the value out")
        if depth > _DEEPEST:
            raise error(f"more than {_DEEPEST} lists or keys inside each other", **place)


def _step(event: str) -> int:
    """How much deeper the next event of the file stands."""
    if event in ("SequenceStartEvent", "MappingStartEvent"):
        return 1
    return -1 if event in ("SequenceEndEvent", "MappingEndEvent") else 0


def _plain(node: Any, steps: tuple[str | int, ...], tree: Tree, error: Raise) -> Any:
    tree.places[steps] = _at(node)
    if node.id == "scalar":
        # an unquoted null is "nothing"; a quoted one is the word
        return None if not node.style and node.value in _NULLS else node.value
    if node.id == "sequence":
        return [_plain(child, (*steps, i), tree, error) for i, child in enumerate(node.value)]
    out: dict[str, Any] = {}
    for key, child in node.value:
        line, column = _at(key)
        if key.id != "scalar":
            raise error("a key must be a word", path=tree.path, line=line, column=column)
        if key.value in out:
            what = f"the key {key.value!r} stands twice"
            raise error(what, path=tree.path, line=line, column=column, hint="keep one of them")
        tree.keys[(*steps, key.value)] = (line, column)
        out[key.value] = _plain(child, (*steps, key.value), tree, error)
    return out


def _at(node: Any) -> Place:
    return node.start_mark.line + 1, node.start_mark.column + 1


def read_tree(path: Path, error: Raise = DataError) -> Tree:
    """The tree of a YAML file."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as bad:
        hint = "name a file, not its folder" if path.is_dir() else "check the spelling of the path"
        raise error(f"cannot read the file: {bad.strerror}", path=str(path), hint=hint) from None
    except UnicodeDecodeError as bad:
        raise error(
            "not UTF-8 text", path=str(path), hint=f"byte {bad.start} is not UTF-8; save the file as UTF-8"
        ) from None
    return compose(text, str(path), error)


def convert(tree: Tree, kind: type[T], error: Raise = DataError, *, at: tuple[str | int, ...] = ()) -> T:
    """The tree (or the part of it ``at``) as ``kind``: a dataclass, or a list or dict of them.

    Raises ``error`` with the place of the first value that does not fit.
    """
    import msgspec

    value = tree.value
    for step in at:
        value = value[step]
    _refuse_unknown_keys(tree, value, kind, at, error)
    try:
        return msgspec.convert(value, kind, strict=False)
    except msgspec.ValidationError as bad:
        message, _, path = str(bad).partition(" - at `")
        steps = at + tuple(_steps(path.rstrip("`")))
        line, column = tree.place(steps)
        raise error(message, path=tree.path, line=line, column=column, value=_seen(tree.value, steps)) from None


def read(path: Path, kind: type[T], error: Raise = DataError) -> T:
    """A YAML file as ``kind``."""
    return convert(read_tree(path, error), kind, error)


def _steps(path: str) -> Iterator[str | int]:
    for name, index in _STEP.findall(path):
        if name:
            yield name
        elif index.isdigit():
            yield int(index)


def _seen(value: Any, steps: tuple[str | int, ...]) -> str | None:
    for step in steps:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value if isinstance(value, str) else None


def _refuse_unknown_keys(tree: Tree, value: Any, kind: Any, steps: tuple[str | int, ...], error: Raise) -> None:
    """msgspec passes over keys that a dataclass does not have; here each one is a mistake."""
    if isinstance(value, list):
        inner = next(iter(get_args(kind)), None)
        for i, child in enumerate(value):
            _refuse_unknown_keys(tree, child, inner, (*steps, i), error)
        return
    if not isinstance(value, dict):
        return
    found = _dataclass_in(kind)
    if found is None:
        inner = next(reversed(get_args(kind)), None)
        for key, child in value.items():
            _refuse_unknown_keys(tree, child, inner, (*steps, key), error)
        return
    hints = get_type_hints(found)
    known = {field.name: hints[field.name] for field in fields(found)}
    for key, child in value.items():
        if key not in known:
            line, column = tree.keys[(*steps, key)]
            close = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"known keys: {', '.join(known)}"
            raise error(f"unknown key {key!r}", path=tree.path, line=line, column=column, hint=hint)
        _refuse_unknown_keys(tree, child, known[key], (*steps, key), error)


def _dataclass_in(kind: Any) -> Any:
    if isinstance(kind, type) and is_dataclass(kind):
        return kind
    if kind is not None and getattr(kind, "__origin__", None) in (list, tuple, dict):
        return None
    return next((arg for arg in get_args(kind) if isinstance(arg, type) and is_dataclass(arg)), None)

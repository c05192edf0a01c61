"""Objects within objects: one record of JSON as the rows it holds.

A shipment with a list of goods is a row for each of them: what the item says itself counts, and for the rest what
stands above it, as in the messages of customs. Amounts of the whole are those of an item only where it has no other.
Of a list of parties each is named by its role ("shipper.country"), whatever its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from tidewaiter.trade import columns
from tidewaiter.trade.readers.messages import messages

_DEEPEST = 32  # objects within objects
_LONGEST_ROLE = 40
_GOODS = ("item", "hs", "hs_code_text", "item_description_orig", "brand_model")
"""Fields that make a list one of goods."""


class TooDeep(Exception):
    """Objects within objects, deeper than anybody writes them."""


@dataclass(frozen=True, slots=True)
class Split:
    """The list of goods of a file's records: the names that lead to it; none where each record is one row."""

    steps: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The list as its columns are called."""
        return ".".join(self.steps)


@dataclass(frozen=True, slots=True)
class Piece:
    """A row of a record: its cells by column, and where in the record it stands ("items.2"), None for the whole."""

    cells: dict[str, str]
    pointer: str | None = None


def find_split(records: Iterable[Any]) -> Split:
    """The list of objects that tells most of the goods, in the records as they come; the first of equals."""
    names: dict[tuple[str, ...], dict[str, None]] = {}
    for record in records:
        with suppress(TooDeep):  # such a record is refused when it is read
            _lists(record, (), names) if isinstance(record, dict) else None
    found = {steps: fields for steps, told in names.items() if (fields := _fields(steps[-1], told))}
    goods = [steps for steps, fields in found.items() if not fields.isdisjoint(_GOODS)]
    return Split(max(goods, key=lambda steps: len(found[steps]), default=()))


def _lists(record: dict[str, Any], above: tuple[str, ...], names: dict[tuple[str, ...], dict[str, None]]) -> None:
    """Every list of objects with the names its members have, the lists within these too."""
    if len(above) > _DEEPEST:
        return
    for key, value in record.items():
        steps = (*above, key)
        members = value if isinstance(value, list) else [value]
        inner = [member for member in members if isinstance(member, dict)]
        for member in inner:
            if isinstance(value, list):
                names.setdefault(steps, {}).update(dict.fromkeys(name for name, _ in flat(_without_lists(member))))
            _lists(member, steps, names)


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict | list) for one in value)


def _without_lists(value: dict[str, Any], depth: int = 0) -> dict[str, Any]:
    """An object without the lists of objects within it, whose names are their own."""
    if depth > _DEEPEST:
        raise TooDeep
    return {
        name: _without_lists(one, depth + 1) if isinstance(one, dict) else one
        for name, one in value.items()
        if not _is_list(one)
    }


def _fields(name: str, told: Iterable[str]) -> set[str]:
    known = (columns.recognise(_own_name(name, leaf)) for leaf in told)
    return {hit[0] for hit in known if hit}


def rows_of(record: dict[str, Any], split: Split) -> Iterator[Piece]:
    """The rows of a record, one for each member of its list of goods; itself as one row where it has none."""
    if not split.steps:
        yield Piece(dict(flat(record)))
        return
    yield from _below(_Place(record), split.steps, [])


@dataclass(frozen=True, slots=True)
class _Place:
    """An object on the way to the goods: what its names begin with, the member of lists it is in, its way in that."""

    record: dict[str, Any]
    name: str = ""
    member: str | None = None
    way: str = ""

    def inner(self, key: str) -> str:
        return _dotted(self.name, key)

    def pointer(self, key: str, place: int) -> str:
        return _dotted(self.member or "", self.way, key, str(place))


def _dotted(*parts: str) -> str:
    return ".".join(filter(None, parts))


def _below(at: _Place, steps: Sequence[str], above: list[dict[str, str]]) -> Iterator[Piece]:
    """The rows below an object; ``above`` are the cells of the levels it stands in."""
    key, rest = steps[0], steps[1:]
    own = dict(flat({name: value for name, value in at.record.items() if name != key}, at.name))
    value = at.record.get(key)
    if rest and isinstance(value, dict):  # an object on the way to the list is of the same level
        inner = _Place(value, at.inner(key), at.member, _dotted(at.way, key))
        yield from (Piece(_merged([own, one.cells]), one.pointer) for one in _below(inner, rest, above))
        return
    members = value if isinstance(value, list) else [] if value is None else [value]
    levels = [_without_amounts(level) for level in (*above, own)] if len(members) > 1 else [*above, own]
    for place, member in enumerate(members, start=1):
        pointer = at.pointer(key, place)
        if rest and isinstance(member, dict):
            yield from _below(_Place(member, at.inner(key), pointer), rest, levels)
        else:
            yield Piece(_merged([*levels, _of_item(member, key, at.inner(key))]), pointer)
    if not members:
        yield Piece(_merged(levels), at.member)


def _of_item(member: Any, key: str, inner: str) -> dict[str, str]:
    """The cells of one item; a member that is no object is the text of its list."""
    if not isinstance(member, dict):
        return dict(flat(member, inner))
    return {_own_name(key, leaf, inner): text for leaf, text in flat(member)}


def _own_name(key: str, leaf: str, inner: str | None = None) -> str:
    """What a value of an item is called: by its own name where that is known, else with that of the list."""
    if columns.recognise(leaf):
        return leaf
    both = f"{key}.{leaf}"
    if columns.recognise(both):
        return both
    return leaf if columns.is_unclear(leaf) else f"{inner or key}.{leaf}"


def _merged(levels: Sequence[dict[str, str]]) -> dict[str, str]:
    """The cells of all levels; of one field those of the nearest level that tells it."""
    out: dict[str, str] = {}
    for level in levels:
        told = {field for name, text in level.items() if text.strip() and (field := _field(name))}
        out = {name: "" if _field(name) in told else text for name, text in out.items()}
        out.update({name: text for name, text in level.items() if text or name not in out})
    return out


def _without_amounts(level: dict[str, str]) -> dict[str, str]:
    """A level above several items: what is told of all of them together is told of none."""
    kinds = columns.kinds()
    return {name: "" if (field := _field(name)) and kinds[field] == "amount" else text for name, text in level.items()}


def _field(name: str) -> str | None:
    hit = columns.recognise(name)
    return hit[0] if hit else None


# cells


def flat(value: Any, name: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Names with dots and their values as text. Raises TooDeep."""
    if depth > _DEEPEST:
        raise TooDeep
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from flat(inner, f"{name}.{key}" if name else key, depth + 1)
    elif _is_list(value):
        above = name.rpartition(".")[0]
        for key, inner in _named(value):
            prefix = above if isinstance(key, str) else name
            yield from flat(inner, f"{prefix}.{key}" if prefix else str(key), depth + 1)
    else:
        yield name, "; ".join(map(_plain, value)) if isinstance(value, list) else _plain(value)


def _named(members: list[Any]) -> Iterator[tuple[str | int, Any]]:
    """The members of a list by the role each gives itself, where all do and no two are alike; else by their places."""
    roles = [_role(member) for member in members]
    told = [role[1] for role in roles if role]
    if len(told) < len(members) or len(set(map(columns.fold, told))) < len(told):
        yield from enumerate(members, start=1)
        return
    for role, member in zip(roles, members, strict=True):
        if role:
            yield role[1], {key: value for key, value in member.items() if key != role[0]}


def _role(member: Any) -> tuple[str, str] | None:
    """The name of the value that says in which role a party stands, and the role."""
    if not isinstance(member, dict):
        return None
    names = messages().roles
    keys = (key for key in member if columns.fold(key) in names)
    return next(
        ((key, text) for key in keys if isinstance(text := member[key], str) and 0 < len(text) <= _LONGEST_ROLE), None
    )


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else f"{value}"

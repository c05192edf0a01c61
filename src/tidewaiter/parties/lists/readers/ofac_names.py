"""The names of OFAC's list alone, as lines of JSON: an entry's number and its names, the first one marked.

A third party's extraction of the advanced XML. It tells no kinds, programmes or dates, so it is a list of its own and
no edition of the official one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from tidewaiter.errors import InputError
from tidewaiter.model.party import Designation, Name, NameRole, Party
from tidewaiter.parties.lists.readers import source
from tidewaiter.parties.lists.readers.bracketed import split_names
from tidewaiter.parties.lists.readers.values import is_latin

LIST = "ofac-sdn-names"
# the word for a name's kind in the advanced XML
_ROLES: dict[str, NameRole] = {"1400": "alias", "1401": "former", "1402": "former", "1403": "primary"}


def read(stream: BinaryIO, *, path: str) -> Iterator[Party]:
    """The parties. Raises InputError with the line for what is no JSON, has no number or names, or stands twice."""
    import msgspec

    seen: set[str] = set()
    for line, text in enumerate(source.lines(stream, path=path), 1):
        if not text.strip():
            continue
        try:
            told = msgspec.json.decode(text.encode())
        except (msgspec.DecodeError, RecursionError) as bad:
            hint = "a last line without its end means that the file is cut off"
            raise InputError(f"not JSON: {bad}", path=path, line=line, hint=hint) from None
        made = _party(told, path, line)
        if made.id in seen:
            hint = "join the names of one entry in one line"
            raise InputError(f"the entry {made.id.partition(':')[2]} stands twice", path=path, line=line, hint=hint)
        seen.add(made.id)
        yield made


def _party(told: Any, path: str, line: int) -> Party:
    number = told.get("entity_id") if isinstance(told, dict) else None
    given = told.get("names") if isinstance(told, dict) else None
    known = isinstance(given, list) and all(isinstance(one, dict) and _text(one) for one in given)
    if isinstance(number, bool) or not isinstance(number, int | str) or not given or not known:
        hint = '{"entity_id": 36, "names": [{"full_name": "...", "is_primary": true, "type_id": "1403"}]}'
        raise InputError("the line has no number or no names", path=path, line=line, hint=hint)
    names = [name for one in sorted(given, key=lambda one: one.get("is_primary") is not True) for name in _names(one)]
    more = [(key, str(value)) for key, value in told.items() if key not in ("entity_id", "names")]
    designation = Designation(list=LIST, reference=str(number))
    return Party(f"{LIST}:{number}", tuple(dict.fromkeys(names)), designations=(designation,), more=tuple(more))


def _text(one: dict[str, Any]) -> str:
    text = one.get("full_name")
    return text.strip() if isinstance(text, str) else ""


def _names(one: dict[str, Any]) -> Iterator[Name]:
    told = str(one.get("type_id", ""))
    role = "primary" if one.get("is_primary") is True else _ROLES.get(told, "alias")
    note = f"type {told}" if told and told not in _ROLES else None
    for number, (text, said) in enumerate(split_names(_text(one))):
        own: NameRole = said or role if number or role != "primary" else "primary"
        if own == "primary" and number:
            own = "alias"
        yield Name(text, "original" if own == "alias" and not is_latin(text) else own, note=note)

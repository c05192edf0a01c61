"""Files on disk as editions of a list: which list, in which form, of which day.

Everything that keeps or gathers lists asks here; what the files are is told by their bytes (``recognise``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from tidewaiter.errors import InputError
from tidewaiter.model.party import Party
from tidewaiter.model.when import When
from tidewaiter.parties.lists import recognise
from tidewaiter.parties.lists.cards import Card, card
from tidewaiter.parties.lists.readers import source
from tidewaiter.parties.lists.recognise import Form

Told = Literal["user", "list", "name", "server", "fetched"]
"""Who tells an edition's day: the user, the list itself, its file's name, the server, or the day of fetching."""

MAPPING = ".mapping.yaml"
"""What the name of a mapping adds to that of its table."""

_HEAD = 4096
_PAGE = re.compile(rb"<(?:!doctype html|html|head|body|script)\b", re.IGNORECASE)
_AGAIN = "get the list again from its publisher"
_NAMED = ("table", "ftm-json")  # forms whose list the user names
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a list: all its files, the main one first; ``published`` None where nothing tells its day.

    ``beside`` are files that its reader needs with it: the mapping of a table. ``origin`` is the list that its bytes
    tell, where its user calls it otherwise.
    """

    list: str
    form: str
    files: tuple[Path, ...]
    published: When | None
    told: Told | None
    source: Form
    beside: tuple[Path, ...] = ()
    origin: str | None = None


def edition_at(path: Path) -> Edition | None:
    """The edition that a file is, or belongs to; None where it is no list. Raises InputError for a wrong mapping."""
    form = recognise.recognise(path)
    if form is None:
        return None
    if _is_taken(form.list, form.name):  # a table called un.csv is not the United Nations' list
        form = replace(form, list=f"own-{form.list}")
    mapping = path.with_name(path.name + MAPPING)
    told: Told | None = "list" if form.dated == "file" else form.dated
    beside = (mapping,) if form.name == "table" and mapping.is_file() else ()
    return Edition(form.list, form.name, tuple(form.files), form.date, told, form, beside)


def _is_taken(list_id: str, form: str) -> bool:
    """Whether an id is that of a published list that does not come in this form."""
    known = card(list_id) if form in _NAMED else None
    return known is not None and form not in {one.form for one in known.forms}


def renamed(edition: Edition, list_id: str) -> Edition:
    """A table or FollowTheMoney file as the list that its user calls it. Raises InputError for any other form."""
    if list_id == edition.list:
        return edition
    if edition.form not in _NAMED:
        what = f"the file is the list {edition.list} and cannot be kept under another id"
        raise InputError(what, path=str(edition.files[0]), value=list_id, hint="leave --list-id away")
    if not _ID.fullmatch(list_id):
        raise InputError("not an id for a list", value=list_id, hint="small letters, digits, - and _")
    if _is_taken(list_id, edition.form):
        raise InputError(f"a published list is called so, and is no {edition.form}", value=list_id, hint="another id")
    origin = edition.origin or edition.list
    return replace(edition, list=list_id, origin=origin, source=replace(edition.source, list=list_id))


def editions_among(paths: Iterable[Path]) -> tuple[tuple[Edition, ...], dict[Path, InputError]]:
    """The editions that files are, each once, in the files' order; and why the other files are no list."""
    found: dict[tuple[Path, ...], Edition] = {}
    strange: dict[Path, InputError] = {}
    for path in paths:
        try:
            edition = edition_at(path)
        except InputError as bad:
            strange[path] = bad
            continue
        if edition is None:
            strange[path] = refusal(path, name=str(path))
        else:
            found.setdefault(edition.files, edition)
    return tuple(found.values()), strange


def publisher(edition: Edition) -> Card | None:
    """The card that tells whose an edition is and what its licence asks: its list's, or that of the list it is of."""
    return card(edition.list) or (card(edition.origin) if edition.origin else None)


def parties(edition: Edition) -> Iterator[Party]:
    """The parties of an edition. Raises InputError for whatever is broken in it, at once or on the way.

    An id that stands twice is broken: of two parties under one id neither could be told, cleared or compared.
    """
    seen: set[str] = set()
    for party in recognise.read(edition.source):
        if party.id in seen:
            raise InputError(f"the id {party.id} stands twice", path=str(edition.files[0]), hint=_AGAIN)
        seen.add(party.id)
        yield party


def latest(published: When | None) -> date | None:
    """The day by which an edition was surely out."""
    return published.latest if published else None


def refusal(path: Path, *, name: str) -> InputError:
    """Why a file that ``edition_at`` does not know is no list; ``name`` is where the user has it from."""
    try:
        with source.open_list(path) as stream:
            head = stream.read(_HEAD)
    except InputError as bad:
        return InputError(bad.what, path=name, hint=bad.hint)
    if not head.strip():
        return InputError("the file is empty", path=name, hint=_AGAIN)
    if _PAGE.search(head):
        hint = "the publisher may have moved it, or asks for a login; look at the address in a browser"
        return InputError("a web page, not a list", path=name, hint=hint)
    begin = head[:60].decode("utf-8", "replace")
    hint = "the forms that are read stand in docs/concepts/parties-lists.md; a table of your own needs --mapping"
    return InputError("in none of the forms in which lists are published", path=name, value=begin, hint=hint)

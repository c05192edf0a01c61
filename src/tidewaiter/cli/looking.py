"""The lists in which ``read`` and ``screen`` look up the parties they meet: those of an option, or of the store."""

from __future__ import annotations

import functools
from datetime import date
from pathlib import Path
from typing import Any

from tidewaiter.cli.files import say
from tidewaiter.cli.parties import lists_option, on_option
from tidewaiter.errors import SettingsError

LISTS = lists_option("Look parties up on these lists: a store of `tidewaiter lists`, a folder of list files, or one.")
ON = on_option("Of the lists, the editions that were the newest on that day (2026-02-27).", metavar="DAY")
NONE = "note: no list is loaded, so that no party is looked up: `tidewaiter lists add un`, or --lists FOLDER"


def asked_for(lists: Path | None, on: date | None = None) -> str | None:
    """The folder of lists: the option's, else the default store; None where there is none (then ``tell_none``).

    Raises SettingsError where a day is asked for ``on`` which no list is at hand.
    """
    if lists is not None:
        return str(lists)
    from tidewaiter.engine.parties.index import default_folder

    store = default_folder()
    if store.is_dir() and any(store.iterdir()):
        return str(store)
    if on is not None:
        hint = "name a folder with --lists, or get lists with `tidewaiter lists add`"
        raise SettingsError("--on is a day of lists, and none is loaded", value=str(on), hint=hint)
    return None


def tell_none(lists: str | None) -> None:
    """On stderr, once something was read: that no party was looked up, where no list is loaded."""
    if lists is None:
        say(NONE)


@functools.lru_cache(maxsize=4)
def index_at(folder: str | None, on: str | None = None) -> str | None:
    """The saved index over a folder of lists, as they were ``on`` a day, built where it has to be.

    Raises InputError where the folder holds no list of that day.
    """
    from tidewaiter.engine.parties.index import prepared

    return None if folder is None else str(prepared(Path(folder), on=date.fromisoformat(on) if on else None, say=say))


def lists_in(folder: str | None, on: str | None = None) -> list[dict[str, Any]]:
    """The lists of a folder as a manifest names them."""
    from tidewaiter.engine.parties.index import at

    index = index_at(folder, on)
    if index is None:
        return []
    return [
        {"id": one.id, "date": one.date.value, "sha256": one.sha256, "count": one.count}
        for one in at(Path(index)).lists
    ]

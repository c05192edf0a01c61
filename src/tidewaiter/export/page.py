"""A case as one self-contained page: the texts marked, the events, who says what, the law.

Nothing is fetched from anywhere, and nothing needs a script: every link is an anchor in the
page. A text stands on it whole, each code point once; what HTML cannot carry (U+0000, lone
surrogates) is shown by the replacement character.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tidewaiter.export import edits, wording
from tidewaiter.export.account import Account, account, evidence, named, questions, reasons
from tidewaiter.export.atlas import Atlas, classes
from tidewaiter.export.roles import lines
from tidewaiter.export.text import LIMITS, PREMISE, origin
from tidewaiter.export.verdicts import if_dated
from tidewaiter.model import Case

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).with_name("templates")


def write(case: Case, *, title: str | None = None) -> str:
    """The case as a page of HTML; without a title it goes by its only story, or by their number."""
    told = account(case)
    atlas = Atlas(told)
    head = title or _title(told)
    environment = _environment()
    environment.globals.update(
        place=atlas.place,
        words=atlas.words,
        rows=atlas.rows,
        lost=atlas.lost,
        lines=lambda event: tuple(lines(event, atlas)),
        classes=classes,
        hint=atlas.hint,
    )
    return environment.get_template("page.html").render(
        title=head, told=told, judgements=case.judgements, limits=LIMITS, premise=PREMISE
    )


def _title(told: Account) -> str:
    if not told.stories:
        return "Nothing was read"
    if len(told.stories) == 1:
        return told.stories[0].title
    return f"{len(told.stories)} stories from {wording.count(len(told.copies), 'document')}"


def _environment() -> Environment:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals.update(
        wording=wording,
        edits=edits,
        origin=origin,
        named=named,
        reasons=reasons,
        evidence=evidence,
        questions=questions,
        if_dated=if_dated,
    )
    environment.filters.update(web=_web, carried=_carried, capital=wording.capital, said=wording.said)
    return environment


def _web(address: str | None) -> str | None:
    """The address where it is one of the web: no other scheme becomes a link."""
    return address if address and address.startswith(("https://", "http://")) else None


def _carried(text: str) -> object:
    """The text as HTML can carry it, so that a parser reads the same code points again."""
    import markupsafe

    safe = "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text)
    return markupsafe.Markup(str(markupsafe.escape(safe)).replace("\r", "&#13;"))

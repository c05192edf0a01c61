"""The page at ``/``: a field for a name, what matches it and why. Plain HTML, no script, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tidewaiter.engine.parties.record import name_record
from tidewaiter.errors import InputError
from tidewaiter.parties.matching.answer import Match
from tidewaiter.web.parties import params as read
from tidewaiter.web.parties.desk import ALL, Desk, lists_in
from tidewaiter.web.parties.entity import name_of, wire_id
from tidewaiter.web.parties.threads import apart

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}"
    "input[name=q]{width:60%}input,select,button{font:inherit;padding:.3rem}"
    "article{border-top:1px solid #999;padding:.7rem 0}h2{font-size:1.1rem;margin:0}ul{margin:.3rem 0}"
)
_SHOWN = 20
_NEAR = 0.3


async def page(request: Request) -> Response:
    """The page, with what matches ``q`` in ``dataset`` where they are given."""
    desk: Desk = request.app.state.desk
    given = read.params(request.query_params, ("q", "dataset"))
    text = (read.text(given, "q", "") or "")[: desk.limits.letters]
    dataset = read.text(given, "dataset", ALL) or ALL
    lists = tuple(one.id for one in lists_in(desk, dataset)) if dataset != ALL else ()
    body = "".join(_form(desk, text, dataset))
    if text.strip():
        body += await apart(_answered, desk, text, lists)
    return HTMLResponse(_whole(body), headers=_HEADERS)


def _whole(body: str) -> str:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Tidewaiter: parties</title>'
        f"<style>{_STYLE}</style></head><body><h1>Who is listed?</h1>{body}"
        '<p><a href="/catalog">lists</a> · <a href="/algorithms">how it scores</a> · '
        '<a href="/openapi.json">API</a></p></body></html>'
    )


def _form(desk: Desk, text: str, dataset: str) -> Iterator[str]:
    yield '<form method="get" action="/"><label>Name, in any script: '
    yield f'<input name="q" value="{escape(text)}" autofocus></label> <label>in <select name="dataset">'
    names = [(ALL, "all lists"), *((name_of(one.id), one.title) for one in desk.matcher.lists)]
    for name, title in names:
        chosen = " selected" if name == dataset else ""
        yield f'<option value="{escape(name)}"{chosen}>{escape(title)}</option>'
    yield "</select></label> <button>Look</button></form>"


def _answered(desk: Desk, text: str, lists: tuple[str, ...]) -> str:
    try:
        found = desk.matcher.match(name_record(text).query, limit=_SHOWN, threshold=_NEAR, lists=lists)
    except InputError as bad:
        return f"<p>{escape(str(bad))}</p>"
    told = "".join(_match(hit) for hit in found)
    return told or "<p>No entry comes near. That is no proof that the party is on no list.</p>"


def _match(hit: Match) -> str:
    reasons = "".join(f"<li>{escape(reason.text)}</li>" for reason in hit.reasons)
    address = escape(f"/entities/{quote(wire_id(hit.party.id), safe='')}")
    return (
        f'<article><h2>{hit.score:.0%} <a href="{address}">{escape(hit.party.name)}</a></h2>'
        f"<p>{escape(hit.party.kind)}, {escape(hit.party.id)}</p><ul>{reasons}</ul></article>"
    )

"""``tidewaiter why``: why a listed party is, or is not, the one meant."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tidewaiter.cli import parties
from tidewaiter.cli.parties import LISTS, ON, THRESHOLD, query_options
from tidewaiter.errors import visible

if TYPE_CHECKING:
    from tidewaiter.engine.parties.record import Record
    from tidewaiter.parties.matching.answer import Match, Reason

_WORDS = {"agrees": "for", "near": "for, in part", "against": "against", "not comparable": "not comparable"}


@click.command()
@click.argument("query")
@click.argument("entity")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.option("--kind", metavar="KIND", help=f"What the query is: {', '.join(parties.KINDS)}.")
@THRESHOLD
@LISTS
@ON
@query_options
def why(
    query: str,
    entity: str,
    *,
    as_json: bool,
    kind: str | None,
    threshold: float | None,
    lists: Path | None,
    on: date | None,
    birth: tuple[str, ...],
    country: tuple[str, ...],
    gender: str | None,
    number: tuple[str, ...],
    imo: str | None,
) -> None:
    """Tell why QUERY matches the listed party ENTITY, or why it does not, term by term.

    ENTITY is an id (un:6908555), a reference on a list (KPi.033), or a listed name in full.
    """
    record = parties.asked(query, birth=birth, country=country, gender=gender, number=number, imo=imo, kind=kind)
    listed = parties.opens(parties.index_of(lists, on))()
    one = parties.entity(listed, entity)
    found = listed.why(record.query, one)
    matches = any(match.party.id == one for match in listed.match(record.query, limit=1000, threshold=threshold))
    if as_json:
        from tidewaiter.codec import encode
        from tidewaiter.engine.parties.answer import editions, match_fields

        told = {"query": query, "match": matches, **match_fields(found, listed), "lists": editions(listed.lists)}
        click.echo(encode(told))
        return
    for text in _prose(record, found, threshold, matches=matches):
        click.echo(visible(text))


def _prose(record: Record, found: Match, threshold: float | None, *, matches: bool) -> list[str]:
    """The verdict, then each term of the score: what speaks for it, against it, and what cannot be compared."""
    from tidewaiter.engine.parties.answer import headline, shipped_threshold

    least = f"{shipped_threshold() if threshold is None else threshold:.2f}"
    verdict = f"{'A match: the score reaches' if matches else 'No match: the score is below'} the threshold of {least}."
    lines = [record.text, f"  {headline(found)}", f"  {verdict}", ""]
    order = ("agrees", "near", "against", "not comparable")
    for reason in sorted(found.reasons, key=lambda reason: order.index(reason.bearing)):
        lines.append(f"  {_WORDS[reason.bearing]:<14} {_effect(reason):>6}  {reason.text}")
    total = sum(reason.effect for reason in found.reasons)
    return [*lines, "", f"  The terms add up to {total:+.2f} (logarithm of the odds)."]


def _effect(reason: Reason) -> str:
    return "" if reason.bearing == "not comparable" else f"{reason.effect:+.2f}"

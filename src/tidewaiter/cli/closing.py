"""The end of a large run: what hangs on all rows is judged when the last one is known, and put into its place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tidewaiter.cli import answers

if TYPE_CHECKING:
    from tidewaiter.cli.bulk import Answer
    from tidewaiter.engine.bulk.long import Journal, Outcome
    from tidewaiter.law.ledger import Count
    from tidewaiter.model.measure import Regime


def close(
    outcome: Outcome, path: Path, out: BinaryIO, journal: Journal, answer: Answer, ledger: str | None, law: Regime
) -> None:
    """Counts the caps over the answers that were held, and writes them among the lines in ``path``.

    Killed in between, it is done again by the run that goes on: the lines are replaced by whole ones.
    """
    if not (outcome.held or ledger):
        return
    from tidewaiter import codec
    from tidewaiter.engine.bulk.long import put_in
    from tidewaiter.screen import Held, with_caps

    held = [codec.decode(data, Held) for _, data in outcome.held]
    supplies = answers.supplies(ledger, answer.rates)
    told, caps = with_caps(answers.remarked((one.answer, dict(one.cells)) for one in held), law, ledger=supplies)
    outcome.counts.update(one.verdict for one in told)
    outcome.told.update(name for one in told for name in answers.told_of(one))
    lines = [(at, answer.lines(one)) for (at, _), one in zip(outcome.held, told, strict=True)]
    outcome.held.clear()
    whole = path.with_name(path.name + ".whole")
    if not journal.whole:
        with whole.open("wb") as stream:
            put_in(out, lines, stream, _of_caps(caps, as_json=answer.as_json))
        journal.finish()
    if whole.exists():
        whole.replace(path)


def _of_caps(caps: Iterable[Count], *, as_json: bool) -> bytes:
    return b"".join(answers.cap_line(cap, as_json=as_json, width=100, colour=False) + b"\n" for cap in caps)

"""``tidewaiter goods``: the headings that goods, written as traders write them, may belong to."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from tidewaiter.cli.files import STDIN, read_bytes, say, shown
from tidewaiter.errors import InputError, SettingsError
from tidewaiter.trade.records import MAX_CELL

if TYPE_CHECKING:
    from concurrent.futures import Future

    from tidewaiter.goods.suggest import Suggestion

_BATCH = 2_000
_MANY = 20_000  # texts from which further processes are worth their start
_MOST_JOBS = 4
_AHEAD = 3


@click.command()
@click.argument("texts", metavar="[TEXT]...", nargs=-1)
@click.option("--file", metavar="FILE", help="A text file with one goods text a line; - is stdin.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a text (docs/reference/json.md).")
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes for --file; as many as are worth it, if not told.")
def goods(texts: tuple[str, ...], *, file: str | None, as_json: bool, jobs: int | None) -> None:
    """Tell which headings of the Harmonized System goods may belong to, with the words that led there.

    TEXT is what a trader wrote, such as "STC 20 PALLETS WATER PUMPS"; - reads one a line from stdin.
    Answers are proposals for a person: what tells too little is said to be unsure.
    """
    if texts == ("-",) and file is None:
        texts, file = (), "-"
    if bool(texts) == (file is not None):
        hint = 'tidewaiter goods "water pumps", or tidewaiter goods --file texts.txt'
        raise SettingsError("give either goods texts or --file", hint=hint)
    found = list(texts) if file is None else _lines(file)
    for block in _blocks(found, as_json=as_json, jobs=jobs or _jobs(len(found))):
        click.echo(block, nl=False)


def _lines(file: str) -> list[str]:
    """The texts of a file, empty lines left out; what is no UTF-8 is replaced, and that is said."""
    data = read_bytes(file, limit=STDIN)
    if b"\0" in data:
        hint = "write one goods text a line, in UTF-8; tables go to: tidewaiter screen"
        raise InputError("the file holds no plain text", path=shown(file), hint=hint)
    text = data.decode("utf-8-sig", "replace")
    if "\ufffd" in text and b"\xef\xbf\xbd" not in data:
        say("note: the file is not UTF-8 throughout; what could not be read is shown as \ufffd")
    lines = text.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines, start=1):
        if len(line) > MAX_CELL:
            hint = f"one goods text has at most {MAX_CELL:,} characters, as a cell of a table has"
            raise InputError(f"a line of {len(line):,} characters", path=shown(file), line=number, hint=hint)
    return [line for line in lines if line.strip()]


def _jobs(texts: int) -> int:
    return 1 if texts < _MANY else max(1, min(_MOST_JOBS, os.cpu_count() or 1))


def _blocks(texts: list[str], *, as_json: bool, jobs: int) -> Iterator[bytes]:
    """The answers in the order of the texts, some thousand at a time; the same bytes with any number of processes."""
    batches = (texts[i : i + _BATCH] for i in range(0, len(texts), _BATCH))
    if jobs == 1:
        yield from (_block(batch, as_json=as_json) for batch in batches)
    else:
        yield from _together(batches, as_json=as_json, jobs=jobs)


def _together(batches: Iterable[list[str]], *, as_json: bool, jobs: int) -> Iterator[bytes]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    waiting: deque[Future[bytes]] = deque()
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        try:
            for batch in batches:
                waiting.append(pool.submit(_block, batch, as_json=as_json))
                if len(waiting) >= jobs * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def _block(texts: list[str], *, as_json: bool) -> bytes:
    from tidewaiter.goods.suggest import suggest

    write = _json if as_json else _prose
    return b"".join([write(suggest(text)) for text in texts])


def _json(found: Suggestion) -> bytes:
    from tidewaiter.codec import encode

    told = _fields(found)
    if found.parts:
        told["parts"] = [_fields(part) for part in found.parts]
    return encode(told) + b"\n"


def _fields(found: Suggestion) -> dict[str, object]:
    candidates = [{"heading": c.heading, "score": c.score, "why": c.why} for c in found.candidates]
    line = {"text": found.text, "candidates": candidates, "abstained": found.abstained}
    return {**line, "codes_in_text": found.codes_in_text}


def _prose(found: Suggestion) -> bytes:
    from tidewaiter.errors import visible

    lines = [found.text, *_told(found)]
    for part in found.parts:
        lines += [f"  part: {part.text}", *(f"  {line}" for line in _told(part)[:1])]
    return ("\n".join(visible(line) for line in lines) + "\n").encode()


def _told(found: Suggestion) -> list[str]:
    """A line for each candidate, one for codes in the text, and one that says what is unsure."""
    from tidewaiter.goods.headings import label

    lines = [f"  {c.heading} {label(c.heading)}  {c.score:.2f}  because of: {c.why}" for c in found.candidates]
    if found.abstained:
        lines.insert(0, "  unsure: the text tells too little" + ("; for review:" if lines else ""))
    if found.codes_in_text:
        lines.append(f"  codes in the text: {', '.join(found.codes_in_text)}")
    return lines

"""Reports by the thousand: a line of JSON each, in a file that a stopped run goes on with, or on stdout."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from tidewaiter.cli.files import complain_of, say
from tidewaiter.cli.inputs import Inputs
from tidewaiter.cli.options import reader_named, regime_in
from tidewaiter.errors import InputError, SettingsError

if TYPE_CHECKING:
    from tidewaiter.cases.desk import Desk
    from tidewaiter.engine.spool import Spool
    from tidewaiter.model import Document
    from tidewaiter.parties.matching.matcher import Matcher


@dataclass(frozen=True, slots=True)
class DeskOf:
    """The settings of a desk, small enough to be sent to another process, which makes it by a call."""

    regime: str | None
    reader: str
    sift: bool
    strict: bool
    lists: str | None = None

    def __call__(self) -> Desk:
        """The desk."""
        from tidewaiter.cases.desk import Desk

        law = regime_in(Path(self.regime) if self.regime else None)
        return Desk(law, reader_named(self.reader), sift=self.sift, strict=self.strict, lists=self._listed())

    def _listed(self) -> Matcher | None:
        from tidewaiter.engine.parties.index import at

        return at(Path(self.lists)) if self.lists else None


@dataclass(frozen=True, slots=True)
class Making:
    """How lines are made: the settings of a desk, the desk made of them, and in how many processes."""

    settings: DeskOf
    desk: Desk
    jobs: int

    def make(self) -> Callable[[], Desk]:
        """What makes the desk in whichever process asks: here it is made, other processes make their own."""
        return self.settings if self.jobs > 1 else lambda: self.desk

    def key(self, inputs: Inputs) -> str:
        """What a run that is gone on with has to have in common with the one that was stopped."""
        from tidewaiter import __version__

        own, law = self.settings, self.desk.regime.sha256
        told = [__version__, law, own.reader, own.sift, inputs.published, sorted(inputs.names)]
        told += [own.lists] if own.lists else []
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


@dataclass(slots=True)
class Outcome:
    """What a run came to."""

    done: int = 0
    set_aside: int = 0
    faults: int = 0
    unread: int = 0
    verdicts: set[str] = field(default_factory=set)
    notes: tuple[str, ...] = ()


def to_stdout(inputs: Inputs, making: Making) -> Outcome:
    """Prints the lines of the documents; what is in hand lies in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="tidewaiter-") as folder:
        return _run(inputs, making, Path(folder), sys.stdout.buffer)


def to_file(inputs: Inputs, making: Making, target: Path, *, resume: bool) -> Outcome:
    """Writes the lines into a file; what is in hand lies beside it until the run is whole.

    Raises SettingsError where the file exists and is not to be gone on with, where it is whole,
    or where the stopped run had other settings; InputError where its lines are not those of the run.
    """
    work = target.with_name(target.name + ".work")
    whole = target.exists() and not work.exists()
    if not resume and (target.exists() or work.exists()):
        hint = "remove it, or name another file" if whole else "add --resume to go on with it, or name another file"
        raise SettingsError("the file for --out is there already", value=str(target), hint=hint)
    if resume and whole:
        what, hint = (
            "nothing to go on with: the file for --out is whole",
            "to read anew, remove it or name another file",
        )
        raise SettingsError(what, value=str(target), hint=hint)
    work.mkdir(exist_ok=True)
    _same_run(work / "run", making.key(inputs))
    with _opened(target) as stream:
        try:
            outcome = _run(inputs, making, work, stream)
        except KeyboardInterrupt:
            say(f"stopped; what is done stands in {target}, and the same command with --resume goes on")
            raise
    shutil.rmtree(work)
    return outcome


def _same_run(file: Path, key: str) -> None:
    if file.exists() and file.read_text(encoding="utf-8") != key:
        hint = "use the same files and options, or name another file for --out"
        raise SettingsError("the stopped run had other files or options", value=str(file.parent), hint=hint)
    file.write_text(key, encoding="utf-8")


@contextmanager
def _opened(target: Path) -> Iterator[BinaryIO]:
    try:
        target.touch()
        stream = target.open("r+b")
    except OSError as bad:
        raise InputError(f"cannot write the file: {bad.strerror}", path=str(target)) from None
    with stream:
        yield stream


def _run(inputs: Inputs, making: Making, work: Path, stream: BinaryIO) -> Outcome:
    from tidewaiter.engine.run import gather, lines
    from tidewaiter.engine.spool import Spool

    show = progress()
    outcome = Outcome()
    with Spool(work / "documents.sqlite") as spool:
        outcome.notes = gather(_counted(inputs, spool), spool, work / "index", progress=show)
        outcome.unread = int(spool.noted("unread") or 0)
        after = _goes_on(stream, spool.ids(), outcome) if stream is not sys.stdout.buffer else 0
        for line in lines(spool, making.make(), jobs=making.jobs, after=after, progress=show):
            stream.write(line.data + b"\n")
            stream.flush()
            _count(outcome, line.verdicts, set_aside=line.set_aside, fault=line.fault)
            if line.fault is not None:
                complain_of(line.fault, line.path or line.document)
    return outcome


def _counted(inputs: Inputs, spool: Spool) -> Iterator[Document]:
    """The documents; how many files could not be read is kept for a run that goes on, which opens them no more."""
    yield from inputs
    spool.note("unread", str(inputs.unread))


def _count(outcome: Outcome, verdicts: Iterable[str], *, set_aside: bool, fault: str | None) -> None:
    outcome.done += 1
    outcome.set_aside += set_aside
    outcome.faults += fault is not None
    outcome.verdicts.update(verdicts)


def _goes_on(stream: BinaryIO, ids: list[str], outcome: Outcome) -> int:
    """Counts the whole lines that stand in the file and cuts off a broken one at its end."""
    end = 0
    for number, data in enumerate(stream):
        if not data.endswith(b"\n"):
            break
        line = json.loads(data)
        if number >= len(ids) or line["document"]["id"] != ids[number]:
            raise InputError(
                "the lines in the file are not those of this run", path=stream.name, line=number + 1,
                hint="name another file for --out",
            )  # fmt: skip
        verdicts = {finding["verdict"] for finding in line["findings"]}
        _count(outcome, verdicts, set_aside=line["set_aside"], fault=line["fault"])
        end += len(data)
    stream.seek(end)
    stream.truncate()
    if outcome.done:
        say(f"going on after {outcome.done:,} of {len(ids):,} documents")
    return outcome.done


def progress() -> Callable[[str, int, int | None], None]:
    """Shows how far the work is, on a terminal alone, at most ten times a second."""
    lively = sys.stderr is not None and sys.stderr.isatty()
    begun: dict[str, float] = {}
    shown = 0.0

    def show(stage: str, done: int, total: int | None) -> None:
        nonlocal shown
        now = time.monotonic()
        begun.setdefault(stage, now)
        whole = done == total
        if not lively or (now - shown < 0.1 and not whole):
            return
        shown = now
        left = (now - begun[stage]) / max(done, 1) * (total - done) if total and not whole else 0
        rest = f", about {_span(left)} left" if left >= 1 else ""
        of = f" of {total:,} ({done / total:.0%})" if total else ""
        click.echo(f"\r\x1b[K{stage} {done:,}{of}{rest}", err=True, nl=whole)

    return show


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"

"""``tidewaiter screen`` on a large file: the engine for tables, in its own processes, with a journal and a manifest."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import click

from tidewaiter.cli import answers
from tidewaiter.cli import rejects as unread
from tidewaiter.cli.closing import close, said_in_order
from tidewaiter.cli.files import refuse_target, say, shown, source_at, write_text
from tidewaiter.cli.lines import progress
from tidewaiter.cli.looking import index_at, lists_in, tell_none
from tidewaiter.cli.options import regime_in
from tidewaiter.errors import InputError, SettingsError
from tidewaiter.trade.extras import load

if TYPE_CHECKING:
    from tidewaiter.engine.bulk.long import Journal, Outcome
    from tidewaiter.engine.bulk.run import Runner
    from tidewaiter.engine.bulk.work import Judged
    from tidewaiter.model.measure import Regime
    from tidewaiter.screen import RowAnswer
    from tidewaiter.trade.mapping import Mapping
    from tidewaiter.trade.rows import Shipment
    from tidewaiter.trade.sheets import Source

LARGE = 16 * 1024 * 1024
"""Bytes of a table from which on the engine takes it by itself."""
_WIDTH = 100
_SPARING = {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "33554432"}
"""Has memory given back: the pools of Arrow and of glibc keep what they have had, in every process. They are read as
Arrow is loaded and as a process begins. Over four million rows in two processes 504 MB in all, without them 600."""
F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--touched", is_flag=True, help="With --json, only the rows that touch a measure."),
    click.option(
        "--lines",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Write what is printed into this file: a stopped run can be gone on with.",
    ),
    click.option("--resume", is_flag=True, help="Go on with the stopped run that wrote the file of --lines."),
    click.option("--jobs", type=click.IntRange(1, 64), help="Processes for a large table (default: one)."),
    click.option("--spark", metavar="MASTER", help="Screen on a Spark cluster, such as local[*] or spark://host:7077."),
    click.option(
        "--manifest",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Write what was checked, with what, and what came of it; `tidewaiter replay` does it again.",
    ),
)


def bulk_options(command: F) -> F:
    """The options of ``screen`` that the engine for large tables takes."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Bulk:
    """What the options say; see ``bulk_options``."""

    lines: Path | None = None
    resume: bool = False
    jobs: int | None = None
    spark: str | None = None
    manifest: Path | None = None

    def wanted(self, file: str) -> bool:
        """Whether the engine is to do the work: because it was asked for, or for the size of the file.

        Raises SettingsError where the options do not fit the file or each other.
        """
        if self.resume and not self.lines:
            raise SettingsError("--resume goes on with the file of --lines", hint="name that file with --lines")
        if self.lines or self.jobs or self.spark or self.manifest:
            if file == "-":
                raise SettingsError("--lines, --jobs, --spark and --manifest need a file, not stdin", value=file)
            refuse_target(self.lines, "--lines", (file,))
            refuse_target(self.manifest, "--manifest", (file,))
            spare()
            load("pyarrow", path=shown(file), what="the engine for large tables")
            return True
        large = file != "-" and Path(file).is_file() and Path(file).stat().st_size >= LARGE
        if large and find_spec("pyarrow") is None:
            say("note: so large a table is read faster, in little memory, with: pip install 'tidewaiter[tables]'")
            return False
        return large


@dataclass(frozen=True, slots=True)
class Answer:
    """What is written of a row: a line of JSON, or prose; sent to every process.

    ``keeps``: whatever is said of a row is kept, to be written beside it. ``file`` is named in what is written, where
    several are screened together.
    """

    as_json: bool
    explain: bool
    everything: bool
    rates: str | None = None
    keeps: bool = False
    file: str | None = None
    lists: str | None = None

    def __call__(self, row: Shipment, regime: Regime) -> Judged:
        """The gravest verdict on a row, and its lines; an answer that hangs on other rows is held."""
        from tidewaiter import codec
        from tidewaiter.engine.bulk.work import Judged
        from tidewaiter.screen import Held, waits_for_caps

        if self.rates or self.file:
            row = replace(row, event=answers.named(answers.valued_by(self.rates)(row.event), self.file))
        sparing = self.as_json and not (self.everything or self.keeps)
        asked = answers.touching if sparing else answers.answer_of
        found = asked(row, regime, self.lists)
        if found is None:
            return Judged("not_covered", b"")
        if waits_for_caps(found, regime):
            return Judged(found.verdict, b"", held=codec.encode(Held(found, tuple(answers.spans_of(row).items()))))
        kept = codec.encode(found) if self.keeps else None
        return Judged(found.verdict, self.lines(found), told=answers.told_of(found), kept=kept)

    def lines(self, found: RowAnswer) -> bytes:
        """What is written of an answer."""
        more = bool(found.remarks) or not found.judged
        if not (self.everything or found.assessment.findings or (more and not self.as_json)):
            return b""
        if self.as_json:
            return answers.as_json(found, file=self.file) + b"\n"
        return answers.as_prose(found, explain=self.explain, width=_WIDTH, colour=False).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class Asking:
    """How a file is asked about: what a manifest keeps of the options, and replay gives back."""

    as_json: bool = False
    explain: bool = False
    everything: bool = False
    mapping: dict[str, Any] | None = None
    encoding: str | None = None
    regime: str | None = None
    ledger: str | None = None
    rates: str | None = None
    header: int | None = None
    lists: str | None = None
    lists_on: str | None = None

    @property
    def index(self) -> str | None:
        """The saved index of the lists; None where none are asked."""
        return index_at(self.lists, self.lists_on)

    def answer(self, *, keeps: bool = False, file: str | None = None) -> Answer:
        """What is written of a row; see ``Answer``."""
        return Answer(self.as_json, self.explain, self.everything, self.rates, keeps, file, self.index)

    def options(self) -> dict[str, Any]:
        """The options for a manifest: lists and their day only where some were asked."""
        return {name: value for name, value in asdict(self).items() if name not in _OF_LISTS or value is not None}


_OF_LISTS = ("lists", "lists_on")


def screen_large(
    file: str,
    asking: Asking,
    bulk: Bulk,
    *,
    rejects: Path | None,
    name: str | None = None,
    again: Path | None = None,
) -> Counter[str]:
    """Screens a large file; gives the rows by verdict, the rejected ones under "rejected".

    ``name`` is the file's name in evidence, where that is not the one it has; ``again`` where the table is to be
    written again with what is said of each row.
    """
    spare()
    with runner_of(bulk) as runner:  # begun first: its processes load what they need while the file is opened
        return _screened(file, asking, bulk, runner, rejects=rejects, name=name, again=again)


def _screened(
    file: str,
    asking: Asking,
    bulk: Bulk,
    runner: Runner,
    *,
    rejects: Path | None,
    name: str | None,
    again: Path | None,
) -> Counter[str]:
    from tidewaiter.engine.bulk import manifest

    law = regime_in(Path(asking.regime) if asking.regime else None)
    answer, source = asking.answer(keeps=again is not None), _source(file, name, asking.header)
    with _places(bulk, file, asking, law, keeps=answer.keeps) as (path, journal):
        with path.open("r+b") as out:
            outcome = run_file(source, asking, answer, runner, out, journal)
            late = close(outcome, path, out, journal, answer, asking.ledger, law)
        if again:
            answers.write_again(again, (source,), said_in_order(journal, late), asking.encoding)
        tell_none(asking.lists)
        _report(outcome, journal)
        if rejects:
            _keep(rejects, journal)
        sha256 = manifest.digest_of(path)
        if bulk.lines is None:
            with path.open("rb") as out:
                shutil.copyfileobj(out, sys.stdout.buffer)
            sys.stdout.buffer.flush()
    if bulk.manifest:
        told = manifest.make(
            source=Path(file),
            name=name or shown(file),
            output=bulk.lines,
            output_sha256=sha256,
            options=asking.options(),
            outcome=outcome,
            regime=law,
            lists=lists_in(asking.lists, asking.lists_on),
            beside={what: Path(path) for what, path in (("ledger", asking.ledger), ("rates", asking.rates)) if path},
        )
        manifest.write(bulk.manifest, told, write_text)
    return outcome.counts + Counter({"rejected": outcome.rejected + outcome.unread})


def spare() -> None:
    """Has the libraries of the large way give memory back; to be called before they are loaded."""
    for variable, value in _SPARING.items():
        os.environ.setdefault(variable, value)


def _source(file: str, name: str | None, header: int | None) -> Source:
    source = source_at(file, header=header)
    return replace(source, name=name) if name else source


def run_file(
    source: Source, asking: Asking, answer: Answer, runner: Runner, out: BinaryIO, journal: Journal
) -> Outcome:
    """Screens one file into ``out`` with its journal; what waits for all other rows is held."""
    from tidewaiter.engine.bulk.long import Job, screen_file
    from tidewaiter.engine.bulk.table import Asked

    job = Job(
        source,
        Asked(_mapping(asking.mapping), asking.encoding, asking.regime, asking.index),
        answer,
        asking.everything,
        runner,
    )
    return screen_file(job, out, journal, progress=progress())


def _mapping(told: dict[str, Any] | None) -> Mapping:
    from tidewaiter.trade.mapping import Mapping, from_plain

    return from_plain(told) if told else Mapping()


@contextmanager
def runner_of(bulk: Bulk) -> Iterator[Runner]:
    """Who does the work: one process, several, or a cluster."""
    from tidewaiter.engine.bulk import run

    if bulk.spark:
        from tidewaiter.engine.bulk import spark

        session = spark.session(bulk.spark)
        try:
            yield spark.runner(session)
        finally:
            session.stop()
    elif bulk.jobs and bulk.jobs > 1:
        with run.Pool(bulk.jobs) as pool:
            yield pool.run
    else:
        yield run.alone


@contextmanager
def _places(bulk: Bulk, file: str, asking: Asking, law: Regime, *, keeps: bool) -> Iterator[tuple[Path, Journal]]:
    """The file for the lines and the journal beside it; both temporary where no file was named."""
    from tidewaiter.engine.bulk.long import Journal

    key = _key(file, asking, law, keeps=keeps)
    if bulk.lines is None:
        with temporary() as folder:
            journal = Journal(folder / "journal", key)
            (folder / "lines").touch()
            try:
                yield folder / "lines", journal
            finally:
                journal.close()
        return
    work = bulk.lines.with_name(bulk.lines.name + ".work")
    _refuse_there(bulk.lines, work, resume=bulk.resume)
    bulk.lines.touch()
    journal = Journal(work, key)
    try:
        yield bulk.lines, journal
    finally:
        journal.close()
    work.unlink()


@contextmanager
def temporary() -> Iterator[Path]:
    """A folder that is gone behind the run."""
    with tempfile.TemporaryDirectory(prefix="tidewaiter-") as folder:
        yield Path(folder)


def _refuse_there(target: Path, work: Path, *, resume: bool) -> None:
    whole = target.exists() and not work.exists()
    if resume and whole:
        hint = "to screen anew, remove it or name another file"
        raise SettingsError("nothing to go on with: the file for --lines is whole", value=str(target), hint=hint)
    if not resume and (target.exists() or work.exists()):
        hint = "remove it, or name another file" if whole else "add --resume to go on with it, or name another file"
        raise SettingsError("the file for --lines is there already", value=str(target), hint=hint)


def _key(file: str, asking: Asking, law: Regime, *, keeps: bool) -> str:
    """What a run that is gone on with has in common with the one that was stopped."""
    from tidewaiter import __version__

    stat = Path(file).stat()
    told = [__version__, law.sha256, str(Path(file).resolve()), stat.st_size, stat.st_mtime_ns, asking.options(), keeps]
    if asking.lists:
        told.append(asking.index)
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


# what was not read


def _report(outcome: Outcome, journal: Journal) -> None:
    """On stderr: notes, columns not used, remarks, the first rejected rows, and the counts."""
    answers.report(outcome.told)
    report_parts(outcome)
    for what, word, number in (("rejects", "rejected", outcome.rejected), ("unread", "unread", outcome.unread)):
        unread.tell(journal.listed(what), number, word)
    answers.report_counts(outcome.rows, outcome.counts, rejected=outcome.rejected, cells=outcome.unread)


def report_parts(outcome: Outcome, *, file: str | None = None) -> None:
    """On stderr: notes on the tables of a file, and the columns that are not used."""
    if outcome.anew:
        of = "" if file is None else f"{file}: "
        say(f"note: {of}begun anew and read row by row, which takes longer: {outcome.anew}")
    for part in outcome.parts:
        used = {column.index for column in part.reading.columns}
        ignored = [header for at, header in enumerate(part.reading.headers) if at not in used]
        answers.report_use(part.notes, part.reading.plan.questions, ignored, file=file)


def _keep(target: Path, journal: Journal) -> None:
    try:
        with target.open("w", encoding="utf-8", newline="") as stream:
            unread.write(stream, chain(journal.listed("rejects"), journal.listed("unread")))
    except OSError as bad:
        raise InputError(f"cannot write the file: {bad.strerror}", path=str(target)) from None

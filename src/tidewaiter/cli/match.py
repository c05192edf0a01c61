"""``tidewaiter match``: who on the lists may be meant by a name, one by one or by the million."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

import click

from tidewaiter.cli import parties
from tidewaiter.cli.files import complain, refuse_target, say, shown
from tidewaiter.cli.parties import LISTS, ON, THRESHOLD, counted, query_options, table_options
from tidewaiter.errors import InputError, SettingsError

if TYPE_CHECKING:
    from datetime import date

    from tidewaiter.engine.parties.batch import Asking, Hashing, Open, Written
    from tidewaiter.engine.parties.log import Log, Queries
    from tidewaiter.engine.parties.record import Record, Refused
    from tidewaiter.engine.parties.tables import Asked, Form, Table
    from tidewaiter.trade.dates import DateOrder

_TELL = 30.0  # seconds between two lines about how far a run is, where stderr is no terminal
_NAMED = 50  # refused records that are named on stderr; the rest is counted


@click.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--file", metavar="FILE", help="Records: names a line, CSV, TSV, lines of JSON or Parquet; - is stdin.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a query (docs/guides/screen-parties.md).")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="Matches of one query.")
@THRESHOLD
@click.option(
    "--kind", "kinds", multiple=True, metavar="KIND", help=f"Only entries that are {', '.join(parties.KINDS)}."
)
@LISTS
@ON
@query_options
@click.option("--format", "form", type=click.Choice(["txt", "csv", "tsv", "jsonl", "parquet"]), help="What --file is.")
@table_options
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="Write the lines of --json into this file."
)
@click.option("--resume", is_flag=True, help="Go on behind the last whole line of the file of --out.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes for --file.")
@click.option("--cleared", type=click.Path(path_type=Path, dir_okay=False), help="The file of `tidewaiter clear`.")
@click.option("--log", "log_file", type=click.Path(path_type=Path, dir_okay=False), help="Keep a log of the run here.")
@click.option(
    "--log-queries",
    type=click.Choice(["full", "hash"]),
    default="full",
    show_default=True,
    help="What the log keeps of a query.",
)
@click.option("--by", metavar="WHO", help="Who screens, for the log.")
@click.option(
    "--fail-on",
    type=click.Choice(["match", "never"]),
    default="never",
    show_default=True,
    help="Exit with 1 when a query has a match that nobody cleared.",
)
def match(
    names: tuple[str, ...],
    *,
    file: str | None,
    as_json: bool,
    limit: int,
    threshold: float | None,
    kinds: tuple[str, ...],
    lists: Path | None,
    on: date | None,
    birth: tuple[str, ...],
    country: tuple[str, ...],
    gender: str | None,
    number: tuple[str, ...],
    imo: str | None,
    form: Form | None,
    columns: tuple[str, ...],
    ignore: tuple[str, ...],
    date_order: DateOrder | None,
    encoding: str | None,
    out: Path | None,
    resume: bool,
    workers: int,
    cleared: Path | None,
    log_file: Path | None,
    log_queries: Literal["full", "hash"],
    by: str | None,
    fail_on: str,
) -> None:
    """Tell which listed parties a name may mean: how likely, and why.

    NAME is a person, organisation or vessel in any script; - reads names from stdin. --imo or --id
    may stand without one. A score is the probability that the listed party is the one meant. Answers
    are proposals for a person: no match is no proof, and a match is none either.
    """
    if names == ("-",) and file is None:
        names, file = (), "-"
    if bool(names or imo or number) == (file is not None):
        raise SettingsError("give either names or --file", hint='tidewaiter match "KIM JONG UN", or --file names.csv')
    told = bool(birth or country or gender or number or imo)
    if told and len(names) > 1:
        raise SettingsError("--birth, --country, --gender, --id and --imo tell more of one name", hint="give one NAME")
    if told and file is not None:
        raise SettingsError("--birth, --country, --gender, --id and --imo are for a NAME", hint="put them in columns")
    if file is None and (out or workers > 1 or columns or ignore or form or resume):
        raise SettingsError("this option is for --file", hint="give the names in a file: --file names.txt")
    if resume and (out is None or file == "-"):
        raise SettingsError(
            "--resume goes on with the file of --out, from a file", hint="name both with --out and --file"
        )
    refuse_target(out, "--out", [file] if file else [])
    refuse_target(log_file, "--log", [file] if file else [])
    kind = parties.kinds_of(kinds)
    only = kind[0] if len(kind) == 2 else None
    run = Run(as_json or out is not None, limit, threshold, kind, workers, cleared, log_file, log_queries, by)
    index = parties.index_of(lists, on)
    if file is None:
        more = {"birth": birth, "country": country, "gender": gender, "number": number, "imo": imo}
        asked = _asked(names, only, more)
        counts = run.over(asked, parties.opens(index), index.name, "command line", None, nullcontext(sys.stdout.buffer))
    else:
        from tidewaiter.engine.parties.tables import Asked, columns_from

        how = Asked(form, columns_from(columns), ignore, date_order, encoding, only)
        counts = _file(file, how, run, parties.opens(index), index.name, out, resume=resume)
    raise click.exceptions.Exit(_code(counts, fail_on))


def _asked(names: tuple[str, ...], kind: str | None, more: Mapping[str, object]) -> list[Record | Refused]:
    """The records of names on the command line; what is refused of one leaves the others alone."""
    from tidewaiter.engine.parties.record import Refused

    found: list[Record | Refused] = []
    for at, name in enumerate(names or (None,), start=1):
        try:
            record = parties.asked(name, kind=kind, **more)  # type: ignore[arg-type]
            found.append(replace(record, number=at))
        except InputError as bad:
            found.append(Refused(at, (name or "").strip(), bad.what, None, str(bad.column or ""), bad.value, bad.hint))
    return found


# a file


def _file(file: str, how: Asked, run: Run, opens: Open, index: str, out: Path | None, *, resume: bool) -> Counts:
    """Screens the records of a file to stdout, or into a file that a stopped run goes on with."""
    with opened(file) as stream:
        hashing = _hashing(stream) if run.log_file or file == "-" else None
        table = table_of(hashing or stream, file, how)
        if out is None:
            return run.over(
                table.records, opens, index, shown(file), hashing, nullcontext(sys.stdout.buffer), table=table
            )
        return _into(out, table, run, opens, index, hashing, _key(file, how, run, index), resume=resume)


def table_of(stream: BinaryIO | Hashing, file: str, how: Asked) -> Table:
    """The records of a stream; columns that are not used are told on stderr."""
    from tidewaiter.engine.parties.tables import open_table

    buffered = io.BufferedReader(stream) if isinstance(stream, io.RawIOBase) else stream
    table = open_table(buffered, name=shown(file), asked=how)  # type: ignore[arg-type]
    for heading in table.unused:
        say(f"note: the column {heading!r} is not used")
    for note in table.notes:
        say(f"note: {note}")
    return table


@contextmanager
def opened(file: str) -> Iterator[BinaryIO]:
    """The bytes of a file, or of stdin. Raises InputError where it cannot be opened."""
    if file == "-":
        if sys.stdin is None:
            raise InputError("stdin is closed", path="-", hint="name a file")
        yield sys.stdin.buffer
        return
    if Path(file).is_dir():
        raise InputError("this is a folder", path=shown(file), hint="name a file in it")
    try:
        stream = Path(file).open("rb")  # noqa: SIM115 (closed below; only its opening is told in these words)
    except FileNotFoundError:
        raise InputError("no such file", path=shown(file), hint="check the spelling of the path") from None
    except OSError as bad:
        raise InputError(f"cannot open the file: {bad.strerror}", path=shown(file)) from None
    with stream:
        yield stream


def _hashing(stream: BinaryIO) -> Hashing:
    from tidewaiter.engine.parties.batch import Hashing

    return Hashing(stream)


def _key(file: str, how: Asked, run: Run, index: str) -> str:
    """What a run that is gone on with has in common with the one that was stopped."""
    from tidewaiter import __version__

    stat = Path(file).stat() if file != "-" else None
    of = [str(Path(file).resolve()), stat.st_size, stat.st_mtime_ns] if stat else ["-"]
    told = [__version__, index, of, asdict(how), run.limit, run.threshold, run.kinds, str(run.cleared)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _into(
    out: Path, table: Table, run: Run, opens: Open, index: str, hashing: Hashing | None, key: str, *, resume: bool
) -> Counts:
    work = out.with_name(out.name + ".work")
    whole = out.exists() and not work.exists()
    if not resume and (out.exists() or work.exists()):
        hint = "remove it, or name another file" if whole else "add --resume to go on with it, or name another file"
        raise SettingsError("the file for --out is there already", value=str(out), hint=hint)
    if resume and whole:
        hint = "to screen anew, remove it or name another file"
        raise SettingsError("nothing to go on with: the file for --out is whole", value=str(out), hint=hint)
    if work.exists() and work.read_text(encoding="utf-8") != key:
        hint = "use the same file, lists and options, or name another file for --out"
        raise SettingsError("the stopped run had another file, other lists or options", value=str(work), hint=hint)
    work.write_text(key, encoding="utf-8")
    try:
        counts = run.over(table.records, opens, index, table.name, hashing, _appending(out), table=table)
    except KeyboardInterrupt:
        say(f"stopped; what is done stands in {out}, and the same command with --resume goes on")
        raise
    work.unlink()
    return counts


@contextmanager
def _appending(out: Path) -> Iterator[BinaryIO]:
    try:
        out.touch()
        with out.open("r+b") as stream:
            yield stream
    except OSError as bad:
        raise InputError(f"cannot write the file: {bad.strerror}", path=str(out)) from None


# a run


@dataclass(slots=True)
class Counts:
    """What a run came to."""

    records: int = 0
    matched: int = 0
    cleared: int = 0
    reopened: int = 0
    refused: int = 0
    unread: int = 0

    def add(self, one: Written) -> None:
        """Counts one record."""
        self.records += 1
        self.matched += one.best is not None
        self.cleared += one.cleared
        self.reopened += one.reopened
        self.refused += one.refused is not None
        self.unread += len(one.unread)


@dataclass(frozen=True, slots=True)
class Run:
    """What the options say of a run."""

    as_json: bool
    limit: int
    threshold: float | None
    kinds: tuple[str, ...]
    workers: int
    cleared: Path | None
    log_file: Path | None
    log_queries: Queries
    by: str | None

    def over(
        self,
        records: Iterable[Record | Refused],
        opens: Open,
        index: str,
        source: str,
        hashing: Hashing | None,
        target: AbstractContextManager[BinaryIO],
        *,
        table: Table | None = None,
    ) -> Counts:
        """Screens records and writes what is said of each; the log is on disk before the answer is."""
        from tidewaiter.engine.parties.batch import screen, settle

        counts, show, rest = Counts(), _progress(shown=table is not None), iter(records)
        with target as stream:
            if table is not None and stream is not sys.stdout.buffer:
                counts = _goes_on(stream)
                for _ in islice(rest, counts.records):
                    pass
            before = counts.refused + counts.unread
            log = self._log(opens, source, counts.records)
            asking, named = self._asking(log), 0
            settle()
            for block in screen(rest, opens, asking, workers=self.workers):
                if log:
                    for one in block:
                        log.add(one.log or {})
                    log.keep()
                for one in block:
                    stream.write(one.data)
                    counts.add(one)
                    named += _complain(one, source, named)
                stream.flush()
                show("records", counts.records, None)
        show("records", counts.records, counts.records)
        self._ends(log, counts, hashing)
        if counts.refused + counts.unread - before > named:
            say(f"refused or not read: and {counts.refused + counts.unread - before - named:,} more")
        if table is not None or counts.refused:
            _report(counts, parties.lists_told(opens()))
        return counts

    def _asking(self, log: Log | None) -> Asking:
        from tidewaiter.engine.parties.answer import Settings
        from tidewaiter.engine.parties.batch import Asking
        from tidewaiter.engine.parties.cleared import pairs

        if self.cleared is not None and not self.cleared.exists():
            hint = "`tidewaiter clear add` makes it; leave --cleared out until then"
            raise InputError("no such file of cleared pairs", path=str(self.cleared), hint=hint)
        held = pairs(self.cleared) if self.cleared else {}
        settings = Settings(self.limit, self.threshold, self.kinds, held, parties.today())  # type: ignore[arg-type]
        return Asking(settings, self.as_json, self.log_queries if log else None)

    def _log(self, opens: Open, source: str, after: int) -> Log | None:
        if self.log_file is None:
            return None
        from tidewaiter.engine.parties import log
        from tidewaiter.engine.parties.answer import shipped_threshold

        settings = {
            "limit": self.limit,
            "threshold": shipped_threshold() if self.threshold is None else self.threshold,
            "kinds": list(self.kinds),
            "cleared": str(self.cleared) if self.cleared else None,
        }
        return log.begin(
            self.log_file,
            opens(),
            at=parties.now(),
            by=self.by,
            process=os.getpid(),
            settings=settings,
            source=source,
            after=after,
            queries=self.log_queries,
        )

    def _ends(self, log: Log | None, counts: Counts, hashing: Hashing | None) -> None:
        if log is not None:
            sha256 = hashing.sha256() if hashing else None
            head = log.end(at=parties.now(), counts=asdict(counts), sha256=sha256)
            say(f"log: {self.log_file} ends with {head}")


def _progress(*, shown: bool) -> Callable[[str, int, int | None], None]:
    """How far a long run is; a single query has no use for what would have to be loaded."""
    if not shown:
        return lambda stage, done, total: None
    if sys.stderr is not None and not sys.stderr.isatty():
        return _now_and_then()
    from tidewaiter.cli.lines import progress

    return progress()


def _now_and_then() -> Callable[[str, int, int | None], None]:
    """A line on stderr every half minute, for those who read it in a file."""
    begun = told = time.monotonic()

    def show(stage: str, done: int, total: int | None) -> None:
        nonlocal told
        if (now := time.monotonic()) - told >= _TELL and done != total:
            say(f"note: {done:,} {stage} so far, {done / (now - begun):,.0f} a second")
            told = now

    return show


def _goes_on(stream: BinaryIO) -> Counts:
    """Counts the whole lines that stand in the file and cuts off a broken one at its end."""
    counts, end = Counts(), 0
    for data in stream:
        if not data.endswith(b"\n"):
            break
        line = json.loads(data)
        counts.records += 1
        counts.matched += bool(line["matches"])
        counts.cleared += len(line.get("cleared", ()))
        counts.reopened += sum("reopened" in one for one in line["matches"])
        counts.refused += "error" in line
        counts.unread += len(line.get("unread", ()))
        end += len(data)
    stream.seek(end)
    stream.truncate()
    if counts.records:
        say(f"going on behind {counted(counts.records, 'record')}")
    return counts


def _complain(one: Written, source: str, named: int) -> int:
    """Tells on stderr what of a record was refused or not read, as long as that is little; how much it told."""
    from tidewaiter.engine.parties.record import Refused

    told = 0
    for bad in (one.refused, *one.unread):
        if bad is not None and named + told < _NAMED:
            place = bad.line or (bad.number if isinstance(bad, Refused) else None)
            column = bad.column or None
            fault = InputError(bad.what, path=source, line=place, column=column, value=bad.value, hint=bad.hint)
            complain(fault, "refused" if isinstance(bad, Refused) else "not read")
            told += 1
    return told


def _report(counts: Counts, lists: str) -> None:
    """On stderr: how many records had matches, how many had none, what was cleared, what was refused."""
    none = counts.records - counts.matched - counts.refused
    parts = [f"{counts.matched:,} with matches", f"{none:,} without"]
    parts += [f"{counts.refused:,} refused"] if counts.refused else []
    parts += [f"{counted(counts.unread, 'value')} not read"] if counts.unread else []
    parts += [f"{counted(counts.cleared, 'cleared match', 'cleared matches')} left out"] if counts.cleared else []
    parts += [f"{counts.reopened:,} re-opened"] if counts.reopened else []
    say(f"{counted(counts.records, 'record')}: {', '.join(parts)}; lists: {lists}")


def _code(counts: Counts, fail_on: str) -> int:
    if counts.records and counts.refused == counts.records:
        return 2
    if fail_on == "match" and counts.matched:
        return 1
    return 3 if counts.refused or counts.unread else 0

"""How one sheet is read: which column gives which field, what the user has said, what stays open.

A header that is known is believed unless its cells speak against it. One that is not, or that
has several meanings, is settled by its cells or by the direction of the file where they leave one
meaning; else it is asked about, and not used. Nothing is guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from tidewaiter import places
from tidewaiter.errors import InputError
from tidewaiter.trade import columns, content
from tidewaiter.trade.columns import Column, Unclear
from tidewaiter.trade.habits import Habits, find_habits, habits_shown
from tidewaiter.trade.mapping import LEFT_OUT, Constant, Given, Mapping
from tidewaiter.trade.seen import Seen

Rows = Callable[[], Iterable[tuple[int, tuple[str, ...]]]]

FAR_ENDS = {
    "import": ("dispatch", "supplier_country", "origin"),
    "export": ("destination", "recipient_country"),
}
"""The fields of the far end of the trade, as seen from the country whose file it is."""

_FILE = {"import": "inward", "export": "outward", "re-export": "outward"}
_NEAR_ENDS = {
    "inward": ("destination", "recipient_country", "port_discharge", "reporter"),
    "outward": ("dispatch", "supplier_country", "origin", "port_loading", "reporter"),
}
_GIVEN = -1
_BY_DIRECTION = "which end it is follows from the direction, which is not told"
_ASKED = 512  # columns of a sheet that are asked about; the widest workbook surveyed has 130


@dataclass(frozen=True, slots=True)
class Question:
    """A column that is not used until the user says what it holds: its place, its header, what it may be, and why.

    ``doubled`` where its header stands twice; ``shown`` are some of its cells; ``lists`` are those that its
    numbers of countries may be of.
    """

    index: int
    header: str
    may_be: tuple[str, ...]
    why: str
    doubled: bool = False
    shown: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()

    @property
    def option(self) -> str:
        """The option that answers it; a header that stands twice is named by its place."""
        if self.lists:
            return f"--numbers {' or '.join(self.lists)}"
        if self.why == _BY_DIRECTION:
            return "--direction import or --direction export"
        return f"--column '{self.name}={self.may_be[0] if len(self.may_be) == 1 else 'FIELD'}'"

    @property
    def name(self) -> str:
        """What the option calls the column."""
        return self.header if self.header and not self.doubled else f"#{self.index + 1}"

    @property
    def text(self) -> str:
        """The question with the option that answers it."""
        name = self.header or f"#{self.index + 1}"
        which = " or ".join(self.may_be)
        return f"the column {name!r} is not used: {self.why}; it may be {which}: say {self.option}"


class NoEnd(InputError):
    """No column tells a country of either end; ``questions`` are those whose answer may."""

    def __init__(self, bad: InputError, questions: tuple[Question, ...]) -> None:
        super().__init__(bad.what, path=bad.path, line=bad.line, hint=bad.hint)
        self.questions = questions


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of a sheet. ``columns`` hold the constants too, at the place -1; ``empty`` columns show no cell.

    ``ends`` are the fields that tell where goods go, and where they come from, as far as the file has columns of them.
    """

    columns: tuple[Column, ...]
    habits: Habits
    mapping: Mapping = field(default_factory=Mapping)
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
    constants: tuple[Constant, ...] = ()
    empty: tuple[int, ...] = ()
    headers: tuple[str, ...] = ()
    ends: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())


def make_plan(
    headers: Sequence[str],
    rows: Rows | Sequence[Seen],
    *,
    mapping: Mapping | None = None,
    fields: Sequence[str | None] = (),
    numbers: frozenset[int] = frozenset(),
    path: str,
    line: int,
) -> Plan:
    """The plan of a sheet with these headers.

    ``rows`` gives number and cells of the sound rows and is asked twice; or it is what the first rows
    show of each column, and the plan the same as of these rows. ``fields`` are those the form of the file
    itself fixes, ``numbers`` the places of the columns it holds as numbers. Raises InputError where one
    header stands twice, and NoEnd where nothing tells any country.
    """
    said = mapping or Mapping()
    sample = _sample(headers, rows)
    found, asked = _settled(headers, sample, said, fields)
    columns.refuse_doubles(found, path=path, line=line)
    constants = tuple(
        Column(_GIVEN, one.field, one.field, columns.kinds()[one.field], None, 10**6) for one in said.constants
    )
    every = (*found, *constants)
    _refuse_years(headers, every, path=path, line=line)
    options = list(dict.fromkeys(one.option for one in asked if not set(one.may_be).isdisjoint(columns.SIDES)))
    try:
        columns.refuse_without_ends(every, headers=headers, may_be=options, path=path, line=line)
    except InputError as bad:
        raise NoEnd(bad, asked) from None
    habits = _habits(rows, found, said, numbers)
    notes = (*_notes(every, said, headers), *_currency_note(every, sample), *_numbers(every, sample), *habits.notes)
    empty = tuple(index for index, texts in enumerate(sample) if not texts)
    return Plan(every, habits, said, asked, notes, said.constants, empty, tuple(headers), _ends(every))


_YEARS = re.compile(r"\D{0,24}(?:19|20)[0-9]{2}(?:[-/. ]?(?:0?[1-9]|1[0-2]|[mqMQ][0-9]{1,2}))?\D{0,24}")
_FEWEST_YEARS = 3


def _refuse_years(headers: Sequence[str], every: tuple[Column, ...], *, path: str, line: int) -> None:
    """Raises InputError for a table whose years or months are columns, and that has no other word of its time."""
    if not {column.field for column in every}.isdisjoint(("date", "period", "year")):
        return
    used = {column.index for column in every}
    years = [header for at, header in enumerate(headers) if at not in used and _YEARS.fullmatch(header.strip())]
    if len(years) >= _FEWEST_YEARS:
        shown = ", ".join(years[:4]) + (" ..." if len(years) > 4 else "")
        what = f"years or months are columns ({shown}): no row is a shipment"
        hint = (
            "trade statistics of this form are read by `tidewaiter mirror`; of shipments write a row for each, with"
            " a column for the day (--set date=2019 if all are of one time)"
        )
        raise InputError(what, path=path, line=line, hint=hint)


_TO = ("destination", "recipient_country", "recipient", "port_discharge", "importer_address", "notify_party",
    "notify_address")  # fmt: skip
_FROM = ("origin", "supplier_country", "dispatch", "supplier", "port_loading", "exporter_address")


def _ends(every: tuple[Column, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The fields of either end that have columns; none of statistics, whose two ends the flow tells apart."""
    given = {column.field for column in every}
    if not given.isdisjoint(("partner", "reporter")):
        return frozenset(), frozenset()
    return frozenset(given.intersection(_TO)), frozenset(given.intersection(_FROM))


def _habits(rows: Rows | Sequence[Seen], found: tuple[Column, ...], said: Mapping, numbers: frozenset[int]) -> Habits:
    given = _locales(found, said)
    if callable(rows):
        return find_habits(rows(), found, dates=said.dates, decimal=said.decimal, numbers=numbers, given=given)
    return habits_shown(rows, found, dates=said.dates, decimal=said.decimal, numbers=numbers, given=given)


def _sample(headers: Sequence[str], rows: Rows | Sequence[Seen]) -> tuple[tuple[str, ...], ...]:
    """The distinct filled cells of each column among the first rows."""
    if not callable(rows):
        return tuple(content.filled(one.texts) for one in rows)
    first = [cells for _, cells in islice(rows(), content.SAMPLE)]
    if not first:
        return ((),) * len(headers)
    return tuple(content.filled(cells) for cells in zip(*first, strict=True))


Settled = tuple[tuple[Column, ...], tuple[Question, ...]]


def _settled(
    headers: Sequence[str], sample: Sequence[tuple[str, ...]], said: Mapping, fields: Sequence[str | None]
) -> Settled:
    found: dict[int, Column] = {}
    asked: dict[int, Question] = {}
    waiting: dict[int, Unclear] = {}
    for index, header in enumerate(headers):
        given = said.given(index, header)
        fixed = fields[index] if fields else None
        if given is not None or fixed is not None:
            name = given.field if given else fixed
            if name is not None and name != LEFT_OUT:
                found[index] = _column(index, header, name)
        elif fields:
            continue
        elif isinstance(outcome := _told(index, header, sample[index], said.numbers), Column):
            found[index] = outcome
        elif isinstance(outcome, Question):
            asked[index] = outcome
        elif outcome is not None:
            waiting[index] = outcome
    settled, questions = _by_flow(found, asked, waiting, headers, sample, said)
    return tuple(_of_list(column, sample[column.index], said.numbers) for column in settled), questions


def _of_list(column: Column, texts: tuple[str, ...], numbers: str | None) -> Column:
    """A column of numbers of countries with the list that they are of, where the user says it."""
    numbered = numbers is not None and column.kind == "country" and content.numbers(texts)
    return replace(column, numbers=numbers) if numbered else column


def _column(index: int, header: str, name: str) -> Column:
    """A column whose field is told; its header may still give the measure and the multiple."""
    hit = columns.measured(header, name)
    return Column(index, header.strip(), name, columns.kinds()[name], hit.measure, hit.rank, hit.scale)


def _told(index: int, header: str, texts: tuple[str, ...], numbers: str | None) -> Column | Question | Unclear | None:
    """What header and cells tell of a column together; ``numbers`` is the list of countries that the user names."""
    hit = columns.known_header(header)
    if hit is not None:
        kind = columns.kinds()[hit.field]
        if kind == "country" and content.numbers(texts):
            if question := _of_numbers(index, header, hit.field, texts, numbers):
                return question
        elif content.contradicts(kind, texts):
            return Question(
                index, header, (hit.field,), f"its cells, such as {texts[0]!r}, are none that its header names"
            )
        return Column(index, header.strip(), hit.field, kind, hit.measure, hit.rank, hit.scale)
    several = columns.unclear(header)
    if several is not None:
        return _by_cells(index, header, several, texts)
    return _unknown(index, header, texts)


def _of_numbers(index: int, header: str, field: str, texts: tuple[str, ...], numbers: str | None) -> Question | None:
    """What is to be asked of a column of numbers of countries: which list they are of, where it is not plain."""
    told = tuple(text for text in texts if not columns.names_no_country(text))
    if numbers is not None:
        lost = [text for text in told if places.find_number(text, of=numbers).place is None]
        why = f"its numbers, such as {lost[0]!r}, are not all of the list {numbers!r}" if lost else ""
        return Question(index, header, (field,), why, lists=places.lists_of(told)) if lost else None
    lists = places.lists_of(told)
    if content.foreign_numbers(texts):
        national = tuple(name for name in lists if name != _ISO)
        known = f", but may be of the customs list of {' or '.join(national)}" if national else ""
        why = f"its numbers, such as {texts[0]!r}, are not all of ISO 3166{known}: write codes or names"
        return Question(index, header, (field,), why, lists=national)
    if field in ("reporter", "partner") or len(told) > _FEW or not _differ(told, lists):
        return None
    meant = "; ".join(f"{told[0]!r} is {_named(told[0], name)} in {name}" for name in lists)
    return Question(index, header, (field,), f"its few numbers stand in several lists: {meant}", lists=lists)


_ISO = "iso"
_FEW = 4  # numbers of countries that may stand in several lists by chance


def _named(text: str, name: str) -> str:
    place = places.find_number(text, of=name).place
    return place.name if place else "nothing"


def _differ(texts: Sequence[str], lists: Sequence[str]) -> bool:
    """Whether the numbers mean different States in different lists."""
    return any(len({_named(text, name) for name in lists}) > 1 for text in texts)


def _by_cells(index: int, header: str, several: Unclear, texts: tuple[str, ...]) -> Column | Question | Unclear:
    if several.by != "cells":
        return several
    for kind, name in (several.cells or {}).items():
        if content.shows(kind, texts) or (kind == "words" and texts and all(map(content.TESTS[kind], texts))):
            return _column(index, header, name)
    return several


_TELLING = (
    ("country", columns.ENDS, "countries"),
    ("hs", ("hs",), "codes of the Harmonized System"),
    ("imo", ("imo",), "numbers of ships"),
    ("container", ("container_no",), "numbers of containers"),
    ("locode", ("port_loading", "port_discharge"), "codes of ports"),
    ("date", ("date",), "dates"),
    ("currency", ("currency",), "currencies"),
)
"""What cells may show under a header that is not known, and the fields it is then asked about."""


def _unknown(index: int, header: str, texts: tuple[str, ...]) -> Question | None:
    """A header that is not known is asked about where its words or its cells are of a kind that matters."""
    if not texts or index >= _ASKED:
        return None
    if may_be := columns.may_be(header):
        return Question(index, header, may_be, "its header is not known, but has words that matter")
    for kind, fields, spoken in _TELLING:
        if content.shows(kind, texts):
            return Question(index, header, fields, f"its header is not known, and its cells are {spoken}")
    return None


_ALWAYS = ("country", "name", "port", "text", "vessel", "imo", "hs")
"""Kinds of fields that are asked about even where another column gives the same: it may be the one that tells."""


def _worth(asked: dict[int, Question], found: dict[int, Column]) -> dict[int, Question]:
    """The questions that matter: of amounts, dates and numbers only those whose field no column gives."""
    given = {column.field for column in found.values()}
    kinds = columns.kinds()
    return {
        index: one
        for index, one in asked.items()
        if any(kinds[name] in _ALWAYS for name in one.may_be) or given.isdisjoint(one.may_be)
    }


# what the direction of the file settles


def _by_flow(
    found: dict[int, Column],
    asked: dict[int, Question],
    waiting: dict[int, Unclear],
    headers: Sequence[str],
    sample: Sequence[tuple[str, ...]],
    said: Mapping,
) -> Settled:
    flow = said.direction or _only_flow(found, sample)
    for index, several in waiting.items():
        name = _end(several, flow, sample[index], found)
        if name is not None:
            found[index] = _column(index, headers[index], name)
        elif sample[index]:
            why = "it can mean several things" + (
                "" if flow or several.by != "flow" else ", and the direction is not told (--direction)"
            )
            asked[index] = Question(index, headers[index], several.may_be, why)
    if flow is None and not any(column.field == "direction" for column in found.values()):
        for index in [index for index, column in found.items() if column.field in ("reporter", "partner")]:
            asked[index] = Question(index, headers[index], ("dispatch", "destination"), _BY_DIRECTION)
            del found[index]
    told = Counter(map(columns.fold, headers))
    asked = {
        index: replace(one, doubled=told[columns.fold(one.header)] > 1, shown=sample[index][:3])
        for index, one in _worth(asked, found).items()
    }
    return tuple(found[index] for index in sorted(found)), tuple(asked[index] for index in sorted(asked))


def _only_flow(found: dict[int, Column], sample: Sequence[tuple[str, ...]]) -> str | None:
    """The flow of a file all of whose rows name the same one."""
    flows = {
        columns.flow(text) for index, column in found.items() if column.field == "direction" for text in sample[index]
    }
    return flows.pop() if len(flows) == 1 else None


def _end(several: Unclear, flow: str | None, texts: tuple[str, ...], found: dict[int, Column]) -> str | None:
    """The field that the direction leaves, where no other column gives it and countries vary."""
    side = _FILE.get(flow or "")
    if several.by != "flow" or side is None:
        return None
    name = several.inward if side == "inward" else several.outward
    taken = {column.field for column in found.values()}
    if name is None or name in taken:
        return None
    if columns.kinds()[name] != "country":
        return name
    far = FAR_ENDS["import" if side == "inward" else "export"]
    if taken.isdisjoint(far) and len(texts) > 1 and not content.contradicts("country", texts):
        return name
    return None


# notes


def _notes(found: tuple[Column, ...], said: Mapping, headers: Sequence[str]) -> Iterator[str]:
    told = {columns.fold(header) for header in headers} | {f"#{number}" for number in range(1, len(headers) + 1)}
    for one in said.columns:
        if one.header not in told and columns.fold(one.header) not in told:
            yield f"the mapping names a column {one.header!r}, which this file does not have"
    for name in ("date", "value"):
        several = sorted(
            (column for column in found if column.field == name and column.index >= 0), key=lambda one: one.rank
        )
        if len(several) > 1:
            rest = ", ".join(repr(column.header) for column in several[1:])
            yield f"the {name} is read from {several[0].header!r}, and from {rest} where that says nothing"
    fields = {column.field for column in found}
    flow = _FILE.get(said.direction or "")
    if flow and fields.isdisjoint(_NEAR_ENDS[flow]):
        whose, end = ("imports", "country_to") if flow == "inward" else ("exports", "country_from")
        yield f"nothing tells whose {whose} these are: say it with --set {end}=IN, for example"
    for column in found:
        if column.index == _GIVEN and sum(1 for other in found if other.field == column.field) > 1:
            yield f"the given {column.field.replace('_', ' ')} counts only where the row's own cell is empty"
    if fields.isdisjoint(("partner", "reporter")):
        for side, words in ((_TO, "where the goods go"), (_FROM, "where the goods come from")):
            if fields.isdisjoint(side):
                option = "--set country_to=CN" if side is _TO else "--set country_from=CN"
                yield f"no column tells {words}: say it with {option}, for example, or that end stays unknown"
    if "dispatch" in fields and "supplier_country" not in fields:
        header = next(column.header for column in found if column.field == "dispatch")
        yield f"no column tells the supplier's own country: it is the one the goods are sent from, {header!r}"
    if not fields & {"date", "period", "year"}:
        yield "no column tells the date: whether a measure was in force cannot be told"
    if not fields & {"hs", "item", "hs_code_text"}:
        yield "no column tells the goods, by code or in words"


def _currency_note(found: tuple[Column, ...], sample: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Values whose currency nothing tells: no column, no header, no cell."""
    values = [column for column in found if column.field in ("value", "unit_price") and column.index >= 0]
    if not values or any(column.measure for column in values) or any(column.field == "currency" for column in found):
        return
    if not any(content.has_currency(text) for column in values for text in sample[column.index]):
        names = ", ".join(repr(column.header) for column in values)
        yield f"nothing tells the currency of {names}: say it with --set currency=USD"


def _numbers(found: tuple[Column, ...], sample: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """How columns of numbers are read: multiples that their header tells, numbers that stand for countries."""
    for column in found:
        if column.scale != 1:
            yield f"the numbers under {column.header!r} are read times {column.scale:,}, as the header says"
        if column.kind != "country" or column.index < 0 or not content.numbers(sample[column.index]):
            continue
        if column.numbers is not None:
            yield f"the countries under {column.header!r} are numbers and read by the list {column.numbers!r}"
        else:
            yield (
                f"the countries under {column.header!r} are numbers and read by ISO 3166 and UN M49 (408 North Korea,"
                f" 410 South Korea); of customs that number them otherwise say the list with --numbers"
            )


# saved mappings


def _locales(found: Iterable[Column], said: Mapping) -> dict[int, Given]:
    return {column.index: given for column in found if (given := said.given(column.index, column.header))}


def as_mapping(plan: Plan, *, source: str | None = None) -> Mapping:
    """All that is known of a sheet, to be kept for the next file of its source."""
    given = tuple(
        Given(
            column.header or f"#{column.index + 1}",
            column.field,
            plan.habits.dates.get(column.index),
            plan.habits.decimals.get(column.index),
        )
        for column in plan.columns
        if column.index != _GIVEN
    )
    left = tuple(one for one in plan.mapping.columns if one.field == LEFT_OUT)
    return replace(plan.mapping, source=source or plan.mapping.source, columns=(*given, *left))


def as_one_mapping(plans: Sequence[Plan]) -> Mapping:
    """All that is known of the sheets of a file. Raises InputError where a header means different things in them."""
    kept: dict[str, Given] = {}
    for given in (one for plan in plans for one in as_mapping(plan).columns):
        other = kept.setdefault(columns.fold(given.header), given)
        if other.field != given.field:
            what = f"the column {given.header!r} holds {other.field} in one sheet and {given.field} in another"
            raise InputError(what, hint="one mapping cannot say both: save the sheets as files of their own")
        if other != given:  # their cells are written in different ways: each file then shows its own
            kept[columns.fold(given.header)] = Given(given.header, given.field)
    return replace(as_mapping(plans[0]), columns=tuple(kept.values()))

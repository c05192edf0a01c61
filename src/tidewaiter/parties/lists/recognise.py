"""Which list a file is, told from its first bytes: form, reader, list, the files that belong to it, its day.

A form is a row of one of the tables below; a reader is named by its module and imported when a file is read.
"""

from __future__ import annotations

import contextlib
import csv
import importlib
import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal

from tidewaiter.errors import InputError
from tidewaiter.model import When
from tidewaiter.model.party import Party
from tidewaiter.parties.lists.readers import source
from tidewaiter.parties.lists.readers.partial import read_date

Dated = Literal["file", "name"]

_HEAD = 64 * 1024
_READERS = "tidewaiter.parties.lists.readers"


@dataclass(frozen=True, slots=True)
class Form:
    """A file, or a set of files, that is an edition of a list.

    ``name`` is the form ("un-xml"), ``reader`` the module that reads it, ``list`` the list's id, ``files`` the main
    one first; ``date`` the edition's day as far as it is told, and ``dated`` whether the file or its name told it.
    """

    name: str
    reader: str
    list: str
    files: tuple[Path, ...]
    date: When | None
    dated: Dated | None


@dataclass(frozen=True, slots=True)
class _Kind:
    """A form: its reader's module and function, and where in the beginning of a file its day stands."""

    reader: str
    list: str
    day: str | None = None
    function: str = "read"
    month_first: bool = False


_KINDS: Mapping[str, _Kind] = {
    "un-xml": _Kind("un", "un", r'<CONSOLIDATED_LIST\b[^>]*\bdateGenerated="([^"]+)"'),
    "ofac-csv": _Kind("ofac_csv", "ofac-sdn"),
    "ofac-xml": _Kind("ofac_xml", "ofac-sdn", r"<Publish_Date>\s*([^<]+?)\s*<", month_first=True),
    "ofac-advanced": _Kind(
        "ofac_advanced",
        "ofac-sdn",
        r"<DateOfIssue\b[^>]*>\s*<Year>(?P<year>\d{4})</Year>\s*<Month>(?P<month>\d+)</Month>\s*<Day>(?P<day>\d+)</Day>",
    ),
    "ofac-names": _Kind("ofac_names", "ofac-sdn-names"),
    "us-csl-csv": _Kind("csl", "us-csl"),
    "us-csl-json": _Kind("csl", "us-csl"),
    "eu-xml": _Kind("eu_xml", "eu", r'<(?:\w+:)?export\b[^>]*\bgenerationDate="([^"]+)"'),
    "eu-csv": _Kind("eu_csv", "eu", r"\A[^\n]*\n\"?([0-9/.T:+-]{8,30})\"?;"),
    "uk-xml": _Kind("uk", "uk", r"<(?:DateGenerated|ReportDate|Date)>\s*([^<]+?)\s*<"),
    "uk-csv": _Kind("uk", "uk", r"\A\W*Report Date\W+([^,\r\n\"]+)", function="read_csv"),
    "uk-ofsi-xml": _Kind("ofsi", "uk-ofsi"),
    "uk-ofsi-csv": _Kind("ofsi", "uk-ofsi", r"\A\W*Last Updated\W+([^,\r\n\"]+)", function="read_csv"),
    "ca-sema-xml": _Kind("sema", "ca-sema"),
    "ftm-json": _Kind("ftm", "opensanctions"),
    "table": _Kind("table", "own"),
}

# the first element of an XML file
_ROOTS = {
    "CONSOLIDATED_LIST": "un-xml",
    "sdnList": "ofac-xml",
    "Sanctions": "ofac-advanced",
    "export": "eu-xml",
    "Designations": "uk-xml",
    "ArrayOfFinancialSanctionsTarget": "uk-ofsi-xml",
    "data-set": "ca-sema-xml",
}
# columns that a form's headings have, in small letters without signs
_HEADINGS: tuple[tuple[str, frozenset[str]], ...] = (
    ("eu-csv", frozenset({"entitylogicalid", "namealiaswholename"})),
    ("eu-csv", frozenset({"entitylogicalid", "naalwholename"})),
    ("uk-csv", frozenset({"uniqueid", "name6", "designationtype"})),
    ("uk-ofsi-csv", frozenset({"groupid", "name6", "grouptype"})),
    ("us-csl-csv", frozenset({"source", "programs", "altnames", "federalregisternotice"})),
)
# OFAC's tables have no headings; what each is called, and how many cells it has
_TABLES = {"sdn": 12, "alt": 5, "add": 6, "comments": 2}
_SET = re.compile(
    r"(?P<before>.*?)(?P<table>sdn_comments|cons_comments|cons_prim|cons_alt|cons_add|sdn|alt|add)(?P<after>[^/]*?)"
    r"(?P<end>\.(?:csv|pip|txt|del)(?:\.gz)?)",
    re.IGNORECASE,
)
_NAMES = {
    "sdn": {"sdn": "sdn", "alt": "alt", "add": "add", "comments": "sdn_comments"},
    "cons": {"sdn": "cons_prim", "alt": "cons_alt", "add": "cons_add", "comments": "cons_comments"},
}
_ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])(?:[-_.]?(0[1-9]|[12]\d|3[01]))?(?!\d)")
_CONS = re.compile(r"cons(?:olidated)?[_.-]|^cons", re.IGNORECASE)


def recognise(path: Path) -> Form | None:
    """The form of a file; None where it is no list that is known. A file of OFAC's set answers for the whole set.

    Raises InputError only where the file cannot be opened.
    """
    if not path.is_file() or path.name.endswith(".mapping.yaml"):
        return None
    if _mapped(path):
        return _form("table", path, "")
    head = _head(path)
    name = _name(head) if head else None
    if name == "ofac-csv":
        return _set(path, head)
    return _form(name, path, head) if name else None


def read(form: Form) -> Iterator[Party]:
    """The parties of a form. Raises InputError for whatever is broken in its files, at once or on the way."""
    module: Any = importlib.import_module(form.reader)
    kind = _KINDS[form.name]
    call: Callable[..., Iterator[Party]] = getattr(module, kind.function)
    path = str(form.files[0])
    with contextlib.ExitStack() as stack:
        streams = [stack.enter_context(_opened(one)) for one in form.files]
        if form.name == "ofac-csv":
            tables = {_table_of(one): stream for one, stream in zip(form.files, streams, strict=True)}
            yield from call(tables, path=path, source_list=form.list)
        elif form.name in ("ofac-xml", "ofac-advanced"):
            yield from call(streams[0], path=path, source_list=form.list)
        elif form.name == "table":
            mapping = (
                module.read_mapping(beside) if (beside := module.mapping_beside(form.files[0])).is_file() else None
            )
            yield from call(streams[0], path=path, mapping=mapping, list_id=form.list)
        elif form.name == "ftm-json":
            yield from call(streams[0], path=path, list_id=form.list)
        else:
            yield from call(streams[0], path=path)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    with source.open_list(path) as stream:
        yield stream


def _form(name: str, path: Path, head: str) -> Form:
    kind = _KINDS[name]
    told = _told(kind, head)
    date = told or _named(path.name)
    return Form(
        name=name,
        reader=f"{_READERS}.{kind.reader}",
        list=_list(name, path, head),
        files=(path,),
        date=date,
        dated="file" if told else "name" if date else None,
    )


# the beginning of a file


def _head(path: Path) -> str:
    """The beginning as text, also of a packed file that is cut off; nothing where it is no text."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(_HEAD)
    except OSError as bad:
        raise InputError(f"cannot read the file: {bad.strerror}", path=str(path), hint="see who may read it") from None
    if raw[:2] == b"\x1f\x8b":
        try:
            raw = zlib.decompressobj(wbits=31).decompress(raw, _HEAD)
        except zlib.error:
            return ""
    wide = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else None
    text = raw.decode(wide or "utf-8-sig", "replace")
    return "" if "\0" in text else text


def _name(head: str) -> str | None:
    begin = head.lstrip()
    if begin.startswith("<"):
        return _xml(begin)
    if begin.startswith(("{", "[")):
        return _json(begin)
    return _csv(begin)


def _xml(head: str) -> str | None:
    """The form by the first element behind the prolog, its comments and a document type."""
    bare = re.sub(r"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>", "", head, flags=re.DOTALL)
    hit = _ROOT.search(bare)
    name = _ROOTS.get(hit[1]) if hit else None
    if name == "ca-sema-xml" and "<record>" not in head:
        return None
    if name == "eu-xml" and "sanctionEntity" not in head and "fsd/export" not in head:
        return None
    return name


def _json(head: str) -> str | None:
    first = head.splitlines()[0]
    keys = set(re.findall(r'"([\w-]+)"\s*:', first if first.startswith("{") and len(first) > 2 else head[:4096]))
    if {"schema", "properties"} <= keys or {"id", "schema", "caption"} <= keys:
        return "ftm-json"
    if {"entity_id", "names", "full_name"} <= keys:
        return "ofac-names"
    if {"source", "programs"} & keys and ({"results", "source_list_url"} & keys or "alt_names" in keys):
        return "us-csl-json"
    return "table" if _is_table(_keys(first)) else None


def _keys(line: str) -> list[str]:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return re.findall(r'"([^"\\]{1,60})"\s*:', line)
    one = told[0] if isinstance(told, list) and told else told
    return [str(key) for key in one] if isinstance(one, dict) else []


def _csv(head: str) -> str | None:
    lines = [line for line in head.splitlines()[:4] if line.strip()]
    for line in lines[:3]:
        cells = {_plain(cell) for sign in ",;\t" for cell in line.split(sign)}
        for name, needed in _HEADINGS:
            if needed <= cells:
                return name
    if lines and _is_ofac(lines[0]):
        return "ofac-csv"
    rows = [line.split(sign) for line in lines[:3] for sign in ",;\t|"]
    return "table" if any(_is_table([cell.strip().strip('"') for cell in row]) for row in rows) else None


def _is_ofac(line: str) -> bool:
    cells = next(csv.reader([line]), [])
    return len(cells) in _TABLES.values() and cells[0].strip().isdigit()


def _is_table(headings: list[str]) -> bool:
    """Whether headings are those of a list of parties: names, and something else that parties have."""
    from tidewaiter.parties.lists.readers import table

    found = set(table.guess(headings).values())
    named = {"name", "last name"} & found
    return bool(named and (len(found) > 1 or len(headings) == 1))


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


# list and day


def _list(name: str, path: Path, head: str) -> str:
    if name in ("ofac-xml", "ofac-advanced"):
        # the two lists have one form, and only their files' names tell them apart
        return "ofac-cons" if _CONS.search(path.name) else "ofac-sdn"
    # OpenSanctions marks its entities with the days of first and last sight
    if name == "table" or (name == "ftm-json" and not ('"first_seen"' in head or '"referents"' in head)):
        return _own_list(path)
    return _KINDS[name].list


def _own_list(path: Path) -> str:
    """The id of a list of one's own: its mapping's, else its file's name without the day."""
    from tidewaiter.parties.lists.readers import table

    if _mapped(path):
        told = table.read_mapping(table.mapping_beside(path)).list
        if told != "own":
            return told
    stem = _DAY.sub("", Path(path.name.removesuffix(".gz")).stem)
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "own"


def _mapped(path: Path) -> bool:
    from tidewaiter.parties.lists.readers import table

    return table.mapping_beside(path).is_file()


def _told(kind: _Kind, head: str) -> When | None:
    """The day that the file tells of itself."""
    hit = re.search(kind.day, head) if kind.day else None
    if hit is None:
        return None
    if "year" in hit.groupdict():
        return read_date(f"{hit['year']}-{int(hit['month']):02d}-{int(hit['day']):02d}")
    return read_date(hit[1].strip(), month_first=kind.month_first)


def _named(name: str) -> When | None:
    """The day or month in a file's name: un_2026-02-27.xml, ofac_2021-07_sdn.csv, sdn20260227.csv."""
    hit = _DAY.search(name)
    return read_date("-".join(part for part in hit.groups() if part)) if hit else None


# OFAC's set of tables


def _set(path: Path, head: str) -> Form | None:
    """The set that a table belongs to, by the names of the files beside it; a table under another name is it alone."""
    hit = _SET.fullmatch(path.name)
    if hit is None:
        cells = len(next(csv.reader([head.splitlines()[0]]), []))
        return _form("ofac-csv", path, head) if cells == _TABLES["sdn"] else None
    family = "cons" if hit["table"].lower().startswith("cons") else "sdn"
    around = {one.name.lower(): one for one in path.parent.iterdir() if one.is_file()}
    found = []
    for table in _TABLES:
        wanted = f"{hit['before']}{_NAMES[family][table]}{hit['after']}{hit['end']}".lower()
        if wanted in around:
            found.append(around[wanted])
    if not found or _table_of(found[0]) != "sdn":
        return None
    form = _form("ofac-csv", found[0], "")
    return Form(form.name, form.reader, f"ofac-{family}", tuple(found), form.date, form.dated)


def _table_of(path: Path) -> str:
    """Which table of the set a file is."""
    hit = _SET.fullmatch(path.name)
    told = hit["table"].lower() if hit else "sdn"
    return next((table for names in _NAMES.values() for table, name in names.items() if name == told), "sdn")

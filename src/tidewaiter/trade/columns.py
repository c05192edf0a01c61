"""Which header stands for which field.

The words are data (``columns.yaml``). A header is recognised letter by letter once case,
accents, spaces and punctuation are left out, or word by word where all its words belong to one
pattern; a similar header is never taken for a known one, because a wrong column makes every
answer of a file wrong.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tidewaiter import datafile, places
from tidewaiter.errors import DataError, InputError
from tidewaiter.trade import wording

_PATH = Path(__file__).with_name("columns.yaml")
_TONGUES = Path(__file__).with_name("headers.yaml")
_LONGEST = 100  # characters in a header; cells of data are tried as headers too
_MOST_WORDS = 9
ENDS = ("supplier_country", "dispatch", "origin", "recipient_country", "destination")
"""The fields of which a table must have one: without a country no measure can be tested."""

SIDES = (*ENDS, "partner", "reporter", "port_loading", "port_discharge", "transit", "flag")
"""What can tie a row to a State."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a shipment: its name, what it means, how its cells are read, its headers.

    ``also`` are further names that a user may give it by. Of several columns, the one whose
    header stands first in ``aliases`` is read first.
    """

    name: str
    means: str
    kind: str
    aliases: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unclear:
    """Headers that can mean several fields, and what may settle which; see ``columns.yaml``."""

    headers: tuple[str, ...]
    may_be: tuple[str, ...]
    by: str | None = None
    inward: str | None = None
    outward: str | None = None
    cells: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A header by its words: groups of ``words`` in ``columns.yaml``."""

    field: str
    role: str
    fill: str
    head: str | None = None
    more: str | None = None


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency: its ISO 4217 code and the words a cell may use for it."""

    code: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of quantity: its name here and the words a cell may use for it."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """Words of a header that say in what multiple its numbers are written: 1000 of "thousand" and "'000"."""

    factor: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tongue:
    """Headers of one language as ``headers.yaml`` has them; see there."""

    fields: dict[str, tuple[str, ...]]
    like: dict[str, tuple[str, ...]]
    asks: dict[str, str]
    aside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The file ``columns.yaml`` as it is written."""

    fields: tuple[Field, ...]
    unclear: tuple[Unclear, ...]
    words: dict[str, tuple[str, ...]]
    joining: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    telling: tuple[str, ...]
    hinting: tuple[str, ...]
    aside: tuple[str, ...]
    before: tuple[str, ...]
    short: dict[str, str]
    wrappers: tuple[str, ...]
    lists_of_goods: tuple[str, ...]
    english: tuple[str, ...]
    tongues: tuple[str, ...]
    flows: dict[str, tuple[str, ...]]
    yes_or_no: tuple[str, ...]
    world: tuple[str, ...]
    no_country: tuple[str, ...]
    sums: tuple[str, ...]
    last_headings: str
    empty: tuple[str, ...]
    currencies: tuple[Currency, ...]
    other_currencies: tuple[str, ...]
    shared_currencies: tuple[str, ...]
    scales: tuple[Scale, ...]
    units: tuple[Unit, ...]
    months: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A recognised column: its place from 0, its header as written, its field and kind.

    ``measure`` is the currency or unit that the header itself gives ("Value (USD)"), ``scale`` the
    multiple its numbers are written in ("Value (USD '000)": 1000); ``rank`` orders the columns of
    one field, the least is read first. A value given for the whole file has the place -1. ``numbers`` is the
    list that a column of numbers of countries follows, where it is not that of ISO 3166 (``places.find_number``).
    """

    index: int
    header: str
    field: str
    kind: str
    measure: str | None = None
    rank: int = 0
    scale: int = 1
    numbers: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What a header stands for: the field, the currency or unit and the multiple it gives, its rank in the field."""

    field: str
    measure: str | None = None
    rank: int = 0
    scale: int = 1


@functools.lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Letters, digits and currency signs of a text, in lower case and without accents."""
    flat = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(sign for sign in flat if sign.isalnum() or unicodedata.category(sign) == "Sc")
    return kept or text.strip()


@functools.cache
def vocabulary() -> Vocabulary:
    """The words of ``columns.yaml``; raises DataError where one stands for two things."""
    words = datafile.read(_PATH, Vocabulary)
    aliases = [(alias, field.name) for field in words.fields for alias in field.aliases]
    _refuse_doubles(aliases + [(alias, f"unclear {one.may_be}") for one in words.unclear for alias in one.headers])
    _refuse_doubles([(name, field.name) for field in words.fields for name in (field.name, *field.also)])
    _refuse_doubles(_money_words(words))
    _refuse_doubles([(word, unit.name) for unit in words.units for word in unit.words])
    _refuse_doubles([(word, str(scale.factor)) for scale in words.scales for word in scale.words])
    _refuse_doubles([(word, names[0]) for names in words.months for word in names])
    _refuse_doubles([(word, flow) for flow, names in words.flows.items() for word in names])
    _refuse_unknown(words)
    return words


def _money_words(words: Vocabulary) -> list[tuple[str, str]]:
    codes = [currency.code for currency in words.currencies] + list(words.other_currencies)
    named = [(word, currency.code) for currency in words.currencies for word in currency.words]
    return [(code, code) for code in codes] + named


def _refuse_doubles(meanings: list[tuple[str, str]]) -> None:
    seen: dict[str, str] = {}
    for word, meaning in meanings:
        other = seen.setdefault(fold(word), meaning)
        if other != meaning:
            raise DataError(f"{word!r} stands for {other} and for {meaning}", path=str(_PATH), hint="keep one")


def _refuse_unknown(words: Vocabulary) -> None:
    """Raises DataError where a pattern or an unclear header names a field or a group that is not there."""
    names = {field.name for field in words.fields}
    told = [pattern.field for pattern in words.patterns]
    told += [
        name
        for one in words.unclear
        for name in (*one.may_be, one.inward, one.outward, *(one.cells or {}).values())
        if name
    ]
    groups = [name for one in words.patterns for name in (one.role, one.head, one.fill, one.more) if name]
    groups = [name for several in (*groups, *words.telling, *words.hinting) for name in several.split()]
    for name in (*(name for name in told if name not in names), *(name for name in groups if name not in words.words)):
        raise DataError(f"{name!r} is not defined", path=str(_PATH), hint="it is neither a field nor a group of words")


@functools.cache
def tongues() -> dict[str, Tongue]:
    """Further languages; raises DataError where a header is of a field that is not there, or of two in one language."""
    told = datafile.convert(datafile.read_tree(_TONGUES), dict[str, Tongue])
    names = {field.name for field in vocabulary().fields}
    for language, tongue in told.items():
        told_of = (*tongue.fields, *tongue.asks.values())
        if lost := next((name for name in told_of if name not in {*names, *_ASKED}), None):
            raise DataError(f"{lost!r} is no field", path=str(_TONGUES), value=language)
        _refuse_doubles([(alias, name) for name, aliases in tongue.fields.items() for alias in aliases])
    return told


_ASKED: dict[str, tuple[str, ...]] = {"country": ENDS, "port": ("port_loading", "port_discharge")}
"""What the words "country" and "port" of ``asks`` stand for."""

_FAR = 100  # rank of the headers of further languages: behind those of the main list


def _of_tongues() -> Iterator[tuple[str, Known]]:
    """The headers of further languages that stand for one field in all of them."""
    found: dict[str, Known | None] = {}
    for tongue in tongues().values():
        for name, aliases in tongue.fields.items():
            for rank, alias in enumerate(aliases):
                known = Known(name, None, _FAR + rank)
                other = found.setdefault(fold(alias), known)
                if other is not None and other.field != name:
                    found[fold(alias)] = None  # it means another thing in another language: nobody's
    yield from ((key, known) for key, known in found.items() if known is not None)


@functools.cache
def _fields() -> dict[str, Known]:
    known: dict[str, Known] = {}
    for field in vocabulary().fields:
        # "net weight kg" is told by its words, which give the unit too
        names = [name for name in (field.name, *field.also) if not name.endswith("_kg")]
        for rank, alias in enumerate((*field.aliases, *names)):
            known.setdefault(fold(alias), Known(field.name, None, rank))
    for key, hit in _of_tongues():
        known.setdefault(key, hit)
    return {key: hit for key, hit in known.items() if key not in _unclear()}


@functools.cache
def kinds() -> dict[str, str]:
    """The kind of each field."""
    return {field.name: field.kind for field in vocabulary().fields}


@functools.cache
def _names() -> dict[str, str]:
    return {fold(name): field.name for field in vocabulary().fields for name in (field.name, *field.also)}


def field_named(word: str) -> str | None:
    """The field a user means by a name such as ``country_to`` or "HS code"; None where there is none."""
    if name := _names().get(fold(word)):
        return name
    known = recognise(word)
    return known[0] if known else None


@functools.cache
def _unclear() -> dict[str, Unclear]:
    found = {fold(alias): one for one in vocabulary().unclear for alias in one.headers}
    for tongue in tongues().values():
        for english, aliases in tongue.like.items():
            found.update({fold(alias): found[fold(english)] for alias in aliases})
    return found


@functools.cache
def _empty() -> frozenset[str]:
    return frozenset(word.casefold() for word in vocabulary().empty)


@functools.cache
def _currencies() -> dict[str, str]:
    return {fold(word): code for word, code in _money_words(vocabulary())}


@functools.cache
def _units() -> dict[str, str]:
    return {fold(word): unit.name for unit in vocabulary().units for word in unit.words}


@functools.cache
def _flows() -> dict[str, str]:
    return {fold(word): flow for flow, words in vocabulary().flows.items() for word in words}


@functools.cache
def _no_country() -> frozenset[str]:
    return frozenset(fold(word) for word in (*vocabulary().world, *vocabulary().no_country))


@functools.cache
def _world() -> frozenset[str]:
    return frozenset(fold(word) for word in vocabulary().world)


@functools.cache
def months() -> dict[str, int]:
    """The number of the month that a word names."""
    return {word: number for number, names in enumerate(vocabulary().months, start=1) for word in names}


@functools.cache
def last_headings() -> dict[str, int]:
    """The number of the last heading of each chapter of the Harmonized System; 0 for the empty chapter 77."""
    return {f"{n:02}": int(last) for n, last in enumerate(vocabulary().last_headings.split(), start=1)}


def is_empty(text: str) -> bool:
    """Whether a cell says nothing: no text at all, or a word such as "n/a"."""
    bare = places.visible(text).strip()
    return not bare or (len(bare) <= _longest_empty() and bare.casefold() in _empty())


@functools.cache
def _longest_empty() -> int:
    return max(map(len, _empty()))


def is_unclear(header: str) -> bool:
    """Whether a header has several meanings ("Country": of which end?)."""
    return unclear(header) is not None


def unclear(header: str) -> Unclear | None:
    """What a header of several meanings may be, with a currency or unit or without; None for any other."""
    if len(header) > _LONGEST:
        return None
    if (several := _unclear_header(header)) or known_header(header):
        return several
    if (full := _written_out(header)) != header and (several := _unclear_header(full)):
        return several
    words = tuple(word for word in _unscaled(_words(header)[0][:_MOST_WORDS])[0] if word != "in")
    bare = tuple(word for word in words if word not in _group("plain code"))
    rests = (fold("".join(rest)) for some in (words, bare) for rest, _, _ in _measures(some))
    return next((_unclear()[rest] for rest in rests if rest in _unclear()), None)


def _unclear_header(header: str) -> Unclear | None:
    words = _words(header)[0]
    if len(words) > 1 and words[-1] == "port" and _is_country(" ".join(words[:-1])):
        words = ("port",)  # "Indian port": of loading or of discharge, as the goods leave the country or come
    return _unclear().get(fold(" ".join(words)))


def _is_country(words: str) -> bool:
    found = places.find(words.upper())
    return found.place is not None and found.how in ("name", "demonym")


def currency(word: str) -> str | None:
    """The ISO 4217 code a word or sign stands for; None where it is not known or shared by several."""
    return _currencies().get(fold(word))


def unit(word: str) -> str | None:
    """The unit a word stands for; None where it is not known or has several meanings ("ton")."""
    return _units().get(fold(word))


def flow(word: str) -> str | None:
    """The flow a cell names: import, export, re-export or transit; None where it is not known."""
    return _flows().get(fold(word))


def names_no_country(text: str) -> bool:
    """Whether a cell of countries holds a total or a group ("World", "Areas, nes")."""
    return fold(text) in _no_country()


def names_the_world(text: str) -> bool:
    """Whether a cell of countries stands for all of them together, so that its row is a total."""
    return fold(text) in _world()


def names_a_sum(text: str) -> bool:
    """Whether a cell begins with a word such as "Total" or "Summe": of a row that sums up others."""
    words = wording.words_of(text[:_LONGEST])
    return any(tuple(words[: len(some)]) == some for some in _sums())


@functools.cache
def _sums() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(wording.words_of(word)) for word in vocabulary().sums)


def is_shared_sign(word: str) -> bool:
    """Whether a word names a currency of several States and says too little by itself ("$", "Rs")."""
    if currency(word) is not None or not word:
        return False
    return fold(word) in _shared() or all(unicodedata.category(sign) == "Sc" for sign in word)


@functools.cache
def _shared() -> frozenset[str]:
    return frozenset(fold(word) for word in vocabulary().shared_currencies)


# headers


def recognise(header: str) -> tuple[str, str | None] | None:
    """The field a header stands for, with the currency or unit it gives; None where it is not known."""
    known = known_header(header)
    return (known.field, known.measure) if known else None


@functools.lru_cache(maxsize=4096)
def known_header(header: str) -> Known | None:
    """What a header stands for: by the lists, else by its words; None where it is not known or has several meanings."""
    if not header.strip() or len(header) > _LONGEST:
        return None
    if header.lstrip().upper().startswith("%GT"):
        return Known("share")
    if _IN_CODE.search(header) and (full := _known_in_full(header)):
        return full
    if hit := _fields().get(fold(header)):
        return _ranked(hit, 1)
    if _unclear_header(header):
        return None
    words, tongue = _words(header)
    hit = _by_words(words)
    if hit is None and (small := _words(header.casefold())[0]) != words:
        hit = _by_words(small)
    if hit is None and tongue and fold(header) != fold("".join(words)):
        return _known_in_full(header)
    if hit is None and (bare := _NUMBERED.sub("", header)) != header:
        return known_header(bare)
    whole, behind = _in_tongue(hit, tongue) if hit else None, _without_front(header)
    if whole is None and behind is None:
        return _known_in_full(header)
    return behind if behind and (whole is None or whole.field != behind.field) else whole


def _known_in_full(header: str) -> Known | None:
    """What a header stands for when its shortened words are written out."""
    full = _written_out(header)
    return known_header(full) if full != header and not _unclear_header(full) else None


def _written_out(header: str) -> str:
    """A header with its shortened words written out."""
    words = re.split(r"[\s_./-]+", header.strip())
    full = [_short().get(wording.plain(word.strip("()[],:;")), word) for word in words if word]
    return " ".join(full) if full != words else header


@functools.cache
def _short() -> dict[str, str]:
    return {wording.plain(word): full for word, full in vocabulary().short.items()}


_IN_CODE = re.compile(r"\([A-Z]{3}\)$")  # a currency behind a header: "Val (EUR)" is not the French word for value

_NUMBERED = re.compile(r"\s*[(\[]\D{0,3}[0-9]{1,2}(?:[ -][^\W\d_]{1,12}\.?)?[)\]]$")
"""How many digits a code has, or which of several columns it is, in brackets behind a header: "(8 digits)", "(2)"."""


def _without_front(header: str) -> Known | None:
    """Of a name from within objects ("parties.shipper.country", "items.2.hsCode") what its further parts stand for."""
    front, dot, rest = header.partition(".")
    if not dot or not rest.strip():
        return None
    bare = ".".join(part for part in header.split(".") if not part.isdecimal())
    if bare != header:
        return known_header(bare)
    if fold(front) in _folded(vocabulary().lists_of_goods) and front != _GOODS:
        return known_header(f"{_GOODS}.{rest}") or known_header(rest)
    return known_header(rest) if fold(front) in _folded((_GOODS, *vocabulary().wrappers)) else None


_GOODS = "goods"


@functools.cache
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def _ranked(hit: Known, place: int) -> Known:
    return replace(hit, rank=hit.rank * 4 + place)


def _in_tongue(hit: Known, tongue: str | None) -> Known:
    """An English twin comes first; the words in another language stay beside it, as what they are."""
    if tongue == "english":
        return _ranked(hit, 0)
    if tongue == "other":
        return Known("item_description_orig") if hit.field == "item" else _ranked(hit, 3)
    return _ranked(hit, 2 if tongue else 1)


@functools.lru_cache(maxsize=4096)
def _words(header: str) -> tuple[tuple[str, ...], str | None]:
    """The words of a header without what changes nothing, and its tongue or prefix."""
    words = wording.words_of(header)
    told = vocabulary()
    tongue = None
    if len(words) > 1 and words[-1] in told.english:
        words, tongue = words[:-1], "english"
    elif len(words) > 1 and words[-1] in told.tongues and words[0] not in ("country", "port"):
        words, tongue = words[:-1], "other"
    while len(words) > 1 and (words[0] in told.before or words[:2] == ["sum", "of"]):
        tongue = tongue or words[0]
        words = words[2:] if words[:2] == ["sum", "of"] else words[1:]
    return wording.joined(words, _lexicon()), tongue


def _by_words(words: tuple[str, ...]) -> Known | None:
    """What the words stand for, where all ways to part those that are glued agree on it."""
    if not words or len(words) > _MOST_WORDS:
        return None
    if hit := _fields().get(fold("".join(words))):
        return hit
    found = dict.fromkeys(hit for way in wording.ways(words, _lexicon()) if (hit := _one_way(way)))
    if len({(hit.field, hit.measure, hit.scale) for hit in found}) != 1:
        return None
    return next(iter(found))


def _one_way(words: tuple[str, ...]) -> Known | None:
    rest, scale = _unscaled(words)
    for measured in _measures(rest):
        if (hit := _match(*measured)) and (hit := _scaled(hit, scale)):
            return hit
    return None


def _scaled(hit: Known, scale: int) -> Known | None:
    """The same with its multiple; only amounts are written in thousands."""
    if scale == 1:
        return hit
    return Known(hit.field, hit.measure, hit.rank, scale) if hit.field in (*_MONEY, *_MEASURED) else None


@functools.cache
def _lexicon() -> wording.Lexicon:
    """The words that a word glued together ("TOTALVALUEUSD") may be parted into, and the phrases."""
    told = vocabulary()
    words = [word for group in told.words.values() for word in group]
    words += [word for scale in told.scales for word in scale.words if not word.isascii()]
    words += [word for one in told.currencies for word in one.words if not word.isascii()]
    words += [word for word in told.shared_currencies if not word.isascii()]
    words += [word for word in _currencies() if len(word) == 3 and word.isascii()]
    return wording.lexicon_of([*words, "of", "in", "hs", "to", *(w for w in told.joining if len(w) > 2)])


@functools.cache
def _scales() -> dict[str, int]:
    return {wording.plain(word): scale.factor for scale in vocabulary().scales for word in scale.words}


def _unscaled(words: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
    """The words without the one that says in what multiple the numbers are written, and that multiple."""
    for at, word in enumerate(words):
        factor = _scales().get(word)
        if factor is not None and len(words) > 1:
            return words[:at] + words[at + 1 :], factor
    return words, 1


Parts = tuple[tuple[str, ...], str | None, str | None]


def _measures(words: tuple[str, ...]) -> Iterator[Parts]:
    """The words with the currency and the unit that they end or begin with taken out, in every possible way."""
    yield words, None, None
    for rest, code in _taken(words, _moneys()):
        yield rest, code, None
        for less, name in _taken(rest, _header_units()):
            yield less, code, name
    for rest, name in _taken(words, _header_units()):
        yield rest, None, name


@functools.cache
def _moneys() -> dict[str, str]:
    """Currencies by their words, and those words that several share, each standing for itself."""
    return {**{word: word for word in _shared()}, **_currencies()}


def measured(header: str, field: str) -> Known:
    """A header whose field is told otherwise: the currency or unit and the multiple that it gives besides."""
    hit = known_header(header)
    if hit is not None and hit.field == field:
        return hit
    among = _moneys() if field in _MONEY else _header_units() if field in _MEASURED else {}
    for way in wording.ways(_words(header)[0], _lexicon()) if among else ():
        rest, scale = _unscaled(way)
        measures = [found for _, found in _taken(("", *rest), among)]
        if measures or scale != 1:
            return Known(field, next(iter(measures), None), 0, scale)
    return Known(field)


@functools.cache
def _header_units() -> dict[str, str]:
    """Units by the words that a header may use for them: "unit" and "no" there are what the column is about."""
    own = frozenset(_group("measured code")) - {"units"}
    return {word: name for word, name in _units().items() if word not in own}


def _taken(words: tuple[str, ...], measures: dict[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
    for size in (3, 2, 1):
        for start in range(len(words) - size, -1, -1) if len(words) > size else ():
            if code := measures.get(fold("".join(words[start : start + size]))):
                yield words[:start] + words[start + size :], code


_MONEY = ("value", "unit_price")
_MEASURED = ("quantity", "gross_weight_kg", "net_weight_kg", "weight")


def _match(words: tuple[str, ...], money: str | None, unit_name: str | None) -> Known | None:
    """The one field whose pattern the words fill."""
    exact = _fields().get(fold("".join(word for word in words if word != "in")))
    telling = tuple(word for word in words if word not in _joining()) or words
    found = {exact.field: exact.rank} if exact else _patterned(frozenset(telling), telling)
    if unit_name in _group("mass") and (sort := _sort_of_weight(telling)):
        found = {sort: 0}
    if money and unit_name and (found.keys() & set(_MONEY) or set(words) <= set(vocabulary().words["single"])):
        found = {"unit_price": 0}
    if money:
        found = {name: rank for name, rank in found.items() if name in _MONEY}
    elif unit_name:
        found = {name: rank for name, rank in found.items() if name in _MEASURED}
    if len(found) != 1:
        return None
    name, rank = next(iter(found.items()))
    return Known(name, money or unit_name, rank)


def _sort_of_weight(words: tuple[str, ...]) -> str | None:
    """The weight that "net" or "gross" beside kilograms is, where no word says that it is one."""
    sorts = (("net_weight_kg", "net"), ("gross_weight_kg", "gross"))
    return next((name for name, group in sorts if words and set(words) <= set(_group(group))), None)


@functools.cache
def _joining() -> frozenset[str]:
    return frozenset(wording.plain(word) for word in vocabulary().joining)


@functools.cache
def _group(names: str | None) -> tuple[str, ...]:
    """The words of the groups with these names, in order."""
    words = vocabulary().words
    return tuple(dict.fromkeys(wording.plain(word) for name in (names or "").split() for word in words[name]))


@functools.cache
def _groups() -> tuple[tuple[str, dict[str, int], frozenset[str], frozenset[str]], ...]:
    """Each pattern's field, its role's words with their rank, the words of its head, and all it may hold."""
    return tuple(
        (
            one.field,
            {word: rank for rank, word in enumerate(_group(one.role))},
            frozenset(_group(one.head)),
            frozenset(word for names in (one.role, one.fill, one.head, one.more) for word in _group(names)),
        )
        for one in vocabulary().patterns
    )


@functools.cache
def _every() -> frozenset[str]:
    """All words that a pattern may hold."""
    return frozenset(word for *_, every in _groups() for word in every)


def _patterned(bag: frozenset[str], words: tuple[str, ...]) -> dict[str, int]:
    """The fields whose patterns hold all the words; a pattern that says more (has a head) beats one that does not."""
    plain: dict[str, int] = {}
    headed: dict[str, int] = {}
    if not bag <= _every():
        return plain
    for name, role, head, every in _groups():
        ranks = [role[word] for word in words if word in role]
        if not ranks or not bag <= every or (head and not _both(bag, role, head)):
            continue
        (headed if head else plain)[name] = 100 + min(ranks)
    if headed:
        return headed
    if len(plain) > 1:
        plain.pop("weight", None)
    return plain


def _both(bag: frozenset[str], role: dict[str, int], head: frozenset[str]) -> bool:
    """Whether one word fills the role and another one the head."""
    roles, heads = bag & role.keys(), bag & head
    return bool(roles and heads) and len(roles | heads) > 1


def may_be(header: str) -> tuple[str, ...]:
    """The fields that a header which is not recognised may stand for, to be asked about and never taken.

    Those of a known header that it closely resembles, or of the patterns some of whose words it has.
    """
    import difflib

    words = tuple(dict.fromkeys(part for way in wording.ways(_words(header)[0], _lexicon()) for part in way))
    if not words or len(words) > 2 * _MOST_WORDS or not _aside().isdisjoint(words):
        return ()
    key = fold(header)
    if 5 <= len(key) <= 40 and (close := difflib.get_close_matches(key, _fields().keys(), n=1, cutoff=0.88)):
        return (_fields()[close[0]].field,)
    return (
        _hinted(frozenset(words), _group(" ".join(vocabulary().telling)))
        or _hinted(_whole_words(words), _group(" ".join(vocabulary().hinting)))
        or _asked_in_tongue(header)
    )


def _asked_in_tongue(header: str) -> tuple[str, ...]:
    """The fields that words of further languages leave open; in scripts without spaces a word may stand anywhere."""
    plain = wording.plain(header)
    words = frozenset(re.findall(r"[^\W_]+", plain))
    found: list[str] = []
    for tongue in tongues().values():
        if any(_is_in(wording.plain(word), plain, words) for word in tongue.aside):
            return ()
        found += [name for word, name in tongue.asks.items() if _is_in(wording.plain(word), plain, words)]
    named = (name for one in dict.fromkeys(found) for name in _ASKED.get(one, (one,)))
    return tuple(dict.fromkeys(named))[:_MOST_ASKED]


_CLOSE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")  # scripts that set no space between words


def _is_in(word: str, text: str, words: frozenset[str]) -> bool:
    if _CLOSE.search(word):
        return word in text
    return word in words if " " not in word else f" {word} " in f" {text} "


@functools.cache
def _aside() -> frozenset[str]:
    return frozenset(wording.plain(word) for word in vocabulary().aside)


def _whole_words(words: tuple[str, ...]) -> frozenset[str]:
    """The words, and for those cut short ("puer", "orige") the telling ones that they begin."""
    known = _group(" ".join(vocabulary().hinting))
    cut = (whole for word in words if len(word) >= _CUT_SHORT for whole in known if whole.startswith(word))
    return frozenset((*words, *cut))


_CUT_SHORT = 4  # letters of a word from which it is taken for the beginning of a longer one, to be asked about


def _hinted(bag: frozenset[str], among: tuple[str, ...]) -> tuple[str, ...]:
    """The fields of the patterns that have a telling word of the header; first those whose role it names."""
    told = vocabulary()
    telling = bag & frozenset(among)
    named = [one.field for one in told.patterns if telling & frozenset(_group(one.role))]
    headed = [one.field for one in told.patterns if one.head and telling & frozenset(_group(one.head))]
    roles = [one.field for one in told.patterns if one.field in headed and bag & frozenset(_group(one.role))]
    return tuple(dict.fromkeys((*roles, *named, *headed)))[:_MOST_ASKED]


_MOST_ASKED = 6  # fields that one question names


def match_headers(headers: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns whose headers are known by themselves, in the order of the file."""
    found = ((index, header.strip(), known_header(header)) for index, header in enumerate(headers))
    return tuple(
        Column(index, header, hit.field, kinds()[hit.field], hit.measure, hit.rank, hit.scale)
        for index, header, hit in found
        if hit
    )


def refuse_doubles(columns: tuple[Column, ...], *, path: str, line: int) -> None:
    """Raises InputError where one header stands twice: which of them counts is the user's to say."""
    seen: dict[str, Column] = {}
    for column in columns:
        first = seen.setdefault(fold(column.header), column)
        if first is column or first.field != column.field:
            continue
        what = f"the column {first.header!r} stands twice: columns {first.index + 1} and {column.index + 1}"
        raise InputError(what, path=path, line=line, hint="remove or rename the one that does not count")


def refuse_without_ends(
    columns: tuple[Column, ...], *, headers: Sequence[str] = (), may_be: Sequence[str] = (), path: str, line: int
) -> None:
    """Raises InputError where nothing tells a country of either end: no measure could be tested.

    ``headers`` are those that were read; ``may_be`` options that would tell what an asked-about column holds.
    """
    if any(column.field in SIDES for column in columns):
        return
    what = "no column tells a country of the supplier, the origin, the recipient or the destination"
    read = "; ".join(header for header in headers if header)
    seen = f"the header was read as: {read[:_SHOWN]}{' ...' if len(read) > _SHOWN else ''}. " if read else ""
    known = {field.name: field for field in vocabulary().fields}
    wanted = ", ".join(known[name].aliases[0] for name in ENDS)
    option = " or ".join(may_be[:2]) or f"--column 'HEADER=destination' (known are headers such as {wanted})"
    raise InputError(what, path=path, line=line, hint=f"{seen}Say {option}, or for all rows --set destination=KP")


_SHOWN = 300  # characters of a header that a refusal repeats

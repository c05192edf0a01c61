"""Names in Chinese characters: Chinese, Korean, Japanese and Vietnamese persons, foreign names, organisations, ships.

A character says nothing of the language that it is read in, so each word has the readings of several: pinyin first,
then Wade-Giles, Hong Kong's, Korean. Japanese names are told by tables of family and given names, foreign ones by a
point between their parts or by the characters that transcriptions use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.scripts import chinese, hangul, japanese
from tidewaiter.parties.names.scripts.korean import as_korean, collect
from tidewaiter.parties.names.scripts.segments import Entry, Segment, cut, is_title, lexicon, number, translated
from tidewaiter.parties.names.scripts.table import column, rows
from tidewaiter.parties.names.word import Reading, Word

RANGES = ((0x3005, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))
_PIECE = re.compile(r"[㐀-䶿一-鿿豈-﫿々〇\U00020000-\U000323af]+|[0-9]+")
_POINT = re.compile(r"[·・‧•･．.]")
_WORDS = "han_words"
_SHIP = ("号", "號", "轮", "輪", "丸")
_NUMERALS = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九十")}
_SYSTEM, _OTHER, _RARE = 5, 10, 12
_MOST = 24  # readings of a word, in all systems
PINYIN, WADE, CANTONESE, HOKKIEN, VIETNAMESE = "pinyin", "wade-giles", "cantonese", "hokkien", "vietnamese"
_SORTS = {"p": PINYIN, "w": WADE, "c": CANTONESE, "h": HOKKIEN}
_GIVEN_MOST = 3
_RARER = 4  # times further down among the family names: 文 王 is Wang Wen

Piece = tuple[int, str]


def words(text: str, kind: PartyKind) -> tuple[Word, ...]:
    """The words of a name in Chinese characters; what is neither such nor a digit only parts them."""
    pieces = [(found.start(), found[0]) for found in _PIECE.finditer(text)]
    if not pieces:
        return ()
    pointed = bool(_POINT.search(text))
    if kind in ("unknown", "person"):
        pieces = _with_title_apart(pieces)
    told = _told(pieces, pointed=pointed) if kind in ("unknown", "state") else kind
    if told == "person":
        found = tuple(sorted(_person(pieces, pointed=pointed), key=lambda word: word.start))
    elif told == "vessel":
        found = tuple(_vessel(pieces))
    else:
        found = tuple(_organisation(pieces))
    return tuple(word for word in found if word.readings)


# -- what a name is


def _told(pieces: list[Piece], *, pointed: bool) -> PartyKind:
    """Person, vessel or organisation, where nobody says which."""
    texts = [text for at, (_, text) in enumerate(pieces) if not text.isdigit() and not (at and is_title(text, _WORDS))]
    pieces = [piece for at, piece in enumerate(pieces) if not (at and is_title(piece[1], _WORDS))]
    if not texts:
        return "organisation"
    whole = "".join(texts)
    if texts[-1].endswith(_SHIP) and (len(whole) > 2 or len(texts) < len(pieces)):
        return "vessel"
    if len(texts) < len(pieces) or _speaks_of_organisation(whole):
        return "organisation"
    if pointed or all(text in _foreign_names() for text in texts) or _japanese(texts):
        return "person"
    if len(whole) > 1 and _family(texts) and len(whole) <= _GIVEN_MOST + 2:
        return "person"
    return "person" if len(whole) > 2 and all(sign in _sounds() for sign in whole) else "organisation"


def _speaks_of_organisation(text: str) -> bool:
    segments = cut_up(text)
    known = [segment for segment in segments if segment.entry]
    if len(known) == len(segments):
        return len(text) > 1
    last = segments[-1]
    if last.entry is None or last not in known or len(text) < 4:
        return False
    return last.end - last.start > 1 or (last.entry.where == "end" and len(text) > 4)


def _with_title_apart(pieces: list[Piece]) -> list[Piece]:
    """Parts a title from the end of a person's name that is too long without it."""
    start, text = pieces[-1]
    for size in (3, 2):
        name = text[:-size]
        if is_title(text[-size:], _WORDS) and len(text) > 3 and 1 < len(name) <= _GIVEN_MOST + 1 and _family([name]):
            return [*pieces[:-1], (start, name), (start + len(name), text[-size:])]
    return pieces


# -- persons


@dataclass(frozen=True, slots=True)
class Family:
    """A family name: its pinyin where it is not the usual reading, spellings by custom, Korean and Vietnamese ones.

    A spelling by custom has behind its stroke the systems that it belongs to (see ``data/han_families.tsv``).
    """

    name: str = ""
    pinyin: str = ""
    custom: tuple[str, ...] = ()
    korean: str = ""
    vietnamese: str = ""
    mostly_korean: bool = False


def _person(pieces: list[Piece], *, pointed: bool) -> Iterator[Word]:
    names: list[Piece] = []
    for start, text in pieces:
        if text.isdigit():
            yield number(start, text)
        elif names and is_title(text, _WORDS):
            yield from known(text, start, lexicon(_WORDS)[text])
        else:
            names.append((start, text))
    yield from _named(names, pointed=pointed)


def _named(names: list[Piece], *, pointed: bool) -> Iterator[Word]:
    if not names:
        return
    texts = [text for _, text in names]
    split = None if pointed else _japanese(texts)
    if split:
        yield from _japanese_name(names, *split)
    elif not pointed and not _is_foreign(texts) and (family := _family(texts)):
        yield from _native_name(names, *family)
    else:
        yield from (Word(text, start, start + len(text), foreign_readings(text)) for start, text in names)


def _is_foreign(texts: list[str]) -> bool:
    """Whether a name without a point is a transcription: a known one, or long and of its characters alone."""
    whole = "".join(texts)
    if all(text in _foreign_names() for text in texts):
        return True
    return len(whole) > 3 and all(sign in _sounds() for sign in whole) and whole[:2] not in _families()


def _family(texts: list[str]) -> tuple[int, str] | None:
    """Which piece begins with the family name, and that name."""
    first, last = texts[0], texts[-1]
    whole = "".join(texts)
    if not 2 <= len(whole) <= _GIVEN_MOST + 2:
        return None
    families = _families()
    if len(texts) > 1 and last in families and (first not in families or _rather(last, first)):
        return len(texts) - 1, last
    if len(first) > 1 and len(whole) > 2 and first[:2] in families:
        return 0, first[:2]
    return (0, first[0]) if first[0] in families and len(whole) <= _GIVEN_MOST + 1 else None


def _rather(last: str, first: str) -> bool:
    """Whether the last of two family names is so much more frequent that it is the family's, the first one given."""
    ranks = _ranks()
    return _RARER * ranks[last] < ranks[first]


@cache
def _ranks() -> dict[str, int]:
    """Each family name's place in the table, which begins with the most frequent ones."""
    return {form: place for place, row in enumerate(rows("han_families"), 1) for form in row[0].split()}


def _native_name(names: list[Piece], at: int, name: str) -> Iterator[Word]:
    family = _families()[name]
    given: list[Piece] = []
    for place, (start, text) in enumerate(names):
        shift = len(name) if place == at else 0
        if shift:
            yield Word(name, start, start + shift, family_readings(name), "family")
        given += [(start + shift + more, sign) for more, sign in enumerate(text[shift:])]
    for start, sign in given:
        readings = given_readings(sign, family)
        yield Word(sign, start, start + 1, readings if len(given) > 1 else _of_one(readings, family), "given")


def _of_one(readings: tuple[Reading, ...], family: Family) -> tuple[Reading, ...]:
    """The readings of a given name of one character: common in Chinese, rare in Korean and in the south."""
    kept = [one for one in readings if one.system != "korean" or family.mostly_korean]
    return tuple(one._replace(cost=one.cost + _OTHER) if one.system in (CANTONESE, HOKKIEN) else one for one in kept)


@lru_cache(maxsize=4096)
def family_readings(name: str) -> tuple[Reading, ...]:
    """How a family name is written: pinyin, Wade-Giles, custom, Korean."""
    family = _families()[name]
    syllables = [family.pinyin] if family.pinyin else []
    if not syllables:
        syllables = ["".join(way) for way in zip(*[_pinyin(sign) for sign in name], strict=False)][:1]
    korean = hangul.family_readings(family.korean) if family.korean else _sino_korean(name)
    korean = as_korean(korean[:4], dearer=0 if family.mostly_korean else _SYSTEM)
    mandarin = [Reading(letters, 0, PINYIN) for one in syllables for letters in chinese.pinyin(one)[:2]]
    southern = _custom_of(family.custom, "c") or [Reading(_hong_kong(name), _SYSTEM, CANTONESE)]
    return collect(
        [
            *mandarin,
            *(one._replace(cost=_RARE) for one in _custom_of(family.custom, "p")),
            Reading(family.vietnamese, _OTHER, VIETNAMESE),
            *(korean if family.mostly_korean else ()),
            *(Reading(chinese.wade(syllable), _SYSTEM, WADE) for syllable in syllables if len(name) == 1),
            *_custom_of(family.custom, "w"),
            *southern,
            *korean,
            *_custom_of(family.custom, "h"),
            *(Reading(letters, _OTHER, japanese.SYSTEM) for letters in japanese.families().get(name, ())[:1]),
        ],
        most=_MOST,
    )


def _custom_of(custom: Iterable[str], sort: str) -> list[Reading]:
    """The spellings by custom of one system; those that are another family's pinyin are dearer."""
    told = [one.partition("/") for one in custom]
    return [
        Reading(letters, _RARE if letters in _pinyin_of_families() else _SYSTEM, _SORTS[sort])
        for letters, _, sorts in told
        if sort in (sorts or "c")
    ]


def _hong_kong(name: str) -> str:
    return "".join(chinese.hong_kong(_jyutping(sign)) for sign in name)


def _jyutping(sign: str) -> str:
    return chinese.cells(sign)[1].partition(" ")[0]


@lru_cache(maxsize=16384)
def given_readings(sign: str, family: Family) -> tuple[Reading, ...]:
    """How a character of a given name is written, beside that family name."""
    syllables = _pinyin(sign)
    korean = as_korean(_sino_korean(sign)[:5], dearer=0 if family.mostly_korean else _SYSTEM)
    first = [letters for syllable in syllables[:1] for letters in chinese.pinyin(syllable)[:2]]
    other = [letters for syllable in syllables[1:2] for letters in chinese.pinyin(syllable)[:1]]
    custom = [Reading(one.letters, _RARE, one.system) for sort in "wch" for one in _custom_of(_custom(sign), sort)]
    overseas = any("h" in one.partition("/")[2] for one in family.custom)
    return collect(
        [
            *(Reading(letters, 0, PINYIN) for letters in first),
            *(korean if family.mostly_korean else ()),
            *(Reading(chinese.wade(syllable), _SYSTEM, WADE) for syllable in syllables[:1]),
            Reading(_hong_kong(sign), _SYSTEM, CANTONESE),
            *(Reading(other, _OTHER, CANTONESE) for other in chinese.southern(_hong_kong(sign), _jyutping(sign))),
            *(Reading(chinese.cells(sign)[5], _OTHER, VIETNAMESE) for _ in [0] if family.vietnamese),
            *korean,
            *(one for one in custom if one.system != HOKKIEN or overseas),
            *(Reading(letters, _RARE, HOKKIEN) for letters in first if overseas),
            *(Reading(letters, _RARE, PINYIN) for letters in other),
            *(japanese.in_given_names(sign) if family.name in japanese.families() else ()),
        ],
        most=_MOST,
    )


def _custom(sign: str) -> tuple[str, ...]:
    return _customs().get(sign, ())


@cache
def _customs() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("han_custom"):
        for form in row[0].split():
            found[form] = (*found.get(form, ()), *column(row, 1))
    return found


def _pinyin(sign: str) -> list[str]:
    return chinese.cells(sign)[0].split()


def _hangul(name: str) -> str:
    """The characters' first Sino-Korean readings; nothing where one has none."""
    read = [chinese.cells(sign)[2].partition(" ")[0] for sign in name]
    return "".join(read) if all(read) else ""


def _sino_korean(name: str) -> tuple[Reading, ...]:
    read = _hangul(name)
    if not read:
        return ()
    return hangul.given_readings(read) if len(read) == 1 else hangul.joined_readings(read)


@cache
def _families() -> dict[str, Family]:
    found: dict[str, Family] = {}
    for row in rows("han_families"):
        cell = [*row, "", "", "", ""]
        custom = tuple(cell[2].split()) if cell[2] != "-" else ()
        korean = cell[3].removesuffix("!")
        for form in row[0].split():
            family = Family(form, cell[1].strip("-"), custom, korean, cell[4], cell[3].endswith("!"))
            found.setdefault(form, family)
    return found


@cache
def _pinyin_of_families() -> frozenset[str]:
    """What is one family's spelling by custom and another's pinyin says less: 胡 is Wu in Hong Kong, 吴 everywhere."""
    return frozenset(family.pinyin or (_pinyin(name) or [""])[0] for name, family in _families().items())


# -- Japanese persons


def _japanese(texts: list[str]) -> tuple[str, str] | None:
    """Family and given name, if the name is a Japanese one by the tables, or can hardly be another."""
    families, given = japanese.families(), japanese.given_names()
    plain = [japanese.usual(text) for text in texts]
    if len(texts) == 2:
        pairs = ((0, 1), (1, 0)) if plain[0] in families else ((1, 0), (0, 1))
        for one, other in pairs:
            if plain[one] in families and (plain[other] in given or len(plain[one]) > 1):
                return texts[one], texts[other]
        return None
    if len(texts) != 1:
        return None
    whole, seen = texts[0], plain[0]
    for size in (3, 2):
        if seen[:size] in families and 0 < len(whole) - size <= _GIVEN_MOST and whole[:2] not in _families():
            return whole[:size], whole[size:]
    if seen[:1] in families and len(whole) > 2 and seen[1:] in given:
        return whole[:1], whole[1:]
    return (whole[:2], whole[2:]) if _can_only_be_japanese(whole, seen[2:]) else None


def _can_only_be_japanese(whole: str, given: str) -> bool:
    """Four characters with a given name of the tables, or without a Chinese family name and no transcription."""
    if len(whole) != 4 or whole[:2] in _families() or _is_foreign([whole]) or _speaks_of_organisation(whole):
        return False
    chinese_family = whole[0] in _families()
    return (given in japanese.given_names() and whole[1] not in _families()) or not chinese_family


def _japanese_name(names: list[Piece], family: str, given: str) -> Iterator[Word]:
    whole = "".join(text for _, text in names)
    places = [start + shift for start, text in names for shift in range(len(text))]
    at = whole.index(family)
    then = whole.index(given, len(family)) if at == 0 else 0
    for name, place, role in ((family, at, "family"), (given, then, "given")):
        start = places[place]
        read = japanese.family_readings(name) if role == "family" else japanese.given_readings(name)
        shared = name in _families() and role == "family"
        others = family_readings(name) if shared else _chinese(name)
        chinese_ = [one for one in others if one.system != japanese.SYSTEM]
        dearer = (Reading(one.letters, one.cost + _SYSTEM, one.system) for one in chinese_)
        readings = collect([*read, *dearer], most=_MOST)
        yield Word(name, start, start + len(name), readings, "family" if role == "family" else "given")


def _chinese(name: str) -> list[Reading]:
    """A name's pinyin as one word."""
    read = ["".join(chinese.pinyin(one)[0] for one in _pinyin(sign)[:1]) for sign in name]
    return [Reading("".join(read), 0, PINYIN)] if all(read) else []


# -- foreign names


@cache
def _foreign_names() -> dict[str, tuple[str, ...]]:
    return {form: column(row, 1) for row in rows("han_foreign") for form in row[0].split()}


@cache
def _sounds() -> dict[str, tuple[str, ...]]:
    return {form: column(row, 1) for row in rows("han_sounds") for form in row[0].split()}


def foreign_readings(text: str) -> tuple[Reading, ...]:
    """How a transcribed name is likely written: a known one by the table, else by its characters' sounds."""
    table = _foreign_names().get(text, ())
    heard = [_sounds().get(sign) or tuple(_pinyin(sign)[:1]) or ("",) for sign in text]
    first = _smooth("".join(ways[0] for ways in heard))
    other = _smooth("".join(ways[-1] for ways in heard))
    if not set(first) & set("aeiou"):
        first = other
    return collect(
        [
            *(Reading(letters) for letters in table),
            Reading(first, _SYSTEM),
            Reading(first.replace("l", "r"), _OTHER),
            Reading(other, _OTHER),
            *(Reading(one.letters) for one in _chinese(text)),
        ]
    )


def _smooth(letters: str) -> str:
    return re.sub(r"(.)\1+", r"\1", letters)


# -- organisations


def cut_up(text: str) -> list[Segment]:
    """The known words of an organisation's name, and what lies between them."""
    return cut(text, _WORDS)


def known(text: str, start: int, entry: Entry, *, spelled: tuple[Reading, ...] = ()) -> tuple[Word, ...]:
    """The words of a known word in English, its pinyin beside them."""
    return translated(text, start, entry, spelled or tuple(_chinese(text)))


def _organisation(pieces: list[Piece]) -> Iterator[Word]:
    parts = [(start, text, [] if text.isdigit() else cut_up(text)) for start, text in pieces]
    places = {text[one.start : one.end] for _, text, segments in parts for one in segments if one.entry}
    japan = bool(places & {"株式会社", "有限会社", "日本", "東京", "大阪", "会社"})
    korea = any(place[:2] in ("朝鮮", "朝鲜", "平壤", "韓國", "韩国", "大韓", "會社") for place in places)
    for start, text, segments in parts:
        if not segments:
            yield number(start, text)
        for segment in segments:
            part, at = text[segment.start : segment.end], start + segment.start
            if segment.entry is None:
                yield from ordinals(part, at, lambda one, place: iter([proper(one, place, japan=japan, korea=korea)]))
            elif segment.entry.role == "person":
                yield from _named([(at, part)], pointed=False)
            else:
                spelled = (Reading(japanese.on(part), 0, japanese.SYSTEM),) if japan else ()
                yield from known(part, at, segment.entry, spelled=spelled)


def proper(text: str, start: int, *, japan: bool = False, korea: bool = False) -> Word:
    """The proper name in an organisation's as one word; its language is told by the words around it."""
    read = _hangul(text)
    korean = hangul.joined_readings(read)[:3] if read else ()
    wade = "".join(chinese.wade(one) for sign in text for one in _pinyin(sign)[:1])
    names = [Reading(letters, 0, japanese.SYSTEM) for letters in japanese.families().get(text, ())]
    inner = [*names, Reading(japanese.on(text), 0, japanese.SYSTEM)] if japan else []
    inner += [Reading(one.letters, _SYSTEM, one.system) for one in japanese.by_character(text)[:2]] if japan else []
    readings = collect(
        [
            *inner,
            *(korean if korea else ()),
            *_chinese(text),
            Reading(wade, _OTHER, WADE),
            Reading(_hong_kong(text), _OTHER, CANTONESE),
            *as_korean(korean, dearer=_OTHER),
            *(Reading(one.letters, _OTHER, one.system) for one in names),
        ],
        most=_MOST,
    )
    return Word(text, start, start + len(text), readings)


# -- ships

Spell = Callable[[str, int], Iterator[Word]]


def ordinals(text: str, start: int, spell: Spell) -> Iterator[Word]:
    """A text in which 第一 and 一号 are numbers; the rest is spelled by ``spell``."""
    at = 0
    for found in re.finditer(r"第([一二三四五六七八九十])|([一二三四五六七八九十])(?=[号號])", text):
        if text[at : found.start()]:
            yield from spell(text[at : found.start()], start + at)
        value = _NUMERALS[found[1] or found[2]]
        yield Word(found[0], start + found.start(), start + found.end(), (Reading(value),), "number")
        at = found.end()
    if text[at:]:
        yield from spell(text[at:], start + at)


def _vessel(pieces: list[Piece]) -> Iterator[Word]:
    """A ship's name, one word a character, its numbers, and 号 or 丸 at its end."""
    for start, text in pieces:
        if text.isdigit():
            yield number(start, text)
            continue
        japan = text.endswith("丸")
        yield from ordinals(text, start, lambda one, place: _ship_words(one, place, japan=japan))  # noqa: B023


def _ship_words(text: str, start: int, *, japan: bool) -> Iterator[Word]:
    name = text[:-1] if text.endswith(_SHIP) else text
    if japan and name:
        yield proper(name, start, japan=True)
    else:
        for shift, sign in enumerate(name):
            yield Word(sign, start + shift, start + shift + 1, given_readings(sign, Family()))
    if name != text:
        read = {"丸": "maru", "轮": "lun", "輪": "lun"}.get(text[-1], "hao")
        yield Word(text[-1], start + len(name), start + len(text), (Reading(read),), "form")

"""Names in Cyrillic: Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian, Turkic, Tajik, Mongolian.

The first reading is that of BGN/PCGN in plain letters, of the language whose letters the run shows (Russian where none
does). Further readings are of other kinds: ye for e, other languages' values of the same letters, French sh, the usual
Latin form of a given name, and what Cyrillic spellings of Korean, Chinese and Japanese names stand for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.scripts.lexicon import KEPT, Meaning, distinct, load_meanings, load_readings
from tidewaiter.parties.names.scripts.table import rows
from tidewaiter.parties.names.word import Reading, Word, WordRole

RANGES = ((0x0400, 0x052F), (0x1C80, 0x1C8F), (0x2DE0, 0x2DFF), (0xA640, 0xA69F))

_TOKEN = re.compile(r"\d+|[^\W\d_](?:(?:[^\W\d_]|[\u0300-\u036f'’ʼʹ])*(?:[^\W\d_]|[\u0300-\u036f]))?")
_APOSTROPHE = re.compile("['’ʼʹ\u0301]")
_VOWELS = frozenset("аеёиоуыэюяіїєўәөүұӣӯ")
_LANGUAGES = ("russian", "ukrainian", "belarusian", "bulgarian", "serbian", "macedonian", "turkic", "mongolian")
_SIGNS = (
    ("macedonian", re.compile("[ѓќѕѐѝ]")),
    ("serbian", re.compile("[ђћљњџј]")),
    ("belarusian", re.compile("ў(?!.*[қғҳ])|і.*ы|ы.*і")),
    ("turkic", re.compile("[әғқңұһҳҷӣӯҗў]")),
    ("mongolian", re.compile("[өү]")),
    ("ukrainian", re.compile("[ґєії]")),
    ("bulgarian", re.compile("ъ(?![еёюяи])")),
)
SHORTEST = 5  # letters that a patronymic has more than
SHORTEST_MALE = 4  # letters that a family name has more than
_SYSTEMS = {"korean": "korean", "chinese": "pinyin", "japanese": "japanese"}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece as written, and in small letters without apostrophes."""

    text: str
    start: int
    end: int
    plain: str


def words(text: str, kind: PartyKind = "unknown") -> tuple[Word, ...]:
    """The words of a run in Cyrillic; offsets are those of ``text``."""
    tokens = tuple(_cut(text))
    language = _language(" ".join(token.plain for token in tokens))
    east, korean = _foreign(tuple(token.plain for token in tokens))
    roles = {} if kind == "organisation" else _korean_roles(tokens) if korean else _roles(tokens)
    found: list[Word] = []
    at = 0
    while at < len(tokens):
        taken, word = _organised(text, tokens, at, kind) if kind != "person" else (0, None)
        if word is None:
            people = () if kind == "person" or roles else _people(tokens[at].plain)
            word = _named(tokens[at], language, roles.get(at, "name"), (*east.get(at, ()), *people))
        if word.readings:
            found.append(word)
        at += taken or 1
    return tuple(found)


def _cut(text: str) -> Iterator[Token]:
    for piece in _TOKEN.finditer(text):
        plain = _APOSTROPHE.sub("", unicodedata.normalize("NFC", piece.group()).lower())
        if plain:
            yield Token(piece.group(), piece.start(), piece.end(), plain)


def _language(plain: str) -> str:
    return next((language for language, sign in _SIGNS if sign.search(plain)), "russian")


# --- roles of persons' names ---


def _roles(tokens: tuple[Token, ...]) -> dict[int, WordRole]:
    """Given name, patronymic and family name, where a patronymic tells which is which."""
    names = [at for at, token in enumerate(tokens) if token.plain not in _persons("kin")]
    for at in range(1, len(tokens)):
        if tokens[at].plain in _persons("kin"):
            return {at - 1: "patronymic", at: "particle"}
    signs = [place for place, at in enumerate(names) if _is_patronymic(tokens[at].plain)]
    place = 1 if 1 in signs and len(names) > 2 else 2 if 2 in signs and len(names) == 3 else None
    if place is None:
        return {}
    order: tuple[WordRole, ...] = ("given", "patronymic", "family") if place == 1 else ("family", "given", "patronymic")
    return dict(zip(names, order, strict=False))


def _korean_roles(tokens: tuple[Token, ...]) -> dict[int, WordRole]:
    return {at: "given" if at else "family" for at in range(len(tokens))}


def _is_patronymic(plain: str) -> bool:
    return (len(plain) > SHORTEST and plain.endswith(_persons("ending"))) or plain in _persons("short")


@cache
def _persons(sort: str) -> tuple[str, ...]:
    """Words or endings of that sort (see ``data/cyrillic-persons.tsv``)."""
    return tuple(row[1] for row in rows("cyrillic-persons") if row[0] == sort)


# --- words of organisations ---


@cache
def _stems() -> dict[str, Meaning]:
    return load_meanings("cyrillic-organisations")


@cache
def _endings() -> frozenset[str]:
    return frozenset(row[0] for row in rows("cyrillic-endings"))


@cache
def _forms() -> dict[str, dict[tuple[str, ...], str]]:
    """Legal forms of several words, by their first word."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for phrase, _, form in rows("cyrillic-forms"):
        pieces = tuple(phrase.split())
        found.setdefault(pieces[0], {})[pieces] = form
    return found


def _organised(text: str, tokens: tuple[Token, ...], at: int, kind: PartyKind) -> tuple[int, Word | None]:
    """A word of organisations, or several that make up one legal form, and how many tokens that takes."""
    first = tokens[at]
    for pieces, form in _forms().get(first.plain, {}).items():
        if tuple(token.plain for token in tokens[at : at + len(pieces)]) == pieces:
            end = tokens[at + len(pieces) - 1].end
            return len(pieces), Word(text[first.start : end], first.start, end, (Reading(form),), "form")
    meaning = _meaning(first.plain)
    if meaning is None or (kind != "organisation" and _may_be_name(first, meaning)):
        return 0, None
    own = Reading(_spell(first.plain, _letters("russian")), 10)
    return 1, Word(first.text, first.start, first.end, distinct((*meaning[1], own)), meaning[0])


@lru_cache(maxsize=KEPT)
def _meaning(plain: str) -> Meaning | None:
    """What a word of organisations means: as it stands in the table, or by its stem and an ending."""
    table = _stems()
    if plain in table:
        return table[plain]
    return next((table[stem] for stem in _cut_endings(plain) if stem in table), None)


def _cut_endings(plain: str) -> Iterator[str]:
    """What may be the stem of a word, as the tables write stems, the longest first."""
    for cut in range(5):
        stem, ending = (plain, "") if cut == 0 else (plain[:-cut], plain[-cut:])
        if len(stem) > 2 and (not ending or ending in _endings()):
            yield stem + "-"


@lru_cache(maxsize=KEPT)
def _people(plain: str) -> tuple[Reading, ...]:
    """A country or its people in the name of an organisation, whatever the ending."""
    return next((_names()[stem] for stem in _cut_endings(plain) if stem in _names()), ())


def _may_be_name(token: Token, meaning: Meaning) -> bool:
    """Whether a word of an unknown party may as well be a name: a short form in small letters, or an ending -ov."""
    if meaning[0] == "form" and len(token.plain) < 5:
        return not token.text.isupper()
    return token.plain.endswith(("ов", "ев")) and token.plain not in _stems()


# --- names ---


@cache
def _names() -> dict[str, tuple[Reading, ...]]:
    return load_readings("cyrillic-names")


def _named(token: Token, language: str, role: WordRole, east: tuple[Reading, ...]) -> Word:
    plain = token.plain
    if plain.isdecimal():
        return Word(token.text, token.start, token.end, (Reading(str(int(plain))),), "number")
    if len(plain) == 1 and role == "name" and token.text.isupper():
        role = "initial"
    known = _names().get(plain, ())
    readings = distinct((*known, *east, *_readings(plain, language), *_masculine(plain, language, role)))
    return Word(token.text, token.start, token.end, readings, role)


@cache
def _letters(language: str) -> dict[str, str]:
    """The value of each letter in a language; where the table has none, the Russian one."""
    column = _LANGUAGES.index(language) + 1
    found = {}
    for row in rows("cyrillic-letters"):
        value = row[column] if column < len(row) and row[column] else row[1]
        found[row[0]] = "" if value == "-" else value
    return found


def _spell(plain: str, letters: dict[str, str]) -> str:
    return "".join([letters.get(letter, letter if letter.isascii() and letter.isalnum() else "") for letter in plain])


@lru_cache(maxsize=KEPT)
def _readings(plain: str, language: str) -> tuple[Reading, ...]:
    """A word's readings from its letters, the language's own first."""
    own = _letters(language)
    found = [Reading(_spell(plain, own))]
    found.extend(_soft(plain, own, language))
    if language == "serbian" and re.search("[жчћшц]", plain):
        found.append(Reading(_spell(plain, {**own, "ж": "zh", "ч": "ch", "ћ": "ch", "ш": "sh", "ц": "ts", "ј": "y"})))
    if language in ("ukrainian", "belarusian"):
        found.append(Reading(_spell(plain, {**own, "ї": "yi", "є": "ye", "ю": "yu", "я": "ya", "й": "y"})))
        found.append(Reading(_spell(plain, _letters("russian")), 5))
    if language == "bulgarian":
        found.append(Reading(_spell(plain, {**own, "ъ": "u"}), 5))
    found.extend(_local(plain, own, language))
    return distinct(found)


def _soft(plain: str, own: dict[str, str], language: str) -> Iterator[Reading]:
    """The letters e and yo, of which only the place in the word tells how they are written."""
    if language not in ("russian", "belarusian", "turkic"):
        return
    if "ё" in plain:
        yield Reading(_spell(re.sub("(?<=[жчшщ])ё", "о", plain), {**own, "ё": "yo"}))
    if "е" in plain:
        iotated = re.sub("(?:^|(?<=[аеёиоуыэюяьъй]))е", "ѧ", plain)
        if iotated != plain:
            yield Reading(_spell(iotated, {**own, "ѧ": "ye"}))
        if re.search("[^аеёиоуыэюяжчшщц]ева?$", plain):
            yield Reading(_spell(re.sub("ев(а?)$", r"ѧв\1", plain), {**own, "ѧ": "yo"}), 8)


def _local(plain: str, own: dict[str, str], language: str) -> Iterator[Reading]:
    """What the same letters stand for in a neighbour's system: French sh, Ukrainian h, Bulgarian sht, Serbian z."""
    if language == "russian":
        if "г" in plain:
            yield Reading(_spell(plain, {**own, "г": "h", "и": "y"}), 8)
        if "щ" in plain:
            yield Reading(_spell(plain, _letters("bulgarian")), 8)
    if language == "russian" and re.search("[жчш]", plain) and not re.search("[ёйщъыьэюя]", plain):
        yield Reading(_spell(plain, {**own, "ж": "z", "ч": "c", "ш": "s", "ц": "c", "х": "h"}), 12)
    if re.search("[шщ]", plain) and language != "serbian":
        yield Reading(_spell(plain, {**own, "ш": "ch", "щ": "chtch"}), 10)
    if "дж" in plain:
        yield Reading(_spell(plain.replace("дж", "ѧ"), {**own, "ѧ": "j"}))
    if language == "turkic":
        yield Reading(_spell(plain, {**own, "ж": "j", "ғ": "g", "қ": "k", "ң": "n"}), 3)


def _masculine(plain: str, language: str, role: WordRole) -> Iterator[Reading]:
    """A woman's family name in the form that men of the family bear."""
    if role in ("given", "patronymic", "initial"):
        return
    for female, male in _female(family=role == "family"):
        own = plain.removesuffix(female) + male
        if plain.endswith(female) and len(own) > SHORTEST_MALE:
            yield Reading(_spell(own, _letters(language)), 10)
            return


@cache
def _female(*, family: bool) -> tuple[tuple[str, str], ...]:
    """Feminine endings and the masculine ones; those that other words share only of what is a ``family`` name."""
    told = (row for row in rows("cyrillic-persons") if row[0] == "feminine")
    return tuple((row[1], row[2]) for row in told if family or len(row) == 3)


# --- Korean, Chinese and Japanese names in Cyrillic ---


@cache
def _syllables(system: str) -> dict[str, tuple[str, ...]]:
    return {row[1]: tuple(row[2].split()) for row in rows("cyrillic-syllables") if row[0] == system}


@cache
def _families() -> frozenset[str]:
    return frozenset(row[1] for row in rows("cyrillic-syllables") if row[3:] == ["family"])


def _foreign(plain: tuple[str, ...]) -> tuple[dict[int, tuple[Reading, ...]], bool]:
    """Readings of the words of a name that is wholly made of the syllables of Korean, Chinese or Japanese.

    Beside them whether they are Korean, which the first word, a family name, must tell.
    """
    if not 1 < len(plain) < 5 or any(len(word) > 14 for word in plain):
        return {}, False
    found: dict[int, tuple[Reading, ...]] = {}
    korean = plain[0] in _families() and all(_parse(word, "korean") for word in plain)
    for system in ("korean", "chinese", "japanese"):
        if system == "korean" and not korean:
            continue
        parsed = [_parse(word, system) for word in plain]
        if all(parsed):
            for at, readings in enumerate(parsed):
                found[at] = found.get(at, ()) + readings
    return found, korean


@lru_cache(maxsize=KEPT)
def _parse(plain: str, system: str) -> tuple[Reading, ...]:
    """A word as syllables of a system, empty where it is not wholly made of them."""
    plain = plain.replace("ъ", "")
    ways: list[tuple[tuple[str, ...], ...] | None] = [()] + [None] * len(plain)
    for end in range(1, len(plain) + 1):
        for start in range(max(0, end - 6), end):
            before = ways[start]
            syllable = _syllable(plain[start:end], system) if before is not None and ways[end] is None else ()
            if before is not None and syllable:
                ways[end] = (*before, syllable)
    parsed = ways[-1]
    if not parsed or (system != "japanese" and len(parsed) > 3):
        return ()
    cost = 8 if system == "japanese" else 5
    count = max(len(syllable) for syllable in parsed)
    forms = ("".join(syllable[min(at, len(syllable) - 1)] for syllable in parsed) for at in range(count))
    named = _SYSTEMS[system]
    return distinct((Reading(form, cost + 2 * min(at, 3), named) for at, form in enumerate(forms)), most=4)


def _syllable(plain: str, system: str) -> tuple[str, ...]:
    """A syllable as the table has it; a Korean one else by its parts, with final n for n and ng."""
    known = _syllables(system).get(plain, ())
    if known or system != "korean":
        return known
    pattern, parts = _korean()
    match = pattern.fullmatch(plain)
    if match is None:
        return ()
    north, south = (
        "".join(parts[kind, letters][column] for kind, letters in zip("ivf", match.groups(), strict=True))
        for column in (0, 1)
    )
    open_nasal = ("g",) if match.group(3) == "н" else ()
    return tuple(
        dict.fromkeys((north, *(north + one for one in open_nasal), south, *(south + one for one in open_nasal)))
    )


@cache
def _korean() -> tuple[re.Pattern[str], dict[tuple[str, str], tuple[str, str]]]:
    """Initials, vowels and finals of Kontsevich's system as a pattern, and how the North and the South write each."""
    parts = {
        (row[0][7], row[1].strip("-")): (row[2].strip("-"), row[3].strip("-"))
        for row in rows("cyrillic-syllables")
        if row[0] in ("korean-i", "korean-v", "korean-f")
    }
    groups = ("|".join(sorted((one for kind, one in parts if kind == part), key=len, reverse=True)) for part in "ivf")
    return re.compile("".join(f"({group})" for group in groups)), parts

"""Names in Arabic script: Arabic, Persian, Dari, Pashto, Urdu, Kurdish, Uyghur.

Short vowels are hardly ever written. So a word's readings are its consonants with signs for the letters that may be
vowels (see ``word.py``); written marks, and a table of frequent names, give the vowels where they are known. A reading
with a, e, i, o or u among its letters is written out, one without is a skeleton.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import product, zip_longest

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.scripts.lexicon import KEPT, Meaning, distinct, load_meanings, load_readings
from tidewaiter.parties.names.scripts.skeleton import join_sounds, once
from tidewaiter.parties.names.scripts.table import rows
from tidewaiter.parties.names.word import Reading, Word, WordRole

RANGES = ((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))

_TOKEN = re.compile(
    r"\d+|[^\W\d_](?:(?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200c\u200d.])(?<!\.\B))*"
)
_SILENT = re.compile("[\u0640\u200d\u200e\u200f\u202a-\u202e\u2066-\u2069\u0610-\u061a\u06d6-\u06ed\u0653-\u065f]")
_MARKS = {
    "\u064b": "an",
    "\u064c": "un",
    "\u064d": "in",
    "\u064e": "a",
    "\u064f": "u",
    "\u0650": "i",
    "\u0670": "a",
    "\u0651": "",
    "\u0652": "",
}
_MARK = re.compile("[\u064b-\u0652\u0670]")
_VOWEL = re.compile("[aeiou]")
_SHORT = re.compile("[\u064e-\u0650]")
_PERSIAN = re.compile("[پچژگکیٹڈڑںےہھۀټډړښږڼېۍځڅګ]")
_UYGHUR = re.compile("[ۇۈۋڭ]|\\bئ[ەۆىې]")
_KURDISH = re.compile("[ێڵڕ]|ۆ|\\bئە")
_LANGUAGES = ("arabic", "persian", "uyghur", "kurdish")
_OTHER = {"arabic": "persian", "persian": "arabic", "uyghur": "persian", "kurdish": "persian"}
_JOINER = "\u200c"
_LONGEST = 24  # letters of two names written as one
_SUN = frozenset("تثدذرزسشصضطظلن")
_SEATS = str.maketrans("أإآٱىیېےۍکګہھۀەۂةۃؤئں", "ااااييييي" + "ككههههههه" + "وين", "ء")
HALF = 40  # "Bakr" for "Abu Bakr"
OTHER_VOWELS = 20  # what the letters alone of a name cost whose vowels are known; measured on the UN's original names
SHORTEST_STEM = 3  # letters of a name that a nisba is made of
_ARTICLE = "ال"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece between spaces: as written, and with presentation forms and silent marks taken away."""

    text: str
    start: int
    end: int
    plain: str
    language: str


def words(text: str, kind: PartyKind = "unknown") -> tuple[Word, ...]:
    """The words of a run in Arabic script; offsets are those of ``text``."""
    tokens = list(_parted(list(_cut(text, _language(text)))))
    found: list[Word] = []
    party = kind != "person" and (kind == "organisation" or _is_organisation(tokens))
    at = 0
    while at < len(tokens):
        taken = _compound(tokens, at)
        if taken:
            found.append(_read_compound(text, tokens[at : at + taken]))
        else:
            taken = 1
            found.extend(_read(tokens[at], party=party, place=(at, len(tokens)), told=_titled(found)))
        at += taken
    return tuple(word for word in found if word.readings)


def _is_organisation(tokens: list[Token]) -> bool:
    """Whether a name of an unknown party is an organisation's: two words say so, or the first, which is its head.

    Family names are often adjectives of the same words ("of the army", "of industry"): one of them alone says nothing.
    """
    head = _key(tokens[0].plain).removeprefix(_ARTICLE) if tokens else ""
    if head in _meanings("arabic-organisations") and head not in _names():
        return True
    return sum(bool(_organised(token)) for token in tokens) > 1


def _titled(found: list[Word]) -> bool:
    return all(word.role == "title" for word in found)


def _cut(text: str, language: str) -> Iterator[Token]:
    for piece in _TOKEN.finditer(text):
        plain = _plain(piece.group())
        if plain:
            for number, part in enumerate(plain.split(" ")):
                # a ligature for several words (as U+FDFA) has one place in the text
                if part and (number == 0 or len(piece.group()) == 1):
                    yield Token(piece.group(), piece.start(), piece.end(), part, language)


def _parted(tokens: list[Token]) -> Iterator[Token]:
    """Pieces between which a space is missing: two names, or a name and the servant of the next ("محمدعبد الله")."""
    for token, after in zip_longest(tokens, tokens[1:]):
        served = after is not None and after.plain.startswith(_ARTICLE)
        servant = next((one for one in _pieces("behind") if served and token.plain.endswith(one)), None)
        at = len(token.plain) - len(servant) if servant else _doubled(_key(token.plain))
        if at > 2 and len(token.text) == len(_key(token.plain)):
            cut = token.start + at
            yield replace(token, text=token.text[:at], plain=token.plain[:at], end=cut)
            yield replace(token, text=token.text[at:], plain=token.plain[at:], start=cut)
        else:
            yield token


@cache
def _form(letter: str) -> str:
    return unicodedata.normalize("NFKC", letter)


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    if any("\ufb50" <= letter <= "\ufefc" for letter in text):
        text = "".join(_form(letter) for letter in text)
    return _SILENT.sub("", text).strip(_JOINER + ".")


@lru_cache(maxsize=KEPT)
def _key(plain: str) -> str:
    """The form in which tables are looked up: no marks, one seat for hamza, one letter for y, k and h."""
    return _MARK.sub("", plain).replace(_JOINER, "").translate(_SEATS)


@cache
def _letters(language: str) -> dict[str, str]:
    """The value of each letter in a language's spelling; where a row has none for it, the Arabic one."""
    column = _LANGUAGES.index(language) + 1
    found = {}
    for row in rows("arabic-letters"):
        value = row[column] if column < len(row) and row[column] else row[1]
        found[row[0]] = "" if value == "-" else value
    return found


def _language(text: str) -> str:
    """Whose letters a run uses; Arabic where nothing tells otherwise."""
    if _UYGHUR.search(text):
        return "uyghur"
    if _KURDISH.search(text):
        return "kurdish"
    return "persian" if _PERSIAN.search(text) else "arabic"


@cache
def _names() -> dict[str, tuple[Reading, ...]]:
    found: dict[str, tuple[Reading, ...]] = {}
    for name, readings in load_readings("arabic-names").items():
        found[_key(name)] = found.get(_key(name), ()) + readings
    return found


@cache
def _meanings(table: str) -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for word, meaning in load_meanings(table).items():
        found.setdefault(_key(word), meaning)
    return found


def _particle(plain: str) -> Meaning | None:
    return _meanings("arabic-particles").get(_key(plain))


def _organisation(plain: str) -> Meaning | None:
    """What a word of organisations means, also with a feminine or plural ending."""
    table = _meanings("arabic-organisations")
    key = _key(plain)
    for ending in ("", *_affixes("ending")):
        found = table.get(key.removesuffix(ending)) if key.endswith(ending) and len(key) > len(ending) + 2 else None
        if found:
            return found
    return None


# --- compounds: several pieces, one name ---


def _compound(tokens: list[Token], at: int) -> int:
    """How many tokens from ``at`` make one name ("عبد الرحمن", "نور الدين", "نصر الله"), 0 where none."""
    first, after = _key(tokens[at].plain), [_key(token.plain) for token in tokens[at + 1 : at + 3]]
    if not after or (_particle(tokens[at].plain) and first not in _pieces("title")):
        return 0
    if first in _keys("servant") and after[0].startswith(_ARTICLE) and len(after[0]) > 3:
        return 2
    if after[0] == _ARTICLE and len(after) > 1 and after[1] in _keys("faith"):
        return 3
    if first in _kin():
        return 1 + (_compound(tokens, at + 1) or (2 if after[0] == _ARTICLE and len(after) > 1 else 1))
    if first + after[0] in _names():
        return 2
    return (
        2 if after[0] in _keys("end") and not first.startswith(_ARTICLE) and not _organisation(tokens[at].plain) else 0
    )


@cache
def _pieces(sort: str) -> tuple[str, ...]:
    """The pieces of that sort, as written, in their order (see ``data/arabic-compounds.tsv``)."""
    return tuple(row[1] for row in rows("arabic-compounds") if row[0] == sort)


@cache
def _keys(sort: str) -> frozenset[str]:
    return frozenset(map(_key, _pieces(sort)))


@cache
def _kin() -> dict[str, tuple[str, str]]:
    """Words for father and mother: written out, and as a skeleton."""
    return {row[1]: (row[2], row[3]) for row in rows("arabic-compounds") if row[0] == "kin"}


@cache
def _affixes(where: str) -> tuple[str, ...]:
    return tuple(row[1] for row in rows("arabic-affixes") if row[0] == where)


def _read_compound(text: str, tokens: list[Token]) -> Word:
    start, end = tokens[0].start, tokens[-1].end
    first, rest = tokens[0].plain, "".join(token.plain for token in tokens[1:])
    if _key(first) in _kin():
        rest = _after_article(rest) if rest.startswith(_ARTICLE) else rest
        readings = _of_father(_kin()[_key(first)], rest, tokens[0].language)
    else:
        readings = _joined(first, rest, tokens[0].language)
    return Word(text[start:end], start, end, distinct(readings), bare=True)


def _joined(first: str, rest: str, language: str) -> tuple[Reading, ...]:
    """A compound's readings, written out where both pieces are known, and from the letters.

    The article is written with its l; before a sun letter also without ("Abdurrahman").
    """
    found = list(_names().get(_key(first + rest), ()))
    known, tail = _names().get(_key(first)), _known(rest)
    if known and tail:
        found.extend(Reading(reading.letters + tail, reading.cost) for reading in known[:2])
    return distinct((*found, *_weakened(_unwritten(first, rest, language), OTHER_VOWELS if found else 0)))


def _unwritten(first: str, rest: str, language: str) -> Iterator[Reading]:
    """The skeletons of a compound."""
    for one, other in product(_cheap(first, language), _cheap(rest, language)):
        yield Reading(once(one.letters + other.letters), one.cost + other.cost)
        if rest.startswith(_ARTICLE) and rest[2:3] in _SUN and not rest.startswith("الل"):
            yield Reading(once(one.letters + "A" + other.letters[2:]), one.cost + other.cost)


def _known(rest: str) -> str:
    """The second piece of a compound written out with its article, empty where it is not known."""
    key = _key(rest)
    if key == "الله":
        return "allah"
    name = _names().get(key.removeprefix(_ARTICLE), ())
    return ("al" if key.startswith(_ARTICLE) else "") + name[0].letters if name else ""


def _cheap(plain: str, language: str) -> tuple[Reading, ...]:
    return tuple(reading for reading in _skeletons(plain, language) if reading.cost <= 5)[:2]


def _of_father(kin: tuple[str, str], rest: str, language: str) -> tuple[Reading, ...]:
    """A name after a son or daughter ("Abu Bakr"), whole, and at a price without the word for father or mother."""
    own = _glued(rest, language) or (*_names().get(_key(rest), ())[:1], *_skeletons(rest, language)[:2])
    spelled, skeleton = kin
    whole = (Reading((spelled if _VOWEL.search(one.letters) else skeleton) + one.letters, one.cost) for one in own)
    return distinct((*whole, *(Reading(one.letters, one.cost + HALF) for one in own)))


# --- single pieces ---


def _read(token: Token, *, party: bool, place: tuple[int, int], told: bool) -> Iterator[Word]:
    at, count = place
    plain = token.plain
    if plain.isdecimal():
        number = "".join(str(unicodedata.decimal(letter)) for letter in plain)
        yield _word(token, (Reading(number.lstrip("0") or "0"),), "number")
        return
    meaning = _particle(plain)
    if meaning and (meaning[0] == "particle" and at + 1 < count):
        yield _word(token, meaning[1], "particle")
        return
    if meaning and meaning[0] == "title" and not party:
        role: WordRole = "title" if told and count - at > 2 else "name"
        yield _word(token, distinct((*meaning[1], *_skeletons(plain, token.language))), role)
        return
    found = _organised(token) if party else ()
    yield from found or _named(token, party=party)


def _organised(token: Token) -> tuple[Word, ...]:
    """A word of organisations, with the article and what is written together with it."""
    found = _common(token.plain, token.language)
    if not found:
        return ()
    return (Word(token.text, token.start, token.end, found[1], found[0], bare=found[0] == "common"),)


@lru_cache(maxsize=KEPT)
def _common(plain: str, language: str) -> Meaning | None:
    for prefix in ("", *_affixes("prefix")):
        rest = plain.removeprefix(prefix)
        meaning = _organisation(rest) if plain.startswith(prefix) and len(rest) > 1 else None
        if meaning:
            own = (Reading(_skeletons(rest, language)[0].letters, 3),) if meaning[0] == "common" else ()
            return meaning[0], distinct((*meaning[1], *own))
    return None


def _named(token: Token, *, party: bool) -> Iterator[Word]:
    """A name: the article as a particle, and the rest with all its readings."""
    plain, start = token.plain, token.start
    bare = _MARK.sub("", plain)
    if bare.startswith("و" + _ARTICLE) and len(bare) > 5 and party:
        yield Word(token.text[:1], start, start + 1, (Reading("wa"),), "particle")
        plain, start = plain[1:], start + 1
        bare = bare[1:]
    key = _key(plain)
    if _has_article(bare, key):
        length = len(plain) - len(_after_article(plain))
        written = token.text[start - token.start :]
        cut = start + (length if written[:length] == plain[:length] else 0)
        if cut > start:
            yield Word(token.text[start - token.start : cut - token.start], start, cut, (Reading("al"),), "particle")
        plain, start = _after_article(plain), cut
    readings = _glued(plain, token.language)
    if not readings:
        known = _names().get(_key(plain), ())
        if party and not known and plain.endswith(("ة", "ه")):
            known = _names().get(_key(plain[:-1]), ())
        known = known or _nisba(plain)
        unwritten = _skeletons(plain, token.language)
        readings = distinct((*known, *_weakened(unwritten))) if known else unwritten
    if readings:
        yield Word(token.text[start - token.start :], start, token.end, readings, bare=True)


def _weakened(unwritten: Iterable[Reading], cost: int = OTHER_VOWELS) -> tuple[Reading, ...]:
    """The skeletons of a name whose vowels are known: others would make another name of it (Muhammad, Mahmud)."""
    return tuple(Reading(one.letters, one.cost + cost) for one in unwritten)


def _nisba(plain: str) -> tuple[Reading, ...]:
    """The family name made of a known name by its last letter: Kamali of Kamal."""
    stem = _key(plain).removesuffix("ي")
    if len(stem) < SHORTEST_STEM or stem == _key(plain):
        return ()
    return tuple(
        Reading(one.letters + "i", one.cost) for one in _names().get(stem, ())[:2] if one.letters[-1] not in "aiu"
    )


def _glued(plain: str, language: str) -> tuple[Reading, ...]:
    """A compound written without a space ("عبدالرحمن", "نصرالله"); empty where it is none."""
    bare = _MARK.sub("", plain).replace(_JOINER, "")
    head = next((one for one in _pieces("servant") if bare.startswith(one + _ARTICLE)), None)
    tail = next((one for one in _pieces("joined") if bare.endswith(one)), None)
    if tail and len(bare) > len(tail) + 1:
        head = bare.removesuffix(tail)
    return _joined(head, bare.removeprefix(head), language) if head and len(bare) > len(head) + 2 else ()


@lru_cache(maxsize=KEPT)
def _doubled(key: str) -> int:
    """Where two known names are written as one ("محمدجواد"), as Persian does; 0 where they are not."""
    if len(key) > _LONGEST or key in _names() or key.startswith((_ARTICLE, *_pieces("servant"))):
        return 0
    return next((cut for cut in range(3, len(key) - 2) if key[:cut] in _names() and key[cut:] in _names()), 0)


def _has_article(bare: str, key: str) -> bool:
    """Whether a word begins with the article: names such as Ilham and Elias begin with the same letters."""
    return bare.startswith(_ARTICLE) and len(bare) > 4 and key not in _names() and not bare.startswith("الله")


def _after_article(plain: str) -> str:
    rest = re.sub("^[\u0671\u0627][\u064b-\u0652]*ل[\u064b-\u0652]*", "", plain)
    # a shadda after the sun letter belongs to the assimilated article
    return rest[:1] + rest[1:].lstrip("\u0651")


def _word(token: Token, readings: tuple[Reading, ...], role: WordRole) -> Word:
    return Word(token.text, token.start, token.end, readings, role, bare=role in ("name", "title"))


# --- letters ---


@lru_cache(maxsize=KEPT)
def _skeletons(plain: str, language: str) -> tuple[Reading, ...]:
    """The readings of one word from its letters: as Arabic, as Persian, and the local values of j, sh and q."""
    bare = _MARK.sub("", plain)
    first, second = _letters(language), _letters(_OTHER[language])
    base = _spell(bare, first)
    readings = [*_vowelled(plain, first), *(Reading(form) for form in _endings(bare, base, language))]
    readings.extend(Reading(form, 5) for form in _endings(bare, _spell(bare, second), language)[:2])
    if "و" in bare and language in ("persian", "kurdish"):
        readings.append(Reading(_spell(bare, {**first, "و": "v"}), 3))
    if "ng" in base:
        readings.append(Reading(base.replace("ng", "nEg")))
    for letter, sound, cost in (("ج", "g", 5), ("ش", "ch", 10), ("ق", "g", 10)):
        if letter in bare:
            readings.append(Reading(_spell(bare, {**first, letter: sound}), cost))
    return distinct(readings) or (Reading("A"),) if bare.strip(_JOINER) else ()


def _spell(bare: str, letters: dict[str, str]) -> str:
    """Letters one by one; a hamza on ya or waw at the start only carries the vowel that follows."""
    if bare[:1] in ("ئ", "ؤ") and len(bare) > 1:
        bare = bare[1:] if letters.get(bare[1], "A") in ("A", "W", "Y", "e", "o", "u", "i") else bare
    # the h of Urdu's aspirates (two-eyed) belongs to the consonant before it
    return join_sounds("H" if letter == "ھ" else letters.get(letter, "") for letter in bare).replace("H", "h")


def _endings(bare: str, base: str, language: str) -> tuple[str, ...]:
    """A word-final h after a consonant may be ta marbuta or a vowel; a final ya may be an a (alif maqsura)."""
    last, before = bare[-1:], bare[-2:-1]
    if last in ("ه", "ہ", "ھ") and len(bare) > 2 and before not in ("ا", "و", "ي", "ی"):
        whole = base[:-1] + "M" if base.endswith("h") else base
        return (base, whole) if language == "arabic" else (whole, base)
    if last == "ة":
        return (base, base[:-1] + "Eh", base[:-1] + "t")
    if last in ("ى", "ی", "ي") and len(bare) > 2 and base.endswith("Y"):
        return (base, base[:-1] + "A") if last == "ى" else (base,)
    if last == "ا" and bare.endswith("وا"):
        return (base, base[:-1])
    return (base,)


def _vowelled(plain: str, letters: dict[str, str]) -> tuple[Reading, ...]:
    """The reading with the vowels that marks write, where at least half of the consonants bear one."""
    marks = len(_SHORT.findall(plain))
    if not marks or marks * 3 < len(_MARK.sub("", plain)):
        return ()
    plain = re.sub("[\u0627\u0649]?\u064b[\u0627\u0649]?", "\u064b", plain)
    plain = plain.replace("\u064e\u0627", "ā").replace("\u064f\u0648", "ū").replace("\u0650\u064a", "ī")
    long = {"ā": "a", "ū": "u", "ī": "i", "A": "", "E": "", "W": "w", "Y": "y", "M": "a"}
    out = []
    for letter in plain:
        sound = _MARKS.get(letter) if letter in _MARKS else letters.get(letter, letter if letter in long else "")
        out.append(long.get(sound or "", sound or ""))
    return (Reading(once("".join(out))),)

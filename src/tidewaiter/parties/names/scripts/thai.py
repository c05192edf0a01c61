"""Names in Thai: the royal system, customary spellings, and a reading of the Indian letters that names go back to.

A Thai name is cut into syllables (initial, vowel, final, silent rest), and each way of writing renders the syllables.
Names are often written by their Sanskrit letters (Bhumibol) where the royal system writes the sounds (Phumiphon).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.scripts.lexicon import KEPT, Meaning, distinct, load_meanings, load_readings
from tidewaiter.parties.names.scripts.table import rows
from tidewaiter.parties.names.word import Reading, Word, WordRole

Value = TypeVar("Value")
RANGES = ((0x0E00, 0x0E7F),)

_TOKEN = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4ea-zA-Z.]*[\u0e01-\u0e3a\u0e40-\u0e4ea-zA-Z]|[0-9\u0e50-\u0e59]+")
_AM, _AM_PARTED = "\u0e33", "\u0e4d\u0e32"
_TONES = re.compile("[\u0e48-\u0e4b\u0e4d\u0e4e\u0e2f.]")
_C = "[ก-ฮ]"
_V = "[ะัาำิีึืฺุู็]"
_DOUBLE = f"รร(?!{_V})"
_END = rf"(?!{_C}(?:{_C}[ิุ]?์|\|)*$)"
_ANY = f"(?:{_C}(?!{_V}|์|{_DOUBLE}))"
_FINAL = f"(?:{_C}(?!{_V}|์|{_DOUBLE}|อ(?!{_V})){_END})"
_SHORT = f"(?:[กคตทดช](?=ร$)|[ทษตฏ](?=[ธถฐฎฏ](?!{_V}|์))|{_FINAL})"
_INITIAL = f"(?:ห[มนลรวยงญ](?={_V}|[ก-ฮ]|$)|[กขคตปพผทสศจซ][รล]|[กขค]ว|{_C})"
_PAIR = "(?:[สฉขผถ][มนลวยงถด])"
_HEAD = f"({_PAIR}|{_INITIAL})"
_SYLLABLES = tuple(
    (re.compile(pattern), vowel)
    for pattern, vowel in (
        (f"เ{_HEAD}ียะ?({_FINAL}?)", "ia"),
        (f"เ{_HEAD}ือ({_FINAL}?)", "uea"),
        (f"เ({_INITIAL})าะ()", "o"),
        (f"เ({_INITIAL})า()", "ao"),
        (f"เ{_HEAD}อะ?({_FINAL}?)", "oe"),
        (f"เ{_HEAD}ิ({_ANY})", "oe"),
        (f"เ({_INITIAL})ย()(?!{_V})", "oei"),
        (f"เ({_INITIAL})[็ะ]?({_SHORT}?)(?!{_V})", "e"),
        (f"แ({_INITIAL})[็ะ]?({_SHORT}?)(?!{_V})", "ae"),
        (f"โ({_INITIAL})ะ?({_FINAL}?)(?!{_V})", "o"),
        (f"[ไใ]({_INITIAL})(?:ย(?!{_V}))?()(?!{_V})", "ai"),
        (f"({_INITIAL})ัวะ?({_FINAL}?)", "ua"),
        (f"({_INITIAL})ัย()(?!{_V})", "ai"),
        (f"({_INITIAL})ั({_C})(?!{_V})", "a"),
        (f"({_INITIAL})ั()", "a"),
        (f"({_INITIAL})ำ()", "am"),
        (f"({_INITIAL})ะ()", "a"),
        (f"({_INITIAL})า({_FINAL}?)", "a"),
        (f"({_INITIAL})ิ((?!ย){_SHORT}|)", "i"),
        (f"({_INITIAL})ี((?!ย){_FINAL}|)", "i"),
        (f"({_INITIAL})ือ()", "ue"),
        (f"({_INITIAL})[ึื]({_FINAL}?)", "ue"),
        (f"({_INITIAL})ุ({_SHORT}?)", "u"),
        (f"({_INITIAL})ู({_FINAL}?)", "u"),
        (f"({_INITIAL})็?อ({_FINAL}?)(?!{_V})", "o"),
        (f"({_INITIAL}){_DOUBLE}({_ANY})", "a"),
        (f"({_INITIAL}){_DOUBLE}()", "an"),
        (f"({_C})ว({_ANY})(?!์)", "ua"),
    )
)
_LONGEST = 50  # letters of a word that is looked through for names
_LONG = 5  # letters of a word that shorter names hold by chance
_WRITTEN = frozenset("รลฬจชสศดธบ")  # finals that customary spellings keep
_NEVER_ALONE = frozenset("งญยม")
_LINKING = frozenset("ฒธทชตถพภฐจป")
_SOUNDED = re.compile(f"{_V}|์")
_BEFORE_MUTE = frozenset("ทษตฏ")
_ASPIRATES = frozenset("ธถฐฎฏ")  # silent after a final of their own class
_BARE = re.compile("[ก-ฬฮ]+|อ")
_MUTE = re.compile(f"({_C})[ิุ]?์")


@dataclass(frozen=True, slots=True)
class Syllable:
    """A syllable's letters: the initial, the vowel as the royal system writes it ("" where none is written), the final,
    and letters that are written after it but not heard."""

    initial: str
    vowel: str
    final: str = ""
    mute: str = ""


def words(text: str, kind: PartyKind = "unknown") -> tuple[Word, ...]:
    """The words of a run in Thai; offsets are those of ``text``. Words of organisations and titles are cut
    from names.
    """
    found: list[Word] = []
    party = kind != "person" and (kind == "organisation" or _is_organisation(text))
    for piece in _TOKEN.finditer(text):
        for start, end, role in _cut(piece.group(), party=party):
            written = piece.group()[start:end]
            place = (piece.start() + start, piece.start() + end)
            readings = _meanings()[written][1] if role else _readings(written)
            if not role and len(written) == 1 and not written.isdecimal():
                role = "initial"
            if readings:
                found.append(Word(written, *place, readings, role or ("number" if written.isdecimal() else "name")))
    return tuple(found)


@cache
def _letters() -> dict[str, tuple[str, str, str]]:
    found = {}
    for letter, initial, final, indian in rows("thai-letters"):
        found[letter] = (initial.strip("-"), final.strip("-"), indian.strip("-"))
    return found


@cache
def _names() -> dict[str, tuple[Reading, ...]]:
    return _both(load_readings("thai-names"))


@cache
def _meanings() -> dict[str, Meaning]:
    return _both(load_meanings("thai-organisations"))


def _both(words: dict[str, Value]) -> dict[str, Value]:
    """The words also in their compatible form, in which the sign am is two (U+0E4D and U+0E32)."""
    return words | {word.replace(_AM, _AM_PARTED): value for word, value in words.items() if _AM in word}


@cache
def _glued(roles: tuple[WordRole, ...]) -> re.Pattern[str]:
    chosen = (word for word, meaning in _meanings().items() if meaning[0] in roles and len(word) > 2)
    return re.compile("|".join(re.escape(word) for word in sorted(chosen, key=len, reverse=True)))


def _is_organisation(text: str) -> bool:
    """Whether a name of an unknown party is an organisation's: a legal form, two of its words, or a long one first."""
    found = list(_glued(("form", "common")).finditer(text))
    forms = any(_meanings()[word.group()][0] == "form" for word in found)
    return forms or len(found) > 1 or bool(found and found[0].start() == 0 and found[0].end() > _LONG)


def _cut(piece: str, *, party: bool) -> Iterator[tuple[int, int, WordRole | None]]:
    """A piece between spaces cut into words of organisations or a title before a name, and what is left."""
    whole = _meanings().get(piece.strip("."))
    if whole and (party or whole[0] not in ("form", "common")):
        yield 0, len(piece.strip(".")), whole[0]
        return
    at = 0
    title = _glued(("title",)).match(piece) if not party else None
    if title and len(piece) - title.end() > 3 and piece not in _names() and title.group() not in ("พระ", "หลวง", "คุณ"):
        yield 0, title.end(), "title"
        at = title.end() + (piece[title.end()] == ".")
    if party:
        for word in _glued(("form", "common")).finditer(piece):
            if word.start() > at:
                yield at, word.start(), None
            yield word.start(), word.end(), _meanings()[word.group()][0]
            at = word.end()
    if at < len(piece):
        yield at, len(piece), None


@lru_cache(maxsize=KEPT)
def _readings(written: str) -> tuple[Reading, ...]:
    if written.isdecimal():
        return (Reading(str(int(written))),)
    latin = "".join(letter for letter in written.lower() if letter.isascii() and letter.isalnum())
    known = _names().get(written, ())
    plain = _TONES.sub("", written.replace(_AM_PARTED, _AM))
    found = [*known, Reading(latin), *_by_pieces(plain)]
    heard = _unmuted(plain)
    for linked in (False, True):
        syllables = tuple(_syllables(heard, linked=linked))
        royal, custom = ("".join(render(one) for one in syllables) for render in (_royal, _custom))
        indian = "".join(_indian(one) for one in _syllables(plain, linked=linked))
        found.extend((Reading(royal), Reading(_plain_stops(royal)), Reading(custom, 3), Reading(indian, 5)))
    found.append(Reading(_plain_stops(indian), 5))
    return distinct(found, most=9)


def _by_pieces(plain: str) -> Iterator[Reading]:
    """A word that begins or ends with a frequent name: its customary form, and the rest so too or by its letters."""
    pieces = _split(plain) if len(plain) < _LONGEST else []
    if len(pieces) > 1:
        forms = (
            _bare_names().get(piece) or "".join(_custom(one) for one in _syllables(_unmuted(piece), linked=False))
            for piece in pieces
        )
        whole = "".join(forms)
        yield Reading(whole, 3)
        yield Reading(_plain_stops(whole), 3)


def _split(plain: str) -> list[str]:
    """The frequent names at the ends of a word, the longest first, and what is left between them."""
    for cut in range(len(plain) - 2, 2, -1):
        if plain[:cut] in _bare_names() and not _SOUNDED.match(plain, cut):
            return [plain[:cut], *_split(plain[cut:])]
        if plain[-cut:] in _bare_names() and not _SOUNDED.match(plain, len(plain) - cut):
            return [*_split(plain[:-cut]), plain[-cut:]]
    return [plain] if plain else []


@cache
def _bare_names() -> dict[str, str]:
    """The first customary form of each frequent name, by its letters without tone marks."""
    return {_TONES.sub("", name): readings[0].letters for name, readings in _names().items()}


def _unmuted(plain: str) -> str:
    """Without letters under the mark of silence, and without a stop that stands between a final and such a letter."""
    if re.search("[ก-ฮ][ทตดกสษ]ร์|ษณ์|ษม์", plain):
        plain = re.sub(f"(?<={_C})[ทตดกสษ]{_C}[ิุ]?์", "|", plain)
    plain = re.sub("ทร(?=ง|าย|าบ|ัพ)", "ซ", _MUTE.sub("|", plain))
    return re.sub("(?<=[าีู][ตธมท])[ิุ]$|(?<=ุฒ)ิ$", "", plain)


def _syllables(plain: str, *, linked: bool) -> Iterator[Syllable]:
    """The syllables of a word, as far as Thai spelling tells them; a silenced letter goes with the one before.

    A consonant between two syllables may end the first or, in words from Sanskrit, have a short a of its own (and end
    the first as well after a short a): ``linked`` takes it so.
    """
    at = 0
    while at < len(plain):
        if plain[at] == "ฤ":
            end = at + 1
            yield Syllable("ร", "ue" if plain[end : end + 1] not in ("ท", "ก", "ต") else "i")
            at = end
            continue
        found = _written(plain, at) or _bare(plain, at)
        if found is None:
            at += 1
            continue
        syllables, at = found
        if linked:
            syllables = _link(syllables, plain, at)
        mute = _MUTE.match(plain, at)
        if mute:
            syllables[-1] = Syllable(syllables[-1].initial, syllables[-1].vowel, syllables[-1].final, mute.group(1))
            at = mute.end()
        yield from syllables


def _link(syllables: list[Syllable], plain: str, end: int) -> list[Syllable]:
    """The final of the last syllable with a short vowel of its own, where another syllable follows."""
    last = syllables[-1]
    follows = plain[end : end + 1]
    if not last.final or last.final in _NEVER_ALONE or last.mute or not re.match("[ก-ฮเแโไใ]", follows):
        return syllables
    if last.vowel == "a" and "ั" in plain[end - 2 : end] and last.final not in _LINKING:
        return syllables
    if plain[end + 1 : end + 2] == "์" or follows == last.final:
        return syllables
    kept = last.final if last.vowel in ("a", "ua") and last.final not in ("ร", "ว") else ""
    return [*syllables[:-1], Syllable(last.initial, last.vowel, kept), Syllable(last.final, "")]


def _written(plain: str, at: int) -> tuple[list[Syllable], int] | None:
    """The syllable at a place whose vowel is written."""
    for pattern, vowel in _SYLLABLES:
        match = pattern.match(plain, at)
        if match:
            final = match.group(2)
            end = match.end()
            if final in ("ก", "ค", "ต", "ท", "ด", "ช") and plain[end:] == "ร":
                # the r of a final group (chak, but, phet) is not heard
                return [Syllable(match.group(1), vowel, final, "ร")], end + 1
            if final in _BEFORE_MUTE and plain[end : end + 1] in _ASPIRATES and not _SOUNDED.match(plain, end + 1):
                return [Syllable(match.group(1), vowel, final, plain[end])], end + 1
            return [Syllable(match.group(1), vowel, final)], end
    return None


def _bare(plain: str, at: int) -> tuple[list[Syllable], int] | None:
    """Consonants without a written vowel: o within a closed syllable, a after a lone one."""
    match = _BARE.match(plain, at)
    if not match:
        return None
    run = match.group()
    if re.match(f"{_V}|์|อ(?!{_V})", plain[match.end() :]):
        # the last ones begin the next syllable
        start = re.search(f"{_INITIAL}$", run)
        run = run[: start.start()] if start and start.start() else run[:-1]
    if len(run) % 2:
        return [Syllable(run[0], "")], at + 1
    if not run:
        return None
    return [Syllable(run[0], "", run[1])], at + 2


def _royal(one: Syllable) -> str:
    letters = _letters()
    initial = one.initial
    if len(initial) == 2 and initial[0] == "ห":
        initial = initial[1]
    elif initial in ("ทร", "สร", "ศร", "ซร"):
        initial = "ส"
    elif initial == "จร":
        initial = "จ"
    head = ("a" if re.fullmatch(_PAIR, initial) else "").join(letters[letter][0] for letter in initial)
    vowel = one.vowel or ("o" if one.final else "a")
    if one.final == "ร" and not one.vowel:
        return head + "on"
    final = letters[one.final][1] if one.final else ""
    if one.final == "ย":
        return head + (vowel + "i" if vowel != "oe" else "oei")
    return head + vowel + final


def _custom(one: Syllable) -> str:
    """As people write their names: r and l stay at the end (porn, pol), j for ch, v for w."""
    royal = _royal(one)
    letters = _letters()
    if one.initial[0] == "จ":
        royal = "j" + royal[2:]
    if one.initial in ("ศร", "สร", "ทร"):
        royal = ("t" if one.initial == "ทร" else "s") + "r" + royal[1:]
    if one.final in _WRITTEN and royal[-1:] in ("n", "t", "p"):
        ends = {"ร": "rn", "จ": "j", "ช": "ch", "ธ": "dh"}
        royal = royal[:-1] + ends.get(one.final, letters[one.final][2])
    return _plain_stops(royal)


def _indian(one: Syllable) -> str:
    """Letter by letter, with what is silent too."""
    letters = _letters()
    initial = one.initial[1:] if len(one.initial) == 2 and one.initial[0] == "ห" else one.initial
    head = "".join(letters[letter][2] for letter in initial)
    vowel = one.vowel or ("o" if one.final and not one.mute else "a")
    vowel = {"ue": "ue", "oe": "oe", "an": "ar"}.get(vowel, vowel)
    tail = "".join(letters[letter][2] for letter in one.final + one.mute)
    return head + vowel + tail + ("a" if one.mute and one.final and one.mute in "รน" else "")


def _plain_stops(letters: str) -> str:
    """Aspirates without their h, as many names are written: Pong for Phong."""
    return re.sub("([ptkbd])h", r"\1", letters)

"""Korean syllables in Latin letters, by the rules of four systems.

The systems are those in which Korean names are really met: what the DPRK writes itself (Ri Yong Ho, Kang Kwang Chol),
McCune-Reischauer without its marks (Yi Yong-ho, Chong), the Republic of Korea's Revised Romanisation of 2000 (Jeong,
Geum), and what newspapers and passports of the South write (Park, Jung, Young, Soo). A syllable alone is written
without regard to its neighbours; syllables written as one word change each other's sounds (백 + 리: paengni).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from tidewaiter.parties.names.scripts.table import rows
from tidewaiter.parties.names.word import Reading

FIRST, LAST = 0xAC00, 0xD7A3
Sound = tuple[int, int, int]  # initial, vowel and final consonant, by their places in Unicode's order


def _letters(text: str) -> tuple[str, ...]:
    """Letters parted by spaces, a hyphen for none."""
    return tuple("" if letter == "-" else letter for letter in text.split())


_N, _R, _M, _S, _NONE, _H = 2, 5, 6, 9, 11, 18
_FINAL_L = 8
_VOWELS_WITH_Y = frozenset({2, 3, 6, 7, 12, 17, 20})  # ㅑ ㅒ ㅕ ㅖ ㅛ ㅠ ㅣ
_YEO, _U, _EU, _UI, _I = 6, 13, 18, 19, 20
# What a final consonant sounds like before a pause: k n t l m p ng, or nothing.
_CLOSE = _letters("- k k k n n n t l k m l l l p l m p p t t ng t t k t p t")
# and before a vowel, to which it goes over
_LINK = _letters("- g kk ks n nj n d r lg lm lb ls lt lp r m b ps s ss ng j ch k t p -")


@dataclass(frozen=True, slots=True)
class System:
    """Letters of one romanisation; ``soft`` are its initials between voiced sounds, where it writes them apart."""

    initials: tuple[str, ...]
    soft: tuple[str, ...]
    vowels: tuple[str, ...]


_PLAIN = _letters("a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i")
_REVISED = _letters("a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i")
_PRESS = _letters("a ae ya yae u e yu ye o wa wae oe yo oo wo we wi yoo eu ee i")
_DPRK_FIRST = _letters("k kk n t tt r m p pp s ss - j jj ch kh th ph h")
_DPRK_SOFT = _letters("g kk n d tt r m b pp s ss - j jj ch kh th ph h")
_MR_FIRST = _letters("k kk n t tt r m p pp s ss - ch tch ch k t p h")
_MR_SOFT = _letters("g kk n d tt r m b pp s ss - j tch ch k t p h")
_RR_FIRST = _letters("g kk n d tt r m b pp s ss - j jj ch k t p h")
_PRESS_FIRST = _letters("k k n d t l m b p s s - j j ch k t p h")

DPRK = System(_DPRK_FIRST, _DPRK_SOFT, _PLAIN)
DPRK_SOFT = System(_DPRK_SOFT, _DPRK_SOFT, _PLAIN)
MCCUNE = System(_MR_FIRST, _MR_SOFT, _PLAIN)
REVISED = System(_RR_FIRST, _RR_FIRST, _REVISED)
PRESS = System(_PRESS_FIRST, _PRESS_FIRST, _PRESS)
PASSPORT = System(_PRESS_FIRST, _PRESS_FIRST, _REVISED)  # Kyeong, Keon: consonants of the press, the Revised vowels
SYSTEMS = (DPRK, REVISED, PRESS, MCCUNE, DPRK_SOFT, PASSPORT)


def is_syllable(character: str) -> bool:
    return FIRST <= ord(character) <= LAST


def sound(syllable: str) -> Sound:
    """The places of a syllable's initial, vowel and final in Unicode's order of them."""
    code = ord(syllable) - FIRST
    return code // 588, code % 588 // 28, code % 28


def syllable(initial: int, vowel: int, final: int) -> str:
    return chr(FIRST + initial * 588 + vowel * 28 + final)


def spell(sounds: Sequence[Sound], system: System) -> str:
    """Syllables written as one word in ``system``, with the sounds they change in each other."""
    ends = [None, *sounds, None]
    return "".join(
        _piece(before, this, after, system)
        for before, this, after in zip(ends, sounds, ends[2:], strict=False)
        if this is not None
    )


def _piece(before: Sound | None, this: Sound, after: Sound | None, system: System) -> str:
    initial, vowel, final = this
    return _start(before, initial, vowel, system) + system.vowels[vowel] + _end(final, after, system)


def _start(before: Sound | None, initial: int, vowel: int, system: System) -> str:
    """An initial consonant as it sounds behind the syllable before it."""
    if initial == _NONE and system is PRESS and vowel == _U:
        return "w"
    if initial == _S and system is PRESS and vowel == _I:
        return "sh"
    if before is None:
        return system.initials[initial]
    close = _CLOSE[before[2]]
    if initial == _R:
        return "r" if not close else "l" if close in ("n", "l") else "n"
    if initial == _N and close == "l":
        return "l"
    return system.soft[initial] if close not in ("k", "t", "p") else system.initials[initial]


def _end(final: int, after: Sound | None, system: System) -> str:
    """A final consonant as it sounds before the syllable behind it."""
    close = _CLOSE[final]
    if after is None or not close:
        return close
    initial = after[0]
    if initial == _NONE:
        return _LINK[final]
    if initial == _H and close == "l" and system is MCCUNE:
        return "r"
    if initial in (_N, _R, _M):
        close = {"k": "ng", "p": "m", "t": "n"}.get(close, close)
    return "l" if close == "n" and initial == _R else close


def between(before: Sound | None, this: Sound, after: Sound | None, system: System) -> str:
    """One syllable of a word as its neighbours make it sound."""
    return _piece(before, this, after, system)


def spell_foreign(sounds: Sequence[Sound], *, eo: str = "o") -> str:
    """A foreign word in the Revised system, as far as Korean lets its letters be guessed.

    The vowel ㅡ, which only parts consonants, falls; ㄹ at a syllable's end stays l; 샤 is sha, ㅓ is ``eo``.
    """
    kept = [
        (_R if before is not None and before[2] == _FINAL_L and this[0] == _NONE else this[0], this[1], this[2])
        for before, this in zip([None, *sounds], sounds, strict=False)
    ]
    mute = tuple("" if place == _EU else letters.replace("eo", eo) for place, letters in enumerate(_REVISED))
    letters = spell(kept, System(_RR_FIRST, _RR_FIRST, mute)).replace("ll", "l").replace("sy", "sh")
    return letters.replace("jy", "j").replace("chy", "ch")


def alone(character: str, system: System) -> str:
    """A syllable written as a word of its own."""
    return _press(character) if system is PRESS else spell((sound(character),), system)


def _press(character: str) -> str:
    """What newspapers write: by rule, but for the syllables that custom spells otherwise."""
    initial, vowel, final = this = sound(character)
    if vowel == _YEO and initial == _NONE and _CLOSE[final] == "ng":
        return "young"
    if vowel == _UI and initial == _NONE:
        return "eui"
    return spell((this,), PRESS)


def bent(character: str, *, first: bool = True) -> tuple[str, ...]:
    """The other spellings that the law of initial sounds gives a syllable: 룡 and 용, 로 and 노, 녀 and 여.

    The South drops or changes ㄹ and ㄴ at a word's beginning, the North does not. From the southern form the northern
    ones are only guessed among syllables that Sino-Korean words have.
    """
    initial, vowel, final = sound(character)
    to: tuple[int, ...] = ()
    if initial == _R:
        to = (_NONE,) if vowel in _VOWELS_WITH_Y else (_N,)
    elif initial == _N:
        to = (_NONE,) if vowel in _VOWELS_WITH_Y else (_R,)
    elif initial == _NONE and first and vowel in _VOWELS_WITH_Y:
        to = (_R, _N)
    others = (syllable(other, vowel, final) for other in to)
    return tuple(other for other in others if other in sino_korean())


def dropped(character: str) -> tuple[str, ...]:
    """The South's form of a syllable that the North begins with ㄹ: 룡, 용."""
    return bent(character) if sound(character)[0] == _R else ()


def restored(character: str) -> tuple[str, ...]:
    """What the North may write for a syllable that the law of initial sounds has changed in the South: 용, 룡."""
    return bent(character) if sound(character)[0] != _R else ()


@cache
def sino_korean() -> frozenset[str]:
    """The syllables that Chinese characters are read with in Korean; Korean given names are made of them."""
    return frozenset(character for row in rows("korean_syllables") for character in row[0].replace(" ", ""))


def collect(readings: Iterable[Reading], *, most: int = 6) -> tuple[Reading, ...]:
    """At most ``most`` readings without doubles in a system; of the same the cheapest counts, at its first place."""
    best: dict[tuple[str, str | None], Reading] = {}
    for reading in readings:
        if reading.letters:
            same = reading.letters, reading.system
            if same not in best or reading.cost < best[same].cost:
                best[same] = reading
    return tuple(best.values())[:most]


def as_korean(readings: Iterable[Reading], *, dearer: int = 0) -> tuple[Reading, ...]:
    """The readings as Korean ones, ``dearer`` by so much."""
    return tuple(Reading(one.letters, one.cost + dearer, "korean") for one in readings)

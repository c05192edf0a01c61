"""One table cell or one role text as a whole."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tidewaiter.places.answer import answer, several, unknown
from tidewaiter.places.fold import fold, visible
from tidewaiter.places.gazetteer import Sense, cells, words
from tidewaiter.places.numbers import unlisted
from tidewaiter.places.place import How, Match
from tidewaiter.places.text import scan, whole_word
from tidewaiter.places.titles import titled
from tidewaiter.places.world import is_short, is_town, named

_POSSESSIVE = re.compile("['’][sS]?$")
_BETWEEN = re.compile(r"\s*[(),;:/|\[\]–—（），／、-]+\s*")
# the first letter or digit decides in which names to look
_LATIN = re.compile("[0-9a-z]")
_DEMOCRATIC = re.compile(r"dem[\s.,]+(?:peo|p\b|rep)", re.IGNORECASE)  # no German article: "Dem Rep Korea" is the North
_NUMBER = re.compile("[0-9]{1,4}")
_FORMERLY = re.compile("ex|formerly|antes|anciennement|ehemals", re.IGNORECASE)
_FIGURE = re.compile("[0-9]")
_LOST_APOSTROPHE = re.compile(r"\b([dl]) (?=[a-z]{3})", re.IGNORECASE)
_TWO_LETTERS = re.compile("([aou])e", re.IGNORECASE)
_SHORT, _LONGEST, _MOST = 3, 60, 5
_LOCAL = ("port", "city", "capital")


@lru_cache(maxsize=16384)
def find(text: str) -> Match:
    """What one cell or one role text names as a whole: ``KOREA, DPR``, ``North Korea's``, ``the Kremlin``.

    The text is compared without case, white space, punctuation and diacritics, and never
    by likeness. A text of several names ("Busan, South Korea") is answered where they
    agree. A text with other words in it is unknown; the places within are then candidates.
    """
    stripped = visible(text).strip()
    if not any(c.isalnum() for c in stripped):
        return unknown(text, "The text is empty.")
    senses = tabled(stripped) or _elsewhere(stripped)
    if senses:
        return answer(text, senses)
    return _parts(text, stripped) or _within(text, stripped)


def tabled(text: str) -> tuple[Sense, ...]:
    """What a cell means by the names that running text is read for too, and by the codes."""
    return _whole(text) or _bare(text)


def _elsewhere(text: str) -> tuple[Sense, ...]:
    """What a cell means by the world's languages, with its titles where it has any."""
    return () if is_town(text) else named(text) or titled(text, _known) or _spelled_out(text)


def _spelled_out(text: str) -> tuple[Sense, ...]:
    """The same with each umlaut for its two letters (``AEGYPTEN``), and a lost apostrophe (``COSTA D AVORIO``)."""
    if len(text) > _LONGEST or text.count(" ") > _MOST or not text.isascii() or _FIGURE.search(text):
        return ()
    plain = _LOST_APOSTROPHE.sub(r"\1'", _TWO_LETTERS.sub(r"\1", text))
    return tabled(plain) or named(plain) or titled(plain, _known) if plain != text and len(plain) > _SHORT else ()


def _known(text: str) -> tuple[Sense, ...]:
    return tabled(text) or named(text, column=True)


def _whole(text: str) -> tuple[Sense, ...]:
    folded = fold(text)
    if len(folded) <= _SHORT and folded.isascii() and not unicodedata.normalize("NFKC", text).isascii():
        return ()  # "Áo" is not the code AO
    senses = cells(latin=True).get(folded, ()) if _LATIN.match(folded) else ()
    if not senses and not folded.isascii():
        senses = cells(latin=False).get(folded, ())
    if senses and text.isalpha() and not text.isupper() and text.casefold() in words().words:
        return ()  # "us", "Can": a word, not a code, unless in capitals
    return senses


def _bare(text: str) -> tuple[Sense, ...]:
    """The same without an article before it, and without a possessive or a particle after it."""
    text = _POSSESSIVE.sub("", text)
    head, _, tail = text.partition(" ")
    if tail and head.casefold() in words().articles and not _DEMOCRATIC.match(text):
        text = tail.strip()
    elif text.replace("’", "'").casefold().startswith(words().elided):
        text = text[2:]
    return _whole(text) or whole_word(text)


def _parts(text: str, stripped: str) -> Match | None:
    """A text of several names, as far as each is known and all agree."""
    pieces = [piece for piece in _BETWEEN.split(stripped) if piece and not _FORMERLY.fullmatch(piece)]
    if len(pieces) == 1:
        pieces = _with_code(stripped)
    if not 2 <= len(pieces) <= 4:
        return None
    senses = []
    for piece in pieces:
        senses.append(tabled(piece) or _elsewhere(piece))
        if not senses[-1]:
            return None
    sets = [_candidates(each) for each in senses]
    common = tuple(code for code in sets[0] if all(code in other for other in sets))
    if len(common) != 1:
        codes = common or tuple(dict.fromkeys(code for each in sets for code in each))
        return several(text, codes, "name")
    local = next((each[0] for each in senses if len(each) == 1 and each[0].how in _LOCAL), None)
    how: How = local.how if local else "name"
    why = f"“{text}” gives the same place in {len(pieces)} ways, which agree in one alone."
    return answer(text, (Sense(common[0], how, local.locality if local else None, (), why),))


def _with_code(text: str) -> list[str]:
    """``KP NORTH KOREA`` or ``NORTH KOREA KP`` as code and name; else nothing."""
    head, _, tail = text.partition(" ")
    if tail and len(head) in (2, 3) and (head.isupper() or head.isdigit()):
        return [head, tail]
    front, _, last = text.rpartition(" ")
    if front and len(last) in (2, 3) and (last.isupper() or last.isdigit()):
        return [front, last]
    return []


def _candidates(senses: tuple[Sense, ...]) -> tuple[str, ...]:
    out: dict[str, None] = {}
    for sense in senses:
        out.update(dict.fromkeys(sense.may_be or ((sense.code,) if sense.code else ())))
    return tuple(out)


def _within(text: str, stripped: str) -> Match:
    found: dict[str, None] = {}
    for mention in scan(stripped):
        match = mention.match
        found.update(dict.fromkeys(place.code for place in match.candidates or (match.place,) if place))
    if found:
        why = f"“{text}” is no name of a place as a whole, but names one among other words."
        return unknown(text, why, tuple(found))
    return unknown(text, f"“{text}” is no name, code, capital, town or port in the tables.")


def find_in_column(text: str) -> Match:
    """As ``find``, of a cell in a column of countries: there a short word in small letters ("us") is a code too.

    Short names of countries ("Úc", "Fas") and those that are also towns ("Granada") are read there alone.
    A word that is a code of one country and the name of another ("Nga") names either, unless it stands
    in capitals, as codes do.
    A number that ISO 3166 does not know is unknown; the candidates are what other lists have it for.
    """
    text = visible(text)
    match = find(text.upper() if is_short(text) else text)
    senses = named(text, column=True) if match.how == "none" or is_short(text) else ()
    if not senses:
        return unlisted(text) if match.how == "none" and _NUMBER.fullmatch(text.strip()) else match
    if match.place and text.isupper():
        return match
    codes = tuple(dict.fromkeys((*_candidates(senses), *((match.place.code,) if match.place else ()))))
    return several(text, codes, "name") if len(codes) > 1 else answer(text, senses)

"""Days as English lists write them, as far as they are told: "circa 1962", "1961 to 1963", "Jan 1970".

Shared by the readers. A day that cannot be read is None; the reader keeps its words.
"""

from __future__ import annotations

import functools
import re

from tidewaiter.model import When, read_when

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_ABOUT = re.compile(r"^(?:circa|approx(?:imately)?\.?|about|around|ca\.?|c\.?)\s*(?=\w)|^~\s*", re.IGNORECASE)
_RANGE = re.compile(r"\s+(?:to|or|and|until)\s+|\s*[–—]\s*|\s+-\s+|(?<=^\d{4})-(?=\d{4}$)", re.IGNORECASE)
_BETWEEN = re.compile(r"^(?:between|from|either)\s+", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:[T ]00:00.*)?")
_PLAIN = re.compile(rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ .\-/]+)?{_MONTH}[ ,\-/]+(?P<year>\d{{4}})", re.IGNORECASE)
_AMERICAN = re.compile(rf"{_MONTH} +(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? +(?P<year>\d{{4}})", re.IGNORECASE)
_SEASON = re.compile(r"(spring|summer|autumn|fall|winter)(?: of)? (\d{4})", re.IGNORECASE)
_DECADE = re.compile(r"(?:(early|mid|late)[ -]+)?(?:the )?(\d{3})0'?s", re.IGNORECASE)
_PARTS_OF_TEN = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "": (0, 9)}


@functools.lru_cache(maxsize=4096)
def read(text: str) -> When | None:
    """The day, month, year or span of them that the words mean; ``text`` stays what was written.

    "1961 to 1963" is the interval of both, "circa" makes it approximate, "late 1950s" is 1957/1959 and
    approximate. None where the words are no date, an impossible one, or a number that may be read two ways.
    """
    words = " ".join(text.split()).strip(" .,;")
    about = bool(_ABOUT.match(words))
    bare = _BETWEEN.sub("", _ABOUT.sub("", words, count=1))
    ends = [_value(_ABOUT.sub("", end, count=1)) for end in _RANGE.split(bare)]
    about = about or bool(re.search(r"\bcirca\b", words, re.IGNORECASE)) or _early(bare)
    if len(ends) == 1:
        value = ends[0]
    elif len(ends) == 2 and ends[0] and ends[1] and "/" not in ends[0] + ends[1]:
        value = f"{ends[0]}/{ends[1]}"
    else:
        return None
    return _when(value, text, about=about) if value else None


def _early(text: str) -> bool:
    hit = _DECADE.fullmatch(text)
    return bool(hit and hit[1])


def _when(value: str, text: str, *, about: bool) -> When | None:
    try:
        when = read_when(value)
    except ValueError:
        return None
    return When(when.value, when.precision, when.earliest, when.latest, text, approximate=about)


def _value(text: str) -> str | None:
    """One date in the written form of the model, or None."""
    if hit := _ISO.fullmatch(text):
        return "-".join(part for part in hit.groups() if part)
    if hit := _PLAIN.fullmatch(text) or _AMERICAN.fullmatch(text):
        month = _MONTHS.index(hit["month"][:3].lower()) + 1
        day = f"-{int(hit['day']):02}" if hit["day"] else ""
        return f"{hit['year']}-{month:02}{day}"
    if hit := _SEASON.fullmatch(text):
        return f"{hit[2]}-{_SEASONS[hit[1].lower()]}"
    if hit := _DECADE.fullmatch(text):
        first, last = _PARTS_OF_TEN[(hit[1] or "").lower()]
        return f"{hit[2]}{first}/{hit[2]}{last}"
    return None

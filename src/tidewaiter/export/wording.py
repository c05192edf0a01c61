"""Words for what the models hold: dates, parties, goods, acts, stances, verdicts.

Both writers print from here, so that the terminal and the page never say two things.
What is not known is said ("an unknown supplier", "date unknown"), never left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from tidewaiter import places
from tidewaiter.errors import InputError
from tidewaiter.model import Event, Item, Role, Span, Statement, Voice, When

VERDICT = {
    "prohibited": "prohibited, if as reported",
    "undetermined": "undetermined",
    "exempt": "exempt, if as reported",
    "not_covered": "not covered",
}
STANCE = {
    "asserted": "as fact",
    "attributed": "on the word of others",
    "alleged": "as an allegation",
    "believed": "as a belief, not as known",
    "denied": "as denied",
    "neither": "as neither confirmed nor denied",
}
SAYS = {
    "asserts": "says",
    "alleges": "alleges",
    "believes": "believes",
    "denies": "denies",
    "neither": "neither confirms nor denies",
}
RELATION = {
    "copy": "copies of one text",
    "version": "versions of one text",
    "reworded": "a guess: one text in other words",
    "partial": "texts that share passages",
    "quotes-same-speech": "texts that quote one speech",
    "undecided": "texts whose kinship is undecided",
    "independent": "texts in wording of their own",
}
_CONDITION = {"date": "in force", "hs": "HS code", "end_use": "end use", "ship_to_ship": "ship to ship"}
_MANNER = {"ship-to-ship": "ship-to-ship transfer", "transit": "transit", "attempt": "attempted", "plan": "planned"}
_PREFIX = ("attempt", "plan")
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_QUARTERS = {"33": "first", "34": "second", "35": "third", "36": "fourth"}
_OPEN, _CLOSE = '"“', '"”'
_ACTS = ("transfer", "seizure", "labour")


def plain(name: str) -> str:
    """A name from the data as plain words ("negation-changed" -> "negation changed")."""
    return re.sub(r"(?<!\bre)[-_]", " ", name)


def verdict(verdict: str, stance: str) -> str:
    """The verdict on an act in words: of one that is told only to be denied, nobody reports that it took place."""
    return VERDICT[verdict].replace("as reported", "it took place") if stance == "denied" else VERDICT[verdict]


def told_as(event: Event, stances: Iterable[str]) -> str:
    """How an act is told, and that somebody denies it where its own telling does not say so."""
    denied = event.stance != "denied" and "denies" in stances
    return STANCE[event.stance] + (", and denied by others" if denied else "")


def condition(name: str) -> str:
    """The label of a condition."""
    return _CONDITION.get(name, plain(name))


def shorten(text: str, limit: int) -> str:
    """The text on one line, cut at a word and marked where it is longer than ``limit``."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:") + "…"


def quote(text: str, limit: int = 160) -> str:
    """Words of a text between quotation marks, shortened, a stray mark before them left out."""
    words = shorten(text, limit).lstrip(" ,;:.")
    if words[:1] in _OPEN and not any(mark in words[1:-1] for mark in _CLOSE):
        words = words[1:].rstrip(_CLOSE)
    return f"“{balanced(words)}”"


def balanced(words: str) -> str:
    """Words cut out of a text, without a quotation mark whose other half was left behind."""
    odd = words.count('"') % 2
    words = words.replace('"', "") if odd else words
    return words.replace("“", "").replace("”", "") if words.count("“") != words.count("”") else words


def cited(cite: str) -> str:
    """A citation in the short form that `tidewaiter law show` takes: "2397/7"."""
    hit = re.fullmatch(r"S/RES/(\d+) \(\d+\), para\. (.+)", cite)
    return f"{hit[1]}/{hit[2].replace(' ', '')}" if hit else cite


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: "1 event", "3 copies"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def listed(words: list[str]) -> str:
    """Words as a list in a sentence: "a, b and c"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


# --- dates ---------------------------------------------------------------------------------------


def day(value: date) -> str:
    """A day as it is written in a sentence: 18 February 2024."""
    return f"{value.day} {value:%B %Y}"


def dated(when: When | None) -> str:
    """The date in words, with what is not known of it said."""
    if when is None or (when.value is None and when.earliest is None and when.latest is None):
        told = f" (told as “{shorten(when.text, 60)}”)" if when and when.text else ""
        return f"date unknown{told}"
    about = "about " if when.approximate else ""
    if when.value is None and when.earliest is None and when.latest and not when.ongoing:
        return f"date unknown, told by {day(when.latest)}"
    if when.ongoing and when.latest:
        return f"going on at {about}{day(when.latest)}"
    return about + (_single(when) or _between(when))


def _single(when: When) -> str | None:
    value = when.value or ""
    if hit := re.fullmatch(r"XXXX-(\d{2})(?:-(\d{2}))?", value):
        month = date(2000, int(hit[1]), 1).strftime("%B")
        return f"{int(hit[2])} {month}, year unknown" if hit[2] else f"{month}, year unknown"
    if hit := re.fullmatch(r"(\d{4})-(2[1-4]|3[3-6])", value):
        part = _SEASONS.get(hit[2]) or f"{_QUARTERS[hit[2]]} quarter of"
        return f"{part} {hit[1]}"
    if re.fullmatch(r"\d{4}-\d{2}", value) and when.earliest:
        return f"{when.earliest:%B %Y}"
    if re.fullmatch(r"\d{4}", value):
        return value
    if when.earliest and when.earliest == when.latest:
        return day(when.earliest)
    return None


def _between(when: When) -> str:
    if when.earliest and when.latest:
        return f"between {day(when.earliest)} and {day(when.latest)}"
    if when.earliest:
        return f"on or after {day(when.earliest)}, end unknown"
    if when.latest:
        return f"not after {day(when.latest)}, beginning unknown"
    return str(when.value)


# --- parties and goods ---------------------------------------------------------------------------


def country(code: str) -> str:
    """The plain English name of a country code; the code itself where it is not known."""
    try:
        return places.get(code).name
    except InputError:
        return code


def party(role: Role) -> str:
    """A party as resolved, its country beside it where that is told or found."""
    where = country(role.country) if role.country else None
    name = role.name or role.text
    if name is None:
        return where or "unknown"
    others = [words for other in role.others if (words := other.name or other.text) and not _holds(name, words)]
    together = balanced(listed([name, *others]))
    return f"{together} ({where})" if where and where.casefold() != together.casefold() else together


def _holds(name: str, words: str) -> bool:
    """Whether a name says what the words say: "two trawlers" and "trawlers"."""
    return f" {name.casefold()}".endswith(f" {words.casefold()}")


def goods(item: Item | None, words: str | None = None) -> str:
    """The object as it is written, or in the given words, with make and model where these do not hold them."""
    if item is None or not (item.text or item.name):
        return "an unknown object"
    text = quote(words, 90) if (words := words or item.text) else str(item.name)
    said = (words or item.name or "").casefold()
    more = [word for word in (item.make, item.model) if word and word.casefold() not in said]
    return f"{text} ({' '.join(more)})" if more else text


# --- events --------------------------------------------------------------------------------------


def is_act(event: Event) -> bool:
    """Whether something changes hands or is worked, as against talk, travel and law."""
    return event.type in _ACTS


def noun(event: Event) -> str:
    """What kind of act it is told to be: "gift", "attempted sale", "statement of law"."""
    if event.type != "transfer":
        return plain(event.type)
    before = [_MANNER[manner] for manner in event.manner if manner in _PREFIX]
    kinds = [_MANNER.get(manner, manner) for manner in event.manner if manner not in _PREFIX]
    return " ".join((*before, listed(kinds) or "transfer"))


def sentence(event: Event) -> str:
    """Who gave what to whom, and when, in one phrase; what is not known is said."""
    parts = {"transfer": _transfer, "seizure": _seizure, "labour": _labour}.get(event.type, _told)
    text = " ".join(parts(event))
    if event.type != "statement-of-law" or event.date:
        text += f", {dated(event.date)}"
    return f"{text}; told as not having taken place" if event.negated else text


def _transfer(event: Event) -> Iterator[str]:
    yield f"{noun(event)} of {_amount(event)}{goods(event.item, _counted(event))}"
    yield f"from {party(event.supplier)}" if event.supplier else _unknown_supplier(event)
    yield f"to {party(event.recipient)}" if event.recipient else _unknown_recipient(event)
    yield from _way(event)


def _unknown_supplier(event: Event) -> str:
    return "from an unknown supplier" + (f" (origin: {party(event.origin)})" if event.origin else "")


def _unknown_recipient(event: Event) -> str:
    return "to an unknown recipient" + (f" in {party(event.destination)}" if event.destination else "")


def _way(event: Event) -> Iterator[str]:
    if event.intermediary:
        yield f"through {party(event.intermediary)}"
    if event.via:
        yield f"by way of {listed([party(role) for role in event.via])}"
    if event.vessel and not _is_object(event.vessel, event):
        yield f"aboard {party(event.vessel)}"


def _amount(event: Event) -> str:
    """How much, where the goods' own words do not hold it and where it does not name the goods itself."""
    told = event.quantity.text if event.quantity else None
    item = event.item.text.casefold() if event.item and event.item.text else ""
    if not told or (item and (told.casefold() in item or told.casefold().split()[-1:] == item.split()[-1:])):
        return ""
    return f"{told} of "


def _counted(event: Event) -> str | None:
    """The words for the quantity where they name the goods as well: "2,400 drones" for "drones"."""
    told = event.quantity.text if event.quantity else None
    item = event.item.text if event.item else None
    return (
        told
        if told and item and told.casefold().split()[-1:] == item.casefold().split()[-1:] and len(told) > len(item)
        else None
    )


def _seizure(event: Event) -> Iterator[str]:
    yield "seizure" + (f" by {party(event.recipient)}" if event.recipient else "")
    yield f"of {_amount(event)}{goods(event.item, _counted(event))}"
    source = event.supplier or event.origin
    if source and not _is_object(source, event):
        yield f"from {party(source)}"
    if event.destination:
        yield f"bound for {party(event.destination)}"
    yield from _way(event)


def _is_object(role: Role, event: Event) -> bool:
    """Whether the words of a part are those of the object itself: a ship that is seized is aboard no other."""
    words = event.item.text if event.item else None
    return bool(words and role.text and words.casefold() == role.text.casefold())


def _labour(event: Event) -> Iterator[str]:
    home = _goes_home(event)
    yield ("return home" if home else "labour") + (f" of {goods(event.item)}" if event.item else "")
    yield f"from {party(event.supplier)}" if event.supplier else "from an unknown sender"
    host = event.circumstances.host
    if event.recipient:
        yield f"{'to' if home else 'for'} {party(event.recipient)}"
    if host or event.destination:
        yield f"in {country(host) if host else party(event.destination or Role())}"


def _goes_home(event: Event) -> bool:
    """Whether workers are sent back: told so, or sent to the State whose nationals they are."""
    own = event.item.country if event.item else None
    return "return" in event.manner or bool(own and event.recipient and event.recipient.country == own)


def _told(event: Event) -> Iterator[str]:
    told = event.evidence[0].quote if event.evidence else None
    yield f"{noun(event)}: {quote(told, 140)}" if told else noun(event)


def affiliation(said: Voice | Statement) -> str | None:
    """Whom the speaker belongs to, where the name does not say it already ("Kim's sister")."""
    beside = said.affiliation
    return beside if beside and beside.casefold() not in said.speaker.casefold() else None


def said(statement: Statement) -> Span:
    """Where it stands what is said; with the words around it where it is too short to speak for itself."""
    around = statement.evidence[0] if statement.evidence else statement.content
    short = len(statement.content.quote.split()) < 4
    return around if short and statement.content.quote in around.quote else statement.content


def unknowns(event: Event) -> tuple[str, ...]:
    """What the report leaves open of an act: the fields that are missing or only partly told."""
    return tuple(_unknowns(event)) if is_act(event) else ()


def _unknowns(event: Event) -> Iterator[str]:
    yield from _unknown_party("supplier", event.supplier, known=False)
    # a labour event names its host instead of a recipient
    hosted = bool(event.circumstances.host)
    yield from _unknown_party("recipient", event.recipient, known=bool(event.destination) or hosted)
    if event.item is None or not (event.item.text or event.item.name):
        yield "what it was"
    elif event.item.described is False:
        yield "what kind exactly: the source says itself that it is not described"
    yield from _unknown_date(event.date)


def _unknown_party(name: str, role: Role | None, *, known: bool) -> Iterator[str]:
    if role is None:
        yield name
    elif role.country is None and not known:
        yield f"the {name}'s country"


def _unknown_date(when: When | None) -> Iterator[str]:
    if when is None or (when.earliest is None and when.latest is None):
        year = when is not None and (when.value or "").startswith("XXXX")
        yield "the year" if year else "date"
    elif when.value is None and when.earliest is None and not when.ongoing:
        yield "date"
    elif when.earliest is None or when.latest is None:
        yield "when it began" if when.earliest is None else "when it ended"
    elif when.earliest != when.latest:
        yield "the day"

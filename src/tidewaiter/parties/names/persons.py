"""What persons' names hold beside the name: titles, suffixes, particles, compounds of two words, order."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from tidewaiter.parties.names.draft import Draft, Phrases, known, merge, phrase, phrases
from tidewaiter.parties.names.latin import letters
from tidewaiter.parties.names.tables import rows
from tidewaiter.parties.names.word import Reading, WordRole

PART_OF_COMPOUND = 40  # "Kabir" for "Abd al-Kabir"
RESPELLED = 5  # "Sergei" for "Siarhei"
OF_GERMAN = 2  # "Shcherba" for "Schtscherba"
MASCULINE = 10  # "Smirnov" for "Smirnova"
MOST_OTHERS = 5  # names that a given name may stand for

_PARTS: dict[str, WordRole] = {
    "family": "family", "last": "family", "surname": "family", "lastname": "family", "maiden": "family",
    "given": "given", "firstname": "given", "forename": "given", "middlename": "given", "givenname": "given",
    "patronymic": "patronymic", "fathername": "patronymic",
}  # fmt: skip
_NAMED = ("name", "family", "given", "patronymic", "initial")


@cache
def _titles() -> Phrases[tuple[str, str]]:
    return phrases((row[0], (row[1], row[2])) for row in rows("titles"))


@cache
def _suffixes() -> Phrases[str]:
    return phrases((row[0], row[1]) for row in rows("suffixes"))


@cache
def _particles() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for word, read, where in rows("particles"):
        found.setdefault(word, {})[where] = read
    return found


def is_elided(word: str) -> bool:
    """Whether a small word may stand before an apostrophe: "L'Office"."""
    return "elided" in _particles().get(word, ())


@cache
def _stood_for() -> dict[str, tuple[Reading, ...]]:
    found: dict[str, list[Reading]] = {}
    for short, long, cost in rows("nicknames"):
        found.setdefault(short, []).append(Reading(long, int(cost)))
    return {name: tuple(sorted(several, key=lambda one: one.cost)[:MOST_OTHERS]) for name, several in found.items()}


def is_title(word: str) -> bool:
    """Whether a word alone is a title."""
    return word in _titles() and _titles()[word][-1][0] == (word,)


def mark_titles(drafts: list[Draft]) -> None:
    """Titles before the name (some anywhere in it), suffixes after it."""
    if not known(drafts, _titles()) and not known(drafts, _suffixes()):
        return
    at, before = 0, True
    while at < len(drafts):
        draft = drafts[at]
        if draft.open and not draft.bare:
            before = before or draft.joint in ",("
            hit = phrase(drafts, at, _titles())
            if hit and (before or hit[1][1] == "any") and _titled(drafts, at, hit[0], hit[1][1]):
                merge(drafts, at, hit[0], (Reading(hit[1][0]),), "title")
            elif not (at > 1 and _suffixed(drafts, at)):
                before = False
        at += 1


def _titled(drafts: list[Draft], at: int, count: int, where: str) -> bool:
    """Whether enough of a name is left beside a title: two words, or one beside a title that is nothing else.

    Before a comma stands the family name, and a lone word behind one is a given name: "DUQUE RUIZ, Ana".
    """
    left = [draft for draft in (*drafts[:at], *drafts[at + count :]) if draft.open and len(draft.letters[0]) > 1]
    if at + count == len(drafts):
        return drafts[at].joint == "," and where != "start"
    if where == "start" and any(draft.joint == "," for draft in drafts[at + count :]):
        return False
    return len(left) > (where == "start") and drafts[at + count].joint != ","


def _suffixed(drafts: list[Draft], at: int) -> bool:
    hit = phrase(drafts, at, _suffixes())
    if hit and (at + hit[0] == len(drafts) or drafts[at + hit[0]].joint in ",()" or drafts[at].joint == ","):
        merge(drafts, at, hit[0], (Reading(hit[1]),), "suffix")
        return True
    return False


def mark_particles(drafts: list[Draft], sort: str) -> None:
    """Small words between the words of a name of that ``sort`` ("person", "org"); the last word is none."""
    particles = _particles()
    comma = next((at for at, draft in enumerate(drafts) if at and draft.joint == ","), 0)
    for at, draft in enumerate(drafts):
        told = particles.get(draft.letters[0])
        if told is None or not draft.open or draft.bare or draft.script == "acronym":
            continue
        after = drafts[at + 1] if at + 1 < len(drafts) else None
        read = told.get(sort) or told.get("any")
        behind = 0 < comma < at and draft.letters[0] in _compounds("behind")
        if read and (after or behind) and not _lonely(drafts, at, sort):
            draft.role, draft.readings = "particle", (Reading(read),)
        elif after and (at or after.joint == "-" or sort == "org"):
            for where, article in told.items():
                if where.startswith("sun:") and after.letters[0].startswith(where[4:]):
                    draft.role, draft.readings = "particle", (Reading(article),)


def _lonely(drafts: list[Draft], at: int, sort: str) -> bool:
    """Whether a small word that begins a name is a name: "Ben Hassan", "Con Sol", not as in "bin Laden", "Los Sol"."""
    if sort == "org" and len(drafts[at].letters[0]) == 1:
        beside = (drafts[at - 1 : at] or drafts[at + 1 : at + 2]) + drafts[at + 1 : at + 2]
        return drafts[at].joint != "-" and any(len(one.letters[0]) == 1 or one.role == "form" for one in beside)
    if sort == "org":
        opens = all(draft.role in ("form", "title") for draft in drafts[:at])
        return opens and drafts[at].letters[0] not in _compounds("opening")
    if sort != "person" or at or drafts[1].joint == "-":
        return False
    if drafts[1].joint == ",":
        return True
    return drafts[0].letters[0] in _compounds("first") and not any(draft.joint == "," for draft in drafts[2:])


def mark_order(drafts: list[Draft], parts: tuple[tuple[str, str], ...]) -> None:
    """Family and given names and patronymics, as far as the list, a comma or capitals tell them."""
    if any(sort in _PARTS for sort, _ in parts):
        _told(drafts, parts)
    elif (comma := _comma(drafts)) or (block := _capitals(drafts)):
        for at, draft in enumerate(drafts):
            if draft.open and not draft.bare:
                draft.role = "family" if (at < comma if comma else at in block) else "given"
    _patronymic(drafts)


def _comma(drafts: list[Draft]) -> int:
    """Where the given names begin if one comma parts them from the family name, else 0."""
    commas = [
        at for at, draft in enumerate(drafts) if at and draft.joint == "," and draft.role in (*_NAMED, "particle")
    ]
    named = [at for at, draft in enumerate(drafts) if draft.open]
    return commas[0] if len(commas) == 1 and named and named[0] < commas[0] <= named[-1] else 0


def _capitals(drafts: list[Draft]) -> range:
    """The words in capitals if they stand together among words that are not: "Ion POPESCU"."""
    words = [
        at for at, draft in enumerate(drafts) if draft.open and draft.script == "latin" and len(draft.letters[0]) > 1
    ]
    loud = [at for at in words if drafts[at].upper and len(drafts[at].letters[0]) > 1]
    if loud and len(loud) < len(words) and all(drafts[at].upper for at in words if loud[0] <= at <= loud[-1]):
        return range(loud[0], loud[-1] + 1)
    return range(0)


def part_initials(drafts: list[Draft]) -> None:
    """Makes initials of "JC" in "JC Juncker": capitals without a vowel before words that are not in capitals."""
    first = drafts[0]
    run_together = first.upper and len(first.letters) == 1 and _CONSONANTS.match(first.letters[0])
    if run_together and first.end - first.start == len(first.letters[0]) and len(drafts) > 1:
        if any(draft.upper and len(draft.letters[0]) > 1 for draft in drafts[1:]):
            return
        drafts[:1] = [
            Draft(first.start + at, first.start + at + 1, (one,), first.script, "." if at else first.joint, upper=True)
            for at, one in enumerate(first.letters[0])
        ]


def mark_cut_off(drafts: list[Draft]) -> None:
    """The last word of a long name is an initial if it cannot be spoken: a field was full ("... BELKASSEM DR")."""
    last, named = drafts[-1], [draft for draft in drafts[:-1] if draft.role in _NAMED]
    own = last.letters[0]
    silent = last.open and last.script == "latin" and last.joint == " " and _CONSONANTS.match(own)
    if silent and len(named) > 2 and own != _SPOKEN and not others(own, family=False):
        last.role = "initial"


_CONSONANTS = re.compile(r"[b-df-hj-np-tv-xz]{2,3}\Z")
_SPOKEN = "ng"  # a family name without a vowel


def mend_digits(drafts: list[Draft], notes: list[str]) -> None:
    """Reads a digit inside a word as the letter it looks like: "Ig0r Sech1n"."""
    if all(draft.script != "digits" for draft in drafts):
        return
    at = 0
    while at < len(drafts):
        end = at + 1
        while end < len(drafts) and drafts[end].joint == "" and drafts[end].script in ("latin", "digits"):
            end += 1
        glued = drafts[at:end]
        digits = [draft for draft in glued if draft.script == "digits"]
        if (
            digits
            and glued[-1].script == glued[0].script == "latin"
            and all(len(one.letters[0]) == 1 for one in digits)
        ):
            whole = "".join(one.letters[0].translate(_SEEN) for one in glued)
            notes.append(f"digits inside a word were read as letters: {whole}")
            drafts[at:end] = [Draft(glued[0].start, glued[-1].end, (whole,), "latin", glued[0].joint, glued[0].upper)]
        at += 1


_SEEN = str.maketrans("0123456789", "oizeasgtbg")


def _told(drafts: list[Draft], parts: tuple[tuple[str, str], ...]) -> None:
    roles: dict[str, WordRole] = {}
    for sort, text in parts:
        for word in re.split(r"[\s\-]+", text):
            for own in letters(word)[:1]:
                roles.setdefault(own, _PARTS.get(sort, "name"))
    for draft in drafts:
        if draft.open and draft.letters[0] in roles:
            draft.role = roles[draft.letters[0]]


def _patronymic(drafts: list[Draft]) -> None:
    """A patronymic is one behind a given or a family name: of two words the one in -ovich is the family name."""
    named = [draft for draft in drafts if draft.role in _NAMED]
    if len(named) > 2:
        for draft in named[1:]:
            if draft.role != "family" and is_patronymic(draft.letters[-1]):
                draft.role = "patronymic"
    if any(draft.role == "patronymic" for draft in named):
        _respell(named)


def _respell(named: list[Draft]) -> None:
    """Gives the words of a Slavic name the spelling that English takes from Russian, where another one shows."""
    own = [draft.letters[0] for draft in named]
    for shows, rules in _spellings():
        if any(shows.search(word) for word in own):
            for draft, word in zip(named, own, strict=True):
                if draft.script == "latin" and len(word) > 1 and (english := _rewritten(word, rules)) != word:
                    draft.readings = (*draft.own(), Reading(english, RESPELLED))
            return


def _rewritten(word: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for written, english in rules:
        word = written.sub(english, word)
    return word


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], str], ...]], ...]:
    """What shows the spelling of another language, and its rules in order."""
    found: dict[str, tuple[list[str], list[tuple[re.Pattern[str], str]]]] = {}
    for sort, language, written, *english in rows("spellings"):
        shows, rules = found.setdefault(language, ([], []))
        if sort == "shows":
            shows.append(written)
        else:
            rules.append((re.compile(written), english[0]))
    return tuple((re.compile("|".join(shows)), tuple(rules)) for shows, rules in found.values())


def is_patronymic(word: str) -> bool:
    """Whether a word of a name in Latin letters has the ending of a patronymic."""
    return any(word.endswith(ending) and len(word) >= least + len(ending) for ending, least in _patronymics())


@cache
def _patronymics() -> tuple[tuple[str, int], ...]:
    return tuple((row[1], int(row[2])) for row in rows("persons") if row[0] == "patronymic")


@lru_cache(maxsize=65536)
def others(own: str, *, family: bool) -> tuple[Reading, ...]:
    """What a word of a person's name may stand for: another given name, the masculine of a family name."""
    found = [] if family else list(_stood_for().get(own, ()))
    if len(own) > 4 and own[-1] in "as" and (not found or family):
        found += [Reading(male, MASCULINE) for male in _masculine(own, family=family)]
    if "sch" in own and _GERMAN.search(own):
        found.append(Reading(_english(own), OF_GERMAN))
    return tuple(found)


def _masculine(own: str, *, family: bool) -> list[str]:
    """The family name of a woman in the form that men of the family bear; none for what is no such name."""
    for female, least, male, shared in _feminine():
        if own.endswith(female) and len(own) >= least + len(female) and (family or not shared):
            return [own.removesuffix(female) + male]
    return []


@cache
def _feminine() -> tuple[tuple[str, int, str, bool], ...]:
    told = (row for row in rows("persons") if row[0] == "feminine")
    return tuple((row[1], int(row[2]), row[3], len(row) > 4) for row in told)


_GERMAN = re.compile(r"schtsch|schow\Z")  # the sound that English writes shch; -ev that is said -ov


def _english(own: str) -> str:
    """A Slavic name in German spelling as English spells it: "Gorbatschow", "Chruschtschow"."""
    for german, english in (("schtsch", "shch"), ("tsch", "ch"), ("sch", "sh")):
        own = own.replace(german, english)
    return re.sub(r"ow\Z", "ev", re.sub(r"\Ach", "kh", own)) if own.endswith(("chow", "show")) else own


@cache
def _compounds(sort: str) -> frozenset[str]:
    """Words that begin or end an Arabic name of several words, by sort: servant, father, article, faith, god."""
    return frozenset(row[1] for row in rows("compounds") if row[0] == sort)


@lru_cache(maxsize=65536)
def is_plain(own: str) -> bool:
    """Whether a word is a name and nothing else: no title, particle, numeral, initial or part of a compound.

    Most words of persons' names are; a name of such words alone needs no further look at them.
    """
    if len(own) < 2 or own in _titles() or own in _suffixes() or own in _particles() or _NUMERAL.match(own):
        return False
    return not in_compound(own) and not _CONSONANTS.match(own)


_NUMERAL = re.compile(r"[ivx]+\Z")


@lru_cache(maxsize=65536)
def in_compound(own: str) -> bool:
    """Whether a word is a compound or may begin or end one."""
    return any(own in _compounds(sort) for sort in _COMPOUNDING) or bool(compound(own))


_COMPOUNDING = ("servant", "father", "article", "faith", "god")


def join_compounds(drafts: list[Draft]) -> None:
    """Arabic names of two or three words that are one: Abd al-X, Abu X, X al-Din, X Allah."""
    for draft in drafts:
        if in_compound(draft.letters[0]):
            break
    else:
        return
    at = 0
    while at < len(drafts):
        if drafts[at].open and drafts[at].script in ("latin", "cyrillic", "greek", "armenian", "georgian"):
            _join(drafts, at)
        at += 1


def _join(drafts: list[Draft], at: int) -> None:
    first = drafts[at].letters[0]
    joined = False
    if first in _compounds("servant") or first in _compounds("father"):
        joined = _join_servant(drafts, at, "abdal" if first in _compounds("servant") else "abu")
    elif at + 1 < len(drafts) and drafts[at + 1].joint != ",":
        joined = _join_faith(drafts, at, first)
    if not joined and (fused := compound(first)):
        drafts[at].readings = fused


def _join_servant(drafts: list[Draft], at: int, prefix: str) -> bool:
    """Abd (al) X, Abu (al) X; the X alone is a weaker reading."""
    step = at + 1
    if step < len(drafts) - 1 and drafts[step].letters[0] in _compounds("article") and drafts[step].joint != ",":
        step += 1
    if step == len(drafts) or drafts[step].joint == "," or not drafts[step].open or drafts[step].bare:
        return False
    rest = drafts[step].letters[0]
    if len(rest) < 2 or rest in _particles():
        return False
    god = prefix == "abdal" and rest in _compounds("god")
    readings = (Reading("abdallah"),) if god else (Reading(prefix + rest), Reading(rest, PART_OF_COMPOUND))
    merge(drafts, at, step - at + 1, readings, "name")
    return True


def _join_faith(drafts: list[Draft], at: int, first: str) -> bool:
    """X (al-)Din, X Allah."""
    following = drafts[at + 1].letters[0]
    count, ending = 0, ""
    if len(first) > 2 and drafts[at + 1].open:
        if following in _compounds("faith"):
            count, ending = 2, "aldin"
        elif following in _compounds("god"):
            count, ending = 2, "allah"
        elif following in _compounds("article") and at + 2 < len(drafts):
            third = drafts[at + 2].letters[0]
            count, ending = (3, "aldin") if third in _compounds("faith") else (0, "")
    if count:
        merge(drafts, at, count, (Reading(first + ending),), "name")
    return bool(count)


_SERVANT = re.compile(r"abd(?:ou|oe|oo|[aeiou])(?:l(?!l)|(?=([rsnzdt])\1)\1|(?=(sh|ch)\2)\2|(?=[^aeioul]))(.+)\Z")
_SERVANT_OF_GOD = re.compile(r"abd(?:ou|oe|oo|[aeiou])ll+a[ah]*h?\Z")
_FATHER = re.compile(r"ab(?:ou|oo|[uo])l(?!l)(.{4,})\Z")
_FAITH = re.compile(r"(.{3,}?)(?:(?:ou|[aeiou])(?:dd|ld)|ud(?!ine)|oud(?=ine)|ed(?=ine))(?:in|een|ine|ien|inn)\Z")
_GOD = re.compile(r"(.{3,}?)(?:ou|[uo])ll?(?:ah|a)\Z")


@lru_cache(maxsize=65536)
def compound(own: str) -> tuple[Reading, ...]:
    """The readings of a compound written as one: "Abdurrahman", "Nureddin", "Nasrullah"; none for other words."""
    if len(own) < 6:
        return ()
    if own.startswith("ab"):
        if _SERVANT_OF_GOD.match(own):
            return _with("abdallah", own)
        if (found := _SERVANT.match(own)) and len(found[3]) > 2:
            return (*_with("abdal" + found[3], own), Reading(found[3], PART_OF_COMPOUND))
        if found := _FATHER.match(own):
            return _with("abu" + found[1], own)
        return ()
    if found := _FAITH.match(own):
        return _with(found[1] + "aldin", own)
    if found := _GOD.match(own):
        return _with(found[1] + "allah", own)
    return ()


def _with(whole: str, own: str) -> tuple[Reading, ...]:
    return (Reading(whole),) if whole == own else (Reading(whole), Reading(own))

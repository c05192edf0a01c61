"""What persons' names hold beside the name: titles, suffixes, particles, compounds of two words, order."""

from __future__ import annotations

from functools import cache

from tidewaiter.parties.names.draft import Draft, Phrases, merge, phrase, phrases
from tidewaiter.parties.names.tables import rows
from tidewaiter.parties.names.word import Reading

PART_OF_COMPOUND = 25  # "Kabir" for "Abd al-Kabir"


@cache
def _titles() -> Phrases[tuple[str, str]]:
    return phrases((row[0], (row[1], row[2] if len(row) > 2 else "start")) for row in rows("titles"))


@cache
def _suffixes() -> Phrases[str]:
    return phrases((row[0], row[1]) for row in rows("suffixes"))


@cache
def _particles() -> dict[str, tuple[str, str]]:
    return {row[0]: (row[1], row[2]) for row in rows("particles")}


@cache
def _names() -> dict[str, tuple[Reading, ...]]:
    found: dict[str, dict[str, int]] = {}
    for short, long, cost in rows("nicknames"):
        found.setdefault(short, {}).setdefault(long, int(cost))
        found.setdefault(long, {}).setdefault(short, int(cost))
    return {
        name: tuple(Reading(letters, cost) for letters, cost in sorted(others.items(), key=lambda one: one[1]))
        for name, others in found.items()
    }


def mark_titles(drafts: list[Draft]) -> None:
    """Titles before the name (some anywhere in it), suffixes after it."""
    at, before = 0, True
    while at < len(drafts):
        before = before or drafts[at].joint == ","
        hit = phrase(drafts, at, _titles()) if drafts[at].role == "name" else None
        if hit and at + hit[0] < len(drafts) and (before or hit[1][1] == "any"):
            merge(drafts, at, hit[0], (Reading(hit[1][0]),), "title")
        elif at and drafts[at].role == "name" and (end := phrase(drafts, at, _suffixes())):
            if at + end[0] == len(drafts) or drafts[at + end[0]].joint == ",":
                merge(drafts, at, end[0], (Reading(end[1]),), "suffix")
        else:
            before = False
        at += 1


def mark_particles(drafts: list[Draft], sort: str) -> None:
    """Small words between the words of the name; none where it stands last."""
    last = len(drafts) - 1
    known = _particles()
    for at, draft in enumerate(drafts):
        hit = known.get(draft.letters[0]) if draft.role == "name" and not draft.readings else None
        if hit and hit[1] in ("any", sort) and (at < last or (at and drafts[1].joint == ",")):
            draft.role, draft.readings = "particle", (Reading(hit[0]),)


def mark_order(drafts: list[Draft], parts: tuple[tuple[str, str], ...]) -> None:
    """Family and given names, as far as a comma or the list tells them."""
    if parts:
        _told(drafts, parts)
        return
    commas = [
        at for at, draft in enumerate(drafts) if at and draft.joint == "," and draft.role not in ("suffix", "title")
    ]
    if len(commas) == 1:
        for at, draft in enumerate(drafts):
            if draft.role == "name":
                draft.role = "family" if at < commas[0] else "given"


_PARTS = {"family": "family", "last": "family", "surname": "family", "given": "given", "first": "given"}


def _told(drafts: list[Draft], parts: tuple[tuple[str, str], ...]) -> None:
    from tidewaiter.parties.names.latin import letters

    roles = {letters(word)[:1]: _PARTS[sort] for sort, text in parts if sort in _PARTS for word in text.split()}
    for draft in drafts:
        if draft.role == "name" and (role := roles.get(draft.letters[:1])):
            draft.role = "family" if role == "family" else "given"


def others(letters: str) -> tuple[Reading, ...]:
    """Names that this given name may stand for."""
    return _names().get(letters, ())


@cache
def _compounds(sort: str) -> frozenset[str]:
    """Words that begin or end an Arabic name of several words, by sort: servant, father, article, faith, god."""
    return frozenset(row[1] for row in rows("compounds") if row[0] == sort)


def join_compounds(drafts: list[Draft]) -> None:
    """Arabic names of two or three words that are one: Abd al-X, Abu X, X al-Din, X Allah."""
    at = 0
    while at < len(drafts):
        if drafts[at].script == "latin" and drafts[at].role == "name":
            _join(drafts, at)
        at += 1


def _join(drafts: list[Draft], at: int) -> None:
    first = drafts[at].letters[0]
    if first in _compounds("servant") or first in _compounds("father"):
        _join_servant(drafts, at, "abdal" if first in _compounds("servant") else "abu")
    elif at + 1 < len(drafts) and drafts[at + 1].joint != ",":
        _join_faith(drafts, at, first)


def _join_servant(drafts: list[Draft], at: int, prefix: str) -> None:
    """Abd (al) X, Abu (al) X; the X alone is a weaker reading."""
    step = at + 1
    if step < len(drafts) - 1 and drafts[step].letters[0] in _compounds("article") and drafts[step].joint != ",":
        step += 1
    if step == len(drafts) or drafts[step].joint == "," or drafts[step].role != "name":
        return
    rest = drafts[step].letters[0]
    if len(rest) > 1:
        whole = "abdallah" if prefix == "abdal" and rest in _compounds("god") else prefix + rest
        merge(drafts, at, step - at + 1, (Reading(whole), Reading(rest, PART_OF_COMPOUND)), "name")


def _join_faith(drafts: list[Draft], at: int, first: str) -> None:
    """X (al-)Din, X Allah."""
    following = drafts[at + 1].letters[0]
    if following in _compounds("faith"):
        merge(drafts, at, 2, (Reading(first + "aldin"),), "name")
    elif len(first) > 2 and following in _compounds("god"):
        merge(drafts, at, 2, (Reading(first + "allah"),), "name")
    elif len(first) > 2 and at + 2 < len(drafts) and following in _compounds("article"):
        faith = drafts[at + 2].letters[0] in _compounds("faith")
        _ = merge(drafts, at, 3, (Reading(first + "aldin"),), "name") if faith else None

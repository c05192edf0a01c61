"""Which cases a Russian word can be in, by its ending: grammar, and so code and no word list."""

from __future__ import annotations

import re
from functools import cache

from tidewaiter.places.gazetteer import names

ALL = frozenset({"nom", "gen", "dat", "acc", "ins", "pre"})


def _table(text: str) -> dict[str, str]:
    """Cases by ending, from "ending case,case; ..."; a hyphen is no ending."""
    pairs = (entry.split(" ") for entry in text.split("; "))
    return {"" if ending == "-" else ending: cases.replace(",", " ") for ending, cases in pairs}


_MASCULINE = _table(
    "- nom,acc; й nom,acc; ь nom,acc; а gen,acc; я gen,acc; у dat; ю dat; ом ins; ем ins; ём ins; ым ins; "
    "им ins; е pre; и nom,acc,pre; ы nom,acc; ов gen,acc; ев gen,acc; ей gen,acc; ам dat; ям dat; ами ins; "
    "ями ins; ах pre; ях pre; ого gen,acc; его gen,acc; ому dat; ему dat; ый nom; ий nom; ие nom; ые nom; "
    "их gen,acc; ых gen,acc"
)
_FEMININE = _table(
    "а nom; я nom; ь nom,acc; у acc; ю acc; ы gen,nom,acc; и gen,dat,pre,nom,acc; е dat,pre; ой ins; "
    "ей ins; ью ins; - gen; ам dat; ям dat; ами ins; ями ins; ах pre; ях pre; ая nom; ую acc; ий gen; "
    "ией ins"
)
_NEUTER = _table(
    "о nom,acc; е nom,acc; а gen,nom,acc; я gen,nom,acc; у dat; ю dat; ом ins; ем ins; и pre; - gen; "
    "й gen; ам dat; ям dat; ами ins; ями ins; ах pre; ях pre"
)
_PLURAL = _table(
    "и nom; ы nom; а nom; - gen,acc; ов gen,acc; ей gen,acc; ам dat; ям dat; ами ins; ями ins; ым dat; "
    "ыми ins; ые nom; ых gen,acc"
)
_ADJECTIVE = _table(
    "ый nom,acc; ий nom,acc; ой gen,dat,ins,pre,nom; ей gen,dat,ins,pre; ого gen,acc; его gen,acc; ому dat; "
    "ему dat; ым ins,dat; им ins,dat; ом pre; ем pre; ая nom; яя nom; ую acc; юю acc; ое nom,acc; ее nom,acc; "
    "ые nom,acc; ие nom,acc; ых gen,acc,pre; их gen,acc,pre; ыми ins; ими ins"
)
_TABLES = {"m": _MASCULINE, "f": _FEMININE, "n": _NEUTER, "p": _PLURAL}
_PERSON_F = _table(
    "а nom; я nom; ая nom; ой gen,dat,ins,pre; ей gen,dat,ins,pre; у acc; ю acc; ую acc; ы gen; "
    "и gen,dat,pre; е dat,pre"
)
_VOWELS = "аеёиоуыэюя"


def _cases(table: dict[str, str], ending: str) -> frozenset[str]:
    return frozenset(table.get(ending, "").split())


def of_noun(word: str, stem: str | None, gender: str) -> frozenset[str]:
    """The cases of a noun of known gender, and stem if that is known; all where the ending tells nothing."""
    if stem is None:
        return _by_last_letters(word, _TABLES[gender]) or ALL
    ending = word[len(stem) :]
    if gender == "n" and ending == "е" and not stem.endswith("и"):
        return frozenset({"pre"})  # в посольстве; агентство is the nominative
    found = _cases(_TABLES[gender], ending)
    if not found and gender == "f" and ending[:1] == "и":
        found = _cases(_FEMININE, ending[1:] or "и")
    if not found and ending[:1] in "иь":
        found = _cases(_TABLES[gender], ending[1:])
    return found or _by_last_letters(word, _TABLES[gender]) or ALL


def _by_last_letters(word: str, table: dict[str, str]) -> frozenset[str]:
    for size in (3, 2, 1):
        if word[-size:] in table:
            return _cases(table, word[-size:])
    return _cases(table, "") if word[-1:] not in _VOWELS else frozenset()


def of_adjective(word: str) -> frozenset[str]:
    """The cases of an adjective or participle in full form, empty where the word does not end like one."""
    for size in (3, 2):
        if len(word) > size + 2 and word[-size:] in _ADJECTIVE:
            return _cases(_ADJECTIVE, word[-size:])
    return frozenset()


def of_listed(word: str, stem: str, *, female: bool) -> frozenset[str]:
    """The cases of a listed name's word by the ending behind its stem."""
    ending = word[len(stem) :]
    if stem[-1:] == "и" and ending in ("й", "я", "ю", "ем", "и"):
        return _cases(
            {
                "й": "nom",
                "я": "nom" if female else "gen acc",
                "ю": "acc" if female else "dat",
                "ем": "ins",
                "и": "gen dat pre",
            },
            ending,
        )
    return _cases(_PERSON_F if female else _MASCULINE, ending) or ALL


def of_name(word: str) -> frozenset[str]:
    """The cases of a person's or firm's name nobody lists, by its last letters."""
    low = word.lower()
    if len(low) < 4 and low[-1:] not in _VOWELS:  # Ким, Лим: the last letters are no ending
        return ALL
    if not low[-1:].isalpha() or low[-1] in "оэиыью" or not "а" <= low[-1] <= "я":
        return {"о": ALL, "э": ALL}.get(
            low[-1:], _cases({"ю": "dat acc", "ы": "gen", "и": "gen dat pre nom", "ь": "nom"}, low[-1:]) or ALL
        )
    if low.endswith(("ей", "ай", "ий", "ой")):  # Андрей; the genitive of Мария and Анна ends so too
        return frozenset({"nom", "gen", "dat", "ins", "pre"}) if low[-2] in "еои" else frozenset({"nom"})
    if low.endswith(("ов", "ев", "ин", "ын")):
        return frozenset({"nom"})
    if low.endswith(("ова", "ева", "ина")):
        return frozenset({"nom", "gen", "acc"})
    if low.endswith(("ому", "ему")):
        return frozenset({"dat"})
    if low.endswith(("ого", "его")):
        return frozenset({"gen", "acc"})
    for size in (2, 1):
        end = low[-size:]
        found = _cases(_MASCULINE, end) | _cases(_PERSON_F, end)
        if found and end != "":
            return found
    return _cases(_MASCULINE, "") if low[-1] not in _VOWELS else ALL


def of_unknown(word: str) -> frozenset[str]:
    """The cases of a word of unknown gender: what any declension allows."""
    found: frozenset[str] = frozenset()
    for table in (_MASCULINE, _FEMININE, _NEUTER):
        found |= _by_last_letters(word, table)
    return found or ALL


@cache
def _place_forms() -> frozenset[str]:
    return frozenset(name.text.replace("ё", "е") for name in names("ru"))


@cache
def of_place(word: str) -> frozenset[str]:
    """The cases of a place's name, told from which other forms of it the tables know."""
    if not word or word.isupper() or word[-1].isdigit():
        return ALL
    stem = word[:-1] if word[-1] in _VOWELS + "йь" else word
    for cut in dict.fromkeys(
        (stem, *(word[: -len(end)] for end in ("ом", "ем", "ой", "ей", "ью", "ами", "ах") if word.endswith(end)))
    ):
        gender = _gender(cut)
        if gender:
            found = _cases(_TABLES[gender], word[len(cut) :])
            if found:
                return found
    return of_adjective(word.split()[0].lower()) or ALL if " " in word else ALL


def _gender(stem: str) -> str | None:
    forms = _place_forms()
    if stem + "ами" in forms or stem + "ах" in forms:
        return "p"
    if stem + "ом" in forms or stem + "ем" in forms:
        return "m" if stem in forms or stem + "й" in forms or stem + "ь" in forms else None
    if stem + "ой" in forms or stem + "ей" in forms or stem + "ью" in forms:
        return "f"
    return None


def nominative(name: str, *, oblique: bool = False) -> str:
    """A person's name brought to the nominative as far as its endings tell; else as written.

    ``oblique`` says that the name is in another case than the nominative.
    """
    words = name.split()
    if not oblique:
        return name
    if not words[-1].endswith(("ой", "ей", "ого", "его")):
        words = [_stripped(w) if len(w) > 3 else w for w in words]
    female = any(w.endswith(("ой", "ую", "ые", "ии")) for w in words) or (
        len(words) > 1 and words[-1].endswith(("ова", "ева", "ина", "ая"))
    )
    return " ".join(_base(w, female=female) for w in words)


def _stripped(word: str) -> str:
    """A man's name without the ending of its case: Ивана, Игоря, Андреем."""
    for pattern, base in (
        ("(?<=[аеиоу])(?:я|ю|ем)$", "й"),
        ("(?<=[рлнтд])(?:я|ю)$", "ь"),
        ("(?<=[бвгджзклмнпрстфхцчшщ])(?:а|у|ом|ем)$", ""),
    ):
        stripped = re.sub(pattern, base, word)
        if stripped != word:
            return stripped
    return word


def _base(word: str, *, female: bool) -> str:
    if female:
        for end, base in (
            ("ской", "ская"),
            ("скую", "ская"),
            ("ой", "а"),
            ("ей", "я"),
            ("ии", "ия"),
            ("ию", "ия"),
            ("ы", "а"),
            ("у", "а"),
        ):
            if word.endswith(end):
                return word[: -len(end)] + base
        return word
    for end, base in (
        ("ского", "ский"),
        ("скому", "ский"),
        ("ским", "ский"),
        ("ова", "ов"),
        ("ову", "ов"),
        ("овым", "ов"),
        ("ева", "ев"),
        ("еву", "ев"),
        ("евым", "ев"),
        ("ина", "ин"),
        ("ину", "ин"),
        ("иным", "ин"),
        ("ия", "ий"),
        ("ию", "ий"),
        ("ием", "ий"),
        ("ея", "ей"),
        ("ею", "ей"),
        ("еем", "ей"),
    ):
        if word.endswith(end) and len(word) > len(end) + 1:
            return word[: -len(end)] + base
    return word

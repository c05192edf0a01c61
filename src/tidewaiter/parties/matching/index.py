"""The saved index: the names of the loaded lists as flat arrays in one file, which is mapped and not read.

A listed name is a row of words; a word is a set of readings with a role, kept once however many names have it. Two or
three words beside each other are kept as one more word ("Abd Allah" is found by "Abdallah"), and so are the first
letters of an organisation's words. Each reading is entered under the hashes of its key and of what is left of it when
it loses as many signs as it may (Mor and Fraenkel 1982), so that a look-up finds exactly the readings that share such
a rest.
"""

from __future__ import annotations

import gc
import hashlib
import json
import math
import mmap
import struct
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tidewaiter.model.party import Identifier, Party, PartyKind
from tidewaiter.parties import identify
from tidewaiter.parties.matching import kernel
from tidewaiter.parties.matching.heard import SHORT, Heard, acronym, can_join, heard, joined, shortest
from tidewaiter.parties.matching.numbers import Numbers, numbers
from tidewaiter.parties.matching.roles import NUMBER_OF
from tidewaiter.parties.names.quoted import used
from tidewaiter.parties.names.sounds import table
from tidewaiter.parties.names.spell import spell
from tidewaiter.parties.names.systems import by_system
from tidewaiter.parties.names.word import Word

FORM = 7  # raised whenever what is written changes
NONE = 0xFFFFFFFF
SHIFT, LOW = 10, 1023  # a name is told by its party's number and its place among the party's names
LONGEST = 30  # words of a name that are compared
_MAGIC = b"tidewaiter-index"
_SIDE = 4  # letters on a side of a stroke that may be a name of its own
EXACT = ("number", "acronym", "form", "particle", "title", "suffix", "initial")  # found without a slip or not at all


@dataclass(frozen=True, slots=True)
class _Row:
    """A listed name: whose it is, its words, those written as one with the next one and the next two, its first
    letters, whether the list calls it weak, and where in the name each word stands."""

    owner: int
    words: list[int]
    pairs: list[int]
    triples: list[int]
    whole: int
    weak: bool
    spans: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _Draft:
    """What is gathered before it is written."""

    words: dict[tuple[tuple[Heard, ...], str, int], int] = field(default_factory=dict)
    names: list[_Row] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)
    numbers: set[tuple[int, int]] = field(default_factory=set)
    general: list[bool] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    parties: dict[bytes, set[int]] = field(default_factory=dict)


def lost(role: str, told: Heard, short: int) -> tuple[int, int, int]:
    """How many signs the key, the frame and the letters of a listed reading may lose."""
    if role in EXACT:
        return 0, 0, 0
    most = 2 if role != "joined" else (1 if short <= SHORT else 0)
    return (
        min(most, kernel.slips(len(told.key))),
        min(most, kernel.frame_slips(len(told.frame))),
        min(most, kernel.letter_slips(len(told.letters))),
    )


# building


def write(
    parties: Iterable[Party],
    path: Path,
    about: dict[str, Any],
    records: Path,
    *,
    finish: Callable[[], None] = lambda: None,
) -> dict[str, int]:
    """Writes the index of the parties to ``path`` and their records, a JSON line each, to ``records``; gives counts.

    ``about`` is saved with it; ``finish`` may complete it when all parties have been seen.
    """
    draft = _Draft()
    collecting = gc.isenabled()
    gc.disable()  # millions of small things and no rings among them: looking for rings would take a quarter of the time
    try:
        offsets = _take_all(draft, parties, records)
        draft.names.sort(key=lambda one: not _has_initial(draft, one.words))
        arrays = _arrays(draft, len(offsets) - 1, numbers())
        arrays["party_at"] = offsets
        arrays |= _by_party(draft, len(offsets) - 1) | _numbers(draft)
        finish()
        _save(arrays, path, about)
    finally:
        if collecting:
            gc.enable()
    return {"parties": len(offsets) - 1, "names": len(draft.names), "words": len(draft.words)}


def _take_all(draft: _Draft, parties: Iterable[Party], records: Path) -> array[int]:
    """Takes the parties into the draft and writes their records; gives where each record begins."""
    from tidewaiter import codec

    offsets = array("Q", [0])
    with records.open("wb") as lines:
        for number, party in enumerate(parties):
            line = codec.encode(party) + b"\n"
            lines.write(line)
            offsets.append(offsets[-1] + len(line))
            _take(draft, number, party)
    return offsets


def _take(draft: _Draft, number: int, party: Party) -> None:
    for one in party.identifiers:
        draft.numbers.add((number_tag(one), number))
    seen: set[tuple[int, ...]] = set()
    for at, text, begin, parts, weak in _wordings(party):
        for words in by_system(spell(text, party.kind, parts=parts).words[:LONGEST]):
            row = _name(draft, number << SHIFT | at, words, begin, party.kind, weak=weak)
            if row.words and tuple(row.words) not in seen:
                seen.add(tuple(row.words))
                draft.names.append(row)


def _name(draft: _Draft, owner: int, words: tuple[Word, ...], begin: int, kind: PartyKind, *, weak: bool) -> _Row:
    number = owner >> SHIFT
    short = acronym(words) if kind not in ("person", "vessel") else None
    return _Row(
        owner=owner,
        words=[_word(draft, heard(word), word.role, 0, number, word) for word in words],
        pairs=[_joint(draft, words[i : i + 2], number) for i in range(len(words))],
        triples=[_joint(draft, words[i : i + 3], number, count=3) for i in range(len(words))],
        whole=_word(draft, (short,), "acronym", 0, number, None) if short else NONE,
        weak=weak,
        spans=tuple((begin + word.start, begin + word.end) for word in words),
    )


def _wordings(party: Party) -> Iterator[tuple[int, str, int, tuple[tuple[str, str], ...], bool]]:
    """The names of a party, and of a name with a stroke ("Al-Qaida / Islamic Army") what stands on its sides.

    A by-name in quotation marks may stand instead of a person's given names, before the family name.
    Each with its place among the names, where in the name it begins, and whether the list calls it weak.
    """
    for at, name in enumerate(party.names[: LOW + 1]):
        weak = name.quality == "weak"
        yield at, name.text, 0, name.parts, weak
        if party.kind in ("person", "unknown") and (begin := used(name.text)):
            yield at, name.text[begin:], begin, (), weak
        sides = [side.strip() for side in name.text.split("/")]
        if len(sides) > 1 and party.kind != "vessel" and all(len(side) >= _SIDE for side in sides):
            for side in sides:
                yield at, side, name.text.index(side), (), weak


def _has_initial(draft: _Draft, row: list[int]) -> bool:
    return any(draft.roles[word] == "initial" for word in row)


def general(word: Word) -> bool:
    """Whether a legal form is one that says no more than that there is a company."""
    return word.readings[0].letters in numbers().general_forms


def _joint(draft: _Draft, words: tuple[Word, ...], number: int, count: int = 2) -> int:
    if len(words) < count or not can_join(words):
        return NONE
    told = joined(words)
    return _word(draft, told, "joined", shortest(words), number, None) if told else NONE


def _word(draft: _Draft, told: tuple[Heard, ...], role: str, short: int, party: int, word: Word | None) -> int:
    known = (told, role, min(short, SHORT + 1))
    number = draft.words.setdefault(known, len(draft.words))
    if number == len(draft.firsts):
        draft.roles.append(role)
        draft.general.append(role == "form" and word is not None and general(word))
        draft.firsts.append(ord(word.readings[0].letters[0].lower()) if word else 0)
    if word and told:
        draft.parties.setdefault(told[0].key, set()).add(party)
    return number


def _arrays(draft: _Draft, parties: int, known: Numbers) -> dict[str, Any]:
    weights = array("H", [weight(told, role, draft.parties, parties, known) for told, role, _ in draft.words])
    arrays = _readings(draft) | _names(draft, weights)
    arrays["word_weight"] = weights
    arrays["word_role"] = array("B", [NUMBER_OF[role] for role in draft.roles])
    arrays["word_general"] = array("B", draft.general)
    arrays["word_first"] = array(
        "B", [0 if role == "initial" else draft.firsts[at] for at, (_, role, _) in enumerate(draft.words)]
    )
    arrays["word_initial"] = array(
        "B", [draft.firsts[at] if role == "initial" else 0 for at, (_, role, _) in enumerate(draft.words)]
    )
    return arrays


def weight(told: tuple[Heard, ...], role: str, parties: dict[bytes, set[int]], count: int, known: Numbers) -> int:
    """A word's weight: the rarity of its sounds among the parties, by its role."""
    if role in ("joined", "acronym") or not told:
        return 0
    if role == "number":
        return known.number
    having = len(parties.get(told[0].key, ())) or 1
    rarity = round(100 * math.log((count + 1) / having))
    return held(rarity, told[0].letters or told[0].sounds, known) * known.roles[role] // 100


def held(rarity: int, letters: str | bytes, known: Numbers) -> int:
    """A rarity between the least and the most that a word of so many letters may have."""
    return max(min(rarity, known.most, known.letter_most * len(letters)), known.least)


def _readings(draft: _Draft) -> dict[str, Any]:
    """The entries of all readings, a record of four numbers for each, and the signs of all.

    What belongs together lies together: readings stand by their keys.
    """
    rows = [(number, role, short, one) for number, (told, role, short) in enumerate(draft.words) for one in told]
    rows.sort(key=lambda row: row[3].key)
    entries, records, signs = array("Q"), array("I"), bytearray()
    for reading, (_, role, short, one) in enumerate(rows):
        may = lost(role, one, short)
        kernel.enter(one, *may, reading, entries)
        records.extend(_record(one, may, len(signs)))
        signs += one.sounds + one.key + one.frame + one.letters
    bits = max(8, min(22, len(entries).bit_length() - 1))
    bucket, tagged = kernel.ordered(entries, bits)
    return {
        "bucket": bucket,
        "tagged": tagged,
        "reading_word": array("I", [row[0] for row in rows]),
        "reading": records,
        "signs": array("B", bytes(signs)),
    }


def _record(one: Heard, may: tuple[int, int, int], begin: int) -> tuple[int, int, int, int]:
    """A reading's record, as the kernel takes it apart."""
    keyed, framed, typed = may
    weights = table().weights
    return (
        begin,
        len(one.sounds) | len(one.key) << 8 | len(one.frame) << 16 | len(one.letters) << 24,
        keyed | framed << 8 | typed << 16 | one.bare << 24,
        one.cost | sum([weights[sound] for sound in one.sounds]) << 16,
    )


def _names(draft: _Draft, weights: array[int]) -> dict[str, Any]:
    at = array("I", [0])
    words, pairs, triples = array("I"), array("I"), array("I")
    held: list[list[int]] = [[] for _ in draft.words]
    most = array("H", bytes(2 * len(draft.words)))
    whole_weights, initials = array("H"), array("H")
    known = numbers()
    starts, ends = array("H"), array("H")
    for number, name in enumerate(draft.names):
        row = name.words
        words.extend(row)
        pairs.extend(name.pairs)
        triples.extend(name.triples)
        starts.extend(min(start, 65535) for start, _ in name.spans)
        ends.extend(min(end, 65535) for _, end in name.spans)
        at.append(len(words))
        total = sum(weights[one] for one in row)
        whole_weights.append(total)
        initials.append(min(60000, known.most * 2 * sum(draft.roles[one] == "initial" for one in row)))
        for place, one in enumerate(row):
            _hold(held, most, one, number, weights[one])
            _hold(held, most, name.pairs[place], number, sum(weights[other] for other in row[place : place + 2]))
            _hold(held, most, name.triples[place], number, sum(weights[other] for other in row[place : place + 3]))
        _hold(held, most, name.whole, number, total)
    posting_at, postings = array("I", [0]), array("I")
    for having in held:
        postings.extend(having)
        posting_at.append(len(postings))
    return {
        "name_at": at,
        "name_words": words,
        "name_pairs": pairs,
        "name_triples": triples,
        "name_starts": starts,
        "name_ends": ends,
        "name_whole": array("I", [one.whole for one in draft.names]),
        "name_weight": whole_weights,
        "name_initials": initials,
        "initialled": array("I", [sum(_has_initial(draft, one.words) for one in draft.names)]),
        "name_of": array("I", [one.owner for one in draft.names]),
        "name_weak": array("B", [one.weak for one in draft.names]),
        "posting_at": posting_at,
        "posting_name": postings,
        "word_most": most,
    }


def _by_party(draft: _Draft, parties: int) -> dict[str, Any]:
    """The names of each party."""
    rows: list[list[int]] = [[] for _ in range(parties)]
    for number, name in enumerate(draft.names):
        rows[name.owner >> SHIFT].append(number)
    at, names = array("I", [0]), array("I")
    for row in rows:
        names.extend(row)
        at.append(len(names))
    return {"names_of": at, "names_by": names}


def _numbers(draft: _Draft) -> dict[str, Any]:
    found = sorted(draft.numbers)
    return {"number_tag": array("Q", [one[0] for one in found]), "number_party": array("I", [one[1] for one in found])}


def number_tag(one: Identifier) -> int:
    """The hash under which a number is looked up; its kind is compared afterwards."""
    told = hashlib.sha256(identify.normal(one.kind, one.value).encode("utf-8", "replace")).digest()
    return int.from_bytes(told[:8], "little")


def _hold(held: list[list[int]], most: array[int], word: int, name: int, weight: int) -> None:
    if word != NONE:
        if not held[word] or held[word][-1] != name:
            held[word].append(name)
        most[word] = max(most[word], min(weight, 65535))


# the file


def _save(arrays: dict[str, Any], path: Path, about: dict[str, Any]) -> None:
    places: dict[str, list[Any]] = {}
    at = 0
    for name, values in arrays.items():
        at += -at % 8
        places[name] = [at, values.typecode, len(values)]
        at += len(values) * values.itemsize
    head = json.dumps({"form": FORM, "about": about, "arrays": places}, sort_keys=True).encode()
    head += b" " * (-(len(_MAGIC) + 8 + len(head)) % 8)
    with path.open("wb") as file:
        file.write(_MAGIC + struct.pack("<Q", len(head)) + head)
        start = file.tell()
        for name, values in arrays.items():
            file.write(b"\0" * (start + places[name][0] - file.tell()))
            file.write(values.tobytes())


@dataclass(frozen=True, slots=True)
class Saved:
    """An index as saved: what it says of itself, and its arrays as views of the mapped file."""

    about: dict[str, Any]
    arrays: dict[str, Any]


def read(path: Path) -> Saved | None:
    """The saved index, or None where the file is none, or one of another form or machine."""
    with path.open("rb") as file:
        whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if whole[: len(_MAGIC)] != _MAGIC:
        return None
    length = struct.unpack_from("<Q", whole, len(_MAGIC))[0]
    start = len(_MAGIC) + 8
    head = json.loads(whole[start : start + length])
    if head["form"] != FORM:
        return None
    view = memoryview(whole)
    arrays = {name: _view(view, start + length + at, code, count) for name, (at, code, count) in head["arrays"].items()}
    return Saved(head["about"], arrays)


def _view(view: memoryview, at: int, code: Any, count: int) -> Any:
    size = array(code).itemsize
    return view[at : at + size * count].cast(code)

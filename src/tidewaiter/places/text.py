"""All mentions in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from tidewaiter.datafile import read_tree
from tidewaiter.places.answer import answer, depends
from tidewaiter.places.fold import same_length, unaccented
from tidewaiter.places.gazetteer import (
    DATA,
    Dependent,
    Sense,
    ambiguous,
    declared,
    dependent,
    lines,
    names,
    places,
    words,
)
from tidewaiter.places.place import Match, Mention

# scripts with spaces between words, and the two that are read in runs of letters
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
_CYRILLIC = "\u0400-\u04ff"
_HANGUL = "가-힣"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_WORD = {script: re.compile(f"[{letters}]+") for script, letters in (("latin", _LATIN), ("cyrillic", _CYRILLIC))}
_INSIDE = {script: re.compile(f"[{letters}0-9_]") for script, letters in (("latin", _LATIN), ("cyrillic", _CYRILLIC))}
_HANGUL_RUN = re.compile(f"[{_HANGUL}]+")
_HAN_RUN = re.compile(f"[{_HAN}]+")
_AFTER_QUOTATION = re.compile("[^ ][\"'”」』]")
_BEGINS = {**_WORD, "hangul": _HANGUL_RUN, "han": _HAN_RUN}
_NOTHING = Sense(None, "none")
_DEPENDS = Sense(None, "context")

Senses = tuple[Sense, ...]
# the names with the same first word or letters, the longest first; and what each name means
Table = tuple[dict[str, list[str]], dict[str, Senses]]
Hit = tuple[int, int, Senses]
# whose files hold names in a script; names such as "DR콩고" begin with another one
_WRITTEN_IN = {"latin": ("en", "fr", "de", "ko", "zh"), "cyrillic": ("ru",), "hangul": ("ko",), "han": ("zh",)}


def _named(script: str) -> dict[str, Senses]:
    """The names for running text in one script; what is declared stands in for what it replaces.

    With them the phrases in which a name means no place, and the words that depend on context.
    """
    begins = _BEGINS[script].match
    out: dict[str, Senses] = {}
    for language in _WRITTEN_IN[script]:
        for text, sense, cell_only in names(language):
            if not cell_only and begins(text):
                known = out.get(text)
                if known is None:
                    out[text] = (sense,)
                elif all(sense.code != other.code for other in known):
                    out[text] = (*known, sense)
    for text, sense, cell_only in ambiguous():
        if text in out or (not cell_only and begins(text)):
            out[text] = (declared(sense, out.get(text, ())),)
    out.update((text, (_NOTHING,)) for text in words().stops if begins(text))
    out.update((text, (_DEPENDS,)) for text in dependent() if begins(text))
    return dict(zip(same_length("\v".join(out)).split("\v"), out.values(), strict=True))


def _with_variants(written: dict[str, Senses], script: str) -> dict[str, Senses]:
    """The names also without accents, with a capital in front, and in capitals, where that is no other name."""
    cells_alone = {name.text for language in _WRITTEN_IN[script] for name in names(language) if name.cell_only}
    out = dict(written)
    names_of = list(written)
    meanings = list(written.values())
    for text, senses in zip(unaccented("\n".join(names_of)).split("\n"), meanings, strict=True):
        if text not in cells_alone:
            out.setdefault(text, senses)
    for text, senses in written.items():
        if text[0].islower():
            out.setdefault(text[0].upper() + text[1:], senses)
    capitals = "\n".join(out).upper().split("\n")
    for text, senses in zip(capitals, list(out.values()), strict=True):
        if senses[0] is not _DEPENDS:
            out.setdefault(text, senses)
    return out


def _by_key(named: dict[str, Senses], keys: Iterable[str]) -> Table:
    table: dict[str, list[str]] = {}
    for key, text in zip(keys, named, strict=True):
        if key in table:
            table[key].append(text)
        else:
            table[key] = [text]
    for row in table.values():
        if len(row) > 1:
            row.sort(key=len, reverse=True)
    return table, named


@cache
def _spaced_table(script: str) -> Table:
    """Latin or Cyrillic names by their first word, the longest first."""
    named = _with_variants(_named(script), script)
    # the words of all names at once; a name's first word is the first on its line
    firsts = re.findall(f"^{_WORD[script].pattern}", "\n".join(named), re.MULTILINE)
    return _by_key(named, firsts)


@cache
def _run_table(script: str) -> Table:
    """Korean or Chinese names by their first two letters, the longest first."""
    named = _named(script)
    return _by_key(named, (text[:2] for text in named))


@cache
def _korean() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, tuple[str, ...]]]:
    """What may follow a Korean name in one word, what may stand before it, and pairs such as 북러."""
    tree = read_tree(DATA / "ko.yaml")
    rules = {key: value for _, key, value in lines(tree, "grammar")}
    particles, nouns, before = ("|".join(rules[key].split()) for key in ("particles", "nouns", "before"))
    after = re.compile(f"(?:{nouns})?(?:{particles}){{0,3}}")
    pairs = {key: tuple(value.split()) for _, key, value in lines(tree, "pairs")}
    return after, re.compile(before), pairs


@cache
def _chinese_pairs() -> dict[str, tuple[str, ...]]:
    return {key: tuple(value.split()) for _, key, value in lines(read_tree(DATA / "zh.yaml"), "pairs")}


@cache
def _hanja() -> dict[str, str]:
    """The single Chinese letters that Korean headlines write for a state."""
    return {key: value for _, key, value in lines(read_tree(DATA / "ko.yaml"), "hanja")}


def _spaced(view: str, script: str) -> Iterator[Hit]:
    """Hits in a script with spaces between its words."""
    (table, meanings), inside = _spaced_table(script), _INSIDE[script]
    known, last, size = table.get, 0, len(view)
    for word in _WORD[script].finditer(view):
        row = known(word.group())
        if row is None:
            continue
        start = word.start()
        if start < last or (start and inside.match(view, start - 1)):
            continue
        for text in row:
            end = start + len(text)
            if view.startswith(text, start) and (end == size or not (text[-1].isalnum() and inside.match(view, end))):
                last = end
                yield start, end, meanings[text]
                break


def _hangul(view: str) -> Iterator[Hit]:
    table = _run_table("hangul")
    _, before, pairs = _korean()
    last = 0
    for run in _HANGUL_RUN.finditer(view):
        start, end = run.span()
        if start < last or _AFTER_QUOTATION.match(view, max(0, start - 2), start):
            continue  # what follows a closing mark at once is a particle: '...'이란
        hit = _hangul_at(view, start, table)
        if hit is None and (front := before.match(view, start, end)):
            hit = _hangul_at(view, front.end(), table)
        if hit:
            last = hit[1]
            yield hit
        else:
            yield from _pair(view, start, end, pairs)


def _hangul_at(view: str, start: int, table: Table) -> Hit | None:
    after = _korean()[0]
    for text in table[0].get(view[start : start + 2], ()):
        if not view.startswith(text, start):
            continue
        end = start + len(text)
        rest = _HANGUL_RUN.match(view, end)
        if rest is None or after.fullmatch(view, end, rest.end()):
            return start, end, table[1][text]
    return None


def _pair(view: str, start: int, end: int, pairs: dict[str, tuple[str, ...]]) -> Iterator[Hit]:
    """북러, 북중: one syllable for each state."""
    size = next((n for n in (3, 2) if view[start : start + n] in pairs), 0)
    if size and (start + size == end or _korean()[0].fullmatch(view, start + size, end)):
        for i, code in enumerate(pairs[view[start : start + size]]):
            yield start + i, start + i + 1, (Sense(code, "name"),)


def _han(view: str) -> Iterator[Hit]:
    (table, meanings), pairs, last = _run_table("han"), _chinese_pairs(), 0
    for run in _HAN_RUN.finditer(view):
        at, end = run.span()
        if end - at == 1 and view[at] in _hanja() and re.search(f"[{_HANGUL}]", view[max(0, at - 4) : end + 4]):
            yield at, end, (Sense(_hanja()[view[at]], "name"),)
        at = max(at, last)
        while at < end - 1:
            two = view[at : at + 2]
            row = table.get(two, ())
            hit = next((text for text in row if view.startswith(text, at)), None)
            if hit:
                last = at + len(hit)
                yield at, last, meanings[hit]
                at = last
            elif two in pairs:
                yield at, at + 1, (Sense(pairs[two][0], "name"),)
                yield at + 1, at + 2, (Sense(pairs[two][1], "name"),)
                at += 2
            else:
                at += 1


def scan(text: str) -> tuple[Mention, ...]:
    """Every mention of a place in running text, in order, the longest name at each spot.

    Latin and Cyrillic names are read with their case, so that "turkey" and "us" are no
    places; Korean names with the particles at their end, Chinese ones within a run of
    letters. Offsets count the code points of ``text`` as it is given.
    """
    view = same_length(text)
    hits = list(_spaced(view, "latin"))
    if not view.isascii():
        hits += [*_spaced(view, "cyrillic"), *_hangul(view), *_han(view)]
        hits.sort(key=lambda hit: (hit[0], -hit[1]))
        hits = _apart(hits)
    return tuple(_mentions(text, view, [hit for hit in hits if hit[2][0].how != "none"]))


def _apart(hits: list[Hit]) -> list[Hit]:
    """Without the hits of one script that lie within a hit of another ("DR콩고")."""
    out: list[Hit] = []
    for hit in hits:
        if not out or hit[0] >= out[-1][1]:
            out.append(hit)
    return out


def _mentions(text: str, view: str, hits: list[Hit]) -> Iterator[Mention]:
    told = frozenset(
        code for _, _, senses in hits for sense in senses for code in (sense.may_be or (sense.code,)) if code
    )
    doubtful, capitals = words().surnames, words().capitals
    for start, end, senses in hits:
        written = text[start:end]
        match: Match | None
        if senses[0] is _DEPENDS:
            match = _in_context(view, start, written, dependent()[view[start:end]], told)
        elif written in doubtful and _beside_a_name(view, start, end):
            match = depends(written, _codes(senses), f"“{written}” stands beside another name and may be a person's.")
        elif written.isupper() and written.casefold() in capitals and _doubtful_capitals(text, start, end, hits):
            match = depends(written, _codes(senses), f"In a line of capitals “{written}” may be a common word.")
        else:
            match = answer(written, senses)
        if match:
            yield Mention(start, end, match)


def _codes(senses: tuple[Sense, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for sense in senses for code in (sense.may_be or (sense.code,)) if code))


def _in_context(view: str, start: int, written: str, entry: Dependent, told: frozenset[str]) -> Match | None:
    if entry.before:
        front = view[:start].rstrip(" ")[-len(entry.before) - 1 :]
        if front.strip(" (\"'“").casefold() != entry.before or _NEXT_NAME.match(view, start + len(written)):
            return None
    if told.isdisjoint(entry.needs.split()):
        return depends(written, (entry.means,), entry.why)
    return Match(written, places()[entry.means], (), "context", entry.why)


_NEXT_NAME = re.compile(f" ([A-ZÀ-ÖØ-Þ][{_LATIN}-]+)")
_BEFORE_NAME = re.compile(f"([A-ZÀ-ÖØ-Þ][{_LATIN}-]+|[A-Z]\\.) $")


def _beside_a_name(view: str, start: int, end: int) -> bool:
    """Whether a capitalised word that is no title and no opener of a sentence stands directly beside."""
    lists = words()
    before = _BEFORE_NAME.search(view, max(0, start - 30), start)
    if before and before[1].casefold() not in lists.openers and before[1] not in lists.titles:
        return not _is_place(before[1])
    after = _NEXT_NAME.match(view, end)
    return bool(after and after[1] not in lists.titles and not _is_place(after[1]))


def _is_place(word: str) -> bool:
    return word in _spaced_table("latin")[0]


def _doubtful_capitals(text: str, start: int, end: int, hits: list[Hit]) -> bool:
    """Whether the line is all in capitals and neither a preposition nor another place there helps.

    Another place helps "CHINA" but not "US", which is a pronoun among places too.
    """
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = last if last >= 0 else len(text)
    if not (text[first:start] + text[end:last]).isupper():
        return False
    before = text[first:start].split()
    if before and before[-1].casefold() in words().openers:
        return False
    return end - start <= 2 or all(
        hit[0] == start or text[hit[0] : hit[1]].casefold() in words().capitals
        for hit in hits
        if first <= hit[0] < last
    )


def whole_word(text: str) -> tuple[Sense, ...]:
    """The meaning of one Korean word that as a whole is a name with its particle."""
    if not _HANGUL_RUN.match(text):
        return ()
    hits = [hit for hit in _hangul(text) if hit[0] == 0]
    rest = _korean()[2]
    if len(hits) == 1 and text[:2] not in rest and hits[0][2][0].how not in ("context", "none"):
        return hits[0][2]
    return ()

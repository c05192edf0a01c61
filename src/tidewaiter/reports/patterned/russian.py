"""Russian sentences as phrases with cases, and predicates: words, endings and prepositions, no parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from tidewaiter import places
from tidewaiter.reports.patterned import declension
from tidewaiter.reports.patterned.joining import AND, COMMA
from tidewaiter.reports.patterned.lexicon import Lexicon, load
from tidewaiter.reports.patterned.telling import Line, Phrase, Predicate

_VERB_END = (
    r"(?:л[аои]?|в|вш[а-яё]{2,3}|ть|т|м|е?т|[аеёюуяи]т|ют|ут|ят|ат|ет|ёт|ит|я|ющ[а-яё]{2,3}|ущ[а-яё]{2,3}|)(?:ся|сь)?"
)
_WORD = re.compile(r"[^\W_][\w'’.-]*[\w]|\w|[«»\"“”„,;:()–—.!?…/-]")
_PREPOSITIONS = {
    "в": {"acc": "to", "pre": "at"},
    "во": {"acc": "to", "pre": "at"},
    "на": {"acc": "to", "pre": "at"},
    "из": {"gen": "from"},
    "из-за": {"gen": "at"},
    "от": {"gen": "from"},
    "у": {"gen": "from"},
    "со": {"gen": "from", "ins": "with"},
    "с": {"gen": "from", "ins": "with"},
    "для": {"gen": "to"},
    "через": {"acc": "via"},
    "посредством": {"gen": "via"},
    "к": {"dat": "toward"},
    "ко": {"dat": "toward"},
    "по": {"dat": "at"},
    "при": {"pre": "at"},
    "о": {"pre": "about"},
    "об": {"pre": "about"},
    "за": {"acc": "for", "ins": "at"},
    "под": {"acc": "at", "ins": "at"},
    "между": {"ins": "with"},
    "до": {"gen": "to"},
    "до-": {},
    "без": {"gen": "at"},
    "против": {"gen": "against"},
    "после": {"gen": "at"},
    "во время": {"gen": "at"},
    "среди": {"gen": "at"},
    "около": {"gen": "at"},
    "вблизи": {"gen": "at"},
    "перед": {"ins": "at"},
    "над": {"ins": "at"},
    "про": {"acc": "about"},
    "ради": {"gen": "at"},
    "помимо": {"gen": "at"},
    "кроме": {"gen": "at"},
    "вместо": {"gen": "at"},
    "благодаря": {"dat": "at"},
    "согласно": {"dat": "at"},
    "в адрес": {"gen": "to"},
    "в обход": {"gen": "at"},
    "в нарушение": {"gen": "at"},
    "вопреки": {"dat": "at"},
    "несмотря на": {"acc": "at"},
    "after": {"gen": "at", "dat": "at"},
    "в обмен на": {"acc": "at"},
    "на борту": {"gen": "aboard"},
    "на борт": {"gen": "aboard"},
    "в пользу": {"gen": "to"},
    "со стороны": {"gen": "by"},
    "в отношении": {"gen": "about"},
    "в рамках": {"gen": "at"},
    "в ходе": {"gen": "at"},
    "со ссылкой на": {"acc": "at"},
    "ссылаясь на": {"acc": "at"},
    "в порт": {"gen": "to"},
    "из порта": {"gen": "from"},
    "в районе": {"gen": "at"},
}
_FUNCTIONS = {"nom": "subject", "acc": "object", "gen": "of", "dat": "to", "ins": "by"}
_LONG_PREPOSITION = re.compile(
    "(?:" + "|".join(sorted((p for p in _PREPOSITIONS if " " in p), key=len, reverse=True)) + r")(?!\w)"
)
_PAST = re.compile(r"[а-яё]{2,}(?:[аеёияуыо])л(?:[аои])?(?:сь|ся)?$")
_PRESENT = re.compile(r"[а-яё]{2,}(?:[аяуе]ет|[аяуе]ют|[аяуе]ёт|ится|ятся|ется|ются|атся|ают)(?:ся)?$")
_INFINITIVE = re.compile(r"[а-яё]{2,}(?:[аяуыоз]ть|[иерн][тд]ить|лить|вить|сить|жить|чить|дить|ться|тись|ести|езти)$")
_PLURAL = re.compile(r"[а-яё]{2,}(?:[бвгджзклмнпрстхшщ]ут)(?:ся)?$")
_SHORT = re.compile(r"[а-яё]{3,}(?:ен|ены|ена|ено|ан|аны|ана|ано|ят|ято|ята|яты)$")
_MAY_HAVE = re.compile(r"(?<!\w)(?:мог|могла|могло|могли|может|могут)\s+(?:уже\s+)?быть\s$")  # a guess, and no wish
_SMALL = re.compile(
    r"(?<!\w)(?:росси[яиюей]{1,2}|москв[аыеуой]{1,2}|рф)(?!\w)"
)  # some outlets write them small on purpose
_SUBORDINATE = 140  # letters of a clause between a subject and its verb
_FIELDS = 3  # phrases between a post and a name
_SOME = ("-либо", "-нибудь", "-то")
_OF_POST = re.compile(
    r"\s?(?:по|в|во|при|на|для|с|со|к|за|над|об?|от|из)?\s?"
)  # what may stand between a post and its field
_NUMBER = re.compile(r"\d[\d\s,.]*")
_QUOTED_NAME = re.compile(r"\"[А-ЯЁA-Z0-9][^\"\n]{1,40}\"")
_NAMED = frozenset({"role", "goods", "body"})
_LATIN = re.compile(r"[A-Z][\w.-]*")
_CAPITAL = re.compile(r"[А-ЯЁ][\w’'-]*")


def expand(spelling: str) -> str:
    """A spelling of ``ru.yaml`` as a pattern: ``*`` an ending of a noun, ``~`` of a verb; lower case either case."""
    out = []
    for part in re.split(r"([*~ ])", spelling):
        if part == "*":
            out.append("[а-яё]{0,4}")
        elif part == "~":
            out.append(_VERB_END)
        elif part == " ":
            out.append(r",?\s+")
        else:
            out.append(_either_case(part.replace("ё", "е").replace("Ё", "Е").replace("«", '"').replace("»", '"')))
    return "".join(out)


def _either_case(part: str) -> str:
    escaped = re.escape(part)
    if part[:1].islower() and part[:1].isalpha():
        return f"[{part[0]}{part[0].upper()}]{re.escape(part[1:])}"
    return escaped


def plain(view: str) -> str:
    """The text with е for ё, every offset as before: reports write either."""
    return _SMALL.sub(
        lambda hit: hit[0].upper() if len(hit[0]) == 2 else hit[0].capitalize(),
        view.replace("ё", "е").replace("Ё", "Е"),
    )


@cache
def lexicon() -> Lexicon:
    """The Russian lexicon, compiled once a process."""
    return load("ru", expand, start=r"(?<![\w-])", ending=r"(?![\w-])")


@dataclass(slots=True)
class Atom:
    """One word or set phrase with what it can be."""

    start: int
    end: int
    text: str
    kind: str
    cases: frozenset[str]
    key: str = ""
    name: str | None = None
    country: str | None = None
    reflexive: bool = False


def read_line(view: str, start: int, end: int, paragraph: int) -> Line:
    """The phrases and predicates of ``view[start:end]``; ``view`` has plain quotation marks."""
    view = plain(view)
    line = Line(start, end, paragraph)
    atoms = list(_atoms(view, start, end))
    line.phrases = _together(view, _phrases(view, atoms))
    line.predicates = list(_predicates(view, atoms, line))
    return line


# -- words -------------------------------------------------------------------------------------


def _atoms(view: str, start: int, end: int) -> Iterator[Atom]:
    mentions = {start + m.start: m for m in places.scan(view[start:end])}
    at = start
    before: Atom | None = None
    while hit := _WORD.search(view, at, end):
        named = _QUOTED_NAME.match(view, hit.start(), end) if before is not None and before.kind in _NAMED else None
        if named:
            yield Atom(named.start(), named.start() + 1, '"', "mark", frozenset())
            yield _in_quotation(view, named)
            at = named.end() - 1
            before = None
            continue
        atom = before = _atom(view, hit, mentions, start, end)
        yield atom
        at = max(atom.end, hit.start() + 1)


def _in_quotation(view: str, named: re.Match[str]) -> Atom:
    """The name that stands in quotation marks behind "company" or "tanker", whatever its words mean elsewhere."""
    words = lexicon()
    at, end = named.start() + 1, named.end() - 1
    known = words.names.match(view, named.start()) or words.names.match(view, at)
    if known is not None and known[0] in words.media:
        entry = words.named[int(known[0])]
        return Atom(at, end, view[at:end], "medium", declension.ALL, entry.kind, entry.name, entry.country)
    if made := words.makes.match(view, at):
        return Atom(at, end, view[at:end], "make", declension.ALL, made[0])
    return Atom(at, end, view[at:end], "name", declension.ALL)


def _atom(view: str, hit: re.Match[str], mentions: dict[int, places.Mention], start: int, end: int) -> Atom:
    words = lexicon()
    at, text = hit.start(), hit[0]
    if (make := words.makes.match(view, at)) and make[1] <= end:
        return Atom(at, make[1], view[at : make[1]], "make", declension.ALL, make[0])
    if not text[0].isalnum():
        return Atom(at, at + 1, text[0], "mark", frozenset())
    return _named(view, at, mentions, start, end) or _listed(view, at, end) or _open(view, hit, start)


def _named(view: str, at: int, mentions: dict[int, places.Mention], start: int, end: int) -> Atom | None:
    words = lexicon()
    if found := words.names.match(view, at):
        key, last, spelling = found
        entry = words.named[int(key)]
        text = view[at:last]
        kind = "medium" if key in words.media else "person" if key in words.people else "body"
        cases = _name_cases(text, spelling, female=entry.kind == "f")
        return Atom(at, last, text, kind, cases, entry.kind, entry.name, entry.country)
    mention = mentions.get(at)
    if mention is None or start + mention.end > end:
        return None
    text = view[at : start + mention.end]
    country = mention.match.place.code if mention.match.place else None
    adjective = declension.of_adjective(text) if text[0].islower() or mention.match.how == "demonym" else frozenset()
    if adjective:
        return Atom(at, at + len(text), text, "adjective", adjective, "place", None, country)
    return Atom(at, at + len(text), text, "place", declension.of_place(text), mention.match.how, None, country)


def _name_cases(text: str, spelling: str, *, female: bool) -> frozenset[str]:
    """All words of a listed name agree: what the endings behind their stems allow, taken together."""
    found = declension.ALL
    bare = plain(spelling).replace("«", "").replace("»", "").replace('"', "")
    pairs = list(zip(text.replace('"', "").split(), bare.split(), strict=False))
    for written, stem in reversed(pairs):  # of a Korean name only the last word is declined
        if stem.endswith("*") and not (written.isupper() and written == stem[:-1]):
            cases = declension.of_listed(written, stem[:-1], female=female)
            found = found & cases or found
    return found


def _listed(view: str, at: int, end: int) -> Atom | None:
    """A word that the lexicon knows: preposition, function word, verb of speech or act, noun."""
    words = lexicon()
    if (hit := _LONG_PREPOSITION.match(view.lower() if view[at].isupper() else view, at)) and hit.end() <= end:
        return Atom(at, hit.end(), hit[0], "preposition", frozenset(), hit[0])
    if (found := words.lists["according"].match(view, at)) and found[1] <= end:
        return Atom(at, found[1], view[at : found[1]], "preposition", frozenset(), "after")
    if (found := words.cues.match(view, at)) and " " in found[2] and found[1] <= end:
        return Atom(at, found[1], view[at : found[1]], "cue", frozenset(), found[0])
    for kind, table in (("deed", words.deeds), ("passive", words.passives), ("deednoun", words.nouns)):
        if (found := table.match(view, at)) and found[1] <= end:
            return _deed_atom(view, at, found, kind)
    if (
        (found := words.cues.match(view, at))
        and found[1] <= end
        and not view[at : found[1]].endswith(("лась", "лся", "лись"))
    ):
        return Atom(at, found[1], view[at : found[1]], "cue", frozenset(), found[0])
    return _noun(view, at, end)


def _deed_atom(view: str, at: int, found: tuple[str, int, str], kind: str) -> Atom:
    key, last, spelling = found
    text = view[at:last].lower()
    cases: frozenset[str] = frozenset()
    if kind == "deednoun":
        cases = _act_cases(text, spelling)
    elif kind == "passive":
        cases = declension.of_adjective(text)
    elif text.endswith(("ий", "его", "ему", "им", "ая", "ей", "ую", "ие", "их", "ими")) and re.search("вш|ющ|ущ", text):
        kind, cases = "active", declension.of_adjective(text)
    return Atom(at, last, view[at:last], kind, cases, key, reflexive=text.endswith(("ся", "сь")))


def _act_cases(text: str, spelling: str) -> frozenset[str]:
    """Of a noun of an act: those in -ние and -тие are neuter, those in -ка, -ча, -жа feminine."""
    if "*" not in spelling:
        return declension.of_unknown(text)
    stem = spelling.rstrip("*").lower()
    gender = "n" if stem.endswith(("ни", "ти")) else "f" if stem[-1] in "кчж" or text[-1] in "аиуе" else "m"
    return declension.of_noun(text, stem, gender)


def _noun(view: str, at: int, end: int) -> Atom | None:
    words = lexicon()
    found = words.classes.match(view, at)
    role = words.roles.match(view, at)
    if found and found[1] <= end and (role is None or found[1] > role[1]):
        text = view[at : found[1]].lower()
        stem = found[2].rstrip("*").split()[-1].lower()
        last = text.split()[-1]
        cases = declension.of_unknown(last)
        return Atom(at, found[1], view[at : found[1]], "goods", cases, found[0], stem)
    if role and role[1] <= end:
        kind, gender = role[0].split()
        text = view[at : role[1]].lower()
        base = role[2].rstrip("*").lower().replace("ё", "е") if role[2].endswith("*") else None
        short = view[at : role[1]].isupper()  # СМИ has one form for all cases
        cases = declension.ALL if short else declension.of_noun(text, base, gender)
        return Atom(at, role[1], view[at : role[1]], "role", cases, kind)
    return None


def _open(view: str, hit: re.Match[str], start: int) -> Atom:
    """A word nobody lists: told by its shape."""
    text = hit[0].rstrip(".-’'") or hit[0]
    at, end, low = hit.start(), hit.start() + len(text), text.lower()
    words = lexicon().words
    if low in _PREPOSITIONS:
        return Atom(at, end, text, "preposition", frozenset(), low)
    if low == "ли" and text[0].islower():
        return Atom(at, end, text, "conjunction", frozenset(), low)
    if low in words["conjunctions"] or low in words["negations"]:
        return Atom(at, end, text, "negation" if low in words["negations"] else "conjunction", frozenset(), low)
    if low in words["pronouns"]:
        return Atom(at, end, text, "pronoun", _PRONOUNS.get(low, declension.ALL), low)
    if low.endswith(_SOME):
        return Atom(at, end, text, "adjective", declension.ALL)
    if low in words["adverbs"]:
        return Atom(at, end, text, "adverb", frozenset(), low)
    if low in words["quantifiers"] or _NUMBER.match(text):
        return Atom(at, end, text, "number", declension.ALL)
    if low in lexicon().numbers or (view[end : end + 1] == "." and f"{low}." in lexicon().numbers):
        end += low not in lexicon().numbers
        return Atom(at, end, view[at:end], "number", declension.ALL)
    if _LATIN.match(text):
        return Atom(at, end, text, "latin", declension.ALL)
    first = not view[start:at].strip(' "«-')
    if _CAPITAL.match(text) and (not first or not (_known_shape(low) or declension.of_adjective(low))):
        return Atom(at, end, text, "name", declension.of_name(text))
    if low not in words["not_verbs"] and _known_shape(low):
        return Atom(at, end, text, "verb", frozenset(), reflexive=low.endswith(("ся", "сь")))
    adjective = declension.of_adjective(low)
    if adjective:
        return Atom(at, end, text, "adjective", adjective)
    return Atom(at, end, text, "noun", declension.of_unknown(low))


_PRONOUNS = {
    "он": frozenset({"nom"}),
    "она": frozenset({"nom"}),
    "они": frozenset({"nom"}),
    "ему": frozenset({"dat"}),
    "ей": frozenset({"dat"}),
    "им": frozenset({"dat", "ins"}),
    "его": frozenset({"gen", "acc"}),
    "её": frozenset({"gen", "acc"}),
    "ее": frozenset({"gen", "acc"}),
    "их": frozenset({"gen", "acc"}),
}


def _known_shape(low: str) -> bool:
    """Whether a word ends like a finite verb, an infinitive or a short participle."""
    return low not in lexicon().words["not_verbs"] and bool(
        (len(low) > 3 and (_PAST.match(low) or _PRESENT.match(low) or _INFINITIVE.match(low)))
        or (len(low) > 6 and _SHORT.match(low))
        or (len(low) > 4 and _PLURAL.match(low))
        or low in lexicon().words["verbs"]
    )


# -- phrases -----------------------------------------------------------------------------------

_NOMINAL = frozenset(
    {"place", "person", "body", "medium", "role", "goods", "deednoun", "name", "noun", "latin", "make", "pronoun"}
)
_HEADS = _NOMINAL - {"noun"}


@dataclass(slots=True)
class _Open:
    """A phrase being gathered: its atoms, cases left, and the preposition before it."""

    atoms: list[Atom]
    cases: frozenset[str]
    preposition: str
    head: Atom | None = None


def _phrases(view: str, atoms: list[Atom]) -> list[Phrase]:
    out: list[Phrase] = []
    opened: _Open | None = None
    preposition = ""
    for i, atom in enumerate(atoms):
        if atom.kind in _NOMINAL or (
            atom.kind in ("adjective", "number", "passive", "active") and _before_noun(atoms, i)
        ):
            if opened is not None and _joins(opened, atom, atoms, i):
                _add(opened, atom)
                continue
            if opened is not None:
                out.append(_close(view, opened))
            about = atom.kind == "number" and preposition in lexicon().words["approximations"]
            opened = _Open([], declension.ALL, "" if about else preposition)
            preposition = ""
            _add(opened, atom)
            continue
        if atom.text == '"' and _quoted_name(view, atoms, i, opened):
            continue
        if atom.kind == "adverb" and opened is not None and opened.head is None:
            continue
        if opened is not None:
            out.append(_close(view, opened))
            opened = None
        preposition = (
            atom.key if atom.kind == "preposition" else preposition if atom.kind == "adverb" or atom.text == '"' else ""
        )
    if opened is not None:
        out.append(_close(view, opened))
    return out


def _together(view: str, phrases: list[Phrase]) -> list[Phrase]:
    """Of "в Корею и Японию" the second, which has no preposition, has the function of the first."""
    out = list(phrases)
    for i in range(1, len(out)):
        one, nxt = out[i - 1], out[i]
        alike = (one.party and nxt.party) or (one.goods and nxt.goods)
        joined = AND.fullmatch(view, one.end, nxt.start) or (
            "subject" not in nxt.functions and COMMA.fullmatch(view, one.end, nxt.start)
        )
        if alike and joined and not one.functions & nxt.functions:
            out[i] = replace(nxt, functions=one.functions)
    return _with_posts(view, out)


def _with_posts(view: str, phrases: list[Phrase]) -> list[Phrase]:
    """Of "координатор Совета по связям Джон Кирби" one phrase: a post, its field, and who holds it."""
    out: list[Phrase] = []
    for phrase in phrases:
        held = [p for p in out[-_FIELDS:] if p.role == "person" and p.kind == "role"]
        if held and phrase.kind in ("person", "name") and _holds(view, out[out.index(held[-1]) :], phrase):
            post, *fields = out[out.index(held[-1]) :]
            del out[out.index(post) :]
            name = phrase.person or declension.nominative(
                view[phrase.start : phrase.end], oblique="subject" not in phrase.functions
            )
            inner = (*post.inner, *(q for p in fields for q in (p, *p.inner) if q.party))
            functions = post.functions & phrase.functions
            phrase = replace(
                post, end=phrase.end, kind="person", person=name, name=name, inner=inner, functions=functions
            )
        out.append(phrase)
    return out


def _holds(view: str, run: list[Phrase], who: Phrase) -> bool:
    """Whether only the field of a post stands between it and a name that agrees with it."""
    fields = run[1:]
    if not fields or not run[0].functions & who.functions or not view[who.start].isupper():
        return False
    ends = [p.end for p in run]
    starts = [*(p.start for p in fields), who.start]
    gaps = all(_OF_POST.fullmatch(view, a, b) for a, b in zip(ends, starts, strict=True))
    return gaps and all("subject" not in p.functions or p.functions & {"by"} for p in fields)


def _quoted_name(view: str, atoms: list[Atom], i: int, opened: _Open | None) -> bool:
    """Whether the mark opens or closes a short name in quotation marks inside a phrase."""
    if opened is None or opened.head is None:
        return False
    nearby = view.find('"', atoms[i].end, atoms[i].end + 40)
    return (nearby > 0 and view[atoms[i].end : atoms[i].end + 1].strip() != "") or view.rfind(
        '"', atoms[i].start - 40, atoms[i].start
    ) > 0


def _before_noun(atoms: list[Atom], i: int) -> bool:
    """Whether an adjective, number or participle is followed by a noun at once."""
    for nxt in atoms[i + 1 : i + 5]:
        if nxt.kind in _NOMINAL:
            if atoms[i].kind in ("passive", "active"):
                return bool(atoms[i].cases & nxt.cases) and nxt is atoms[i + 1]
            return True
        if nxt.kind not in ("adjective", "number", "passive", "active", "adverb") and nxt.text not in ('"', "-"):
            return False
    return False


def _joins(opened: _Open, atom: Atom, atoms: list[Atom], i: int) -> bool:
    """Whether the atom belongs to the phrase: agrees with it, hangs on it in the genitive, or names it."""
    head = opened.head
    if atom.kind == "pronoun":
        return False
    if head is None:
        return (
            bool(opened.cases & atom.cases)
            or atom.kind in ("latin", "make", "number")
            or all(a.kind == "number" for a in opened.atoms)
        )
    last = opened.atoms[-1]
    if atom.kind == "make":
        return head.kind in ("goods", "noun", "deednoun", "make")
    if (
        atoms[i - 1].text == '"'
        and atom.kind in ("medium", "name", "latin", "body")
        and head.kind in ("role", "goods", "body", "noun")
    ):
        return True
    if atom.kind == "latin":
        return head.kind in ("role", "goods", "noun", "body", "latin", "name", "make", "medium")
    if atom.kind in ("name", "place") and last.text.lower().startswith(("порт", "город")):
        return True
    if atom.kind == "name":
        atom = _run_of_names(atoms, i)
        if last.kind in ("name", "person") or last.text.lower() in lexicon().words["small_names"]:
            return True
        return (head.kind in ("role", "body") and bool(opened.cases & atom.cases)) or (
            "gen" in atom.cases and head.kind in ("role", "noun", "deednoun") and not atom.cases & {"nom"}
        )
    if atom.kind == "noun" and atom.text.lower() in lexicon().words["small_names"] and last.kind == "name":
        return True
    if atom.kind in ("person",):
        return (head.kind in ("role", "person", "body") and bool(opened.cases & atom.cases)) or _hangs(head, atom)
    if atom.kind == "adjective":
        noun = next((a for a in atoms[i + 1 :] if a.kind in _NOMINAL), None)
        both = atom.cases & noun.cases if noun is not None else atom.cases
        return "gen" in both and _hangs(head, replace(atom, cases=frozenset({"gen"}))) and not _clear(both)
    if last.kind == "adjective" and atom.kind in _NOMINAL and "gen" in last.cases & atom.cases:
        return True
    return atom.kind != "number" and _hangs(head, atom)


def _run_of_names(atoms: list[Atom], i: int) -> Atom:
    """The name with the cases of its whole run: of "Шин Вон Сика" only the last word is declined."""
    last = i
    while last + 1 < len(atoms) and atoms[last + 1].kind == "name":
        last += 1
    return replace(atoms[i], cases=atoms[last].cases if last > i and "nom" in atoms[i].cases else atoms[i].cases)


def _clear(cases: frozenset[str]) -> bool:
    return "gen" not in cases


def _hangs(head: Atom, atom: Atom) -> bool:
    """Whether the atom can be a genitive below the head."""
    if head.kind in ("pronoun", "name", "person", "latin", "place") and atom.kind != "role":
        return False
    if head.kind == "place" or head.text.lower() in lexicon().words["times"]:
        return False
    if atom.kind in ("place", "body", "medium") and atom.cases == declension.ALL:
        return head.kind in ("role", "body", "deednoun", "noun", "goods", "medium")
    return "gen" in atom.cases and not (atom.kind == "goods" and "nom" in atom.cases and head.kind == "role")


def _add(opened: _Open, atom: Atom) -> None:
    agreeing = opened.head is None or (atom.kind in ("name", "person") and opened.head.kind in ("role", "body"))
    if opened.head is None and atom.kind in _NOMINAL:
        opened.head = atom
    if agreeing and opened.cases & atom.cases:
        opened.cases = opened.cases & atom.cases
    opened.atoms.append(atom)


def _close(view: str, opened: _Open) -> Phrase:
    atoms = opened.atoms
    head = opened.head or atoms[-1]
    after = atoms[atoms.index(head) :]
    inner = tuple(_inner(view, atom) for atom in after[1:] if atom.kind in _HEADS)
    functions = _functions(opened)
    person = _person(view, atoms, head, oblique="subject" not in functions)
    name = person or next((a.name for a in (head, *after) if a.kind in ("medium", "body", "person") and a.name), None)
    country = _country(atoms, head)
    goods = head if head.kind in ("goods", "make") else None
    if goods is None and head.kind == "noun":
        goods = next((a for a in after if a.kind in ("goods", "make")), None)
    return Phrase(
        start=atoms[0].start,
        end=_end(view, atoms),
        functions=functions,
        kind="person"
        if person
        else "state"
        if head.kind == "place"
        else "name"
        if head.kind == "latin" and not goods
        else head.kind
        if head.kind in ("medium", "body", "role", "name", "pronoun")
        else "goods"
        if goods
        else "deed"
        if head.kind == "deednoun"
        else "time"
        if head.text.lower() in lexicon().words["times"]
        else "other",
        name=name,
        country=country,
        goods=(goods.key if goods.kind == "goods" else "vehicles") if goods else None,
        deed=lexicon().raw.deeds[int(head.key)] if head.kind == "deednoun" else None,
        person=person,
        role="monitor" if head.key == "monitor" else next((a.key for a in atoms if a.kind == "role"), None),
        inner=inner,
        anaphor=bool(
            goods and view[goods.start : goods.end].lower() in lexicon().words["anaphors"] and len(after) == 1
        ),
        origin=next(
            (a.country for a in atoms if a.kind == "adjective" and a.country and a.start < (goods or head).start), None
        ),
    )


def _inner(view: str, atom: Atom) -> Phrase:
    kind = "state" if atom.kind == "place" else atom.kind if atom.kind not in ("make",) else "goods"
    functions = frozenset(_FUNCTIONS[c] for c in atom.cases if c in _FUNCTIONS)
    deed = lexicon().raw.deeds[int(atom.key)] if atom.kind == "deednoun" else None
    return Phrase(
        atom.start,
        atom.end,
        functions,
        "deed" if deed else kind,
        atom.name if kind != "goods" else None,
        atom.country,
        goods=(atom.key if atom.kind == "goods" else "vehicles") if atom.kind in ("goods", "make") else None,
        role=atom.key if atom.kind == "role" else None,
        deed=deed,
    )


def _end(view: str, atoms: list[Atom]) -> int:
    """Behind the last atom, and behind a quotation mark that it closes."""
    end = atoms[-1].end
    return end + 1 if view[end : end + 1] == '"' and '"' in view[atoms[0].start : end] else end


def _person(view: str, atoms: list[Atom], head: Atom, *, oblique: bool) -> str | None:
    """The person a phrase names, in the nominative as far as the endings tell."""
    known = next((a for a in atoms if a.kind == "person"), None)
    if known is not None:
        return known.name
    run = [a for a in atoms if a.kind == "name"]
    if not run or head.kind not in ("role", "name", "body"):
        return None
    if head.kind == "role" and head.key not in ("person", "anonymous"):
        return None
    text = view[run[0].start : run[-1].end]
    if len(text.split()) < 2 and head.kind != "role":
        return None
    return declension.nominative(text, oblique=oblique)


def _country(atoms: list[Atom], head: Atom) -> str | None:
    if head.country:
        return head.country
    own = [a.country for a in atoms if a.country and a.kind in ("place", "adjective")]
    if head.kind in ("goods", "deednoun", "make", "noun"):
        own = [a.country for a in atoms if a.country and a.kind == "place"]
    return own[0] if own else next((a.country for a in atoms if a.country), None)


def _functions(opened: _Open) -> frozenset[str]:
    if opened.preposition:
        table = _PREPOSITIONS[opened.preposition]
        found = {function for case, function in table.items() if case in opened.cases}
        return frozenset(found or table.values())
    found = {_FUNCTIONS[case] for case in opened.cases if case in _FUNCTIONS}
    if opened.atoms[0].kind == "number" and "of" in found:
        found |= {"subject", "object"}  # "two sailors", "several officials": the noun is in the genitive
    return frozenset(found)


# -- predicates --------------------------------------------------------------------------------

_FINITE = frozenset({"deed", "cue", "verb", "passive", "active"})


def _predicates(view: str, atoms: list[Atom], line: Line) -> Iterator[Predicate]:
    verbs = [i for i, atom in enumerate(atoms) if atom.kind in _FINITE and not _inside(line, atom)]
    for i in verbs:
        atom = atoms[i]
        if atom.kind not in ("deed", "cue", "passive", "active"):
            continue
        back, ahead = _clause(atoms, verbs, i, line)
        negated, unreal, planned = _mood(view, atoms, i, back)
        deeds = lexicon().raw.deeds
        yield Predicate(
            atom.start,
            atom.end,
            back,
            ahead,
            cue=lexicon().raw.cues[int(atom.key)] if atom.kind == "cue" else None,
            deed=deeds[int(atom.key)] if atom.kind != "cue" else None,
            passive=atom.kind == "passive"
            or (atom.kind == "deed" and atom.reflexive and deeds[int(atom.key)].frame != "meet"),
            negated=negated,
            unreal=unreal,
            planned=planned,
            holder=_holder(line, atoms, i, view),
            around=_shared(view, line, atom, back, ahead) or _resumed(line, atoms, i, back, ahead),
        )
    for atom in atoms:
        if atom.kind in ("passive", "active") and (held := _inside(line, atom)):
            deed = lexicon().raw.deeds[int(atom.key)]
            yield Predicate(
                atom.start, atom.end, held.start, held.end, deed=deed, passive=atom.kind == "passive", holder=held
            )


def _shared(view: str, line: Line, atom: Atom, back: int, ahead: int) -> tuple[Phrase, ...] | None:
    """An infinitive or gerund has the subject of the clause before it: "decided to send", "having handed over"."""
    if atom.kind != "deed" or not atom.text.lower().endswith(("ть", "в", "вши", "ти")):
        return None
    own = tuple(p for p in line.phrases if p.start >= back and p.end <= ahead)
    if any(p.party and p.functions == {"subject"} for p in own):
        return None
    above = [
        p
        for p in line.phrases
        if (p.party or p.goods == "vessels") and p.end <= atom.start and "subject" in p.functions and p not in own
    ]
    return (*own, replace(above[-1], functions=frozenset({"subject"}))) if above else None


def _resumed(line: Line, atoms: list[Atom], i: int, back: int, ahead: int) -> tuple[Phrase, ...] | None:
    """Of "танкер, который нарушил запрет, задержан": a verb behind a subordinate clause has the subject before it."""
    own = [p for p in line.phrases if p.start >= back and p.end <= ahead]
    led = any("subject" in p.functions and p.end <= atoms[i].start for p in own)
    if led or atoms[i].kind not in ("deed", "passive"):
        return None
    openers = lexicon().words["openers"]
    opening = [k for k in range(1, i) if atoms[k].text.lower() in openers and atoms[k].start < back]
    before = [k for k in opening if any(a.text == "," for a in atoms[max(k - 2, 0) : k])]
    if not before or not any(a.kind in _FINITE for a in atoms[before[-1] : i]):
        return None
    if atoms[i].start - atoms[before[-1]].start > _SUBORDINATE:
        return None
    above = [p for p in line.phrases if p.end <= atoms[before[-1]].start and "subject" in p.functions]
    above = [p for p in above if p.party or p.goods]
    if not above:
        return None
    chosen = next((p for p in above if not p.functions & {"of", "to", "object"}), above[0])
    return (*own, replace(chosen, functions=frozenset({"subject"})))


def _inside(line: Line, atom: Atom) -> Phrase | None:
    return next((p for p in line.phrases if p.start <= atom.start < p.end), None)


def _clause(atoms: list[Atom], verbs: list[int], i: int, line: Line) -> tuple[int, int]:
    """Where the clause of the verb at ``i`` begins and ends, by the verbs and marks around it."""
    before = [k for k in verbs if k < i and not _one_group(atoms, k, i)]
    after = [k for k in verbs if k > i and not _one_group(atoms, i, k)]
    back, ahead = line.start, line.end
    if before and atoms[i].kind == "cue" and i and atoms[i - 1].text in (",", "-", '"'):
        back = atoms[i - 1].end
    elif before:
        stops = [k for k in range(before[-1] + 1, i) if _stops(atoms[k])]
        back = atoms[stops[0]].end if stops else atoms[before[-1]].end
    hard = [k for k in range(i) if atoms[k].text in (";", ":") or atoms[k].text.lower() in ("что", "чтобы")]
    if hard:
        back = max(back, atoms[hard[-1]].end)
    if after:
        stops = [k for k in range(i + 1, after[0]) if _stops(atoms[k])]
        ahead = atoms[stops[-1]].start if stops else atoms[after[0]].start
    hard = [
        k
        for k in range(i + 1, len(atoms))
        if atoms[k].text == ";"
        or atoms[k].text.lower() in ("что", "чтобы")
        or (atoms[k].key == "" and atoms[k].text == "–")
    ]
    return back, min([ahead, *(atoms[k].start for k in hard[:1])])


def _stops(atom: Atom) -> bool:
    return atom.text in (",", ";", ":", "-", "–", "(", ")") or atom.text.lower() in (
        "и",
        "а",
        "но",
        "что",
        "как",
        "чтобы",
    )


def _one_group(atoms: list[Atom], left: int, right: int) -> bool:
    """Whether two verbs are one group: "был доставлен", "может поставить", "начала поставлять"."""
    between = atoms[left + 1 : right]
    return len(between) <= 2 and all(a.kind in ("adverb", "negation") or a.text in ("и", "быть") for a in between)


def _mood(view: str, atoms: list[Atom], i: int, back: int) -> tuple[bool, bool, bool]:
    """negated, unreal, planned: what the words before the verb in its clause make of it."""
    words = lexicon().lists
    low = view[back : atoms[i].start]
    negated = any(a.kind == "negation" for a in atoms[max(i - 2, 0) : i])
    unreal = words["wishes"].search(view, back, atoms[i].start) is not None and not _MAY_HAVE.search(low)
    near = low.split()[-5:]
    planned = words["plans"].search(view, back, atoms[i].start) is not None
    return negated, unreal and bool(near), planned


def _holder(line: Line, atoms: list[Atom], i: int, view: str) -> Phrase | None:
    """The noun that a participle after a comma or a relative clause describes."""
    relative = next(
        (k for k in range(i - 1, max(i - 12, -1), -1) if atoms[k].text.lower() in lexicon().words["relative"]), None
    )
    at = (
        atoms[relative].start
        if relative is not None
        else atoms[i].start
        if atoms[i].kind in ("passive", "active") and atoms[i].cases
        else None
    )
    if at is None or (relative is not None and any(a.kind in ("deed", "cue", "verb") for a in atoms[relative + 1 : i])):
        return None
    before = [p for p in line.phrases if p.end <= at]
    if not before or "," not in view[before[-1].end : at]:
        return None
    return before[-1]

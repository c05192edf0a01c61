"""Who says what in Russian: verbs of speech, "по данным", "об этом сообщил", quotations with a dash."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tidewaiter import places
from tidewaiter.model import SpeakerKind, Stance
from tidewaiter.reports.patterned.carrying import carry, together
from tidewaiter.reports.patterned.joining import beside
from tidewaiter.reports.patterned.lexicon import CueWords
from tidewaiter.reports.patterned.russian import lexicon, plain
from tidewaiter.reports.patterned.telling import Line, Phrase, Predicate, Range, Speech, trimmed

_KINDS: dict[str, SpeakerKind] = {
    "person": "named",
    "medium": "outlet",
    "state": "named",
    "body": "named",
    "name": "named",
}
_ROLE_KINDS: dict[str, SpeakerKind] = {"anonymous": "anonymous", "document": "document", "outlet": "outlet"}
_HEADLINE = re.compile(r"[^:.!?]{2,60}:\s")
_NEXT = 4  # characters between "со ссылкой на" and who is named
_TAIL = ' \t\n,.;:-–—"'


@dataclass(slots=True)
class Memory:
    """Who has spoken: for pronouns, surnames, and "the agency"."""

    persons: list[Speech] = field(default_factory=list)
    media: list[Phrase] = field(default_factory=list)
    bodies: list[Phrase] = field(default_factory=list)
    full: dict[str, str] = field(default_factory=dict)


def read(view: str, lines: Sequence[Line]) -> list[Speech]:
    """The statements of a text, in order."""
    memory = Memory()
    view = plain(view)
    out: list[Speech] = []
    for number, line in enumerate(lines):
        found = together(_line(view, lines, number, memory))
        for speech in found:
            speech.line = number
            carry(lines, speech, out)
        out += found
        _remember(view, line, found, memory)
    return out


def _line(view: str, lines: Sequence[Line], number: int, memory: Memory) -> list[Speech]:
    line = lines[number]
    found = _according(view, line, memory)
    for predicate in line.predicates:
        if predicate.cue is not None:
            speech = _spoken(view, lines, number, predicate, memory, found)
            if speech is not None:
                found += [speech, *_chorus(view, line, speech, memory)]
    if not found and line.title and (head := _HEADLINE.match(view, line.start, line.end)):
        speaker = next((p for p in line.phrases if p.party and p.start == line.start and p.end <= head.end()), None)
        if speaker is not None:
            found = [_speech(view, speaker, (head.end(), line.end), line, None, memory, rule="headline")]
    if not found:
        found = _floating(view, line, memory)
    return _without_carriers(view, line, found)


def _chorus(view: str, line: Line, speech: Speech, memory: Memory) -> list[Speech]:
    """Of "Москва и Пхеньян опровергли" a statement of the other too."""
    who = next((p for p in line.phrases if (p.start, p.end) == speech.source), None)
    others = beside(view, line, who) if who is not None and "subject" in who.functions else []
    return [
        replace(
            speech,
            speaker=_name(view, other, memory),
            source=(other.start, other.end),
            affiliation=_affiliation(view, other),
            country=other.country,
            kind=_KINDS.get(other.kind) or _ROLE_KINDS.get(other.role or "") or "role",
        )
        for other in others
    ]


# -- speakers ----------------------------------------------------------------------------------


def _speech(
    view: str,
    who: Phrase,
    content: Range,
    line: Line,
    predicate: Predicate | None,
    memory: Memory,
    *,
    rule: str,
    cue: CueWords | None = None,
) -> Speech:
    words = cue or (predicate.cue if predicate else None)
    stance: Stance = words.stance if words else "asserts"
    kind = _KINDS.get(who.kind) or _ROLE_KINDS.get(who.role or "") or "role"
    return Speech(
        speaker=_name(view, who, memory),
        source=(who.start, who.end),
        content=trimmed(view, *content, leading=_TAIL),
        evidence=[trimmed(view, line.start, line.end, leading=_TAIL)],
        stance=_of_content(view, stance, content),
        act=words.act if words else "says",
        cue=(predicate.start, predicate.end) if predicate else None,
        kind=kind,
        affiliation=_affiliation(view, who),
        country=who.country,
        rule=rule,
        person=bool(who.person) or who.kind == "name" or who.role in ("person", "anonymous"),
    )


def _name(view: str, who: Phrase, memory: Memory) -> str:
    text = view[who.start : who.end]
    text = text.strip('"') if text.count('"') != 2 or text[-1] != '"' or text[0] == '"' else text
    if who.person:
        return memory.full.get(who.person.split()[-1], who.person)
    if who.kind in ("medium", "body") and who.name:
        return who.name
    if who.kind == "name":
        from tidewaiter.reports.patterned.declension import nominative

        base = nominative(text, oblique="subject" not in who.functions)
        return memory.full.get(base.split()[-1], base)
    if who.role in ("outlet", "document") and who.name:
        return who.name
    if who.kind == "state" and who.country:
        return places.get(who.country).name
    if who.role == "outlet" and memory.media and len(text.split()) == 1:
        return memory.media[-1].name or text
    return text


def _affiliation(view: str, who: Phrase) -> str | None:
    """The body or State whose words these are."""
    inner = next(
        (q for q in who.inner if q.kind in ("body", "role") and q.role != "person" and q.start > who.start), None
    )
    if inner is not None and who.kind in ("person", "role"):
        last = next((q for q in who.inner if q.kind in ("state", "body") and q.start >= inner.end), None)
        return inner.name or view[inner.start : (last or inner).end]
    return None


def _subject(view: str, line: Line, predicate: Predicate) -> Phrase | None:
    """The subject of a verb of speech: after it where one stands there, else before it."""
    clause = [p for p in line.phrases if p.party and predicate.back <= p.start and p.end <= predicate.ahead]
    fitting = [p for p in clause if "subject" in p.functions and not _in_brackets(view, line, p)]
    after = [p for p in fitting if p.start >= predicate.end]
    before = [p for p in fitting if p.end <= predicate.start]
    sure = [p for p in before if not p.functions & {"of", "to"}]
    if sure:
        return sure[-1]
    firm = [p for p in after if "object" not in p.functions or p.kind in ("person", "role", "body")]
    persons = [p for p in firm if p.kind != "medium"]
    ordered = [p for p in persons if p.functions <= {"subject", "object"}] or before[-1:] or persons or firm or after
    return ordered[0] if ordered else None


def _in_brackets(view: str, line: Line, phrase: Phrase) -> bool:
    """Whether the words are in an editor's remark in brackets; an abbreviation alone there names who stands before."""
    if view[phrase.start - 1 : phrase.start] == "(" and view[phrase.end : phrase.end + 1] == ")":
        return False
    return view.count("(", line.start, phrase.start) > view.count(")", line.start, phrase.start)


def _within(view: str, line: Line, predicate: Predicate) -> Phrase | None:
    """Of "В Кремле заявили": the body in which nobody named speaks."""
    first = view[predicate.start : predicate.end].removeprefix("не ").split()[0].removesuffix("сь")
    if not first.endswith(("ли", "ют", "ят")):
        return None
    clause = [p for p in line.phrases if p.party and predicate.back <= p.start and p.end <= predicate.ahead]
    return next(
        (p for p in clause if p.kind in ("body", "role", "medium", "name", "state") and "at" in p.functions), None
    )


def _pronoun(view: str, line: Line, predicate: Predicate, memory: Memory) -> bool:
    return bool(re.search(r"(?<!\w)([Оо]н|[Оо]на)(?!\w)", view[predicate.back : predicate.ahead])) and bool(
        memory.persons
    )


# -- verbs of speech ---------------------------------------------------------------------------


def _spoken(
    view: str, lines: Sequence[Line], number: int, predicate: Predicate, memory: Memory, found: list[Speech]
) -> Speech | None:
    line = lines[number]
    cue = predicate.cue
    assert cue is not None
    text = view[predicate.start : predicate.end]
    if (predicate.negated and cue.stance == "asserts") or re.search(r",\s+что\s*$", view[line.start : predicate.start]):
        return None
    if text.endswith(("ся", "сь")) and any(s.rule == "according" for s in found):
        return None
    who = _subject(view, line, predicate) or _within(view, line, predicate)
    guess = False
    if who is None and view[predicate.start : predicate.end].endswith("ся"):
        who = _document(line, predicate)
    content = _content(view, line, predicate)
    evidence_before = None
    if content is None or _only_taken_up(view, *content):
        if _takes_up(view, predicate) and number:
            before = lines[number - 1]
            content, evidence_before = (before.start, before.end), (before.start, before.end)
        elif cue.object or cue.stance in ("denies", "neither"):
            content = (predicate.back, predicate.ahead)
        elif content is None:
            return None
    if who is None:
        if (_pronoun(view, line, predicate, memory) or _elided(view, line, predicate)) and memory.persons:
            return _again(view, memory.persons[-1], content, line, predicate)
        return None
    carrier = who if _carries(who) else None
    who = _cited(view, line, who) or who
    speech = _speech(view, who, content, line, predicate, memory, rule="verb")
    speech.guess = guess
    passed_on = carrier.name if carrier is not None and carrier is not who else None
    speech.via = passed_on or _via(view, line, predicate, who)
    speech.via = None if speech.via == speech.speaker else speech.via
    if evidence_before is not None:
        speech.evidence = [trimmed(view, *evidence_before, leading=_TAIL), *speech.evidence]
    if any(q[0] <= content[0] and content[1] <= q[1] + 1 for q in line.quoted):
        speech.form = "direct"
    return speech


def _cited(view: str, line: Line, who: Phrase) -> Phrase | None:
    """Whom a medium names as its source: "сообщило агентство со ссылкой на дипломата"."""
    if not _carries(who) or (cue := lexicon().lists["carried"].search(view, who.end, line.end)) is None:
        return None
    named = next((p for p in line.phrases if cue[2] <= p.start < cue[2] + _NEXT), None)
    if named is not None and named.role == "document":
        named = next((q for q in named.inner if q.kind in ("body", "state", "person")), named)
    return named if named is not None and named.party and not _carries(named) else None


def _carries(who: Phrase) -> bool:
    return who.kind == "medium" or who.role == "outlet"


def _again(view: str, last: Speech, content: Range, line: Line, predicate: Predicate) -> Speech:
    cue = predicate.cue
    assert cue is not None
    return Speech(
        last.speaker,
        (predicate.start, predicate.end),
        trimmed(view, *content, leading=_TAIL),
        [trimmed(view, line.start, line.end, leading=_TAIL)],
        cue.stance,
        cue.act,
        (predicate.start, predicate.end),
        last.kind,
        last.affiliation,
        last.country,
        rule="taken-up",
        guess=True,
    )


def _elided(view: str, line: Line, predicate: Predicate) -> bool:
    """ "«...», — добавил он" without the pronoun: a bare verb at the end after a quotation."""
    return bool(line.quoted) and not view[predicate.end : line.end].strip(_TAIL)


def _document(line: Line, predicate: Predicate) -> Phrase | None:
    """Of "говорится в заявлении МИД": the document, or the body that issued it."""
    return next(
        (p for p in line.phrases if p.start >= predicate.end and p.role in ("document", "outlet")), None
    ) or next(
        (
            p
            for p in line.phrases
            if p.party and p.start >= predicate.end and p.end <= predicate.ahead and p.functions & {"at"}
        ),
        None,
    )


def _content(view: str, line: Line, predicate: Predicate) -> Range | None:
    """What is said: after "что", in quotation marks, after a colon, or the clause before the verb."""
    after = view[predicate.end : line.end]
    that = re.search(r",?\s(?:что|о том, что|чтобы)\s", after)
    if that and not re.search(r"[.;]", after[: that.start()]):
        return predicate.end + that.end(), line.end
    front = view[line.start : predicate.start].strip().lower()
    if front in ("как", "") and "," in after and line.quoted[:1] != [(line.start, line.end)]:
        return predicate.end + after.index(",") + 1, line.end
    if predicate.cue is not None and predicate.cue.act in ("asks", "warns", "promises") and after.strip(_TAIL):
        return predicate.end, predicate.ahead if predicate.ahead > predicate.end + 8 else line.end
    quoted = [
        q
        for q in line.quoted
        if q[1] - q[0] > 24 or (view[q[1] : q[1] + 4].strip()[:1] in ("-", ",") and " " in view[q[0] : q[1]])
    ]
    outside = [q for q in quoted if not q[0] <= predicate.start < q[1]]
    if outside and (
        colon_or_dash := [q for q in outside if q[0] < predicate.start or ":" in view[predicate.end : q[0]]]
    ):
        return colon_or_dash[0]
    colon = after.find(":")
    if 0 <= colon < 90:
        return predicate.end + colon + 1, line.end
    head = view[line.start : predicate.back].strip(_TAIL)
    if head and len(head.split()) > 2 and not head.lower().startswith("если "):
        return line.start, predicate.back
    if outside:
        return outside[0]
    if re.match(r"\s*(?:О|о|Об|об)\s(?!этом)", view[predicate.back : predicate.start]):
        return predicate.back, predicate.start
    about = re.search(r"\s(?:о|об|обо)\s", after)
    if about:
        return predicate.end + about.start(), predicate.ahead
    return None


def _only_taken_up(view: str, start: int, end: int) -> bool:
    return len(view[start:end].split()) < 2


def _takes_up(view: str, predicate: Predicate) -> bool:
    return lexicon().lists["taken_up"].search(view, predicate.back, predicate.ahead) is not None


def _via(view: str, line: Line, predicate: Predicate, who: Phrase) -> str | None:
    """The medium that carried the words: addressed, cited, or telling in the same sentence."""
    media = [
        p for p in line.phrases if p.kind == "medium" and p is not who and p.name and not who.start <= p.start < who.end
    ]
    return (
        media[0].name if media and who.kind != "medium" else next((p.name for p in media if "at" in p.functions), None)
    )


# -- without a verb ----------------------------------------------------------------------------


def _according(view: str, line: Line, memory: Memory) -> list[Speech]:
    words = lexicon()
    found = words.lists["according"].search(view, line.start, line.end)
    if found is None:
        return []
    _, start, end = found
    if view[start:end].split()[-2:-1] in (["его"], ["ее"], ["их"]):
        return _pronominal(view, line, (start, end), memory)
    who = next((p for p in line.phrases if end <= p.end and p.start - end < 12), None)
    who = _of_nobody(view, who, memory) if who is not None else None
    if who is not None and not who.party:
        who = _from_inner(who, end) or who
    if who is None:
        return []
    if who.role == "document" and (
        issuer := next((q for q in who.inner if q.kind in ("body", "state", "person")), None)
    ):
        who = issuer
    rest = (who.end, line.end) if start - line.start < 4 else (line.start, start)
    if not view[rest[0] : rest[1]].strip(_TAIL):
        return []
    opinion = view[start:end].lower().strip() in words.words["opinions"]
    speech = _speech(view, who, rest, line, None, memory, rule="according")
    speech.cue = (start, end)
    if opinion:
        speech.stance, speech.act = ("believes" if speech.stance == "asserts" else speech.stance), "believes"
    media = [p for p in line.phrases if p.kind == "medium" and p.start != who.start]
    speech.via = media[0].name if media and media[0].name != speech.speaker else None
    return [speech]


def _of_nobody(view: str, who: Phrase, memory: Memory) -> Phrase:
    """Of "как говорится в сообщении" the medium that was named last: a report without an owner is its."""
    bare = len(view[who.start : who.end].split()) == 1 and not who.inner
    if who.role == "document" and bare and memory.media:
        last = memory.media[-1]
        return replace(who, kind="medium", name=last.name, country=last.country, role=None)
    return who


def _pronominal(view: str, line: Line, cue: Range, memory: Memory) -> list[Speech]:
    """ "По его словам": whoever spoke last."""
    if not memory.persons:
        return []
    last = memory.persons[-1]
    rest = (cue[1], line.end) if cue[0] - line.start < 4 else (line.start, cue[0])
    stance = _of_content(view, "asserts", rest)
    evidence = [trimmed(view, line.start, line.end, leading=_TAIL)]
    return [
        Speech(
            last.speaker,
            cue,
            trimmed(view, *rest, leading=_TAIL),
            evidence,
            stance,
            "says",
            cue,
            last.kind,
            last.affiliation,
            last.country,
            last.via,
            rule="according",
            guess=True,
            person=True,
        )
    ]


def _from_inner(who: Phrase, end: int) -> Phrase | None:
    """Of "данным южнокорейской разведки" the part after "данным"."""
    inner = next(
        (q for q in who.inner if q.start >= end and q.kind in ("role", "body", "person", "state", "medium", "name")),
        None,
    )
    if inner is None:
        return None
    kind = "person" if who.person else inner.kind
    name = (inner.name or who.name) if kind in ("medium", "body", "person") or inner.role == "outlet" else None
    return replace(who, start=max(end + 1, who.start), kind=kind, role=inner.role, name=name)


def _floating(view: str, line: Line, memory: Memory) -> list[Speech]:
    """A sentence in quotation marks alone belongs to who spoke last."""
    if not line.quoted or not memory.persons:
        return []
    first, last = line.quoted[0]
    inside = sum(b - a for a, b in line.quoted)
    if inside < 0.8 * (line.end - line.start):
        return []
    speaker = memory.persons[-1]
    return [
        Speech(
            speaker.speaker,
            (first, last),
            (first, last),
            [(line.start, line.end)],
            "asserts",
            "says",
            None,
            speaker.kind,
            speaker.affiliation,
            speaker.country,
            speaker.via,
            "direct",
            "floating",
            guess=True,
        )
    ]


def _without_carriers(view: str, line: Line, found: list[Speech]) -> list[Speech]:
    """A medium that only passes on what somebody else in the sentence says is the ``via`` of the latter."""
    speakers = [s for s in found if s.kind != "outlet"]
    carriers = [s for s in found if s.kind == "outlet"]
    if not speakers or not carriers:
        return _apart(found)
    for speech in speakers:
        speech.via = speech.via or carriers[0].speaker
    return _apart(speakers)


def _apart(found: list[Speech]) -> list[Speech]:
    out: list[Speech] = []
    for speech in found:
        if all(
            speech.speaker != other.speaker or speech.stance != other.stance or speech.content != other.content
            for other in out
        ):
            out.append(speech)
    return out


# -- how sure ----------------------------------------------------------------------------------


def _of_content(view: str, stance: Stance, content: Range) -> Stance:
    if stance not in ("asserts", "alleges"):
        return stance
    lists = lexicon().lists
    if lists["denials"].search(view, *content):
        return "denies"
    hedge = lexicon().hedges.search(view, *content)
    if hedge and hedge[0] == "believed" and hedge[1] - content[0] < 60 and stance == "asserts":
        return "believes"
    if view[content[0] : content[1]].strip().lower().startswith("если "):
        return "believes"
    return stance


def _remember(view: str, line: Line, found: list[Speech], memory: Memory) -> None:
    memory.persons += [s for s in found if s.person and not s.guess]
    for phrase in line.phrases:
        if (phrase.kind == "medium" or phrase.role == "outlet") and phrase.name:
            memory.media.append(phrase)
        if phrase.person and " " in phrase.person:
            name = phrase.person
            memory.full.setdefault(name.split()[-1], name)
            if len(name.split()) == 3 and all(len(word) < 6 for word in name.split()):
                memory.full.setdefault(name.split()[0], name)  # the surname of a Korean stands first

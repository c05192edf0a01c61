"""Who says what in Korean: "~다고 밝혔다", "~에 따르면", quotations followed by 고 or 라며, broadcast scripts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tidewaiter.model import SpeakerKind, Stance
from tidewaiter.reports.patterned.carrying import carry, together
from tidewaiter.reports.patterned.joining import beside
from tidewaiter.reports.patterned.korean import lexicon
from tidewaiter.reports.patterned.telling import Line, Phrase, Predicate, Range, Speech, trimmed

_KINDS: dict[str, SpeakerKind] = {
    "person": "named",
    "medium": "outlet",
    "state": "named",
    "body": "named",
    "name": "named",
}
_ROLE_KINDS: dict[str, SpeakerKind] = {"anonymous": "anonymous", "document": "document", "outlet": "outlet"}
_QUOTE_END = re.compile(
    r"(?:[가-힣]*[다라냐자요][\"']?(?:이라)?고(?:는|도|까지)?|[\"']이?라?(?:고|며|면서|고는)|[다라]며|[다라]면서|"
    r"[다라]는 (?:입장|뜻|취지|의견|견해)\S*|것으로|바 있다고|는지)(?=[\s,]|$)"
)
_SCRIPT = re.compile(
    r"▶?\s*(?:인터뷰|녹취|현장음|SYNC|전화인터뷰)\s*[:：]?\s*(?P<name>[^/\[\]()\-]{2,20}?)\s*[/(]\s*(?P<title>[^-)\]:]{2,40}?)\s*[-)\]:]\s*"
)
_BRACKET = re.compile(r"\[(?P<name>[가-힣 ]{2,16}?)/(?P<title>[^:\]]{2,40}?)(?:\s*[:：]\s*)")
_AND = re.compile(r"(?:와|과|,|·)\s*")
_CITING = 12  # characters behind a source within which "인용해" stands
_TAIL = " \t\n,.;:-–—\"'▶"
_UNSURE = re.compile(
    r"사실이라면|것으로 보인다|것으로 보입니다|것 같다|수도 있다|가능성이 (?:있|크|높)|추정된다|추정됩니다"
)


@dataclass(slots=True)
class Memory:
    """Who has been named: "김 부부장" after 김여정 부부장, "통신은" after a news agency, "그는"."""

    said: list[Speech] = field(default_factory=list)
    media: list[Phrase] = field(default_factory=list)
    titled: dict[tuple[str, str], Phrase] = field(default_factory=dict)
    full: dict[str, Phrase] = field(default_factory=dict)


def read(view: str, lines: Sequence[Line]) -> list[Speech]:
    """The statements of a text, in order."""
    memory = Memory()
    out: list[Speech] = []
    for number, line in enumerate(lines):
        _remember(view, line, memory)
        found = _script(view, line, memory) or [*_according(view, line, memory), *_spoken(view, line, memory)]
        found = together(_one_voice(found))
        for speech in found:
            speech.line = number
            carry(lines, speech, out)
        memory.said += [s for s in found if s.kind != "document"]
        out += found
    return out


# -- speakers ----------------------------------------------------------------------------------


def _remember(view: str, line: Line, memory: Memory) -> None:
    for phrase in line.phrases:
        if phrase.kind == "medium" and phrase.name:
            memory.media.append(phrase)
        if phrase.person:
            words = view[phrase.start : phrase.end].split()
            title = words[-1]
            if len(words) > 1 and len(words[0]) > 1:
                if " " in phrase.person:
                    memory.full.setdefault(phrase.person.split()[-1], phrase)
                memory.titled.setdefault((words[0][0], title), phrase)


def _resolve(view: str, who: Phrase, memory: Memory) -> tuple[str, SpeakerKind, str | None, str | None]:
    """Name, kind, affiliation and country of a speaker."""
    text = view[who.start : who.end].replace("'", "").replace('"', "").strip()
    words = text.split()
    kind = _KINDS.get(who.kind) or _ROLE_KINDS.get(who.role or "") or "role"
    if len(words) == 2 and len(words[0]) == 1 and (full := memory.titled.get((words[0], words[1]))):
        return full.person or text, "named", _affiliation(view, full), full.country
    if who.person and (full := memory.full.get(who.person)):
        return full.person or text, "named", _affiliation(view, full), full.country or who.country
    if who.person:
        return who.person, "named", _affiliation(view, who), who.country
    if words[0] in ("이", "그", "해당") and (
        last := next((s for s in reversed(memory.said) if s.speaker.endswith(words[-1])), None)
    ):
        return last.speaker, last.kind, last.affiliation, last.country
    if who.kind == "medium" and who.name:
        return who.name, kind, None, who.country
    if who.role == "outlet" and len(words) == 1 and memory.media:
        agency = memory.media[-1]
        return agency.name or text, "outlet", None, agency.country
    if who.kind == "body" and who.name:
        return who.name, kind, None, who.country
    return text, kind, _affiliation(view, who), who.country


def _affiliation(view: str, who: Phrase) -> str | None:
    """The body or State before a name or a title."""
    bodies = [q for q in who.inner if q.kind in ("body", "role") and q.role != "person"]
    if bodies and who.kind in ("person", "role"):
        first = next((q for q in who.inner if q.kind == "state" and q.end <= bodies[-1].start), None)
        owned = any(q.kind == "state" for q in who.inner)
        return (None if owned else bodies[-1].name) or view[(first or bodies[-1]).start : bodies[-1].end]
    return None


def _made(
    view: str, who: Phrase, content: Range, line: Line, memory: Memory, *, rule: str, predicate: Predicate | None = None
) -> Speech:
    name, kind, affiliation, country = _resolve(view, who, memory)
    cue = predicate.cue if predicate else None
    stance: Stance = cue.stance if cue else "asserts"
    return Speech(
        speaker=name,
        source=(who.start, who.end),
        content=trimmed(view, *content, leading=_TAIL),
        evidence=[trimmed(view, line.start, line.end, leading=_TAIL)],
        stance=_of_content(view, stance, content),
        act=cue.act if cue else "says",
        cue=(predicate.start, predicate.end) if predicate else None,
        kind=kind,
        affiliation=affiliation,
        country=country,
        rule=rule,
    )


# -- verbs of speech ---------------------------------------------------------------------------


def _spoken(view: str, line: Line, memory: Memory) -> list[Speech]:
    out: list[Speech] = []
    cues = [p for p in line.predicates if p.cue is not None]
    floor = line.start
    for predicate in cues:
        speech = _one(view, line, predicate, floor, memory, out)
        if speech is not None:
            out += [speech, *_chorus(view, line, speech, memory)]
            floor = predicate.end if predicate.end < line.end - 6 else floor
    return out


def _one(
    view: str, line: Line, predicate: Predicate, floor: int, memory: Memory, earlier: list[Speech]
) -> Speech | None:
    cue = predicate.cue
    assert cue is not None
    text = view[predicate.start : predicate.end]
    if (
        re.search(r"[한할은는던을]$", text)
        and cue.act != "silent"
        and not re.match(r"\s(?:바|것)", view[predicate.end : predicate.end + 3])
    ):
        return None
    if text.endswith(("해야", "하도록")):
        return None  # what somebody has to report is not said
    if re.search(r"(?:됐|된|되었|됩|돼)", text) or (predicate.negated and cue.stance == "asserts"):
        return None
    ends = [hit for hit in _QUOTE_END.finditer(view, floor, predicate.start + 1) if predicate.start - hit.end() < 60]
    end = ends[-1].end() if ends else predicate.start if text.startswith("것으로") else None
    if end is None and text.startswith("전"):
        return None
    if text.startswith("했다") and not (end is not None and predicate.start - end < 3):
        return None
    if end is None and not cue.object and cue.act not in ("says",):
        return None
    who = _speaker(view, line, predicate, floor, end)
    inner = text.endswith("고") and any(p.cue is not None and p.start > predicate.end for p in line.predicates)
    if earlier and (who is None or (end is not None and who.end < end and "topic" not in who.functions and not inner)):
        who = _teller(line, earlier) or who
    content = _content(view, line, predicate, who, floor, end, object=cue.object)
    if content is None:
        return None
    if len(view[slice(*content)].split()) < 5 and lexicon().lists["taken_up"].search(view, *content):
        return None
    if who is None:
        return _again(view, line, predicate, content, memory)
    cited = _cited(view, line, who)
    speech = _made(view, cited or who, content, line, memory, rule="verb", predicate=predicate)
    speech.via = who.name if cited is not None else _via(line, who, memory, view)
    if cited is not None and content[0] <= cited.start < content[1]:
        after = lexicon().lists["citing"].search(view, cited.end, content[1])
        speech.content = trimmed(view, after[2] if after else content[0], content[1], leading=_TAIL)
    if any(a <= content[0] + 1 and content[1] <= b + 4 for a, b in line.quoted):
        speech.form = "direct"
    return speech


def _chorus(view: str, line: Line, speech: Speech, memory: Memory) -> list[Speech]:
    """Of "북한과 러시아는 부인했다" a statement of the other too."""
    who = next((p for p in line.phrases if (p.start, p.end) == speech.source), None)
    others = beside(view, line, who) if who is not None and who.functions & {"topic", "subject"} else []
    out = []
    for other in others:
        name, kind, affiliation, country = _resolve(view, other, memory)
        where = (other.start, other.end)
        out.append(replace(speech, speaker=name, source=where, kind=kind, affiliation=affiliation, country=country))
    return out


def _teller(line: Line, earlier: list[Speech]) -> Phrase | None:
    """Of "통신은 ... 누가 말했다고 보도했다" the topic, who tells of all the sentence."""
    phrases = {(p.start, p.end): p for p in line.phrases}
    sources = [phrases[e.source] for e in reversed(earlier) if e.source in phrases]
    return next((p for p in sources if "topic" in p.functions), sources[0] if sources else None)


def _cited(view: str, line: Line, who: Phrase) -> Phrase | None:
    """Whom a medium names as its source: "로이터통신은 당국자를 인용해"."""
    if who.kind != "medium" or who.name is None:
        return None
    for phrase in line.phrases:
        if phrase is not who and phrase.party and phrase.kind != "medium" and "object" in phrase.functions:
            found = lexicon().lists["citing"].search(view, phrase.end, phrase.end + _CITING)
            if found is not None and found[1] - phrase.end < 3:
                return phrase
    return None


def _speaker(view: str, line: Line, predicate: Predicate, floor: int, end: int | None) -> Phrase | None:
    """Between the quotation and the verb, else the topic or first subject before the quotation."""
    parties = [
        p for p in line.phrases if p.party and floor <= p.start and p.end <= predicate.start and not _quoted(line, p)
    ]
    if end is not None:
        late = [p for p in parties if p.start >= end and p.functions & {"subject", "topic"}]
        if late:
            return late[-1]
    if any(view.startswith(word, floor) for word in lexicon().raw.lists["pronouns"]):
        return None
    topics = [p for p in parties if "topic" in p.functions]
    subjects = [p for p in parties if "subject" in p.functions]
    if topics:
        return topics[0]
    if subjects and (
        end is None or len(subjects) > 1 or not _has_own_verb(line, subjects[0], predicate) or _can_speak(subjects[0])
    ):
        return subjects[0]
    return None


def _can_speak(phrase: Phrase) -> bool:
    return phrase.kind == "medium" or phrase.role in ("outlet", "anonymous", "document")


def _has_own_verb(line: Line, phrase: Phrase, predicate: Predicate) -> bool:
    return any(p.deed is not None and phrase.end <= p.start < predicate.start for p in line.predicates)


def _quoted(line: Line, phrase: Phrase) -> bool:
    return any(a <= phrase.start and phrase.end <= b for a, b in line.quoted if b - a > 20)


def _content(
    view: str, line: Line, predicate: Predicate, who: Phrase | None, floor: int, end: int | None, *, object: bool
) -> Range | None:
    last = (
        end
        if end is not None
        else predicate.end
        if predicate.cue and predicate.cue.stance == "neither"
        else predicate.start
    )
    first = floor
    if who is not None and who.end <= last and not view[floor : who.start].strip(_TAIL):
        first = who.end + 1
    elif who is not None and who.end <= last and "topic" in who.functions:
        first = floor
    first = max(first, _joined_end(view, line, who, last)) if who is not None else first
    if len(view[first:last].strip(_TAIL)) < (2 if object else 4):
        return None
    if end is None and not object and not _object_before(line, predicate):
        return None
    return first, last


def _joined_end(view: str, line: Line, who: Phrase, last: int) -> int:
    """Behind whom the words begin where two speak: of "북한과 러시아는 거래를 부인했다" behind the second."""
    beside = next((p for p in line.phrases if p.party and p.start >= who.end and p.functions == who.functions), None)
    joined = beside is not None and beside.end < last and _AND.fullmatch(view[who.end : beside.start])
    return beside.end + 1 if beside is not None and joined else 0


def _object_before(line: Line, predicate: Predicate) -> bool:
    return any(
        p.functions & {"object", "topic"} and p.end <= predicate.start and predicate.start - p.end < 40
        for p in line.phrases
    )


def _again(view: str, line: Line, predicate: Predicate, content: Range, memory: Memory) -> Speech | None:
    """ "그는 ... 말했다", or a sentence without a subject: whoever spoke last goes on."""
    pronoun = any(view.startswith(word, line.start) for word in lexicon().raw.lists["pronouns"])
    if not memory.said or (
        predicate.cue and predicate.cue.object and predicate.cue.stance == "asserts" and not pronoun
    ):
        return None
    last = next((s for s in reversed(memory.said) if s.kind != "outlet"), memory.said[-1])
    cue = predicate.cue
    assert cue is not None
    return Speech(
        last.speaker,
        (predicate.start, predicate.end),
        trimmed(view, *content, leading=_TAIL),
        [trimmed(view, line.start, line.end, leading=_TAIL)],
        _of_content(view, cue.stance, content),
        cue.act,
        (predicate.start, predicate.end),
        last.kind,
        last.affiliation,
        last.country,
        last.via,
        rule="taken-up",
        guess=True,
    )


def _via(line: Line, who: Phrase, memory: Memory, view: str) -> str | None:
    """The medium that is quoted, interviewed, or says in the same sentence that somebody said it."""
    if who.kind == "medium":
        return None
    carried = lexicon().lists["carried"].search(view, line.start, line.end)
    for phrase in line.phrases:
        if (
            phrase.kind == "medium"
            and phrase is not who
            and phrase.name
            and (carried or phrase.functions & {"topic", "subject", "to"})
        ):
            return phrase.name
    return None


# -- without a verb ----------------------------------------------------------------------------


def _according(view: str, line: Line, memory: Memory) -> list[Speech]:
    found = lexicon().lists["according"].search(view, line.start, line.end)
    if found is None:
        return []
    _, start, end = found
    who = next(
        (
            p
            for p in reversed(line.phrases)
            if p.start < start and start - 2 <= p.end <= end and (p.party or p.kind == "other")
        ),
        None,
    )
    if who is None:
        return []
    if who.role == "document" and (
        issuer := next((q for q in who.inner if q.kind in ("body", "medium", "state")), None)
    ):
        who = issuer
    before = view[line.start : who.start].strip(_TAIL)
    content = (end, line.end) if len(view[end : line.end].strip(_TAIL)) > 4 else (line.start, who.start)
    if not before and content[0] == line.start:
        return []
    speech = _made(view, who, content, line, memory, rule="according")
    speech.cue = (start, end)
    return [speech]


def _script(view: str, line: Line, memory: Memory) -> list[Speech]:
    """ "▶ 인터뷰 : 이름 / 직함 - 말": the person and the words of a broadcast script."""
    hit = _SCRIPT.match(view, line.start, line.end) or _BRACKET.match(view, line.start, line.end)
    if hit is None:
        return []
    who = next((p for p in line.phrases if p.person and p.start < hit.end()), None)
    name = view[hit.start("name") : hit.end("name")].strip()
    known = lexicon().names.match(name, 0)
    resolved = (lexicon().named[int(known[0])].name if known else None) or (who.person if who else None) or name
    return [
        Speech(
            resolved,
            (hit.start("name"), hit.end("name")),
            trimmed(view, hit.end(), line.end, leading=_TAIL),
            [trimmed(view, line.start, line.end, leading=_TAIL)],
            _of_content(view, "asserts", (hit.end(), line.end)),
            "says",
            None,
            "named",
            view[hit.start("title") : hit.end("title")].strip(),
            who.country if who else None,
            None,
            "direct",
            "script",
        )
    ]


def _one_voice(found: list[Speech]) -> list[Speech]:
    """One statement where the same speaker says the same stretch twice; an outlet that passes on is the ``via``."""
    out: list[Speech] = []
    for speech in found:
        twin = next(
            (
                o
                for o in out
                if o.speaker == speech.speaker and o.content[0] < speech.content[1] and speech.content[0] < o.content[1]
            ),
            None,
        )
        if twin is None:
            out.append(speech)
        elif speech.stance != "asserts" and twin.stance == "asserts":
            twin.stance, twin.act = speech.stance, speech.act
    people = [s for s in out if s.kind != "outlet"]
    carriers = [s for s in out if s.kind == "outlet"]
    for speech in people:
        inside = [c for c in carriers if c.content[0] <= speech.source[0] < c.content[1]]
        speech.via = speech.via or (inside[0].speaker if inside else None)
    return out


# -- how sure ----------------------------------------------------------------------------------


def _of_content(view: str, stance: Stance, content: Range) -> Stance:
    if stance not in ("asserts", "alleges"):
        return stance
    if lexicon().lists["denials"].search(view, *content):
        return "denies"
    if _UNSURE.search(view, *content) and stance == "asserts":
        return "believes"
    return stance

"""Korean sentences as phrases with particles, and predicates at the end of their clauses: no parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from tidewaiter import places
from tidewaiter.reports.patterned.lexicon import Lexicon, load
from tidewaiter.reports.patterned.telling import Line, Phrase, Predicate

_WORD = re.compile(r"[^\s\"'()\[\],.;:!?…·/<>]+(?:[.,]\d+[^\s\"'()\[\],.;:!?…·/<>]*)*")
_SYLLABLE, _LAST = 0xAC00, 0xD7A3
_HADA = "(?:하|했|한|할|해|함|합|하였)[가-힣]*"
_DOEDA = "(?:되|됐|된|될|돼|됨|됩|되었)[가-힣]*"
# particle, what it needs before it (1 a final consonant, 0 none, None either), what it makes of the word
_PARTICLES: tuple[tuple[str, int | None, str], ...] = (
    ("으로의", 1, "toward"),
    ("로의", None, "toward"),
    ("에의", None, "toward"),
    ("에서의", None, "of"),
    ("으로부터", 1, "from"),
    ("로부터", None, "from"),
    ("에게서는", None, "from"),
    ("에게서", None, "from"),
    ("한테서", None, "from"),
    ("에게로", None, "to"),
    ("에게는", None, "to"),
    ("에게도", None, "to"),
    ("에게", None, "to"),
    ("한테", None, "to"),
    ("께서는", None, "topic"),
    ("께서", None, "subject"),
    ("께", None, "to"),
    ("에서는", None, "from at"),
    ("에서도", None, "from at"),
    ("에서", None, "from at"),
    ("에선", None, "at"),
    ("에는", None, "to at"),
    ("에도", None, "to at"),
    ("으로는", 1, "to by"),
    ("으로", 1, "to by"),
    ("로는", None, "to by"),
    ("로", None, "to by"),
    ("에", None, "to at"),
    ("의", None, "of"),
    ("을", 1, "object"),
    ("를", 0, "object"),
    ("은", 1, "topic"),
    ("는", 0, "topic"),
    ("이", 1, "subject"),
    ("가", 0, "subject"),
    ("과", 1, "with"),
    ("와", 0, "with"),
    ("이나", 1, "with"),
    ("도", None, "topic"),
    ("부터", None, "from"),
    ("까지", None, "to"),
    ("으로써", 1, "at"),
    ("로써", None, "at"),
    ("만", None, "topic"),
    ("이라며", 1, "said"),
    ("라며", 0, "said"),
)
_BOUNDARY = re.compile(
    r"[가-힣]*(?:했고|됐고|었고|았고|였고|하고|되고|이고|했으며|됐으며|으며|하며|되며|이며|면서|지만|는데|으나|하자|되자|해서|하여|하기|[었았했됐였겠]다|습니다|니다|한다|된다|있다|없다|이다|않다|"
    r"[가-힣]{2}해|한다고|했다고|됐다고|었다고|았다고|였다고|다고|라고|다며|라며|다면서|라면서|다는|라는)$"
)
_ATTRIBUTIVE = re.compile(
    r"[가-힣]+(?:하는|되는|했던|됐던|받는|받은|하던|시킨|있는|없는|[가-힣]려던|려진|어진|아진|한|된|[가-힣]{2}할|[가-힣]{2}될)$"
)
_DESCRIBING = re.compile(r"[가-힣]+(?:하는|되는|받는|있는|없는|다는|라는|려는|키는|지는|오는|가는|쓰는)$")
_COUNT = re.compile(
    r"(?:약\s?)?(?:(?:\d[\d,.]*[백천만억조]*)+(?:여|수)?|[백천만억]+|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|수십|수백|수천|수만|몇)?"
    r"(?:여)?(?:척|대|톤|명|배럴|발|기|정|병|필|마리|문|개|상자|자루|점|채|두|㎏|kg|t|만|천|억|달러|원|유로|위안|엔|리터|건|번|차례)?(?:어치|가량|여|분)?"
)
_DESCRIPTION = "description"
_LINKING = ("고", "아", "어", "여", "해", "며")
_PART_OF_MONTH = ("말", "초", "중순", "하순", "중")
_LONGEST_NAME = 16  # characters between quotation marks that can still be a name
# after these nouns a clause is what they tell, not what describes them
_MONEY = re.compile(r"(?:달러|원|유로|위안|엔)(?:[을를의이가]|어치|상당)?$")
_FIRM = re.compile(r"[A-Z]{1,3}사")
_CONTENT_NOUN = re.compile(r"\s(?:것|바|데|뒤|후|적|혐의|사실|의혹|보도|주장|소식|정황|얘기|이야기|첩보|정보|설)")
_CHARGE = re.compile(r"\s(?:혐의|의혹)(?:로|으로)\s")  # whoever seizes or charges has not done what is charged
_QUOTING = re.compile(r"(?:다|라|냐|자)고(?:는|도)?$|(?:다|라)(?:며|면서)$|것으로$|데\s?대해$")
_OF_STATE = re.compile(r"대(북|러|중|미|이란|러시아|우크라이나|시리아|중국)(?=$|[가-힣])")
_STATES = {
    "북": "KP",
    "러": "RU",
    "중": "CN",
    "미": "US",
    "이란": "IR",
    "러시아": "RU",
    "우크라이나": "UA",
    "시리아": "SY",
    "중국": "CN",
}
_MADE = re.compile(r"산(?:$|[^가-힣])|산$")


def expand(spelling: str) -> str:
    """A spelling of ``ko.yaml`` as a pattern."""
    if spelling.endswith("하~"):
        return re.escape(spelling[:-2]).replace(r"\ ", r"\s?") + _HADA
    if spelling.endswith("되~"):
        return re.escape(spelling[:-2]).replace(r"\ ", r"\s?") + _DOEDA
    if spelling.endswith("~"):
        return re.escape(spelling[:-1]).replace(r"\ ", r"\s?") + "[가-힣]*"
    return re.escape(spelling)


@cache
def lexicon() -> Lexicon:
    """The Korean lexicon, compiled once a process."""
    return load("ko", expand)


@dataclass(slots=True)
class Token:
    """A word between spaces: its stem, the function of its particle, and what the stem is."""

    start: int
    end: int
    stem: str
    function: str
    kind: str = "noun"
    key: str = ""
    name: str | None = None
    country: str | None = None
    comma: bool = False
    word: str = ""


def batchim(syllable: str) -> int | None:
    """1 where a syllable ends in a consonant, 0 where in a vowel, None where it is no Hangul."""
    code = ord(syllable)
    return None if not _SYLLABLE <= code <= _LAST else int((code - _SYLLABLE) % 28 != 0)


@lru_cache(maxsize=8192)
def split(word: str) -> tuple[str, str]:
    """Stem and function of a word by its particle: "통신은" is ("통신", "topic")."""
    for particle, needs, function in _PARTICLES:
        if word.endswith(particle) and len(word) > len(particle):
            before = batchim(word[-len(particle) - 1])
            if needs is None or before is None or before == needs:
                return word[: -len(particle)], function
    return word, ""


def read_line(view: str, start: int, end: int, paragraph: int) -> Line:
    """The phrases and predicates of ``view[start:end]``."""
    line = Line(start, end, paragraph, head_final=True)
    tokens = list(_tokens(view, start, end))
    line.phrases = _together(view, _phrases(view, tokens))
    line.predicates = list(_predicates(view, tokens, line))
    return line


# -- words -------------------------------------------------------------------------------------


def _tokens(view: str, start: int, end: int) -> Iterator[Token]:
    mentions = [(start + m.start, start + m.end, m) for m in places.scan(view[start:end])]
    at = start
    before: Token | None = None
    while hit := _WORD.search(view, at, end):
        token = _token(view, hit.start(), hit.end(), mentions, end)
        token.word = hit[0]
        if token.kind == "noun" and (state := _homonym(view, token, before, end, others=bool(mentions))):
            token.kind, token.country, token.key = "place", state, "name"
        if token.kind == "noun" and (state := _short_states().get(hit[0])) and _names_body(view, token.end, end):
            token.kind, token.country, token.function = "place", state, ""
        if glossed := _gloss(view, token, end):
            if token.kind == "noun" and "호" in view[token.end : glossed[1]]:
                token.kind, token.key = "goods", "vessels"
            token.function, token.end = glossed
        token.comma = view[token.end : token.end + 1] in (",", ";", "·")
        if before is not None and before.function == "object" and token.kind == "noun" and token.word.endswith("는"):
            token.key = _DESCRIPTION  # "석탄을 나르는": a verb, and no topic
        before = token
        yield token
        at = max(token.end, hit.start() + 1)


@cache
def _homonyms() -> dict[str, str]:
    """States whose names are words of the language too, with their codes: 수단, 말리."""
    return _pairs("homonyms")


def _homonym(view: str, token: Token, before: Token | None, end: int, *, others: bool) -> str | None:
    """The State that a homonym means here, None where it may be the common word: "모든 수단을", "옷을 말리는".

    A body or a title behind it settles it; so does 에 or 에서. As a doer it is the State only where another
    State is named too. What stands before it without a particle makes it the common word.
    """
    stem, function = split(token.word)
    code = _homonyms().get(token.word) or _homonyms().get(stem)
    if code is None:
        return None
    if token.word == stem or not function:
        return code if _names_body(view, token.end, end) else None
    if before is not None and not before.comma and not before.function and _describes(before):
        return None
    beside = before is not None and before.kind == "place" and before.function == "with"
    if beside or _whither(token.word[len(stem) :]):
        return code
    doer = function in ("subject", "topic", "with") and (before is None or before.function != "object")
    return code if doer and others else None


def _describes(token: Token) -> bool:
    """Whether a word without a particle belongs to the noun behind it."""
    nominal = token.kind in ("noun", "goods", "count", "deednoun", "made") and not _verb_like(token)
    return nominal or _adnominal(token.word)


def _whither(particle: str) -> bool:
    return particle.startswith(("에", "한테", "으로의", "로의")) or particle == "로부터"


def _pairs(name: str) -> dict[str, str]:
    """A list of the lexicon in which each entry is a word and a code."""
    found: dict[str, str] = {}
    for entry in lexicon().raw.lists[name]:
        word, code = entry.split()
        found[word] = code
    return found


@cache
def _short_states() -> dict[str, str]:
    """States by the syllable that stands for them before a body or a title: 미 정부."""
    return _pairs("short_states")


def _names_body(view: str, at: int, end: int) -> bool:
    hit = _WORD.match(view, at + 1, end) if view[at : at + 1] == " " else None
    if hit is None:
        return False
    words = lexicon()
    known = words.names.match(view, hit.start()) or words.roles.match(view, hit.start())
    return known is not None or _ending(words.roles, split(hit[0])[0]) is not None


_GLOSS = re.compile(r"['\"]?(?:\([^()\n]{1,24}\))?['\"]?(?P<tail>호?(?P<particle>[가-힣]{0,4}))(?![가-힣])")


def _gloss(view: str, token: Token, end: int) -> tuple[str, int] | None:
    """The particle behind a closing mark or a gloss in brackets: 안전보장이사회(안보리)는, '아우루스'를."""
    if (
        token.kind in ("cue", "deed", "passive")
        or (token.function and view[token.end : token.end + 1] == "(")
        or view[token.end : token.end + 1] not in ("(", "'", '"')
    ):
        return None
    hit = _GLOSS.match(view, token.end, end)
    if hit is None or hit.end() == token.end:
        return None
    _, function = split("호" + hit["particle"] if hit["tail"].startswith("호") else "가" + hit["particle"])
    function = function or split("각" + hit["particle"])[1]
    if (hit["particle"] and not function and hit["tail"] != "호") or (token.function and not function):
        return None
    return function, hit.end() if "(" in hit[0] or hit["tail"] else token.end


def _token(view: str, at: int, end: int, mentions: list[tuple[int, int, places.Mention]], limit: int) -> Token:
    words = lexicon()
    text = view[at:end]
    for kind, table in (("cue", words.cues), ("deed", words.deeds), ("passive", words.passives)):
        found = table.match(view, at)
        whole = found is not None and found[1] <= limit and _whole(view, found[1])
        if found and whole and (kind == "cue" or not _longer(words.cues, view, at, found[1])):
            return Token(at, found[1], view[at : found[1]], "", kind, found[0])
    if found := words.names.match(view, at):
        token = _known(view, at, end, found, words)
        if token is not None:
            return token
    if (made := words.makes.match(view, at)) and made[1] <= limit:
        rest = _rest(view, made[1])
        _, function = split("가" + view[made[1] : rest]) if rest > made[1] else ("", "")
        return Token(at, rest, view[at : made[1]], function, "goods", "vehicles", made[0])
    mention = next((m for a, b, m in mentions if a == at), None)
    stem, function = split(text)
    if mention is not None and mention.match.place is not None:
        return _place(view, at, end, mention, stem, function)
    if _COUNT.fullmatch(text) and text not in ("말", "배", "정", "기", "발"):
        return Token(at, end, text, "", "count")
    return _common(at, end, stem, function)


def _whole(view: str, end: int) -> bool:
    return not ("가" <= view[end : end + 1] <= "힣") if end < len(view) else True


def _longer(table: object, view: str, at: int, end: int) -> bool:
    found = table.match(view, at)  # type: ignore[attr-defined]
    return bool(found and found[1] > end)


def _rest(view: str, at: int) -> int:
    hit = re.compile("[가-힣]*").match(view, at)
    return hit.end() if hit else at


def _known(view: str, at: int, end: int, found: tuple[str, int, str], words: Lexicon) -> Token | None:
    key, last, _ = found
    rest_end = _rest(view, last)
    tail = view[last:rest_end]
    function = split(view[last - 1 : rest_end])[1] if tail else ""
    if (
        tail
        and not function
        and not lexicon().roles.match(" " + tail, 1)
        and tail not in ("측", "식", "산", "판", "제")
    ):
        return None
    entry = words.named[int(key)]
    kind = "medium" if key in words.media else "person" if key in words.people else "body"
    if tail and (role := lexicon().roles.match(" " + tail, 1)):
        function = split(tail)[1] or function
        return Token(at, rest_end, view[at:rest_end], function, kind, role[0], entry.name, entry.country)
    return Token(at, rest_end, view[at:last], function, kind, entry.kind, entry.name, entry.country)


def _place(view: str, at: int, end: int, mention: places.Mention, stem: str, function: str) -> Token:
    country = mention.match.place.code if mention.match.place else None
    name_end = at + (mention.end - mention.start)
    tail = view[name_end:end]
    whole, function = split(view[name_end - 1 : end])
    inner = whole[1:]
    if inner.startswith(("산", "제")) or tail.startswith(("산", "제")):
        goods = lexicon().classes.match(" " + inner[1:], 1) if len(inner) > 1 else None
        return Token(
            at,
            end,
            stem,
            function if goods or not function else "at",
            "goods" if goods else "made",
            goods[0] if goods else "",
            None,
            country,
        )
    if role := lexicon().roles.match(" " + inner, 1) if inner else None:
        return Token(at, end, stem, function, "role", role[0], None, country)
    return Token(at, end, stem, function, "place", mention.match.how, None, country)


def _common(at: int, end: int, stem: str, function: str) -> Token:
    words = lexicon()
    whole = (stem, function)
    text = stem if function else whole[0]
    if text in words.words["breakers"] or (not function and text in words.words["times"]):
        return Token(at, end, text, function, "breaker")
    if re.fullmatch(r"(?:\d+(?:년|월|일|시|분))+(?:간|께|쯤)?", text) or text in words.words["times"]:
        return Token(at, end, text, function, "time")
    if _COUNT.fullmatch(text) and text not in ("말", "배"):
        return Token(at, end, stem, function, "count")
    if to := _OF_STATE.match(text):
        return Token(at, end, text, "toward", "to", "", None, _STATES[to[1]])
    for kind, table in (("role", words.roles), ("noun-deed", words.nouns), ("goods", words.classes)):
        if key := _ending(table, text):
            return Token(at, end, stem, function, "deednoun" if kind == "noun-deed" else kind, key)
    return Token(at, end, stem, function)


@cache
def _by_ending(name: str) -> dict[str, str]:
    words = lexicon()
    table = {"roles": words.roles, "nouns": words.nouns, "classes": words.classes}[name]
    return dict(zip(table.spellings, table.keys, strict=True))


def _ending(table: object, text: str) -> str | None:
    """The entry that a compound ends with: 고급승용차 ends with 승용차; one syllable alone is none."""
    words = lexicon()
    known = _by_ending("roles" if table is words.roles else "nouns" if table is words.nouns else "classes")
    text = re.sub("(?:들|등|측|급)$", "", text) if len(text) > 2 and text not in known else text
    for size in range(len(text), 0, -1):
        tail = text[-size:]
        if tail == "호" and re.search(r"\d|결의|^제", text):
            continue
        if tail in known and (size > 1 or len(text) == 1 or not "가" <= text[-2] <= "힣"):
            return known[tail]
    return None


def _goes_on(token: Token) -> bool:
    """Whether a word in -고 is a verb that another follows ("끄고"), and no noun that ends so ("보고", "창고")."""
    nouns = tuple(lexicon().lists["nouns_in_go"].spellings)
    return len(token.word) > 1 and token.word.endswith("고") and not token.word.endswith(nouns)


# -- phrases -----------------------------------------------------------------------------------


def _phrases(view: str, tokens: list[Token]) -> list[Phrase]:
    out: list[Phrase] = []
    run: list[Token] = []
    before: Token | None = None
    for token in tokens:
        times = lexicon().words["times"]
        late = token.stem in _PART_OF_MONTH and before is not None and (before.kind == "time" or before.stem in times)
        before = token
        if late or token.kind in ("cue", "deed", "passive", "breaker", "time") or _verb_like(token):
            _flush(view, run, out)
            continue
        if run and (run[-1].comma or _walled(view, run[-1], token)):
            _flush(view, run, out)
        if run and _splits(run[-1], token):
            _flush(view, run, out)
        run.append(token)
        if token.function not in ("", "of", "toward"):
            _flush(view, run, out)
    _flush(view, run, out)
    return out


def _source(view: str, phrase: Phrase) -> Phrase:
    """Of "~에 따르면" the phrase is a source and nobody to whom anything goes; of "~를 거쳐" who is passed through."""
    if phrase.kind == "state" and lexicon().lists["passing"].match(view, phrase.end):
        return replace(phrase, functions=frozenset({"via"}))
    return (
        replace(phrase, functions=frozenset({"at"})) if lexicon().lists["according"].match(view, phrase.end) else phrase
    )


def _together(view: str, phrases: list[Phrase]) -> list[Phrase]:
    """What is listed before "and" or a comma has the function of the last in the list."""
    out = [_source(view, phrase) for phrase in phrases]
    for i in range(len(out) - 2, -1, -1):
        one, nxt = out[i], out[i + 1]
        alike = (one.goods and nxt.goods) or (one.party and nxt.party)
        if (
            alike
            and one.functions <= {"with", "bare"}
            and nxt.start - one.end < 4
            and re.fullmatch(r"(?:와|과|,|·|나|이나)?,?\s?", view[one.end : nxt.start])
        ):
            out[i] = replace(one, functions=nxt.functions)
    return out


def _walled(view: str, last: Token, token: Token) -> bool:
    """Whether the dateline's bracket closes between two words, or a quotation begins that is more than a name."""
    between = view[last.end : token.start]
    if ")" in between and not view[view.rfind("\n", 0, last.start) + 1 : last.start].strip(" ("):
        return True
    opened = between.rfind('"')
    return opened >= 0 and between[:opened].endswith(" ") and view.find('"', token.start) - token.start > _LONGEST_NAME


def _splits(last: Token, token: Token) -> bool:
    """Whether a new phrase begins although no particle closes the last one: a party before goods."""
    return last.kind in ("person", "role") and last.function == "" and token.kind == "goods" and last.key != "body"


def _verb_like(token: Token) -> bool:
    text = token.stem if not token.function else token.stem + "?"
    if text in lexicon().words["not_verbs"]:
        return False
    if token.key == _DESCRIPTION:
        return True
    if token.kind == "noun" and (token.word in lexicon().words["connectives"] or _goes_on(token)):
        return True
    if token.kind == "noun" and token.function == "topic" and _DESCRIBING.match(token.word):
        return True
    return token.kind == "noun" and bool(_BOUNDARY.match(text) or (len(text) < 6 and _ATTRIBUTIVE.match(text)))


def _flush(view: str, run: list[Token], out: list[Phrase]) -> None:
    if run:
        out.append(_phrase(view, run))
        run.clear()


def _phrase(view: str, run: list[Token]) -> Phrase:
    last = run[-1]
    head = next((t for t in reversed(run) if t.kind != "count"), last)
    functions = _functions(last, head)
    start, end = run[0].start, last.end - _particle_size(view, last)
    while end > start + 1 and view[end - 1] in "'\"":
        end -= 1
    person = _person(view, run)
    worth = any(_MONEY.search(t.word) for t in run if t.kind in ("count", "goods"))
    if worth and (head.kind != "goods" or head.key == "money" or _MONEY.search(head.word)):
        return Phrase(start, end, functions, "other", goods="money")
    head = _ship(run, _compound(run, head))
    firm = (
        head.kind in ("goods", "noun")
        and len(run) > 1
        and run[-2].kind == "role"
        and run[-2].key == "body"
        and not run[-2].function
        and not head.stem[:1].isdigit()
    )
    if firm or _FIRM.fullmatch(head.stem):
        head = replace(head, kind="role", key="body")  # the name of a firm: 연해석탄 after 기업
    goods = head if head.kind == "goods" else next((t for t in reversed(run) if t.kind == "goods"), None)
    goods = goods if head.key != "body" else None
    deed = lexicon().raw.deeds[int(head.key)] if head.kind == "deednoun" else None
    itself = _by_ending("classes").get(head.stem) if deed else None  # 선물 is both the act and the thing
    named = next((t for t in reversed(run) if t.kind in ("medium", "body", "person") and t.name), None)
    if named is not None and named.kind == "body" and _is_foreign(run, named):
        named = None
    country = _country(run, head)
    kind = _kind(head, person, deed=deed is not None)
    return Phrase(
        start,
        end,
        functions,
        kind,
        name=person or (named.name if (named and head in (named,)) or (named and kind in ("medium", "body")) else None),
        country=country,
        goods=goods.key if goods and (goods is head or deed) else itself,
        deed=deed,
        person=person,
        role=head.key if head.kind == "role" or head.key == "monitor" else None,
        inner=tuple(
            _inner(view, t) for t in run[:-1] if t.kind in ("goods", "place", "body", "person", "role", "to", "made")
        ),
        anaphor=bool(goods and view[start:end] in lexicon().words["anaphors"]),
        origin=next((t.country for t in run if t.kind in ("made",) or (t.kind == "goods" and t.country)), None)
        or next((t.country for t in run[:-1] if t.kind == "place" and head.kind in ("goods", "deednoun")), None),
    )


def _ship(run: list[Token], head: Token) -> Token:
    """A numbered name behind "tanker" is a ship's: 유조선 대산 5호; a numbered resolution is none."""
    before = run[: run.index(head)] if head in run else []
    if head.kind == "noun" and head.stem.rstrip("'\"").endswith("호") and any(t.key == "vessels" for t in before):
        return replace(head, kind="goods", key="vessels")
    return head


def _is_foreign(run: list[Token], body: Token) -> bool:
    """Whether the words before a body make it another State's, or nobody's in particular."""
    return _owner(run) not in (None, body.country) or any(t.stem in lexicon().words["not_home"] for t in run)


def _compound(run: list[Token], head: Token) -> Token:
    """Goods named by two words that the lexicon writes as one: 군사 장비 is 군사장비."""
    at = run.index(head)
    if head.kind != "goods" or not at or run[at - 1].function or run[at - 1].kind not in ("noun", "goods"):
        return head
    key = _by_ending("classes").get(run[at - 1].stem + head.stem)
    return replace(head, key=key, country=head.country or run[at - 1].country) if key else head


def _functions(last: Token, head: Token) -> frozenset[str]:
    """What the particle makes of the phrase; 로 is a direction with a place, a means with a thing."""
    found = set(last.function.split()) or {"bare"}
    if found == {"to", "by"}:
        whereto = head.kind in ("place", "role", "body") or (head.kind == "goods" and head.key == "vessels")
        found = {"to"} if whereto else {"by", "to"}
    return frozenset(found)


def _particle_size(view: str, head: Token) -> int:
    if not head.function or head.kind in ("to",):
        return 0
    text = view[head.start : head.end]
    stem, function = split(text)
    return len(text) - len(stem) if function else 0


def _kind(head: Token, person: str | None, *, deed: bool) -> str:
    if person:
        return "person"
    if deed:
        return "deed"
    kinds = {
        "place": "state",
        "goods": "goods",
        "medium": "medium",
        "body": "body",
        "role": "role",
        "person": "person",
        "to": "state",
    }
    return kinds.get(head.kind, "other")


def _inner(view: str, token: Token) -> Phrase:
    kinds = {"place": "state", "to": "state", "made": "other"}
    functions = frozenset({"to"} if token.kind == "to" or token.function == "toward" else {"of"})
    return Phrase(
        token.start,
        token.end - _particle_size(view, token),
        functions,
        kinds.get(token.kind, token.kind),
        token.name,
        token.country,
        goods=token.key if token.kind == "goods" else None,
        role=token.key if token.kind == "role" else None,
    )


def _owner(run: list[Token]) -> str | None:
    """The State before a body's name: 중국 외교부."""
    return next((t.country for t in run[:-1] if t.kind == "place" and t.country), None)


def _country(run: list[Token], head: Token) -> str | None:
    if head.kind == "body" and (owner := _owner(run)):
        return owner
    if head.kind == "body" and any(t.stem in lexicon().words["not_home"] for t in run):
        return None
    if head.country and head.kind != "goods":
        return head.country
    return next((t.country for t in run if t.country and t.kind in ("person", "body", "place", "role", "medium")), None)


def _person(view: str, run: list[Token]) -> str | None:
    """The person a phrase names: a known one, or a name before a title."""
    known = next((t for t in run if t.kind == "person"), None)
    if known is not None and run[-1].kind in ("person", "role"):
        return known.name
    head = run[-1]
    if head.kind != "role" or head.key != "person" or len(run) < 2:
        return None
    lists = lexicon().words
    front: list[str] = []
    for token in run[:-1]:
        if token.kind != "noun" or token.function or token.stem in lists["not_names"]:
            break
        front.append(token.stem)
    text = " ".join(front)
    if front and len(front) <= 3 and (len(front) > 1 or (2 <= len(text) <= 5)):
        return text
    before = run[-2]
    if (
        before.kind == "noun"
        and not before.function
        and 2 <= len(before.stem) <= 4
        and before.stem[0] in lists["surnames"]
        and before.stem not in lists["not_names"]
    ):
        return before.stem
    return None


# -- predicates --------------------------------------------------------------------------------


def _predicates(view: str, tokens: list[Token], line: Line) -> Iterator[Predicate]:
    words = lexicon()
    bounds = [t for t in tokens if t.kind in ("deed", "passive", "cue") or _verb_like(t)]
    for token in bounds:
        if token.kind not in ("deed", "passive", "cue"):
            continue
        before = [t for t in bounds if t.end <= token.start]
        back = before[-1].end if before else line.start
        text = view[token.start : token.end]
        after = view[token.end : token.end + 12]
        negated = bool(re.search("지(?:는|도)?$", text) and re.match(r"\s?(?:않|못)", after)) or view[
            max(token.start - 3, 0) : token.start
        ].endswith("안 ")
        deed = words.raw.deeds[int(token.key)] if token.kind != "cue" else None
        adnominal = deed is not None and _adnominal(text) and not _CONTENT_NOUN.match(after)
        holder = _held(line, token, after) if adnominal else None
        tail = view[token.start : line.end]
        planned = words.lists["plans"].pattern.search(tail[:24]) is not None
        unreal = not planned and (_unreal(text, tail, words) or (adnominal and _to_come(text)))
        yield Predicate(
            token.start,
            token.end,
            back,
            _ahead(token, holder),
            cue=words.raw.cues[int(token.key)] if token.kind == "cue" else None,
            deed=deed,
            passive=token.kind == "passive",
            negated=negated,
            unreal=unreal,
            planned=planned,
            holder=holder,
            around=_arguments(view, line, token, bounds, holder) if deed else (),
        )


def _ahead(token: Token, holder: Phrase | None) -> int:
    return holder.end if holder is not None else token.end


def _unreal(text: str, tail: str, words: Lexicon) -> bool:
    """ "공급하라고", "팔기로", "지원할 수 있다": nothing has been done."""
    return bool(
        re.search("(?:라고|라며|자고|기로|도록|려고|려는|고자|면|라는)$", text) and not re.search("(?:다라|이라)", text)
    ) or bool(
        re.search("[할낼줄릴갈을될]$", text) and re.match(r"\S+\s(?:수|계획|예정|방침|것을|준비|의향|용의)", tail)
    )


def _adnominal(text: str) -> bool:
    code = ord(text[-1])
    return _SYLLABLE <= code <= _LAST and (code - _SYLLABLE) % 28 in (4, 8)


def _to_come(text: str) -> bool:
    """Whether a describing form is of what is still to be done: 판매할, 보낼."""
    return (ord(text[-1]) - _SYLLABLE) % 28 == 8


def _held(line: Line, token: Token, after: str) -> Phrase | None:
    phrase = next((p for p in line.phrases if p.start >= token.end), None)
    return phrase if phrase is not None and phrase.start - token.end < 14 else None


def _side(view: str, phrase: Phrase, token: Token) -> Phrase:
    """Who speaks in the first person for a State: its side, not the person."""
    quoted = view.count('"', phrase.end, token.start) % 2 == 1
    return replace(phrase, kind="state", name=None, person=None) if quoted and phrase.country else phrase


def _arguments(view: str, line: Line, token: Token, bounds: list[Token], holder: Phrase | None) -> tuple[Phrase, ...]:
    """The phrases of a clause: those before its verb up to the verb before, and what that shares with it."""
    before = [t for t in bounds if t.end <= token.start and not _shares(t)]
    start = before[-1].end if before else line.start
    own = [p for p in line.phrases if start <= p.start and p.end <= token.start]
    carrier = _carrier(view, line, token, bounds) if holder is None else None
    if carrier is not None:
        after = [p for p in line.phrases if token.end <= p.start and p.end < carrier.start and "to" in p.functions]
        return (*(p for p in own if "topic" not in p.functions), *after, carrier)
    if holder is not None:
        own = [p for p in own if "topic" not in p.functions or p is own[-1]] + [
            replace(holder, functions=_slot(token, holder, own))
        ]
        if own[-1].functions == {"subject"} and holder.goods == "vessels":
            own = [p for p in own if p is own[-1] or not (p.party and "subject" in p.functions)]
    if not any("subject" in p.functions and (p.party or p.goods == "vessels") for p in own):
        topics = [
            p
            for p in line.phrases
            if "topic" in p.functions and p.party and p.end <= token.start and p.kind != "medium" and p not in own
        ]
        subjects = [
            p for p in line.phrases if "subject" in p.functions and p.party and p.end <= start and p.kind != "medium"
        ]
        if not any(p.goods and p.functions & {"object", "subject", "topic"} for p in own) and token.kind == "passive":
            own += [p for p in line.phrases if "topic" in p.functions and p.goods and p.end <= start][-1:]
        charged = _CHARGE.match(view, token.end) is not None
        if charged:
            own = [p for p in own if "topic" not in p.functions]
        elif holder is None and not any("topic" in p.functions for p in own):
            own += [_side(view, p, token) for p in (topics or subjects)[-1:]]
    elif len([p for p in own if p.party and p.functions & {"subject", "topic"}]) > 1:
        own = [p for p in own if not (p.party and "topic" in p.functions)]
    return tuple(p for p in own if not (p.kind == "medium" and "topic" in p.functions))


def _carrier(view: str, line: Line, token: Token, bounds: list[Token]) -> Phrase | None:
    """Of "석탄을 싣고 러시아로 향하던 선박" the ship: who does the first act of two that describe a noun."""
    following = next((t for t in bounds if t.start >= token.end), None)
    if following is None or not token.stem.endswith(_LINKING) or not _adnominal(following.word or following.stem):
        return None
    held = _held(line, following, view[following.end : following.end + 12])
    return replace(held, functions=frozenset({"subject"})) if held is not None and held.goods == "vessels" else None


def _slot(token: Token, holder: Phrase, own: list[Phrase]) -> frozenset[str]:
    """What the described noun is in the clause: what the clause does not have yet."""
    if any("object" in p.functions and p.goods for p in own):
        return frozenset({"subject"})

    return frozenset({"subject" if token.kind == "passive" or (holder.party and not holder.goods) else "object"})


def _shares(token: Token) -> bool:
    """Whether what stands before this verb goes on to the next one: "싣고 입항했다", "만나 전달했다"."""
    return token.stem.endswith(("싣고", "실어", "해", "하여", "만나", "거쳐", "들러", "속여", "숨겨", "실려"))

"""Phrases, verb groups and the five questions, on sentences of our own."""

from __future__ import annotations

import functools

from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.reports.grammar import parsing
from tidewaiter.reports.grammar.language import Group, Phrase, Text
from tidewaiter.reports.grammar.verbs import inflect
from tidewaiter.reports.grammar.words import load
from tidewaiter.reports.read import pipeline, run


def text_of(sentence: str) -> Text:
    nlp = pipeline()
    return parsing.read(sentence, load(), functools.partial(run, nlp), nlp)


def group_of(text: Text, lemma: str) -> Group:
    return next(g for groups in text.groups for g in groups if g.lemma == lemma)


def words(text: Text, phrase: Phrase | None) -> str | None:
    return text.quote(phrase.first, phrase.last) if phrase is not None else None


def subject(sentence: str, lemma: str) -> str | None:
    text = text_of(sentence)
    return words(text, text.subject(group_of(text, lemma)))


def test_subject_and_object_of_a_plain_clause() -> None:
    text = text_of("The tanker delivered diesel to a ship from Nampo.")
    group = group_of(text, "deliver")
    assert words(text, text.subject(group)) == "The tanker"
    assert [words(text, p) for p in text.objects(group)] == ["diesel"]
    assert [(w, words(text, p)) for w, p in text.obliques(group)] == [("to", "a ship"), ("from", "Nampo")]


def test_passive_turns_subject_and_object_and_keeps_the_by_phrase_of_the_whole_clause() -> None:
    text = text_of("The cargo was handed to the chairman's aides by the Chinese side on May 3.")
    group = group_of(text, "hand")
    assert text.passive(group)
    assert words(text, text.subject(group)) == "The cargo"
    assert ("by", "the Chinese side") in [(w, words(text, p)) for w, p in text.obliques(group)]


def test_a_progressive_of_transfer_is_a_verb_whatever_the_tagger_says() -> None:
    text = text_of("Iran is thought to be supplying drones to its neighbour.")
    group = group_of(text, "supply")
    assert group.progressive and group.infinitive
    assert words(text, text.subject(group)) == "Iran"


def test_the_subject_of_a_relative_clause_is_what_it_stands_after() -> None:
    assert subject("The boats, which were seized in June, carried coal.", "seize") == "The boats"


def test_an_apposition_leads_to_the_name() -> None:
    assert subject("Anna Berg, a director of the port, told reporters that it was closed.", "tell") == "Anna Berg"


def test_a_parenthesis_of_speech_is_passed_over() -> None:
    assert subject("The ship, officials said, carried arms.", "carry") == "The ship"


def test_an_inverted_speaker_is_found_after_the_verb() -> None:
    assert subject("Nothing was delivered, says the trade office.", "say") == "the trade office"


def test_joined_participles_share_their_auxiliaries() -> None:
    text = text_of("The dhow has been boarded and seized.")
    assert group_of(text, "seize").passive


def test_neither_nor_negates_both_verbs_and_shares_the_object() -> None:
    text = text_of("The palace has neither denied nor confirmed its purchase.")
    deny, confirm = group_of(text, "deny"), group_of(text, "confirm")
    assert deny.negated and confirm.negated
    assert [words(text, p) for p in text.objects(deny)] == ["its purchase"]


def test_a_list_of_goods_is_one_chain() -> None:
    text = text_of("They shipped rifles, shells and old radios to Asmara.")
    first = text.objects(group_of(text, "ship"))[0]
    assert [words(text, p) for p in text.coordinated(first)] == ["rifles", "shells", "old radios"]


def test_a_quotation_that_is_a_sentence_is_parsed_alone() -> None:
    text = text_of(
        '"We will inspect every vessel that calls at our ports this year," the harbour master told reporters.'
    )
    frame, inside = text.units
    assert frame.inside is None and inside.inside is not None
    assert text.quote(frame.first, frame.last).startswith("the harbour master told")


def test_a_partial_quotation_stays_in_its_clause() -> None:
    text = text_of('The gift was meant "for his own use", the agency said.')
    assert len(text.units) == 1


def test_offsets_point_at_the_words_of_the_text() -> None:
    sentence = "Its “old” crane – bought in Łódź – was sold."
    text = text_of(sentence)
    for word, start, end in zip(text.words, text.starts, text.ends, strict=True):
        assert len(word) == end - start


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ab. ,\"'“”()\n-Th1", max_size=60))
def test_any_text_can_be_read_and_words_stay_in_order(sentence: str) -> None:
    text = text_of(sentence)
    for unit in text.units:
        starts = text.starts[unit.first : unit.last]
        assert starts == sorted(starts)


def test_regular_verbs_are_inflected() -> None:
    assert inflect("supply") == ("supplies", "supplied", "supplying")
    assert inflect("ship", doubled=True) == ("ships", "shipped", "shipping")
    assert inflect("seize") == ("seizes", "seized", "seizing")
    assert inflect("confess") == ("confesses", "confessed", "confessing")

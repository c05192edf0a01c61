"""Who says what: patterns, verbs, silence, denials; on sentences of our own."""

from __future__ import annotations

import pytest

from tidewaiter.model import Document, Statement
from tidewaiter.reports.read import read


def statements(text: str) -> tuple[Statement, ...]:
    return read(Document("d", text, "", "", language="en")).statements


def one(text: str) -> Statement:
    found = statements(text)
    assert len(found) == 1, [(s.speaker, s.stance) for s in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "speaker", "stance"),
    [
        ("The port authority said the crane had been sold.", "port authority", "asserts"),
        ("The crane had been sold, the port authority said.", "port authority", "asserts"),
        ("The crane had been sold, said the port authority.", "port authority", "asserts"),
        ("According to the port authority, the crane had been sold.", "port authority", "asserts"),
        ("The crane, the port authority said, had been sold.", "port authority", "asserts"),
        ("Norway denies that it sold the crane.", "Norway", "denies"),
        ("Norway accused Chad of stealing the crane.", "Norway", "alleges"),
        ("The crane may have been stolen, the port authority said.", "port authority", "believes"),
        ("The port authority has neither confirmed nor denied the sale.", "port authority", "neither"),
        ("The port authority declined to comment on the sale.", "port authority", "neither"),
        ("The port authority did not name the buyer.", "port authority", "neither"),
        ("The port authority gave no details of the sale.", "port authority", "neither"),
    ],
)
def test_speaker_and_stance(text: str, speaker: str, stance: str) -> None:
    found = one(text)
    assert (found.speaker, found.stance) == (speaker, stance)


def test_what_the_reporter_adds_behind_the_verb_of_saying_does_not_weaken_what_was_said() -> None:
    found = one("The ferry has sunk, Tunisia's navy announced on Sunday, an accident that may cost lives.")
    assert (found.speaker, found.stance) == ("Tunisia's navy", "asserts")


def test_hearsay_of_nobody_is_no_statement() -> None:
    assert statements("The firm is believed to be shipping coal to Chad.") == ()


def test_a_surname_takes_the_full_name_it_was_introduced_with() -> None:
    text = "Port director Anna Berg said the crane was old. Berg added that it would be scrapped."
    assert [s.speaker for s in statements(text)] == ["Anna Berg", "Anna Berg"]


def test_a_pronoun_is_the_last_speaker_and_a_guess() -> None:
    first, second = statements("Minister Anna Berg said the crane was old. It would be scrapped, she said.")
    assert second.speaker == first.speaker == "Anna Berg"
    assert second.guess and not first.guess


def test_a_bare_office_takes_up_the_one_named_before() -> None:
    text = "Norway's trade ministry said the crane was old. The ministry added that it would be scrapped."
    assert [s.speaker for s in statements(text)] == ["Norway's trade ministry"] * 2


def test_told_a_medium_names_the_medium() -> None:
    found = one("Port director Anna Berg told Reuters that the crane was old.")
    assert (found.speaker, found.via) == ("Anna Berg", "Reuters")


def test_words_that_come_through_a_medium_keep_their_speaker() -> None:
    found = one("Xinhua quoted the chief of staff as saying the crane was old.")
    assert found.via == "Xinhua"
    assert found.speaker.startswith("chief of staff")


def test_a_report_that_is_silent_is_its_agency() -> None:
    text = "The crane was sold, KCNA said. The dispatch did not describe the crane."
    found = statements(text)
    assert [(s.speaker, s.stance) for s in found] == [("KCNA", "asserts"), ("KCNA", "neither")]


def test_a_direct_quotation_is_content_and_its_frame_is_not() -> None:
    text = '"Every vessel that calls here will be searched for contraband," harbour master Anna Berg told a briefing.'
    found = one(text)
    assert found.form == "direct"
    assert found.content.quote.startswith("Every vessel")
    assert "briefing" not in found.content.quote


def test_a_quotation_alone_goes_on_in_the_mouth_of_the_last_speaker() -> None:
    said = "Harbour master Anna Berg said the search was over."
    text = said + ' "We looked into every hold and found nothing that was banned."'
    found = statements(text)
    assert [s.speaker for s in found] == ["Anna Berg", "Anna Berg"]
    assert found[1].guess


def test_two_speakers_in_a_sentence_keep_their_own_clauses() -> None:
    text = "The port authority named no buyer, but director Anna Berg said the crane went to Chad."
    found = statements(text)
    assert [(s.speaker, s.stance) for s in found] == [("port authority", "neither"), ("Anna Berg", "asserts")]
    assert found[0].evidence[0].quote != found[1].evidence[0].quote


def test_an_acronym_and_its_long_name_are_one_speaker() -> None:
    text = "The Bureau of Harbour Safety (BHS) said the crane was old. BHS added that it was rusty."
    assert len({s.speaker for s in statements(text)}) == 1


def test_a_government_that_tells_of_others_transfers_accuses_them() -> None:
    found = one("Japan's foreign ministry said Iran had sent missiles to Syria.")
    assert found.stance == "alleges"


def test_evidence_and_content_are_verbatim() -> None:
    text = "“It’s over,” said harbour master Anna Berg – the crane’s owner. The port authority said the crane was old."
    for found in statements(text):
        for span in (*found.evidence, found.content):
            assert span.start is not None and text[span.start : span.end] == span.quote


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The port authority called the reports groundless.", "denies"),
        ("The port authority brushed aside the claim.", "denies"),
        ("The port authority said no such crane was ever sold.", "denies"),
        ("The port authority said it had never sold a crane.", "denies"),
        ("The port authority said the crane appeared to have been sold.", "believes"),
        ("The port authority said it was possible that the crane was sold.", "believes"),
        ("The port authority said the crane was not sold by the hour.", "asserts"),
        ("The port authority referred questions to the town hall.", "neither"),
        ("The port authority could not be reached for comment.", "neither"),
    ],
)
def test_what_is_said_corrects_the_stance_of_the_verb(text: str, stance: str) -> None:
    assert one(text).stance == stance


def test_the_agent_of_a_passive_speaks() -> None:
    found = one("The sale was confirmed by the port authority on Monday.")
    assert (found.speaker, found.stance, found.rule) == ("port authority", "asserts", "by-agent")


def test_a_noun_of_no_list_speaks_with_a_verb_that_asks_for_a_speaker() -> None:
    assert one("The museum said that the crane was old.").speaker == "museum"
    assert statements("The move said much about the town.") == ()


def test_one_who_stays_unnamed_is_not_silent() -> None:
    found = one("A broker who asked not to be named said the crane would be sold.")
    assert (found.speaker, found.stance) == ("broker", "asserts")


def test_a_spokesman_of_a_bare_ministry_speaks_for_the_ministry_named_before() -> None:
    found = one("Norway's Trade Ministry called in the envoy. A ministry spokesman said the crane was old.")
    assert found.affiliation == "Norway's Trade Ministry"


def test_a_request_is_one_whatever_its_verb() -> None:
    assert one("Norway called on Chad to return the crane.").act == "asks"


def test_words_that_a_medium_cites_come_through_it() -> None:
    found = one("Kyodo reported on Monday, citing port officials, that the crane was old.")
    assert found.via == "Kyodo"
    assert found.speaker.endswith("officials")


def test_a_woman_is_not_taken_up_by_he() -> None:
    text = (
        "Minister Karl Lund said the crane was old. His sister, Anna Berg, said it was new. He added that it was safe."
    )
    assert [s.speaker for s in statements(text)][-1] == "Karl Lund"


def test_a_request_asserts_only_what_it_presupposes() -> None:
    assert one("Norway urged Chad to buy the crane.").stance == "neither"
    assert one("Norway urged Chad to stop selling cranes.").stance == "asserts"


def test_according_to_before_a_quotation_has_the_quotation_for_its_content() -> None:
    found = one("According to the harbour office, “No crane of ours was ever sold to them.”")
    assert "crane of ours" in found.content.quote


def test_a_headline_may_name_its_source_behind_a_mark() -> None:
    found = one("Barge sinks off Tartus with forty lorries aboard - SANA")
    assert (found.speaker, found.rule) == ("SANA", "headline")


def test_the_chain_holds_every_medium_on_the_way_and_via_the_nearest() -> None:
    found = one("The harbour office told TASS that the crane was gone, Interfax said, according to Reuters.")
    assert (found.speaker, found.via, found.chain) == ("harbour office", "TASS", ("Reuters", "Interfax", "TASS"))


def test_who_only_tells_that_somebody_spoke_narrates() -> None:
    assert one("The harbour office denied the sale.").form == "narrative"
    assert one("The harbour office declined to comment on the sale.").form == "narrative"
    assert one("The harbour office denied that it sold the crane.").form == "indirect"


def test_what_is_denied_in_a_clause_behind_is_two_statements() -> None:
    first, second = statements("The port police said the crane was stolen, a claim Norway denies.")
    assert (first.speaker, first.stance) == ("port police", "asserts")
    assert (second.speaker, second.stance) == ("Norway", "denies")


def test_who_is_quoted_in_a_press_release_speaks_himself() -> None:
    found = one("“We will go on naming the brokers,” said Ines Holm, according to a press release by the port.")
    assert found.speaker == "Ines Holm"
    assert "naming the brokers" in found.content.quote


def test_what_a_participle_judges_is_not_said_by_the_judge() -> None:
    assert statements("The sale, a move criticised by the owners, was finished in May.") == ()


def test_an_account_on_a_platform_is_the_medium() -> None:
    found = one("The coast guard said on its official Telegram channel that it had boarded a trawler.")
    assert found.via == "Telegram"


def test_a_medium_that_closes_the_sentence_carries_what_was_said() -> None:
    text = "The bridge was shut, the port authority said, a day after a barge struck it, Yonhap News Agency reports."
    found = one(text)
    assert (found.speaker, found.via) == ("port authority", "Yonhap")


def test_a_statement_carried_by_a_medium_goes_on_through_it() -> None:
    text = 'The rebuttal by the trade ministry was carried by BelTA. "Those crates held tea," the ministry said.'
    assert statements(text)[-1].via == "BelTA"


def test_a_nameless_source_goes_on_speaking_without_the_medium() -> None:
    first, second = statements("A source told Interfax that the crane was old. The source said it would be scrapped.")
    assert (first.via, second.via) == ("Interfax", None)


def test_the_agency_of_the_dateline_carries_nothing_on() -> None:
    text = 'OSLO (AFP) - Port director Anna Berg told AFP that the crane was old. "It will be scrapped," she said.'
    first, second = statements(text)
    assert (first.via, second.via) == ("AFP", None)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ('"I cannot disclose who bought the crane," the port director said.', "neither"),
        ("The port director said she was unable to confirm the sale.", "neither"),
        ("Reuters was unable to reach the port director for comment.", "neither"),
        ('"That is a plain lie," the port director said.', "denies"),
        ('"The accusations have no basis," the port director said.', "denies"),
        ("The port director denounced the allegations as envy.", "denies"),
        ('"We have reason to believe that the crane was stolen," the port director said.', "believes"),
        ("Our guess is that the crane was stolen, the port director said.", "believes"),
        ("The port director is convinced that the crane was stolen.", "believes"),
        ("The port director claimed she had paid for the crane.", "asserts"),
        ("The port director claimed that Chad stole the crane.", "alleges"),
    ],
)
def test_the_words_of_the_content_decide_the_stance(text: str, stance: str) -> None:
    assert one(text).stance == stance


def test_what_follows_a_source_behind_a_comma_may_be_the_subject_of_the_clause() -> None:
    assert one("According to the indictment, Berg and Holm sold the crane in May.").speaker == "indictment"


def test_a_statement_that_a_page_brings_whole_is_its_issuer_s() -> None:
    text = (
        "OSLO (AFP) - The director of the port issued the following statement on Monday:\n\n"
        "The crane was old and had not been used for years.\n\nWe have never sold it to anybody in Chad. -0-\n"
    )
    found = statements(text)
    assert [(s.speaker, s.stance, s.via) for s in found] == [
        ("director of the port", "asserts", "AFP"),
        ("director of the port", "denies", "AFP"),
    ]


def test_officials_are_not_the_official_who_spoke_before() -> None:
    text = "A Norwegian official said the crane was old. Norwegian officials have often warned of it."
    assert [s.speaker for s in statements(text)] == ["Norwegian official", "Norwegian officials"]


def test_what_somebody_found_out_before_he_acted_is_no_statement() -> None:
    assert statements("The shop was shut after inspectors found it was selling wine.") == ()

"""Through which outlet or platform words came; on sentences of our own."""

from __future__ import annotations

import pytest

from tidewaiter.model import Document
from tidewaiter.reports.read import read


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("The envoy earlier told The Warden that Chad was preparing to send more guns.", "The Warden"),
        ("In an interview with Kenyan broadcaster KBX aired on Friday, Moyo said Chad had sent aid.", "KBX"),
        ("Chad broke the rules, according to a secret report by experts seen Thursday by AFP.", "AFP"),
        ("The audit, reviewed late last week by Bloomberg, says the yard sold pumps to Chad.", "Bloomberg"),
        ("In a tweet, the minister stated that the ship was seized.", "Twitter"),
        ("The hospital announced on social media that the nurses had arrived.", "social media"),
        ("Speaking to Radio Okapi, the general said that rifles came from Rwanda.", "Radio Okapi"),
        # written before they were tried
        ("The prince told Al Bayane TV that the mortars were sold to Chad.", "Al Bayane TV"),
        ('"We never sold the pumps," the owner said in an interview with The Oslo Gazette.', "Oslo Gazette"),
        ("According to an audit obtained on Friday by Reuters, the yard sent engines to Iran.", "Reuters"),
        ("Talking to the Kenyan newspaper Nation, the colonel said the trucks were bought in Dubai.", "Nation"),
        ("The mayor told The Budget Office that the coal was sold.", None),
        ("The minister told the House that oil was sold to Syria.", None),
    ],
)
def test_the_outlet_that_was_told_or_saw_it_is_the_way_of_the_words(text: str, via: str | None) -> None:
    found = read(Document("d", text, "", "", language="en")).statements
    assert [one.via for one in found] == [via]

"""The shipped regime's words keep every report that may touch it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tidewaiter.law import load
from tidewaiter.vocabulary import triage, vocabulary

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.mark.parametrize(
    "text",
    [
        "Corea del Norte recibió un coche.",
        "Le dirigeant nord-coréen a reçu une voiture.",
        "Der nordkoreanische Botschafter reiste ab.",
        "Лидер КНДР принял делегацию.",
        "김정은 국무위원장이 참석했다.",
        "朝鲜代表团抵达。",
        "北朝鮮の船が入港した。",
        "The Korean peninsula was calm.",
        "Air Koryo flew again.",
    ],
)
def test_a_report_that_names_the_target_is_read_in_many_languages(text: str) -> None:
    assert triage(load.default()).touch(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "The home side won by two goals to one on Saturday.",
        "The minister of health said that the flu had passed its peak.",
        "Shares closed a little higher after a quiet day.",
    ],
)
def test_a_report_of_something_else_is_set_aside(text: str) -> None:
    assert triage(load.default()).touch(text) is None


def test_goods_in_general_are_no_reason_to_read() -> None:
    assert "thing" not in vocabulary(load.default()).goods


def test_no_annotated_report_is_set_aside() -> None:
    folder = SHARED / "dev" / "reading"
    if not folder.is_dir():
        pytest.skip("the annotated reports are not beside the repository")
    articles = yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8"))["articles"]
    look = triage(load.default()).touch
    lost = [
        a["id"] for a in articles if look((folder / a["file"]).read_text(encoding="utf-8").partition("\n\n")[2]) is None
    ]
    assert lost == []

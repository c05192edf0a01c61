"""Spans say where something stands, in code points."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.model import Span, cut, is_verbatim


@given(st.text(min_size=1), st.data())
def test_a_cut_is_verbatim_whatever_the_script(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = cut("d", text, start, end)
    assert span.quote == text[start:end].strip()
    assert is_verbatim(span, text) or not span.quote


def test_a_span_whose_quote_is_elsewhere_is_not_verbatim() -> None:
    assert not is_verbatim(Span("d", "coal", 0, 4), "iron and coal")


def test_offsets_count_code_points_and_not_bytes() -> None:
    text = "🚗 подарен Киму"
    assert cut("d", text, 2, 9).quote == "подарен"

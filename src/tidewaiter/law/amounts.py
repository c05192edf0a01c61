"""Units of mass and volume by what they are exactly, for caps that speak of tonnes and barrels.

Between mass and volume there is no exact factor: a barrel of crude weighs what the crude weighs. Where a paragraph
gives one ceiling in both (4,000,000 barrels or 525,000 tons), the paragraph's own ratio is the factor: 7.619 barrels a
tonne of crude. Of products the paragraph gives 500,000 barrels alone; that the Committee counts them as 60,000 tons is
said in the cap's ``equivalence``: 8.333 barrels a tonne.
"""

from __future__ import annotations

from tidewaiter.model.measure import CapLimit

_TONNES = {
    "tonne": 1.0,
    "kilotonne": 1000.0,
    "kg": 0.001,
    "gram": 0.000001,
    "pound": 0.00045359237,
    "long ton": 1.0160469088,
    "short ton": 0.90718474,
}
# the barrel of petroleum: 42 US gallons of 231 cubic inches
_LITRES = 158.987294928
_BARRELS = {
    "barrel": 1.0,
    "us gallon": 1 / 42,
    "imperial gallon": 4.54609 / _LITRES,
    "litre": 1 / _LITRES,
    "cubic metre": 1000 / _LITRES,
}
_EXACT = {"tonne": _TONNES, "barrel": _BARRELS}
SEVERAL = {
    "ton": "a tonne, a long or a short ton",
    "gallon": "a gallon of the United States or an imperial one",
}
"""Units that may be one of several, with what they may be."""


def in_unit(amount: float, unit: str | None, wanted: str) -> float | None:
    """The amount in the wanted unit by an exact factor; None where there is none ("ton" may be one of three)."""
    if unit == wanted:
        return amount
    factor = _EXACT.get(wanted, {}).get(unit or "")
    return amount * factor if factor is not None else None


def across(amount: float, unit: str | None, wanted: str, cap: CapLimit) -> tuple[float, str] | None:
    """The amount in the wanted unit of a cap, and how it was reckoned ("" where nothing was to reckon).

    From mass to volume and back only by the two ceilings of the same cap, where either of them decides.
    """
    direct = in_unit(amount, unit, wanted)
    if direct is not None:
        return direct, "" if unit == wanted else f"1 {unit} = {in_unit(1, unit, wanted):.6g} {wanted}"
    limits = {limit.unit: limit.amount for limit in cap.limits}
    if cap.rule != "either" or wanted not in limits:
        return None
    for other, ceiling in limits.items():
        first = in_unit(amount, unit, other)
        if first is not None and other != wanted:
            ratio = limits[wanted] / ceiling
            source = f", {cap.equivalence}" if cap.equivalence else ""
            return first * ratio, f"1 {other} = {ratio:.6g} {wanted}, the ratio of the cap's own two figures{source}"
    return None

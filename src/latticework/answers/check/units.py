"""Check of a unit turned into another: arithmetic by definition; money by the rates of the time (module money)."""

from __future__ import annotations

from latticework.answers.check.money import money
from latticework.answers.check.tolerance import band, half_step
from latticework.answers.check.verdict import Cell, Verdict, decide, unknown
from latticework.model.unit import convert, units
from latticework.text.claims.shapes import Claim
from latticework.text.lists import table
from latticework.views.world import World

_OTHERS = {
    "mile": ("mile", "nautical mile"),
    "ton": ("ton", "tonne", "long ton"),
    "gallon": ("gallon", "imperial gallon"),
}
"""Units whose word has several meanings; the first is meant where nothing else is said."""


def conversion(world: World, claim: Claim) -> Verdict:
    """Hold "1,000 km (621 miles)" against the sum itself, as exactly as the figures are written."""
    unit, source_unit = claim.unit.replace("_", " "), claim.detail["from_unit"].replace("_", " ")
    value = float(claim.detail["from"])
    needed = f"the factor between {source_unit} and {unit} (for money: the exchange rate of the day)"
    if unit in MONEY or source_unit in MONEY:
        if not claim.value or not value or source_unit == unit or not {unit, source_unit} <= MONEY:
            return unknown("these units are not turned into each other here", needed=needed)
        return money(world, claim, value, source_unit, unit)
    if source_unit == "mach":
        return _mach(claim, value, unit, needed)
    cells = []
    for meant in _OTHERS.get(unit, (unit,)):
        for told in _OTHERS.get(source_unit, (source_unit,)):
            found = _converted(value, told, meant)
            if found is not None and claim.value is not None:
                cells.append(
                    Cell(
                        "latticework",
                        f"{told} to {meant}",
                        _agrees(claim, found),
                        (),
                        value=found,
                        unit=meant,
                        says=f"{found:,.1f} {meant}",
                        how="conversion by definition of the units",
                        counts=(told == source_unit and meant == unit) or bool(claim.detail.get("at_sea")),
                    )
                )
    if not cells:
        return unknown("these units are not turned into each other here", needed=needed)
    off = min(abs((cell.value or 0) - (claim.value or 0)) for cell in cells if cell.counts)
    return decide(
        cells,
        needed=needed,
        rule="length, exact, and the rounding of the figures",
        distance=off,
        distance_unit=f"{unit} from the exact figure",
    )


MONEY = frozenset(
    {
        "USD",
        "JPY",
        "EUR",
        "GBP",
        "CNY",
        "KRW",
        "INR",
        "AUD",
        "CAD",
        "PHP",
        "TWD",
        "RUB",
        "PLN",
        "SEK",
        "TRY",
        "ILS",
        "CHF",
        "NOK",
        "DKK",
        "VND",
        "IDR",
        "UAH",
        "BRL",
        "ZAR",
        "HUF",
        "CZK",
        "SAR",
        "AED",
        "THB",
        "MYR",
        "SGD",
        "NZD",
        "HKD",
        "PKR",
        "EGP",
        "MXN",
        "RON",
    }
)
"""Currencies, by their codes: what one is worth in another hangs on the day."""


_MACH = (("at sea level", 1225.04), ("from 11 km up", 1062.17))
"""Speed of sound in kilometres an hour in the standard atmosphere (ISO 2533): 340.29 and 295.07 metres a second."""


def _mach(claim: Claim, value: float, unit: str, needed: str) -> Verdict:
    """Mach numbers turned into kilometres an hour: the speed of sound differs with height, so both ends count."""
    step = _step(unit)
    if step is None or step[0] != "length":
        return unknown("these units are not turned into each other here", needed=needed)
    cells = [
        Cell(
            "latticework",
            f"Mach {value:g} {where}",
            _agrees(claim, value * speed / step[1]),
            (),
            value=value * speed / step[1],
            unit=unit,
            says=f"{value * speed / step[1]:,.0f} {unit} an hour",
            how="speed of sound in the standard atmosphere",
        )
        for where, speed in _MACH
    ]
    return decide(cells, needed=needed, rule="length, exact, and the rounding of the figures")


def _converted(value: float, unit: str, to: str) -> float | None:
    if (
        all(name in units() and "step" in units()[name] for name in (unit, to))
        and units()[unit]["family"] == units()[to]["family"]
    ):
        return convert(value, unit, to)
    one, other = _step(unit), _step(to)
    return value * one[1] / other[1] if one and other and one[0] == other[0] else None


def _step(unit: str) -> tuple[str, float] | None:
    row = next((row for row in table("unit_steps.csv") if row["unit"] == unit), None)
    return (row["family"], float(row["step"])) if row else None


def _agrees(claim: Claim, found: float) -> bool | None:
    """Whether a conversion is right to its own rounding and that of the figure it was made from."""
    assert claim.value is not None
    slack = band("length", "exact")
    own = half_step(claim.value)
    first = float(claim.detail["from"])
    passed = half_step(first) / first * found if first else 0.0
    off = abs(found - claim.value)
    if off <= own or found * (slack.low or 1) <= claim.value <= found * (slack.high or 1):
        return True
    inside = found * (slack.grey_low or 1) <= claim.value <= found * (slack.grey_high or 1)
    return None if inside or off <= min(passed + own, 0.1 * found) else False

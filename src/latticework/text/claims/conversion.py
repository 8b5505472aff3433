"""Claims that tell an amount again in another unit: 1,000 km (621 miles); 43 trillion yen, or some $310 billion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from latticework.text.amount_comparators import before_figure
from latticework.text.amount_words import comparators, currencies, measures, pattern_of
from latticework.text.amounts import Amount
from latticework.text.claims.degrees import degrees
from latticework.text.claims.money_years import years_told
from latticework.text.claims.scene import Scene, number_of, vague
from latticework.text.claims.shapes import Claim
from latticework.text.lists import table

_AT_SEA = re.compile(
    r"\b(?:frigates?|destroyers?|warships?|ships?|vessels?|carriers?|submarines?|sailors?|navy|naval|coast ?guards?|log|sailed|offshore|at sea)\b",
    re.I,
)
_NAMED_MILE = re.compile(r"\bnautical\b|\bstatute\b")
_MACH = re.compile(
    r"\bMach (?P<n>\d+(?:\.\d+)?)(?: ?\(|, (?:or |that is )?| - | — | or )(?:about |some |nearly |around |roughly |over |or )?(?P<v>[\d,]+(?:\.\d+)?) ?(?P<u>km|kilomet(?:re|er)s|kph|miles|mph)[ /]?(?:an|per|p)?",
    re.I,
)
_REACH = 64
"""Characters between two figures of which the second tells the first again, at most."""
_AFTER_MONEY = re.compile(
    r" (?:in )?(?P<unit>dollars|euros?|US|U\.S\.|American|sterling|pounds|yen|yuan|roubles|rubles)\b"
)
_OTHER_THING = re.compile(
    r" ?(?:of (?:it|them|this|that|which|whom)\b|(?:more|less|further|farther|longer|shorter|higher|lower|fewer|short|beyond|away from|ahead|behind|from (?!the )|to |in (?:19|20)\d\d|by 20\d\d|for (?!those)|on )|(?:,| and| or) (?:some |about )?[$€£¥]?\d)"
)
"""What follows a second figure that is a thing of its own: `3 billion euros, 2 billion dollars of it in grants`."""


def _mach(scene: Scene) -> Iterator[Claim]:
    """`Mach 5 (6,100 km an hour)`: a speed told again."""
    for match in _MACH.finditer(scene.text) if "Mach" in scene.text else ():
        yield scene.claim(
            "conversion", scene.clause.start + match.start(), scene.clause.start + match.end(), value=float(match["v"].replace(",", "")), unit="mile" if match["u"].lower() in ("miles", "mph") else "km",
            detail={"from": match["n"], "from_unit": "mach", "from_words": f"Mach {match['n']}", "to_words": match["v"]},
        )  # fmt: skip


def conversions(scene: Scene) -> Iterator[Claim]:
    """Read an amount told again in another unit, in brackets, after a dash or a comma, or with words that say so."""
    yield from _mach(scene)
    yield from degrees(scene)
    amounts, text = scene.every, scene.document.text
    for place in scene.places:
        first = amounts[place]
        for second in (*amounts[place + 1 : place + 3], *_slashed(scene, first)):
            between = text[first.end : second.start]
            marked = second.converts is not None and scene.every[second.converts] is first
            if len(between) > _REACH and not marked:
                break
            unit, end = _unit(scene, first, second, between)
            if unit and (marked or _again(scene, first, second, between, unit, end)):
                yield from _told(scene, amounts[place - 1] if place else None, first, second, unit, end)
                break


def _slashed(scene: Scene, first: Amount) -> Iterator[Amount]:
    """`60 miles/97 km`: a figure behind a slash, which is no amount of its own."""
    match = _SLASHED.match(scene.document.text, first.end)
    unit = measures().get(match["unit"].lower()) if match else None
    if match and unit:
        yield Amount(match.start("n"), match.end(), float(match["n"].replace(",", "")), unit[0])


_SLASHED = re.compile(r" ?/ ?(?P<n>\d[\d,]*(?:\.\d+)?)[ -]?(?P<unit>[A-Za-z]{1,10})\b")


def _told(scene: Scene, before: Amount | None, first: Amount, second: Amount, unit: str, end: int) -> Iterator[Claim]:
    (value, high), (other, other_high) = number_of(first), number_of(second)
    text = scene.document.text
    start, from_unit = first.start, first.unit
    if value is not None and high is None and other_high is not None and before and before.unit == first.unit:
        if not re.fullmatch(r" ?(?:to|and|-|–) ?", text[before.end : first.start]):
            return
        start, value, high = before.start, number_of(before)[0], value  # from 500 to 5,500 km (310 to 3,420 miles)
    if value is None or other is None or (high is None) != (other_high is None):
        return
    size = _unsaid_size(text, first, second, value)
    end += text[end : end + 1] == ")"
    if from_unit in ("kiloton", "megaton") and unit in ("ton", "tonne"):
        unit = "ton_of_TNT"
    more = {
        "from": str(value),
        "from_unit": from_unit,
        "from_words": text[start : first.end],
        "to_words": text[second.start : end].rstrip(")"),
    }
    if _AT_SEA.search(scene.text) and not _NAMED_MILE.search(scene.text):
        more["at_sea"] = "yes"
    if from_unit in currencies("after").values():
        more.update(years_told(scene))
    yield scene.claim(
        "conversion",
        start,
        end,
        value=other * size,
        high=other_high * size if other_high else None,
        unit=unit,
        comparator=vague(second)
        or before_figure(text, second.start)
        or ("approx" if re.search(r"\bsay ?$", text[first.end : second.start]) else "")
        or vague(first),
        detail=more,
    )


def _unsaid_size(text: str, first: Amount, second: Amount, value: float) -> float:
    """`a hundred billion euros, a hundred and ten in dollars`: the billion is said once."""
    size = re.search(r"\b(thousand|million|billion|trillion|bn|mn|m)\b", text[first.start : first.end])
    small = isinstance(second.value, int | float) and second.value < _SMALL <= value
    if not size or not small or second.unit or re.search(r"llion|bn|thousand", text[second.start : second.end]):
        return 1.0
    return {"thousand": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}[size[1]]


_SMALL = 10_000


def _unit(scene: Scene, first: Amount, second: Amount, between: str) -> tuple[str, int]:
    """The unit of the second figure, told with it or in the words around it, if it is of the kind of the first; and where it ends."""
    if second.unit and kin(first.unit, second.unit):
        return second.unit, second.end
    if second.unit and second.noun:
        return "", 0
    text = scene.document.text
    ahead = _in_unit().search(between)
    after = _in_unit_after().match(text, second.end) or _AFTER_MONEY.match(text, second.end)
    code = re.search(r"(?:^|[ /(])([A-Z]{3}|[A-Z]{0,2}\$) ?$", between)
    led = _in_unit().search(text, max(scene.clause.start, first.start - 40), first.start)
    for match in (code, ahead, after, led):
        if match:
            word = match[match.lastindex or 1].lower()
            unit = _named(word) or currencies("before").get(match[1].upper(), "")
            if unit and kin(first.unit, unit):
                return unit, second.end if match is not after else match.end()
    return "", 0


def _named(word: str) -> str:
    plain = {"us": "USD", "u.s.": "USD", "american": "USD"}
    return plain.get(word) or currencies("after").get(word) or (measures().get(word) or ("",))[0]


def kin(one: str, other: str) -> bool:
    """Say whether two different units measure the same thing.

    >>> kin("km", "mile"), kin("EUR", "USD"), kin("km", "tonne"), kin("kiloton", "ton")
    (True, True, False, True)
    """
    families = {**dict(measures().values()), "kiloton": "weight", "megaton": "weight"}
    money = {*currencies("before").values(), *currencies("after").values()}
    if one == other:
        return False
    return (one in money and other in money) or (
        one in families and families[one] == families.get(other) and families[one] not in ("time", "share", "power")
    )


@cache
def _in_unit() -> re.Pattern[str]:
    """`in miles,` before a figure without a unit."""
    names = f"{pattern_of(measures())}|{pattern_of(currencies('after'))}"
    return re.compile(rf"\b(?:in|as) (?:[A-Za-z.]+ )?(?P<unit>{names})\b", re.I)


@cache
def _in_unit_after() -> re.Pattern[str]:
    """` of our miles`, ` in dollars` after a figure without a unit."""
    names = f"{pattern_of(measures())}|{pattern_of(currencies('after'))}"
    return re.compile(rf" (?:of (?:our|your|their|the|those|these)|in)(?: [a-z]+)? (?P<unit>{names})\b", re.I)


@cache
def _links() -> re.Pattern[str]:
    """What may stand between a figure and the same in another unit: a few words of shape, a mark or a link, a comparator."""
    shape = (
        r"(?: (?:across|out|apart|away|each|apiece|high|long|wide|deep|tall|up|down|off|thick|inland|offshore|per head|a piece|a year|a day|a month|"
        r"in (?:length|height|width|depth|diameter|range|weight|all|total)|of [a-z]+|or so)){0,2}"
    )
    mark = r"(?:,|;|:| ?[-–—]| ?\(| ?\[| ?/| ?=| ?≈| ?~)?"
    names = f"{pattern_of(measures())}|{pattern_of(currencies('after'))}"
    links = "|".join(
        re.escape(row["phrase"])
        for row in sorted(table("claim_conversion_links.csv"), key=lambda row: -len(row["phrase"]))
    )
    link = rf"(?:,? ?(?:and |or |but |now )?(?P<link>{links}|in (?:[a-z]+ )?(?:{names})|as (?:[A-Z]\w+|the [A-Z]\w+) (?:count|measure|reckon)s?)(?:,|:)?)?"
    how = "|".join(re.escape(phrase) for phrase in sorted(comparators("before"), key=len, reverse=True))
    how = rf"(?: ?(?:only |just |still |even )?(?:{how}|a little more than|a little less than|a little over))?"
    return re.compile(rf"{shape}(?P<mark>{mark}){link},?{how} ?(?:the |a |an |US|(?-i:[A-Z]{{3}}) ?)?", re.I)


def _again(scene: Scene, first: Amount, second: Amount, between: str, unit: str, end: int) -> bool:
    """Whether the words between two figures, or the figures themselves, say that the second is the first again."""
    if _ELSE.search(between) or second.comparator in ("additional", "increase", "decrease"):
        return False
    match, text = _links().fullmatch(between), scene.document.text
    if match and (match["link"] or match["mark"].strip() in ("(", "[", "/", "=", "≈")):
        return True
    part = _part_of(first, second, unit)
    if part is not None and 1 / _SAME < part < _SAME:
        return not re.match(r" (?:to|and|or) ", between)
    if match and match["mark"]:
        return not _OTHER_THING.match(text, end) and (part is None or 1 / _FAR < part < _FAR)
    return bool(_LOOSE.search(between)) and not re.search(r"[.!?;] ", between)


_ELSE = re.compile(
    r"\b(?:not(?! quite| far| much)|rather than|instead of|but|another|further|more than the|against|compared|while|whereas|then|later|plus)\b",
    re.I,
)
_LOOSE = re.compile(
    r"\b(?:equivalent|equals?|exchange|at (?:[\w'’]+ ){0,3}rates?|worth|convert\w*|translat\w*|works? out|reckon\w*|in other words|would call|(?:is|are|was|were|make|makes|made|come to|comes to|came to|amounts? to),? (?:in |at )?|that (?:is|makes|made|comes to))\b",
    re.I,
)
"""Words anywhere between two sums that say the second is the first again."""


def _part_of(first: Amount, second: Amount, unit: str) -> float | None:
    """How many times the second figure goes into the first turned into its unit; None where no factor is known, as for money."""
    (one, _), (other, _) = number_of(first), number_of(second)
    steps = {row["unit"]: (row["family"], float(row["step"])) for row in table("unit_steps.csv")}
    have, to = steps.get(first.unit.replace("_", " ")), steps.get(unit.replace("_", " "))
    if one is None or not other or have is None or to is None or have[0] != to[0]:
        return None
    return one * have[1] / to[1] / other


_SAME, _FAR = 1.06, 1.5
"""How far the second figure may be from the first: to be known as the same by arithmetic alone, and when only a comma says so."""

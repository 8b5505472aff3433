"""The balance section: spending against the ranked threats, by every basis there is."""

from __future__ import annotations

from latticework.answers.why.case import SHOWN, Case, day_span, is_recent, method, state_name
from latticework.measures import balance, growth, overtake, spending
from latticework.measures.spending import bases
from latticework.model.brief import Day, Figure, Name, Section, Sentence, Span, listed, sentence
from latticework.model.fact import Fact
from latticework.model.reading import Reading, Unknown


def balance_section(case: Case) -> Section:
    """Compare spending with each of the threats told in full, say who overtook whom, and how fast each grew."""
    said: list[Sentence] = []
    for rival in case.rivals[:SHOWN]:
        said.extend(_against(case, rival))
    said.extend(_growth(case))
    if not said:
        said.append(
            sentence("No spending can be compared: no ranked threat and the state have figures from one source.")
        )
    return Section("Balance", tuple(said))


def _against(case: Case, rival: str) -> list[Sentence]:
    ratios: list[tuple[Reading, bool]] = []
    for source, release, unit in bases(case.world, [rival], [case.state]):
        if unit == "percent of GDP":
            continue
        found = balance(case.world, [rival], [case.state], unit=unit, source=source, release=release)
        if isinstance(found, Reading) and is_recent(case, found):
            ratios.append((found, found.value >= 1))
    if not ratios:
        own = spending(case.world, rival)
        if isinstance(own, Unknown):
            case.note(own)
            return [
                sentence("The spending of ", state_name(rival), " cannot be compared: no source here has a figure.")
            ]
        fact = own.facts[0]
        name, said_by = state_name(rival), Name(f"{_source(fact.citation.source)}: {_range(fact)}", (fact,))
        alone: list[Span | str] = ["No source has recent spending of both it and ", name, "; of ", name, " alone, "]
        return [sentence(alone, said_by, " in ", day_span(fact), ".")]
    above = ratios[0][1]
    winner, loser = (rival, case.state) if above else (case.state, rival)
    spans: list[Span | str] = [state_name(winner), " outspent ", state_name(loser), " "]
    spans += listed(
        [
            [_ratio(reading, above), " in ", _year(reading), " (", Name(_basis(reading), reading.evidence()), ")"]
            for reading, _ in _newest(ratios)
        ]
    )
    said = [sentence(spans, ".")]
    said.extend(_overtook(case, winner, loser))
    return said


def _newest(ratios: list[tuple[Reading, bool]]) -> list[tuple[Reading, bool]]:
    last = max(reading.day for reading, _ in ratios if reading.day)
    return [(reading, above) for reading, above in ratios if reading.day == last] or ratios[:1]


def _ratio(reading: Reading, above: bool) -> Figure:
    return Figure(reading.value if above else 1 / reading.value, "ratio", reading.evidence(), method("balance"))


def _year(reading: Reading) -> Day:
    fact = reading.evidence()[0]
    return Day(fact.day, fact.period.precision, (fact,))


def _basis(reading: Reading) -> str:
    return f"{_source(str(reading.detail['source']))} {reading.basis}, release {reading.detail['release']}"


def _overtook(case: Case, winner: str, loser: str) -> list[Sentence]:
    found = []
    newest: set[tuple[str, str]] = set()
    for source, release, unit in bases(case.world, [winner], [loser]):
        if unit != "percent of GDP" and (source, unit) not in newest:
            newest.add((source, unit))
            reading = overtake(case.world, winner, loser, unit=unit, source=source, release=release)
            if isinstance(reading, Reading) and not reading.detail["censored"]:
                found.append((reading, unit))
    if not found:
        return []
    spans: list[Span | str] = [state_name(winner), " overtook ", state_name(loser), " in "]
    spans += listed(
        [
            [
                Figure(reading.value, "year", reading.facts, method("overtake")),
                " (",
                Name(f"{_source(str(reading.detail['source']))} {reading.basis}", reading.facts),
                ")",
            ]
            for reading, _ in found
        ]
    )
    return [sentence(spans, ".")]


def _growth(case: Case) -> list[Sentence]:
    grown = [(code, growth(case.world, code)) for code in (case.state, *case.rivals[:SHOWN])]
    known = [(code, found) for code, found in grown if isinstance(found, Reading)]
    for _, found in grown:
        if isinstance(found, Unknown):
            case.note(found)
    if not known:
        return []
    first, last = known[0][1].facts
    spans: list[Span | str] = [
        "Growth of spending in constant US$ from ",
        day_span(first),
        " to ",
        day_span(last),
        ": ",
    ]
    spans += listed(
        [
            [state_name(code), " ", Figure(found.value, "percent", found.facts, method("growth"))]
            for code, found in known
            if found.facts[0].day == first.day
        ]
    )
    return [sentence(spans, ".")]


def _range(fact: Fact) -> str:
    from latticework.model.unit import say

    assert fact.value is not None
    return fact.detail.get("range") or say(fact.value, fact.unit)


def _source(key: str) -> str:
    """Write a source's key as it is read: short keys are initials."""
    return key.upper() if len(key) <= 5 else key

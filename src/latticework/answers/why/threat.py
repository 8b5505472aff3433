"""The threat section: who threatens the state, by which parts, and how sure the ranking is."""

from __future__ import annotations

from collections import Counter
from datetime import date

from latticework.answers.why.case import SHOWN, Case, day_span, method, state_name
from latticework.answers.why.relations import relations
from latticework.measures import count_since, first_since
from latticework.measures.threats import Standing, acts, named
from latticework.model.brief import Day, Figure, Name, Section, Sentence, Span, Sum, listed, sentence
from latticework.model.fact import Fact
from latticework.model.reading import Part, Reading, Unknown

_ORDINAL = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def threat_section(case: Case) -> Section:
    """Tell the ranked threats, the words they were named with, and what they did."""
    if not case.ranked:
        return Section("Threat", (_nobody(case),))
    said: list[Sentence] = []
    by_document = named(case.world, case.state)
    for place, reading in enumerate(case.ranked[:SHOWN]):
        said.append(_rank(place, reading))
        code = str(reading.detail["state"])
        if not isinstance(by_document, Unknown) and by_document.get(code):
            said.append(_naming(code, by_document[code][0]))
        said.extend(_missiles(case, code))
        said.extend(_deeds(case, code))
    rest = case.ranked[SHOWN : SHOWN + 6]
    if rest:
        said.append(sentence("Ranked after them: ", listed([state_name(str(r.detail["state"]))] for r in rest), "."))
    said.extend(relations(case))
    masked = case.ranked[0].detail["masked"]
    assert isinstance(masked, tuple)
    if masked:
        said.append(
            sentence("Left out, for a defence pact is in force with them though they are named or acted against it: ",
                     listed([state_name(code)] for code in masked), ".")
        )  # fmt: skip
    return Section("Threat", tuple(said), tuple(_sum(reading) for reading in case.ranked[:SHOWN]))


def _nobody(case: Case) -> Sentence:
    if case.unknowns:
        return (
            sentence("Whom it regards as a threat is unknown here: ", next(iter(case.unknowns)), ".")
            if not any(ch.isdigit() for ch in next(iter(case.unknowns)))
            else sentence("Whom it regards as a threat is unknown here.")
        )
    return sentence(
        "Its strategy documents that were read name no state as threat, challenge or concern, and no hostile act against it is known here."
    )


def _rank(place: int, reading: Reading) -> Sentence:
    standing = reading.detail["standing"]
    assert isinstance(standing, Standing)
    facts = reading.evidence()
    how = method("threats")
    code = str(reading.detail["state"])
    spans: list[Span | str] = [state_name(code), f" ranks {_ORDINAL[place]}"]
    if place == 0:
        spans += [
            ": first under ",
            Figure(standing.first, "count", facts, how),
            " of ",
            Figure(standing.known, "count", facts, how),
        ]
    else:
        spans += [
            ": between ",
            Figure(standing.best, "count", facts, how),
            " and ",
            Figure(standing.worst, "count", facts, how),
            " under ",
            Figure(standing.known, "count", facts, how),
        ]
    spans.append(" variants")
    if standing.known < standing.variants:
        spans += [" (of ", Figure(standing.variants, "count", facts, how), "; the others lack a figure)"]
    spans += ["; score ", Figure(reading.value, "score", facts, how), " = "]
    spans += _product(reading.parts, how)
    spans += [
        "; ranks under a thousand random weightings: ",
        Figure(standing.weighted_best, "count", facts, how),
        " to ",
        Figure(standing.weighted_worst, "count", facts, how),
        ".",
    ]
    return sentence(spans)


def _product(parts: tuple[Part, ...], how: str) -> list[Span | str]:
    laid: list[Span | str] = []
    for number, part in enumerate(parts):
        if number:
            laid.append(" x ")
        assert not isinstance(part.value, Unknown)
        laid += [f"{part.name.split(' (')[0]} ", Figure(part.value, "score", part.facts, how)]
    return laid


def _naming(code: str, fact: Fact) -> Sentence:
    spans: list[Span | str] = [Name(fact.title, (fact,)), " (", day_span(fact), ") names "]
    spans += [state_name(code), f" as a {fact.detail['grade']}"]
    if fact.citation.quote:
        spans += [": ", Name(f"“{fact.citation.quote}”", (fact,))]
    return sentence(spans, ".")


def _missiles(case: Case, code: str) -> list[Sentence]:
    """Missile tests of the year before, and the newest overflight with the one before it."""
    said: list[Sentence] = []
    year = case.world.as_of.year - 1
    tests = count_since(case.world, "missile_test", code, start=date(year, 1, 1), end=date(year + 1, 1, 1))
    if not isinstance(tests, Unknown) and tests.value:
        said.append(
            sentence(
                state_name(code),
                " launched ",
                Figure(tests.value, "missiles", tests.facts),
                " in tests in ",
                Day(date(year, 12, 31), facts=tests.facts[-1:], precision=tests.facts[-1].period.precision.YEAR),
                ".",
            )
        )
    flight = first_since(case.world, "overflight", code, case.state, where={"mode": "ballistic_missile"})
    if isinstance(flight, Unknown):
        return said
    event = flight.facts[0]
    spans: list[Span | str] = ["On ", day_span(event), " one of its missiles flew over ", state_name(case.state)]
    if not flight.detail["first_known"]:
        spans += [", the first since ", day_span(flight.facts[1])]
    start = flight.detail["covered_from"]
    assert isinstance(start, date)
    said.append(sentence(spans, " (counted from ", Day(start, method=method("first_since")), ")."))
    return said


def _deeds(case: Case, code: str) -> list[Sentence]:
    deeds = [fact for fact in acts(case.world, case.state).get(code, ()) if fact.kind != "overflight"]
    if not deeds:
        return []
    counted = Counter(fact.kind for fact in deeds)
    shown = deeds[:2]
    spans: list[Span | str] = [
        "Acts of ",
        state_name(code),
        " against it in the last five years that are recorded here: ",
        Figure(sum(counted.values()), "count", tuple(deeds), method("threats")),
    ]
    spans += ["; the latest: ", *listed([Name(fact.title, (fact,)), " (", day_span(fact), ")"] for fact in shown), "."]
    return [sentence(spans)]


def _sum(reading: Reading) -> Sum:
    factors = reading.detail["factors"]
    assert isinstance(factors, dict)
    lines = []
    for name, part in factors.items():
        if isinstance(part.value, Unknown):
            lines.append(sentence(Name(name), ": unknown, ", Name(part.value.because)))
        else:
            spans: list[Span | str] = [Name(name), " = ", Figure(part.value, "score", part.facts, method("threats"))]
            if part.note:
                spans += ["   ", Name(part.note)]
            lines.append(sentence(spans))
    from latticework.model.grouping import name_of

    return Sum(f"Threat of {name_of(str(reading.detail['state']))} ({reading.basis})", tuple(lines))

"""The triggers section: dated events shortly before the day that bear on the state's search for ties."""

from __future__ import annotations

from collections.abc import Iterable

from latticework.answers.why.case import TRIGGER_YEARS, Case, day_span, state_name
from latticework.model.brief import Name, Section, Span, sentence
from latticework.model.fact import Fact
from latticework.model.period import years_before
from latticework.model.reading import unique

_TOLD = 6
_OWN, _BY_RIVAL, _DIPLOMATIC = 3, 2, 1


def triggers_section(case: Case) -> Section:
    """Tell the newest hostile acts against the state, attacks by its ranked threats on others, and acts of diplomacy."""
    since = years_before(case.world.as_of, TRIGGER_YEARS)
    weighed: dict[str, tuple[int, Fact]] = {}

    def take(facts: Iterable[Fact], weight: int) -> None:
        for fact in facts:
            if since <= fact.day and fact.period.surely_since <= case.world.as_of:
                weighed.setdefault(fact.id, (weight, fact))

    take(
        (
            f
            for kind in ("overflight", "hostile_act", "intrusion")
            for f in case.world.seen(kind, case.state)
            if case.state in f.about.receivers
        ),
        _OWN,
    )
    for rival in case.rivals[:3]:
        take(
            (
                f
                for f in case.world.seen("hostile_act", rival)
                if rival in f.about.givers and f.about.receivers and f.detail.get("mode") == "assault"
            ),
            _BY_RIVAL,
        )
        take((f for f in case.world.seen("nuclear_test", rival)), _BY_RIVAL)
    take((f for f in case.world.seen("diplomatic_act", case.state)), _DIPLOMATIC)
    best = sorted(weighed.values(), key=lambda item: (-item[0], -item[1].day.toordinal(), item[1].id))[:_TOLD]
    chosen = sorted(unique(fact for _, fact in best), key=lambda fact: (fact.day, fact.id))
    if not chosen:
        return Section("Triggers", (sentence("No event of the three years before is recorded here."),))
    return Section("Triggers", tuple(sentence(_event(case, fact), ".") for fact in chosen))


def _event(case: Case, fact: Fact) -> list[Span | str]:
    spans: list[Span | str] = [day_span(fact), ": ", Name(fact.title, (fact,))]
    if fact.about.directed and fact.kind != "diplomatic_act":  # whose act of diplomacy it was stands in its title
        targets = [party for party in fact.about.receivers if party != case.state]
        if targets and case.state not in fact.about.receivers:
            spans += [" (", state_name(fact.about.givers[0]), " against ", state_name(targets[0]), ")"]
        else:
            spans += [" (", state_name(fact.about.givers[0]), ")"]
    return spans

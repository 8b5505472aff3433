"""The triggers section: dated events shortly before the day that bear on the state's search for ties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from latticework.answers.why.case import TRIGGER_YEARS, Case, day_span, method, state_name
from latticework.measures import count_since
from latticework.model.brief import Figure, Name, Section, Sentence, Span, listed, sentence
from latticework.model.fact import Fact
from latticework.model.kind import find_kind
from latticework.model.period import years_before
from latticework.model.reading import Reading, unique
from latticework.model.state import is_state

_TOLD = 6
_CONTACTS = ("visit", "meeting", "exercise")
_OFTEN = 2
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
    told = [sentence(_event(case, fact), ".") for fact in chosen] or [
        sentence("No hostile act and no act of diplomacy of the three years before is recorded here.")
    ]
    return Section("Triggers", (*told, *_contacts(case)))


def _contacts(case: Case) -> list[Sentence]:
    """How many visits, meetings and exercises of the year before are recorded, and with whom most."""
    start = years_before(case.world.as_of, 1)
    found = {kind: count_since(case.world, kind, case.state, start=start) for kind in _CONTACTS}
    known = {kind: reading for kind, reading in found.items() if isinstance(reading, Reading) and reading.value}
    if not known:
        return []
    items: list[list[Span | str]] = [
        [Figure(reading.value, "count", reading.facts, method("count_since")),
         f" {find_kind(kind).label if reading.value == 1 else find_kind(kind).many}"]
        for kind, reading in known.items()
    ]  # fmt: skip
    facts = [fact for reading in known.values() for fact in reading.facts]
    spans: list[Span | str] = ["Contacts of the year before that are recorded here: ", *listed(items)]
    latest = max(facts, key=lambda fact: (fact.day, fact.id))
    return [
        sentence(
            spans,
            *_most_with(case, facts),
            "; the latest: ",
            Name(latest.title, (latest,)),
            " (",
            day_span(latest),
            ").",
        )
    ]


def _most_with(case: Case, facts: list[Fact]) -> list[Span | str]:
    """The state that takes part in most of some events, if one does so more often than all others."""
    count = Counter(
        party
        for fact in facts
        for party in dict.fromkeys(fact.about.parties)
        if party != case.state and is_state(party)
    )
    ahead = count.most_common(2)
    if not ahead or ahead[0][1] < _OFTEN or (len(ahead) > 1 and ahead[1][1] == ahead[0][1]):
        return []
    code, times = ahead[0]
    with_it = tuple(fact for fact in facts if code in fact.about.parties)
    return [", most with ", state_name(code), " (", Figure(times, "count", with_it, method("count_since")), ")"]


def _event(case: Case, fact: Fact) -> list[Span | str]:
    spans: list[Span | str] = [day_span(fact), ": ", Name(fact.title, (fact,))]
    if fact.about.directed and fact.kind != "diplomatic_act":  # whose act of diplomacy it was stands in its title
        targets = [party for party in fact.about.receivers if party != case.state]
        if targets and case.state not in fact.about.receivers:
            spans += [" (", state_name(fact.about.givers[0]), " against ", state_name(targets[0]), ")"]
        else:
            spans += [" (", state_name(fact.about.givers[0]), ")"]
    return spans

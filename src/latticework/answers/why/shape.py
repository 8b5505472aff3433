"""The shape of the state's network: hub or lattice, how much of it is one ally's, and which partner is most like it."""

from __future__ import annotations

from collections.abc import Sequence

from latticework.answers.why.case import Case, method, state_name
from latticework.measures import hub_dependence, hub_lattice
from latticework.measures.similarity import similarities
from latticework.model.brief import Figure, Sentence, Span, counted, listed, sentence
from latticework.model.fact import Fact
from latticework.model.reading import Reading, Unknown, unique
from latticework.model.state import is_state
from latticework.views.ties import Ties

LIKE = 2
"""How many partners are told as most like the state; with fewer partners nothing is told of likeness or of the lattice."""
FEW_FACTS = 6
"""A figure drawn from a whole network names so many of the facts behind it."""


def shape(case: Case, told: Sequence[str]) -> list[Sentence]:
    """Tell how the network of the state, its main ally and its partners is built, and who is most like the state."""
    return [*_alike(case, told), *_lattice(case, told), *_weight_of_ally(case)]


def _lattice(case: Case, told: Sequence[str]) -> list[Sentence]:
    """How far the state, its main ally and its new partners form a lattice rather than spokes of the ally, now and then."""
    if not case.main_ally or len(told) < LIKE:
        return []
    among = [case.state, case.main_ally, *told]
    now = hub_lattice(case.world, among, case.main_ally, case.ties)
    before = hub_lattice(case.earlier.world, among, case.main_ally, case.earlier)
    if isinstance(now, Unknown) or isinstance(before, Unknown):
        return []
    ally, how = state_name(case.main_ally), method("hub_lattice")
    share, index = (
        [Figure(_share(reading), "percent", reading.facts[:FEW_FACTS], method("lattice_share")) for reading in (now, before)],
        [Figure(reading.value, "score", reading.facts[:FEW_FACTS], how) for reading in (now, before)],
    )  # fmt: skip
    spans: list[Span | str] = [
        "Among it, ", ally, " and these partners, chosen for what is new, ", share[0], " of the ties do not touch ", ally,
        " (", share[1], " ten years before); from a star around it (nought) to all tied to all (one): ", index[0],
        " (", index[1], ")",
    ]  # fmt: skip
    return [sentence(spans, ".")]


def _share(reading: Reading) -> float:
    share = reading.detail["lattice_share"]
    assert isinstance(share, float)
    return 100 * share


def _weight_of_ally(case: Case) -> list[Sentence]:
    """How much of the depth of all its ties is with the main ally, now and then: whether it spread its ties."""
    if not case.main_ally:
        return []
    now, before = (_dependence(case, ties) for ties in (case.ties, case.earlier))
    if isinstance(now, Unknown):
        return []
    how = method("hub_dependence")
    spans: list[Span | str] = [
        "Of the depth of all its ties together, ",
        Figure(100 * now.value, "percent", now.evidence()[:FEW_FACTS], how),
        " is in that with ",
        state_name(case.main_ally),
    ]
    if isinstance(before, Reading):
        figure = Figure(100 * before.value, "percent", before.evidence()[:FEW_FACTS], how)
        spans += [" (", figure, " ten years before)"]
    return [sentence(spans, ".")]


def _dependence(case: Case, ties: Ties) -> Reading | Unknown:
    others = {other for tie in ties.of(case.state) for other in tie.others(case.state) if is_state(other)}
    return hub_dependence(ties.world, case.state, case.main_ally, others | set(ties.allies(case.state)), ties)


def _alike(case: Case, told: Sequence[str]) -> list[Sentence]:
    """Which partners owe other states what the state itself owes them, and which shares most of its groupings."""
    if len(told) < LIKE:
        return []
    readings = similarities(case.world, told, of=case.state, ties=case.ties)
    known = [reading for reading in readings if isinstance(reading, Reading)]
    best = sorted(known, key=lambda r: (-r.value, _other(case, r)))[:LIKE]
    spans: list[Span | str] = []
    if len(known) > LIKE and best[-1].value > 0:
        how = method("similarity")
        spans = ["Of these partners, most like it in what they owe others by pact are "]
        items: list[list[Span | str]] = [
            [state_name(_other(case, r)), " (", Figure(r.value, "score", r.facts[:FEW_FACTS], how)] for r in best
        ]
        spans += listed([*item, ")" if number else "; one would be the same)"] for number, item in enumerate(items))
    return [sentence(spans, *_groupings_shared(case, told, first=not spans), ".")] if spans else _alone(case, told)


def _alone(case: Case, told: Sequence[str]) -> list[Sentence]:
    shared = _groupings_shared(case, told, first=True)
    return [sentence(shared, ".")] if shared else []


def _groupings_shared(case: Case, told: Sequence[str], *, first: bool) -> list[Span | str]:
    """The partners that sit in most of the groupings the state is a member of, where that is more than one grouping."""
    own = case.world.groupings_of(case.state)
    shared: dict[str, tuple[Fact, ...]] = {}
    for code in told:
        theirs = case.world.groupings_of(code)
        shared[code] = unique(fact for key in sorted(own) if key in theirs for fact in (own[key], theirs[key]))
    numbers = {code: len(own.keys() & case.world.groupings_of(code).keys()) for code in told}
    most = max(numbers.values(), default=0)
    ahead = [code for code in told if numbers[code] == most]
    if most < LIKE or len(ahead) > LIKE:
        return []
    facts = unique(fact for code in ahead for fact in shared[code])
    names = listed([state_name(code)] for code in ahead)
    return [
        "Of these partners, " if first else "; ", *names,
        counted(len(ahead), " shares most groupings with it (", " share most groupings with it ("),
        Figure(most, "count", facts), counted(len(ahead), ")", " each)"),
    ]  # fmt: skip


def _other(case: Case, reading: Reading) -> str:
    pair = reading.detail["states"]
    assert isinstance(pair, tuple)
    return str(next(code for code in pair if code != case.state))

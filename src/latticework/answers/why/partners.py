"""The partners section: with whom the state made new agreements, and what these partners share with it."""

from __future__ import annotations

from datetime import date

from latticework.answers.why.case import NEW_YEARS, Case, day_span, method, state_name, step_words
from latticework.measures import gained, lattice_share
from latticework.measures.threats import named
from latticework.model.brief import Day, Figure, Name, Section, Sentence, Span, listed, sentence
from latticework.model.kind import find_kind
from latticework.model.period import years_before
from latticework.model.reading import Reading, Unknown
from latticework.views.ties import Tie, Ties, rung
from latticework.views.world import World

_TOLD, _TIES = 8, 4


def partners_section(case: Case) -> Section:
    """Tell the new partners, deepest first, each agreement with its status on the day; who shares threat and ally."""
    since = years_before(case.world.as_of, NEW_YEARS)
    found = gained(case.world, case.state, since, case.ties)
    if not found:
        return Section("Partners", (sentence("No new agreement of the last ten years is recorded here."),))
    partners = [r for r in found if str(r.detail["partner"]) != case.main_ally]
    said = [_opening(case, found, since)]
    for reading in partners[:_TOLD]:
        said.append(_partner(reading))
    if partners[_TOLD:]:
        said.append(sentence("Further: ", listed([state_name(str(r.detail["partner"]))] for r in partners[_TOLD : _TOLD + 16]), "." if len(partners) <= _TOLD + 16 else " and others."))
    said.extend(_with_ally(case, found))
    said.extend(_groupings(case, since))
    said.extend(_share_threat(case, partners))
    said.extend(_share_ally(case, partners))
    said.extend(_shape(case, partners))
    return Section("Partners", tuple(said))


def _opening(case: Case, found: list[Reading], since: date) -> Sentence:
    new = [tie for reading in found for tie in _ties(reading, "ties")]
    unique = {tie.key: tie for tie in new}
    states = [reading for reading in found if reading.value]
    facts = tuple(tie.first_agreed for tie in unique.values() if tie.first_agreed)
    return sentence("Since ", Day(since, method=method("gained")), " it made ", Figure(len(unique), "count", facts, method("gained")),
                    " agreements with ", Figure(len(states), "count", facts, method("gained")), " states.")  # fmt: skip


def _partner(reading: Reading) -> Sentence:
    ties = [*_ties(reading, "ties"), *sorted(_ties(reading, "under_way"), key=lambda t: -rung(t))]
    partner = str(reading.detail["partner"])
    spans: list[Span | str] = [state_name(partner), ": "]
    shown = ties[:_TIES]
    spans += listed([[Name(_label(tie, partner), tie.steps), " (", *step_words(tie), ")"] for tie in shown], last="; " if len(shown) > 2 else " and ")
    if ties[_TIES:]:
        spans += ["; and ", Figure(len(ties) - _TIES, "count", tuple(t.since for t in ties[_TIES:]), method("gained")), " more"]
    return sentence(spans, ".")


def _label(tie: Tie, partner: str) -> str:
    kind = find_kind(tie.kind).label
    return tie.title if kind.split()[0].lower() in tie.title.lower() or len(tie.title) < 40 else f"{kind}: {tie.title}"


def _with_ally(case: Case, found: list[Reading]) -> list[Sentence]:
    own = [reading for reading in found if str(reading.detail["partner"]) == case.main_ally and reading.value]
    if not own:
        return []
    ties = _ties(own[0], "ties")[:_TIES]
    return [sentence("With ", state_name(case.main_ally), " itself, new in these years: ", listed([Name(tie.title, tie.steps), " (", *step_words(tie), ")"] for tie in ties), ".")]


def _groupings(case: Case, since: date) -> list[Sentence]:
    own = {key: fact for key, fact in case.world.groupings_of(case.state).items() if not case.world.groupings[key].obliges}
    small = {k: f for k, f in own.items() if case.world.groupings[k].category in ("minilateral", "forum", "partnership")}
    if not small:
        return []
    new = {k: f for k, f in small.items() if f.period.surely_since > since}
    said = [sentence("It belongs to ", listed([state_name(key, facts=(fact,))] for key, fact in sorted(small.items())[:12]), ".")]
    if new:
        said.append(sentence("New in these years: ", listed([state_name(key, facts=(fact,)), " (", day_span(fact), ")"] for key, fact in sorted(new.items())), "."))
    roles = [f for f in case.world.seen("grouping_role", case.state) if f.period.holds(case.world.as_of)]
    for fact in roles[:2]:
        said.append(sentence("On this day it ", "chairs " if fact.detail["role"] == "chair" else "hosts ", state_name(fact.about.receivers[0], facts=(fact,)), "."))
    return said


def _share_threat(case: Case, partners: list[Reading]) -> list[Sentence]:
    """Which partners' own documents name the first-ranked threat."""
    if not case.rivals:
        return []
    rival = case.rivals[0]
    sharing, silent = [], []
    for reading in partners[:_TOLD]:
        code = str(reading.detail["partner"])
        words = named(case.world, code)
        if isinstance(words, Unknown):
            continue
        (sharing if words.get(rival) else silent).append((code, words.get(rival, ())))
    if not sharing and not silent:
        return []
    spans: list[Span | str] = ["Of these, "]
    if sharing:
        spans += [*listed([state_name(code, facts=tuple(facts[:1]))] for code, facts in sharing), " name ", state_name(rival), " too in their documents that were read"]
    if silent:
        spans += ["; " if sharing else "", *listed([state_name(code)] for code, _ in silent), " do not" if sharing else " do not name "]
        spans += [] if sharing else [state_name(rival), " in the documents that were read"]
    return [sentence(spans, ".")]


def _share_ally(case: Case, partners: list[Reading]) -> list[Sentence]:
    if not case.main_ally:
        return []
    allies = case.ties.allies(case.main_ally)
    sharing = [str(r.detail["partner"]) for r in partners[:_TOLD] if str(r.detail["partner"]) in allies]
    if not sharing:
        return []
    spans = listed([state_name(code, facts=(allies[code][0].since,))] for code in sharing)
    return [sentence("Bound to ", state_name(case.main_ally), " by a defence pact as well: ", spans, ".")]


def _shape(case: Case, partners: list[Reading]) -> list[Sentence]:
    """How much of the network among the state, its main ally and its new partners does not run through the ally."""
    if not case.main_ally:
        return []
    among = [case.state, case.main_ally, *(str(r.detail["partner"]) for r in partners[:_TOLD])]
    now = lattice_share(case.world, among, case.main_ally, case.ties)
    before_world = World(case.world.memory, years_before(case.world.as_of, NEW_YEARS), case.world.known_by, case.world.coverage, case.world.groupings)
    before = lattice_share(before_world, among, case.main_ally, Ties(before_world))
    if isinstance(now, Unknown) or isinstance(before, Unknown):
        return []
    spans: list[Span | str] = ["Among it, ", state_name(case.main_ally), " and these partners, the share of ties that do not touch ", state_name(case.main_ally), " is "]
    spans += [Figure(100 * now.value, "percent", now.facts[:6], method("lattice_share")), " (", Figure(100 * before.value, "percent", before.facts[:6], method("lattice_share")), " ten years before)"]
    return [sentence(spans, ".")]


def _ties(reading: Reading, name: str) -> tuple[Tie, ...]:
    found = reading.detail[name]
    assert isinstance(found, tuple)
    return found

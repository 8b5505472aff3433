"""The partners section: with whom the state made new agreements, and what these partners share with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from latticework.answers.why.case import (
    NEW_YEARS,
    TOLD,
    Case,
    day_span,
    is_recent,
    method,
    state_name,
    step_words,
    sum_of,
)
from latticework.answers.why.ended import renewed
from latticework.answers.why.partner import Partner
from latticework.answers.why.shape import shape
from latticework.measures import balance
from latticework.measures.threats import named
from latticework.model.brief import Day, Figure, Name, Section, Sentence, Span, counted, listed, sentence
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.kind import find_kind
from latticework.model.period import years_before
from latticework.model.reading import Reading, Unknown
from latticework.views.ties import Tie, rung

KINDS_TOLD = 6
"""How many kinds of agreement are told of one partner, the highest rung first."""


def partners_section(case: Case) -> Section:
    """Tell the new partners, deepest tied first, with the status of each agreement; who shares threat and ally."""
    since = years_before(case.world.as_of, NEW_YEARS)
    everyone, partners = case.everyone, case.partners
    if not everyone:
        return Section("Partners", (sentence("No new agreement of the last ten years is recorded here."),))
    told = partners[:TOLD]
    said = [_opening(everyone, since), *(_told(partner) for partner in told)]
    said.extend(_further(partners[TOLD:]))
    said.extend(_with_ally(case, everyone))
    said.extend(renewed(case))
    said.extend(_groupings(case, since))
    said.extend(_share_threat(case, told))
    said.extend(_share_ally(case, told))
    said.extend(shape(case, [partner.code for partner in told]))
    sums = tuple(
        sum_of(f"Depth of the tie with {name_of(p.code)}", p.deep, "score") for p in told if isinstance(p.deep, Reading)
    )
    return Section("Partners", tuple(said), sums)


def _opening(everyone: list[Partner], since: date) -> Sentence:
    new = {tie.key: tie for partner in everyone for tie in partner.made}
    states = sum(bool(partner.made) for partner in everyone)
    facts = tuple(tie.first_agreed for tie in new.values() if tie.first_agreed)
    how = method("gained")
    return sentence(
        "Since ", Day(since, method=how), " it made ", Figure(len(new), "count", facts, how),
        counted(len(new), " agreement with ", " agreements with "), Figure(states, "count", facts, how),
        counted(states, " state.", " states. Partners, the deepest tied first:"),
    )  # fmt: skip


def _told(partner: Partner) -> Sentence:
    chosen = _one_of_each_kind((*partner.made, *partner.under_way))
    left = len(partner.made) + len(partner.under_way) - len(chosen[:KINDS_TOLD])
    spans: list[Span | str] = [state_name(partner.code)]
    if not isinstance(partner.deep, Unknown):
        spans += [" (depth ", Figure(partner.deep.value, "count", partner.deep.evidence()[:4], method("depth")), ")"]
    spans += [": ", *listed(([*_label(tie), " (", *step_words(tie), ")"] for tie in chosen[:KINDS_TOLD]), last=", ")]
    if left:
        rest = tuple(tie.since for tie in (*partner.made, *partner.under_way) if tie not in chosen[:KINDS_TOLD])
        spans += ["; and ", Figure(left, "count", rest, method("gained")), " more"]
    return sentence(spans, ".")


def _one_of_each_kind(ties: Iterable[Tie]) -> list[Tie]:
    """Of each kind the newest agreement, made ones before those under way; highest rung first."""
    best: dict[str, Tie] = {}
    for tie in sorted(
        ties,
        key=lambda t: (
            t.status in ("signed", "in_force") or t.kind == "joint_programme",
            t.since.period.surely_since,
            t.key,
        ),
    ):
        best[tie.kind] = tie
    return sorted(best.values(), key=lambda tie: (-rung(tie), tie.key))


def _label(tie: Tie) -> list[Span | str]:
    kind = find_kind(tie.kind).label
    if tie.kind in ("joint_programme", "deployment", "basing", "military_aid"):
        return [f"{kind} ", Name(tie.title, tie.steps)]
    return [Name(kind, tie.steps)]


def _further(rest: list[Partner]) -> list[Sentence]:
    if not rest:
        return []
    names = listed([state_name(partner.code, facts=(partner.made or partner.under_way)[-1].steps)] for partner in rest)
    return [sentence("Further: ", names, ".")]


def _with_ally(case: Case, everyone: list[Partner]) -> list[Sentence]:
    own = [partner for partner in everyone if partner.code == case.main_ally and partner.made]
    if not own:
        return []
    ties = _one_of_each_kind(own[0].made)[:4]
    items: list[list[Span | str]] = [[Name(tie.title, tie.steps), " (", *step_words(tie), ")"] for tie in ties]
    return [sentence("With ", state_name(case.main_ally), " itself, new in these years: ", listed(items), ".")]


def _groupings(case: Case, since: date) -> list[Sentence]:
    table = case.world.groupings
    own = case.world.groupings_of(case.state)
    small = {
        key: own[key]
        for key in sorted(own)
        if key in table and "defence_pact" not in table[key].obliges and table[key].category != "regime"
    }
    if not small:
        return []
    said = [sentence("It belongs to ", listed([state_name(key, facts=(fact,))] for key, fact in small.items()), ".")]
    new = {key: fact for key, fact in small.items() if fact.period.surely_since > since}
    if new:
        items: list[list[Span | str]] = [
            [state_name(key, facts=(fact,)), " (", day_span(fact), ")"] for key, fact in new.items()
        ]
        said.append(sentence("New in these years: ", listed(items), "."))
    roles = [fact for fact in case.world.seen("grouping_role", case.state) if fact.period.holds(case.world.as_of)]
    said.extend(_role(fact) for fact in roles[:2])
    return said


def _role(fact: Fact) -> Sentence:
    verb = "chairs " if fact.detail["role"] == "chair" else "hosts "
    return sentence("On this day it ", verb, "the ", state_name(fact.about.receivers[0], facts=(fact,)), ".")


def _share_threat(case: Case, told: list[Partner]) -> list[Sentence]:
    """Which partners' own documents name the first-ranked threat."""
    if not case.rivals:
        return []
    rival = case.rivals[0]
    sharing: list[tuple[str, tuple[Fact, ...]]] = []
    silent: list[str] = []
    for partner in told:
        words = named(case.world, partner.code)
        if isinstance(words, Unknown):
            continue
        if words.get(rival):
            sharing.append((partner.code, tuple(words[rival][:1])))
        else:
            silent.append(partner.code)
    said = []
    if sharing:
        items = ([state_name(code, facts=facts)] for code, facts in sharing)
        together = _together(case, [code for code, _ in sharing], rival)
        said.append(
            sentence("The documents read of ", listed(items), " name ", state_name(rival), " too", together, ".")
        )
    if silent:
        items = ([state_name(code)] for code in silent)
        said.append(
            sentence(
                "The documents read of ",
                listed(items),
                " do not name ",
                state_name(rival),
                " as threat, challenge or concern.",
            )
        )
    return said


def _together(case: Case, sharing: list[str], rival: str) -> list[Span | str]:
    """How the state and the partners that name its first threat compare with that threat in spending."""
    found = balance(case.world, [case.state, *sharing], [rival])
    if isinstance(found, Unknown) or not is_recent(case, found):
        return []
    many, year, name = len(sharing) > 1, found.evidence()[0], state_name(rival)
    if found.value >= 1:
        who: list[Span | str] = ["it and they" if many else "the two", " together outspent ", name]
    else:
        who = [name, " outspent ", "it and them together" if many else "the two together"]
    ratio = Figure(max(found.value, 1 / found.value), "ratio", found.evidence(), method("balance"))
    return ["; ", *who, " ", ratio, " in ", Day(year.day, year.period.precision, (year,))]


def _share_ally(case: Case, told: list[Partner]) -> list[Sentence]:
    if not case.main_ally:
        return []
    allies = case.ties.allies(case.main_ally)
    sharing = [partner.code for partner in told if partner.code in allies]
    if not sharing:
        return []
    items = ([state_name(code, facts=(allies[code][0].since,))] for code in sharing)
    return [sentence("Tied to ", state_name(case.main_ally), " by a defence pact as well: ", listed(items), ".")]

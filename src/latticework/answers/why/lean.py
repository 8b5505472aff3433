"""The reliance section: who must defend the state, who is stationed there, and what it would face alone."""

from __future__ import annotations

from latticework.answers.why.case import Case, day_span, method, state_name, sum_of
from latticework.measures import concentration, cover, hosting
from latticework.measures.exposure import exposures
from latticework.model.brief import Figure, Name, Section, Sentence, Span, listed, sentence
from latticework.model.grouping import name_of
from latticework.model.reading import Reading, Unknown
from latticework.views.ties import Tie

_FEW = 3
_LEAST_LOSS = 1.0  # percent of the cover; a smaller loss is not told
_COUNTED = {"selected reserve": "of the selected reserve", "civilian": "of the civilian staff"}


def reliance_section(case: Case) -> Section:
    """Tell the pacts that bind others to defend the state, guarantees, forces stationed, and the cover they give."""
    said = [*_pacts(case), *_guarantees(case), *_share(case), *_stationed(case), *_cover(case), *_exposed(case)]
    covered = cover(case.world, case.state, case.rivals, case.ties) if case.rivals else Unknown("no threat is ranked")
    sums = (sum_of("Cover", covered, "current US$"),) if isinstance(covered, Reading) else ()
    return Section("Reliance", tuple(said), sums)


def _pacts(case: Case) -> list[Sentence]:
    defenders = case.ties.defenders(case.state)
    if not defenders:
        looked = case.world.looked("defence_pact", case.state)
        if not looked:
            case.note(Unknown(f"no source here looked for defence pacts of {name_of(case.state)} on this day"))
            return [sentence("Whether any state was bound to defend it is unknown here.")]
        return [sentence("No state was bound by a pact in force to defend it.")]
    said = []
    by_pact: dict[str, list[tuple[str, Tie]]] = {}
    for ally, ties in defenders.items():
        for tie in ties:
            by_pact.setdefault(tie.via or tie.key, []).append((ally, tie))
    for found in by_pact.values():
        tie = found[0][1]
        allies = [ally for ally, _ in found]
        if tie.via:
            own = case.ties.members(tie.via)[case.state]
            spans: list[Span | str] = [
                "Through the ",
                Name(tie.title, (own,)),
                ", of which it has been a member since ",
                day_span(own),
                ", ",
            ]
            spans += [
                Figure(len(allies), "count", tuple(t.since for _, t in found)),
                " states are bound to defend it" if len(allies) > 1 else " state is bound to defend it",
            ]
        else:
            spans = [
                *listed([state_name(ally)] for ally in allies),
                " is bound to defend it by the " if len(allies) == 1 else " are bound to defend it by the ",
            ]
            spans += [Name(tie.title, tie.steps), " (in force since ", day_span(tie.since), ")"]
            if not tie.obliges(case.state, allies[0]):
                spans.append("; it is not bound to defend the other in return")
        said.append(sentence(spans, "."))
    return said


def _guarantees(case: Case) -> list[Sentence]:
    found = case.ties.defenders(case.state, "security_guarantee")
    if not found:
        return []
    items: list[list[Span | str]] = [
        [state_name(ally), " (", Name(ties[0].title, ties[0].steps), ")"] for ally, ties in found.items()
    ]
    return [sentence("Promises of defence outside a mutual pact: ", listed(items), ".")]


def _share(case: Case) -> list[Sentence]:
    leaning = case.leaning
    if isinstance(leaning, Unknown) or not case.ties.defenders(case.state):
        return []
    spans: list[Span | str] = ["Of its own spending and that of the states bound to defend it, "]
    spans += [
        Figure(leaning.value, "percent", leaning.evidence(), method("reliance")),
        " is that of ",
        state_name(str(leaning.detail["ally"])),
    ]
    return [sentence(spans, *_poles(case), ".")]


def _poles(case: Case) -> list[Span | str]:
    """To how many equal shares that spending comes, where more than one state is bound to defend it."""
    defenders = case.ties.defenders(case.state)
    found = concentration(case.world, [case.state, *defenders]) if len(defenders) > 1 else Unknown("one defender")
    if isinstance(found, Unknown):
        return []
    poles, states = found.detail["poles"], found.detail["n"]
    assert isinstance(poles, float)
    assert isinstance(states, int)
    facts, how = found.evidence(), method("concentration")
    return ["; spread over ", Figure(states, "count", facts, how), " states, it is as concentrated as ",
            Figure(poles, "count", facts, how), " equal shares"]  # fmt: skip


def _stationed(case: Case) -> list[Sentence]:
    said = []
    guests = sorted(
        {
            g
            for tie in case.ties.of(case.state)
            if tie.kind == "basing" and case.state in tie.about.receivers
            for g in tie.about.givers
        }
    )
    for guest in dict.fromkeys(("USA", *guests)):
        if guest == case.state:
            continue
        found = hosting(case.world, guest, case.state)
        bases = [
            tie
            for tie in case.ties.of(case.state)
            if tie.kind == "basing"
            and guest in tie.about.givers
            and case.state in tie.about.receivers
            and tie.status == "in_force"
        ]
        spans: list[Span | str] = []
        if isinstance(found, Reading) and found.value >= 1:
            fact = found.facts[0]
            spans = [
                state_name(guest),
                " had ",
                Figure(found.value, "persons", found.facts),
                " active-duty personnel assigned there (rotations are not counted) on ",
                day_span(fact),
            ]
            rest = [hosting(case.world, guest, case.state, counted=who) for who in ("selected reserve", "civilian")]
            more = [r for r in rest if isinstance(r, Reading) and r.facts[0].day == fact.day and r.value]
            if more:
                spans += [
                    " (besides ",
                    *listed([Figure(r.value, "persons", r.facts), f" {_COUNTED[r.basis]}"] for r in more),
                    ")",
                ]
        if bases:
            spans += ["; its bases there that are listed here: " if spans else "Bases of "]
            if len(spans) == 1:
                spans += [state_name(guest), " there that are listed here: "]
            spans.append(Figure(len(bases), "count", tuple(tie.since for tie in bases)))
            spans += [
                " (",
                *listed([Name(tie.title, (tie.since,))] for tie in bases[:_FEW]),
                ", ..." if len(bases) > _FEW else "",
                ")",
            ]
        if spans:
            said.append(sentence(spans, "."))
    return said


def _cover(case: Case) -> list[Sentence]:
    if not case.rivals:
        return []
    found = cover(case.world, case.state, case.rivals, case.ties)
    if isinstance(found, Unknown):
        case.note(found)
        return []
    alone = found.detail["alone"]
    assert isinstance(alone, float)
    spans: list[Span | str] = [
        "Against the spending of all ranked threats, its own is ",
        Figure(alone, "ratio", found.evidence(), method("cover")),
    ]
    if case.ties.defenders(case.state):
        spans += [
            ", with that of the states bound to defend it ",
            Figure(found.value, "ratio", found.evidence(), method("cover")),
        ]
    if found.notes:
        spans += ["; ", Name("; ".join(found.notes))]
    return [sentence(spans, ".")]


def _exposed(case: Case) -> list[Sentence]:
    """How far the cover would fall without the ally that carries most of it, and which loss would come next."""
    if not case.rivals:
        return []
    found = [
        reading
        for reading in exposures(case.world, case.state, case.ties, against=case.rivals)
        if isinstance(reading, Reading)
    ]
    heavy = [reading for reading in found if reading.value >= _LEAST_LOSS]
    if not heavy:
        return []
    first, how = heavy[0], method("exposure")
    left = first.parts[1]
    assert not isinstance(left.value, Unknown)
    spans: list[Span | str] = [
        "Were ", state_name(str(first.detail["partner"])), " bound no longer, that cover would fall by ",
        Figure(first.value, "percent", first.evidence(), how), " to ", Figure(left.value, "ratio", left.facts, how),
    ]  # fmt: skip
    if len(heavy) > 1:
        loss = Figure(heavy[1].value, "percent", heavy[1].evidence(), how)
        spans += ["; the next heaviest loss would be that of ", state_name(str(heavy[1].detail["partner"])), ", ", loss]
    return [sentence(spans, ".")]

"""The against section: facts that point the other way, and measures that disagree."""

from __future__ import annotations

from latticework.answers.why.case import NEW_YEARS, SHOWN, Case, day_span, is_recent, method, state_name, step_words
from latticework.answers.why.doubts import longest_waiting, torn_partners
from latticework.answers.why.ended import lost_for_good
from latticework.measures import balance, cover, depth
from latticework.measures.threats import Standing
from latticework.model.brief import Figure, Name, Section, Sentence, Span, counted, listed, sentence
from latticework.model.kind import find_kind
from latticework.model.period import years_before
from latticework.model.reading import Reading, Unknown
from latticework.views.ties import Tie

LARGE = 12
"""A treaty of more members than this says little about two of them."""


def against_section(case: Case) -> Section:
    """Tell what speaks against the story the other sections tell."""
    said = [
        *_ties_with_rivals(case),
        *torn_partners(case),
        *_unsettled(case),
        *_stronger(case),
        *_covered(case),
        *_not_in_force(case),
        *longest_waiting(case),
        *_still_deepest(case),
        *lost_for_good(case),
    ]
    if not said:
        said = [sentence("Nothing recorded here points the other way; that is no proof that nothing does.")]
    return Section("Against", tuple(said))


def _ties_with_rivals(case: Case) -> list[Sentence]:
    said = []
    for rival in case.rivals[:SHOWN]:
        ties = [
            tie
            for tie in case.ties.between(case.state, rival)
            if tie.status == "in_force" and tie.kind not in ("basing", "deployment") and _is_small(case, tie)
        ]
        if ties:
            shown = sorted(ties, key=lambda t: (-t.since.day.toordinal(), t.key))[:3]
            spans = listed(
                [Name(tie.title, tie.steps), f" ({find_kind(tie.kind).label}, ", *step_words(tie), ")"] for tie in shown
            )
            said.append(sentence("It has agreements in force with ", state_name(rival), " itself: ", spans, "."))
    return said


def _is_small(case: Case, tie: Tie) -> bool:
    """Whether a tie has so few parties that it says something about two of them."""
    return len(case.ties.members(tie.via) if tie.via else tie.parties) <= LARGE


def _unsettled(case: Case) -> list[Sentence]:
    said = []
    for reading in case.ranked[:SHOWN]:
        standing = reading.detail["standing"]
        assert isinstance(standing, Standing)
        if standing.worst > standing.best or standing.known < standing.variants:
            how, facts = method("threats"), reading.evidence()
            spans: list[Span | str] = ["The rank of ", state_name(str(reading.detail["state"])), " is not settled: "]
            spans += [
                Figure(standing.best, "count", facts, how),
                " to ",
                Figure(standing.worst, "count", facts, how),
                " over the variants",
            ]
            if standing.known < standing.variants:
                spans += [
                    ", and ",
                    Figure(standing.variants - standing.known, "count", facts, how),
                    " variants have no figure for it",
                ]
            said.append(sentence(spans, "."))
    return said


def _stronger(case: Case) -> list[Sentence]:
    said = []
    for rival in case.rivals[:SHOWN]:
        found = balance(case.world, [case.state], [rival])
        if isinstance(found, Reading) and found.value > 1 and is_recent(case, found):
            said.append(
                sentence(
                    "It outspends ",
                    state_name(rival),
                    " itself, ",
                    Figure(found.value, "ratio", found.evidence(), method("balance")),
                    " in ",
                    day_span(found.evidence()[0]),
                    ".",
                )
            )
    return said


def _covered(case: Case) -> list[Sentence]:
    if not case.rivals or not case.main_ally:
        return []
    found = cover(case.world, case.state, case.rivals, case.ties)
    if isinstance(found, Unknown) or found.value < 1:
        return []
    return [
        sentence(
            "With the states bound to defend it, it outspends all ranked threats together ",
            Figure(found.value, "ratio", found.evidence(), method("cover")),
            "; on that count it lacks no partner.",
        )
    ]


def _not_in_force(case: Case) -> list[Sentence]:
    since = years_before(case.world.as_of, NEW_YEARS)
    waiting = [
        tie
        for tie in case.ties.of(case.state)
        if tie.status in ("signed", "announced", "negotiating", "suspended") and tie.since.period.surely_since > since
    ]
    if not waiting:
        return []
    facts = tuple(tie.since for tie in waiting)
    return [
        sentence(
            "Of the agreements of these years, ",
            Figure(len(waiting), "count", facts, method("gained")),
            counted(len(waiting), " was", " were"),
            " on this day not in force as far as is known (signed, announced, under negotiation or suspended).",
        )
    ]


def _still_deepest(case: Case) -> list[Sentence]:
    """How the tie with the ally compares with the deepest tie with anyone else."""
    if not case.main_ally:
        return []
    own = depth(case.world, case.state, case.main_ally, case.ties)
    others = {o for tie in case.ties.of(case.state) for o in tie.others(case.state)} - {case.main_ally}
    found = [
        (r, code) for code in sorted(others) if isinstance(r := depth(case.world, case.state, code, case.ties), Reading)
    ]
    if isinstance(own, Unknown) or not found:
        return []
    second, code = max(found, key=lambda item: (item[0].value, item[1]))
    if own.value <= second.value:
        return []
    how = method("depth")
    return [
        sentence("Its tie with ", state_name(case.main_ally), " is still the deepest: ", Figure(own.value, "count", own.evidence()[:6], how), " on the ladder of depth, against ",
                 Figure(second.value, "count", second.evidence()[:6], how), " with ", state_name(code), ", the next.")
    ]  # fmt: skip

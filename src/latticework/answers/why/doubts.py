"""Two doubts of the against section: agreements that wait to come into force, and partners tied to the threats."""

from __future__ import annotations

from latticework.answers.why.case import NEW_YEARS, SHOWN, TOLD, Case, method, state_name, step_words
from latticework.measures import duration, frustration
from latticework.measures.durations import waits_of
from latticework.measures.network import SECURITY_KINDS
from latticework.model.brief import Figure, Name, Sentence, Span, listed, sentence
from latticework.model.period import years_before
from latticework.model.reading import Reading, Unknown
from latticework.views.ties import Tie, rung

CASES = 3
"""Below so many agreements of a kind known to have come into force, or when more are open, their median says little."""


def longest_waiting(case: Case) -> list[Sentence]:
    """Tell which agreement has waited longest for its kind, where that is longer than the median and one can be drawn."""
    since = years_before(case.world.as_of, NEW_YEARS)
    signed = {
        tie.key: tie
        for tie in case.ties.of(case.state)
        if tie.status == "signed" and tie.since.period.surely_since > since
    }
    waits = [
        wait
        for kind in sorted({tie.kind for tie in signed.values()})
        for wait in waits_of(case.ties, kind)[0]
        if wait.open and wait.tie.key in signed
    ]
    if not waits:
        return []
    usual = {kind: found for kind in {w.tie.kind for w in waits} if (found := _usual(case, kind))}
    held = [wait for wait in waits if wait.tie.kind in usual and wait.days > usual[wait.tie.kind].value]
    if not held:
        return []
    wait = max(held, key=lambda w: (w.days / usual[w.tie.kind].value, w.days, w.tie.key))
    median, how = usual[wait.tie.kind], method("duration")
    facts, done = median.evidence(), median.detail["in_force"]
    assert isinstance(done, int)
    spans: list[Span | str] = [
        "Without a known entry into force: ", Name(wait.tie.title, wait.tie.steps), ", ",
        Figure(wait.days, "days", wait.facts, how), " after signature; the median of its kind is ",
        Figure(median.value, "days", facts, how), ", drawn from ", Figure(done, "count", facts, how), " in force.",
    ]  # fmt: skip
    return [sentence(spans)]


def _usual(case: Case, kind: str) -> Reading | None:
    """The median wait of a kind, where enough are known to have come into force to carry it."""
    found = duration(case.world, kind, case.ties)
    if isinstance(found, Unknown):
        return None
    done, still = found.detail["in_force"], found.detail["open"]
    assert isinstance(done, int)
    assert isinstance(still, int)
    return found if done >= CASES and done > still and found.value > 0 else None


def torn_partners(case: Case) -> list[Sentence]:
    """Tell which partners are tied to a state that threatens it, and how many triads among them all are out of balance."""
    partners = [partner.code for partner in case.partners[:TOLD]]
    rivals = case.rivals[:SHOWN]
    group = {case.state, *rivals, *partners, *((case.main_ally,) if case.main_ally else ())}
    found = frustration(case.world, group, case.ties, index=False)
    if isinstance(found, Unknown):
        return []
    torn = _torn(case, found, partners, rivals)
    if not torn:
        return []
    how, facts = method("frustration"), found.facts[:6]
    items: list[list[Span | str]] = [
        [state_name(partner), " with ", state_name(rival), " (", _label(tie), ", ", *step_words(tie), ")"]
        for partner, rival, tie in torn[:SHOWN]
    ]
    spans: list[Span | str] = [
        "Partners with a security agreement in force with a ranked threat as well: ",
        *listed(items),
    ]
    if len(torn) > SHOWN:
        more = tuple(tie.since for _, _, tie in torn[SHOWN:])
        spans += [", and ", Figure(len(torn) - SHOWN, "count", more, how), " more"]
    spans += ["; of the triads of these states, ", Figure(100 * found.value, "percent", facts, how)]
    return [sentence(spans, " are out of balance.")]


def _torn(case: Case, found: Reading, partners: list[str], rivals: list[str]) -> list[tuple[str, str, Tie]]:
    """The triads out of balance because a partner is tied to a state that the state itself opposes."""
    wrong, opposed = found.detail["unbalanced"], found.detail["negative"]
    assert isinstance(wrong, tuple)
    assert isinstance(opposed, tuple)
    pairs = case.ties.pairs({*partners, *rivals}, SECURITY_KINDS)
    torn = []
    for partner in partners:
        for rival in rivals:
            pair, triad = _pair(partner, rival), tuple(sorted((case.state, partner, rival)))
            if triad in wrong and pair not in opposed and _pair(case.state, rival) in opposed:
                tie = max(pairs[pair], key=lambda tie: (rung(tie), tie.since.day, tie.key))
                torn.append((partner, rival, tie))
    return torn


def _pair(one: str, other: str) -> tuple[str, str]:
    return (min(one, other), max(one, other))


def _label(tie: Tie) -> Name:
    return Name(tie.title, tie.steps)

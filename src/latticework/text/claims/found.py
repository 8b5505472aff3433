"""Claims of a document: what it says that can be held against facts, each with its characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from latticework.text.amounts import find_amounts
from latticework.text.claims.agreement import agreements
from latticework.text.claims.alliance import alliances
from latticework.text.claims.by_whom import by_whom
from latticework.text.claims.conversion import conversions
from latticework.text.claims.counting import counting
from latticework.text.claims.growth import growth
from latticework.text.claims.hosting import hostings
from latticework.text.claims.membership import memberships
from latticework.text.claims.multiplied import multiplied
from latticework.text.claims.overtake import overtaking
from latticework.text.claims.past import own_past
from latticework.text.claims.rank import ranks
from latticework.text.claims.ratio import ratios
from latticework.text.claims.reach import ranging, reaching
from latticework.text.claims.reaching_share import reaching_share, told_once
from latticework.text.claims.relations import relations
from latticework.text.claims.role import roles
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import TYPES, Claim
from latticework.text.claims.share import shares
from latticework.text.claims.since import firsts
from latticework.text.claims.taken import places_taken
from latticework.text.claims.world_share import world_shares
from latticework.text.dating import time_of
from latticework.text.mentions import Memory, learn
from latticework.text.read import Read
from latticework.text.ties import ties
from latticework.text.times import find_times

READERS: tuple[Callable[[Scene], Iterator[Claim]], ...] = (
    own_past, ratios, overtaking, growth, ranks, counting, shares, firsts, conversions, reaching, ranging, agreements,
    alliances, hostings, memberships, roles, world_shares, multiplied, reaching_share, relations,
)  # fmt: skip
"""Every reader of claims, listed by hand."""


def claims(read: Read) -> list[Claim]:
    """Give the checkable claims of a document in the order of the text; what is told twice stands twice."""
    found = [
        _with_names(scene, _with_tense(scene, claim))
        for scene in scenes(read)
        for reader in READERS
        for claim in by_whom(scene, reader(scene))
    ]
    found = told_once(places_taken(found, read.document.text))
    return sorted(_once(found), key=lambda claim: (claim.start, TYPES.index(claim.type)))


_STANDING = frozenset({"ratio", "share", "count", "quantity", "rank", "hosting", "alliance"})
"""Types that tell how things stand: in the past tense and without a time of their own they stand for the text's own day."""


def _with_tense(scene: Scene, claim: Claim) -> Claim:
    """Mark what is told in the past tense without a time: it is not told of today."""
    if (
        claim.type not in _STANDING
        or claim.time is not None
        or claim.since is not None
        or not scene.past(claim.start, claim.end)
    ):
        return claim
    once = _ONCE.search(scene.text)
    return replace(claim, detail={**claim.detail, "tense": "past", "once": "yes" if once else ""})


def _with_names(scene: Scene, claim: Claim) -> Claim:
    """Give a number of arms its sentence and the states named there: the weapon, and who buys and who sells, may stand far from it."""
    if claim.measure != "arms":
        return claim
    named = ";".join(dict.fromkeys(code for _, code in scene.named))
    return replace(claim, detail={**claim.detail, "sentence": scene.text, "named": named})


_ONCE = re.compile(
    r"\b(?:long|once|used to|formerly|previously|until|till|for (?:years|decades|generations)|had (?:long |always )?been|back then|in those days|at the time|before|by then|at (?:its|their) (?:peak|height))\b",
    re.I,
)
"""Words that put what is told in the past tense into a time that is over, which no year names."""


def scenes(read: Read) -> Iterator[Scene]:
    """Give the sentences of a document, one by one, with what was said before each."""
    document = read.document
    times = find_times(document.text, document.published)
    amounts = find_amounts(document.text, times)
    memory, before = Memory(), ""
    flat = replace(document, text=document.text.replace("\n", " "))  # a line break inside a sentence is a blank
    for number, clause in enumerate(read.clauses):
        inside = [place for place, amount in enumerate(amounts) if clause.start <= amount.start < clause.end]
        told = [(tie, time_of(clause, tie.word, times)) for tie in ties([clause])] or [
            (tie, time) for tie, time in zip(read.ties, read.tie_times, strict=True) if tie.sentence == number
        ]
        told = [(tie, time) for tie, time in told if tie.plain]
        scene = Scene(flat, clause, number, memory, times, [amounts[i] for i in inside], inside, told, amounts, before)
        yield scene
        learn(clause, memory)
        before = scene.text


def _told_better(claim: Claim, found: list[Claim]) -> bool:
    """Whether another claim about the same words says more: a number of arms that came down, a range that reaches a state."""

    def covered(*measures: str) -> bool:
        return any(
            other is not claim and other.sentence == claim.sentence and other.start < claim.end and claim.start < other.end and (other.measure or other.type) in measures
            for other in found
        )  # fmt: skip

    if claim.measure == "arms":
        return covered("arrivals", "missile_test", "pledge")
    return (
        claim.kind == "range"
        and covered("reach", "conversion")
        and any(o.type == "reach" and o.kind != "range" and o.sentence == claim.sentence for o in found)
    )


def _once(found: list[Claim]) -> list[Claim]:
    """Of claims of one type about the same words, sides and value, keep the first; a count of forces says they are there."""
    kept: dict[tuple[object, ...], Claim] = {}
    counted = {
        (claim.sentence, claim.parties) for claim in found if claim.type == "count" and claim.measure == "troops_hosted"
    }
    for claim in found:
        if _told_better(claim, found):
            continue
        if claim.type == "hosting" and (claim.sentence, claim.parties) in counted:
            continue
        if claim.type == "alliance":
            kept.setdefault((claim.type, claim.sentence, frozenset(claim.parties)), claim)
            continue
        kept.setdefault(
            (claim.type, claim.sentence, claim.subject, claim.object, claim.value, claim.kind, claim.status), claim
        )
    return list(kept.values())

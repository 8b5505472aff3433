"""Which ties on record the words of a text may mean: by kind and parties, by name, by the words of their titles."""

from __future__ import annotations

import re
from functools import cache

from latticework.answers.check.tie_steps import ties_of
from latticework.model.state import fold, is_state
from latticework.model.tables import read_csv
from latticework.text.claims.shapes import Claim
from latticework.views.ties import Tie
from latticework.views.world import World

_BY_NAME = frozenset({"arms_control"})
"""Kinds of which two states had several, each with its own name: one of another name is another treaty."""
_EMPTY = frozenset({"the", "a", "an", "of", "on", "and", "for", "in", "to", "between", "with", "their", "its", "new", "treaty", "agreement", "pact", "accord", "deal", "programme", "program", "project", "memorandum", "framework", "partnership", "arrangement", "declaration", "protocol"})  # fmt: skip
"""Words of a title or phrase that tell one agreement from no other."""


@cache
def kin() -> dict[str, tuple[str, ...]]:
    """The kinds a told kind may mean beside its own, by the told kind."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read_csv("latticework.answers", "kin.csv"):
        found[row["told"]] = (*found.get(row["told"], ()), row["kind"])
    return found


def matching(world: World, claim: Claim) -> list[Tie]:
    """Give the ties the claim may mean among all its parties, ended ones too: those of its name, else of its kind or akin."""
    parties = [code for code in claim.parties if is_state(code)]
    if not parties:
        return []
    every = [
        tie for tie in ties_of(world).of(parties[0], ended=True) if not tie.via and set(parties) <= set(tie.parties)
    ]
    year = claim.detail.get("year", "")
    if year:
        every = [tie for tie in every if any(str(step.day.year) == year for step in tie.steps)]
    exact = [tie for tie in every if set(tie.parties) == set(parties)]
    if any(tie.kind == claim.kind for tie in exact):
        every = exact
    named = [tie for tie in every if _named(claim, tie)]
    if named or len(parties) < 2 or (claim.kind in _BY_NAME and claim.detail.get("name")):
        return named
    own = [tie for tie in every if tie.kind == claim.kind]
    akin = [tie for tie in every if tie.kind in kin().get(claim.kind, ())]
    if claim.kind == "other_agreement":
        akin = every
    return own + akin


def titled(claim: Claim, ties: list[Tie]) -> list[Tie]:
    """Of ties, give those whose title has all telling words of the phrase by which the text names the agreement."""
    words = _telling(claim.detail.get("phrase", ""))
    if claim.detail.get("name"):
        return [tie for tie in ties if _named(claim, tie)]
    found = [tie for tie in ties if words and words <= _telling(tie.title)]
    noun = fold(claim.detail.get("phrase", "")).split()[-1:]
    exact = [tie for tie in found if noun and noun[0].removesuffix("s") in fold(tie.title)]
    return exact if len(found) > 1 and exact else found


def _named(claim: Claim, tie: Tie) -> bool:
    words = _telling(claim.detail.get("name", ""))
    return bool(words) and words <= _telling(tie.title)


def _telling(words: str) -> frozenset[str]:
    plain = fold(words).replace("defense", "defence").replace("co-operation", "cooperation")
    return frozenset(word.removesuffix("s") for word in re.findall(r"[\w-]+", plain)) - _EMPTY

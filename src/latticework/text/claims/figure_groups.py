"""Makers of claims from figures that count members of a grouping, pacts, exercises and launches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.grouping import groupings
from latticework.text.claims.counted import Figure
from latticework.text.claims.figure_claims import figure_claim
from latticework.text.claims.figure_sides import Sides
from latticework.text.claims.figure_times import own_part
from latticework.text.claims.phrases import joined
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim

_SEAT = re.compile(r"Brussels\b")
"""A city that stands for a grouping, and is only where another sits too."""
_GROUP = re.compile(
    r"\b(?:the alliance|the bloc|the pact|the union|the group(?:ing)?|the club|the organi[sz]ation)\b", re.I
)


def launches(scene: Scene, figure: Figure, sides: Sides) -> Iterator[Claim]:
    """How many times a state fired or tested missiles."""
    if sides.owner and figure.value:
        yield figure_claim(scene, figure, "count", "launches", sides, unit="tests")


def members(scene: Scene, figure: Figure, sides: Sides) -> Iterator[Claim]:
    """How many members a grouping has."""
    del sides
    own = own_part(scene, figure)
    told = [(scene.clause.tokens[i].start, code) for i, code in scene.named if code in groupings()]
    keys = [code for at, code in told if not _SEAT.match(scene.document.text, at)] or [code for _, code in told]
    if not keys and _GROUP.search(scene.text):
        keys = [code for code in reversed(scene.memory.recent) if code in groupings()] or (
            ["NATO"] if re.search(r"\bNATO\b|\bthe alliance\b", scene.document.text) else []
        )
    if (
        len(set(keys)) != 1
        or figure.value is None
        or figure.value < 2
        or re.search(
            r"\bof (?:the|its|our)\b",
            scene.text[figure.start - scene.clause.start : figure.end - scene.clause.start + 8],
        )
    ):
        return
    if not figure.beside and not re.search(
        r"\b(?:to|at|is|are|now|of|has|have|but|counts?|numbers?) (?:[a-z]+ ){0,2}$",
        scene.text[: figure.start - scene.clause.start],
    ):
        return
    if re.search(r"\b(?:from|left|joined|quit) (?:[a-z]+ )?$", scene.text[: figure.start - scene.clause.start]) or not (
        _membership(scene, figure, own) and not _NOT_NOW.search(scene.text, 0, figure.start - scene.clause.start)
    ):
        return
    yield figure_claim(
        scene,
        figure,
        "count",
        "members",
        Sides((keys[0],), ()),
        unit="count",
        object=keys[0],
        comparator="" if figure.how == "only" else figure.how,
    )


_NOT_NOW = re.compile(r"\b(?:no longer|not|once)(?: [a-z]+){0,2} $", re.I)


def _membership(scene: Scene, figure: Figure, own: str) -> bool:
    """Whether a number of states is one of members: by its noun, or by a word of belonging in its part of the sentence."""
    if re.match(r"(?:member|all(?:y|ies)$|allie)", figure.what, re.I):
        return True
    return bool(joined("claim_membership_words.csv", "role", "member").search(own if figure.beside else scene.text))


def pacts(scene: Scene, figure: Figure, sides: Sides) -> Iterator[Claim]:
    """How many agreements states have made, or exercises they have held."""
    if sides.owner and figure.value is not None and figure.value >= 2:
        yield figure_claim(scene, figure, "count", figure.concept, sides, unit="count")

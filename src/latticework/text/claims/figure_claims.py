"""The claim of a figure, before it is known what sort of thing is counted."""

from __future__ import annotations

from latticework.text.claims.counted import Figure
from latticework.text.claims.figure_sides import Sides
from latticework.text.claims.figure_times import times_of
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim


def figure_claim(scene: Scene, figure: Figure, type_: str, measure: str, sides: Sides, **more: object) -> Claim:
    """Make the claim of a figure with its sides, its times and what it counts."""
    time, since = times_of(scene, figure)
    parties = tuple(dict.fromkeys(code for code in (*sides.owners, *sides.places) if code))
    fields: dict[str, object] = {
        "subject": sides.owner, "object": sides.place, "parties": parties if len(parties) > 1 else (), "value": figure.value, "high": figure.high,
        "unit": figure.concept, "comparator": "" if figure.how == "only" else figure.how, "measure": measure, "time": time, "since": since, "modality": "denied" if figure.denied else "happened", "detail": {"what": figure.what},
    }  # fmt: skip
    return scene.claim(type_, figure.start, figure.end, **{**fields, **more})

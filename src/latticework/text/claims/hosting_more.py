"""Claims that compare forces of one state in two others: `more American troops are based in South Korea than in Japan`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.state import is_state
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim

MAY_BE = re.compile(
    r"\b(?:would|could|(?-i:may)|might|if|plans?|wants?|hopes?|will|should|seeks?|rumou?r\w*|about to|considers?|asked|expected|fear\w*)\b",
    re.I,
)
"""Words that tell what may be, not what is."""

_MORE_HERE = re.compile(
    r"\b(?P<sign>more|fewer)\b(?:U\.S\.|[^.;]){0,60}?\b(?:troops|soldiers|forces|service ?members|personnel|marines)\b[^.;]{0,40}?\b(?:in|to|at|on)\b",
    re.I,
)
_HOSTS_MORE = re.compile(
    r"\b(?:hosts?|has|have|houses?|is home to|holds?)\b[^.;]{0,12}?\b(?P<sign>more|fewer)\b(?P<whose>(?:U\.S\.|[^.;]){0,40}?)\b(?:troops|soldiers|forces|service ?members|personnel|marines)\b[^.;]{0,24}?\bthan\b",
    re.I,
)


def hosting_more(scene: Scene) -> Iterator[Claim]:
    """`Japan hosts more American soldiers than Germany`: the host stands first, the guest beside the forces."""
    match = _HOSTS_MORE.search(scene.text)
    if not match or MAY_BE.search(scene.text[: match.end()]):
        return
    at = [(scene.clause.tokens[i].start - scene.clause.start, code) for i, code in scene.named if is_state(code)]
    first = [code for place, code in at if place < match.start()]
    guest = [code for place, code in at if match.start("whose") <= place < match.end("whose")]
    second = [code for place, code in at if place >= match.end()]
    if first and guest and second and len({guest[0], first[-1], second[0]}) == 3:
        yield _compared(scene, match, match.end(), guest[0], first[-1], second[0])


def _compared(scene: Scene, match: re.Match[str], end: int, guest: str, here: str, there: str) -> Claim:
    return scene.claim(
        "hosting", scene.clause.start + match.start(), scene.clause.start + end, subject=guest, object=here, parties=(guest, here),
        kind="compared", status="in_force", comparator="more_than" if match["sign"].lower() == "more" else "less_than", detail={"other": there},
    )  # fmt: skip


def more_here_than_there(scene: Scene) -> Iterator[Claim]:
    """`More American troops are based in South Korea than in Japan`: one guest, two hosts."""
    match = _MORE_HERE.search(scene.text)
    than = re.search(r"\bthan\b", scene.text)
    if not match or not than or than.start() < match.start():
        return
    at = [(scene.clause.tokens[i].start - scene.clause.start, code) for i, code in scene.named if is_state(code)]
    first = [code for place, code in at if match.end() - 1 <= place < than.start()]
    second = [code for place, code in at if place > than.start()]
    guest = [code for place, code in at if place < match.end() - 1]
    if first and second and guest and len({guest[-1], first[0], second[0]}) == 3:
        yield _compared(scene, match, than.end(), guest[-1], first[0], second[0])

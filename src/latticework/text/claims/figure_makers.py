"""From a figure with its sides to a claim: one maker for each kind of thing that is counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from latticework.model.state import is_state
from latticework.text.claims.counted import Figure
from latticework.text.claims.figure_claims import figure_claim
from latticework.text.claims.figure_groups import launches, members, pacts
from latticework.text.claims.figure_sides import Sides
from latticework.text.claims.figure_times import own_part
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.claims.statement import statement

_CAP = re.compile(
    r"\b(?:cap|ceiling|limit|allowed|allows?|permit\w*|entitled|may (?:keep|deploy|hold|have|field|possess|station|retain|own)|no more than|maximum|treaty)\b",
    re.I,
)

_NEITHER = re.compile(r"\b(?:neither|nor|not|cannot|no)\b[^.;]{0,60}\b(?:may|can|allowed|permitted|deploy)\b", re.I)

_MOVED = re.compile(
    r"\b(?:additional|more|another|extra|further|sent|sends?|sending|withdr[ae]w\w*|pull\w*|reinforce\w*|bring\w* home|brought home|left|leav(?:e|es|ing)|arriv\w+|flew|shipped|redeploy\w*)\b",
    re.I,
)

_STAND = re.compile(
    r"\b(?:based|stationed|serv(?:e|es|ed|ing)|remain\w*|stay\w*|host\w*|hous\w*|home to|keeps?|kept|ha(?:s|ve|d)|is where|there (?:are|were)|garrison\w*|presence|are (?:in|there)|come to|came to|number\w*|deployed|posted|quartered|maintain\w*|count\w*|stands?|stood)\b",
    re.I,
)

_TOGETHER = re.compile(
    r"\b(?:tak(?:e|es|ing|en) part|took part|participat\w*|drill\w*|exercises?|manoeuvres|maneuvers|war games?)\b", re.I
)

_ATOM = re.compile(
    r"\b(?:nuclear|atom\w*|A-bombs?|H-bombs?|devices?|seism\w*|underground|Lop Nor|Semipalatinsk|Nevada|Pokhran|Punggye-ri|shafts?|A-bombs?)\b",
    re.I,
)

_HELD = re.compile(
    r"\b(?:ha(?:s|ve|d)|hold(?:s|ing)?|held|possess\w*|own(?:s|ed)?|stock\w*|arsenal|number\w*|c[ao]mes? to|stood|stands?|lie|lies|lay|declar\w*|keeps?|kept|maintain\w*|control\w*|credit\w*|sits? on|inventory|total\w*|with)\b",
    re.I,
)

HURT = re.compile(
    r"\b(?:kill\w*|wound\w*|died|dead|deaths?|casualt\w*|captured|missing|deserted|defect\w*|evacuat\w*|buried|fell in|graves?|injured|surrendered|prisoners?|veterans?)\b",
    re.I,
)

FIRED = re.compile(
    r"\b(?:fir(?:e|es|ed|ing)|launch\w*|test(?:s|ed|ing)?|shot off|shoot\w* off|let off|loosed|lobbed|sent up)\b", re.I
)


def _at_home(sides: Sides) -> Sides:
    """Forces and arms of nobody named are those of the one place named: `a million can be called up in Russia`."""
    return Sides(sides.places, (), sides.sure) if not sides.owners and len(sides.places) == 1 else sides


def _arms(scene: Scene, figure: Figure, sides: Sides) -> Iterator[Claim]:
    """Arms that a state has, got, gave or lost."""
    own = own_part(scene, figure)
    sides = _at_home(sides)
    if not sides.owner:
        return
    if (
        figure.concept == "missiles"
        and (
            FIRED.search(own)
            or (scene.document.text[figure.end : figure.end + 14].find(":") >= 0 and FIRED.search(scene.text))
        )
        and figure.value
    ):
        measure = "launches" if sides.place else "missile_test"
        yield figure_claim(scene, figure, "count", measure, sides)
        return
    given = _other_side(scene, scene.text[slice(*statement(scene, figure.start, figure.end))], sides)
    if given:
        yield figure_claim(scene, figure, "quantity", "arms", sides, object=given, parties=(sides.owner, given))
        return
    how = figure.how
    if _CAP.search(own) and (how in ("", "up_to") or _NEITHER.search(own)):
        how = "up_to" if _NEITHER.search(own) or re.search(r"\b(?:cap|ceiling|limit|maximum)\b", own) else how
        yield figure_claim(scene, figure, "quantity", "arms", sides, comparator=how)
        return
    stock = (
        figure.concept == "warheads"
        and _HELD.search(own)
        and not _MOVED.search(own)
        and not sides.place
        and len(sides.owners) == 1
        and "deploy" not in own
    )
    yield figure_claim(
        scene, figure, "quantity", "warheads" if stock else "arms", sides, **({"unit": "warheads"} if stock else {})
    )


_COMING = re.compile(r"\b(?:will|would)\b")
_HANDED = re.compile(
    r"\b(?:giv(?:e|es|ing|en)|gave|got|gets?|receiv\w*|suppl(?:y|ies|ied|ying)|deliver\w*|hand(?:s|ed|ing)?|donat\w*|ship(?:s|ped|ping)?|sent|sends?|transferr?\w*|lent|lends?|inherit\w*|obtain\w*|acquir\w*|bought|sold)\b",
    re.I,
)


def _other_side(scene: Scene, own: str, sides: Sides) -> str:
    """Who gave the arms or got them, where a verb of giving tells of one other state."""
    if len(sides.owners) != 1 or sides.place or not _HANDED.search(own):
        return ""
    start = scene.text.find(own)
    named = {
        code for i, code in scene.named if start <= scene.clause.tokens[i].start - scene.clause.start < start + len(own)
    }
    others = [code for code in named if is_state(code) and code != sides.owner]
    return others[0] if len(others) == 1 else ""


def _troops(scene: Scene, figure: Figure, sides: Sides) -> Iterator[Claim]:
    """Forces of a state: all of them, or those in another state."""
    own = own_part(scene, figure)
    sides = _at_home(sides)
    if not sides.owner or HURT.search(own) or figure.value == 0:
        return
    if sides.place and sides.place != sides.owner:
        if _TOGETHER.search(own):
            return
        sure = (
            is_state(sides.owner)
            and is_state(sides.place)
            and len(sides.places) == 1
            and sides.sure
            and _STAND.search(own)
            and not (_MOVED.search(own) and not re.search(r"\b(?:based|stationed|remain)\b", own))
            and figure.how != "additional"
        )
        more: dict[str, object] = (
            {"modality": "planned"} if _COMING.search(scene.text, *statement(scene, figure.start, figure.end)) else {}
        )
        yield figure_claim(scene, figure, "count", "troops_hosted" if sure else "forces", sides, unit="troop", **more)
    elif figure.concept == "troops":
        yield figure_claim(scene, figure, "quantity", "forces", sides)


_RUNS = re.compile(
    r"\b(?:runs?|ran|operat(?:es?|ed|ing)|maintain(?:s|ed)?|owns?|owned|buil(?:d|ds|ding|t)|begun|began|open(?:s|ed)?|clos(?:es|ed)|dug|lost)\b",
    re.I,
)


def _sites(scene: Scene, figure: Figure, sides: Sides) -> Iterator[Claim]:
    """Sites and bases of a state, in another or anywhere."""
    if (
        sides.owner
        and figure.value
        and (
            sides.place
            or re.search(r"\b(?:abroad|soil|overseas|continent|world|region|foreign|countries|states)\b", scene.text)
            or _RUNS.search(own_part(scene, figure))
        )
    ):
        sure = sides.place and len(sides.owners) == 1 and len(sides.places) == 1
        yield figure_claim(
            scene,
            figure,
            "count",
            "bases" if sure else "sites",
            sides,
            **({"parties": (sides.owner, sides.place)} if sure else {}),
        )


def _tests(scene: Scene, figure: Figure, sides: Sides) -> Iterator[Claim]:
    """Nuclear tests of a state."""
    if (
        sides.owner
        and figure.value
        and (_ATOM.search(scene.text) or _ATOM.search(scene.before))
        and "missile" not in scene.text
    ):
        if "bomb" in figure.what.lower() and not re.search(
            r"\b(?:went off|explod\w+|detonat\w+|set off|test\w*)\b", scene.text
        ):
            return
        plain = "device" not in figure.what.lower()
        yield figure_claim(scene, figure, "count", "nuclear_test" if plain else "nuclear_device", sides, unit="count")


ARMS = ("warheads", "missiles", "tanks", "aircraft", "submarines", "carriers", "ships", "drones", "guns", "agents")
"""What is counted of arms, by the table of things counted."""

MAKERS: dict[str, Callable[[Scene, Figure, Sides], Iterator[Claim]]] = {
    **dict.fromkeys(ARMS, _arms),
    "troops": _troops, "sites": _sites, "tests": _tests, "members": members, "launches": launches, "agreements": pacts, "exercises": pacts, "patrols": pacts,
}  # fmt: skip

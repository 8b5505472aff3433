"""Claims that tell how much or how many: forces, arms, money for the forces, sites, tests, members, pacts.

The readers made for one wording each speak first; what they leave is read here from its slots: a figure with what it
counts (`claim_counted`), whose it is, where it is, and when, in whatever order the sentence has them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from latticework.text.claims.count import forces, series, stocks
from latticework.text.claims.counted import Figure, figures, parted
from latticework.text.claims.day import then
from latticework.text.claims.figure_makers import ARMS, FIRED, HURT, MAKERS
from latticework.text.claims.figure_sides import sides_of
from latticework.text.claims.figure_times import own_part, times_of
from latticework.text.claims.ordered import ordered
from latticework.text.claims.ordinals import place_of
from latticework.text.claims.promised import sums
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.claims.statement import statement
from latticework.text.claims.sums import outlays
from latticework.text.claims.tally import arrivals, exercises, numbering, tallies, test_totals
from latticework.text.claims.tellers import tellers

_FIRST: tuple[Callable[[Scene], Iterator[Claim]], ...] = (
    forces, stocks, series, exercises, tallies, arrivals, numbering, test_totals, sums, outlays,
)  # fmt: skip
_UNREAL = re.compile(
    r"\b(?:if|unless|would(?! (?:remain|stay|keep|continue))|could|should|might|will(?! (?:remain|stay|keep|continue|train|serve))|shall|won't|wish\w*|hop(?:e[sd]?|ing)|wants?|wanted|aims?|aiming|plans? (?:to|for)|plan|planned|planning|intends?|"
    r"target(?:s|ed)? (?:of|is)|goals?|ambition|dreams?|wager|bets?|set to|on course|projected|forecasts?(?=s? (?:that|by|to))|forecast|predict\w*|expects?|expected|likely|poised|needs?|imagine|suppose|ought|must|proverb|saying|joke|"
    r"by 20[3-9]\d|someday|one day|(?:is|are) to (?:get|have|buy|receive|be)|on order|ordered|orders|order for|proposes?|proposed|ask(?:s|ed|ing)? for|appeal(?:s|ed)? for|beg(?:s|ged)? for|clamou?r\w*|sought|seek(?:s|ing)?|request\w*|offer(?:s|ed)?|give (?:me|us)|send (?:me|us)|let us|novel|film|game)\b",
    re.I,
)
_MAY = re.compile(r"\bmay\b(?! (?:keep|deploy|hold|have|field|possess|station|retain|own|not)\b)(?!\s*\d)")
_TO_DO = re.compile(r"\b(?:is|are|was|were) to (?:station|deploy|send|base|post|keep|have|host|receive)\b", re.I)
_ASKED = re.compile(
    r"^\W*(?:[A-Z][\w' ]{0,20}[:,] )?(?:how|what|which|who|why|when|where|should|would|could|shall|will|may|might|can|do|does|did|(?:is|are|was|were)(?! it (?:so|true|right)\b)|has|have|had)\b",
    re.I,
)
_WISHED = re.compile(r"\b(?:needs?|needed|wants?|wanted|wish\w*|hop(?:e|es|ed|ing)|would like|dreams?)\b", re.I)
_STAYS = re.compile(r"\b(?:will|would|to) (?:remain|stay|keep|continue|serve)\b", re.I)
_THAN = re.compile(r"^(?: \w+)? (?:more|fewer|less|higher|lower) than\b|^ (?:more|fewer|less|further|extra)\b", re.I)


def counting(scene: Scene) -> Iterator[Claim]:
    """Read claims of number: by the readers of single wordings, then by slots what these leave."""
    if not scene.amounts and not re.search(r"\b(?:no|not|nil|zero|third|fourth|fifth|sixth|second)\b", scene.text):
        for reader in _FIRST:
            yield from reader(scene)
        return
    told = {scene.clause.tokens[i].start: code for i, code in scene.named if i in tellers(scene)}
    first = [
        claim
        for reader in _FIRST
        for claim in reader(scene)
        if not _THAN.match(scene.document.text[claim.end : claim.end + 24])
    ]
    only = {code for _, code in scene.named} - set(told.values())
    kept = [claim for claim in first if not (claim.subject in told.values() and claim.subject not in only and only)]
    kept = [claim for claim in kept if not (claim.object in told.values() and claim.object not in only)]
    kept = [
        claim
        for claim in kept
        if not (
            claim.measure == "troops_hosted"
            and (HURT.search(own_part(scene, claim)) or _TO_DO.search(own_part(scene, claim)))
        )
    ]
    found = [one for one in figures(scene) if one.value != 2 or not _OF_A_NAME.search(scene.text)]
    kept = [
        _finished(scene, claim)
        for claim in kept
        if claim.measure != "arms" or not any(_retold(scene, claim, figure) for figure in found)
    ]
    kept = [_placed_better(scene, claim, found) for claim in kept]
    kept = [_of_its_day(claim) for claim in kept]
    kept = [replace(claim, comparator="") if claim.comparator == "only" else claim for claim in kept]
    yield from kept
    for figure in found:
        if any(claim.start < figure.end and figure.start < claim.end for claim in kept) or _THAN.match(
            scene.document.text[figure.end : figure.end + 24]
        ):
            continue
        if not _unreal(scene, figure):
            yield from MAKERS[figure.concept](scene, figure, sides_of(scene, figure))
        elif figure.concept in ARMS:
            yield from ordered(scene, figure)
    if not any(claim.measure == "nuclear_test" for claim in kept):
        yield from _placed(scene)


_OF_A_NAME = re.compile(r"\b(?:two|both) (?:Koreas|Chinas|Yemens|Sudans|Congos|Germanys)\b")
"""Two states of a name are named by it, and nothing is counted."""
_PLACE = re.compile(
    r"(?:'s|’s|s’) (?P<n>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))(?! \w*(?: \w+)? (?:missile|largest))\b(?=[,.;]| (?:nuclear )?(?:test|blast|explosion|detonation))"
)


def _placed(scene: Scene) -> Iterator[Claim]:
    """`The blast was North Korea's third`: which in the series of a state's nuclear tests."""
    match = _PLACE.search(scene.text)
    if (
        not match
        or not re.search(r"\b(?:blast|nuclear|atomic|explosion|detonation)\b", scene.text)
        or _UNREAL.search(scene.text)
        or "missile" in scene.text
    ):
        return
    at = [
        code
        for i, code in scene.named
        if scene.clause.tokens[scene.clause.hit_at[i].end - 1].end - scene.clause.start
        in (match.start(), match.start() + 1)
    ]
    place = place_of(match["n"])
    if at and place:
        start, end = scene.clause.start + match.start("n"), scene.clause.start + match.end()
        yield scene.claim(
            "count",
            start,
            end,
            subject=at[0],
            value=float(place),
            unit="ordinal",
            measure="nuclear_test",
            time=scene.when(scene.token(start)),
            detail={"what": "nuclear test"},
        )


def _retold(scene: Scene, claim: Claim, figure: Figure) -> bool:
    """Whether a number of arms is read better from its slots: launches, and what is only wished."""
    near = claim.start < figure.end and figure.start < claim.end
    if near and _WISHED.search(own_part(scene, figure)):
        return True
    return near and (claim.modality in ("happened", "hypothetical") or bool(FIRED.search(own_part(scene, figure))))


def _placed_better(scene: Scene, claim: Claim, found: list[Figure]) -> Claim:
    """Take the sides read from the words beside a figure where they say more: `900 in Syria and 2,500 in Iraq`, sites that a host opens."""
    figure = next((one for one in found if one.start < claim.end and claim.start < one.end), None)
    if figure is None or claim.measure not in ("bases", "troops_hosted"):
        return claim
    sides = sides_of(scene, figure)
    here = re.match(r" (?:in|on|at) ", scene.document.text[figure.end : figure.end + 4])
    if (
        not sides.owner
        or not sides.place
        or (claim.measure == "troops_hosted" and (not here or sides.place == claim.object))
    ):
        return claim
    owner = sides.owner if claim.measure == "bases" else claim.subject
    return (
        replace(claim, subject=owner, object=sides.place, parties=(owner, sides.place))
        if owner != sides.place
        else claim
    )


def _finished(scene: Scene, claim: Claim) -> Claim:
    """Add to a count of launches, tests or partners since when it is counted, where its own reader left it out."""
    if claim.measure == "warheads" and claim.time is None:
        return replace(
            claim, time=times_of(scene, Figure(claim.start, claim.end, claim.value, None, "", "warheads", ""))[0]
        )
    if (
        claim.measure not in ("nuclear_test", "missile_test", "partners")
        or claim.since is not None
        or claim.unit == "ordinal"
    ):
        return claim
    figure = Figure(claim.start, claim.end, claim.value, claim.high, "", "missiles", "")
    time, since = times_of(scene, figure)
    if claim.measure == "missile_test" and not claim.object:
        claim = replace(claim, object=sides_of(scene, figure).place)
    if since is None:
        return claim
    return replace(claim, since=since, time=time if claim.measure != "partners" else claim.time)


def _of_its_day(claim: Claim) -> Claim:
    """Give a claim the states that its names stood for on the day of the text, and a bound its plain reading."""
    if claim.comparator in ("up_to", "at_most", "less_than") and claim.modality == "denied":
        claim = replace(claim, modality="happened")  # no more than 900 tanks
    subject, other = then(claim.subject, claim.said), then(claim.object, claim.said)
    return replace(
        claim, subject=subject, object=other, parties=tuple(then(code, claim.said) for code in claim.parties)
    )


def _unreal(scene: Scene, figure: Figure) -> bool:
    """Whether the part of the sentence that holds a figure asks, wishes, foretells or supposes."""
    low, high = parted(scene, figure.start, figure.end)
    start = max(scene.text.rfind(mark, 0, figure.start - scene.clause.start) for mark in (":", ";", '"', "“")) + 1
    own = scene.text[min(low, start) if start > low else low : high]
    first, last = statement(scene, figure.start, figure.end)
    own = scene.text[max(first, start) : last] if last > max(first, start) else own
    if scene.text.rstrip(' "”').endswith("?") and _ASKED.match(scene.text[low:]):
        return True
    if re.match(r"\W*(?:If|Unless|Should|Were|Imagine|Suppose|Give|Let)\b", scene.text) or re.match(
        r"\W*(?:Give|Send|Let)\b", own
    ):
        return True
    return bool(
        _UNREAL.search(own) or _MAY.search(own) or (_ahead(scene, max(first, low), last) and not _STAYS.search(own))
    )


def _ahead(scene: Scene, low: int, high: int) -> bool:
    """Whether the time told with a figure is one to come, by the day of the text."""
    said, base = scene.document.published, scene.clause.start
    here = [
        time.past
        for time in scene.times
        if base + low <= time.start < base + high and time.kind in ("day", "interval") and time.past
    ]
    return bool(here and said and all(span.first > said for span in here))

"""Numbers of arms that a state orders or means to buy: told of what is to come, and yet on record as contracts and plans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.state import is_state
from latticework.text.claims.counted import Figure
from latticework.text.claims.figure_claims import figure_claim
from latticework.text.claims.figure_sides import Sides
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim

_VERB = r"(?:order|buy|purchase|acquire|procure|get|receive)"
_DONE = r"(?:ordered|bought|purchased|acquired|procured|contracted)"
_MEANT = r"(?:plan|intend|mean|agree|decide|prepare)(?:s|ned|ed|d|ning|ding|ing)? to|meant to|set to|going to"
_ORDER = re.compile(
    rf"\b(?:(?:is|are|was|were) to {_VERB}|(?:{_MEANT}) {_VERB}|will {_VERB}|(?:has|have|had|having) (?:just |now |already |also )?{_DONE}|{_DONE}|"
    r"sign(?:s|ed|ing)? (?:\w+ ){0,3}(?:contract|deal|agreement)s? (?:for|to buy|on|covering)|sign(?:s|ed) for|"
    r"(?:contract|order|deal)s? (?:for|covers|covering|to buy)|(?:has|have) on order|on order)\b",
    re.I,
)
"""Words that tell of an order, or of one that is planned."""
_SUPPOSED = re.compile(
    r"\b(?:if|unless|should|could|might|may|wants?|wanted|wish\w*|hop(?:e|es|ed|ing)|would like|needs?|seeks?|seeking|asked|asks|rumou?r\w*|"
    r"never|not|no longer|cancel\w*|refus\w*|declin\w*|denied|dropp?\w*|considers?|considering|mulls?|weighs?)\b|\?",
    re.I,
)
"""Words that make an order one that is only supposed, wished or denied."""


def ordered(scene: Scene, figure: Figure) -> Iterator[Claim]:
    """Read `Türkiye has ordered 20 Eurofighters from Britain` and `Australia is to buy up to five submarines`.

    Who buys is the first state named before the word for an order; another, named later, sells. Nothing is read of an order that
    is wished, denied or supposed, nor where nobody is named before it.
    """
    match = _ORDER.search(scene.text)
    if match is None or _SUPPOSED.search(scene.text):
        return
    start = scene.clause.start
    named = [(scene.clause.tokens[i].start - start, code) for i, code in scene.named if is_state(code)]
    buyers = [code for at, code in named if at < match.start()]
    sellers = [code for at, code in named if at > match.end() and code not in buyers]
    if len(set(buyers)) != 1 or len(set(sellers)) > 1:
        return
    seller = sellers[0] if sellers else ""
    sides = Sides((buyers[0],), (), True)
    parties = (buyers[0], seller) if seller else ()
    yield figure_claim(scene, figure, "quantity", "arms", sides, object=seller, parties=parties)

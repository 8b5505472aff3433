"""Claims on how many times something is its own past: `more than seven times that of the year before`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.state import is_state
from latticework.text.amount_numbers import number
from latticework.text.amounts import Amount
from latticework.text.claims.scene import Scene, number_of, vague
from latticework.text.claims.shapes import Claim
from latticework.text.claims.years import COUNT
from latticework.text.modality import modality
from latticework.text.time_span import year_span

_IT = r"(?:it|they|the (?:country|state|kingdom|republic|government)|[A-Z][\w]+)"
_DID = r"(?:had been|had spent|was spending|was|were|had|did|spent|paid|stood at)"
_THEN = re.compile(
    rf"\b(?:(?:that|those|the (?:figure|sum|total|level|amount)) (?:of|for|in|from)|what {_IT} {_DID}(?: spent| been| paid)?(?: in| for)?|(?:as|than) (?:{_IT} )?(?:{_DID} )?(?:in|for|during)|(?:as|than) {_IT} {_DID}|(?:as|than)|"
    r"(?:its|their|the) (?:level|size|figure|sum|total|spending|budget)(?: of| in| from| for)?|of|its|their|the) "
    rf"(?P<then>(?:the )?(?P<y>(?:19|20)\d\d)(?: (?:level|figure|sum|total|budget|amount|spending))?|(?:the|a) (?:year|one) (?:before|earlier|prior)|the (?:previous|preceding|prior) year|(?P<n>{COUNT}|a) (?P<unit>year|decade)s? (?:before|earlier|previously|ago))\b"
)
_NEAR = 80


def own_past(scene: Scene) -> Iterator[Claim]:
    """Read how many times what a state spends is what it spent in another year that the sentence tells."""
    if scene.measure() != "military_spending":
        return
    for amount in scene.amounts:
        value, high = number_of(amount)
        if amount.unit not in ("ratio", "fraction") or not value:
            continue
        low = amount.end - scene.clause.start
        then = _THEN.search(scene.text, low, min(len(scene.text), low + _NEAR))
        between = scene.text[low : then.start()] if then else ""
        if then is None or re.search(r"[;,]|\bbut\b|\bwhile\b", between) or _other_named(scene, amount, then):
            continue
        head = scene.head(amount.start, amount.end)
        if modality(scene.clause, scene.verb(head)) not in ("happened", "denied"):
            continue
        last = _last_year(scene, then)
        first = int(then["y"]) if then["y"] else _earlier(then, last)
        subject = _who(scene, amount, head)
        if not first or not subject or (last is not None and last <= first):
            continue
        yield scene.claim(
            "growth", amount.start, scene.clause.start + then.end(), subject=subject, value=value, high=high, unit="ratio", comparator=vague(amount), measure="military_spending",
            time=year_span(last, last) if last else None, since=year_span(first, first), detail={"past": "yes"},
        )  # fmt: skip


def _who(scene: Scene, amount: Amount, head: int) -> str:
    """Whose spending it is: the state named before the comparison, else the grammar's subject."""
    before = [code for i, code in scene.named if scene.clause.tokens[i].start < amount.start and is_state(code)]
    found = scene.subject(head)
    return found if is_state(found) and (found in before or not before) else before[-1] if before else ""


def _other_named(scene: Scene, amount: Amount, then: re.Match[str]) -> bool:
    """Whether another state is named inside the comparison, which is then one of two states."""
    low, high = amount.end, scene.clause.start + then.end()
    inside = {code for i, code in scene.named if low <= scene.clause.tokens[i].start < high and is_state(code)}
    before = {code for i, code in scene.named if scene.clause.tokens[i].start < low and is_state(code)}
    return bool(inside - before)


def _last_year(scene: Scene, then: re.Match[str]) -> int | None:
    """The later year: the one other year the sentence tells."""
    low, high = then.start("then") + scene.clause.start, then.end("then") + scene.clause.start
    found = {
        time.past.first.year
        for time in scene.times
        if scene.clause.start <= time.start < scene.clause.end
        and time.kind in ("interval", "day")
        and time.past is not None
        and time.past.first.year == time.past.last.year
        and not low <= time.start < high
        and not (time.start < low < time.end)
    }
    return found.pop() if len(found) == 1 else None


def _earlier(then: re.Match[str], last: int | None) -> int | None:
    """The earlier year, counted back from the later one."""
    if last is None:
        return None
    if not then["n"]:
        return last - 1
    count = 1 if then["n"].lower() == "a" else int(number(then["n"]))
    return last - count * (10 if then["unit"] == "decade" else 1)

"""Claims on shares of output, and on what was promised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from latticework.text.amounts import Amount
from latticework.text.claims.aims import civil
from latticework.text.claims.burden import at_most, burdens, share_times
from latticework.text.claims.due import deadline, due_of
from latticework.text.claims.meant import meant
from latticework.text.claims.promise import ahead, promises, refused
from latticework.text.claims.promised import MILITARY, promise_at, promised_when, sums, whose_promise
from latticework.text.claims.scene import Scene, number_of, vague
from latticework.text.claims.shapes import Claim
from latticework.text.claims.target import targets
from latticework.text.modality import modality

_DOUBLING = re.compile(r"\bdoubl(?:e|ing)\b", re.I)
_ASKED = re.compile(
    r"^[\"“'‘]?(?:Would|Will|Could|Can|Should|Does|Do|Did|Is|Are|Has|Have|What|How|When|If|Who)\b[^?]*\?[\"”'’]?$"
)
_REACHED = re.compile(r"\b(?:reach\w*|met|meet|hit|attain\w*|touch\w*|got to|come to)\b", re.I)
"""What is not reached is not that much or more."""
_NEAR = 30
_SUPPOSED = re.compile(
    r"^\W*(?:If|Unless|Were|Should|Suppose|Imagine|Had)\b|, (?:if|unless|provided)\b|\bif (?!\w+ed\b)", re.I
)
"""What makes a promise a supposition."""
_TARGET = re.compile(r"\b(?:benchmark|target|goal|guideline|threshold|standard|requirement)\b", re.I)


def shares(scene: Scene) -> Iterator[Claim]:
    """Read what share of its output a state spends on its forces, and what was promised."""
    found = [*_plain_shares(scene), *sums(scene)]
    yield from found
    promised = list(promises(scene, found))
    yield from promised
    yield from burdens(scene, [*found, *promised])


def _plain_shares(scene: Scene) -> Iterator[Claim]:
    """Read the shares whose grammar tells all."""
    if _ASKED.search(scene.text):
        return
    marks = list(targets(scene))
    yield from marks
    for amount in scene.amounts:
        if not _of_output(scene, amount) or any(claim.start <= amount.start < claim.end for claim in marks):
            continue
        head = scene.head(amount.start, amount.end)
        value, high = number_of(amount)
        if amount.unit == "fraction" and value is not None:
            value = 100 * value
        low, upto = amount.start - scene.clause.start, amount.end - scene.clause.start
        promised = promise_at(scene, amount)
        if civil(scene.text, low, upto) or (promised is None and ahead(scene, amount)):
            continue
        if promised is not None and _SUPPOSED.search(scene.text):
            continue
        if promised is None and (_TARGET.search(scene.text) and not re.search(r"\b(?:spen[dt]|met|reach)", scene.text)):
            continue
        subject, sure = whose_promise(scene, head, promised)
        if not subject:
            continue
        start, end = _words(scene, amount)
        more: dict[str, Any] = {
            "value": value,
            "high": high,
            "unit": "percent of GDP",
            "comparator": meant(scene.document.text, amount.start, vague(amount)),
            "measure": "military_spending",
            "subject": subject,
            "detail": {"fraction": "yes"} if amount.unit == "fraction" else {},
        }
        if promised is None:
            if MILITARY.search(scene.text) and modality(scene.clause, scene.verb(head)) != "hypothetical":
                capped = more["comparator"] == "at_most" or at_most(scene.text, low)
                told = "happened" if capped else _denied(scene, head)
                short = told == "denied" and _REACHED.search(scene.text, max(0, low - _NEAR), low)
                when, since = share_times(
                    scene, amount.start - scene.clause.start, amount.end - scene.clause.start, scene.when(head)
                )
                yield scene.claim(
                    "share",
                    start,
                    end,
                    time=when,
                    since=since,
                    modality=told,
                    **more | ({"comparator": "at_most"} if capped else {"comparator": "at_least"} if short else {}),
                )
            continue
        if refused(scene.text, promised, low):
            more["modality"] = "denied"
        due = deadline(scene)
        told_due = (due.ahead or due.past) if due else due_of(scene)
        doubled = _DOUBLING.search(scene.text)
        start = scene.clause.start + min(promised, doubled.start() if doubled else promised)
        end = max(amount.end, due.end if due else 0)
        yield scene.claim(
            "pledge", min(start, amount.start), end, time=promised_when(scene, scene.clause.start + promised), due=told_due,
            **more | {"detail": {"doubles": "yes" if doubled else "", "within": f"{due.count:g} {due.unit}" if due and due.count else "", "sure": "yes" if sure else "", "forces": "yes" if _FORCES_ONLY.search(scene.text) and not _CORE.search(scene.text) else ""}},
        )  # fmt: skip


_FORCES_ONLY = re.compile(
    r"\b(?:on|to|into|for) (?:(?:its|their|the) )?(?:own )?(?:armed forces|military|militaries|forces|army|troops|soldiers|weapons)\b",
    re.I,
)
"""Words that tell of the forces alone."""
_CORE = re.compile(r"\b(?:core|related|infrastructure|resilience|security|roads|networks)\b", re.I)


_OUTPUT = re.compile(
    r" of (?:(?:its|their|the|national|[A-Z]\w*(?:'s)?) ){0,3}(?:GDP|economy|economic output|output|gross domestic product|national income)\b"
)


_OF_LEAD = re.compile(
    r"\b[Oo]f (?:(?:its|the|all|national|[A-Z][\w]+(?:'s|’s)) ){0,3}(?:GDP|economic output|output|gross domestic product)[, ]+(?:some |about |nearly |over |more than |around )?$"
)


def _of_output(scene: Scene, amount: Amount) -> bool:
    """Whether an amount is a share of a state's output, in these or other words."""
    if amount.unit == "percent_of_GDP":
        return True
    text = scene.document.text
    if amount.unit == "percent" and _OF_LEAD.search(text[max(0, amount.start - 30) : amount.start]):
        return True
    near = (text[amount.end : amount.end + 60], text[amount.end - 3 : amount.end + 57])
    return amount.unit in ("percent", "fraction") and any(_OUTPUT.match(words) for words in near)


def _denied(scene: Scene, head: int) -> str:
    return "denied" if modality(scene.clause, scene.verb(head)) == "denied" else "happened"


def _words(scene: Scene, amount: Amount) -> tuple[int, int]:
    verb = scene.verb(scene.head(amount.start, amount.end))
    start = scene.clause.tokens[verb].start
    return (start, amount.end) if amount.start - 60 < start < amount.start else (amount.start, amount.end)

"""Claims on how much something grew or fell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.text.amount_numbers import number
from latticework.text.claims.change import changes
from latticework.text.claims.ordinals import place_of
from latticework.text.claims.phrases import pattern
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.claims.years import COUNT, between
from latticework.text.lists import table
from latticework.text.time_span import Span


def growth(scene: Scene) -> Iterator[Claim]:
    """Read by how much something grew or fell, and which way it went where no figure says how much."""
    yield from turns(scene)
    yield from changes(scene)


_STEEP = re.compile(
    r"\b(?:steep(?:ly)?|sharp(?:ly)?|strong(?:ly)?|massive(?:ly)?|drastic(?:ally)?|dramatic(?:ally)?|soar\w*|surg\w*|balloon\w*|plung\w*|plummet\w*|slump\w*|leap\w*|leapt|shot up|rapid(?:ly)?|markedly|fast)\b",
    re.I,
)
_RUN = re.compile(
    rf"\b(?:for )?(?P<n>{COUNT}|\d+)(?:st|nd|rd|th)? (?:consecutive |successive |straight )?(?:years?)(?: (?:in a row|running|in succession|on end|without (?:a )?break|straight))|\b(?P<m>{COUNT}) (?:consecutive|successive|straight) years"
    rf"|\bfor (?:the|a) (?P<o>\w+) (?:consecutive |successive |straight |year )(?:year|running|in a row)|\b(?P<every>every (?:single )?year|year after year|without (?:a )?break|each year)\b",
    re.I,
)
_FOR_DECADES = re.compile(
    rf"\b(?:for|over|in|during) (?:the (?:past|last) |more than |over |at least )*(?P<n>{COUNT}) (?P<unit>decade|year)s\b",
    re.I,
)
_BY_PART = re.compile(r"\bby [^.;,]{0,24}\b(?:half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?\b", re.I)
_NOT = re.compile(r"\b(?:not|never|hardly|scarcely|no longer|failed to|didn't|hasn't)\b", re.I)
_SOON = re.compile(
    r"\b(?:will|would|could|may|might|should|plans?|wants?|promis\w+|vow\w*|pledg\w+|is to|are to|if|expected|predict\w*|forecast\w*|target|must)\b",
    re.I,
)


def turns(scene: Scene) -> Iterator[Claim]:
    """Read which way spending went where no figure says how much: `rose steeply`, `has not grown since 2015`, `up ten years in a row`."""
    if (
        not (_SPENDING.search(scene.text) or (_RUN.search(scene.text) and scene.measure() == "military_spending"))
        or _SOON.search(scene.text)
        or any(amount.unit in ("percent", "fraction", "ratio") for amount in scene.amounts)
        or _BY_PART.search(scene.text)
    ):
        return
    found = [
        (m.start(), m, row["change"])
        for row in table("claim_changes.csv")
        for m in [pattern(row["word"]).search(scene.text)]
        if m
    ]
    if not found:
        return
    if _PLACES.search(scene.text):
        return  # who is before whom, not how much
    _, match, change = min(found, key=lambda one: one[0])
    start, end = scene.clause.start + match.start(), scene.clause.start + match.end()
    subject = scene.subject(scene.token(start))
    run = _RUN.search(scene.text)
    since = scene.inside("since") or (scene.inside("duration") if not run else None)
    denied = bool(_NOT.search(scene.text[max(0, match.start() - 22) : match.start()]))
    years = ""
    over = _FOR_DECADES.search(scene.text) if run and run["every"] else None
    if over:
        years = str(int(number(over["n"])) * (10 if over["unit"].lower() == "decade" else 1))
    elif run:
        word = run["n"] or run["m"]
        years = "every" if run["every"] else str(int(number(word)) if word else place_of(run["o"] or ""))
    yield scene.claim(
        "growth", start, max(end, since.end if since else 0, scene.clause.start + run.end() if run else 0), subject=subject, unit="direction", measure="military_spending",
        comparator="", modality="denied" if denied else "happened", time=scene.when(scene.token(start)) or between(scene) or _year_told(scene),
        since=since.past if since else None,
        detail={"change": change, "steep": "yes" if _STEEP.search(scene.text[max(0, match.start() - 20) : match.end() + 25]) else "", "run": years if years != "0" else ""},
    )  # fmt: skip


_PLACES = re.compile(
    r"\b(?:slipped|fell|fallen|falls|dropped|slid|drops|rose|climbed|jumped|moved) (?:behind|below|past|ahead|from (?:first|second|third|fourth|fifth|sixth)|to (?:first|second|third|fourth|fifth|sixth))\b",
    re.I,
)
_SPENDING = re.compile(
    r"\b(?:military|defen[cs]e|arms|armed forces)[ -](?:related[ -])?(?:spending|budgets?|expenditures?|outlays?)|\bspending on (?:its |the |their )?(?:military|defen[cs]e|armed forces|arms)",
    re.I,
)


def _year_told(scene: Scene) -> Span | None:
    found = [
        t for t in scene.times if scene.clause.start <= t.start < scene.clause.end and t.kind in ("day", "interval")
    ]
    return found[0].past if len(found) == 1 else None

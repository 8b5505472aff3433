"""Claims on how much something grew or fell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.text.amount_comparators import before_figure
from latticework.text.amount_numbers import number
from latticework.text.amounts import Amount
from latticework.text.claim_ordinals import place_of
from latticework.text.claim_phrases import pattern
from latticework.text.claim_scene import Scene, number_of, vague
from latticework.text.claim_shapes import Claim
from latticework.text.claim_years import COUNT, between, change_times
from latticework.text.lists import table
from latticework.text.modality import modality
from latticework.text.time_span import Span

_GREW = frozenset({"grow", "rise", "increase", "climb", "jump", "surge", "soar", "leap", "expand", "raise", "boost", "lift", "fall", "drop", "decline", "shrink", "decrease", "cut", "reduce", "slash", "slump", "plunge"})  # fmt: skip
_GREW_FORMS = frozenset({"rose", "grew", "fell", "rise", "up", "down", "more", "less"})
_BEFORE = 46
"""Characters before an amount within which a word of change belongs to it."""


_BY = re.compile(
    r"\b(?:by|up|down|rose|fell|grew|climbed|jumped|gained|lost|shed|added)\b(?: (?:some|about|almost|nearly|over|more than|around|roughly|close to|well|at least|just))*(?: an?)? ?$",
    re.I,
)
"""What stands before a fraction by which something changed."""


def _between_others(scene: Scene, amount: Amount, verb: int) -> bool:
    """Whether another figure, or the end of a part of the sentence, stands between a word of change and an amount."""
    low, high = sorted((scene.clause.tokens[verb].start, amount.start))
    other = any(
        low < one.start < high
        for one in scene.amounts
        if one is not amount and one.unit in ("percent", "percent_of_GDP")
    )
    return other or ";" in scene.document.text[low:high]


def _direction(scene: Scene, verb: int) -> str:
    """Which way a word of change goes: up, down or flat; empty for another word."""
    forms = (scene.clause.form(verb), scene.clause.lemma(verb), scene.clause.form(min(verb + 1, len(scene.clause) - 1)))
    told = {"down": "down", "less": "down", "fewer": "down"}
    for form in (*forms[:2], f"{forms[0]} {forms[2]}"):
        for row in table("claim_changes.csv"):
            if pattern(row["word"]).fullmatch(form):
                return row["change"]
    return told.get(forms[0].lower(), "")


def _turn_before(scene: Scene, amount: Amount) -> int:
    """The word of change shortly before an amount, as a token: `went up by almost a fifth`; -1 when there is none."""
    low = max(0, amount.start - scene.clause.start - _BEFORE)
    near = scene.text[low : amount.start - scene.clause.start]
    found = [m.start() for row in table("claim_changes.csv") for m in pattern(row["word"]).finditer(near)]
    return scene.token(scene.clause.start + low + max(found)) if found and ";" not in near else -1


def growth(scene: Scene) -> Iterator[Claim]:
    """Read by how many per cent something grew or fell."""
    yield from turns(scene)
    for amount in scene.amounts:
        if amount.unit not in ("percent", "fraction") or scene.measure() != "military_spending":
            continue
        head = scene.head(amount.start, amount.end)
        near = [
            i for i in (*scene.clause.path_up(head)[:4], head - 1, head - 2, head - 3) if 0 <= i < len(scene.clause)
        ]
        verb = next(
            (i for i in near if scene.clause.lemma(i) in _GREW or scene.clause.form(i).lower() in _GREW_FORMS), -1
        )
        value, high = number_of(amount)
        if verb < 0:
            verb = _turn_before(scene, amount)
        changed = amount.comparator in ("increase", "decrease") and amount.unit == "percent"
        if (verb < 0 and not changed) or value is None or modality(scene.clause, scene.verb(head)) != "happened":
            continue
        if scene.document.text[amount.end : amount.end + 4] == " of " or amount.unit == "percent_of_GDP":
            continue
        if amount.unit == "fraction" and not _BY.search(
            scene.document.text[max(scene.clause.start, amount.start - 34) : amount.start]
        ):
            continue  # less than half the share of another: no change
        verb = verb if verb >= 0 else head
        if _between_others(scene, amount, verb):
            continue
        start, end = min(scene.clause.tokens[verb].start, amount.start), max(scene.clause.tokens[verb].end, amount.end)
        down = _direction(scene, verb) == "down" or amount.comparator == "decrease"
        if amount.unit == "fraction":
            value = 100 * value
        when, since = change_times(scene, amount)
        yield scene.claim(
            "growth", start, end, subject=scene.subject(verb), value=-value if down else value, high=high, unit="percent", measure="military_spending",
            comparator=_exactness(scene, amount), time=between(scene) or when, since=since,
        )  # fmt: skip


def _exactness(scene: Scene, amount: Amount) -> str:
    """How exactly a change is meant: the word before its figure, for "increase" hides it."""
    if amount.comparator in ("increase", "decrease", "additional"):
        return before_figure(scene.document.text, amount.start) or ""
    return vague(amount)


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
_PART_BY = re.compile(
    r"\bby (?P<vague>(?:some|about|almost|nearly|over|more than|around|roughly|close to|well over|at least|just over|just under|less than|up to) )?(?P<n>an?|one|two|three|four) (?:full )?(?P<part>half|third|quarter|fifth|sixth|eighth|tenth)s?\b|\bby (?P<half>half)\b",
    re.I,
)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}


def _by_part(scene: Scene, part: re.Match[str], turned: tuple[int, re.Match[str], str]) -> Iterator[Claim]:
    """`grew by a fifth in 2024`, `going up by about a quarter over the course of 2024`."""
    _, match, change = turned
    if change == "flat" or abs(match.start() - part.start()) > _BEFORE:
        return
    word = (part["n"] or "one").lower()
    count = 1 if word in ("a", "an") else int(number(word))
    value = 100 * count / _PARTS[(part["part"] or part["half"]).lower()]
    start = scene.clause.start + match.start()
    figure = scene.clause.start + (part.start("n") if part["n"] else part.start("half"))
    since = scene.inside("since")
    yield scene.claim(
        "growth", min(start, scene.clause.start + part.start()), scene.clause.start + part.end(), subject=scene.subject(scene.token(start)), value=-value if change == "down" else value, unit="percent",
        measure="military_spending", comparator=before_figure(scene.document.text, figure) or "", detail={"part": "yes"}, time=between(scene) or scene.when(scene.token(start)) or _year_told(scene), since=since.past if since else None,
    )  # fmt: skip


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
    ):
        return
    found = [
        (m.start(), m, row["change"])
        for row in table("claim_changes.csv")
        for m in [pattern(row["word"]).search(scene.text)]
        if m
    ]
    part = _PART_BY.search(scene.text)
    if part and found:
        yield from _by_part(scene, part, min(found, key=lambda one: abs(one[0] - part.start())))
        return
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

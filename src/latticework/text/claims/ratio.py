"""Claims on how many times one side is the other, or its own past."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.state import is_state
from latticework.text.amount_comparators import before_figure
from latticework.text.amount_numbers import number
from latticework.text.amounts import Amount
from latticework.text.claims.compare import compared
from latticework.text.claims.footing import by_output
from latticework.text.claims.scene import Scene, number_of, vague
from latticework.text.claims.shapes import Claim
from latticework.text.claims.told import unreal
from latticework.text.claims.years import COUNT, between, change_times, year_of_comparison
from latticework.text.modality import modality

_CHANGES = re.compile(r"(?:re-?)?doubl|tripl|trebl|quadrupl|quintupl|halv|(?:by|in) half", re.I)
_SIDE_BY_SIDE = re.compile(r"doubl\w* (?:that of|the |[A-Z]\w+'s|what)", re.I)
_FOLD = re.compile(
    r"\b(?:grew|grow\w*|ris\w+|rose|increas\w+|expand\w+|multipli\w+|went up|gone up)\b[^.;,]{0,30}$", re.I
)
_TIMES = re.compile(
    rf"(?P<n>{COUNT}) times (?:those|these)\b|(?P<twice>twice|double|thrice|triple) (?=(?-i:[A-Z])[\w .-]{{2,24}}(?:'s|’s|s'))|(?P<own>{COUNT}) times (?=(?-i:[A-Z])[\w .-]{{2,24}}(?:'s|’s|s'|s’))|(?P<to>{COUNT})(?:-| )to(?:-| )(?:one|1)\b|(?P<less>{COUNT}) times (?:less|smaller|lower|fewer)\b|(?P<half>half) as (?:much|many|large|big)\b",
    re.I,
)
_MORE = re.compile(
    r"\b(?:(?:spends?|spent)\b[^.;,]{0,30}?|(?:has|have|holds?|owns?|possess(?:es)?) (?:far |many |slightly |now )*)\b(?P<sign>more|less|fewer)\b[^.;]{0,60}?\bthan\b"
    r"|\b(?:military|defen[cs]e) (?:spending|budgets?|burden|outlays|expenditure|effort)\b[^.;,]{0,24}? (?:is|was|are|were|remains|remained) (?:far |much |still |now |slightly )?(?P<size>higher|larger|bigger|heavier|greater|lower|smaller|lighter)\b than\b"
    r"|(?<!is )(?<!was )(?<!been )(?<!are )(?<!were )\boutspen(?:ds?|t)\b(?![^.;]{0,40}\bby\b)",
    re.I,
)
_SMALLER = frozenset({"less", "fewer", "lower", "smaller", "lighter"})
_NO_SINGLE = re.compile(r"\b(?:any|every|all|other|times|percent|per cent|ever|before|previous|year)\b|%", re.I)


def ratios(scene: Scene) -> Iterator[Claim]:
    """Read how many times one side is the other, or how many times its own past."""
    told = list(compared(scene))
    yield from told
    for amount in scene.amounts:
        if _AGAIN.match(scene.document.text, amount.end):
            continue
        if unreal(scene, amount.start - scene.clause.start, amount.end - scene.clause.start):
            continue
        if amount.unit not in ("ratio", "fraction") or not (measure := scene.measure()):
            continue
        words = scene.document.text[amount.start : amount.end + 14]
        value, high = number_of(amount)
        head = scene.head(amount.start, amount.end)
        subject = _compared(scene, amount, head)
        if amount.unit == "fraction" and len(scene.states) < 2:
            continue
        behind = scene.document.text[scene.clause.start : amount.start]
        changes = (_CHANGES.match(words) and not _SIDE_BY_SIDE.match(words)) or (
            "fold" in words[:14] and _FOLD.search(behind)
        )
        other = _object(scene, amount, subject)
        after = scene.document.text[amount.end : amount.end + 44]
        if _OF_MARK.match(after):
            continue  # twice a target is no comparison of states
        if measure == "military_spending" and (_OF_SHARE.match(after) or by_output(scene.text)):
            measure = "share"
        if told and not changes:
            continue
        if not changes and other and modality(scene.clause, scene.verb(head)) in ("happened", "denied"):
            yield scene.claim(
                "ratio", *_around(scene, amount), subject=subject, object=other, value=value, high=high, unit="ratio",
                comparator=vague(amount), measure=measure, time=year_of_comparison(scene, head), modality=modality(scene.clause, scene.verb(head)),
                detail=_sides_told(scene, amount, other),
            )  # fmt: skip
        elif changes and modality(scene.clause, scene.verb(head)) == "happened" and not _promised(scene):
            when, since = change_times(scene, amount)
            yield scene.claim(
                "growth", *_around(scene, amount), subject=subject, value=value, unit="ratio", comparator=vague(amount), measure=measure,
                time=between(scene) or when, since=since,
            )  # fmt: skip

    if not told:
        yield from _told_otherwise(scene)


_AGAIN = re.compile(r" (?:as \w+ again|again as)\b")
_OF_MARK = re.compile(r"[^.;]{0,30}\b(?:target|guideline|goal|benchmark|threshold|limit)\b", re.I)
_OF_SHARE = re.compile(r" (?:of )?(?:the|that|a) (?:share|proportion|percentage|burden)\b", re.I)


def _sides_told(scene: Scene, amount: Amount, other: str) -> dict[str, str]:
    """How surely the text says with whom is compared: told, understood, or guessed among several states named before."""
    if other not in scene.states:
        named = {code for code in scene.memory.recent[-3:] if is_state(code)} - set(scene.states)
        return {"sides": "guessed" if len(named) > 1 else "understood"}
    told = _THAN.search(scene.document.text, amount.end, amount.end + 20) or _THAT.match(
        scene.document.text, amount.end
    )
    return {} if told else {"sides": "understood"}


_THAT = re.compile(r"[^.;,]{0,40}\bthat (?=[A-Z])")
"""`half the effort that Greece makes`: with whom is compared is told."""
_TURNED = {"more_than": "less_than", "at_least": "up_to", "less_than": "more_than", "up_to": "at_least"}
_THAN = re.compile(r"\b(?:than|as|of|what)\b (?!much\b|many\b|large\b|big\b|high\b|that of\b)")
_OWN_PAST = re.compile(
    r"\b(?:as in|than in|what it (?:was|is|spent)|(?:ago|earlier|before)\b|its own|since|compared with|(?:than|as) (?:it|they|last|the year))\b",
    re.I,
)
_COMPARED_WITH = re.compile(r"\b(?:[Cc]ompared (?:with|to)|[Mm]easured against|[Nn]ext to|[Bb]eside) ")
_NEAR = 40
_BETWEEN_SIDES = re.compile(
    r"(?:(?:that|those|of|the|its|their|what|in|neighbou?r(?:ing)?|rival|ally|nearby|fellow|military|defen[cs]e|budget|spending|outlays)\s)*"
)


_RELATIVE = re.compile(
    r", (?:which|who) (?:itself |alone |now |already |still |in turn )?(?:spends?|spent|has|had|puts?|devotes?|devoted|lays? out|laid out|holds?|owns?)\b[^.;,]{0,30}$",
    re.I,
)
"""A clause on what was named last: `..., which spends over twice as much`."""


def _compared(scene: Scene, amount: Amount, head: int) -> str:
    """Who is compared: in the grammatical subject before the amount, else named or spoken of before it."""
    clause = scene.clause
    told = _RELATIVE.search(scene.text, 0, amount.start - scene.clause.start)
    if told:
        near = [
            code
            for i, code in scene.named
            if clause.tokens[i].start < scene.clause.start + told.start() and is_state(code)
        ]
        if near:
            return near[-1]
    for node in clause.path_up(head):
        for s in clause.has(node, "nsubj"):
            for i in clause.subtree(s, depth=4):
                stands = i in clause.hit_at or clause.tree.upos[i] == "PRON"
                codes = scene.actors(i) if stands and clause.tokens[i].start < amount.start else ()
                if codes:
                    return codes[0]
    before = [
        code
        for i, code in scene.named
        if clause.tokens[i].start < amount.start and is_state(code) and (not i or clause.form(i - 1).lower() != "not")
    ]
    return before[-1] if before else next((code for code in scene.memory.subject if is_state(code)), "")


def _object(scene: Scene, amount: Amount, subject: str) -> str:
    """Whom a ratio compares with: a state named right after than, as or of; without such a word one named elsewhere.

    What is compared with something that is no state ("its neighbours together", "a decade ago") gives none.
    """
    end = amount.end
    after = _THAN.search(scene.document.text, end, min(scene.clause.end, end + _NEAR + 20))
    named = [(scene.clause.tokens[i].start, code) for i, code in scene.named if code != subject]
    if after:
        text = scene.document.text
        near = [
            code
            for start, code in named
            if after.end() - 2 <= start <= after.end() + _NEAR and _BETWEEN_SIDES.fullmatch(text[after.end() : start])
        ]
        return near[0] if near else ""
    against = _COMPARED_WITH.search(scene.text)
    if against:
        named = [(start, code) for start, code in named if start - scene.clause.start >= against.end() - 1] or named
    inside = [code for start, code in named if start > end] or [code for _, code in named]
    if inside:
        return inside[0]
    if _OWN_PAST.search(scene.text):
        return ""
    topic = [code for code in scene.memory.subject if is_state(code) and code != subject]
    return topic[0] if topic else scene.other(subject)


def _told_otherwise(scene: Scene) -> Iterator[Claim]:
    """Ratios in other words: thirty times those of, 19 to one, half as much, and plain "spends more than"."""
    measure = scene.measure()
    if measure == "military_spending" and by_output(scene.text):
        measure = "share"
    if not measure or any(amount.unit == "ratio" for amount in scene.amounts):
        return
    match = _TIMES.search(scene.text)
    more = None if match else _MORE.search(scene.text)
    if match:
        written = match["n"] or match["own"] or match["to"] or match["less"] or ""
        value, comparator = 0.5, before_figure(scene.text, match.start()) or ""
        if match["twice"]:
            value = 2.0 if match["twice"].lower() in ("twice", "double") else 3.0
        elif written:
            value = float(number(written))
        if match["less"] and value:
            value, comparator = 1 / value, _TURNED.get(comparator, comparator)
    elif more and not _NO_SINGLE.search(scene.text[more.start() :]):
        word = (more["sign"] or more["size"] or "more").lower()
        match, value, comparator = more, 1.0, "less_than" if word in _SMALLER else "more_than"
    else:
        return
    if unreal(scene, match.start(), match.end()):
        return
    at = scene.token(scene.clause.start + match.start())
    first = scene.clause.tokens[scene.named[0][0]].start if scene.named else scene.clause.end
    subject = scene.states[0] if scene.states and first < scene.clause.start + match.start() else scene.subject(at)
    other = scene.other(subject, at if not more else scene.token(scene.clause.start + match.end() - 1))
    if "outsp" in scene.text and len(scene.states) > 1:
        other = scene.states[1]
    if is_state(subject) and is_state(other) and modality(scene.clause, scene.verb(at)) in ("happened", "denied"):
        yield scene.claim(
            "ratio", scene.clause.start + match.start(), scene.clause.start + match.end(), subject=subject, object=other, value=value, unit="ratio", comparator=comparator,
            measure=measure, time=year_of_comparison(scene, at), modality=modality(scene.clause, scene.verb(at)),
        )  # fmt: skip


def _promised(scene: Scene) -> bool:
    return bool(re.search(r"\b(?:pledg|promis|vow|plan|aim|target|commit|will|intend|to double)\w*", scene.text, re.I))


def _around(scene: Scene, amount: Amount) -> tuple[int, int]:
    """The words of a comparison: from its subject's phrase to the word compared by."""
    rest = re.match(
        r" (?:(?:as )?(?:large|larger|big|bigger|high|higher|great|greater|more|much|many|that|the size|what)\b(?: as)?(?: (?:that|than|of|'s|[A-Z][\w']+))*)",
        scene.document.text[amount.end : amount.end + 60],
    )
    lead = re.search(
        r"(?:more than|over|nearly|almost|about|some|around|at least|roughly|only|well over|less than|up to) $",
        scene.document.text[max(0, amount.start - 12) : amount.start],
    )
    return amount.start - (len(lead[0]) if lead else 0), amount.end + (len(rest[0]) if rest else 0)

"""Claims that compare: ratio, overtaking, growth and rank."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.state import is_state
from latticework.text.amount_comparators import before_figure
from latticework.text.amount_numbers import number
from latticework.text.amounts import Amount
from latticework.text.claim_ordinals import place_of
from latticework.text.claim_scene import Scene, number_of, vague
from latticework.text.claim_shapes import Claim
from latticework.text.modality import modality
from latticework.text.time_span import Span, year_span

_CHANGES = re.compile(r"(?:re-?)?doubl|tripl|trebl|quadrupl|quintupl|halv|(?:by|in) half", re.I)
_SIDE_BY_SIDE = re.compile(r"doubl\w* (?:that of|the |[A-Z]\w+'s|what)", re.I)
_FOLD = re.compile(
    r"\b(?:grew|grow\w*|ris\w+|rose|increas\w+|expand\w+|multipli\w+|went up|gone up)\b[^.;,]{0,30}$", re.I
)
_COUNT = r"(?:[0-9]+(?:\.[0-9]+)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|a hundred)"
_TIMES = re.compile(
    rf"(?P<n>{_COUNT}) times (?:those|these)\b|(?P<to>{_COUNT})(?:-| )to(?:-| )(?:one|1)\b|(?P<less>{_COUNT}) times (?:less|smaller|lower|fewer)\b|(?P<half>half) as (?:much|many|large|big)\b",
    re.I,
)
_MORE = re.compile(
    r"\b(?:(?:spends?|spent)\b[^.;,]{0,30}?|(?:has|have|holds?|owns?|possess(?:es)?) (?:far |many |slightly |now )*)\b(?P<sign>more|less|fewer)\b[^.;]{0,60}?\bthan\b",
    re.I,
)
_NO_SINGLE = re.compile(r"\b(?:any|every|all|other|times|percent|per cent|ever|before|previous|year)\b|%", re.I)
_PASSING = re.compile(
    r"\b(?:(?:went|moved|gone|going) past|passed|overtook|overtak(?:e|es|en|ing)|surpass(?:es|ed|ing)?|outpac(?:e|es|ed|ing)|"
    r"eclips(?:e|es|ed|ing)|outstrip(?:s|ped)?|exceeded)\b",
    re.I,
)
_GREW = frozenset({"grow", "rise", "increase", "climb", "jump", "surge", "expand", "raise", "boost", "fall", "drop", "decline", "shrink", "decrease", "cut", "reduce"})  # fmt: skip
_DOWN = frozenset({"fall", "drop", "decline", "shrink", "decrease", "cut", "reduce", "fell"})  # fmt: skip
_GREW_FORMS = frozenset({"rose", "grew", "fell", "rise", "up", "down", "more", "less"})  # fmt: skip
_RANK = re.compile(
    r"\b(?:(?P<top>three|five|ten|fifteen|twenty|\d{1,2}) )?(?P<o>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))?[- ]?(?P<grade>largest|biggest|highest|top|strongest)[- ]"
    r"(?P<what>(?:[a-z]+[- ]){0,3}?(?:military budget|defen[cs]e budget|military spend(?:ers?|ing)|defen[cs]e spend(?:ers?|ing)|spenders? on (?:its )?(?:military|defen[cs]e)|"
    r"nuclear (?:arsenal|stockpile|power|force)|arsenal of nuclear|economy|population|military|armed forces|army|navy))\b", re.I)  # fmt: skip
_PLACE = {
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_WORLD = re.compile(r"\b(?:world|globe|earth|global(?:ly)?|planet|of all|worldwide)\b", re.I)


def ratios(scene: Scene) -> Iterator[Claim]:
    """Read how many times one side is the other, or how many times its own past."""
    for amount in scene.amounts:
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
        if not changes and other:
            yield scene.claim(
                "ratio", *_around(scene, amount), subject=subject, object=other, value=value, high=high, unit="ratio",
                comparator=vague(amount), measure=measure, time=_year(scene, head), modality=modality(scene.clause, scene.verb(head)),
                detail={} if _THAN.search(scene.document.text, amount.end, amount.end + 20) else {"sides": "understood"},
            )  # fmt: skip
        elif changes and modality(scene.clause, scene.verb(head)) == "happened" and not _promised(scene):
            since = scene.inside("since") or scene.inside("duration")
            yield scene.claim(
                "growth", *_around(scene, amount), subject=subject, value=value, unit="ratio", comparator=vague(amount), measure=measure,
                time=_between(scene) or _year(scene, head), since=since.past if since and since.kind == "since" else None,
            )  # fmt: skip

    yield from _told_otherwise(scene)


_TURNED = {"more_than": "less_than", "at_least": "up_to", "less_than": "more_than", "up_to": "at_least"}
_THAN = re.compile(r"\b(?:than|as|of|what)\b (?!much\b|many\b|large\b|big\b|high\b|that of\b)")
_OWN_PAST = re.compile(
    r"\b(?:as in|than in|what it (?:was|is|spent)|(?:ago|earlier|before)\b|its own|since|compared with|(?:than|as) (?:it|they|last|the year))\b",
    re.I,
)
_NEAR = 40
_BETWEEN_SIDES = re.compile(
    r"(?:(?:that|those|of|the|its|their|what|in|neighbou?r(?:ing)?|rival|ally|nearby|fellow|military|defen[cs]e|budget|spending|outlays)\s)*"
)


def _compared(scene: Scene, amount: Amount, head: int) -> str:
    """Who is compared: in the grammatical subject before the amount, else named or spoken of before it."""
    clause = scene.clause
    for node in clause.path_up(head):
        for s in clause.has(node, "nsubj"):
            for i in clause.subtree(s, depth=4):
                told = i in clause.hit_at or clause.tree.upos[i] == "PRON"
                codes = scene.actors(i) if told and clause.tokens[i].start < amount.start else ()
                if codes:
                    return codes[0]
    before = [code for i, code in scene.named if clause.tokens[i].start < amount.start and is_state(code)]
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
    inside = [code for start, code in named if start > end] or [code for _, code in named]
    if inside:
        return inside[0]
    return "" if _OWN_PAST.search(scene.text) else scene.other(subject)


def _told_otherwise(scene: Scene) -> Iterator[Claim]:
    """Ratios in other words: thirty times those of, 19 to one, half as much, and plain "spends more than"."""
    measure = scene.measure()
    if not measure or any(amount.unit == "ratio" for amount in scene.amounts):
        return
    match = _TIMES.search(scene.text)
    more = None if match else _MORE.search(scene.text)
    if match:
        written = match["n"] or match["to"] or match["less"] or ""
        value, comparator = 0.5, before_figure(scene.text, match.start()) or ""
        if written:
            value = float(number(written))
        if match["less"] and value:
            value, comparator = 1 / value, _TURNED.get(comparator, comparator)
    elif more and not _NO_SINGLE.search(scene.text[more.start() :]):
        match, value, comparator = more, 1.0, "more_than" if more["sign"].lower() == "more" else "less_than"
    else:
        return
    at = scene.token(scene.clause.start + match.start())
    first = scene.clause.tokens[scene.named[0][0]].start if scene.named else scene.clause.end
    subject = scene.states[0] if scene.states and first < scene.clause.start + match.start() else scene.subject(at)
    other = scene.other(subject, at if not more else scene.token(scene.clause.start + match.end() - 1))
    if "outsp" in scene.text and len(scene.states) > 1:
        other = scene.states[1]
    if is_state(subject) and is_state(other):
        yield scene.claim(
            "ratio", scene.clause.start + match.start(), scene.clause.start + match.end(), subject=subject, object=other, value=value, unit="ratio", comparator=comparator,
            measure=measure, time=_year(scene, at), modality=modality(scene.clause, scene.verb(at)),
        )  # fmt: skip


def _promised(scene: Scene) -> bool:
    return bool(re.search(r"\b(?:pledg|promis|vow|plan|aim|target|commit|will|intend|to double)\w*", scene.text, re.I))


def _year(scene: Scene, head: int) -> Span | None:
    """The time of a comparison: only one told as a date; "two decades ago" belongs to another act."""
    return scene.when(head, frozenset({"day", "interval"}))


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


def overtaking(scene: Scene) -> Iterator[Claim]:
    """Read who overtook whom, and when."""
    for match in _PASSING.finditer(scene.text):
        measure = scene.measure()
        verb = scene.token(scene.clause.start + match.start())
        clause = scene.clause
        if not measure or clause.tree.upos[verb] not in ("VERB", "AUX"):
            continue
        objects = [
            code
            for o in clause.has(verb, "obj", "obl")
            for i in clause.subtree(o, depth=4)
            if i in clause.hit_at
            for code in clause.hit_at[i].name.codes
        ]
        passive = bool(clause.has(verb, "nsubj:pass"))
        subject = next(
            (code for s in clause.has(verb, "nsubj") for i in clause.subtree(s, depth=3) for code in scene.actors(i)),
            "",
        ) or scene.subject(verb)
        if passive:
            subject, objects = (
                next(iter(objects), ""),
                [
                    code
                    for s in clause.has(verb, "nsubj:pass")
                    for i in clause.subtree(s, depth=3)
                    for code in scene.actors(i)
                ],
            )
        other = next((code for code in objects if code != subject), "") or scene.other(subject, verb)
        if not is_state(subject) or not is_state(other) or other not in scene.states:
            continue
        found = [
            time
            for time in scene.times
            if clause.start <= time.start < clause.end and time.kind in ("ago", "interval", "day", "since")
        ]
        near = min(found, key=lambda time: abs(time.start - clause.tokens[verb].start), default=None)
        if (
            near
            and ","
            in scene.document.text[min(near.start, clause.tokens[verb].end) : max(near.end, clause.tokens[verb].start)]
        ):
            near = None  # the time of another act
        tokens = [verb, *clause.has(verb, "nsubj", "obj", "nsubj:pass")]
        start, end = scene.stretch(*tokens, until=near.end if near and near.start > clause.tokens[verb].start else None)
        yield scene.claim(
            "overtake", start, end, subject=subject, object=other, measure=measure, time=near.past if near else None,
            modality=modality(clause, verb), detail={"count": str(near.count or ""), "unit": near.unit or ""} if near else {},
        )  # fmt: skip


def growth(scene: Scene) -> Iterator[Claim]:
    """Read by how many per cent something grew or fell."""
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
        changed = amount.comparator in ("increase", "decrease") and amount.unit == "percent"
        if (verb < 0 and not changed) or value is None or modality(scene.clause, scene.verb(head)) != "happened":
            continue
        if scene.document.text[amount.end : amount.end + 4] == " of " or amount.unit == "percent_of_GDP":
            continue
        verb = verb if verb >= 0 else head
        start, end = min(scene.clause.tokens[verb].start, amount.start), max(scene.clause.tokens[verb].end, amount.end)
        down = {scene.clause.lemma(verb), scene.clause.form(verb).lower()} & _DOWN or amount.comparator == "decrease"
        if amount.unit == "fraction":
            value = 100 * value
        since = scene.inside("since")
        yield scene.claim(
            "growth", start, end, subject=scene.subject(verb), value=-value if down else value, high=high, unit="percent", measure="military_spending",
            comparator=_exactness(scene, amount), time=scene.when(head) or _between(scene), since=since.past if since else None,
        )  # fmt: skip


def _exactness(scene: Scene, amount: Amount) -> str:
    """How exactly a change is meant: the word before its figure, for "increase" hides it."""
    if amount.comparator in ("increase", "decrease", "additional"):
        return before_figure(scene.document.text, amount.start) or ""
    return vague(amount)


def _between(scene: Scene) -> Span | None:
    """Years told as ends of a change: between 2015 and 2024, from 2015 to 2024, in the ten years to 2024."""
    match = re.search(r"\b(?:between|from) ((?:19|20)\d\d) (?:and|to) ((?:19|20)\d\d)\b", scene.text)
    if match:
        return year_span(int(match[1]), int(match[2]))
    match = re.search(
        rf"\bin the (?P<n>{_COUNT}) years (?:to|until|up to|ending in) (?P<y>(?:19|20)\d\d)\b", scene.text, re.I
    )
    return year_span(int(match["y"]) - int(number(match["n"])), int(match["y"])) if match else None


def ranks(scene: Scene) -> Iterator[Claim]:
    """Read what place a state has among all: the largest military, the second-largest economy."""
    for match in _RANK.finditer(scene.text):
        if "since" in scene.text[match.end() : match.end() + 20]:
            continue
        what = match["what"].lower()
        measure = (
            "warheads" if "nuclear" in what or "arsenal" in what else "gdp" if what.endswith("economy") else "population" if "population" in what
            else "military_spending" if re.search("budget|spend", what) else "military"
        )  # fmt: skip
        order = (match["o"] or "").lower()
        place = _PLACE.get(order) or (int(re.sub(r"\D", "", order)) if order and order[0].isdigit() else 1)
        at = scene.token(scene.clause.start + match.end() - 1)
        world = bool(_WORLD.search(scene.text[max(0, match.start() - 14) : match.end() + 30]))
        subject = _ranked(scene, at)
        top = str(int(number(match["top"]))) if match["top"] else ""
        place = int(top) if top else place
        if subject:
            yield scene.claim(
                "rank", scene.clause.start + match.start(), scene.clause.start + match.end(), subject=subject, value=float(place), unit="rank",
                measure=measure, time=scene.when(at), modality=modality(scene.clause, scene.verb(at)), detail={"among": "world" if world else _among(scene, match.end()), "what": what, "top": top},
            )  # fmt: skip
    yield from _unmatched(scene)


_RANKED = re.compile(
    r"\brank(?:s|ed|ing)? (?P<o>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th)) (?:in the world )?(?:in|for|by) (?:military|defen[cs]e) spending\b",
    re.I,
)
_ANY = re.compile(
    r"\bspen(?:ds?|t)\b[^.;]{0,50}\b(?:more|most)\b[^.;]{0,50}\bthan (?:any|every) other (?:country|state|nation)", re.I
)


def _unmatched(scene: Scene) -> Iterator[Claim]:
    """`spends more on its military than any other country`."""
    match = _ANY.search(scene.text) or _RANKED.search(scene.text)
    if match and scene.measure() == "military_spending":
        place = place_of(match["o"]) if "o" in match.re.groupindex else 1
        at = scene.token(scene.clause.start + match.start())
        yield scene.claim(
            "rank", scene.clause.start + match.start(), scene.clause.start + match.end(), subject=scene.subject(at), value=float(place), unit="rank", measure="military_spending",
            time=scene.when(at), detail={"among": "world", "what": "military spender", "top": ""},
        )  # fmt: skip


def _ranked(scene: Scene, at: int) -> str:
    """Who has the rank: the subject of "is the largest", of "has the largest", or the name beside it."""
    clause = scene.clause
    for node in clause.path_up(at)[:4]:
        for s in clause.has(node, "nsubj"):
            codes = scene.actors(s)
            if codes:
                return codes[0]
        if clause.relation(node) == "appos":
            codes = scene.actors(clause.tree.heads[node])
            if codes:
                return codes[0]
    return ""


def _among(scene: Scene, place: int) -> str:
    after = re.match(
        r"[^.;,]{0,12}\b(?:in|of|among) (?:the )?([A-Z][\w-]+|NATO|region|alliance)", scene.text[place : place + 40]
    )
    return after[1] if after else ""

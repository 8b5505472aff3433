"""The word of change a figure belongs to, and which way it goes."""

from __future__ import annotations

import re
from functools import cache

from latticework.text.claims.parts import Figure
from latticework.text.claims.rivals import sides
from latticework.text.claims.scene import Scene
from latticework.text.claims.whose import parted
from latticework.text.lists import table

REACH, AFTER_REACH = 90, 22
"""Characters before and after a figure within which a word of change belongs to it."""
_LEAD = re.compile(
    r"(?:\b(?:more than|less than|fewer than|well over|just over|just under|no less than|no more than|at least|at most|up to|as much as|over|under|about|around|roughly|approximately|nearly|almost|close to|some|only|just|a mere|barely|an estimated|fully|between|not|even|a full|a whopping|a further|another|an additional|a|an|the best part of|slightly|a little|a modest|well|far|getting on for|anything from) |[~(])+$",
    re.I,
)
_BOUND = re.compile(r"(?:\b(?:by|of)|\b(?:by|of),? (?:[^,]{3,24}), )$", re.I)
_NOUN_IS = re.compile(
    r"\b(?P<noun>rise|increase|growth|jump|hike|surge|expansion|gain|boost|climb|fall|drop|decline|decrease|cut|reduction|loss|contraction|dip)\b(?: (?:in|of|to|for)\b[^.;:]{2,70}?)?,? (?:is|was|were|came (?:out )?(?:to|at)|comes to|amount(?:s|ed) to|reached|stood at|ran to|worked out at|hit|has been)$",
    re.I,
)
"""A change told as a thing with its measure: `the increase in its budget was 8 percent`."""
_LEVEL = re.compile(
    r"\b(?:to|at|from|than|with|is|was|are|were|stood at|reach(?:ed|es)?|hit|worth|on|for|in|represents?|equal to|spen[dt]s?)$",
    re.I,
)
_OF_WHOLE = re.compile(
    r" (?:of )?(?:the|its|that) (?:share|size|proportion|part)\b| of (?:(?:the|its|their|all|every|total|national|world|global|public|[A-Z]\w+(?:'s|’s)?) ){0,3}(?:GDP|G\.D\.P|GNP|gross|output|econom|national income|income|wealth|product|budget|exports|imports|spending|total|world|what|everything|NATO|voters|respondents|people|population)",
    re.I,
)
_VERB_ALONE = re.compile(
    r"(?:doubled|doubling|doubles|tripled|tripling|triples|trebled|trebling|quadrupled|quadrupling|quintupled|halved|halving|halves|redoubled)$",
    re.I,
)
_OWN_LEVEL = re.compile(
    r",? (?P<word>(?P<up>above|over|beyond|ahead of|up on)|below|under|beneath|short of|down on) (?:the |its |their |that of |those of |what )*(?:current|present|previous|preceding|prior|last|this|year|(?:19|20)\d\d|peak|one\b|figure|level)",
    re.I,
)
"""A level of the thing's own past or present that a figure lies above or below: `8 percent below the current one`."""
_EXCEEDED = re.compile(
    r"\b(?:exceed(?:s|ed)?|surpass(?:es|ed)?|topp?(?:s|ed)|outstrip(?:s|ped)) (?:that of|those of|what [\w ]{2,20} in|the (?:sum|level|figure|budget) (?:of|for)|its|last)? ?(?:19\d\d|20\d\d|the (?:year before|previous year|current year)|last year|year)(?:'s|’s)?(?: [\w-]+){0,3}? by (?:[a-z]+ ){0,3}$",
    re.I,
)
_BY_SIGN = re.compile(r"[x×]\d+(?:\.\d+)?|\d+(?:\.\d+)?[x×]", re.I)
_SINCE = re.compile(r"\b(?:since|from|vs|versus|over|compared|in \w+ years)\b", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR_BEFORE = re.compile(
    r"(?: as (?:much|many|large|big|high)| the (?:size|amount|sum|number))?(?: as| than)?,?(?: (?:that|those|what [\w ]{2,30}?|the (?:one|ones|figure|sum|level|total)))?(?: (?:of|for|in|from))? (?:the|a) (?:year (?:before|earlier)|previous (?:year|one|budget)|preceding (?:year|one)|prior year|last one|one before)|(?: as (?:much|many|large|big|high) as)? (?:its|their) (?:former|previous|earlier|old|original|initial|pre-?war|peacetime) (?:size|strength|level|number|budget|total)s?\b",
    re.I,
)
"""`twice that of the year before`: a change, not a comparison of two states."""
_THAN = re.compile(
    r"(?: (?:as (?:much|many|large|big|high)|higher|larger|bigger|greater|more|stronger|the size)[^.;,]{0,24}?)?(?: than| that| those| what| the (?:figure|level|number|sum|total)| its| as)\b[^.;,]{0,40}?$",
    re.I,
)


@cache
def _words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["change"], re.compile(rf"\b(?:{row['words']})\b", re.I)) for row in table("claim_growth_words.csv")
    )


def word_of(scene: Scene, figure: Figure, figures: list[Figure]) -> tuple[int, int, str] | None:
    """The word of change a figure belongs to, with its way; None where the figure tells a level, a share or a comparison of two."""
    text = scene.text
    if figure.unit == "ratio":
        return _multiple(scene, figure)
    if _OF_WHOLE.match(text, figure.end):
        return None
    exceeded = _EXCEEDED.search(text, max(0, figure.start - REACH), figure.start)
    if exceeded:
        return exceeded.start(), exceeded.end(), "up"
    after = [
        (m.start(), m.end(), way)
        for way, words in _words()
        for m in [words.search(text, figure.end, figure.end + AFTER_REACH)]
        if m and not re.search(r"[,;.]|\b(?:on|of|to|and|by|in)\b", text[figure.end : m.start()])
    ]
    level = _OWN_LEVEL.match(text, figure.end)
    if level and not after:
        return level.start("word"), level.end("word"), "up" if level["up"] else "down"
    if after:
        first = min(after)
        return None if _two(scene, first[1]) else first
    lead = text[: figure.start]
    lead = lead[: (_LEAD.search(lead).start() if _LEAD.search(lead) else len(lead))].rstrip()  # type: ignore[union-attr]
    low = max(
        [0, figure.start - REACH, *(one.end for one in figures if one.end <= figure.start and one.unit == "percent")]
    )
    before = [
        (m.start(), m.end(), way)
        for way, words in _words()
        for m in words.finditer(text, low, max(low, len(lead)))
        if not parted(text, m.end(), figure.start)
    ]
    if re.search(r"(?:^|[,;:—] )[Bb]y$", lead):
        later = [
            (m.start(), m.end(), way)
            for way, words in _words()
            for m in words.finditer(text, figure.end, figure.end + REACH)
            if m[0].lower() not in ("more", "up", "less")
        ]
        if later:
            return min(later)
    if before and (noun := _NOUN_IS.search(lead)):
        low_noun = noun.start("noun")
        return next(((low, high, way) for low, high, way in before if low == low_noun), None)
    if not before or _LEVEL.search(lead):
        return None
    near = max(before, key=lambda one: one[1])
    if lead[: len(lead)].endswith(text[near[0] : near[1]]) or _BOUND.search(lead) or (near[1] >= len(lead) - 1):
        verbs = [
            one
            for one in before
            if text[one[0] : one[1]].lower() not in ("more", "less", "fewer", "higher", "lower", "plus", "extra")
        ]
        return max(verbs or before, key=lambda one: one[1])
    return None


def _multiple(scene: Scene, figure: Figure) -> tuple[int, int, str] | None:
    """A multiple that tells a change: doubling verbs, `grown fivefold`, `six times that of 2023`; not one of two states."""
    text, words = scene.text, scene.text[figure.start : figure.end]
    if _BY_SIGN.fullmatch(words) and (_SINCE.search(text) or len(_YEAR.findall(text)) > 1):
        return figure.start, figure.end, "up"
    if _YEAR_BEFORE.match(text, figure.end):
        return figure.start, figure.end, "up"
    if _VERB_ALONE.search(words):
        if re.match(
            r" (?:that|those|the (?:size|budget|spending)) of (?:the )?[A-Z]", text[figure.end : figure.end + 40]
        ):
            return None
        return figure.start, figure.end, "up"
    near = [
        (m.start(), m.end(), way)
        for way, pattern in _words()
        for m in pattern.finditer(text, max(0, figure.start - 40), min(len(text), figure.end + AFTER_REACH))
        if m[0].lower() not in ("more", "higher", "larger", "bigger", "greater", "up", "stronger", "plus")
    ]
    if near and (
        "fold" in words.lower()
        or re.match(r" over\b(?! (?:the|that|what|its))", text[figure.end :])
        or _BY_SIGN.fullmatch(words)
        or re.search(
            r"\bby (?:a factor of|about|some|nearly|almost|over|more than)? ?$|a factor of $", text[: figure.start]
        )
    ):
        return min(near)
    for time in scene.times:
        start = time.start - scene.clause.start
        if (
            figure.end <= start <= figure.end + 60
            and time.kind in ("interval", "day", "ago")
            and _THAN.fullmatch(text, figure.end, start)
        ):
            inside = [
                side for side in sides(scene) if figure.end <= side.start < start and side.role in ("named", "many")
            ]
            return None if inside else (figure.start, figure.end, "up")
    return None


def _two(scene: Scene, end: int) -> bool:
    """Whether `more`, `higher` or `fewer` compares with another state: `30 percent more than Japan`."""
    match = re.match(
        r"[^.;]{0,30}?\bthan (?:(?:the|that|those|in|of|all|any|does|its|their|did) )*", scene.text[end : end + 60]
    )
    if not match:
        return False
    place = end + match.end()
    return any(
        side.start <= place + 2 and side.end > place and side.role in ("named", "place", "many")
        for side in sides(scene)
    ) or bool(re.match(r"(?:neighbou?rs?|rivals?|allies|enem)", scene.text[place:]))

"""How many times one side is the other, read from its parts: the figure, what ties it to the other side, and the two sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from latticework.model.state import is_state
from latticework.text.claims.factor import FACTOR, FIGURE, SHARE, factor_of, figure_of, how_of, share_of
from latticework.text.claims.margins import REACH, Told, margins, sums
from latticework.text.claims.measured import measured
from latticework.text.claims.rates import rates
from latticework.text.claims.rivals import Side, after, before, sides
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.claims.told import denied, time_near, unreal

_GRADE = r"(?:more|less|fewer|(?:larg|bigg|high|great|strong|heavi|small|low|weak|light|long)er)"
_OF = r"(?:the (?:size|strength|number|amount|sum|level|weight|total|volume|value|figure|tonnage|count|combined \w+|(?:[a-z]+ )?(?:budget|spending|outlays?))|that|those|what|over|of)"
_AS = re.compile(
    rf"(?<![\w-])(?:(?P<figure>{FACTOR})(?: over)?(?= (?:on (?:[a-z]+ ){{1,4}})?(?:as \w+|{_GRADE}|{_OF}|its|their|(?:the )?(?-i:[A-Z])\w+|our|ours)\b)|(?P<part>{SHARE})(?= (?:as \w+|{_OF}|its|their|(?-i:[A-Z])\w+)\b))",
    re.I,
)
_OVER = re.compile(
    rf"\b(?P<verb>match\w*|equal\w*|cover\w*|exceed\w*|beats?|outdo\w*) [^.;:?!]{{3,50}}? (?P<figure>{FACTOR}) over\b",
    re.I,
)
_LESSER = re.compile(r" (?:[\w-]+ ){0,2}?(?:less|fewer|smaller|lower|weaker|lighter)\b", re.I)
_PERCENT = re.compile(
    rf"(?:(?P<n>{FIGURE})(?: ?%| per ?cent)|(?P<part>(?:half|(?:an?|one|two|three|four)[ -](?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?))) (?:(?P<up>more|higher|larger|bigger|greater|stronger|above|over|ahead of|in excess of)|(?P<down>less|fewer|lower|smaller|weaker|below|under|short of|behind))\b",
    re.I,
)
_BY_THAN = re.compile(
    rf"\b(?:(?P<up>more|higher|larger|bigger|greater|stronger)|(?P<down>less|fewer|lower|smaller|weaker))(?: [a-z]+)? by (?:[a-z]+ ){{0,2}}?(?:(?P<n>{FIGURE})(?: ?%| per ?cent)|(?P<part>(?:half|(?:an?|one|two|three|four)[ -](?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?))) than\b",
    re.I,
)
_AGAIN = re.compile(
    rf"(?P<part>{SHARE}) (?:as (?:\w+) again|again as (?:\w+))\b",
    re.I,
)
_TOGETHER = re.compile(r"\b(?:together|combined|put together|between them|taken together|in total|in all)\b", re.I)
_CUE = re.compile(
    r"\b(?:as (?:many|much|large|big|high|strong|numerous|great)\b|same|times|twice|thrice|doubl|tripl|trebl|quadrupl|half|third|quarter|fifth|\w{3,}ths?\b|where|ratio|vs|versus|factor|percent|per cent|every|each|to one)|fold\b|[%:]|-to-|\d to \d|\bto (?:one|two|three|four|five|six|seven|eight|nine|ten)\b|(?:'s?|’s?|\btheir|\bits|\bour) (?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b|\b(?:put together|combined|together)\b",
    re.I,
)


def compared(scene: Scene) -> Iterator[Claim]:
    """Read ratios of two sides from whatever words tell the figure."""
    if not _CUE.search(scene.text):
        return
    found = sides(scene)
    done: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    places: list[tuple[int, int]] = []
    last: tuple[Side, Side] | None = None
    tolds = [
        *_factors(scene, found),
        *_percents(scene, found),
        *margins(scene, found),
        *rates(scene, found),
        *sums(scene, found),
    ]
    for told in sorted(tolds, key=lambda one: one.low):
        one, other = told.one, told.other
        if (
            one is not None
            and last is not None
            and _MORE_OF.fullmatch(scene.text, last[1].end, max(last[1].end, told.low))
        ):
            one = last[0]
        if one is None or other is None or not one.codes or not other.codes or set(one.codes) & set(other.codes):
            continue
        if max(len(one.codes), len(other.codes)) > 1 and not _TOGETHER.search(scene.text):
            continue
        if (one.codes, other.codes) in done or any(told.low < high and low < told.high for low, high in places):
            continue
        measure = measured(scene, told.low, told.high)
        if not measure or unreal(scene, told.low, told.high):
            continue
        done.add((one.codes, other.codes))
        places.append((told.low, told.high))
        last = (one, other)
        if len(one.codes) > 1:
            one, other, told = other, one, _turned(told)
        whole = len(other.codes) > 1
        yield scene.claim(
            "ratio", scene.clause.start + told.low, scene.clause.start + told.high, subject=one.codes[0], object=other.codes[0],
            parties=(*one.codes, *other.codes) if whole else (), value=round(told.value, 4), high=told.top, unit="ratio", comparator="" if told.how == "only" else told.how,
            measure=measure, time=time_near(scene, told.low, told.high), modality="denied" if denied(scene, told.low) else "happened",
        )  # fmt: skip


def _turned(told: Told) -> Told:
    """The same comparison the other way round, so that one state stands first: `both together have a fifth of China's`."""
    top = 1 / told.top if told.top else None
    return replace(
        told,
        value=1 / (told.top or told.value),
        top=1 / told.value if top else None,
        how=_TURNED.get(told.how, told.how),
    )


_MORE_OF = re.compile(r"(?:'s|’s|'|’)?,? (?:and|or|but) (?:[a-z]+ ){0,3}")
"""What joins a second figure to a first: `twice Peru's and about four times Chile's`."""
_THAN = re.compile(
    r"\b(?:than|as|of|that of|those of|what|to|over|from) (?!much\b|many\b|large\b|big\b|high\b|strong\b|great\b)|(?<=[a-z]) (?=[A-Z]|ours\b)"
)
_AGAINST = re.compile(
    r"\b(?:[Cc]ompared (?:with|to)|[Mm]easured against|[Ss]et against|[Nn]ext to|[Bb]eside|[Aa]gainst) "
)
_NO_OBJECT = re.compile(
    r"(?: [\w-]+){0,6}? (?:than|as) (?:in \d|last|it|they|was|were|before|a (?:decade|year|generation|share|percentage|whole|result|rule|proportion|month|century)|any|all|the (?:year|previous|national|world|average)|its own)\b"
)


def _against(scene: Scene, found: list[Side]) -> Side | None:
    told = _AGAINST.search(scene.text)
    side = after(scene, found, told.end(), 30) if told else None
    return side if told and side and side.role == "named" and "," not in scene.text[told.end() : side.start] else None


def _pair(scene: Scene, found: list[Side], low: int, high: int) -> tuple[Side | None, Side | None]:
    """The side before the figure and the one it is compared with."""
    against = _against(scene, found)
    if against:
        rest = [side for side in found if side.codes != against.codes]
        return before(scene, rest, low) or after(scene, rest, high, REACH), against
    if _NO_OBJECT.match(scene.text, high):
        return None, None
    tie = _THAN.search(scene.text, high - 1, min(len(scene.text), high + REACH))
    other = after(scene, found, tie.end(), 40) if tie else None
    if other is None:
        return None, None
    strong = [one for one in found if one.role == "place" and one.start >= high and one.end <= other.start]
    if strong and other.role == "many":
        return None, None
    one = before(scene, [side for side in found if side != other], low)
    if one is None:
        tail = scene.text[other.end : other.end + 24]
        one = (
            after(scene, found, other.end, 40)
            if re.match(r"(?:'s|’s)?,? (?:is|was|did|spends|does|goes)\b", tail)
            else None
        )
    if (
        one is not None
        and one.role == "place"
        and not re.match(r"(?:'s|’s)?(?: [\w-]+){0,2} (?:is|was|has|had|are|were)\b", scene.text[one.end :])
    ):
        one = None
    return one or _topic(scene), other


def _topic(scene: Scene) -> Side | None:
    codes = [code for code in scene.memory.subject if is_state(code)]
    return Side(0, 0, (codes[0],), "spoken") if len(codes) == 1 else None


def _factors(scene: Scene, found: list[Side]) -> Iterator[Told]:
    text = scene.text
    for match in _AGAIN.finditer(text):
        than = re.compile(r"\b(?:than|as)\b").search(text, match.end())
        other = after(scene, found, than.end() if than else match.end(), 40)
        yield Told(
            match.start(),
            match.end(),
            1 + share_of(match["part"]),
            None,
            "",
            before(scene, found, match.start()),
            other,
        )
    for match in _OVER.finditer(text):
        value, top = factor_of(match["figure"])
        yield Told(
            match.start("figure"),
            match.end(),
            value,
            top,
            how_of(text, match.start("figure"), match.end("figure")),
            before(scene, found, match.start()),
            after(scene, found, match.end("verb"), 30),
        )
    for match in _AS.finditer(text):
        how = how_of(text, match.start(), match.end())
        value, top = factor_of(match["figure"]) if match["figure"] else (share_of(match["part"]), None)
        if not value:
            continue
        if match["part"] and not _standing(text, match):
            continue
        one, other = _pair(scene, found, match.start(), match.end())
        if match["figure"] and _LESSER.match(text, match.end()) and value:
            value, top, how = 1 / value, None, _TURNED.get(how, how)
        yield Told(match.start(), match.end(), value, top, how, one, other)


_TURNED = {"more_than": "less_than", "at_least": "up_to", "less_than": "more_than", "up_to": "at_least"}
_STANDING = re.compile(
    r"\b(?:is|are|was|were|be|been|equals?|equal to|equall?ed|amount\w* to|com\w+ to|came to|stands? at|stood at|runs? to|ran to|match\w*|represent\w*|total\w*|reach\w*|about|roughly|only|just|barely|scarcely|hardly|around|approximately|even|quite|perhaps|spen\w+|operat\w+|possess\w*|maintain\w*|boasts?|deploys?|sails?|flies|runs?|has|have|had|fields?|keeps?|holds?|owns?|pays?|paid|some|nearly|almost|over|under|than|merely)\s+(?:to |at |under arms |in uniform |in service |in all |a mere |really just |just |only |about |roughly |some |nearly |almost |less than |more than |no more than |barely |at most |at least )*$",
    re.I,
)
_ELLIPSIS = re.compile(
    r"(?: of)?(?: (?:that|those|what|the (?:size|strength|number|amount|sum|level|weight|total|volume)))?(?: of| in)?(?: (?:the|what|those|that|all))? ?[^.;:?!]{2,60}?(?:(?:'s|’s|s'|s’)(?= (?:and|combined|together|taken|total|whole|budget|defen|military|spending|outlay|bill|own|fleet|army|navy|force|tonnage|strength|arsenal|stock|in \d)|$|[.,;:?!])|\b(?:spend\w*|spent|does|did|do|has|have|makes?|could|can|field\w*|keeps?|one|ones)\b)|(?: of)? (?:that|those) of\b|(?: as)? (?:as )?\w+ as\b|(?: [\w-]+){0,4} as\b",
    re.I,
)


def _standing(text: str, match: re.Match[str]) -> bool:
    """Whether a part is a comparison (`is a third of Japan's`), not a piece of something (`a third of Japan's tanks were lost`)."""
    return bool(_STANDING.search(text, max(0, match.start() - 40), match.start())) and bool(
        _ELLIPSIS.match(text, match.end())
    )


def _percents(scene: Scene, found: list[Side]) -> Iterator[Told]:
    for match in (*_PERCENT.finditer(scene.text), *_BY_THAN.finditer(scene.text)):
        value = figure_of(match["n"])[0] if match["n"] else 100 * share_of(match["part"])
        if not value:
            continue
        sign = 1 if match["up"] else -1
        own, other = before(scene, found, match.start()), after(scene, found, match.end(), 40)
        if _against(scene, found):
            own, other = _pair(scene, found, match.start(), match.end())
        if _NO_OBJECT.match(scene.text, match.end()) or other is None or other.role == "many":
            continue
        how = how_of(
            scene.text,
            match.start("n") if match["n"] else match.start("part"),
            match.end("n") if match["n"] else match.end("part"),
        )
        yield Told(
            match.start(),
            match.end(),
            1 + sign * value / 100,
            None,
            how if sign > 0 else _TURNED.get(how, how),
            own or _topic(scene),
            other,
        )

"""Claims on what place a state has among others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.state import is_state
from latticework.text.amount_numbers import number
from latticework.text.claims.among import CALLED, grouping_of, only_time, region_of
from latticework.text.claims.behind import behind_few, excepted
from latticework.text.claims.ordinals import place_of
from latticework.text.claims.places import placed
from latticework.text.claims.scene import PER_HEAD, Scene
from latticework.text.claims.shapes import Claim
from latticework.text.modality import modality

_RANK = re.compile(
    r"\b(?:(?P<top>three|five|ten|fifteen|twenty|\d{1,2}) )?(?P<o>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))?[- ]?(?P<grade>largest|biggest|highest|heaviest|top|strongest)[- ]"
    r"(?P<what>(?:[a-z]+[- ]){0,3}?(?:military budget|defen[cs]e budget|military spend(?:ers?|ing)|defen[cs]e spend(?:ers?|ing)|spenders? on (?:its )?(?:military|defen[cs]e)|"
    r"(?:military|defen[cs]e) burden|(?:stock|stockpile) of (?:nuclear )?(?:warheads|weapons)|nuclear (?:arsenal|stockpile|power|force)|arsenal of nuclear|economy|population|military|armed forces|army|navy))\b", re.I)  # fmt: skip
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


_HOPED = re.compile(
    r"\b(?:hop(?:es?|ed|ing)|wants?|wanted|wish(?:es|ed)|aim(?:s|ed)?|intends?|plans?|vow(?:s|ed)|promis(?:es|ed)|seeks?|sought|dreams?|expected|likely|set|poised|due) (?:to|of) (?:be|become|being|becoming|have|having)\b|\b(?:could|would|may|might|will|should) (?:[a-z]+ )?(?:be|become|rank|come|stand|have|hold|take)\b[^.;:]{0,40}$",
    re.I,
)
"""A place that is only hoped for, said before it."""


def ranks(scene: Scene) -> Iterator[Claim]:
    """Read what place a state has among all: the largest military, the second-largest economy."""
    told = list(placed(scene))
    yield from told
    if told or PER_HEAD.search(scene.text):
        return
    for match in _RANK.finditer(scene.text):
        if _HOPED.search(scene.text, 0, match.start()) or "since" in scene.text[match.end() : match.end() + 20]:
            continue
        what = match["what"].lower()
        measure = (
            "warheads" if "nuclear" in what or "arsenal" in what or "stock" in what else "gdp" if what.endswith("economy") else "population" if "population" in what
            else "military_spending" if re.search("budget|spend|burden", what) else "military"
        )  # fmt: skip
        if "burden" in what or (
            measure == "military_spending" and _OF_OUTPUT.search(scene.text[match.start() : match.end() + 50])
        ):
            measure = "share"
        order = (match["o"] or "").lower()
        place = _PLACE.get(order) or (int(re.sub(r"\D", "", order)) if order and order[0].isdigit() else 1)
        at = scene.token(scene.clause.start + match.end() - 1)
        world = bool(_WORLD.search(scene.text[max(0, match.start() - 14) : match.end() + 30]))
        subject = _ranked(scene, at)
        top = str(int(number(match["top"]))) if match["top"] else ""
        place = int(top) if top else place
        told_of = modality(scene.clause, scene.verb(at))
        if subject and told_of in ("happened", "denied"):
            yield scene.claim(
                "rank", scene.clause.start + match.start(), scene.clause.start + match.end(), subject=subject, value=float(place), unit="rank",
                measure=measure, time=scene.when(at), modality=told_of, detail={"among": "world" if world else _among(scene, match.start(), match.end()), "what": what, "top": top},
            )  # fmt: skip
    yield from _placed(scene)
    behind = list(behind_few(scene))
    yield from behind or _unmatched(scene)


_ORDINAL = r"(?P<o>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|\d{1,2}(?:st|nd|rd|th))"
_RANKED = re.compile(
    rf"\b(?:rank(?:s|ed|ing)?|com(?:es|e|ing)|came|stands?|stood|plac(?:es|ed)|(?:is|was|lies|lay)) (?:only |just )?{_ORDINAL}\b(?! time)|\b(?:in|at|takes?|took|holds?) {_ORDINAL.replace('<o>', '<p>')} place\b",
    re.I,
)
_ANY = re.compile(
    r"\b(?:more|most|larger|bigger|higher|heavier|greater)\b[^.;]{0,60}\bthan (?:any|every|all)(?: the)? (?:other|others)\b(?: (?P<of>[^.;,]{0,50}))?|\bspen(?:ds?|t) the most on\b(?: (?P<most>[^.;,]{0,60}))?|\b(?:tops?|topped|heads?|headed|leads?|led) (?:the (?:list|table|ranking|field|league)\b|(?:all (?:of )?)?(?:the )?(?P<in>(?-i:[A-Z])[\w-]+(?: (?-i:[A-Z])[\w-]+)?)(?=(?:'s|’s)? (?:[\w' -]{0,20}\b)?(?:in|for|on|by)\b[^.;]{0,20}\b(?:military|defen[cs]e|arms)\b))",
    re.I,
)
_NO_OTHER = re.compile(
    r"\b(?:no|not one|none of the)(?: other| single)? (?P<who>country|state|nation|member|ally|power|government|(?:[A-Z][\w-]+ )+(?:country|countries|state|states|members?|ally|allies)|(?:allies|members|states|countries))\b(?P<of>[^.;]{0,40}?)\b"
    r"(?:has|have|spends?|spent|hosts?|hosted|bore|bears?|carries|carried|owns?|owned|devot\w+|puts?|keeps?|houses|holds?|paid|pays)\b[^.;]{0,60}?\b(?:more|larger|bigger|heavier|higher|greater|as (?:much|many|large|high|big))\b[^.;]{0,80}?\b(?:than|as)\b",
    re.I,
)
_OF_OUTPUT = re.compile(
    r"\b(?:share|proportion|percentage|part|slice|burden|relative to|per cent|as a)\b[^.;]{0,40}\b(?:GDP|output|economy|income|wealth)\b|\bmilitary burden\b|\b(?:GDP|output)\b",
    re.I,
)
_HOSTED = re.compile(r"\b(?:host|house|home to|troops|soldiers|service ?members|personnel|marines)", re.I)


_PLACED = re.compile(
    r"\b(?:military|defen[cs]e) (?:budget|spending|expenditure|outlays|burden)\b[^.;,]{0,20}?\b(?:is|was|ranks as|remains|became) (?:now |still |only )?(?:the )?(?:(?P<o>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))[- ])?(?:largest|biggest|highest|heaviest)\b",
    re.I,
)


def _placed(scene: Scene) -> Iterator[Claim]:
    """`Japan's defence budget is the tenth biggest worldwide`."""
    match = _PLACED.search(scene.text)
    if not match:
        return
    at = scene.token(scene.clause.start + match.start())
    tail = scene.text[match.end() : match.end() + 40]
    among = "world" if _WORLD.search(tail) else region_of(tail) or grouping_of(scene, tail)
    subject = scene.subject(at)
    if among and subject:
        measure = "share" if _OF_OUTPUT.search(tail) or "burden" in match[0] else "military_spending"
        yield scene.claim(
            "rank", scene.clause.start + match.start(), scene.clause.start + match.end(), subject=subject, value=float(place_of(match["o"]) if match["o"] else 1), unit="rank", measure=measure,
            time=only_time(scene), modality=modality(scene.clause, scene.verb(at)), detail={"among": among, "what": CALLED[measure], "top": ""},
        )  # fmt: skip


def _what(scene: Scene) -> str:
    """What is ranked: shares of output, forces hosted, or what the sentence measures."""
    if _OF_OUTPUT.search(scene.text) and re.search(
        r"\b(?:military|defen[cs]e|armed forces|army|forces|burden)\b", scene.text, re.I
    ):
        return "share"
    if re.search(r"\b(?:hosts?|hosted|houses|home to)\b", scene.text) and _HOSTED.search(scene.text) and scene.states:
        return "troops_hosted"
    return scene.measure() or (
        "military_spending"
        if re.search(r"\bspen(?:ds?|t)\b[^.;]{0,40}\b(?:military|defen[cs]e|arms|forces)", scene.text)
        else ""
    )


def _unmatched(scene: Scene) -> Iterator[Claim]:
    """`spends more on its military than any other country`, `No country hosts more American troops than Japan`."""
    measure = _what(scene)
    none = _NO_OTHER.search(scene.text)
    match = none or _ANY.search(scene.text) or _RANKED.search(scene.text)
    if not match or not measure or measure in ("population",) or _HOPED.search(scene.text[: match.start() + 1]):
        return
    inside = match.groupdict().get("in") or ""
    if inside and not region_of(inside) and not grouping_of(scene, inside):
        return
    order = match.groupdict().get("o") or match.groupdict().get("p") or ""
    place = place_of(order) if order else 1
    start, end = scene.clause.start + match.start(), scene.clause.start + match.end()
    at, out = scene.token(start), list[str]()
    if none:
        after = [code for i, code in scene.named if scene.clause.tokens[i].start >= end - 1 and is_state(code)]
        subject = after[0] if after else ""
        guests = [code for i, code in scene.named if start < scene.clause.tokens[i].start < end and is_state(code)]
        words = none["who"] + none["of"]
        out = excepted(scene, none.start("who"), none.end("of"))
        place += len(out)
    else:
        out = excepted(scene, match.start(), min(len(scene.text), match.end() + 40))
        place += len(out)
        before = [code for i, code in scene.named if scene.clause.tokens[i].start < start and is_state(code)]
        subject = (before[-1] if before else "") or scene.subject(at)
        guests = [
            code
            for i, code in scene.named
            if start < scene.clause.tokens[i].start and is_state(code) and code != subject
        ]
        words = (
            inside
            or match.groupdict().get("of")
            or match.groupdict().get("most")
            or scene.text[match.end() : match.end() + 40]
        )
    if not subject or (measure == "troops_hosted" and not guests):
        return
    among = region_of(words) or region_of(scene.text) or grouping_of(scene, words) or "world"
    yield scene.claim(
        "rank", start, max(end, scene.clause.start + match.end()), subject=subject, object=guests[0] if measure == "troops_hosted" else "", value=float(place), unit="rank", measure=measure,
        time=only_time(scene), modality=modality(scene.clause, scene.verb(at)) if not none else "happened",
        detail={"among": among, "what": CALLED.get(measure, measure), "top": "", "tied": "yes" if none else "", "before": ";".join(out)},
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


def _among(scene: Scene, start: int, end: int) -> str:
    """Among whom a place is told: a region or grouping named just before or after the words."""
    near = scene.text[max(0, start - 24) : start] + " | " + scene.text[end : end + 44]
    return region_of(near) or grouping_of(scene, near)

"""A passing told by its outcome: a title that changed hands, who was behind until then, who was pushed down, who spends more for the first time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.state import is_state
from latticework.text.claims.rivals import Side, after, before
from latticework.text.claims.scene import Scene

Pair = tuple[int, int, Side | None, Side | None]
"""Where a passing is told, who went past, and whom."""

_FIRST = re.compile(
    r"\b(?:more|higher|larger|bigger|greater|outspen[td]|outsold|outnumbered|exceeded|topped|above)\b[^.;:]{0,80}?(?:\bfor the first time\b|, a first\b|, (?:its|the) first\b)|\bfor the first time,?[^.;:]{0,80}?\b(?P<late>outspent|outsold|outnumbered|exceeded|topped|(?:spent|sold|bought|had|deployed|fielded|exported|imported|ordered) (?:[\w-]+ ){0,4}?(?:more|larger|bigger))\b",
    re.I,
)
_SINCE_MORE = re.compile(
    r"\b(?P<verb>(?:outnumber|outgun|outsell|outspend|outproduc)(?:ed|ing|s|ing)?|outspent|outsold)\b[^.;:]{0,60}?\bsince\b",
    re.I,
)
UNTIL = re.compile(
    r"\b(?:trail(?:ed|ing)|lag(?:ged|ging)(?: behind)?|(?:was|were|stood|sat|remained) (?:behind|below|second to|smaller than|weaker than)|long smaller than)\b[^.;:]{0,60}?\buntil\b",
    re.I,
)
_AHEAD_NOW = re.compile(r"\b(?:in front|ahead|leads?|in the lead|now larger|now bigger|first|on top)\b", re.I)
_HONOUR = r"(?:title|crown|lead|place|spot|mantle|position|rank|slot|throne)"
_TITLE = re.compile(
    rf"\b{_HONOUR}\b[^.;:]{{0,70}}?\b(?:passed|went|moved|fell|shifted|changed hands) from\b",
    re.I,
)
_WENT_TO = re.compile(
    rf"\b{_HONOUR}\b(?P<held> (?:(?:that|which) )?(?=[^.;:,]{{2,40}}? (?:had )?(?:long )?(?:held|occupied|enjoyed|kept)\b))?[^.;:]{{0,70}}?\b(?:went|pass(?:ed|es)|moved|fell|falls|goes|gone|handed|lost|ceded|slipp?(?:ed|s)) to\b",
    re.I,
)
_HELD = re.compile(
    rf"\b(?:went|rose|risen|climbed|moved|jumped|leapt|took|takes|taken|reach\w*|claim\w*|advanced|seized|gained|won|vaulted|secured)\b[^.;:]{{0,60}}?\b(?:{_HONOUR}|first|second|third|fourth|fifth|top)\b[^.;:]{{0,40}}?(?:\b(?:held|occupied|enjoyed|filled)(?: (?:until then|till then|before|previously|so far))? by\b|\b(?:that|which|where) (?=[^.;:,]{{2,30}}? (?:had |used to )(?:long )?(?:held|hold|occup|enjoy|kept|sat|been|stood))|\b(?:previously|formerly|hitherto|until then|till then|long) (?=(?:the )?(?-i:[A-Z])[\w ]{{1,24}}(?:'s|’s|s'|s’)))",
    re.I,
)
_NO_LONGER = re.compile(
    r"\bno longer\b[^.;:]{0,60}?\b(?:largest|biggest|highest|heaviest|strongest|greatest|leading|foremost|main|top|first|number[- ]one)\b[^.;:]{0,50}?(?:[:;—]|, as|,)",
    re.I,
)
_NOMINAL = re.compile(r"\b(?:overtaking|displacement|replacement|eclipse|dethroning|supplanting|passing) of\b", re.I)
_BETTER = re.compile(
    r"\b(?:went|gone|goes) one better\b|\bdrew level and (?:went|sailed|pulled) (?:by|past|ahead)\b|\b(?:drew|went|pulled|moved|sailed|slipped|edged) (?:past|by|ahead|in front)\b(?= (?:in|on|at|by|this|last)\b|[.,;]|$)",
    re.I,
)
_PUSHED = re.compile(
    r"\b(?:is|was|were|been|got) (?:\w+ly |just |then |since )?(?:pushed|shoved|knocked|bumped|toppled|ousted|relegated|demoted|elbowed|nudged|brushed|driven|dislodged|squeezed|kicked|edged|moved) (?:down|out|off|aside|back|to|into|from|one|a)\b[^.;:]{0,80}?\bby\b",
    re.I,
)


def handed(scene: Scene, found: list[Side]) -> Iterator[Pair]:
    """Read passings told by their outcome, each with where it is told, who went past and whom."""
    yield from _outcomes(scene, found)
    yield from _titles(scene, found)
    pushed = _PUSHED.search(scene.text)
    if pushed:
        by = re.compile(r"\bby (?!\d)").search(scene.text, pushed.end() - 3)
        one = after(scene, found, by.end(), 30) if by else None
        yield pushed.start(), pushed.end(), one, before(scene, found, pushed.start())


def _titles(scene: Scene, found: list[Side]) -> Iterator[Pair]:
    """A place or title that was one's and is another's now."""
    text = scene.text
    title = _TITLE.search(text)
    if title:
        old = after(scene, found, title.end(), 30, places=True)
        to = re.compile(r"\bto\b").search(text, old.end, old.end + 30) if old else None
        yield title.start(), title.end(), after(scene, found, to.end(), 30) if to else None, old
    went = _WENT_TO.search(text)
    if went:
        old = after(scene, found, went.end("held"), 24) if went["held"] else before(scene, found, went.start())
        yield went.start(), went.end(), after(scene, found, went.end(), 24), old
    held = _HELD.search(text)
    if held:
        yield held.start(), held.end(), before(scene, found, held.start()), after(scene, found, held.end(), 30)
    gone = _NO_LONGER.search(text)
    if gone:
        old = before(scene, found, gone.start()) or after(scene, found, gone.start() + len("no longer"), 12)
        yield gone.start(), gone.end(), after(scene, found, gone.end(), 24), old
    noun = _NOMINAL.search(text)
    if noun:
        old = after(scene, found, noun.end(), 24)
        by = re.compile(r"(?:'s|’s)? by\b").match(text, old.end) if old else None
        yield (
            noun.start(),
            noun.end(),
            after(scene, found, by.end(), 24) if by else before(scene, found, noun.start()),
            old,
        )


def _outcomes(scene: Scene, found: list[Side]) -> Iterator[Pair]:
    text = scene.text
    match = _FIRST.search(text)
    if match:
        late = match.start("late") if match["late"] else match.start()
        than = re.compile(r"\bthan\b|\b(?:outspent|outsold|outnumbered|exceeded|topped|above)\b").search(text, late)
        one = before(scene, found, late)
        yield match.start(), match.end(), one, after(scene, found, than.end(), 30) if than else None
    more = _SINCE_MORE.search(text)
    if more:
        yield more.start(), more.end(), before(scene, found, more.start()), after(scene, found, more.end("verb"), 30)
    behind = UNTIL.search(text)
    if behind and _AHEAD_NOW.search(text, behind.end()):
        lead = re.compile(r"trail\w*|lag\w*(?: behind)?|behind|below|second to|than").search(text, behind.start())
        yield (
            behind.start(),
            behind.end(),
            before(scene, found, behind.start()),
            after(scene, found, lead.end(), 30) if lead else None,
        )
    better = _BETTER.search(text)
    if better:
        one = before(scene, found, better.start())
        codes = one.codes if one else ()
        rivals = list(
            dict.fromkeys(code for side in found if side.role == "named" for code in side.codes if code not in codes)
        )
        if not rivals and codes:
            rivals = spoken_of(scene, codes[0])
        if len(rivals) == 1:
            yield better.start(), better.end(), one, Side(0, 0, (rivals[0],), "spoken")


def spoken_of(scene: Scene, passer: str) -> list[str]:
    """Whom a pronoun stands for that was passed: the one other state of the sentence, else what was spoken of before."""
    here = [code for code in scene.states if code != passer]
    if len(here) == 1:
        return here
    told = [
        code for code in (*scene.memory.subject, *reversed(scene.memory.recent)) if code != passer and is_state(code)
    ]
    return told[:1] if not here else []

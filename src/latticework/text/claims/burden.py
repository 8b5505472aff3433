"""Claims on the share of its output a state spends on its forces: a figure, an output, forces, and whose they are, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.state import is_state
from latticework.text.amount_comparators import before_figure
from latticework.text.amount_numbers import DIGITS, IN_WORDS, number
from latticework.text.claims.aims import civil
from latticework.text.claims.change_times import ends
from latticework.text.claims.day import then
from latticework.text.claims.footing import by_output
from latticework.text.claims.parts import Figure, exactness, in_words
from latticework.text.claims.rivals import sides
from latticework.text.claims.scene import Scene, number_of
from latticework.text.claims.shapes import Claim
from latticework.text.claims.statement import statement
from latticework.text.claims.whose import grouping, parted, whose
from latticework.text.time_span import Span

_NUMBER = rf"(?:{DIGITS}|(?i:{IN_WORDS}))"
_OUTPUT_WORDS = r"(?:GDP|G\.D\.P\.?|GNP|gross (?:domestic|national) (?:product|income)|national (?:income|product|output|wealth)|(?:social |domestic |national )?product|economic output|output|econom(?:y|ies)|income|wealth)"
_OUTPUT = re.compile(
    rf"(?: or so| or more| or less)? of (?:(?:[\w.'’-]+ ){{0,4}}?{_OUTPUT_WORDS}\b|(?:all|everything|what|whatever)(?: that)? (?:\w+ ){{0,3}}?(?:produces?|produced|earns?|earned|makes?|made|generates?|generated|yields?|yielded)\b)",
    re.I,
)
_FOOTING = re.compile(
    rf"\b(?:share|proportion|percentage|part|ratio|weight|slice|fraction|burden|chunk) (?:of|in|on) (?:[\w'’-]+ ){{0,3}}?{_OUTPUT_WORDS}\b|\bto[- ]GDP\b|\b(?:against|relative to|to) the size of (?:its|their|the) economy|\b[Oo]f (?:[\w'’-]+ ){{0,2}}{_OUTPUT_WORDS},",
    re.I,
)
_FORCES = re.compile(
    r"\b(?:military|militaries|defen[cs]e|forces|army|armies|armed|navy|war(?: chest)?|arms|armaments?|soldiers?|troops|generals|rearmament|weapons|guns|fleet|Bundeswehr|Self-Defense)\b",
    re.I,
)
_SPENT = re.compile(r"\b(?:outlays?|spending|expenditures?|effort|bill|burden|spends?|spent)\b", re.I)
_CIVIL = re.compile(
    r"\b(?:education|schools?|universit\w+|health\w*|hospitals?|pensions?|welfare|social security|research|aid|debt|deficit|tax\w*|touris\w+|exports?|imports?|trade|farm\w*|agricultur\w+|roads?|infrastructure|interest|energy|subsid\w+|remittances|science|climate|emissions|culture|foreign aid|unemployment|inflation|growth|turnout)\b",
    re.I,
)
_ALLIED = re.compile(r"\b(?:NATO|[Aa]llies|[Aa]lliance|defen[cs]e|military|army|forces)\b")
_LEVEL = re.compile(
    r"\b(?:pay(?:s|ing)?|paid|spend(?:s|ing)?|spent|stands?|stood|is|was|were|sits?|sat|at|reach(?:es|ed)?|with|latter|only|just|contribut\w+)(?: (?:only|just|still|now|barely|a shade|about|around|over|under|some|nearly|almost|at|a mere|well|more than|less than))* ?$",
    re.I,
)
_UNREAL = re.compile(
    r"\b(?:could|may|might|would|should|must|ought|if|unless|will|shall|wants?|hopes?|aims?|intends?|expected|forecast|predict\w*|likely|goals?|propos\w+|promis\w+|pledg\w+|vow\w*|commit\w*|perhaps|whether|needs? to|require\w*|benchmark|guideline)\b",
    re.I,
)
_DENIED = re.compile(r"\b(?:not|never|n't|nor)\b(?! (?:only|just|merely|even|quite|less|more))", re.I)
_AT_MOST = re.compile(
    r"\b(?:not|n't|never|hardly) (?:exceed|exceeded|top|topped|go beyond|go above|surpass|rise above|more than)\b", re.I
)
_NOT_EVEN = re.compile(r"\bnot (?:even|quite)(?: a| an)? ?$", re.I)
_EACH = re.compile(
    rf"\b(?P<n>{_NUMBER}) (?:[a-z]+ )?(?:in|out of)(?: every| each)? (?P<m>{_NUMBER})\b(?! percent)", re.I
)
_EVERY = re.compile(
    rf"\bof every (?P<m>{_NUMBER}) [a-z]+\b[^.;]{{0,50}}?,? (?P<n>{_NUMBER})(?= )|\bfor every (?P<m2>{_NUMBER}) [a-z]+\b[^.;]{{0,50}}?,? (?P<n2>{_NUMBER})(?= )",
    re.I,
)
_MADE = re.compile(r"\b(?:earns?|earned|produces?|produced|makes?|made|generates?|generated|GDP|output|income)\b")
_BARE = re.compile(rf"\b(?P<n>{DIGITS})(?=[:,] that is the (?:percentage|share) of {_OUTPUT_WORDS})")


def burdens(scene: Scene, taken: list[Claim]) -> Iterator[Claim]:
    """Read shares of output spent on forces, apart from the figures already taken."""
    if "?" in scene.text[-3:]:
        return
    for figure, footed in _figures(scene):
        low, high = figure.start, figure.end
        if any(claim.start < scene.clause.start + high and scene.clause.start + low < claim.end for claim in taken):
            continue
        if _UNREAL.search(scene.text, *statement(scene, scene.clause.start + low, scene.clause.start + high)):
            continue
        output = _OUTPUT.match(scene.text, high)
        footed = footed or output is not None or bool(_FOOTING.search(scene.text)) or by_output(scene.text)
        forces = _FORCES.search(scene.text) or (
            (_SPENT.search(scene.text) or _ALLIED.search(scene.text)) and not _CIVIL.search(scene.document.text)
        )
        loose = (
            not footed and figure.value <= _LARGE and _LEVEL.search(scene.text[max(0, low - 40) : low]) and not re.match(r"(?: or so)? (?:of|in|a|more|less|per|higher|lower|interest|growth)\b", scene.text[high:])
            and _ALLIED.search(scene.document.text) and not _CIVIL.search(scene.text)
        )  # fmt: skip
        if not ((footed and forces) or loose) or _changed(scene.text, low) or civil(scene.text, low, high):
            continue
        owner = _owner(scene, low, high, output)
        if not owner:
            continue
        when, since = share_times(scene, low, high)
        yield scene.claim(
            "share", scene.clause.start + low, scene.clause.start + high, subject=owner, value=figure.value, high=figure.high, unit="percent of GDP", comparator=_how(scene.text, figure),
            measure="military_spending", time=when, since=since, modality="denied" if _DENIED.search(scene.text, max(0, low - 50), low) and not _how(scene.text, figure) else "happened",
            detail={"fraction": "yes"} if figure.part else {},
        )  # fmt: skip


_LARGE = 10
"""A per cent told without an output is taken for a share of it up to here."""


def _figures(scene: Scene) -> Iterator[tuple[Figure, bool]]:
    """The figures that may be shares, each with whether its words alone tell of an output."""
    base, text = scene.clause.start, scene.text
    for amount in scene.amounts:
        value, high = number_of(amount)
        if value is not None and amount.unit in ("percent", "percent_of_GDP"):
            yield (
                Figure(amount.start - base, amount.end - base, value, high, "percent", exactness(amount.comparator)),
                amount.unit == "percent_of_GDP",
            )
    for part in in_words(text):
        if _OUTPUT.match(text, part.end):
            yield part, True
    for match in (*_EACH.finditer(text), *_EVERY.finditer(text)):
        parts = match.groupdict()
        own, whole = number(parts["n"] or parts["n2"]), number(parts["m"] or parts["m2"])
        if 0 < own < whole and _MADE.search(text):
            yield (
                Figure(
                    match.start(),
                    match.end(),
                    round(100 * own / whole, 1),
                    None,
                    "percent",
                    exactness(before_figure(text, match.start())),
                    part=whole < 100,
                ),
                True,
            )
    for match in _BARE.finditer(text):
        yield Figure(match.start(), match.end(), float(number(match["n"])), None, "percent", ""), True


def _changed(text: str, low: int) -> bool:
    """Whether the figure is by how much a share changed, or where it came from."""
    return bool(
        re.search(
            r"\b(?:by|up from|down from|from)(?: (?:about|some|almost|nearly|only|just|barely|over|more than))? ?$",
            text[:low],
        )
    )


def _how(text: str, figure: Figure) -> str:
    if at_most(text, figure.start):
        return "at_most"
    return "less_than" if _NOT_EVEN.search(text, 0, figure.start) else figure.how


def _owner(scene: Scene, low: int, high: int, output: re.Match[str] | None) -> str:
    """Whose output and forces it is: who is named with the output, else with the figure."""
    end = output.end() if output else high
    inside = [
        side.codes[0]
        for side in sides(scene)
        if side.codes and high <= side.start < end and side.role in ("named", "spoken")
    ]
    group = grouping(scene.text[:low])
    if group and group[0] in ("NATO", "EU") and set(scene.states) <= {"CAN"}:
        return group[0]  # NATO Europe and Canada
    if (
        group
        and group[0] in ("NATO", "EU")
        and not inside
        and not parted(scene.text, group[2], low)
        and not any(group[2] < side.start < low for side in sides(scene) if side.role == "named")
    ):
        return group[0]
    code = then(inside[0] if inside else whose(scene, low, end), scene.document.published)
    return code if is_state(code) or (code in ("NATO", "EU") and not scene.states) else ""


def at_most(text: str, low: int) -> bool:
    """Whether the words before a figure say that it is not passed: `does not exceed`."""
    return bool(_AT_MOST.search(text, max(0, low - 40), low))


def _beside(scene: Scene, high: int) -> Span | None:
    """The year that stands right behind a figure: `to 1.6% in 2023`."""
    place = scene.clause.start + high
    return next(
        (
            time.past
            for time in scene.times
            if place <= time.start
            and time.kind == "interval"
            and _RIGHT_IN.fullmatch(scene.document.text, place, time.start)
        ),
        None,
    )


_RIGHT_IN = re.compile(
    rf"(?: of (?:[\w.'’-]+ ){{0,3}}?{_OUTPUT_WORDS})?,? (?:in|for|by)(?: fiscal| the year)? ",
    re.I,
)


def share_times(scene: Scene, low: int, high: int, told: Span | None = None) -> tuple[Span | None, Span | None]:
    """When a share was so, and since when; a day is the day of saying. `told` is what the tree gives for it."""
    beside = _beside(scene, high)
    if told is not None and told.first != told.last and beside in (None, told):
        return told, None
    until = next(
        (
            time.past
            for time in scene.times
            if time.kind == "until" and scene.clause.start <= time.start < scene.clause.end
        ),
        None,
    )
    when, since = ends(scene, low, high)
    if (
        beside is not None
        and when is not None
        and when.last < beside.first
        and re.search(r"\bfrom\b", scene.text, re.I)
    ):
        since = since or when
    when = beside or when
    if when is not None and when.first == when.last:
        when = None
    if when is None and until is None and since is not None and not re.search(r"\bsince\b", scene.text, re.I):
        return since, None  # "what it produced in 2020"
    return when or until, since

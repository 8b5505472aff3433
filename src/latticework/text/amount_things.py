"""Readers of counted things and people, casualties and figures that leave their noun unsaid."""

from __future__ import annotations

import re
from dataclasses import replace

from latticework.text.amount_comparators import before_figure
from latticework.text.amount_finish import finished
from latticework.text.amount_nouns import counted
from latticework.text.amount_reading import Figure
from latticework.text.amount_shapes import Amount

_STRONG = re.compile(r"-(strong|member|man|person|nation|country|state|party)(?: ([a-z]+))?(?![A-Za-z])")


_FORCES = ("force", "contingent", "army", "unit", "garrison", "brigade", "battlegroup", "division", "mission")


_HYPHEN_NOUN = re.compile(r"-(?=[a-z])")


_CASUALTY_AFTER = re.compile(
    r"(?: others?| more| people| dead| had been| has been| have been| were| was| are| being| reported| feared| left| still| confirmed| lay){0,3}"
    r" (?:killed|dead|wounded|injured|missing|arrested|detained|displaced|died|dying|hurt|hospitali[sz]ed|captured|kidnapped|rescued|evacuated)\b"
)


_CASUALTY_BEFORE = re.compile(
    r"\b(?:kill(?:s|ed|ing)|wound(?:s|ed|ing)|injur(?:es|ed|ing)|dead|death toll|toll|casualties|arrested|arresting|detained|lives of|killing or wounding)"
    r"(?: (?:rose|rises|has risen|had risen|stood|stands|climbed|is|was|to|at|of|now|by|a total of))*"
    r"(?: (?:at least|more than|up to|as many as|about|around|some|nearly|over|almost|another|only|an estimated|approximately))?[ ]$"
)


def counted_things(text: str, figure: Figure) -> Amount | None:
    """Give the amount of things counted; with an empty unit where the figure is no count at all ("three-pronged")."""
    start, end = figure.start, figure.end
    strong = _STRONG.match(text, end)
    if strong:
        unit = "person" if strong[1] in ("strong", "man", "person") else strong[1]
        unit = "troop" if strong[1] == "strong" and strong[2] in _FORCES else unit
        return finished(text, figure, strong.end(1), unit, scope=unit in ("person", "troop"))
    hyphen = bool(_HYPHEN_NOUN.match(text, end))
    noun = counted(
        text,
        end + hyphen,
        single=hyphen or figure.value == 1,
        of=isinstance(figure.value, str) or text[start:end].lower().endswith("dozen"),
    )
    if hyphen and (not noun or not noun.scope or text.find(" ", end) < noun.end - 1):
        return Amount(start, end, figure.value, "", scope=False)
    behind = text[max(0, start - 80) : start]
    if not (noun and noun.scope) and (
        _CASUALTY_AFTER.match(text, end) or (not noun and _CASUALTY_BEFORE.search(behind))
    ):
        return finished(text, figure, end, "person", noun=noun.phrase if noun else "")
    if not noun or text[end : end + 8] == " of the ":
        return None
    hurt = noun.family in ("person", "other") and bool(_CASUALTY_AFTER.match(text, noun.end))
    comparator = "additional" if noun.more else None
    return finished(text, figure, noun.end, noun.unit, comparator, noun=noun.phrase, scope=noun.scope or hurt)


LINK = re.compile(
    r"(?: of(?: the| its| their)?| out of(?: the)?|(?: [A-Z][a-z]+)?(?: to| and| or|,))(?: (?:about|around|nearly|almost|over|more than|up to|at least|some|approximately|even))? "
)


_THE_SAME = re.compile(
    r" (?:of (?:them|these|those|which|whom)|in [A-Z]|to (?:[A-Z]|be)|from [A-Z]|at [A-Z]|on [A-Z]|others?\b|were\b|are\b|more\b)"
)


_FORCE_OF = re.compile(
    r"\b(?:(?:force|contingent|garrison|brigade|army|battalion|deployment|presence) of|(?:troops?|forces?|contingent|garrison|troop levels?|headcount)\b"
    r"[^.;]{0,60}\b(?:to|from|at))(?: (?:about|around|nearly|almost|over|more than|up to|at least|some|approximately|roughly))? $"
)


_SENTENCE_END = re.compile(r"[.!?;][\"”’')]?\s+[A-Z“\"]|\n")


def understood(text: str, amount: Amount, last: Amount | None) -> Amount | None:
    """Give a figure without a noun the noun of the count before it in its sentence: "28,500 troops here and 54,000 in Japan"."""
    if not isinstance(amount.value, int) or amount.value < 2:
        return None
    if _FORCE_OF.search(text[max(0, amount.start - 90) : amount.start]):
        return replace(amount, unit="troop", scope=True)
    near = last and last.noun and last.scope and amount.start - last.end < 120 and _THE_SAME.match(text, amount.end)
    if not near or not last or _SENTENCE_END.search(text[last.end : amount.start]):
        return None
    return replace(amount, unit=last.unit, noun=last.noun, scope=True, comparator=before_figure(text, amount.start))

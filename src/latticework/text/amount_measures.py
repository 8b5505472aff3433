"""Readers of money, shares, lengths, weights and stretches of time."""

from __future__ import annotations

import re
from functools import cache

from latticework.text.amount_finish import finished
from latticework.text.amount_reading import Figure
from latticework.text.amount_shapes import Amount
from latticework.text.amount_words import currencies, measures, pattern_of
from latticework.text.times import TimeMention


@cache
def unit_pattern() -> re.Pattern[str]:
    """Give the pattern of a currency or a measure after a figure."""
    return re.compile(
        rf"(?:(?: of)?[ \u00a0-]{{0,2}}(?P<money>{pattern_of(currencies('after'))})|[ \u00a0-]{{0,2}}(?P<measure>{pattern_of(measures())}))"
        r"(?![A-Za-z0-9])",
        re.IGNORECASE,
    )


def plain(phrase: str) -> str:
    """Give a phrase in lower case with plain blanks."""
    return re.sub(r"[ \u00a0-]", " ", phrase.lower())


def is_money(name: str, figure: Figure, text: str) -> bool:
    """Say whether a word after a figure is a currency, and not a weight or a verb."""
    large = (
        isinstance(figure.value, str)
        or max(figure.value if isinstance(figure.value, tuple) else (figure.value,)) >= 10**4
    )
    if name.lower() in ("pounds", "won", "real", "pesos"):
        return large and (
            name.lower() == "won" or bool(re.search("llion|bn|crore", text[figure.start : figure.end].lower()))
        )
    return True


_OF_GDP = re.compile(
    r"[ -](?:(?:share |worth )?of[ -](?:[\w.'’-]+ ){0,6}?)?(?:GDP|G\.D\.P|gross[ -]domestic[ -]product|economic output|national income|GNP)"
)


_GDP_SHARE = re.compile(
    r"\b(?:share|percentage|proportion|part) of (?:[\w'’]+ ){0,2}(?:GDP|gross domestic product)[^.;]{0,50}$"
)


def measured(text: str, figure: Figure, match: re.Match[str], time: TimeMention | None) -> Amount | None:
    """Read a figure with a measure: a share, a length, a weight or a stretch of time."""
    unit, family = measures()[plain(match["measure"])]
    end = match.end()
    glue = text[figure.end : match.start("measure")]
    if unit == "metre" and (match["measure"] == "M" or (match["measure"] == "m" and figure.spelled)):
        return None
    if match["measure"] == "second" and (figure.spelled or glue != "-"):
        return None
    if match["measure"] == "mi" and figure.spelled:
        return None
    if family == "share":
        share = _OF_GDP.match(text, end)
        if unit == "percent" and (share or _GDP_SHARE.search(text[max(0, figure.start - 110) : figure.start])):
            unit, end = "percent_of_GDP", share.end() if share else end
        return finished(text, figure, end, unit)
    bomb = family == "weight" and glue == "-" and unit in ("pound", "kg")
    amount = finished(text, figure, end, unit, scope=not bomb)
    if family != "time":
        return amount
    return _time(text, figure, amount, time)


_AGE = re.compile(r"(?:-|\s)olds?\b|-old|(?: |-)(?:of age)")


_NOT_A_LENGTH = re.compile(r" (?:ago|earlier|later|before|after|afterwards?|prior|from now|previously|of age|ahead)\b")


_LOOKS_BACK = re.compile(r"\b(?:past|last|previous|recent|first|final|these|those|aged?)(?: [a-z]+)? ?$", re.IGNORECASE)


_FIRST_IN = re.compile(
    r"\b(?P<what>first|biggest|largest|highest|lowest|deadliest|worst|heaviest|most|longest|closest)\b[^.;]{0,70}\bin (?:[a-z]+ ){0,2}$"
)


_ONE_IS_LENGTH = re.compile(
    r"\b(?:within|for|than|least|about|nearly|almost|only|just|lasting|lasted|in|to) $", re.IGNORECASE
)


def _time(text: str, figure: Figure, amount: Amount, time: TimeMention | None) -> Amount:
    """Say which stretches of time are lengths or deadlines, and which only tell when."""
    behind, ahead = text[max(0, figure.start - 100) : figure.start], text[amount.end : amount.end + 14]
    told_when = bool(time and time.kind in ("ago", "interval")) and not re.search(
        r"\b(?:next|coming|following) ?$", behind
    )
    scope = not (told_when or _AGE.match(ahead) or _NOT_A_LENGTH.match(ahead) or _LOOKS_BACK.search(behind))
    if figure.spelled and figure.value == 1 and text[figure.end] != "-" and not _ONE_IS_LENGTH.search(behind):
        scope = False
    if amount.per in ("day", "week"):
        scope = False  # "24 hours a day"
    first = _FIRST_IN.search(behind)
    comparator = amount.comparator
    if first and scope:
        comparator = "first_since" if first["what"].lower() == "first" else "biggest_since"
    elif (
        comparator == "more_than"
        and re.search(r"(?<!for )\bover $", behind)
        and not re.search(r"\b(?:is|was|are) over $", behind)
    ):
        comparator = None  # "over five years" tells the stretch
    return Amount(amount.start, amount.end, amount.value, amount.unit, comparator, amount.noun, None, scope, amount.per)

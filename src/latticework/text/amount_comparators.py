"""How exactly a figure is meant: "more than", "up to", "an additional", "rose by"."""

from __future__ import annotations

import re
from functools import cache

from latticework.text.amount_words import changes, comparators


@cache
def _before() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in sorted(comparators("before"), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?P<phrase>{phrases})(?: (?:a total of|another|an additional|the|a|an))? ?$", re.IGNORECASE
    )


@cache
def _after() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in sorted(comparators("after"), key=len, reverse=True))
    aside = r",(?= at (?:a |the )?(?:very )?(?:least|most|minimum)[,.;])"  # fifty, at a minimum, is ...
    return re.compile(rf"(?:{aside})? ?(?P<phrase>{phrases})(?![A-Za-z])(?! than)", re.IGNORECASE)


@cache
def _change() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in sorted(comparators("before"), key=len, reverse=True))
    verbs = "|".join(sorted(changes(), key=len, reverse=True))
    return re.compile(
        rf"\b(?P<direct>{verbs})(?: of| by)?(?: (?:{phrases}))? $|\b(?P<by>{verbs})\b[^.;,]{{0,40}}\bby(?: (?:{phrases}))? $",
        re.IGNORECASE,
    )


_MORE_THAN = re.compile(r" (?P<word>more|higher|less|lower|fewer) than\b")


@cache
def _change_after() -> re.Pattern[str]:
    nouns = "increase|rise|growth|hike|jump|surge|cut|reduction|decrease|drop|decline|fall|more|higher|less|lower|fewer|boost"
    return re.compile(rf"[ -](?:[a-z]+ )?(?P<word>{nouns})\b")


def before_figure(text: str, start: int) -> str | None:
    """Give the comparator that stands right before a figure."""
    match = _before().search(text[max(0, start - 34) : start])
    return comparators("before")[match["phrase"].lower()] if match else None


def after_figure(text: str, end: int, suffix: str | None) -> str | None:
    """Give the comparator after a figure and its unit, or glued to it ("5,000-plus")."""
    if suffix:
        return comparators("after").get(suffix)
    match = _after().match(text, end)
    return comparators("after")[match["phrase"].lower()] if match else None


def change_of(text: str, start: int, end: int, *, by_itself: bool) -> str | None:
    """Say whether a figure is an increase or a decrease.

    `by_itself` is whether a verb of change alone shows it ("rose 20 percent"); other figures need "by" or "more than".
    """
    after = _MORE_THAN.match(text, end) or (_change_after().match(text, end) if by_itself else None)
    if after:
        return changes()[after["word"]]
    match = _change().search(text[max(0, start - 90) : start])
    if not match or (match["direct"] and match["direct"].lower() in ("more", "less", "fewer", "higher", "lower")):
        return None
    if match["direct"] and not by_itself and not re.search(rf"\b{match['direct']} (?:of|by)\b", match.group()):
        return None
    return changes()[(match["direct"] or match["by"]).lower()]

"""How exactly a figure is meant where the words before it turn or void its comparator."""

from __future__ import annotations

import re

from latticework.text.claims.parts import exactness

_AT_LEAST = re.compile(
    r"\b(?:no|not|never|nothing|none) (?:\w+ ){0,2}?(?:less|lower|fewer|smaller|below|under)(?: than)?(?: (?:a|an|the))? $",
    re.I,
)
_AT_MOST = re.compile(
    r"\b(?:no|not|never|nothing|n['’]t) (?:[a-z]+ ){0,3}?(?:more than|higher than|greater than|above|over|beyond|in excess of|past)(?: (?:a|an|the))? $",
    re.I,
)
_UP_TO = re.compile(
    r"\b(?:sign\w*|lives?|lived|living|own\w*|fac(?:e[sd]?|ing)|add\w*|measur\w+|climb\w*|mov(?:e[sd]?|ing)|stepp?\w*|catch\w*|caught|led|brought|bring\w*|go\w*|went) up to (?:the |a )?$",
    re.I,
)
"""Verbs that `up to` belongs to: who signs up to 2 per cent promises 2 per cent."""
_OVER = re.compile(
    r"\b(?:hand\w*|turn\w*|sign\w*|mak\w+|made|pass\w*|bring\w*|brought|t[ao]k\w*|took|sent|ship\w*) over $", re.I
)
"""Verbs that `over` belongs to: who hands over 18 tanks hands over 18."""
_LEAD = 48


def meant(text: str, start: int, how: str | None) -> str:
    """Give how exactly the figure at `start` of a text is meant, from its comparator and the words before it.

    >>> meant("signed up to 2 percent", 13, "up_to"), meant("never less than 3%", 16, "less_than"), meant("never spent more than 1%", 22, "more_than")
    ('', 'at_least', 'at_most')
    """
    lead, how = text[max(0, start - _LEAD) : start], exactness(how)
    if _AT_LEAST.search(lead):
        return "at_least"
    if _AT_MOST.search(lead):
        return "at_most"
    if (how == "up_to" and _UP_TO.search(lead)) or (how == "more_than" and _OVER.search(lead)):
        return ""
    return how

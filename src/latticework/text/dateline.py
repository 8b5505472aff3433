"""The dateline of a report: its place says where it was written, and is no side of what it tells."""

from __future__ import annotations

import re

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_PLACE = r"(?:[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2})"
_LINE = re.compile(
    rf"^[\s\"“]*{_PLACE}(?:[,/] ?{_PLACE}){{0,2}}(?:,? {_DATE})?(?:,? ?\([^()]{{2,40}}\))?(?:,? {_DATE})?:? ?(?:—|–|--|(?<=[\s)])-)\s+",
)
_CAPITALS = re.compile(r"^[\s\"“]*[A-Z][A-Z.'’-]{2,}")
_SIGNS = re.compile(rf"\(|{_DATE}")


def dateline_end(text: str) -> int:
    """Give where the dateline of a sentence ends; 0 when it has none.

    A place before a dash is a dateline only with a day, an agency in brackets, or letters that are all capitals.

    >>> dateline_end("TOKYO, Jan 13 (Reuters) - China spends more"), dateline_end("China - the giant - spends more")
    (26, 0)
    """
    match = _LINE.match(text)
    return match.end() if match and (_SIGNS.search(match[0]) or _CAPITALS.match(match[0])) else 0

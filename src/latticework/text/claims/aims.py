"""What money is for: forces, or something civil that stands nearer to the figure."""

from __future__ import annotations

import re

from latticework.text.claims.phrases import joined

TABLE = "claim_aims.csv"
_ASIDE = re.compile(
    r"\b(?:excluding|including|without|except|counting|leaving out|minus|apart from|besides|like|unlike) (?:the |its |for )?$",
    re.I,
)
"""What is only left out or named beside the thing itself: `excluding pensions`."""


def civil(text: str, low: int, high: int) -> bool:
    """Whether the figure at `low` to `high` of a text is for something civil: its word stands nearer than any of forces.

    >>> civil("Spain spends 4.9% of GDP on schools, more than on soldiers.", 13, 24)
    True
    >>> civil("It raised defence to 2.5% of GDP, and paid with a cut in overseas aid.", 21, 32)
    False
    """
    gaps = {}
    for aim in ("civil", "forces"):
        found = joined(TABLE, "aim", aim).finditer(text)
        gaps[aim] = min(
            (
                _gap(text, match.start(), match.end(), low, high)
                for match in found
                if not _ASIDE.search(text, 0, match.start())
            ),
            default=_NOWHERE,
        )
    return gaps["civil"] < gaps["forces"]


def _gap(text: str, start: int, end: int, low: int, high: int) -> int:
    """How far a word stands from a figure; one in another statement stands far."""
    between = text[end:low] if end <= low else text[high:start]
    return max(0, start - high, low - end) + (_FAR if _OTHER.search(between) else 0)


_OTHER = re.compile(r", (?:and|but|so|yet|while)\b|[;:—]")
_FAR, _NOWHERE = 200, 10**6

"""By whose figures a claim is told: `according to NATO's annual report`, `SIPRI's estimates put it at`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim

_PUBLISHED = r"(?:annual |latest |own |new |official )*(?:report|figures?|estimates?|tables?|data|numbers?|count|yearbook|survey|database|statistics)"
_BY = (
    ("nato-spending", re.compile(rf"\b(?:according to|by|on|in) (?:the )?(?:NATO|[Aa]lliance)(?:['’]s)?(?: {_PUBLISHED}\b|(?= *[,.;]|$))|\bNATO(?:['’]s)? {_PUBLISHED}\b|\bNATO (?:says|said|estimates?|reckons|puts)\b")),
    ("sipri", re.compile(rf"\b(?:SIPRI|Stockholm (?:[A-Z]\w+ )*[Ii]nstitute|Stockholm (?:peace |research )+institute)\b|\b{_PUBLISHED} from Stockholm\b")),
)  # fmt: skip
_TYPES = frozenset({"share"})


def by_whom(scene: Scene, claims: Iterator[Claim]) -> Iterator[Claim]:
    """Mark shares of output with the source the sentence names: then its definition alone is meant."""
    named = [source for source, told in _BY if told.search(scene.text)]
    for claim in claims:
        yield (
            replace(claim, detail={**claim.detail, "by": named[0]})
            if claim.type in _TYPES and len(named) == 1
            else claim
        )

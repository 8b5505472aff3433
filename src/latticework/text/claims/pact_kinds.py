"""What an agreement is about and what it is called, by the words of its phrase and those behind it."""

from __future__ import annotations

import re

from latticework.text.claims.phrases import first

_WORDS = (
    ("ceasefire", re.compile(r"\b(?:cease-?fire|armistice|truce|disengagement)\b", re.I)),
    ("peace_agreement", re.compile(r"\bpeace (?:treaty|agreement|accords?|deal|pact|declaration)\b|\bnormali[sz]ation\b", re.I)),
    ("boundary_agreement", re.compile(r"\b(?:border|boundary|delimitation|demarcation)\b(?! (?:security|patrols?|guards?|incidents?))", re.I)),
    ("information_security", re.compile(r"\b(?:intelligence|information|secrets?|classified|GSOMIA)\b", re.I)),
    ("reciprocal_access", re.compile(r"\b(?:access|RAA)\b", re.I)),
    ("status_of_forces", re.compile(r"\b(?:visiting|status) forces?|\bstatus of forces|\bVFA\b|\bSOFA\b", re.I)),
    ("acquisition_cross_servicing", re.compile(r"\b(?:logistic\w*|supplies|cross-servicing|ACSA|LEMOA)\b", re.I)),
    ("joint_programme", re.compile(r"\b(?:fighter|submarine|frigate|drone|interceptor|missile|programme|program|project)\b", re.I)),
    ("defence_pact", re.compile(r"\b(?:mutual|collective)[ -](?:defen[cs]e|aid|assistance|security)|\bdefen[cs]e (?:pact|treaty)\b|\balliance\b", re.I)),
    ("strategic_partnership", re.compile(r"\bpartnership|friendship\b", re.I)),
    ("arms_control", re.compile(r"\b(?:arms control|disarmament|nuclear|START|missiles? ban)\b", re.I)),
    ("equipment_transfer", re.compile(r"\b(?:arms|equipment|technology|weapons?)\b", re.I)),
    ("defence_cooperation", re.compile(r"\b(?:defen[cs]e|security|military)\b", re.I)),
)  # fmt: skip
"""What an agreement is about, by the words of its phrase; the first that fits."""
_NAME = re.compile(
    r"(?:\b(?:[A-Z][a-z]+(?:-[A-Z][a-z]+)*|[A-Z]{2,}[\w-]*|[A-Z]-?\d+\w*|of|on) )+(?=(?:[Pp]act|[Tt]reaty|[Aa]greement|[Aa]ccord|[Mm]emorandum|[Pp]rogramme|[Pp]rogram|[Pp]roject|[Dd]eclaration|[Pp]artnership|[Pp]rotocol|[Aa]rrangement|[Ff]ramework)\b)"
)


def kind_of_words(words: str) -> str:
    """The kind of an agreement by the words of its phrase; empty when none tells."""
    return next((kind for kind, told in _WORDS if told.search(words)), "")


def purpose(words: str) -> str:
    """The kind of an agreement by what the words after it say it is for; empty when they do not tell."""
    told = _FOR.match(words)
    found = first("claim_purposes.csv", "kind", told[0]) if told else None
    return found[0] if found else ""


_FOR = re.compile(
    r",? (?:that|which|under which|by which|allowing|letting|enabling|permitting|to (?:allow|let|enable|permit|share|exchange|swap|protect|build|develop))\b[^;.]*"
)


def name_of_pact(part: str) -> str:
    """The proper name an agreement goes by, without the names of its parties' languages; empty when it has none."""
    short = re.search(
        r"\b(?!NATO\b|AUKUS\b(?! (?:pact|deal|treaty|partnership|agreement))|ASEAN\b|BRICS\b|QUAD\b)[A-Z]{4,}\b", part
    )
    match = _NAME.search(part)
    words = [short[0]] if short else match[0].split() if match else []
    while words and words[0].lower() in ("the", "of", "on", "a", "in"):
        words = words[1:]
    while words and words[-1] in ("of", "on"):
        words = words[:-1]
    return " ".join(words)

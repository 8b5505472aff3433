"""Whether an agreement is told to be in force, not yet, or no longer, and which of two steps a time belongs to."""

from __future__ import annotations

import re

from latticework.text.claims.phrases import first, pattern
from latticework.text.lists import table

_SAME_BREATH = r"(?:(?!\b(?:and|but|while|though|only)\b)[^.;,]){0,30}?"
"""A few words without a turn between a negation and what it denies."""
_DENIED = re.compile(
    rf"(?:\b(?:not|never|neither|nor|yet to|cannot|without)|n[’']t)\b{_SAME_BREATH}\b(?:in(?:to)? (?:force|effect)|tak(?:en?|ing) effect|effective|ratif\w+|approv\w+|appl(?:y|ies|ied)|bind(?:s|ing)?)\b",
    re.I,
)
_TO_COME = re.compile(
    r"\b(?:will|would|could|(?-i:may)|might|should|expected|once|before|until|when|after|if|due|awaits?|hopes?|wants?|plans?|set to|about to|ready|pending|to)\b[^.;,]{0,40}$",
    re.I,
)
_BESIDE = re.compile(
    r"\b(?:after|following|capping|crowning|ending|thanks to) (?:[\w'’-]+ ){0,5}?(?:talks|negotiations|discussions|bargaining|haggling)\b(?: (?:on|about|over|between|with|in) [^,;.]{0,40}(?=,))?"
    r"|\b(?:open|clear|pav|smooth|eas)(?:e|es|ed|s|ing) the (?:way|path|road|door)\b[^;.]*",
    re.I,
)


def force_of(words: str) -> str:
    """Give `in_force`, `not_in_force`, `ratified` or `ended` for words that speak of force; a negation anywhere before it counts.

    >>> force_of("the pact is not in force yet"), force_of("the treaty is no longer in force"), force_of("it has been in force")
    ('not_in_force', 'ended', 'in_force')
    >>> force_of("the Senate ratified the pact"), force_of("it was ratified and came into force")
    ('ratified', 'in_force')
    """
    step = first("claim_steps.csv", "status", words)
    if step and step[0] in ("not_in_force", "ended"):
        return step[0]
    if _DENIED.search(words):
        return "not_in_force"
    return "ratified" if step and step[0] == "ratified" else "in_force"


def plain(words: str) -> str:
    """Blank what a sentence tells beside its step: the talks that came before it, and what it opens the way to.

    >>> plain("after long talks they signed").strip()
    'they signed'
    """
    return _BESIDE.sub(lambda match: " " * len(match[0]), words)


def denied(words: str) -> bool:
    """Say whether a negation stands before the words of force: `is neither ratified nor in force`."""
    return bool(_DENIED.search(words))


def reached(words: str, force: re.Pattern[str]) -> bool:
    """Say whether the words of force tell of what has come, not of what is to come."""
    match = force.search(words)
    return bool(match) and not _TO_COME.search(words[: match.start()] if match else "")


def of_another(words: str, at: int, until: int, noun: int) -> bool:
    """Say whether a house approved something else than the agreement named behind it: `approved a report on the treaty`.

    >>> of_another("parliament approved a report on the treaty", 0, 19, 34), of_another("the Diet approved the treaty", 4, 17, 22)
    (True, False)
    """
    if _NAMES_IT.search(words[at:until]) or noun < until:
        return False
    return bool(_BETWEEN.search(words[until:noun]))


_NAMES_IT = re.compile(
    r"ratif|consent|assent|instrument|green light|nod\b|yes\b|signed off|blessing|to (?:approve|accept|endorse)", re.I
)
_BETWEEN = re.compile(
    r"\b(?:on|of|about|under|for|over|against|after|within|bid|sales?|budget|resolution|report)\b|[,;]", re.I
)


def nearer(one: re.Pattern[str], other: re.Pattern[str], words: str, at: int) -> bool:
    """Say whether a match of the first pattern stands nearer to a place than any of the second; True when only it matches."""
    gaps = [min((_gap(m, at) for m in pattern.finditer(words)), default=None) for pattern in (one, other)]
    if gaps[0] is None:
        return False
    return gaps[1] is None or at < 0 or gaps[0] <= gaps[1]


def signed_nearer(words: str, at: int, start: int, end: int) -> tuple[int, int] | None:
    """Give where a signing stands that is nearer to a time (at `at`) than the step at `start` to `end`; None when there is none."""
    signings = [
        match
        for row in table("claim_steps.csv")
        if row["status"] == "signed"
        for match in pattern(row["phrase"]).finditer(words)
        if match.end() <= start or match.start() >= end
    ]
    best = min(signings, key=lambda match: _gap(match, at), default=None)
    return best.span() if best and _gap(best, at) < max(start - at, at - end, 0) else None


def _gap(match: re.Match[str], at: int) -> int:
    return max(match.start() - at, at - match.end(), 0)

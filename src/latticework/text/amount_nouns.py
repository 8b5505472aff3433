"""What a figure counts: the noun phrase after it, without a parser."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from latticework.text.amount_words import Noun, comparators, is_plural, nouns, singular

_REACH = 110
"""Characters read after a figure."""
_MOST = 8
"""Words of a noun phrase at most."""

_WORD = re.compile(r"[ \u00a0\n]{0,2}(?:[\"“‘'(](?=[A-Za-z]))?([A-Za-z][A-Za-z0-9]*(?:[.'’&/-][A-Za-z0-9]+)*\.?)")
_CLOSED_WORDS = (
    "in on at by to from for with or was were are is be been being have has had will would could can may might must shall should "
    "do does did that which who whom whose where when while after before as than into over under during against near across "
    "around per a an the this these those it its their his her our they he she we you not but if so then there also between "
    "within without through throughout toward towards via about off out up down away since until because said says more less "
    "each every all both either any no such what how why ago later earlier yet only even still just now today yesterday amid among "
    "inside outside along beyond behind beside onto upon despite including fell killed hit left landed arrived took went "
    "came died crossed entered remained gathered attended participated took-off struck injured "
    "wounded missing dead displaced"
)
_STOP = frozenset(_CLOSED_WORDS.split())
"""Words that end a noun phrase: the closed classes, and verbs that often follow a count."""
_DEMONYM = re.compile(r"[A-Z][a-z]+(?:ans|ians|is|ers|ards)$")
_AND_ADJECTIVE = re.compile(r"[ \u00a0\n]and[ \u00a0\n][A-Z][A-Za-z.]+[ \u00a0\n]")
_PERSON = Noun("person", "person", "yes", False)
_CASUALTY = re.compile(
    r"\b(?:kill|wound|injur|dead|die|death|hostage|abduct|kidnap|detain|arrest|captur|evacuat|displac|expel|casualt|massacr)"
)
_ROUND_OF = re.compile(
    r" of (?:\w+ )?(?:talks|negotiations|consultations|dialogue|discussions|meetings|sanctions|voting|elections|tariffs)"
)
_MODEL = re.compile(r"(?=[A-Za-z-]*[0-9])[A-Z][A-Za-z]{0,8}-?[0-9]{1,4}[A-Z]{0,2}s(?![A-Za-z])")
_MARK = re.compile(r"[ \u00a0](?:[0-9]{1,3}[A-Z]?|I{1,3}|IV)(?=[ \u00a0][A-Za-z])")
_MARKED = re.compile(r"[ \u00a0]([A-Z][A-Za-z]+ [0-9]{1,3})s(?![A-Za-z])")
_OF_PAIR = frozenset(
    ("pair", "set", "kind", "type", "piece", "number", "unit", "batch", "series", "group", "fleet", "squadron")
)


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun a figure counts: unit, the words of the phrase, where it ends, and whether such figures are in scope."""

    unit: str
    phrase: str
    end: int
    scope: bool
    family: str
    more: bool = False


def counted(text: str, start: int, *, single: bool = False, of: bool = False) -> Counted | None:
    """Find the noun phrase that begins at `start`, right after a figure; None where no noun is counted.

    `single` is whether the figure is one, so that a noun in the singular may be its head; `of` whether it takes
    "of" ("dozens of").
    """
    if marked := _MARKED.match(text, start):
        return Counted(marked[1], marked.group().strip(), marked.end(), True, "weapon")
    found: Counted | None = None
    place, more = start, False
    for index in range(_MOST):
        match = _WORD.match(text, place, min(len(text), start + _REACH))
        lower = match[1].lower().rstrip(".") if match else ""
        if not match or not _may_follow(lower, index, of=of):
            break
        if lower == "and" and (found or not _AND_ADJECTIVE.match(text, match.start())):
            break
        more = more or (index == 0 and lower in comparators("noun"))
        head = None if lower in ("and", "of") else _head(text, match, start, single=single)
        if found and not head:
            break
        found = head or found
        place = max(match.end(), found.end if found else 0)
        mark = _MARK.match(text, place) if match[1][0].isupper() and not found else None
        place = mark.end() if mark else place  # "Leopard 2 tanks"
        if text[place : place + 1] in tuple(",;:)") or _ends_sentence(match[1]):
            break
    found = found or _plural(text, start + 3 if of and text.startswith(" of ", start) else start)
    return replace(found, more=more) if found else None


def _may_follow(word: str, index: int, *, of: bool) -> bool:
    """Say whether a word may be part of a noun phrase as its word number `index`."""
    if word == "of":
        return of and index < 2
    return word not in _STOP or (index == 0 and word in ("more", "such"))


def _ends_sentence(word: str) -> bool:
    return word.endswith(".") and len(word) > 4 and word.count(".") == 1


_HEADS = tuple(re.compile(r"[A-Za-z-]+" + r"[ \u00a0-][A-Za-z]+" * more + r"(?![A-Za-z])") for more in (2, 1, 0))


def _head(text: str, match: re.Match[str], start: int, *, single: bool) -> Counted | None:
    """Read a word, or two or three together, as the head of the phrase, if the table knows it and its number fits."""
    end = match.end(1) - match[1].endswith(".")
    if model := _MODEL.match(text, match.start(1)):
        return Counted(model.group()[:-1], _phrase(text, start, model.end()), model.end(), True, "weapon")
    for pattern in _HEADS:
        stretch = pattern.match(text, match.start(1))
        if not stretch:
            continue
        words = stretch.group().replace("\u00a0", " ")
        last = words.rsplit(" ", 1)[-1]
        name = f"{words[: -len(last)]}{singular(last)}".lower() if len(words) > len(last) else singular(last)
        noun = nouns().get(words.lower()) or nouns().get(name)
        if noun and not noun.same_plural and singular(last) == last.lower() and not single:
            continue
        if noun:
            return _as_counted(text, start, stretch.end(), noun)
    if _DEMONYM.fullmatch(text[match.start(1) : end]) and not re.match(r" [A-Z]", text[end : end + 2]):
        return _as_counted(text, start, end, _PERSON)
    return None


def _as_counted(text: str, start: int, end: int, noun: Noun) -> Counted:
    around = text[max(0, start - 70) : end + 50]
    scope = noun.scope == "yes" or (noun.scope == "casualty" and bool(_CASUALTY.search(around)))
    scope = scope and not (noun.unit == "round" and _ROUND_OF.match(text, end))
    return Counted(noun.unit, _phrase(text, start, end), end, scope, noun.family)


def _phrase(text: str, start: int, end: int) -> str:
    return text[start:end].strip(" -\n\u00a0").removeprefix("of ")


def _plural(text: str, start: int) -> Counted | None:
    """Fall back on the first word that looks like a plural, out of scope."""
    place = start
    for _ in range(5):
        match = _WORD.match(text, place, start + _REACH)
        if not match or match[1].lower() in _STOP or match[1].lower() in ("and", "of"):
            return None
        if match[1].islower() and is_plural(match[1]) and match[1] not in _OF_PAIR:
            return Counted(singular(match[1]), _phrase(text, start, match.end()), match.end(), False, "other")
        place = match.end()
        if text[place : place + 1] in ",;:)" or _ends_sentence(match[1]):
            return None
    return None

"""Sentences and tokens with their characters, cut as the Universal Dependencies English treebanks cut them."""

from __future__ import annotations

import re
from typing import NamedTuple

from latticework.text.lists import words

LONGEST_SENTENCE = 120
"""Tokens after which a sentence is cut anyway: longer ones are lists and tables, and parsing is quadratic."""


class Token(NamedTuple):
    """One token: its form as the parser reads it, and its characters in the document."""

    form: str
    start: int
    end: int


_TOKEN = re.compile(
    r"""
      (?:https?://|www\.)[^\s<>"]+                             # addresses
    | [\w.+-]+@[\w-]+\.[\w.-]+
    | (?:[A-Z]\.){2,}(?=[\s,;:'")\]-]|[^\w]|$)                 # U.S.
    | \d+(?:st|nd|rd|th|s)\b | \d+(?:[.,:/]\d+)*              # 20th  1990s  1,000  10.5
    | (?:non|pre|post|co|ex|re|anti|mid|semi|multi|counter|pro|inter|sub|un|de)-(?=[A-Za-z])[A-Za-z]+
    | [^\W\d_]+(?:['’](?!(?:s|re|ve|ll|d|m|t)\b)[^\W\d_]+)*\.?   # words, O'Brien; the dot is decided below
    | \w+
    | \.\.+ | [!?]+ | [-=*_#~+<>|]{2,} | [A-Z]{0,3}[€$£¥] | .
    """,
    re.X | re.S,
)
_AFTER = re.compile(r"['’](?:s|re|ve|ll|d|m)\b", re.I)
_CLOSE = "\"')]}”’»"


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Cut a stretch of text into tokens; possessives, clitics, hyphens and final dots are tokens of their own.

    A possessive that lost its apostrophe ("Japan s") is given back its form; its characters stay as they are.

    >>> [token.form for token in tokens("Japan s long-range missiles didn't reach the U.S. base.")]
    ['Japan', "'s", 'long', '-', 'range', 'missiles', 'did', "n't", 'reach', 'the', 'U.S.', 'base', '.']
    """
    out: list[Token] = []
    stop = len(text) if end is None else end
    place = start
    while place < stop:
        match = _TOKEN.match(text, place, stop)
        if match is None:
            break
        form = match[0]
        if not form.isspace():
            _cut(out, form, place, text, stop)
        place = out[-1].end if out and out[-1].end > place else match.end()
    return out


def sentences(text: str) -> list[list[Token]]:
    """Cut a text into sentences of tokens; blank lines always end one, and none is longer than `LONGEST_SENTENCE`."""
    out: list[list[Token]] = []
    place = 0
    for gap in (*(match.span() for match in _GAP.finditer(text)), (len(text), len(text))):
        if gap[0] > place:
            _split(tokens(text, place, gap[0]), out)
        place = gap[1]
    return out


_GAP = re.compile(r"[ \t]*\n\s*\n\s*|\n(?=\s*[-•*–]\s)|\n(?=[^\na-z]{0,3}[A-Z])")


def _split(cut: list[Token], out: list[list[Token]]) -> None:
    now: list[Token] = []
    for index, token in enumerate(cut):
        now.append(token)
        after = cut[index + 1] if index + 1 < len(cut) else None
        if after is None or _ends(now, token, after) or len(now) >= LONGEST_SENTENCE:
            out.append(now)
            now = []


def _ends(now: list[Token], token: Token, after: Token) -> bool:
    if len(now) > 1 and token.form in _CLOSE and now[-2].form[0] in ".!?":
        return after.form[0].isupper() or not after.form[0].isalpha()
    if token.form[0] in "!?" or token.form.startswith(".."):
        return after.form[0].isupper()
    if token.form == ".":
        return not (after.form in _CLOSE and after.start == token.end) and not after.form[0].islower()
    shortened = token.form.endswith(".") and len(token.form) > 3 and token.form.isupper()
    return shortened and after.form in words("openers")  # ... in the U.S. He said


def _cut(out: list[Token], form: str, place: int, text: str, stop: int) -> None:
    """Cut what the pattern takes as one: clitics, negations, final dots."""
    if form.endswith(".") and len(form) > 1 and form[0].isalpha():
        form = _dotted(form)
    lower = form.lower()
    if lower == "cannot":
        _add(out, text, place, (3, 3))
        return
    if lower.endswith("n") and _AFTER_NOT.match(text, place + len(form), stop):
        # didn't: the pattern stopped before 't
        base = len(form) - 1
        if base:
            out.append(Token(form[:base], place, place + base))
        out.append(Token("n't", place + base, place + len(form) + 2))
        return
    if lower == "s" and out and out[-1].end < place and out[-1].form[0].isupper():
        out.append(Token("'s", place, place + 1))
        return
    if form in {"'", "’"}:
        clitic = _AFTER.match(text, place, stop)
        if clitic:
            out.append(Token(clitic[0].replace("’", "'").lower(), place, clitic.end()))
            return
    out.append(Token(form.replace("’", "'"), place, place + len(form)))


_AFTER_NOT = re.compile(r"['’]t\b", re.I)


def _add(out: list[Token], text: str, place: int, sizes: tuple[int, ...]) -> None:
    for size in sizes:
        out.append(Token(text[place : place + size], place, place + size))
        place += size


def _dotted(form: str) -> str:
    """Keep the dot of an abbreviation (Mr., Jan., U.S.), cut any other."""
    base = form[:-1]
    if "." in base or (len(base) == 1 and base.isupper()):
        return form  # U.S., an initial
    if base.lower() in words("abbreviations"):
        return form
    return base

"""A document as it came and as it is read: repaired, without markup, every character traceable to its place."""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html.parser import HTMLParser

from latticework.errors import DataError

LARGEST = 5_000_000
"""Characters above which a document is refused."""
LONGEST_WORD = 2_000
"""Characters without a blank above which a document is refused as no text."""

_MANY = 40


@dataclass(frozen=True, slots=True)
class Document:
    """A text, ready to be read, with the way back to what it was made from.

    `text` is what is read; `original` is what came; `places[i]` is where character i of `text` stands in `original`
    (None: the same place). `published` is the day it was published, `published_from` says how that is known: given,
    metadata, text, or empty when it is not known.
    """

    key: str
    text: str
    original: str
    published: date | None = None
    published_from: str = ""
    address: str = ""
    places: array[int] | None = None

    def quote(self, start: int, end: int) -> str:
        """Give the words of the original behind a stretch of the text."""
        if self.places is None:
            return self.original[start:end]
        return self.original[self.places[start] : self.places[end - 1] + 1]

    def place(self, start: int) -> int:
        """Give the place in the original of a character of the text."""
        return start if self.places is None else self.places[start]


def make_document(
    original: str,
    *,
    key: str,
    published: date | None = None,
    published_from: str = "",
    address: str = "",
    html: bool | None = None,
) -> Document:
    """Make a document of what came: markup cut away, characters repaired, bounds kept.

    `html` None looks for markup. Without `published` the day is looked for in the metadata and the dateline by the
    reader. Raises DataError for what is too large or is no text.
    """
    if len(original) > LARGEST:
        raise DataError(
            f"the document has {len(original):,} characters, more than {LARGEST:,}",
            place=key,
            next_step="cut it into parts",
        )
    if _binary(original):
        raise DataError("the document is not text", place=key, next_step="give text, HTML or JSON lines")
    text, places = original, None
    if html or (html is None and _MARKUP.search(original[:2_000])):
        text, places = _unmarked(original)
        if published is None:
            published = _meta_day(original)
            published_from = "metadata" if published else ""
    text, places = _repaired(text, places)
    longest = max((match.end() - match.start() for match in _RUN.finditer(text)), default=0)
    if longest > LONGEST_WORD:
        raise DataError(f"a word of {longest:,} characters", place=key, next_step="give running text")
    return Document(key, text, original, published, published_from or ("given" if published else ""), address, places)


def decode(content: bytes) -> str:
    """Decode bytes as UTF-8 or UTF-16 by their mark, else as UTF-8, else as Windows' Western code page; never fails."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


_MARKUP = re.compile(r"<(?:!doctype|html|head|body|p|div|article|br)\b", re.I)
_RUN = re.compile(r"[^\s]{200,}")


def _binary(text: str) -> bool:
    head = text[:4_000]
    return "\x00" in head or sum(ch < " " and ch not in "\t\n\r\f\x0b" for ch in head) > _MANY


class _Unmark(HTMLParser):
    """Keep the text of a page with its places; blocks become line breaks, hidden parts and navigation fall away."""

    _HIDDEN = frozenset(
        {"script", "style", "noscript", "template", "svg", "nav", "footer", "aside", "form", "button", "head", "iframe"}
    )
    _BLOCKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section", "blockquote", "title", "ul", "ol", "table", "header", "figcaption"})  # fmt: skip
    _CLOSED = frozenset({"br"})

    def __init__(self, lines: list[int]) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[str] = []
        self.places: array[int] = array("I")
        self._lines, self._hidden = lines, 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser gives them
        if tag in self._HIDDEN:
            self._hidden += 1
        elif tag in self._BLOCKS:
            self._add("\n" if tag == "br" else "\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in self._BLOCKS - self._CLOSED:
            self._add("\n\n")

    def handle_data(self, data: str) -> None:
        self._add(data, spread=True)

    def handle_entityref(self, name: str) -> None:
        self._add(self.unescape_one(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self._add(self.unescape_one(f"&#{name};"))

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Read `<![...`; what is no section of any kind is running text, where the parser of the language fails on it."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return -1

    @staticmethod
    def unescape_one(text: str) -> str:
        """Give the character an entity stands for."""
        from html import unescape

        return unescape(text)

    def _add(self, text: str, *, spread: bool = False) -> None:
        if self._hidden:
            return
        line, column = self.getpos()
        place = self._lines[line - 1] + column
        self.pieces.append(text)
        self.places.extend(range(place, place + len(text)) if spread else [place] * len(text))


def _unmarked(original: str) -> tuple[str, array[int]]:
    lines = [0, *(match.end() for match in re.finditer("\n", original))]
    parser = _Unmark(lines)
    parser.feed(original)
    parser.close()
    text, places = "".join(parser.pieces), parser.places
    limit = max(0, len(original) - 1)
    for i, place in enumerate(places):
        if place > limit:
            places[i] = limit
    return text, places


_META = re.compile(
    r"<(?:meta|time)\b[^>]{0,300}?(?:published_time|datePublished|pubdate|dc\.date|datetime)[^>]{0,300}?>", re.I
)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def _meta_day(original: str) -> date | None:
    for tag in _META.finditer(original[:200_000]):
        found = _ISO_DAY.search(tag[0])
        if found:
            try:
                return date(*map(int, found.groups()))
            except ValueError:
                continue
    return None


_ONE_FOR_ONE = {
    "’": "'", "‘": "'", "‛": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u2002": " ", "\u2003": " ", "\t": " ", "\r": "\n",
    "\u2028": "\n", "\u2029": "\n\n"[:1], "–": "-", "‑": "-", "‐": "-", "−": "-", "—": "-", "\x0b": "\n", "\x0c": "\n",
}  # fmt: skip
_DASHES = str.maketrans({k: v for k, v in _ONE_FOR_ONE.items() if k not in "—–"})
_NOTHING = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u061c\u180e\U000e0000-\U000e007f\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]"
)
_BROKEN = re.compile("(?:[ÃÂâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¡-¿]{1,2})")


def _repaired(text: str, places: array[int] | None) -> tuple[str, array[int] | None]:
    """Undo double encoding, drop invisible characters, and make quotes, blanks and breaks plain."""
    if _BROKEN.search(text):
        text, places = _replace(_BROKEN, text, places, _undo)
    if _NOTHING.search(text):
        text, places = _replace(_NOTHING, text, places, lambda _: "")
    if not text.isascii():
        composed = unicodedata.normalize("NFC", text)
        if len(composed) == len(text):
            text = composed
    return text.translate(_DASHES), places


def _replace(pattern: re.Pattern[str], text: str, places: array[int] | None, new: object) -> tuple[str, array[int]]:
    assert callable(new)
    pieces: list[str] = []
    kept: array[int] = array("I")
    old = places if places is not None else array("I", range(len(text)))
    last = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        piece = new(match[0])
        pieces += (text[last:start], piece)
        kept.extend(old[last:start])
        kept.extend([old[start]] * len(piece))
        last = end
    pieces.append(text[last:])
    kept.extend(old[last:])
    return "".join(pieces), kept


@lru_cache(maxsize=1_000)
def _undo(broken: str) -> str:
    try:
        return broken.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return broken

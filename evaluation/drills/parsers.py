"""Random texts over the parsers of days, numbers, names and documents: read, or refused by a clear error, and nothing else."""

from __future__ import annotations

import json
import random
import string
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from drills.told import Told
from latticework.model.grouping import find_grouping
from latticework.model.kind import find_kind
from latticework.model.period import iso, last_day, parse_day
from latticework.model.state import find_state
from latticework.text.amounts import find_amounts
from latticework.text.document import decode, make_document
from latticework.text.inputs import Refused, document_of_line
from latticework.text.names import find_names
from latticework.text.times import find_times


def words(text: str) -> list[str]:
    """Give the pieces of texts, written with blanks between."""
    return text.split(" ")


DAYS = words("2020 1999-12 2023-02-29 0000-00-00 9999-12-31 10000-01-01 March Mar. 31 Feb 30 29th of last next Monday two years ago since until Q3 fiscal year 1990s mid- early end 19th century ' s , . - / : T Z +09:00 ٢٠٢٣ ２０２３ noon in on by from to between and ( ) –")  # fmt: skip
DIGITS = [*"0123456789", *("-" * 20), "2023", "1914", "12", "02", "29", "31", "00", "2024-02-", "-0"] * 3
NUMBERS = words("1,000 2 3.5 -7 1e999 nan inf dozen hundred thousand million bn trillion half a third of % percent $ € ¥ won troops F-35 km 9999999999999999999999 1.2.3 0x10 ½ ٣ ² twice per GDP more than up to , . - – ( ) between and one two")  # fmt: skip
NAMES = words("Japan Japan's U.S. US us Georgia Congo Korea North South Guinea Republic of the China Taiwan Turkey Türkiye Côte d'Ivoire Jordan Chad Mali 740 -1 0 ² ٣ JPN prk Kim Xi Macron Washington Tokyo NATO EU Hamas ' ’ - . , \u200d \u0301 ß İ ı ﬁ")  # fmt: skip
MARKUP = words("<p> </p> <div> <script> </script> <!-- --> <![CDATA[ ]]> <a href='x'> &amp; &#0; &#x110000; &#xD800; &lt; &bogus; <br/> < > </ <! <? ?> <html> <head> <meta property='article:published_time' content='2023-13-99'> \x00 \u202e \u200b \ufeff â€™ Ã© text Japan signed \n \t")  # fmt: skip
ANY = [chr(point) for point in (*range(32, 127), 0x85, 0xA0, 0xAD, 0x300, 0x661, 0x2028, 0x202E, 0x2066, 0xD800, 0xDFFF, 0xFEFF, 0xFFFD, 0x1F600, 0x10FFFF)]  # fmt: skip
DAY = date(2023, 1, 11)


def parsers(cases: int, seed: int) -> Iterator[Told]:
    """Share the cases among the parsers and tell what came of each; a case that is lost names the text itself."""
    drills: tuple[tuple[str, int, list[str], Callable[[str], str]], ...] = (
        ("days", 40, [*DIGITS, *DAYS], _day),
        ("times in texts", 14, DAYS, _times),
        ("amounts in texts", 14, NUMBERS, _amounts),
        ("names of states, groupings, kinds", 6, NAMES, _names),
        ("names in texts", 10, NAMES, _found),
        ("documents", 10, MARKUP, _document),
        (
            "bytes and lines of JSON",
            6,
            [*MARKUP, '{"text":', '"', "}", "[", "{", ":", ",", "1e999", "\\u", "\\ud800", "null"],
            _line,
        ),
    )
    for what, share, pieces, run in drills:
        told, lot = Told(f"random texts: {what}"), random.Random(seed)
        for _ in range(cases * share // 100):
            text = _text(lot, pieces)
            told.case(partial(run, text), repr(text))
        yield told


def _text(lot: random.Random, pieces: list[str]) -> str:
    kind = lot.random()
    if kind < 0.5:
        return " ".join(lot.choices(pieces, k=lot.randrange(12)))
    if kind < 0.75:
        return "".join(lot.choices(pieces, k=lot.randrange(8)))
    if kind < 0.9:
        return "".join(lot.choices(ANY, k=lot.randrange(30)))
    text = " ".join(lot.choices(pieces, k=6))
    place = lot.randrange(len(text) + 1)
    return text[:place] + lot.choice(string.printable) * lot.randrange(4) + text[place + lot.randrange(3) :]


def _day(text: str) -> str:
    day, precision = parse_day(text)
    assert parse_day(iso(day, precision)) == (day, precision), "a day does not read back"
    assert last_day(day, precision) >= day
    return "read"


def _times(text: str) -> str:
    found = find_times(text, DAY)
    places = [0, *(place for time in found for place in (time.start, time.end)), len(text)]
    assert places == sorted(places), "places are out of order"
    for time in found:
        time.resolve()
    return "some found" if found else "none found"


def _amounts(text: str) -> str:
    found = find_amounts(text)
    places = [0, *(place for amount in found for place in (amount.start, amount.end)), len(text)]
    assert places == sorted(places), "places are out of order"
    return "some found" if found else "none found"


def _names(text: str) -> str:
    return (find_state, find_grouping, find_kind)[len(text) % 3](text).__class__.__name__.lower()


def _found(text: str) -> str:
    forms = text.split()
    found = find_names(forms, DAY)
    assert all(0 <= hit.start < hit.end <= len(forms) for hit in found), "a name outside its text"
    return "some found" if found else "none found"


def _document(text: str) -> str:
    document = make_document(text, key="x", html=True if len(text) % 2 else None)
    for start in range(0, len(document.text), 5):
        assert document.quote(start, start + 1) in document.original, "a quote that is not in the text"
    return "read"


def _line(text: str) -> str:
    raw = text.encode("utf-8", "surrogatepass")
    decode(raw)
    decode(raw[::-1])
    if len(text) % 2:
        raw = json.dumps({"text": text, "id": text[:3], "date": text[-10:], "url": [text]}).encode()
    found = document_of_line(raw, "x", None)
    return "refused with its reason" if isinstance(found, Refused) else "read"

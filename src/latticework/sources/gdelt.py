"""GDELT events, 1.0 and 2.0: who was reported to have done what to whom, streamed in narrow columns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from latticework.sources.card import Card, Covers, Download, bib, columns
from latticework.sources.stream import Layout, stream

if TYPE_CHECKING:
    from latticework.sources.reading import Batch

_ACTOR = "{0}Code {0}Name {0}CountryCode {0}KnownGroupCode {0}EthnicCode {0}Religion1Code {0}Religion2Code {0}Type1Code {0}Type2Code {0}Type3Code"
_GEO = "{0}Geo_Type {0}Geo_FullName {0}Geo_CountryCode {0}Geo_ADM1Code {0}Geo_Lat {0}Geo_Long {0}Geo_FeatureID"
_GEO_2 = _GEO.replace("{0}Geo_Lat", "{0}Geo_ADM2Code {0}Geo_Lat")
_HEAD = (
    *columns("GLOBALEVENTID SQLDATE MonthYear Year FractionDate"),
    *columns(_ACTOR.format("Actor1")),
    *columns(_ACTOR.format("Actor2")),
    *columns(
        "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone"
    ),
)


def _layout(geo: str, *last: str) -> tuple[str, ...]:
    return (*_HEAD, *(name for who in ("Actor1", "Actor2", "Action") for name in columns(geo.format(who))), *last)


LAYOUTS = (
    Layout("1.0", _layout(_GEO, "DATEADDED")),
    Layout("1.0", _layout(_GEO, "DATEADDED", "SOURCEURL")),
    Layout("2.0", _layout(_GEO_2, "DATEADDED", "SOURCEURL")),
)
"""The columns of each kind of file, told apart by their number (57, 58, 61): GDELT's files have no heading."""


def read(folder: Path, card: Card) -> Iterator[Batch]:
    """Read every GDELT event file of a folder, one batch a file; see `latticework.sources.stream`."""
    return stream(folder, card, LAYOUTS, PATTERNS)


PATTERNS = (
    "*.export.CSV",
    "*.export.csv",
    "[12][0-9][0-9][0-9].csv",
    "[12][0-9][0-9][0-9][01][0-9].csv",
    "sample_events*.csv",
)
"""How GDELT names event files (a .zip or .gz around them is opened), and the names of the samples."""

CARD = Card(
    key="gdelt",
    title="GDELT Events",
    producer="The GDELT Project",
    address="https://www.gdeltproject.org/data.html",
    licence="GDELT terms of use",
    allows="unlimited use and sharing with a citation and a link to gdeltproject.org",
    cite="Leetaru, Kalev, and Philip A. Schrodt. 2013. GDELT: Global Data on Events, Location, and Tone, 1979-2012. ISA Annual Convention.",
    bibtex=bib("inproceedings", "leetaru2013", author="Leetaru, Kalev and Schrodt, Philip A.", year="2013", title="{GDELT}: Global Data on Events, Location, and Tone, 1979--2012", booktitle="ISA Annual Convention"),
    files=(),
    covers=(Covers("event", 1979, None, complete=False, note="what news reported, and what machines read in it: counts are reports, not events"),),
    downloads=(Download("20230101.export.CSV.zip", "http://data.gdeltproject.org/events/index.html", form="choose the days on the page"),),
    note="Rows whose actors are two different states are kept; rows of one state, of regions and of none are counted and left out. The Goldstein value is the file's own.",
    stream=read,
    patterns=PATTERNS,
)  # fmt: skip

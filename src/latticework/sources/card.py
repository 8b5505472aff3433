"""The card of a source, the files it consists of, and the claims that are read from their rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from latticework.model.period import as_day
from latticework.model.source import Coverage, Source

if TYPE_CHECKING:
    from latticework.sources.reading import Batch


@dataclass(frozen=True, slots=True)
class Claim:
    """One kind of fact made from each row of a file; the texts are SQL expressions over the file's columns.

    `giver` and `receiver` are codes of `system` (cow, gw, iso3, name); with `many` they are lists of codes. A receiver
    without `directed` makes a pair on an equal footing. `start` and `end` (half-open) are dates, `precision` says how well
    `start` is known. Where `value` is given and unknown, there is no fact. `keys` name the columns that find the
    row again; they become the locator. `rows` is a query over the file's table `t` when rows are made of several.
    """

    kind: str
    giver: str
    receiver: str = ""
    directed: bool = False
    many: bool = False
    system: str = "cow"
    start: str = ""
    end: str = "null"
    precision: str = "'day'"
    value: str = ""
    unit: str = "''"
    basis: str = "''"
    status: str = "''"
    detail: Mapping[str, str] = field(default_factory=dict)
    where: str = "true"
    keys: tuple[str, ...] = ()
    rows: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """One official file: its names, every column taken and every column ignored, and what is read from its rows.

    `names` starts with the official name; the others are conversions of the same table. `missing` are the texts that
    mean unknown. `codes` lists all codes a column may have (a release with another one stops the import). `prepare`
    turns the file's bytes into a table with a heading where it is none, and gives the release (a day) where the file names it.
    A name may hold a `*`. A conversion is left out where the official file, named in `unless`, is there too. Where `beside`
    names another file of the card, its claims may ask that file's columns as table `b`; without it they make no facts.
    """

    names: tuple[str, ...]
    release: str
    published: str
    take: tuple[str, ...]
    claims: tuple[Claim, ...]
    ignore: tuple[str, ...] = ()
    missing: tuple[str, ...] = ("", "NA", ".")
    codes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    separator: str = ","
    encoding: str = "utf-8"
    prepare: Callable[[bytes], tuple[str, str]] | None = None
    md5: Mapping[str, str] = field(default_factory=dict)
    unless: str = ""
    beside: str = ""

    @property
    def known_from(self) -> date:
        """The day the release was public; a coarse day counts late."""
        return as_day(self.published)


@dataclass(frozen=True, slots=True)
class Download:
    """Where a file is had: an address that gives it, or the page whose form or token stands before it."""

    name: str
    address: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Covers:
    """What a source looked at: a kind from a year to a year (both counted in), all states unless a note says not."""

    kind: str
    first: int
    last: int | None
    complete: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What is to be known of a source before its facts are used.

    `stream` reads files that are too large for tables, named like `patterns`, in place of `files`.
    """

    key: str
    title: str
    producer: str
    address: str
    licence: str
    allows: str
    cite: str
    bibtex: str
    files: tuple[File, ...]
    covers: tuple[Covers, ...]
    downloads: tuple[Download, ...] = ()
    note: str = ""
    stream: Callable[[Path, Card], Iterator[Batch]] | None = None
    patterns: tuple[str, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of facts it gives, each once."""
        return tuple(dict.fromkeys(cover.kind for cover in self.covers))

    def source(self) -> Source:
        """Give the source as facts cite it."""
        return Source(
            self.key, self.title, self.producer, self.address, "dataset", f"{self.licence}: {self.allows}", self.cite
        )

    def coverage(self) -> tuple[Coverage, ...]:
        """Give what it looked at."""
        return tuple(
            Coverage(
                self.key,
                cover.kind,
                date(cover.first, 1, 1),
                date(cover.last + 1, 1, 1) if cover.last is not None else None,
                frozenset(),
                cover.complete,
                cover.note,
            )
            for cover in self.covers
        )


def numbered(first: int, last: int, *more: str) -> frozenset[str]:
    """Give the codes from `first` to `last` and some more, as texts."""
    return frozenset((*(str(number) for number in range(first, last + 1)), *more))


def columns(names: str, *more: str) -> tuple[str, ...]:
    """Give column names written one after the other; those with blanks come one by one."""
    return (*names.split(), *more)


def bib(kind: str, key: str, **fields: str) -> str:
    """Write an entry of BibTeX."""
    inner = ", ".join(f"{name}={{{value}}}" for name, value in fields.items())
    return f"@{kind}{{{key}, {inner}}}"


_CSL_KINDS = {"article": "article-journal", "book": "book", "techreport": "report", "inproceedings": "paper-conference"}
_CSL_NAMES = {
    "journal": "container-title",
    "booktitle": "container-title",
    "pages": "page",
    "doi": "DOI",
    "institution": "publisher",
}


def csl(bibtex: str) -> dict[str, object]:
    """Turn an entry that `bib` wrote into an item of CSL-JSON."""
    kind, _, rest = bibtex.removeprefix("@").partition("{")
    fields = {name: re.sub(r"[{}]", "", value) for name, value in re.findall(r"(\w+)=\{(.*?)\}(?=, \w+=|\}$)", rest)}
    item: dict[str, object] = {"id": rest.partition(",")[0], "type": _CSL_KINDS.get(kind, "dataset")}
    for name, value in fields.items():
        if name == "author":
            item["author"] = [_csl_name(one) for one in value.split(" and ")]
        elif name == "year":
            item["issued"] = {"date-parts": [[int(value)]]}
        else:
            item[_CSL_NAMES.get(name, name)] = value.replace("--", "-")
    return item


def _csl_name(name: str) -> dict[str, str]:
    family, comma, given = name.partition(", ")
    return {"family": family, "given": given} if comma else {"literal": name}


@dataclass(frozen=True, slots=True)
class Terms:
    """A licence and what it allows."""

    licence: str
    allows: str


COW = Terms(
    "Correlates of War terms",
    "free to use when the version and the article of record are cited; not to be shipped with software",
)
CC_BY = Terms("CC BY 4.0", "to share and adapt with attribution")
CITE = Terms("no licence stated", "users are asked to cite; read from your own copy, do not pass it on")

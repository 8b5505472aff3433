"""Data frames as R saves them (.rds), read into a table of text: what some sources are published as, and nothing more of R."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import lzma
import math
import struct
from array import array
from dataclasses import dataclass, field
from typing import Any

from latticework.errors import DataError

_PACKED = {b"\x1f\x8b": gzip.decompress, b"BZh": bz2.decompress, b"\xfd7zXZ\x00": lzma.decompress}
_NO_INT = -(2**31)
_NO_TEXT = -1
_LONG = -1
_NIL, _REF = 254, 255
_SYMBOL, _PAIRS, _TEXT, _POINTER, _ALTREP = 1, 2, 9, 22, 238
_FLAGS, _INTS, _REALS, _TEXTS, _LIST, _EXPRESSIONS, _BYTES = 10, 13, 14, 16, 19, 20, 24
_ATTRIBUTES, _TAG = 0x200, 0x400
_LATIN_1 = 1 << 14


def is_rds(body: bytes) -> bool:
    """Whether the bytes of a file are a saved object of R, packed or not."""
    return body.startswith((*_PACKED, b"X\n"))


def table(body: bytes) -> str:
    """Give the data frame of a file as comma-separated text with a heading, NA for what is missing.

    Raises DataError when the file holds no data frame, or a kind of object that no data frame needs.
    """
    frame = columns(body)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(frame)
    writer.writerows(zip(*frame.values(), strict=True))
    return out.getvalue()


def columns(body: bytes) -> dict[str, list[str]]:
    """Give the columns of the data frame of a file, each value as text."""
    for sign, unpack in _PACKED.items():
        if body.startswith(sign):
            body = unpack(body)
    try:
        found = _Reader(body).read()
    except (struct.error, IndexError, ValueError) as error:
        raise DataError("a file of R that breaks off or is damaged", next_step=_AGAIN) from error
    names = found.named.get("names")
    if not isinstance(found.value, list) or names is None or "row.names" not in found.named:
        raise DataError("a file of R that holds no data frame", next_step=_AGAIN)
    return {str(name): _column(part) for name, part in zip(names.value, found.value, strict=True)}


_AGAIN = "get the file again from its official address; in R, write.csv(readRDS(file), row.names = FALSE) turns it into a table"


@dataclass(slots=True)
class _Thing:
    """An object of R: its value and its attributes."""

    value: Any
    named: dict[str, _Thing] = field(default_factory=dict)


def _column(part: _Thing) -> list[str]:
    levels = part.named.get("levels")
    if levels is not None:
        return ["NA" if code == _NO_INT else str(levels.value[code - 1]) for code in part.value]
    return [_said(value) for value in part.value]


def _said(value: Any) -> str:
    if value is None or value == _NO_INT or (isinstance(value, float) and math.isnan(value)):
        return "NA"
    return repr(int(value)) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else str(value)


class _Reader:
    """Reads the binary form of R's `serialize`, versions 2 and 3."""

    def __init__(self, body: bytes) -> None:
        self.body, self.at = body, 0
        self.known: list[_Thing] = []

    def read(self) -> _Thing:
        if self._take(2) != b"X\n":
            raise DataError("a file of R in another form than the binary one", next_step=_AGAIN)
        version, *_ = (self._int() for _ in range(3))
        if version == 3:
            self._take(self._int())
        return self._thing()

    def _take(self, number: int) -> bytes:
        piece = self.body[self.at : self.at + number]
        if number < 0 or len(piece) < number:
            raise IndexError(self.at)
        self.at += number
        return piece

    def _int(self) -> int:
        return int(struct.unpack(">i", self._take(4))[0])

    def _length(self) -> int:
        length = self._int()
        return length if length != _LONG else (self._int() << 32) + self._int()

    def _numbers(self, code: str) -> list[Any]:
        made = array(code)
        made.frombytes(self._take(self._length() * made.itemsize))
        made.byteswap()
        return made.tolist()

    def _thing(self) -> _Thing:
        flags = self._int()
        kind = flags & 0xFF
        if kind == _PAIRS:
            return _Thing(self._pairs(flags))
        if kind == _REF:
            return self.known[(flags >> 8 or self._int()) - 1]
        if kind in (_SYMBOL, _POINTER):
            return self._remembered(kind, flags)
        if kind == _ALTREP:
            return self._compact()
        made = _Thing(self._value(kind, flags))
        if flags & _ATTRIBUTES and kind != _TEXT:
            made.named = {name: value for name, value in self._thing().value or () if name}
        elif flags & _ATTRIBUTES:
            self._thing()
        return made

    def _value(self, kind: int, flags: int) -> Any:
        if kind == _TEXT:
            length = self._int()
            return None if length == _NO_TEXT else self._take(length).decode("latin-1" if flags & _LATIN_1 else "utf-8")
        if kind in (_INTS, _FLAGS):
            return self._numbers("i")
        if kind == _REALS:
            return self._numbers("d")
        if kind == _TEXTS:
            return [self._thing().value for _ in range(self._length())]
        if kind in (_LIST, _EXPRESSIONS):
            return [self._thing() for _ in range(self._length())]
        if kind == _BYTES:
            return self._take(self._length())
        if kind == _NIL or kind > 240:
            return None
        raise DataError(f"a file of R with an object that no table needs (kind {kind})", next_step=_AGAIN)

    def _pairs(self, flags: int) -> list[tuple[str, _Thing]]:
        """Read a list of names and things; its parts follow each other without an end but the empty one."""
        made = []
        while flags & 0xFF == _PAIRS:
            if flags & _ATTRIBUTES:
                self._thing()
            name = str(self._thing().value) if flags & _TAG else ""
            made.append((name, self._thing()))
            flags = self._int()
        return made

    def _remembered(self, kind: int, flags: int) -> _Thing:
        made = _Thing(None)
        self.known.append(made)
        if kind == _SYMBOL:
            made.value = self._thing().value
        else:
            self._thing()
            self._thing()
            if flags & _ATTRIBUTES:
                self._thing()
        return made

    def _compact(self) -> _Thing:
        """Read a vector that R keeps in a short form: a sequence, numbers to be written as text, or a wrapped vector."""
        about, state, named = self._thing().value, self._thing().value, self._thing().value
        form = str(about[0][1].value)
        value: Any
        if form in ("compact_intseq", "compact_realseq"):
            number, first, step = state
            value = [first + step * place for place in range(int(number))]
            value = [int(one) for one in value] if form == "compact_intseq" else value
        elif form == "deferred_string":
            value = [None if _said(one) == "NA" else _said(one) for one in state[0][1].value]
        elif form.startswith("wrap_"):
            value = (state[0] if isinstance(state[0], _Thing) else state[0][1]).value
        else:
            raise DataError(f"a file of R with a vector in a form this reader does not know: {form}", next_step=_AGAIN)
        return _Thing(value, {name: one for name, one in named or () if name})

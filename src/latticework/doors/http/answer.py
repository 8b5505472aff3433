"""An answer in hand: what a verb gave, and the facts and sources it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from latticework.answers.check import Checked
from latticework.atlas import Atlas
from latticework.doors.ask import Ask
from latticework.doors.http.noting import Noting
from latticework.doors.http.option import Options, Verb
from latticework.doors.render.table import Sheet
from latticework.model.brief import Brief
from latticework.model.fact import Fact
from latticework.model.reading import unique

if TYPE_CHECKING:
    from latticework.text.read import Read


@dataclass(frozen=True, slots=True)
class Answer:
    """What a verb gave: a sheet, a brief or a checked text; the facts it rests on, and the keys of the sources it cites."""

    verb: Verb
    options: Options
    sheet: Sheet | None
    brief: Brief | None
    facts: tuple[Fact, ...]
    kinds: tuple[str, ...]
    cited: tuple[str, ...]
    atlas: Atlas
    checked: Checked | None = None
    reads: tuple[Read, ...] = ()

    @property
    def title(self) -> str:
        """Its heading."""
        if self.checked:
            count = len(self.checked.claims)
            return f"{count} claim{'' if count == 1 else 's'} checked"
        return self.brief.question if self.brief else self.sheet.title if self.sheet else ""

    @property
    def as_of(self) -> str | None:
        """The day it is about; None where days do not bear on it."""
        return self._clock("as_of")

    @property
    def known_by(self) -> str | None:
        """The day by which what it uses was public."""
        return self._clock("known_by")

    def _clock(self, name: str) -> str | None:
        told = self.brief or self.checked
        if told:
            day: date = getattr(told, name)
            return day.isoformat()
        said = self.sheet.meta.get(name) if self.sheet else None
        return str(said) if said else self.options.get(name)


def answer(atlas: Atlas, verb: Verb, options: Options) -> Answer:
    """Ask a verb of an atlas, taking note of what it rests on and which kinds it looked for."""
    noting = Noting(atlas.memory)
    noted = Atlas(noting, atlas.store, atlas.note)
    ask = Ask(noted, options.get("as_of"), options.get("known_by"), bool(options.get("cite", True)))
    made = verb.lay(ask, options)
    used = made.facts() if isinstance(made, Brief) else unique(ask.used)
    cited = {fact.citation.source for fact in used}
    if options.get("what") == "cite":
        cited |= set(options["keys"][:1])
    return Answer(
        verb, options, made if isinstance(made, Sheet) else None, made if isinstance(made, Brief) else None, used, noting.kinds(),
        tuple(sorted(cited)), atlas, made if isinstance(made, Checked) else None, tuple(ask.reads),
    )  # fmt: skip

"""Both clocks and the data release of a page: they stand in its address, so that it can be sent and cited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from latticework.doors.http.option import day
from latticework.errors import LatticeworkError
from latticework.model.period import as_day, say_day

KEPT = ("as_of", "known_by", "data")
"""What every address holds beside its question."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """Both clocks of a page and the data release it was asked of (`data`), as they stand in its address; `now` is what is here."""

    as_of: str
    known_by: str
    data: str = ""
    now: str = ""

    def to(self, *parts: str, **more: Any) -> str:
        """Write an address with both clocks and the release that is here."""
        path = "/".join(quote(part, safe="+,") for part in parts)
        kept = {"as_of": self.as_of, "known_by": self.known_by} | ({"data": self.now} if self.now else {})
        asked = {name: value for name, value in more.items() if value not in (None, "", [])}
        return f"/{path}?{urlencode(kept | asked, doseq=True)}"

    def said(self) -> str:
        """Say both clocks in words."""
        return f"as of {say_day(as_day(self.as_of))}, as known by {say_day(as_day(self.known_by))}"

    @property
    def moved(self) -> bool:
        """Whether the address was made from other data than is here."""
        return bool(self.data and self.now and self.data != self.now)


def clocks_of(request: Any, now: str, *, safely: bool = False) -> Clocks:
    """Read both clocks of an address; what is left out is today (or the day asked about, when that is later)."""
    today, query = date.today().isoformat(), request.query_params
    data = query.get("data", "")[:20]
    try:
        given = {name: day(text, place=name) for name in ("as_of", "known_by") if (text := query.get(name))}
        as_of = as_day(given["as_of"]).isoformat() if "as_of" in given else today
        known = as_day(given["known_by"]).isoformat() if "known_by" in given else max(today, as_of)
    except LatticeworkError:
        if not safely:
            raise
        as_of = known = today
    return Clocks(as_of, known, data, now)


def explicit(request: Any, now: str) -> Any:
    """Send an address without clocks or release to the one that says them; None when it does."""
    from fastapi.responses import RedirectResponse

    given = request.query_params
    if all(given.get(name) for name in KEPT):
        return None
    clocks = clocks_of(request, now)
    kept = {"as_of": clocks.as_of, "known_by": clocks.known_by, "data": clocks.data or now}
    query = urlencode([*((k, v) for k, v in given.multi_items() if k not in KEPT), *kept.items()])
    return RedirectResponse(f"{quote(request.url.path)}?{query}", 307, headers={"cache-control": "no-store"})

"""The picture on a page: its address in both dresses, its other pictures, and the exports that go with it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from latticework.doors.http.answer import Answer
from latticework.doors.pages.clocks import Clocks
from latticework.doors.pages.draw import beside


def around(request: Any, answer: Answer, clocks: Clocks) -> dict[str, Any]:
    """Give the picture of an answer, and what stands beside it; what is exported is the picture that is shown."""
    drawn, shown = picture(answer, request), beside(request, answer, clocks)
    if drawn:
        shown["forms"] |= {"svg": drawn["light"], "png": drawn["png"]}
    return shown | {"picture": drawn}


def picture(answer: Answer, request: Any) -> dict[str, Any] | None:
    """Give the addresses of an answer's picture in both dresses, and of its other pictures; None when there is none."""
    pictures = answer.verb.pictures
    if not pictures or answer.sheet is None or not answer.sheet.rows or answer.options.get("scenarios") == ["list"]:
        return None
    chosen = request.query_params.get("draw")
    chosen = chosen if chosen in pictures else usual_picture(answer)
    usual = {option.name: option.default for option in answer.verb.all_options}
    asked_for = {
        n: in_query(v) for n, v in answer.options.items() if v != usual[n] and v not in (None, []) and n != "cite"
    }
    extra = {"draw": chosen} if len(pictures) > 1 else {}
    extra |= (
        {"basis": request.query_params["basis"]} if "basis" in request.query_params and answer.verb.drawn_with else {}
    )

    def at(form: str, *, dark: bool) -> str:
        query = urlencode(asked_for | extra | {"dark": str(dark).lower()}, doseq=True)
        return f"/v1/{answer.verb.name}.{form}?{query}"

    page = request.url.remove_query_params(["draw", "part"])
    others = [(name, str(page.include_query_params(draw=name)).split(page.netloc, 1)[-1]) for name in pictures]
    return {
        "light": at("svg", dark=False), "dark": at("svg", dark=True), "png": at("png", dark=False), "chosen": chosen,
        "others": others if len(pictures) > 1 else [],
    }  # fmt: skip


def usual_picture(answer: Answer) -> str:
    """Give the picture an answer has unless another is asked for."""
    if answer.verb.name == "ties" and answer.options.get("other"):
        return "time"
    if answer.verb.name == "network" and answer.options.get("pairs"):
        return "matrix"
    return answer.verb.pictures[0]


def in_query(value: Any) -> Any:
    """Write a value as it stands in an address."""
    return str(value).lower() if isinstance(value, bool) else value

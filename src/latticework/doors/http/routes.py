"""The routes: each verb in each of its forms, marked with an ETag, kept while the store is the same."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode

from latticework.atlas import Atlas
from latticework.doors.http import openapi
from latticework.doors.http.answer import Answer, answer
from latticework.doors.http.desk import Desk
from latticework.doors.http.envelope import encode, release
from latticework.doors.http.forms import Body, draw, write
from latticework.doors.http.option import Options, Verb, drawing, settled
from latticework.doors.http.verbs import VERBS

CACHED = "no-cache"
"""Answers may be kept, and are asked for again with their ETag: a new import makes them old at once."""


DRAWN = ("svg", "png")
"""The forms that are pictures."""

_EITHER = inspect.Parameter.POSITIONAL_OR_KEYWORD


def add(app: Any, desk: Desk) -> None:
    """Give an application the routes of all verbs, and what says how it is."""
    from fastapi import Response

    async def index() -> Any:
        return Response(encode(_index()), media_type="application/json")

    async def health() -> Any:
        body = {"status": "ok", "generation": desk.generation(), "store": desk.folder is not None, **release()}
        return Response(encode(body), media_type="application/json", headers={"cache-control": "no-store"})

    app.add_api_route(
        "/v1", index, methods=["GET"], tags=["about"], summary="The verbs and their options.", response_class=Response
    )
    app.add_api_route("/health", health, methods=["GET"], tags=["about"], summary="Whether it answers, and from what.", response_class=Response)  # fmt: skip
    for verb in VERBS.values():
        model, drawn = openapi.model(verb, desk.bounds), openapi.model(verb, desk.bounds, drawn=True)
        for form in verb.suffixes:
            route(app, desk, verb, form, drawn if form in DRAWN else model, f"/v1/{verb.name}.{form}")
        route(app, desk, verb, "json", model, f"/v1/{verb.name}")
        if verb.words:
            sent(app, desk, verb, openapi.model(verb, desk.bounds, sent=True))


def route(app: Any, desk: Desk, verb: Verb, form: str, model: Any, path: str) -> None:
    """Add one verb in one form; FastAPI reads its options from the signature made here."""
    from fastapi import Query, Request, Response

    more = drawing(verb) if form in DRAWN else ()

    async def endpoint(request: Any, asked: Any) -> Any:
        options = settled(verb, asked.model_dump(), more)
        tag = mark(desk, verb, options, form)
        headers = {"etag": f'W/"{tag}"', "cache-control": CACHED, "vary": "accept-encoding"}
        if form != "metadata.json":
            query = urlencode([(k, v) for k, v in parse_qsl(request.url.query) if k not in ("draw", "dark")])
            headers["link"] = f'</v1/{verb.name}.metadata.json{f"?{query}" if query else ""}>; rel="describedby"'
        if unchanged(request.headers.get("if-none-match"), tag):
            return Response(status_code=304, headers=headers)
        body: Body = await desk.ask(
            question(verb, options, form), partial(_made, verb=verb, options=options, form=form, desk=desk)
        )
        return Response(body.content, media_type=body.media_type, headers=headers)

    signed: Any = endpoint
    signed.__signature__ = inspect.Signature(
        [
            inspect.Parameter("request", _EITHER, annotation=Request),
            inspect.Parameter("asked", _EITHER, annotation=Annotated[model, Query()]),
        ]
    )
    name = f"{verb.name}_{form.replace('.', '_')}" if path.endswith(form) else verb.name
    app.add_api_route(
        path, endpoint, methods=["GET"], name=name, operation_id=name, tags=[verb.name], summary=verb.says,
        response_class=Response, responses=openapi.responses(verb, form),
    )  # fmt: skip


def sent(app: Any, desk: Desk, verb: Verb, model: Any) -> None:
    """Let a verb that reads a text be asked with POST, its options as a JSON object, in each of its forms."""
    from fastapi import Body as Sent
    from fastapi import Response

    def add_one(form: str, path: str) -> None:
        async def endpoint(asked: Any) -> Any:
            options = settled(verb, asked.model_dump())
            body: Body = await desk.ask(
                question(verb, options, form), partial(_made, verb=verb, options=options, form=form, desk=desk)
            )
            return Response(body.content, media_type=body.media_type, headers={"cache-control": "no-store"})

        signed: Any = endpoint
        signed.__signature__ = inspect.Signature(
            [inspect.Parameter("asked", _EITHER, annotation=Annotated[model, Sent()])]
        )
        name = f"{verb.name}_sent_{form.replace('.', '_')}" if path.endswith(form) else f"{verb.name}_sent"
        app.add_api_route(
            path, endpoint, methods=["POST"], name=name, operation_id=name, tags=[verb.name], summary=verb.says,
            response_class=Response, responses=openapi.responses(verb, form),
        )  # fmt: skip

    for form in verb.suffixes:
        add_one(form, f"/v1/{verb.name}.{form}")
    add_one("json", f"/v1/{verb.name}")


def mark(desk: Desk, verb: Verb, options: Options, form: str) -> str:
    """Hash a question and what it is answered from; equal marks mean equal answers."""
    return hashlib.sha256(f"{desk.mark()}\x1f{question(verb, options, form)}".encode()).hexdigest()[:24]


def question(verb: Verb, options: Options, form: str) -> str:
    """Write a question as a key: the same for the same question."""
    asked = "\x1f".join(f"{name}={value!r}" for name, value in sorted(options.items()))
    return f"{verb.name}\x1f{form}\x1f{asked}"


def unchanged(given: str | None, tag: str) -> bool:
    """Whether a request already has the answer of this mark."""
    return given is not None and (given.strip() == "*" or tag in (one.strip(' W/"') for one in given.split(",")))


async def asked(desk: Desk, verb: Verb, given: Options) -> Answer:
    """Answer a verb for a page or a tool; kept like any other answer."""
    options = settled(verb, given)
    work: Callable[[Atlas], Answer] = partial(answer, verb=verb, options=options)
    return await desk.ask(question(verb, options, "answer"), work)


def _made(atlas: Atlas, *, verb: Verb, options: Options, form: str, desk: Desk) -> Body:
    if form in DRAWN:
        return draw(atlas, verb, options, form)
    return write(answer(atlas, verb, options), form, desk.bounds)


def _index() -> dict[str, object]:
    verbs: Mapping[str, object] = {
        verb.name: {
            "says": verb.says,
            "forms": [f"/v1/{verb.name}.{suffix}" for suffix in verb.suffixes],
            "options": {option.name: option.says for option in verb.all_options},
        }
        for verb in VERBS.values()
    }
    return {"verbs": verbs, "openapi": "/openapi.json", "health": "/health", "made_by": release()}


def add_writing(app: Any, desk: Desk, folder: Path | None) -> None:
    """Let datasets be read into the store: only when started for it, from the folder it was started with."""
    import asyncio
    import threading

    from fastapi import Body as Sent
    from fastapi import Response

    from latticework.doors import verbs_sources

    one = threading.Lock()

    def read(keys: list[str]) -> bytes:
        with one:
            sheet = verbs_sources.get(Atlas.open(desk.folder), keys, folder)
        rows = [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]
        return encode({"data": rows, "meta": {"verb": "sources get", "title": sheet.title, "notes": list(sheet.notes)}})

    async def get(keys: Any) -> Any:
        return Response(await asyncio.to_thread(read, keys), media_type="application/json")

    keys = inspect.Parameter(
        "keys",
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
        annotation=Annotated[list[str], Sent(embed=True, max_length=20)],
    )
    signed: Any = get
    signed.__signature__ = inspect.Signature([keys])
    app.add_api_route(
        "/v1/sources/get", get, methods=["POST"], tags=["sources"], response_class=Response,
        summary="Read datasets into the store, from the folder the server was started with.",
    )  # fmt: skip

"""The application: verbs under `/v1`, pages at the root, one guard before both."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from latticework.doors.http import errors, openapi, routes
from latticework.doors.http.desk import Desk
from latticework.doors.http.envelope import Bounds, encode
from latticework.doors.http.guard import LOOPBACK, Guard
from latticework.doors.http.verbs import VERBS
from latticework.errors import LatticeworkError, UsageError

log = logging.getLogger("latticework.http")

SMALLEST_PRESSED = 1024
"""Answers of fewer bytes are not compressed."""

PRESSED = 3
"""How hard answers are compressed, from 1 to 9: on this machine waiting costs more than bytes."""


def needed(*modules: str, extra: str) -> None:
    """Say which extra is missing when one of these modules cannot be imported. Raises UsageError."""
    from importlib.util import find_spec

    missing = [name for name in modules if find_spec(name) is None]
    if missing:
        step = f"pip install 'latticework[{extra}]'"
        raise UsageError(f"{', '.join(missing)} not installed", next_step=step)


def create_app(
    store: Path | str | None = None,
    *,
    bounds: Bounds = Bounds(),  # noqa: B008
    hosts: Sequence[str] = LOOPBACK,
    write: bool = False,
    files: Path | None = None,
) -> Any:
    """Make the application over a store. Read-only unless `write`; then datasets are read from `files`."""
    needed("fastapi", "jinja2", extra="web")
    from fastapi import FastAPI
    from fastapi.middleware.gzip import GZipMiddleware

    from latticework.doors.pages.routes import add as add_pages

    desk = Desk(store, bounds)

    @asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(
        title="latticework", version=version("latticework"), description=openapi.ABOUT, docs_url=None, redoc_url=None,
        lifespan=lifespan, redirect_slashes=False,
    )  # fmt: skip
    routes.add(app, desk)
    if write:
        routes.add_writing(app, desk, files)
    pages = add_pages(app, desk)
    _add_errors(app, pages.error)
    app.add_middleware(GZipMiddleware, minimum_size=SMALLEST_PRESSED, compresslevel=PRESSED)
    app.add_middleware(Guard, hosts=tuple(hosts))
    app.state.desk = desk
    return app


def _add_errors(app: Any, page: Any) -> None:
    """Say every error in its one shape: as JSON under `/v1`, as a page elsewhere."""
    from fastapi import Response
    from fastapi.exceptions import RequestValidationError
    from starlette.exceptions import HTTPException

    def said(request: Any, body: dict[str, Any], headers: dict[str, str] | None = None) -> Any:
        status = body["error"]["status"]
        if not request.url.path.startswith(("/v1", "/health", "/openapi")):
            return page(request, body["error"], headers)
        return Response(encode(body), status, media_type="application/json", headers=headers)

    async def ours(request: Any, error: Any) -> Any:
        assert isinstance(error, LatticeworkError)
        busy = {"retry-after": "5"} if error.http_status == 503 else None
        return said(request, errors.of_error(error), busy)

    async def options(request: Any, error: Any) -> Any:
        name = request.url.path.removeprefix("/v1/").split(".")[0]
        if name in VERBS:
            return said(request, errors.of_options(VERBS[name], error.errors()))
        return said(
            request, errors.told(422, "BadRequest", str(error.errors()[0]["msg"]), next_step="see /openapi.json")
        )

    async def plain(request: Any, error: Any) -> Any:
        if error.status_code == 404:
            return said(request, errors.of_path(request.url.path))
        if error.status_code == 400:
            step = "send the options as one JSON object, in UTF-8"
            return said(request, errors.told(422, "BadRequest", "what was sent cannot be read", next_step=step))
        step = "the allowed methods stand in the header Allow; writing needs a server started with --write"
        return said(
            request, errors.told(error.status_code, "NotAllowed", str(error.detail), next_step=step), error.headers
        )

    async def fault(request: Any, error: Any) -> Any:
        log.error("a fault of our own at %s", request.url.path, exc_info=error)
        return said(request, errors.told(500, "Fault", "something went wrong here", next_step="see the server's log"))

    app.add_exception_handler(LatticeworkError, ours)
    app.add_exception_handler(RequestValidationError, options)
    app.add_exception_handler(HTTPException, plain)
    app.add_exception_handler(Exception, fault)

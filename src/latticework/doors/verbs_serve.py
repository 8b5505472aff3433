"""The verbs that open a door for others: `serve` (HTTP and pages) and `mcp` (tools for assistants)."""

from __future__ import annotations

from pathlib import Path

import click

_STORE = click.option(
    "--store", type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the store. Default: LATTICEWORK_STORE, or the platform's data folder.",
)  # fmt: skip


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8023, show_default=True, help="Port to listen on.")
@click.option(
    "--allow-host", "names", multiple=True, metavar="NAME", help="Serve under this host name, too (may be repeated)."
)
@click.option("--write", is_flag=True, help="Let datasets be read into the store over HTTP.")
@click.option(
    "--from", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="With --write: the folder of official files they are read from.",
)  # fmt: skip
@click.option(
    "--max-rows", type=click.IntRange(1), default=10_000, show_default=True, help="Rows of an answer, at most."
)
@click.option(
    "--max-bytes",
    type=click.IntRange(10_000),
    default=10_000_000,
    show_default=True,
    help="Bytes of an answer, at most.",
)
@click.option(
    "--max-seconds", type=click.FloatRange(1), default=60.0, show_default=True, help="Seconds an answer may take."
)
@_STORE
def serve(
    host: str, port: int, names: tuple[str, ...], write: bool, folder: Path | None,
    max_rows: int, max_bytes: int, max_seconds: float, store: Path | None,
) -> None:  # fmt: skip
    """Serve every verb under /v1 and as pages, on this machine only unless told otherwise.

    Example: latticework serve --port 8023
    """
    from latticework.doors.http.app import create_app, needed
    from latticework.doors.http.envelope import Bounds
    from latticework.doors.http.guard import LOOPBACK
    from latticework.errors import UsageError

    if folder and not write:
        raise UsageError("--from is for --write", next_step="add --write, or leave --from out")
    needed("fastapi", "uvicorn", "jinja2", extra="web")
    import uvicorn

    bounds = Bounds(rows=max_rows, bytes=max_bytes, seconds=max_seconds)
    app = create_app(store, bounds=bounds, hosts=(*LOOPBACK, host, *names), write=write, files=folder)
    if host not in LOOPBACK:
        click.echo(f"listening on {host}: others can reach this; there is no password", err=True)
    app.state.desk.warm()
    click.echo(f"http://{host}:{port}/", err=True)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)


@click.command()
@click.option("--http", is_flag=True, help="Streamable HTTP on this machine instead of standard input and output.")
@click.option("--port", type=click.IntRange(1, 65535), default=8024, show_default=True, help="Port of --http.")
@_STORE
def mcp(http: bool, port: int, store: Path | None) -> None:
    """Offer the answers as read-only tools to assistants that speak the Model Context Protocol.

    Example: latticework mcp
    """
    from latticework.doors.http.app import needed

    needed("mcp", extra="mcp")
    from latticework.doors.mcp import create_server

    server = create_server(store)
    if http:
        click.echo(f"http://127.0.0.1:{port}/mcp", err=True)
        server.run("streamable-http", host="127.0.0.1", port=port)
    else:
        server.run("stdio")


VERBS = (serve, mcp)
"""The commands of this module."""

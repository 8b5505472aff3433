"""The guard before the door: who may call it by which name, and the headers every answer carries."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any

from latticework.doors.http.envelope import encode
from latticework.doors.http.errors import told

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]

LOOPBACK = ("localhost", "127.0.0.1", "::1")

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What a page may load: its own files and nothing else."""

HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


LARGEST_BODY = 1_000_000
"""A call that brings more bytes than this is refused."""


class Guard:
    """Refuse calls under a foreign host name (DNS rebinding) or with too large a body; answer HEAD as GET without its body."""

    def __init__(self, app: Any, hosts: Sequence[str] = LOOPBACK) -> None:
        self.app, self.hosts = app, frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a call on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        silent = scope["method"] == "HEAD"
        if silent:
            scope["method"] = "GET"

        async def dressed(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                given = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(pair for pair in HEADERS if pair[0] not in given)]
            elif silent and message["type"] == "http.response.body":
                message["body"] = b""
            await send(message)

        host = _host(scope)
        if "*" not in self.hosts and host not in self.hosts:
            step = "call it by the name it was started with, or start it with --allow-host NAME"
            body = told(421, "ForeignHost", f"not served under {host!r}", next_step=step, valid=sorted(self.hosts))
            await _refuse(dressed, body)
            return
        bytes_ = 0

        async def counted() -> MutableMapping[str, Any]:
            nonlocal bytes_
            message = await receive()
            bytes_ += len(message.get("body", b""))
            if bytes_ > LARGEST_BODY:
                return {"type": "http.disconnect"}
            return message

        if _length(scope) > LARGEST_BODY:
            step = f"send at most {LARGEST_BODY:,} bytes; long texts in parts"
            await _refuse(dressed, told(413, "TooLarge", "what was sent is too large", next_step=step))
            return
        await self.app(scope, counted, dressed)


async def _refuse(send: Send, body: dict[str, Any]) -> None:
    headers = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": body["error"]["status"], "headers": headers})
    await send({"type": "http.response.body", "body": encode(body)})


def _length(scope: Scope) -> int:
    said = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return int(said) if said.isdigit() else 0


def _host(scope: Scope) -> str:
    """Give the host a call names, without its port."""
    named = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
    if named.startswith("["):
        return str(named[1:].split("]")[0]).lower()
    return str(named.rsplit(":", 1)[0] if ":" in named else named).lower()

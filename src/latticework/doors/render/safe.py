"""Making text from facts safe to show: what was read is data, never a command to a terminal, a page or a sheet."""

from __future__ import annotations

import html
import unicodedata

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SPECIAL = str.maketrans({ch: f"\\{ch}" for ch in "\\`*_[]<>|#"})


def plain(text: str) -> str:
    """Replace control, bidirectional and other invisible characters by their code, so that nothing acts on a terminal.

    >>> plain("a\\x1b[31mb")
    'a\\\\u001b[31mb'
    """
    if text.isprintable():
        return text
    return "".join(
        f"\\u{ord(ch):04x}" if unicodedata.category(ch) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") else ch for ch in text
    )


def markdown(text: str) -> str:
    """Escape what Markdown would read as markup."""
    return plain(text).translate(_SPECIAL)


def markup(text: str) -> str:
    """Escape what HTML would read as markup."""
    return html.escape(plain(text), quote=True)


def cell(text: str) -> str:
    """Keep a spreadsheet from running a cell as a formula, by a leading apostrophe; numbers stay numbers."""
    clean = plain(text)
    if clean.startswith(_FORMULA) and not _is_number(clean):
        return f"'{clean}"
    return clean


def link(locator: str) -> str:
    """Give the web address a locator begins with; empty when it is none (no other scheme is ever linked)."""
    first = locator.split(" ", 1)[0]
    return first if first.startswith(("https://", "http://")) else ""


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True

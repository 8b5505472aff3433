"""The few marks a notebook is given: text escaped, no script, nothing asked of any host."""

from __future__ import annotations

from collections.abc import Sequence

from latticework.doors.render import safe
from latticework.doors.render.table import Value

_WHOLE = 24
"""A cell no longer than this is not broken over lines, so that ids and days stay whole."""
_TOP = "text-align:left;vertical-align:top"
_LEFT = f' style="{_TOP};max-width:24em;white-space:normal"'
_SHORT = f' style="{_TOP};white-space:nowrap"'
_PLACE = f' style="{_TOP};max-width:24em;white-space:normal;overflow-wrap:anywhere"'
_NUMBER = ' style="text-align:right;vertical-align:top"'


def shown_value(value: Value) -> Value:
    """Say a cell of a picture's table as the pictures' pages say it; None stays unknown."""
    return f"{value:,.4g}" if isinstance(value, float) and abs(value) < 1000 else value


def html_table(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> str:
    """Write a table; web addresses at the head of a cell become links, unknown is said as such."""
    head = "".join(f'<th scope="col"{_SHORT}>{safe.markup(name)}</th>' for name in columns)
    body = "".join(f"<tr>{''.join(_cell(value) for value in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: Value) -> str:
    if value is None:
        return f"<td{_SHORT}><i>unknown</i></td>"
    if isinstance(value, int | float):
        return f"<td{_NUMBER}>{f'{value:,.2f}' if isinstance(value, float) and abs(value) < 1000 else f'{value:,.0f}' if isinstance(value, float) else value}</td>"
    address = safe.link(value)
    if not address:
        return f"<td{_SHORT if len(value) <= _WHOLE else _LEFT}>{safe.markup(value)}</td>"
    rest = safe.markup(value.removeprefix(address))
    shown = safe.markup(address)
    return f'<td{_PLACE}><a href="{shown}" rel="noopener noreferrer" target="_blank">{shown}</a>{rest}</td>'

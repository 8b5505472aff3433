"""Plain figures of a text as amounts: each by its currency, its measure, or what it counts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from latticework.text.amount_called import is_name
from latticework.text.amount_finish import finished
from latticework.text.amount_measures import is_money, measured, plain, unit_pattern
from latticework.text.amount_reading import GLUED, Figure, figure_pattern, read_figure
from latticework.text.amount_shapes import Amount
from latticework.text.amount_things import LINK, counted_things, understood
from latticework.text.amount_words import currencies, measures
from latticework.text.times import TimeMention


def figures(text: str, times: Sequence[TimeMention]) -> Iterator[Amount]:
    """Yield the amounts of the plain figures of a text, in order."""
    waiting: Amount | None = None
    last: Amount | None = None
    for figure in _figures(text):
        time = time_at(times, figure.start, figure.end)
        if time and _is_date(time):
            continue
        for amount in _amounts(text, figure, time):
            if waiting:
                linked = LINK.fullmatch(text[waiting.end : amount.start]) and amount.unit and waiting.value != 1
                yield replace(waiting, unit=amount.unit, noun=amount.noun, scope=amount.scope) if linked else waiting
            last, waiting = (amount if amount.noun else last, None) if amount.unit else (last, amount)
            if waiting and (meant := understood(text, waiting, last)):
                last, waiting = meant, None
                yield meant
            elif amount.unit:
                yield amount
    if waiting:
        yield waiting


def _figures(text: str) -> Iterator[Figure]:
    """Yield the figures that are no names."""
    at = named = 0
    while match := figure_pattern().search(text, at):
        figure = read_figure(text, match)
        at = (
            min(match.start("to"), match.end())
            if match["to"] and (not figure or figure.end <= match.start("to"))
            else match.end()
        )
        if figure and is_name(text, figure, named):
            named = figure.end
        elif figure:
            yield figure


def _is_date(time: TimeMention) -> bool:
    return time.kind in ("day", "since", "until", "set") or (
        time.kind in ("interval", "deadline", "ago") and time.unit is None
    )


def time_at(times: Sequence[TimeMention], start: int, end: int) -> TimeMention | None:
    """Give the expression of time that shares characters with a stretch; `times` are in order and apart."""
    place = bisect_right(times, start, key=lambda time: time.start)
    for time in times[max(0, place - 1) : place + 1]:
        if time.start < end and start < time.end:
            return time
    return None


def _amounts(text: str, figure: Figure, time: TimeMention | None) -> Iterator[Amount]:
    """Give the amount of a figure: first by its currency or measure, then by what it counts."""
    start, end = figure.start, figure.end
    match = unit_pattern().match(text, end)
    if figure.currency:
        again = match and match["money"] and match.end()
        yield finished(text, figure, again or end, figure.currency)
        return
    if match and match["money"] and is_money(match["money"], figure, text):
        yield finished(text, figure, match.end(), currencies("after")[plain(match["money"])])
    elif match and match["measure"] and (measure := measured(text, figure, match, time)):
        yield measure
    elif match and match["money"] and plain(match["money"]) in measures():  # 1,100 pounds that are no money
        yield finished(text, figure, match.end(), measures()[plain(match["money"])][0])
    else:
        glued = GLUED.match(text, end)
        if glued and glued.group().strip(" -")[:2] in ("mm", "cm", "mi"):
            yield Amount(start, glued.end(), figure.value, glued.group().strip(" -"), scope=False)  # a calibre
        elif not (counted_amount := counted_things(text, figure)):
            yield Amount(start, end, figure.value, "", scope=False)
        elif counted_amount.unit:
            yield counted_amount

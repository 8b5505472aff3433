"""Each verb's answer as a table: what the measures gave, laid in rows. No judgement here."""

from latticework.doors.sheets.balance import balance
from latticework.doors.sheets.facts import facts
from latticework.doors.sheets.first import first
from latticework.doors.sheets.pledges import pledges
from latticework.doors.sheets.reach import reach
from latticework.doors.sheets.threats import threats
from latticework.doors.sheets.ties import ties

__all__ = ["balance", "facts", "first", "pledges", "reach", "threats", "ties"]

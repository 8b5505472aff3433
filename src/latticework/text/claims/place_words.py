"""The words a place among others is told by: ordinals, superlatives, who holds it, and what ordinals count instead."""

from __future__ import annotations

import re

ORD = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|(?:twenty|thirty|forty|fifty)-\w+|\d{1,3}(?:st|nd|rd|th))"
BEST = r"(?:largest|biggest|highest|heaviest|strongest|greatest|mightiest|most powerful|most numerous|leading|foremost|chief|main|principal|top(?! (?:\d|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty))|number[- ]one|premier|pre-eminent|single largest)"
HOLDER = r"(?:spenders?|exporters?|importers?|buyers?|sellers?|suppliers?|purchasers?|customers?|contributors?|givers?|providers?|clients?|recipients?|dealers?|arsenals?|arm(?:y|ies)|nav(?:y|ies)|fleets?|air (?:forces?|arms?)|forces?|militar(?:y|ies)|(?:military |naval |nuclear |air )?powers?|budgets?|stockpiles?|stocks?|armed forces|market|military budget)"
GRADED = re.compile(
    rf"(?<!second only to the )\b(?:(?P<o>{ORD})[- ])?(?:most |best )?(?P<grade>{BEST})(?![\w-]| (?:ever|since|concern|reason|aim|rival|enemy|threat|adviser|office\w*|diplomat|spokes\w+))",
    re.I,
)
PLAIN = re.compile(
    rf"\b(?:the|a|its|as|as the|world's|world’s|Europe's|Asia's|Africa's) (?P<o>{ORD}) (?:[\w-]+ ){{0,2}}?{HOLDER}\b",
    re.I,
)
RANKS = re.compile(
    rf"\b(?:rank(?:s|ed|ing)?|com(?:es|ing)|came|stands?|stood|plac(?:es|ed|ing)|finish(?:ed|es)|is|was|were|are|lies|lay|sits?|sat|climb(?:s|ed)|ris(?:es|en)|rose|moved|jumped|slid|slipped|fell|fallen|dropped|sank|advanced|went|remains?|remained|stay(?:s|ed)|put|puts|listed|rated|broken in|entered|at|in|to|into|from its|as|held|holds|hold|tak(?:es|en)|took|occup(?:ies|ied)|reached|keeps?|kept|with|enjoys?|its|secured|claimed|earned|won|=)(?:,? (?:in|by|as late as|as early as|even in|back in) (?:19|20)\d\d,|, [^,.;:]{{2,30}},)? (?:\w+ly |still |only |just |now |back |up |down |at |in |to |as |into |the |a |its |joint |equal |place |number |distant ){{0,3}}(?P<o>{ORD})(?: (?P<noun>place|position|spot|rank|slot|rung|among|in (?:the|its|a|all|\d{{4}}|[A-Z]\w+)|last year|this year|on (?:the|a|earth)|in (?:size|number|numbers|strength|order|rank|tonnage|manpower|weight)|of (?:the|its|all|NATO's|Europe's) (?:\w+ ){{0,2}}?(?:allies|members|member states|states|nations|countries|powers|armies|navies|air forces|spenders|exporters|importers|buyers|sellers|world|bloc|alliance)|by|for|worldwide|globally|overall|out of|of (?:the )?\d+|from|behind|after)\b|(?=\W*$|[.,;:!?\"”]))",
    re.I,
)
NUMBER = re.compile(
    r"\b(?:number|no\.?|nr\.?|#) ?(?P<n>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\b(?! of the constitution| \w+ street)|\brank(?:s|ed)? (?:at )?#?(?P<m>\d{1,2})\b",
    re.I,
)
ORDINAL_IN = re.compile(
    rf"\b(?P<o>{ORD})(?:,? (?:in the world|worldwide|globally|in (?:Europe|Asia|Africa|NATO|the (?:region|alliance))|among|out of (?:the )?\d+|of (?:the )?\d+|overall|place|position|spot|rank)\b)",
    re.I,
)
BACK = re.compile(
    rf"(?:^|[.;:,\"“] ?)(?P<o>{ORD})(?:(?:,[^.;:]{{2,30}}?,)? (?:comes?|came|is|was|stands?|ranks?|follows)|(?: place)?: (?:that is|that's) where)\b",
    re.I,
)
AFTER = re.compile(
    r"^(?:'s|’s)? ?(?:[\w-]+ ){0,3}?(?:quarter|half|time|year|month|week|day|decade|anniversary|round|test|phase|batch|generation|century|term|visit|in a row|straight|consecutive|summit|meeting|attempt|package|tranche|hand|thoughts?|base|carrier|strike|fleet|division|brigade|army corps|amendment|article|part(?:y|ies)|of (?:January|February|March|April|May|June|July|August|September|October|November|December))\b",
    re.I,
)

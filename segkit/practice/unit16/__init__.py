"""Questions of unit 16: personas whose every line has a number, and what they hide."""

from segkit.practice.unit import Unit
from segkit.practice.unit16 import computed, lines, quiz, voices

unit = Unit("16", "Personas")
checkpoint = unit.checkpoint

most_are = unit.add(quiz.most_are)
ten_people = unit.add(quiz.ten_people)
made_to_differ = unit.add(quiz.made_to_differ)
line_index = unit.add(lines.line_index)
lines_that_hold = unit.add(lines.lines_that_hold)
all_at_once = unit.add(lines.all_at_once)
answered = unit.add(voices.answered)
may_quote = unit.add(voices.may_quote)
gap = unit.add(voices.gap)
card = unit.add(voices.card)

unit.hands_over("people", lambda: computed.people().copy())
unit.hands_over("workshop", lambda: computed.card().copy())
unit.hands_over("invited", lambda: computed.invited().copy())
unit.hands_over("replies", lambda: computed.replies().copy())
unit.hands_over("agreed", computed.agreed)

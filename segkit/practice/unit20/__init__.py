"""Questions of unit 20: plan a test, keep its lot, and read what came of it."""

from segkit.practice.unit import Unit
from segkit.practice.unit20 import computed, outcomes, plans, quiz, results

unit = Unit("20", "Testing on a segment")
checkpoint = unit.checkpoint

worth_having = unit.add(plans.worth_having)
stop_early = unit.add(quiz.stop_early)
lost_rows = unit.add(quiz.lost_rows)
best_segment = unit.add(quiz.best_segment)
per_arm = unit.add(plans.per_arm)
rise = unit.add(plans.rise)
arms = unit.add(plans.arms)
lot_broken = unit.add(results.lot_broken)
interval = unit.add(results.interval)
margin_gain = unit.add(results.margin_gain)
plan = unit.add(results.plan)

unit.hands_over("card", lambda: computed.card().copy())
unit.hands_over("history", lambda: outcomes.handed_over().copy())
unit.hands_over("people", lambda: computed.people().copy())
unit.hands_over("thanks", lambda: outcomes.thanks().copy())
unit.hands_over("delivery", lambda: outcomes.delivery().copy())

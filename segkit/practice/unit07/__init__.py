"""Questions of unit 07: behavioural segmentation, judged on what came after."""

from segkit.practice.unit import Unit
from segkit.practice.unit07 import after, computed, scores

unit = Unit("07", "Behavioural segmentation")
checkpoint = unit.checkpoint

score_direction = unit.add(scores.score_direction)
repeat_rate = unit.add(scores.repeat_rate)
recency_score = unit.add(scores.recency_score)
top_share = unit.add(scores.top_share)
win_back = unit.add(after.win_back)
own_cut = unit.add(after.own_cut)
rate_after = unit.add(after.rate_after)
decision = unit.add(after.decision)

unit.hands_over("segments", lambda **given: computed.segments(**given).copy())

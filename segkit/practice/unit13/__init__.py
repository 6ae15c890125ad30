"""Questions of unit 13: whether segments are real, what they are like and worth."""

from segkit.practice.unit import Unit
from segkit.practice.unit13 import computed, looks, stays

unit = Unit("13", "Are they real?")
checkpoint = unit.checkpoint

groups = unit.add(stays.groups)
pair_agreement = unit.add(stays.pair_agreement)
agreement = unit.add(stays.agreement)
n_segments = unit.add(stays.n_segments)
may_be_tested = unit.add(looks.may_be_tested)
per_head = unit.add(looks.per_head)
garden_share = unit.add(looks.garden_share)
memo = unit.add(looks.memo)

unit.hands_over("habits", lambda: computed.habits().copy())
unit.hands_over("two_samples", lambda: computed.handed_over().copy())
unit.hands_over("pairs", lambda: computed.pairs().copy())
unit.hands_over("segments", lambda: computed.segments().copy())
unit.hands_over("about", lambda: computed.about().copy())
unit.hands_over("spent", lambda: computed.later().copy())
unit.hands_over("wishes", lambda: computed.wishes().copy())

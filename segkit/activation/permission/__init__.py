"""Who may be contacted: consent, suppression, pressure cap, quiet hours, group size.

The one home of these rules: reach, sequences, contact assignment and export ask here.
"""

from segkit.activation.permission.permitting import permitted
from segkit.activation.permission.policy import Policy, as_policy

__all__ = ["Policy", "as_policy", "permitted"]

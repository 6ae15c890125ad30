"""Words of the control chart."""

TITLE = "Which points are more than the usual ups and downs?"
X = "{signals} of {n} points give a signal{rules}"
ALARM = "\n(of stable series as long, {rate} give one at least)"
LINE = {"ewma": "{name}, smoothed", "": "{name}"}
CENTRE = "centre {value}"
RULE = "{rule} ({n})"

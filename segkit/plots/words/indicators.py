"""The words of the figures of indicators over time and side by side."""

OVER_TIME = "{name} by {by}"
PARTIAL = "hollow: the {by} is cut off"
BANDS = "band: {level:g} % interval"
NO_BANDS = "intervals: see the table"
PERIOD = "period"
TOO_MANY = (
    "{n} segments are too many for one figure, which holds {most}: choose some with "
    "table.loc[['one', 'another']]"
)
ONE_SEGMENTATION = (
    "the table holds {n} levels of rows ({names}): choose one segmentation, "
    "table.loc['name']"
)
NOTHING = "no value of the table is known: there is nothing to draw"
NO_TOTAL = (
    "table needs rows of kpis.dashboard, an index of indicator and segment; it has "
    "{found}: pass what kpis.dashboard returns"
)
DASHBOARD = "How do the segments compare?"
PANEL_TOTAL = "all: {value}"
SMALL = "hollow diamond: few customers"
AXES = "the table has {n} indicators and ax= {found} axes: pass as many axes, or none"

"""The words of the attribution figure."""

TITLE = "What was credited, and what was truly brought?"
X = "{what}"
ORDERS = "orders"
TOTAL = "; all together: {attributed} credited, {incremental} brought{reach}"
REACH = " ({low} to {high})"
INTERVAL = ", with {level:g} % interval"
ATTRIBUTED = "credited"
INCREMENTAL = "truly brought"
NO_NUMBERS = "table has no row with a credited number: there is nothing to draw"
TOO_MANY = (
    "{n} rows are too many for one figure, which holds {most}: choose some with "
    "table.loc[[...]] or table.head({most})"
)

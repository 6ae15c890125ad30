"""Words of the figure of members in and out."""

TITLE = "Who came into {segment}, and who left?"
ALL = "all segments"
Y = "customers (up: in, down: out)"
X = "from {first} to {last}: {start} to {end} members"
PARTS = {
    "in_new": "new customers",
    "in_moved": "from another segment",
    "out_moved": "to another segment",
    "out_gone": "gone",
}
NET = "net"

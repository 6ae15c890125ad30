"""What the indicators of advertisements, visits and posts say to people."""

UNIT_CONVERSION = {
    "visit": "visits with an order / visits",
    "customer": "customers who ordered on a visit / customers who visited",
}
UNIT_BOUNCE = {
    "visit": "visits that saw one page only / visits",
    "customer": "customers with such a visit / customers who visited",
}
BASES = {
    "impressions": "times that posts were shown",
    "reach": "people who saw a post, added up over posts",
    "followers": "followers at the time, added up over posts",
}
POISSON = "Poisson interval of the {what}: too short if days differ (pass lists)"
POISSON_POSTS = "Poisson interval: too short if posts differ (pass lists)"
NO_AUDIENCE = (
    "there are {n:,.0f} interactions and no {base}: the table needs a column "
    "{base!r} with numbers above 0, or choose another base="
)
NO_COST = "{name}: {what} must be a number from 0, or a list of them; this is {found!r}"

"""A small unit, complete in every kind of question, on which the engine is proven."""

import io

import ipywidgets
import pandas as pd
from IPython.display import display

from segkit.practice import Criterion, OpenQuestion, Question, Unit, Wrong, judges

ORDERS = """customer_id,ordered_at,amount
ann,2024-01-05,20.00
ann,2024-03-08,35.00
ann,2024-03-29,15.00
ben,2024-02-11,80.00
cleo,2024-01-20,12.50
cleo,2024-04-02,14.00
dan,2024-03-30,9.00
eve,2024-02-01,60.00
eve,2024-02-28,45.00
eve,2024-05-12,70.00
fay,2024-05-20,25.00
gus,2024-01-09,30.00
gus,2024-01-30,31.00
hal,2024-02-14,5.00
ida,2024-03-01,44.00
ida,2024-03-02,46.00
jon,2024-03-15,18.00
"""
AS_OF = {"as_of": "2024-03-31", "orders": None}


def orders():
    return pd.read_csv(io.StringIO(ORDERS), parse_dates=["ordered_at"])


def known(as_of, orders_=None):
    table = orders() if orders_ is None else orders_
    return table[table["ordered_at"] <= pd.Timestamp(as_of)]


def counts(as_of, orders=None):
    return known(as_of, orders)["customer_id"].value_counts().sort_index()


def customers(as_of, orders=None):
    grouped = known(as_of, orders).groupby("customer_id")
    return grouped.agg(n_orders=("amount", "size"), monetary_amount=("amount", "sum"))


def segments(as_of, orders=None):
    several = customers(as_of, orders)["n_orders"] >= 2
    return several.map({True: "loyal", False: "once"}).rename("segment")


def explore(cut=2):
    """Return a live control over the number of loyal customers, and its first state."""
    table = customers(**AS_OF)
    slider = ipywidgets.IntSlider(cut, 1, 3, description="orders")
    box = ipywidgets.IntText(cut, description="orders")
    ipywidgets.link((slider, "value"), (box, "value"))
    display(ipywidgets.VBox([slider, box]))
    return table.assign(loyal=table["n_orders"] >= cut).groupby("loyal").size()


unit = Unit("99", "An example")
use = unit.use
checkpoint = unit.checkpoint

goal = unit.add(
    Question(
        "goal",
        "Which goal can be missed?",
        judges.choice(
            {
                "A": "Be closer to our customers",
                "B": "Twenty second purchases by 30 June",
                "C": "Send a letter to everybody",
            }
        ),
        answer=lambda: "B",
        hints=("A goal can be missed.", "Look for an amount and a day."),
        reasoning="It says how much of what, and by when.",
        wrong=(
            Wrong("direction", "This is a direction. What is counted?", lambda: "A"),
            Wrong("task", "This is a task. What should change by it?", lambda: "C"),
            Wrong(
                "two",
                "Choose one of them.",
                lambda: "A and B",
                when=lambda answer: " and " in answer,
            ),
        ),
        code='goal = "B"',
    )
)

repeat_rate = unit.add(
    Question(
        "repeat_rate",
        "Which share of the customers of {as_of} has two orders or more?",
        judges.number(rate=True),
        answer=lambda as_of, orders: (counts(as_of, orders) >= 2).mean(),
        parameters=AS_OF,
        hints=(
            "Count customers, above and below the line.",
            "Below: everybody with an order by {as_of}.",
        ),
        reasoning="Customers with several orders, by all customers of {as_of}.",
        wrong=(
            Wrong(
                "orders",
                "You counted orders, not customers. Use nunique().",
                lambda as_of, orders: (
                    counts(as_of, orders).loc[lambda n: n >= 2].sum()
                    / counts(as_of, orders).sum()
                ),
            ),
            Wrong(
                "future",
                "You used orders after {as_of}. Filter by date first.",
                lambda as_of, orders: (counts("2200-01-01", orders) >= 2).mean(),
            ),
            Wrong(
                "inverse",
                "These are the customers with a single order: the other side.",
                lambda as_of, orders: (counts(as_of, orders) < 2).mean(),
            ),
        ),
        code="repeat_rate = (customers['n_orders'] >= 2).mean()",
    )
)

table = unit.add(
    Question(
        "table",
        "Make one row per customer of {as_of}: n_orders and monetary_amount.",
        judges.table(["n_orders", "monetary_amount"]),
        answer=customers,
        parameters=AS_OF,
        hints=("Group by customer.", "Use groupby and agg with two named columns."),
        reasoning="One group is one customer.",
        wrong=(
            Wrong(
                "future",
                "There are orders after {as_of} in it. Filter by date first.",
                lambda as_of, orders: customers("2200-01-01", orders),
            ),
            Wrong(
                "mean",
                "monetary_amount is the sum of the amounts, not their mean.",
                lambda as_of, orders: customers(as_of, orders).assign(
                    monetary_amount=lambda t: t["monetary_amount"] / t["n_orders"]
                ),
            ),
            Wrong(
                "loyal only",
                "Customers with a single order are customers too: keep them.",
                lambda as_of, orders: customers(as_of, orders).query("n_orders > 1"),
            ),
        ),
        code="table = customers",
    )
)

loyal = unit.add(
    Question(
        "loyal",
        "Who has at least {at_least} orders by {as_of}?",
        judges.ids(),
        answer=lambda as_of, orders, at_least: (
            counts(as_of, orders).loc[lambda n: n >= at_least].index
        ),
        parameters={**AS_OF, "at_least": 2},
        hints=("Compare n_orders.", "At least means that the limit itself counts."),
        reasoning="The limit itself belongs to the group.",
        wrong=(
            Wrong(
                "more than",
                "You left out those exactly at the limit: at least is >=.",
                lambda as_of, orders, at_least: (
                    counts(as_of, orders).loc[lambda n: n > at_least].index
                ),
            ),
            Wrong(
                "everybody",
                "These are all customers. Compare their number of orders.",
                lambda as_of, orders, at_least: counts(as_of, orders).index,
            ),
            Wrong(
                "others",
                "These are the ones below the limit: turn the sign round.",
                lambda as_of, orders, at_least: (
                    counts(as_of, orders).loc[lambda n: n < at_least].index
                ),
            ),
        ),
        code="loyal = customers.index[customers['n_orders'] >= 2]",
    )
)

named = unit.add(
    Question(
        "named",
        "Name every customer's segment on {as_of}: loyal from two orders, else once.",
        judges.labels(),
        answer=segments,
        parameters=AS_OF,
        hints=("Two names are enough.", "Map True and False to the two names."),
        reasoning="The rule is complete: everybody is in exactly one segment.",
        wrong=(
            Wrong(
                "swapped",
                "The two names are swapped.",
                lambda as_of, orders: segments(as_of, orders).map(
                    {"loyal": "once", "once": "loyal"}
                ),
            ),
            Wrong(
                "one name",
                "Everybody has the same name: the comparison is missing.",
                lambda as_of, orders: segments(as_of, orders).map(lambda _: "once"),
            ),
            Wrong(
                "codes",
                "A manager reads names, not codes. Map them.",
                lambda as_of, orders: segments(as_of, orders).eq("loyal").astype(int),
            ),
        ),
        code="named = customers['n_orders'].ge(2).map({True: 'loyal', False: 'once'})",
    )
)

groups = unit.add(
    Question(
        "groups",
        "Split the customers of {as_of} in two groups, by orders.",
        judges.partition(),
        answer=segments,
        parameters=AS_OF,
        hints=("The names do not matter.", "A true or false column is a split."),
        reasoning="Groups are compared, not names.",
        wrong=(
            Wrong(
                "one group",
                "There is a single group: nothing is split.",
                lambda as_of, orders: segments(as_of, orders).map(lambda _: 0),
            ),
            Wrong(
                "by money",
                "This splits by money. Split by the number of orders.",
                lambda as_of, orders: customers(as_of, orders)["monetary_amount"] > 50,
            ),
            Wrong(
                "each alone",
                "Everybody is a group of one.",
                lambda as_of, orders: pd.Series(
                    range(len(customers(as_of, orders))), customers(as_of, orders).index
                ),
            ),
        ),
        code="groups = customers['n_orders'] >= 2",
    )
)

biggest = unit.add(
    Question(
        "biggest",
        "The biggest segment is always the best target.",
        judges.truth(),
        answer=lambda: False,
        hints=("Think of the cost.", "Size is one of several criteria."),
        reasoning="Size says nothing about who answers.",
        wrong=(
            Wrong(
                "size", "Size alone decides nothing. Who would answer?", lambda: True
            ),
            Wrong(
                "hedge",
                "Decide for one of the two.",
                lambda: "perhaps",
                when=lambda answer: "perhaps" in answer,
            ),
            Wrong(
                "rate",
                "This asks for a judgement, not for a number.",
                lambda: 0.5,
                when=lambda answer: 0 < answer < 1,
            ),
        ),
        code="biggest = False",
    )
)

memo = unit.add(
    OpenQuestion(
        "memo",
        "Write to the shop's owner what you would do.",
        (
            Criterion("who", ("nobody named", "a group", "a group with its size")),
            Criterion("what", ("no action", "an action", "an action with a date")),
            Criterion("why", ("no reason", "an opinion", "a reason from the data")),
        ),
        strong="Write to the five loyal customers by Friday, as they come back most.",
        weak="Do something about loyalty soon.",
    )
)

"""The words of the figure of needs and purchases, ready for translation."""

TITLE = "Needed more than bought?"
X = "index with {level} % interval\n(100 = as often as in the other segments)"
Y = "segment: need, purchases"
NEEDED = "say they need it"
BOUGHT = "buy what answers it"
USUAL = "as the others"
NEEDS = "{segment}: {need}{mark}\n(n = {n_asked} asked)"
BUYS = "buys {products}\n(n = {n_customers} buyers)"
NONE = "nothing answers it"
MARK = " *"
MORE = "\n* a clear gap; {n} more rows are not shown"
STARS = "\n* a clear gap"
NOTHING = (
    "no gap to draw: pass answered_by= to personas.product_gap, then draw its .gaps"
)

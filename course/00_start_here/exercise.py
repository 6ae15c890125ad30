# ---
# id: "00"
# title: "Start here: the whole game"
# minutes: 10
# objectives:
#   - tell a goal from a wish
#   - count the people in a group
#   - count second purchases
# ---
# %% [markdown]
# Three questions about Nora's tea shop, ten minutes. Nothing here can break: run the
# cells from top to bottom with Shift+Enter, replace `...` by your answer, run the check.
# Stuck? Make a new cell with `q.group_size.hint()`; after a try,
# `q.group_size.solution()` shows a worked answer with its reason.

# %%
from segkit import datasets, features
from segkit.practice import unit00 as q

# %% [markdown]
# ## 1. A goal, without code
#
# Nora missed 25 second purchases and sets herself a new goal. Four proposals are on the
# table. **On which of them can she say yes or no on a certain day?** Run the two cells,
# choose, and press *Check*. There is nothing to type.

# %%
goal = ...
### BEGIN SOLUTION
goal = "C"
### END SOLUTION

# %% tags=["check"]
q.goal.ask(goal)

# %% [markdown]
# ## 2. A group
#
# One row per customer, as known on the evening of 1 September:

# %%
shop = datasets.load("small_shop")
customers = features.customers(shop["orders"], as_of="2024-09-01")
customers[["recency_days", "n_orders", "monetary_amount"]].head()

# %% [markdown]
# **How many people bought in the 30 days that end on 1 September?** Let Python count:
# write an expression instead of `...`, for instance
# `(customers["n_orders"] > 2).sum()` for the people with more than two orders.

# %%
group_size = ...
### BEGIN SOLUTION
group_size = (customers["recency_days"] < 30).sum()
### END SOLUTION

# %% tags=["check"]
q.group_size.check(group_size)

# %% [markdown] tags=["solution"]
# `customers` has one row per person, so adding up the `True`s counts people. With
# 1 September as day 0, thirty days are the recencies 0 to 29: *less than* 30.

# %% [markdown]
# ## 3. A result
#
# Forty-five days later, the orders that came after the message are in `later`:

# %%
later = shop["orders"][shop["orders"]["ordered_at"] >= "2024-09-02"]
later.head(3)

# %% [markdown]
# **How many people made their second purchase in these 45 days?** (The table ends on
# the 45th.)

# %%
second_purchases = ...
### BEGIN SOLUTION
had_one = set(customers.index[customers["n_orders"] == 1])
second_purchases = len(had_one & set(later["customer_id"]))
### END SOLUTION

# %% tags=["check"]
q.second_purchases.check(second_purchases)

# %% [markdown] tags=["solution"]
# A second purchase is by somebody who had bought exactly once. The regulars bought in
# these weeks too, and so did people who had never bought before: neither counts.

# %% [markdown]
# ## What you decided
#
# You turned a wish into a goal, a table into a group, and a list of orders into an
# answer that Nora can act on. Tell her in one sentence what you would change in the next
# round: the goal, the group or the message?
#
# **And elsewhere?** A gym has members who pay every month whether they come or not.
# What would be its "second purchase"?

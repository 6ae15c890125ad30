# ---
# id: "99"
# title: An example
# minutes: 5
# objectives:
#   - see every part of a unit
# prerequisites: []
# data: []
# inventory: ["1"]
# tracks: [evening]
# widget: explore
# fr:
#   title: Un exemple
#   objectives: [voir toutes les parties d'une unité]
# ---

# %% [markdown]
# ## Who comes back?
#
# A shop owner asks which of the customers buy again.

# %% [markdown] lang="fr"
# ## Qui revient ?
#
# Une commerçante demande quels clients rachètent.

# %%
import seaborn as sns
import unit99 as q

from segkit import plots

# %%
orders = q.orders()
orders.head(3)

# %%
customers = q.customers("2024-03-31", orders)
customers.sum()

# %% id="picture"
ax = sns.scatterplot(customers, x="n_orders", y="monetary_amount")
plots.show(ax)

# %% [markdown]
# Move the slider and see how many stay loyal.

# %% id="widget"
q.explore(cut=2)

# %%
guess = ...

# %% tags=["check"]
q.biggest.check(guess)

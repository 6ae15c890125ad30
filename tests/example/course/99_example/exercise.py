# ---
# id: "99"
# title: An example
# minutes: 10
# objectives:
#   - compute a repeat rate
# ---

# %%
import unit99 as q

customers = q.customers("2024-03-31")

# %% [markdown]
# ## 1. A goal, without code

# %%
goal = ...
### BEGIN SOLUTION
goal = "B"
### END SOLUTION

# %% tags=["check"]
q.goal.ask(goal)

# %% [markdown]
# ## 2. A rate

# %% id="rate"
repeat_rate = ...
### BEGIN SOLUTION
repeat_rate = (customers["n_orders"] >= 2).mean()
### END SOLUTION

# %% tags=["check"]
q.repeat_rate.check(repeat_rate)

# %% [markdown] tags=["solution"]
# Customers stand above and below the line.

# %% [markdown]
# ## 3. A group, from the right earlier result

# %%
table = q.checkpoint("table")
table.head(3)

# %%
loyal = ...
### BEGIN SOLUTION
loyal = table.index[table["n_orders"] >= 3]
### END SOLUTION

# %% tags=["check"]
q.loyal(at_least=3).check(loyal)

# %% [markdown]
# ## 4. A memo

# %%
memo = ...
### BEGIN SOLUTION
memo = "Write to the five loyal customers until Friday: they come back most often."
### END SOLUTION

# %% tags=["check"]
q.memo.check(memo)

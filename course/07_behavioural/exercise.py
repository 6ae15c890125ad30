# ---
# id: "07"
# title: "Behavioural segmentation: what customers do"
# minutes: 40
# objectives:
#   - compute a repeat rate, a score and a revenue share by hand
#   - name the customers to win back
#   - judge segments on what came after, and turn the result into a decision
# ---
# %% [markdown]
# Ms Okafor wants to know who should get the catalogue. You have the orders of two years
# and stand on **30 June 2024**. Seven questions, about 40 minutes; the last one is a
# short text. Replace each `...`, run the check beneath, and use `.hint()` freely: it
# costs nothing.

# %%
from segkit import datasets, features, kpis, models, plots
from segkit.practice import unit07 as q

# %%
AS_OF = "2024-06-30"
orders = datasets.load("orders")
X = features.customers(orders, as_of=AS_OF)
X[["recency_days", "n_orders", "monetary_amount"]].head()

# %% [markdown]
# ## 1. How many come back?
#
# Of the customers with at least one order by 30 June 2024, **which share has two or
# more?** `X` has one row for each of them.

# %%
repeat_rate = ...
### BEGIN SOLUTION
repeat_rate = (X["n_orders"] >= 2).mean()
### END SOLUTION

# %% tags=["check"]
q.repeat_rate.check(repeat_rate)

# %% [markdown] tags=["solution"]
# Both part and whole count customers. `kpis.repeat_rate` gives the same rate together
# with its interval.

# %% [markdown]
# ## 2. A score by hand
#
# Score everybody from 1 to 5 by `recency_days`: **5 for the most recent fifth, and equal
# scores for equal days.** Give one score per customer.

# %%
r_score = ...
### BEGIN SOLUTION
rank = (-X["recency_days"]).rank(method="min").astype(int)
r_score = 1 + 5 * (rank - 1) // len(X)
### END SOLUTION

# %% tags=["check"]
q.recency_score.check(r_score)

# %% [markdown] tags=["solution"]
# `method="min"` is the important word: it gives equal days equal ranks, so that nobody's
# score depends on where she stands in the file.

# %% [markdown]
# ## 3. Eighty-twenty?
#
# **Which share of all the money came from the 20 % of customers who spent most?** You
# have probably heard an answer. What do these customers say?

# %%
top_share = ...
### BEGIN SOLUTION
best = X["monetary_amount"].nlargest(round(0.2 * len(X)))
top_share = best.sum() / X["monetary_amount"].sum()
### END SOLUTION

# %% tags=["check"]
q.top_share.check(top_share)

# %% [markdown] tags=["solution"]
# Concentrated, but not eighty. A rule of thumb is where a question begins.

# %% [markdown]
# ## 4. Lines that you can explain
#
# Fifths move whenever the customers do. For her letters Ms Okafor wants fixed lines, in
# days: **30, 90, 180 and 365.** How many customers get the best recency score with them?

# %%
own_cut = ...
### BEGIN SOLUTION
own_cut = (X["recency_days"] <= 30).sum()
### END SOLUTION

# %% tags=["check"]
q.own_cut.check(own_cut)

# %% [markdown] tags=["solution"]
# A cut point belongs to the better side. The model takes the same lines:

# %% tags=["solution"]
fixed = models.BehaviouralSegmenter(cut_points={"recency_days": [30, 90, 180, 365]})
fixed.fit(X).segments_[["name", "size", "share"]]

# %% [markdown]
# ## 5. Whom to win back
#
# Fit the model with its own fifths. **Which customers are in *At risk* or *Cannot lose
# them*?** Give their ids, in any order.

# %%
win_back = ...
### BEGIN SOLUTION
segments = models.BehaviouralSegmenter(method="rfm").fit(X).assign(X)
win_back = segments[segments.isin(["At risk", "Cannot lose them"])].index
### END SOLUTION

# %% tags=["check"]
q.win_back.check(win_back)

# %% [markdown] tags=["solution"]
# These customers bought often and have been silent for long. A list of ids is what a
# mailing house needs; the names of the segments are for people.

# %% [markdown]
# ## 6. Is it any good?
#
# Whatever happened in question 5, this hands you the right segments:

# %%
segments = q.checkpoint("segments")
plots.show(plots.segment_sizes(segments))

# %% [markdown]
# Now open the drawer: **for each segment, which share bought between 1 July and
# 31 December 2024?** Be careful with the days.

# %%
rate_after = ...
### BEGIN SOLUTION
rate_after = kpis.by_segment(
    kpis.purchase_rate, orders, segments, start="2024-07-01", end="2024-12-31"
)
### END SOLUTION

# %% tags=["check"]
q.rate_after.check(rate_after)

# %% [markdown] tags=["solution"]
# The segments were made on 30 June, and the rates count from 1 July: this is a test, and
# the segments could have failed it. The picture for Ms Okafor:

# %% tags=["solution"]
plots.show(plots.kpi_by_segment(rate_after))

# %% [markdown]
# ## 7. The decision
#
# Ms Okafor has catalogues for about a fifth of the customers. **Write her three or four
# sentences:** who gets one, what makes you think so, what you do not know, and how you
# will find out. Nobody grades this: after your attempt, `q.decision.rubric()` shows what
# to look for, and `q.decision.solution()` a strong and a weak example.

# %%
decision = ...
### BEGIN SOLUTION
decision = q.decision.strong
### END SOLUTION

# %% tags=["check"]
q.decision.check(decision)

# %% [markdown]
# ## One more, on another firm
#
# A dentist's patients are asked to come twice a year. What would recency mean there?
# Would you compare patients with each other (RFM) or with a rhythm (life cycle), and
# what would you hold back to find out whether your reminder works?

# ---
# id: "07"
# title: "Behavioural segmentation: what customers do"
# minutes: 45
# objectives:
#   - turn orders into recency, frequency and monetary value, scores and named segments
#   - choose cut points at which you would act differently, and explain any customer's segment
#   - judge segments on what came after, never on the data that made them
# prerequisites: ["00"]
# data: [orders]
# inventory: ["118", "119", "121", "124", "125", "128", "132", "133", "134", "143", "145", "149", "151"]
# tracks: [core]
# widget: explore_rfm_grid
# ---
# %% [markdown]
# ## The question
#
# A catalogue costs money to print and post, and there is enough of it for some of the
# customers, not for all. The head of customer marketing, Ms Okafor, wants a list. *Who
# gets one?*
#
# You could ask customers how loyal they are. You could guess from their age. Or you
# could look at what they have done: when they last bought, how often, and for how
# much. Behaviour is the best single guide to behaviour. It is not a perfect one, and
# this lesson also shows how to find out how good it is, without fooling yourself.

# %%
import pandas as pd
import seaborn as sns

from segkit import datasets, features, kpis, models, plots, widgets
from segkit.practice import unit07 as q

# %% [markdown]
# To work on your own customers, put the path of your order file between quotation
# marks. Everything below then runs on it.

# %%
DATA = None  # or "my_orders.csv"
orders = datasets.orders(DATA)
orders[["customer_id", "ordered_at", "amount"]].head()

# %% [markdown]
# ## Stand on a day in the past
#
# Suppose we used all of these orders to find our best customers, and then announced
# that they bought a lot. Of course they did: that is how we chose them. To learn
# whether a segmentation is *useful*, it must say something about orders that it has
# not seen.
#
# So we pick a day in the past, `as_of`, group customers by what they had done until
# then, and keep everything later in a drawer.

# %%
split = features.holdout(orders, days=180)
split

# %% [markdown]
# ## One customer by hand
#
# Before any library: one person, three questions. When did she last buy, how often,
# and for how much?

# %%
past = orders[orders["ordered_at"] < pd.Timestamp(split.start)]
someone = past["customer_id"].iloc[0]
hers = past[past["customer_id"] == someone]
hers[["ordered_at", "amount"]]

# %%
last = hers["ordered_at"].max().normalize()
days = (pd.Timestamp(split.as_of) - last).days
n_orders = hers["ordered_at"].nunique()  # lines of one order share their time
print(f"{days} days ago, {n_orders} orders, {hers['amount'].sum():.2f} spent")

# %% [markdown]
# `features.customers` does this for everybody. Two orders on one day, refunds, missing
# values: its help text (`features.customers?`) says how each is treated. Our customer
# comes out the same:

# %%
X = features.customers(orders, as_of=split.as_of)
X.loc[someone, ["recency_days", "n_orders", "monetary_amount"]]

# %% [markdown]
# **Recency, frequency, monetary value**: RFM. Direct mailers found these three in the
# 1960s, with card indexes, because a catalogue to the wrong address was money in the
# bin. They still carry most of what an order history knows.
#
# First look, in plain pandas and seaborn:

# %%
ax = sns.histplot(X, x="recency_days", bins=40)
ax.set(title="How long ago customers last bought", xlabel="days", ylabel="customers")
plots.show(ax)

# %% [markdown]
# And the same kind of picture from the kit, for money. Look at the shape: most spend
# little, a few spend a great deal, and the mean lies far from the typical customer.

# %%
plots.show(plots.distribution(X["monetary_amount"], log=True))

# %% [markdown]
# ## From numbers to scores
#
# Days, orders and euros cannot be added up. Scores can be compared: rank everybody, cut
# the ranking into five, and give 5 to the best fifth. There is one catch. Many customers
# have exactly one order, and they fill more than a fifth of the ranking. Equal
# customers must get equal scores, so some scores are left empty:

# %%
scores = features.rfm(orders, as_of=split.as_of)
scores.groupby("n_orders")["f_score"].agg(["min", "max", "size"]).head(4)

# %% [markdown]
# Software that insists on five equal groups draws a line through the middle of the
# one-order customers, and which side a person falls on then depends on the order of the
# rows in your file.
#
# ## From scores to segments
#
# Five times five times five scores are 125 kinds of customer: too many to write to. The
# model below maps each of the 125 to one of eleven segments with names that people in
# marketing use. No combination is left out, and none is in two.

# %%
model = models.BehaviouralSegmenter(method="rfm").fit(X)
segments = model.assign(X)
model.segments_

# %%
plots.show(plots.segment_sizes(segments))

# %% [markdown]
# Size is one thing, money another. Where the hatched bar is the longer one, a segment
# brings in more than its share of the customers.

# %%
plots.show(plots.segment_value(segments, X["monetary_amount"]))

# %% [markdown]
# You should be able to tell anybody why a customer is where she is. If you cannot
# explain a segment to the person who will write to it, do not use it.

# %%
model.explain(X, someone)

# %% [markdown]
# ## Where should the lines be?
#
# The five cuts are a convention. Move them, and watch how many people change group. Ask
# at each step: would I write a different letter to the two sides of this line?

# %%
widgets.explore_rfm_grid(X)

# %% [markdown]
# Check yourself, inside the lesson. Replace `...` by True or False: *a customer with a
# recency score of 5 bought longer ago than one with a score of 1.*

# %%
longer_ago = ...

# %% tags=["check"]
q.score_direction.check(longer_ago)

# %% [markdown]
# ## Is it any good?
#
# Here is a table that has ended many a presentation: the share of each segment that
# bought **during the days that made the segments**.

# %%
made_by = kpis.by_segment(
    kpis.purchase_rate, orders, segments, start=split.first_day, end=split.as_of
)
print(made_by.attrs["heading"])
print(f"smallest rate of any segment: {made_by['value'].min():.0%}")

# %% [markdown]
# Every segment has a rate of 1. It could not be otherwise: to be in the table, a
# customer must have bought. The heading says it: this describes, it does not test. A
# comparison with the data that made the segments is **circular**, also when it is less
# obvious than here ("our champions spend ten times as much").
#
# Now open the drawer. The same segments, the same question, and the days that nobody
# had seen:

# %%
came_after = kpis.by_segment(
    kpis.purchase_rate, orders, segments, start=split.start, end=split.end
)
came_after[["value", "low", "high", "n"]].round(3)

# %%
plots.show(plots.kpi_by_segment(came_after))

# %% [markdown]
# This is evidence. The dots are the share that bought again, the lines are what else
# is compatible with the data. Segments that do not overlap differ in what they *will
# do*, not only in what they did. Three things to notice:
#
# - No segment reaches 1. The best customers of the past are good customers of the
#   future, and never quite as good as they looked: part of what made them stand out was
#   chance. This is called regression to the mean.
# - Names promise, data decide. *At risk* and *Cannot lose them* sound like people who
#   wait for a letter. Compare their rates with that of *Lost*: after so long a silence,
#   having been a good customer says little. Whether a letter would change that, only a
#   test can tell.
# - Some neighbours are hard to tell apart. If two segments behave alike and would get
#   the same letter, they are one segment.

# %% [markdown]
# ## Eighty-twenty?
#
# "80 % of the revenue comes from 20 % of the customers" is repeated in every
# textbook. It is a claim about *your* customers, and you can test it.

# %%
plots.show(plots.pareto_curve(X["monetary_amount"]))

# %% [markdown]
# ## A second model: the life cycle
#
# RFM compares customers with each other: there is always a best fifth, even in a dying
# shop. A **life cycle** compares each customer with a rhythm: new, regular, VIP,
# lapsing, lost. If nothing else is said, the thresholds come from how many days usually
# lie between two purchases in this data.

# %%
cycle = models.BehaviouralSegmenter(method="lifecycle").fit(X)
cycle.segments_[["name", "rule", "size", "share"]]

# %%
after_cycle = kpis.by_segment(
    kpis.purchase_rate, orders, cycle.assign(X), start=split.start, end=split.end
)
plots.show(plots.kpi_by_segment(after_cycle))

# %% [markdown]
# ## When do they buy?
#
# Timing is behaviour too. If a message can go out at any hour, this is where to start
# looking, and a test is how to finish.

# %%
plots.show(plots.orders_by_hour(past))

# %% [markdown]
# ## Going further: let the data draw the lines
#
# k-means looks for groups of customers who are close in recency, frequency and money,
# after taking logarithms (money and orders are very uneven) and putting the three on
# one scale. The segments get no names from theory; they are described by their centres.

# %%
kmeans = models.BehaviouralSegmenter(method="kmeans", n_segments=4, random_state=0)
clusters = kmeans.fit(X).assign(X)
kmeans.segments_[["name", "size", "share"]]

# %%
pd.crosstab(segments, clusters)

# %% [markdown]
# Neither table is "the truth". Unit 13 asks whether clusters like these are real; here
# it is enough that the same test decides: what came after?

# %% [markdown]
# ## Pitfall
#
# **Never judge segments on the data that made them.** Whenever somebody shows you that
# segments differ, ask one question: *were these numbers already known when the segments
# were made?* If yes, the chart would look the same if the segments were worthless.

# %% [markdown]
# ## Key points
#
# - Recency, frequency and monetary value come from orders alone; fix `as_of` first.
# - Equal customers get equal scores.
# - Cut points are a choice: choose those at which you would act differently.
# - Hold the last months back, and judge segments on what came after, with intervals.
# - A model that you can explain to the person who writes the letter beats one that you
#   cannot.
#
# ## The decision
#
# One sentence to Ms Okafor, with what you know now: *send the catalogue to the segments
# whose purchase rate in the held-back months is clearly above the average of all, and
# hold back a tenth of each by lot, so that next time we know what the catalogue itself
# did.*
#
# **And elsewhere?** A dentist's patients come twice a year, whatever their
# enthusiasm. What would recency mean there, and which of the two models would you
# choose? (The exercise asks.)
#
# **Next:** the exercise `07_behavioural`.

# ---
# id: "13"
# title: "Are they real? Segments that come back"
# minutes: 45
# objectives:
#   - find out whether segments come back in another sample, all of them and one by one
#   - choose how many segments to use, and say so when the answer is none
#   - describe segments without testing the columns that made them, and say what they are worth
# prerequisites: ["07"]
# data: [orders]
# inventory: ["360", "361", "363", "374", "422", "423", "425", "426", "431"]
# tracks: [core]
# widget: explore_n_segments
# ---
# %% [markdown]
# ## The question
#
# Ms Haddad runs the web shop. She has paid an agency for a segmentation: five
# segments, five names, five posters in the corridor. From next month her team is to
# write five different newsletters. Before that, she asks you: *are they real?*
#
# You cannot tell from the posters. Ask any clustering program for five segments and you
# get five, whatever the customers are like. This lesson shows how to find out.

# %%
import numpy as np
import pandas as pd
import seaborn as sns
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

# %%
from segkit import datasets, evaluation, features, models, plots, widgets
from segkit.practice import unit13 as q

# %% [markdown]
# ## What the agency handed over
#
# A file with one row per customer, nine habits over a year:

# %%
habits = q.checkpoint("habits")
habits.head()

# %% [markdown]
# The columns have different units. So that none counts more than another, each is
# measured from its mean, in standard deviations. Then **k-means** looks for five centres
# such that customers lie near theirs.

# %%
Z = (habits - habits.mean()) / habits.std()
agency = KMeans(5, n_init=10, random_state=0).fit(Z)
centres = pd.DataFrame(agency.cluster_centers_, columns=Z.columns)

# %%
ax = sns.heatmap(centres.T, center=0, cmap="vlag", annot=True, fmt=".1f")
ax.set(title="The agency's five segments (0: as all customers)", xlabel="segment")
plots.show(ax)

# %% [markdown]
# Every segment stands out somewhere, so a name is quickly found: *Regulars* who come
# often and look at many pages, *Big Baskets*, *The Quiet Ones*, *Lingerers* who stay
# long, *Weekend Bargain Hunters*. Everybody in the team knows such a person. The
# agency's last slide adds that the segments differ significantly in all nine habits.
#
# None of this is evidence, and by the end of this lesson you will know why.

# %% [markdown]
# ## Ask another sample
#
# These are the customers of one year. Next year's will be others, of the same kind. If
# the segments are real, another sample of customers gives the same segments.
#
# We have no other sample, but we can make one: draw as many customers from the file,
# each time from all of them, so that some come twice and some not at all. This is a
# **bootstrap** sample. We draw two, divide each on its own, and sort *all* customers
# into both divisions.

# %%
one = Z.sample(frac=1, replace=True, random_state=1)
two = Z.sample(frac=1, replace=True, random_state=2)
a = KMeans(5, n_init=10, random_state=0).fit(one).predict(Z)
b = KMeans(5, n_init=10, random_state=0).fit(two).predict(Z)
pd.crosstab(a, b)

# %% [markdown]
# Rows are the segments of the first sample, columns those of the second. The numbers
# are only names: segment 0 of one may be segment 3 of the other. If the segments were
# the same, each row would have all its customers in one cell, wherever that cell is.
# They are spread instead.
#
# ## One number for it
#
# Comparing the numbers directly would be a mistake, since they are only names. But take
# any *two* customers: are they together, or apart? That question has an answer in each
# division, whatever the segments are called.

# %%
together_a = a[:, None] == a
together_b = b[:, None] == b
print(f"same number: {(a == b).mean():.0%} of customers")
print(f"treated alike: {(together_a == together_b).mean():.0%} of pairs")

# %% [markdown]
# The second number looks good, and is not. With five segments most pairs are apart in
# any division, so two divisions made by lot would also agree on most pairs. The
# **adjusted Rand index** takes that off: 1 means the same segments, 0 no more than by
# chance. Scikit-learn has it, and segkit gives the same from the cross-table:

# %%
print(f"{adjusted_rand_score(a, b):.3f}")
print(f"{evaluation.adjusted_rand(pd.crosstab(a, b).to_numpy()):.3f}")

# %% [markdown]
# As a rule of thumb, from .80 on two divisions count as the same. This pair is far from
# it.
#
# ## Many pairs, and every number of segments
#
# One pair may be bad luck, and five may be the wrong number. `evaluation.stability` does
# what we did by hand, with ten pairs of samples for each number of segments.

# %%
pairs = evaluation.stability(
    KMeans(n_init=3), Z, n_segments=range(2, 8), n_pairs=10, random_state=0
)
plots.show(plots.stability(pairs))

# %% [markdown]
# No number of segments comes near the line. It is not the agency's five that are wrong:
# with any other number, too, another sample would tell another story, with other
# posters.
#
# ## Compared with nothing
#
# Is this agreement little? Compare it with what you get where there is *certainly*
# nothing. `evaluation.null_comparison` makes up customers with the same spreads and the
# same correlations but without any groups, one single cloud, and divides them in the
# same way, nineteen times over.

# %%
nothing = evaluation.null_comparison(
    KMeans(n_init=3), Z, n_pairs=10, sample=500, random_state=0
)
plots.show(plots.null_comparison(nothing))

# %% [markdown]
# The line of the agency's customers runs inside the grey band: they behave like
# customers without groups. `evaluation.are_they_real` puts it into words:

# %%
evaluation.are_they_real(KMeans(n_init=3), Z, n_pairs=10, random_state=0)

# %% [markdown]
# And nothing is what there is. The file is one of segkit's own, called
# `no_structure_customers`. This is how it was made:

# %%
datasets.truth("no_structure_customers").describe().round(2)

# %% [markdown]
# Three numbers for each customer, each from one bell curve, and not a single group.
# Everything on the posters was made by k-means. It always finds segments: that is what
# it does. (Many customers and small p-values are no help, as you will see below.)
#
# ## Your own customers
#
# Now the shop's own orders. To work on yours, put the path of your order file between
# quotation marks; everything below then runs on it. As in unit 07 we stand on a day in
# the past and keep what came after in a drawer.

# %%
DATA = None  # or "my_orders.csv"
orders = datasets.orders(DATA)
split = features.holdout(orders, days=180)
X = features.customers(orders, as_of=split.as_of)
orders[["customer_id", "ordered_at", "amount"]].head(3)

# %% [markdown]
# Recency, frequency and money, in logarithms because orders and money are very uneven,
# and on one scale:

# %%
columns = ["recency_days", "n_orders", "monetary_amount"]
logs = np.log1p(X[columns].clip(lower=0))
logs = (logs - logs.mean()) / logs.std()

# %%
ours = evaluation.null_comparison(
    KMeans(n_init=3), logs, n_pairs=10, sample=500, random_state=0
)
plots.show(plots.null_comparison(ours))

# %% [markdown]
# Look at both line and band. With some numbers of segments, samples of our customers
# agree well. But so do many of the made-up ones: whoever buys often has usually spent
# much and been here lately, so the cloud is long, and a long cloud is cut at the same
# places each time. **That segments come back does not prove that there are groups.**
# For groups, the segments must also lie further apart than parts of one cloud do. The
# *silhouette* measures that: how much nearer customers are to their own segment than to
# the next.

# %%
plots.show(plots.null_comparison(ours, figure="silhouette"))

# %% [markdown]
# Here the line leaves the band: there is more than one cloud. In words:

# %%
evaluation.are_they_real(KMeans(n_init=3), logs, n_pairs=10, sample=500, random_state=0)

# %% [markdown]
# There are three possible verdicts, and each is useful:
#
# | answer | what it means | what to do |
# |---|---|---|
# | natural segments | they come back, and there are gaps between them | use them |
# | reproducible segments | they come back; the borders are a choice | use them, and say so |
# | no stable segments | another sample gives others | divide by a rule of your own, or ask better questions |
#
# Check yourself. Replace `...` by True or False: *two samples of a customer file agree
# by .90 on its three segments, so there are three groups of customers in it.*

# %%
groups = ...

# %% tags=["check"]
q.groups.check(groups)

# %% [markdown]
# Now move the number of segments, then change the customers. At which numbers does the
# dot leave the grey bar, and pass the line? And would the picture on the left have told
# you? (So that it answers at once, it takes 300 customers only.)

# %%
both = {"the agency's file": Z, "our customers": logs}
widgets.explore_n_segments(both, n_segments=5)

# %% [markdown]
# ## Which number, then?
#
# Not the one with the smallest distances within segments: those fall with every further
# segment, in any data, until each customer is a segment. The verdict names the number on
# which samples agree best, which is often the smallest. Of all numbers on which they
# agree, take one that your team can serve: every segment costs a newsletter, a calendar
# and somebody who cares, and dozens of segments help nobody.
#
# We take four. The model of unit 07 prepares the columns in the same way, and gives the
# segments names. Now each on its own: which part of it do other samples find again?

# %%
model = models.BehaviouralSegmenter(method="kmeans", n_segments=4, random_state=0)
segments = model.fit(X).assign(X).cat.remove_unused_categories()
again = evaluation.segment_stability(model, X, n_pairs=10, random_state=0)
plots.show(plots.segment_stability(again, names=list(segments.cat.categories)))

# %% [markdown]
# In other data one segment may be solid while its neighbours are not. Then target the
# solid one.
#
# ## What are they like?
#
# The segments were made so that they differ in recency, frequency and money. To *test*
# whether they do is circular. Here is what such a test says of the agency's file, in
# which there is nothing:

# %%
posters = pd.Series(agency.labels_, Z.index, name="poster").astype("category")
circular = evaluation.profile(posters, habits, made_from=[])
print(f"largest of nine p-values: {circular.tests['p_value'].max():.0e}")

# %% [markdown]
# Highly significant, on noise. This was the agency's last slide. So `profile` wants to
# know which columns made the segments. These are described, without p-value; only the
# others are tested. Two of our own: did the customer come back in the months that nobody
# had seen, and was the first order on a weekend?

# %%
later = orders[orders["ordered_at"] >= pd.Timestamp(split.start)]
table = X[columns].copy()
table["came_back"] = X.index.isin(later["customer_id"])
first_day = X["first_order_date"].dt.day_name()
table["began_on_weekend"] = first_day.isin(["Saturday", "Sunday"])

# %%
profile = evaluation.profile(segments, table, made_from=columns)
plots.show(plots.profile(profile.table))

# %%
profile.tests[["test", "p_holm", "effect_name", "effect", "low", "high"]].round(3)

# %% [markdown]
# Read the effect before the p-value: with thousands of customers, a difference that
# nobody would notice is significant. The effect here is Cramér's V, from 0 (the segments
# are alike) to 1; below .1 there is hardly anything.
#
# A column that is *computed* from one that made the segments made them too. Spending per
# order would look like a discovery, and is not.
#
# ## How large, and what do they bring?

# %%
worth = evaluation.size_and_value(segments, X["monetary_amount"])
worth[["n", "share", "value_share", "per_head"]].round(2)

# %%
plots.show(plots.size_and_value(worth))

# %% [markdown]
# The area of a circle is the segment's share of the money. The largest circle draws the
# eye, and yet the largest or richest segment need not be the best target. Whoever buys
# anyway needs no letter. What a segment is worth *to you* is what it does differently
# because of you, and only a test can tell.
#
# ## Crossed with something else
#
# A cross-table is the plainest tool of all: two columns, and how often each pair occurs.
# The segments, and who came back:

# %%
crossed = evaluation.crosstab(segments, table["came_back"], minimum=5)
crossed

# %%
plots.show(plots.crosstab(crossed.table))

# %% [markdown]
# Three rules for reading one:
#
# - Which total is 100 %? Here it is the row: of *this* segment, so many came back. The
#   other way round, of those who came back so many are in this segment, favours large
#   segments.
# - How strong is it? Cramér's V says so, the p-value does not.
# - How many people is that? A share of three people is an anecdote, and somebody may
#   recognise them: cells of fewer than five (`minimum=5`) would be blank.

# %% [markdown]
# ## Going further: other ways to ask how many
#
# Distances, silhouette, and the **gap statistic**, which compares the distances with
# those of customers spread evenly; models with a likelihood, such as latent classes,
# have a BIC as well. They often disagree. None of them asks another sample.

# %%
numbers = evaluation.how_many(
    KMeans(n_init=3), logs, n_segments=range(2, 8), sample=500, random_state=0
)
plots.show(plots.how_many(numbers))

# %% [markdown]
# ## Going further: few customers
#
# The fewer customers, the less two samples agree, also where segments are real. Four
# segments again, from a handful of the same customers:

# %%
few = logs.sample(min(60, len(logs)), random_state=0)
small = evaluation.stability(
    KMeans(n_init=3), few, n_segments=[4], n_pairs=20, random_state=0
)
print(f"{len(few)} customers: two samples agree by {small['ari'].mean():.2f}")

# %% [markdown]
# With few customers ask for few segments, or divide by a rule that you can defend.
#
# ## Going further: segments across solutions, and customers in between
#
# A segment that stays together while you ask for more of them is a safe target. The
# width of a line says which part of a segment comes from which.

# %%
across = evaluation.solutions_stability(
    KMeans(n_init=3), logs, n_segments=range(2, 7), random_state=0
)
plots.show(plots.solutions_stability(across.segments, across.flows))

# %% [markdown]
# And some customers are half-way between two segments, in any segmentation. Treat them
# alike, or let them choose.

# %%
evaluation.undecided(evaluation.shadow(model, X))[["n", "undecided_rate"]].round(2)

# %% [markdown]
# ## Pitfall
#
# **A method that always finds segments is no evidence that there are any.** Nor is a
# good name, a significant difference in the columns that made them, or a team that
# recognises itself. Ask for two things: *another sample*, and *a comparison with
# nothing*.

# %% [markdown]
# ## Key points
#
# - k-means finds five segments in noise, if you ask for five.
# - Segments are worth a plan if another sample gives the same ones: agreement from .80
#   on, adjusted for chance.
# - Segments that come back are not always groups: compare with customers without groups.
# - Describe the columns that made the segments; test only the others, and read the
#   effect before the p-value.
# - The largest segment, or the richest, is not always the best target.
#
# ## The decision
#
# One sentence to Ms Haddad: *take the posters down, because another sample of the same
# customers gives other segments; until we ask customers better questions, write to the
# segments of their purchases, which come back and differ in what they did afterwards.*
#
# **And elsewhere?** A museum has ninety members who answered forty questions. A program
# reports six segments with a silhouette of .2. What would you ask before anybody prints
# six leaflets? (The exercise asks.)
#
# **Next:** the exercise `13_are_they_real`.

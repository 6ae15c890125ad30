# ---
# id: "13"
# title: "Are they real? Segments that come back"
# minutes: 45
# objectives:
#   - compare two samples, and choose the number of segments on which they agree
#   - tell the columns that made the segments from those that may be tested
#   - say what segments bring and what they wish, per person, and turn it into a memo
# ---
# %% [markdown]
# Ms Haddad has taken the agency's posters down. Now she has asked customers instead: in
# September a research institute showed some of them four benefits at a time, and asked
# which matters most and which least. The institute reports **five segments of needs**.
# Are they real?
#
# Seven questions, about 45 minutes; the last one is a short text. From this unit on the
# cells are blank: replace each `...`, in as many lines as you need, run the check
# beneath, and use `.hint()` freely.

# %%
import pandas as pd
from sklearn.cluster import KMeans

from segkit import datasets, evaluation, features, plots
from segkit.practice import unit13 as q

# %% [markdown]
# One row per respondent, nine scores from -1 (always least important) to 1 (always most
# important). They have the same unit, so nothing needs to be standardised.

# %%
answers = features.needs(maxdiff=datasets.load("maxdiff"))
scores = answers.filter(like="maxdiff_")
scores.describe().loc[["count", "mean", "std"]].T.round(2)

# %% [markdown]
# ## 1. Do two samples agree?
#
# Two samples of the respondents were divided into five segments each, and everybody was
# sorted into both. **How well do the two divisions agree, from 1 (the same) to 0 (as by
# chance)?**

# %%
two_samples = q.checkpoint("two_samples")
two_samples.head()

# %%
pair_agreement = ...
### BEGIN SOLUTION
counts = pd.crosstab(two_samples["first"], two_samples["second"])
pair_agreement = evaluation.adjusted_rand(counts.to_numpy())
### END SOLUTION

# %% tags=["check"]
q.pair_agreement.check(pair_agreement)

# %% [markdown] tags=["solution"]
# `adjusted_rand_score(two_samples["first"], two_samples["second"])` of scikit-learn says
# the same. The cross-table shows where the two disagree: some rows are spread over two
# columns.

# %% tags=["solution"]
counts

# %% [markdown]
# ## 2. Every number of segments
#
# One pair of samples is little, and five is only one number. **For 2 to 8 segments: how
# well do two samples agree, on average over ten pairs?** Give one number for each number
# of segments. (Any seed will do.)

# %%
agreement = ...
### BEGIN SOLUTION
pairs = evaluation.stability(
    KMeans(n_init=3), scores, n_segments=range(2, 9), n_pairs=10, random_state=0
)
agreement = pairs.groupby("n_segments")["ari"].mean()
### END SOLUTION

# %% tags=["check"]
q.agreement.check(agreement)

# %% [markdown] tags=["solution"]
# The mean hides how much pairs differ. The boxes do not:

# %% tags=["solution"]
plots.show(plots.stability(pairs))

# %% [markdown]
# ## 3. How many?
#
# Whatever happened in question 2, these pairs are right. **What is the largest number of
# segments on which two samples still agree, by .80 or more on average?**

# %%
pairs = q.checkpoint("pairs")
pairs.head(3)

# %%
n_segments = ...
### BEGIN SOLUTION
mean = pairs.groupby("n_segments")["ari"].mean()
n_segments = mean[mean >= 0.8].index.max()
### END SOLUTION

# %% tags=["check"]
q.n_segments.check(n_segments)

# %% [markdown] tags=["solution"]
# After that the agreement drops. Are they groups, or only cuts that come again? Compare
# with respondents without groups:

# %% tags=["solution"]
verdict = evaluation.are_they_real(
    KMeans(n_init=3), scores, n_pairs=10, sample=400, random_state=0
)
plots.show(plots.null_comparison(verdict.comparison, figure="silhouette"))

# %% [markdown] tags=["solution"]
# With every number they lie further apart than without groups: there is something. Which
# number to use, the agreement of samples decides.

# %% [markdown]
# ## 4. What may be tested?
#
# This hands you the segments, named for the benefit that each wants most, and what else
# is known of the respondents. **In which columns of `about` may you test whether the
# segments differ?** Give their names.

# %%
segments = q.checkpoint("segments")
about = q.checkpoint("about")
about.head()

# %%
may_be_tested = ...
### BEGIN SOLUTION
made = ["maxdiff_low_price", "maxdiff_fast_delivery", "best_low_price"]
made += ["worst_low_price", "first_choice"]
may_be_tested = about.columns.drop(made)
### END SOLUTION

# %% tags=["check"]
q.may_be_tested.check(may_be_tested)

# %% [markdown] tags=["solution"]
# Needs divide the respondents clearly, and have next to nothing to do with who they are:

# %% tags=["solution"]
profile = evaluation.profile(segments, about, made_from=made, random_state=0)
profile.tests[["test", "p_holm", "effect", "low", "high"]].round(3)

# %% [markdown]
# ## 5. What do they bring?
#
# The respondents' orders of October to December, after the survey. **How much did a
# respondent of each segment spend in these months, on average?** Whoever bought nothing
# spent nothing.

# %%
spent = q.checkpoint("spent")
spent.head()

# %%
per_head = ...
### BEGIN SOLUTION
amounts = spent.groupby("customer_id")["amount"].sum()
amounts = amounts.reindex(segments.index, fill_value=0)
per_head = amounts.groupby(segments, observed=True).mean()
### END SOLUTION

# %% tags=["check"]
q.per_head.check(per_head)

# %% [markdown] tags=["solution"]
# Sizes, money and intervals together. The intervals overlap: nobody can say which of
# these segments spends most. Real segments need not differ in what they are worth.

# %% tags=["solution"]
plots.show(plots.size_and_value(evaluation.size_and_value(segments, amounts)))

# %% [markdown]
# ## 6. Crossed
#
# Everybody who answered the first part of the survey was also asked what they mean to
# buy before the spring. **Of the women, which share says yes to something for the garden
# (`intention_garden`)?**

# %%
wishes = q.checkpoint("wishes")
wishes.head()

# %%
garden_share = ...
### BEGIN SOLUTION
shares = pd.crosstab(wishes["gender"], wishes["intention_garden"], normalize="index")
garden_share = shares.loc["woman", "yes"]
### END SOLUTION

# %% tags=["check"]
q.garden_share.check(garden_share)

# %% [markdown] tags=["solution"]
# A clear difference between women and men, and a small effect: most of what people want
# has nothing to do with their gender. Few respondents are in the third row: a cell of
# fewer than twenty people is blank, and so are as many others as it takes for nobody to
# reckon it back from the totals.

# %% tags=["solution"]
garden = evaluation.crosstab(wishes["gender"], wishes["intention_garden"], minimum=20)
plots.show(plots.crosstab(garden.table))

# %% [markdown] tags=["solution"]
# And a wish that does not depend on gender, for comparison. Always look at both: at how
# strong it is, and at how easily chance would do the same.

# %% tags=["solution"]
evaluation.crosstabs(
    wishes["gender"], wishes, columns=["intention_garden", "intention_office"]
)[["p_holm", "cramers_v", "low", "high"]].round(3)

# %% [markdown]
# ## 7. The memo
#
# Ms Haddad has to choose: the agency's five segments, the institute's five, or something
# else. **Write her three or four sentences:** which segments to work with, what makes
# you think so, what you do not know, and what comes next. Nobody grades this: after your
# attempt, `q.memo.rubric()` shows what to look for, and `q.memo.solution()` a strong and
# a weak example.

# %%
memo = ...
### BEGIN SOLUTION
memo = q.memo.strong
### END SOLUTION

# %% tags=["check"]
q.memo.check(memo)

# %% [markdown]
# ## One more, on another firm
#
# A museum has ninety members who answered forty questions. A program reports six
# segments with a silhouette of .2. What would you ask before anybody prints six
# leaflets? And which two segments would you make if the director needs two by Friday,
# and what would you call them honestly?

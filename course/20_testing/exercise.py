# ---
# id: "20"
# title: "Testing on a segment: did the message do it?"
# minutes: 45
# objectives:
#   - say how many customers a test needs, and what it can find with those there are
#   - draw a lot within segments, and find the campaign whose lot was not kept
#   - read a result as an interval and in money, and write the plan of the next test
# ---
# %% [markdown]
# Mr Castellan has given up the winter card for everybody, and taken to testing. Spring is
# next, and he comes with a heap of questions.
#
# Seven of them, about 45 minutes; the last one is a short text. The cells are blank:
# replace each `...`, in as many lines as you need, run the check beneath, and use
# `.hint()` freely.

# %%
import pandas as pd

from segkit import datasets, experiments
from segkit.practice import unit20 as q

# %% [markdown]
# ## 1. How many?
#
# "Of our customers 1.2 % buy from a shelf in five days anyway. Nothing below 1.9 %
# interests me, and I want to be rather sure to see it." So: **how many customers does
# each arm need by the pooled formula, to find a rise from 1.2 % to 1.9 % with a chance
# of 85 %?** (Two-sided, 5 % false alarms.)

# %%
per_arm = ...
### BEGIN SOLUTION
per_arm = experiments.sample_size(0.012, 0.019, power=0.85).n_per_arm
### END SOLUTION

# %% tags=["check"]
q.per_arm.check(per_arm)

# %% [markdown] tags=["solution"]
# Four formulas, four numbers, all of them in use. That is why a plan names its formula:

# %% tags=["solution"]
experiments.sample_sizes(0.012, 0.019, power=0.85)

# %% [markdown]
# ## 2. What is possible?
#
# "But I only want to write to the regulars!" Here is what the regulars who agreed to
# messages did after three campaigns of last autumn: one row for each campaign and
# customer, whether the message was sent or the customer held out.

# %%
history = q.checkpoint("history")
history.head()

# %% [markdown]
# These customers are to be in the next test, half of them held out. **Which is the
# smallest rise of the share who buy that it finds with a chance of 80 %?** (A share of
# 1, such as 0.05 for five points.)

# %%
rise = ...
### BEGIN SOLUTION
n = history["customer_id"].nunique()
base = history.loc[history["arm"] == "held out", "converted"].mean()
found = experiments.detectable_effect(base, n / 2)
rise = float(found)
### END SOLUTION

# %% tags=["check"]
q.rise.check(rise)

# %% [markdown] tags=["solution"]
# In words:

# %% tags=["solution"]
found

# %% [markdown]
# ## 3. Draw the lot
#
# The regulars of today, and how they are divided:

# %%
people = q.checkpoint("people")
people.head()

# %% [markdown]
# **Draw lots within each `segment`: 20 % of each are held out, all others get the
# message.** Give `"held out"` or `"message"` for each customer. (Any lot is right, as
# long as it is one.)

# %%
arms = ...
### BEGIN SOLUTION
shares = {"held out": 0.2, "message": 0.8}
arms = experiments.assign(people["segment"], shares=shares, seed="spring")
### END SOLUTION

# %% tags=["check"]
q.arms.check(arms)

# %% [markdown] tags=["solution"]
# The shares hold in each segment, and what was known before is even:

# %% tags=["solution"]
pd.crosstab(people["segment"], arms, normalize="index").round(3)

# %% tags=["solution"]
experiments.balance(arms, people.drop(columns="segment")).round(3)

# %% [markdown]
# ## 4. Was it kept?
#
# "By the way, one of our old results has been doubted." All campaigns, how many were held
# out and how many got the message, and which share was to be held out:

# %%
sends = datasets.load("sends")
sizes = pd.crosstab(sends["campaign_id"], sends["arm"])
planned = datasets.load("campaigns").set_index("campaign_id")["held_out_rate"]
sizes.join(planned).head()

# %% [markdown]
# **In which campaigns do the arms not have the sizes that were planned?** A customer more
# or less comes from rounding: go by the usual alarm of `experiments.sample_ratio`. Give
# the `campaign_id`s, as a list.

# %%
lot_broken = ...
### BEGIN SOLUTION
lot_broken = []
for campaign, row in sizes.join(planned).iterrows():
    shares = [row["held_out_rate"], 1 - row["held_out_rate"]]
    if experiments.sample_ratio(row[["held out", "message"]], shares).mismatch:
        lot_broken.append(campaign)
### END SOLUTION

# %% tags=["check"]
q.lot_broken.check(lot_broken)

# %% [markdown] tags=["solution"]
# There the shop drew half and half, and yet:

# %% tags=["solution"]
sizes.loc[lot_broken]

# %% [markdown]
# ## 5. What did the thank-you do?
#
# In August a thank-you with ten per cent off went to customers with three orders or more;
# 30 % were held out. **By how much did it raise the share who bought? Give the lower and
# the upper end of the 95 % interval,** as shares of 1.

# %%
thanks = q.checkpoint("thanks")
thanks.head()

# %%
interval = ...
### BEGIN SOLUTION
counts = thanks.groupby("arm")["converted"].agg(["sum", "size"]).astype(int)
held_out, message = counts.loc["held out"], counts.loc["message"]
effect = experiments.compare_rates(*held_out, *message, names=("held out", "message"))
interval = (effect.low, effect.high)
### END SOLUTION

# %% tags=["check"]
q.interval.check(interval)

# %% [markdown] tags=["solution"]
# The whole sentence. Mind its last part: *not told apart* is not *the same*.

# %% tags=["solution"]
effect

# %% [markdown]
# ## 6. Free delivery
#
# The web shop tested free delivery (B) against the old fee (A). Its owner has
# already ordered cake: more visitors order. `margin_amount` is what is left after goods
# and parcels, and 0 for those who did not order. **What does B change in the margin per
# visitor, in euros?**

# %%
delivery = q.checkpoint("delivery")
delivery.head()

# %%
margin_gain = ...
### BEGIN SOLUTION
per_visitor = delivery.groupby("variant")["margin_amount"].mean()
margin_gain = per_visitor["B"] - per_visitor["A"]
### END SOLUTION

# %% tags=["check"]
q.margin_gain.check(margin_gain)

# %% [markdown] tags=["solution"]
# Orders and margin side by side. Both are beyond chance, and they point in opposite
# directions: choose *before* the test which of them decides.

# %% tags=["solution"]
measures = [experiments.Rate("converted"), experiments.Money("margin_amount")]
seen = experiments.analyse(delivery, measures, unit="unit_id").table
seen[["metric", "control", "treatment", "difference", "low", "high"]].round(3)

# %% [markdown]
# ## 7. The plan
#
# Mr Castellan wants to write to the regulars in spring: news from the garden, as a text
# message that costs 0.09 EUR. **Write him the plan of the test,** on one page at most:
# what you expect and why, who is in it and how the lot falls, what is measured and how
# many customers that takes, when it is read, and what will be decided. Nobody grades
# this: after your attempt, `q.plan.rubric()` shows what to look for, and
# `q.plan.solution()` a strong and a weak example.

# %%
plan = ...
### BEGIN SOLUTION
plan = q.plan.strong
### END SOLUTION

# %% tags=["check"]
q.plan.check(plan)

# %% [markdown]
# ## One more, on another firm
#
# A gym has 400 members who have not come for a month. It wants to call them: a call costs
# six euros, and about five of a hundred come back by themselves each month. What would
# you measure, and until when? Is half of 400 enough? And what do you tell the owner, who
# would rather call the nice ones first?

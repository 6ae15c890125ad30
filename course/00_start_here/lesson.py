# ---
# id: "00"
# title: "Start here: the whole game in 25 minutes"
# minutes: 25
# objectives:
#   - "play the whole game once: one goal, one group, one message, one result, one decision"
#   - say why a hold-out and an interval belong to every result
#   - use check and hint, and find your way through the course
# prerequisites: []
# data: [small_shop]
# inventory: ["1", "8", "27", "42", "74", "79", "296", "297", "434", "436", "437"]
# tracks: [evening, core]
# widget: explore_course_map
# ---
# %% [markdown]
# ## Sixty names on a list
#
# Nora sells tea. She has a small website, a stall at the summer fair, and a list of
# sixty people who gave her their address. It is **Monday, 2 September 2024**. Tea for
# the winter has arrived, and Nora has an hour this week to write to somebody.
#
# To whom? And what should she say?
#
# Most small firms write to everybody and say the same thing. Some of the sixty bought
# last week and know the shop well; some bought once in the spring and have forgotten
# it; some have never bought at all. One letter cannot be right for all of them.
#
# **Customer segmentation** is deciding who gets what, on purpose, and finding out
# whether it worked. You will do it once from end to end in the next 25 minutes:
# one goal, one group, one message, one result, one decision. Everything after this
# unit makes one of those five steps better.

# %%
from segkit import datasets, features, kpis, plots, practice, widgets
from segkit.practice import unit00 as q

# %% [markdown]
# ## What Nora knows
#
# Three spreadsheets, as many shops have them: who signed up, who bought, and what
# happened to each e-mail.

# %%
shop = datasets.load("small_shop")
print(len(shop["subscribers"]), "people on the list")
shop["subscribers"].head()

# %%
shop["orders"].tail()

# %% [markdown]
# Nora can only decide on what she knew on the morning of 2 September. So we put every
# later order aside and do not look at it until the end. `as_of` is the last day that
# counts.

# %%
as_of = "2024-09-01"
customers = features.customers(shop["orders"], as_of=as_of)
customers[["recency_days", "n_orders", "monetary_amount"]].describe().round(1)

# %% [markdown]
# One row per customer now, instead of one row per order. `recency_days` is how long ago
# somebody last bought, `n_orders` how often they did, and `monetary_amount` what they
# spent, in euros. What does the list look like?

# %%
counts = customers["n_orders"].value_counts().sort_index()
ax = counts.plot.bar(xlabel="orders so far", ylabel="customers", rot=0)
ax.set_title("Most of Nora's customers have bought once")
plots.show(ax)

# %%
once = (customers["n_orders"] == 1).sum()
print(f"{once} of {len(customers)} customers have bought exactly once;")
print(f"25 of them would be {25 / once:.0%}")

# %% [markdown]
# ## One goal
#
# "Sell more" is a wish. A goal says **what** is counted, **how much** of it, and **by
# when**, so that on a certain day anybody can say yes or no.
#
# The largest group above bought once and never again. Bringing a first-time buyer back
# costs a letter; finding a new one costs an advertisement. Nora decides:
#
# > **25 second purchases in the next 45 days.**
#
# Is that too much to ask? The last line above gives a hint. Remember it when the result
# is in.

# %% [markdown]
# ## One group
#
# Not everybody is equally likely to listen. Somebody who bought tea two weeks ago still
# has the tin on the shelf. So the group is simple enough to explain in one breath:
# **everybody who bought in the last 30 days.** By hand, that is one line:

# %%
recent = customers[customers["recency_days"] < 30]
len(recent)

# %% [markdown]
# Three habits are hidden in this line. It counts *customers* and not orders, because a
# letter goes to a person. It counts back from `as_of` and not from today, so that it
# gives the same answer next year. And it says `< 30`: with 1 September as day 0, the
# thirty days are day 0 to day 29.
#
# Who are they?

# %%
recent["n_orders"].value_counts().rename("customers")

# %% [markdown]
# Most of the group are first-time buyers: many of them bought at the summer fair in the
# middle of August. The group serves the goal.

# %% [markdown]
# ## One message
#
# Same shop, same tea, same offer, but the first sentence shows that Nora knows to whom
# she is writing:
#
# | to everybody | to the group |
# |---|---|
# | *Newsletter no. 47: our new winter teas* | *You have tried us once: which of our winter teas is yours?* |
# | Dear customer, the winter teas have arrived. | Thank you for coming by this August. The winter teas are here, and since you are only just getting to know us: which one is for you? Three questions, one answer. |
#
# And now the step that most firms leave out. Nora does **not** write to all of the
# group. She draws lots: two thirds get the message, one third gets nothing for now.
# Without these people, the **hold-out**, she would never know how many would have come
# back anyway. (Those who have not agreed to e-mail are in neither: no consent, no
# message.)

# %%
mail = shop["email_events"]
mail = mail[mail["message"] == "thank you, recent buyers"]
mail["event"].value_counts()

# %% [markdown]
# ## One result
#
# Forty-five days later. `after` holds what nobody could know on 2 September.

# %%
later = shop["orders"]["ordered_at"].between("2024-09-02", "2024-10-17")
after = set(shop["orders"].loc[later, "customer_id"])
sent = set(mail.loc[mail["event"] == "sent", "customer_id"])
held_out = set(mail.loc[mail["event"] == "held out", "customer_id"])

# %%
period = "2 September to 16 October 2024"
with_message = kpis.purchase_rate(len(sent & after), len(sent), period=period)
with_message

# %%
without = kpis.purchase_rate(len(held_out & after), len(held_out), period=period)
without

# %% [markdown]
# Read the two intervals before you read the two rates. An interval says which rates
# could well have produced what we saw. With so few people both are wide, and they
# overlap: the message *may* have helped a lot, a little, or not at all.
#
# That is not a failure. It is what sixty customers can tell you in 45 days, and it is
# much more than Nora would know without a hold-out. Had she only looked at those who
# got the message, she would have thanked the letter for every purchase, including those
# that would have happened anyway.

# %%
print(f"chance that a person of the group bought: {float(with_message):.0%} with")
print(f"the message, {float(without):.0%} without it")

# %% [markdown]
# And the goal? A second purchase is the first order in these 45 days by somebody who
# had bought exactly once before.

# %%
had_one = set(customers.index[customers["n_orders"] == 1])
second = had_one & after
print(f"{len(second)} second purchases in 45 days; the goal was 25")

# %% [markdown]
# ## One decision
#
# The goal was missed. Was it a bad group, a bad message, or a goal that was out of
# reach? You now have what it takes to answer in one sentence, to a person who can act
# on it:
#
# > *Nora, keep the letter to recent buyers and keep the hold-out; do it again in
# > October with a goal that we can reach, and add up both rounds before you believe it.*
#
# That is the whole game. Real projects have more customers, eight ways of grouping
# them, better messages and sharper tests, but always these five steps.

# %% [markdown]
# ## How this course works
#
# Each unit has a lesson like this one, an exercise and a solution. In an exercise you
# replace `...` by your answer and run the check beneath it. It tells you what it thinks,
# and a hint is one call away:

# %%
people = ...

# %% tags=["check"]
q.group_size.check(people)

# %%
q.group_size.hint()

# %% [markdown]
# What you have done is kept in one file on this computer and nowhere else;
# `practice.progress()` shows it. And here is what is on the way. Choose a track, and
# look at what each unit lets you do.

# %%
widgets.explore_course_map(practice.course())

# %% [markdown]
# ## Key points
#
# - A goal says what is counted, how much, and by when.
# - A group is worth having if you can say in one breath who is in it, and if it serves
#   the goal.
# - Fix `as_of`: decide only on what was known on that day.
# - Keep a hold-out, drawn by lot. It is the only thing that shows what would have
#   happened anyway.
# - Read the interval before the rate. Few customers, wide interval.
#
# **Next:** the exercise `00_start_here` (ten minutes, three questions), then
# unit 07, where the customers of a much larger shop are grouped by what they do.

# ---
# id: "16"
# title: "Personas: a face for a segment, a number behind every line"
# minutes: 40
# objectives:
#   - say with a share, an index and an interval what sets a segment apart, and what does not
#   - write a persona in which every line has its number, its n and its table, and guesses are marked
#   - find what a segment needs and does not buy, and name what a persona hides
# prerequisites: ["07"]
# data: [orders, customers, survey, survey_invitations, feedback, jobs]
# inventory: ["246", "247", "248", "249", "250", "251", "252", "253", "262", "263"]
# tracks: [core]
# widget: explore_persona_browser
# ---
# %% [markdown]
# ## The question
#
# Ms Ferreira leads communication. Last week her team met over coffee and sticky notes,
# and gave the shop's bargain hunters a face. Since then she hangs in the corridor:
#
# > **Léa, 22, student.** Buys on her phone, in our app. Found us on a social network.
# > Never reads e-mail. The planet matters to her. *"I would never pay full price!"*
#
# On Monday the campaign begins: a student discount, clips with other students, paper
# made of leaves. "Everybody here knows a Léa," says Ms Ferreira. *"May I print her?"*
#
# A **persona** stands for a segment, so that a team writes to somebody and not to a
# column. That is worth a lot, and worth nothing if the somebody does not exist. Behind
# Léa's lines there is not one number. By the end of this lesson each has a number and the
# number of customers that it rests on, or is marked as a guess.

# %%
import numpy as np
import pandas as pd
import seaborn as sns

# %%
from segkit import datasets, features, models, personas, plots, widgets
from segkit.practice import unit16 as q

# %% [markdown]
# ## Who is meant?
#
# First the segment, as a rule in two lines: three orders or more, and most of them at a
# reduced price.

# %%
shop = datasets.load("orders")
X = features.customers(shop, as_of="2024-12-31")
reduced = (shop["discount_amount"] > 0).groupby(shop["customer_id"]).mean()
X["reduced_rate"] = reduced

# %%
rules = [X["n_orders"] < 3, X["reduced_rate"] >= 0.6]
names = ["once or twice", "bargain hunters"]
segments = pd.Series(np.select(rules, names, "regulars"), X.index, name="segment")
segments.attrs["as_of"] = "2024-12-31"
segments.value_counts()

# %% [markdown]
# ## One line by hand: "a student"

# %%
customers = datasets.load("customers").set_index("customer_id").loc[X.index]
work = customers["occupation_group"]
group = segments.where(segments == "bargain hunters", "all others").rename("group")
percent = 100 * pd.crosstab(work, group, normalize="columns")
percent.round(1)

# %%
bars = percent.stack().rename("percent").reset_index()
ax = sns.barplot(bars, y="occupation_group", x="percent", hue="group")
ax.set(title="What they do", xlabel="of the group (%)", ylabel="")
plots.show(ax)

# %% [markdown]
# The team has seen something: students are more frequent among bargain hunters than
# among all others. How much more, one number tells, the **index**: 100 times the share
# of the segment over the share of all *others*. 100 means as often as among the others,
# 200 twice as often, 50 half as often.

# %%
share, others = percent.loc["students", ["bargain hunters", "all others"]]
print(f"{share:.1f} % are students, of all others {others:.1f} %")
print(f"index {100 * share / others:.0f}")

# %% [markdown]
# Now look at the bar again, and check yourself. Replace `...` by True or False: *the
# index of students among the bargain hunters is far above 100, so most bargain hunters
# are students.*

# %%
most_are = ...

# %% tags=["check"]
q.most_are.check(most_are)

# %%
print(f"{100 - share:.0f} of 100 bargain hunters are not students")

# %% [markdown]
# This is how a **stereotype** is made: something is *more frequent* in a group, and soon
# everybody in the group is like that. Léa is a student; most of those whom she stands for
# are not, and the student discount goes past them. So a line needs two numbers: the share
# says how many they are, the index what sets them apart.
#
# ## How sure is that?
#
# These are the customers of two years. Others of the same kind would have given another
# index. Which ones? Draw as many customers again from each group, some twice and some
# not at all, and compute the index anew. A thousand times.

# %%
rng = np.random.default_rng(16)
student, bargain = work == "students", segments == "bargain hunters"
sides = student[bargain].to_numpy(), student[~bargain].to_numpy()
rates = [[rng.choice(s, s.size).mean() for s in sides] for _ in range(1000)]
low, high = np.quantile([100 * a / b for a, b in rates], [0.025, 0.975])
print(f"95 % of them lie between {low:.0f} and {high:.0f}")

# %% [markdown]
# This is the **interval** of the index. It lies wholly above 100: not a whim of the
# sample. `personas.profile` gives the same for every level of a column, by a formula.

# %%
numbers = ["level", "value", "others", "index", "low", "high", "n"]
table = personas.profile(customers[["occupation_group"]], segments, "bargain hunters")
table[numbers].round(2)

# %% [markdown]
# Read it line by line: `value` is the share of the segment, `n` the customers that it rests
# on. Retired people are neither more nor less frequent as far as anybody can tell, because
# 100 lies between `low` and `high`. A line of that kind does not set the segment apart.
#
# ## All columns at once
#
# The same for everything that the shop knows, with the table that each line comes from.
# A scale of the survey counts as the share who gave one of its two highest answers.

# %%
survey = datasets.load("survey").set_index("customer_id")
stated = ["gender", "occupation_group", "acquired_via", "preferred_frequency"]
wishes = ["benefit_price", "benefit_sustainability", "decision_style", "job_to_be_done"]
habits = ["n_orders", "reduced_rate", "favourite_channel", "return_rate"]
known = {"orders": X[habits], "customers": customers[stated]}
labels = {"reduced_rate": "orders at a reduced price"}

# %%
made_from = ["n_orders", "reduced_rate"]
how = {"survey": survey[wishes], "made_from": made_from, "labels": labels}
profile = personas.profile(known, segments, "bargain hunters", **how)
plots.show(plots.over_index(profile))

# %% [markdown]
# The point is the index, the bar its interval, on a scale on which twice and half as often
# lie equally far from 100. A filled mark is sure *and* large enough to notice. Students
# have a hollow one: the difference is beyond doubt, and it is ten customers in a hundred.
# (The two lines at the top are another matter: see below.)
#
# And Léa, line by line:

# %%
lea = profile["level"].isin(["students", "woman", "app", "social", "weekly"])
lea |= profile["column"] == "benefit_sustainability"
lines = profile[lea]
lines[["label", *numbers, "table"]].round(2)

# %% [markdown]
# - **Student, app, social network**: more often than others, and each of them a minority
#   of the segment. More of them order on the web than in the app.
# - **A woman**: as everywhere. The line says nothing about this segment.
# - **Never reads e-mail**: of those who agree to e-mail, more than half want it *weekly*,
#   far more than others. The workshop had it the wrong way round, and the campaign leaves
#   out the one channel that they ask for.
# - **The planet**: *less* important than to others. Paper made of leaves speaks to somebody
#   else.
#
# Note the n. Lines of the survey rest on those who answered, not on everybody.
#
# ## The columns that made them
#
# Two lines stand at the top of the figure: orders at a reduced price, and the number of
# orders. Of course: that is how they were chosen. Such a column *describes* a segment,
# but it is no finding, and to test it is circular. `made_from` tells `profile` which ones
# these are; `tested` says what it did.

# %%
described = profile[~profile["tested"]]
described[["label", "value", "others", "index", "tested"]].round(2)

# %% [markdown]
# *On the card somebody adds in bold: "buys at a reduced price far oftener than others,
# p < .001". What is wrong with that?* A: nothing, it is the strongest line of the card.
# B: reduced prices made the segment, so describe it and do not test it. C: the p-value
# should be smaller for so many customers. D: it should be the index against all
# customers.

# %%
made_to_differ = ...

# %% tags=["check"]
q.made_to_differ.check(made_to_differ)

# %% [markdown]
# ## A persona of ten people
#
# A few bargain hunters order by telephone. Do they deserve a card of their own?

# %%
by_phone = bargain & (X["favourite_channel"] == "phone")
callers = segments.mask(by_phone, "callers")
few = personas.profile(customers[["occupation_group"]], callers, "callers")
few.loc[few["level"] == "students", numbers].round(2)

# %% [markdown]
# What an index! And what an interval. *Ten customers, six of them students. The team wants
# a card of its own for them. What do you say?* A: print it, six of ten is a clear
# majority. B: print it without the number of customers, it confuses. C: no card; the
# number goes beside the line, or ask more people. D: add customers who nearly order by
# telephone, until they are enough.

# %%
ten_people = ...

# %% tags=["check"]
q.ten_people.check(ten_people)

# %% [markdown]
# ## Nobody is average
#
# If Léa is wrong, why not take the *average* bargain hunter? Call a customer average in a
# column if she lies within three tenths of a standard deviation of the mean. Five
# columns, one after the other:

# %%
five = ["n_orders", "average_order_amount", "recency_days", "tenure_days"]
five = X.loc[bargain, [*five, "weekend_rate"]]
near = ((five - five.mean()) / five.std()).abs() <= 0.3
left = [near.iloc[:, : k + 1].all(axis=1).sum() for k in range(5)]

# %%
ax = sns.barplot(x=left, y=near.columns, color="C0")
title = f"Average in this and all above (of {len(near):,})"
ax.set(title=title, xlabel="customers", ylabel="")
ax.bar_label(ax.containers[0], padding=3)
plots.show(ax)

# %% [markdown]
# Nobody is average in all five. When an air force measured four thousand pilots for the
# seat that fits the average man, it found the same (Daniels, 1952). A mean describes a
# column, not a person.
#
# If you want an example of a customer, take one from the *middle*: the customer to whom
# all others are nearest, and her neighbours. `personas.composite` describes what those
# have in common, so that no real person is shown.

# %%
personas.composite({"orders": X[habits]}, segments, "bargain hunters", labels=labels)

# %% [markdown]
# ## Who answered?
#
# What they *think* only a survey can tell, and a survey is told by those who answer it.

# %%
asked = datasets.load("survey_invitations").set_index("customer_id")
before = features.customers(shop, as_of="2024-09-08")["n_orders"].reindex(asked.index)
bands = pd.cut(before, [0, 1, 2, 5, 10, 999], labels=["1", "2", "3-5", "6-10", "more"])
replied = 100 * asked["answered_on"].notna().groupby(bands, observed=True).mean()

# %%
ax = sns.barplot(x=replied, y=replied.index, color="C0")
ax.set(title="Who answered", xlabel="of those asked (%)", ylabel="orders before")
plots.show(ax)

# %% [markdown]
# Most did not, and least of all those who come seldom. So a survey of "our customers" is
# largely a survey of the regulars. Compare *within* segments, and write the n of those
# who answered on the card. Even then: whoever is angry or busy stays silent, and no
# number on the card knows what they would have said.
#
# ## Whose words?
#
# *"I would never pay full price!"* Who said that? Nobody; the workshop made it up. Real
# words are in the answers to "what nearly stopped you from buying?". But they were
# written to the shop, not to the corridor, and an answer "you may contact me" only allows
# to ask. Ms Ferreira asked. Without a list of those who agreed, `personas.voices` counts
# and quotes nobody.

# %%
texts = datasets.load("feedback").query("kind == 'pain point'")
personas.voices(texts, segments, "bargain hunters")

# %%
agreed = q.checkpoint("agreed")
personas.voices(texts, segments, "bargain hunters", quotable=agreed)

# %% [markdown]
# ## What do they need, and what do they buy?
#
# A persona earns its place on the wall when it changes the range or the message. So put
# two indexes side by side: how often a segment *needs* something, against others, and
# how often it *buys* what would answer that. Which products answer a need is your
# judgement, and you write it down:

# %%
jobs, need = datasets.load("jobs"), "equip a home on a small budget"
answers = {need: ["kitchen", "bedding", "storage", "lighting"]}
gap = personas.product_gap(segments, shop, jobs=jobs, answered_by=answers)

# %%
plots.show(plots.product_gap(gap.gaps))

# %%
columns = ["segment", "n_asked", "need_index", "bought_index", "gap", "low", "high"]
gap.gaps[columns].round(2)

# %% [markdown]
# `gap` is the first index over the second. Above 1: needed more than it is bought, here.
# It may be bought elsewhere, or not exist yet: that is where a new product, a set or a
# guide can begin. For the bargain hunters the gap is an idea and not yet a finding: few
# were asked, and the interval holds 1. Those who came once or twice have a sure one: as
# far as the answers tell, they want a cheap start as often as others, and they buy half
# as much of it.

# %% [markdown]
# ## The card
#
# Now all of it on one card. What no table says, it calls unknown. What *you* add is a
# guess, and marked as one until somebody has tested it.

# %%
about = {"X": {"orders": X[habits]}, "customers": customers[stated], "orders": shop}
about |= {"feedback": texts, "quotable": agreed, **how}

# %%
guesses = {"needs": ["furnishes a first home, or one after a parting"]}
card = personas.persona(segments, "bargain hunters", **about, guesses=guesses)
card

# %% [markdown]
# Every line can be traced: its number, its interval, how many customers, which table.

# %%
card.lines()[["section", "text", "value", "low", "high", "n", "table", "kind"]].round(2)

# %% [markdown]
# Who, then, are the bargain hunters? Women and men, as everywhere, in every kind of work.
# Nearly all of them find low prices important. More of them than of others are equipping
# a home on a small budget, and most are not. They send back twice as much as others, and
# more than half of those who agree to e-mail *ask for it weekly*. Give them a name if it
# helps you to write. The drawing is a pattern made from the segment's name: a photograph
# would tell you an age, a sex and a colour of skin that no table says.
#
# Turn the cards over. Put the regulars beside the bargain hunters. Then ask for more and
# more customers behind a line: which lines go first, and what is left of what people
# *want*?

# %%
others = [personas.persona(segments, one, **about) for one in ["regulars", names[0]]]
widgets.explore_persona_browser([card, *others])

# %% [markdown]
# ## Your own customers
#
# Put the path of your order file between quotation marks, and this part runs on it. An
# order file knows what people do, and nothing of what they think: see how the cards say
# so. First comes the segment that brings most. (Of fewer than ten customers nothing is
# said: it would be about persons.)

# %%
DATA = None  # or "my_orders.csv"
orders = datasets.orders(DATA)
today = orders["ordered_at"].max().normalize()
people = features.customers(orders, as_of=today)
orders[["customer_id", "ordered_at", "amount"]].head(3)

# %%
cycle = models.BehaviouralSegmenter(method="lifecycle").fit(people)
stages = cycle.assign(people).cat.remove_unused_categories()
about_them = people[["n_orders", "average_order_amount", "tenure_days", "weekend_rate"]]
mine = personas.personas_of(stages, X=about_them, orders=orders, made_from=cycle)
mine[0]

# %% [markdown]
# `mine[1]` is the next one, and `widgets.explore_persona_browser(mine)` turns them over.

# %% [markdown]
# ## Going further: many columns, and some look telling
#
# Whoever looks at enough columns finds something. Shuffle the segments, so that they mean
# nothing, and profile the whole survey:

# %%
lot = pd.Series(rng.permutation(segments), segments.index, name="by lot")
nothing = personas.profile(survey, lot, "bargain hunters", made_from=[])
found = (nothing["p_value"] < 0.05).sum(), (nothing["p_holm"] < 0.05).sum()
print(f"{len(nothing)} lines: {found[0]} with p < .05, {found[1]} after Holm")

# %% [markdown]
# **Holm's correction** asks more of each line the more lines there are. `profile` does it
# for all lines together, and a *marker* must pass it and be large enough to notice.
#
# ## Going further: the stereotype, the other way round
#
# Students are more frequent among bargain hunters. So is a student likely to be one?

# %%
print(f"of 100 students {100 * bargain[student].mean():.0f} are bargain hunters,")
print(f"of 100 others {100 * bargain[~student].mean():.0f}")

# %% [markdown]
# More likely than others, and still not likely. What tells groups apart makes a poor guess
# about a person. That is why a demographic line is rarely a reason to write to somebody,
# and what somebody *did* often is: unit 07 is about that.
#
# ## Going further: what the law protects
#
# Convictions, health, origin: a card leaves such columns out, unless you name them one by
# one, and then it says so on the card. The survey has some. These were left out above:

# %%
print("\n".join(nothing.attrs["notes"]))

# %% [markdown]
# Age, gender and family are no such columns, but treating somebody worse for them may be
# unlawful as well. A card that shows them says so.
#
# ## Going further: in their place
#
# An **empathy map** sorts the lines of the card by what they think, feel and do, and
# leaves blank what nobody knows. Fill the blanks with people, not with ideas: talk to
# five of them.

# %%
personas.empathy_map(card)

# %% [markdown]
# ## Going further: colours for the wall
#
# A card may look good without pretending to a face. These colours come from the name of
# the segment, as the portrait does; beside each stands how well letters can be read on it
# (4.5 to 1 is enough for a text, 3 to 1 for a headline):

# %%
personas.palette_card(card)

# %% [markdown]
# ## Pitfall
#
# **A difference is not a portrait.** What is more frequent in a group is not what the
# group is like. Ask of every line: how many are they? Against whom? How sure is that, and
# from how many? Or is it only how the segment was made?

# %% [markdown]
# ## Key points
#
# - A line has a share, an index against the *others*, an interval, an n and a table. What
#   has none is a guess, and is called one.
# - 100 inside the interval: the line sets nobody apart, as far as anybody can tell.
# - Columns that made the segment describe it. They are no findings.
# - Nobody is average in everything. Ten people are no persona.
# - A survey speaks for those who answered; words may be printed only by consent to that.
# - A persona is finished when it changes an offer, a channel or a message.
#
# ## The decision
#
# One sentence to Ms Ferreira: *take Léa down, because most bargain hunters are not
# students and more than half of those who agree to e-mail want it weekly; start with a
# weekly mail of what is reduced for the home, to half of them drawn by lot, and hang up
# the card with the numbers.*
#
# **And elsewhere?** A cosmetics brand has a persona, Camille, 38, because customers from
# 30 to 50 spend more. Which line would you check first, and what would you ask of those
# who did not give their age?
#
# **Next:** the exercise `16_personas`.

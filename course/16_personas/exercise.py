# ---
# id: "16"
# title: "Personas: a face for a segment, a number behind every line"
# minutes: 45
# objectives:
#   - compute the index of a line, and keep the lines that the data bear out
#   - find whom a portrait fits, who answered, and who may be quoted
#   - find a product gap, and write a persona in which every line has its number
# ---
# %% [markdown]
# Léa has come down from the wall, and the mail is weekly now. Ms Ferreira is back with
# her second card. It is for the largest segment of all, those who came **once or
# twice**:
#
# > **Gérard, 68, retired.** Married. Came to us by the store, and orders there. Does not
# > want our e-mail. Once learned gardening, and comes for the garden. *"In my time things
# > were made to last."*
#
# Seven questions, about 45 minutes; the last one is a short text. The cells are blank:
# replace each `...`, in as many lines as you need, run the check beneath, and use
# `.hint()` freely.

# %%
import pandas as pd

from segkit import datasets, personas, plots
from segkit.practice import unit16 as q

# %% [markdown]
# Everybody who ever bought, with the segment on the last day of 2024:

# %%
people = q.checkpoint("people")
segments = people["segment"]
people.head(3).T

# %% [markdown]
# ## 1. One line
#
# "They would rather not hear from us so often." Whoever agrees to e-mail was asked how
# often (`preferred_frequency`). **What is the index of "big news only" among those who
# came once or twice, against all other customers?** By hand, or with segkit.

# %%
line_index = ...
### BEGIN SOLUTION
known = people.dropna(subset="preferred_frequency")
inside = known["segment"] == "once or twice"
has = known["preferred_frequency"] == "big news only"
line_index = 100 * has[inside].mean() / has[~inside].mean()
### END SOLUTION

# %% tags=["check"]
q.line_index.check(line_index)

# %% [markdown] tags=["solution"]
# `personas.profile` gives the same, with its interval and the n of those who were asked:

# %% tags=["solution"]
columns = ["level", "value", "others", "index", "low", "high", "n"]
about = people[["preferred_frequency"]]
personas.profile(about, segments, "once or twice")[columns].round(2)

# %% [markdown]
# ## 2. The whole card
#
# Gérard's lines, and the column and level where the data would have them:

# %%
workshop = q.checkpoint("workshop")
workshop

# %% [markdown]
# **Which lines set this segment apart from the other customers as the card says?** Keep
# those whose index has its whole interval above 100. Give their letters, as a list.

# %%
lines_that_hold = ...
### BEGIN SOLUTION
about = people.drop(columns="segment")
profile = personas.profile(about, segments, "once or twice")
seen = workshop.merge(profile, on=["column", "level"])
lines_that_hold = list(seen.loc[seen["low"] > 100, "line"])
### END SOLUTION

# %% tags=["check"]
q.lines_that_hold.check(lines_that_hold)

# %% [markdown] tags=["solution"]
# All lines with their numbers. Two hold. One says the opposite of the data: these
# customers came by the store *less* often. Of the others nothing can be told, although
# three in ten or more are men, married or at home in the store: so are the rest.

# %% tags=["solution"]
seen[["line", "says", "value", "others", "index", "low", "high", "n"]].round(2)

# %% [markdown]
# ## 3. How many Gérards?
#
# "But he is such a *type*." **How many customers of the segment is all of this true of:
# retired, a man, married, and comes for the garden?**

# %%
all_at_once = ...
### BEGIN SOLUTION
gerard = people["occupation_group"] == "retired"
gerard &= people["gender"] == "man"
gerard &= people["marital_status"] == "married"
gerard &= people["main_interest"] == "garden"
all_at_once = gerard[segments == "once or twice"].sum()
### END SOLUTION

# %% tags=["check"]
q.all_at_once.check(all_at_once)

# %% [markdown] tags=["solution"]
# Every line sounds like many people. All of them together are hardly anybody:

# %% tags=["solution"]
print(f"{all_at_once} of {(segments == 'once or twice').sum():,} customers")

# %% [markdown]
# ## 4. Who answered?
#
# What the segments *think* comes from the survey of September. Everybody who had ordered
# by then was asked; whoever answered has a day.

# %%
invited = q.checkpoint("invited")
invited.head()

# %% [markdown]
# **Which share of those asked answered, in each segment?**

# %%
answered = ...
### BEGIN SOLUTION
answered = invited["answered_on"].notna().groupby(invited["segment"]).mean()
### END SOLUTION

# %% tags=["check"]
q.answered.check(answered)

# %% [markdown] tags=["solution"]
# Nearly half of all answers come from the regulars, who are less than a third of those
# asked. An average over all answers is mostly theirs:

# %% tags=["solution"]
asked = invited["segment"].value_counts(normalize=True)
replied = invited.dropna()["segment"].value_counts(normalize=True)
pd.DataFrame({"of those asked": asked, "of the answers": replied}).round(2)

# %% [markdown]
# ## 5. Whose words?
#
# "In my time things were made to last" was invented. Real words are in the answers to
# *what nearly stopped you from buying?* Those who may be contacted were asked whether the
# shop may print them, without a name:

# %%
replies = q.checkpoint("replies")
replies.head()

# %% [markdown]
# **Which texts may stand on the card of those who came once or twice?** Give their
# `feedback_id`.

# %%
may_quote = ...
### BEGIN SOLUTION
mine = replies["segment"] == "once or twice"
may_quote = replies.loc[mine & (replies["may_we_print_it"] == "yes"), "feedback_id"]
### END SOLUTION

# %% tags=["check"]
q.may_quote.check(may_quote)

# %% [markdown]
# ## 6. What is missing?
#
# They came for furniture. Is there something that they need and do not buy here? In the
# second part of the survey people said how important a job is to them, and how well the
# shop helps (`jobs`).

# %%
orders, jobs = datasets.load("orders"), datasets.load("jobs")
jobs.head(3)

# %% [markdown]
# Say that "keep plants alive with little time" is answered by the shelves "plants and
# seeds" and "garden tools". **How many times as large is the index of this need as the
# index of these purchases, for those who came once or twice?** (The column `gap` of what
# `personas.product_gap` returns.)

# %%
gap = ...
### BEGIN SOLUTION
need = "keep plants alive with little time"
answers = {need: ["plants and seeds", "garden tools"]}
found = personas.product_gap(segments, orders, jobs=jobs, answered_by=answers)
gap = found.gaps.set_index("segment").loc["once or twice", "gap"]
### END SOLUTION

# %% tags=["check"]
q.gap.check(gap)

# %% [markdown] tags=["solution"]
# They need it as others do, and buy a third as much of it. That is an idea, and not yet a
# fact: perhaps they have their plants from elsewhere, and perhaps none.

# %% tags=["solution"]
plots.show(plots.product_gap(found.gaps))

# %% [markdown]
# ## 7. The persona
#
# Now write Gérard anew. **Eight lines at most:** a headline, what they buy and need, who
# they are and who not, how to reach them. Every line has its number, its n and its table;
# what you guess is marked; what you do not know is said. Here is what segkit finds:

# %%
customers = datasets.load("customers")
tables = {"customers": customers, "orders": orders}
tables |= {"made_from": [], "as_of": "2024-12-31"}  # none of these made the segments
card = personas.persona(segments, "once or twice", **tables)
card

# %% [markdown]
# Nobody grades this: after your attempt, `q.card.rubric()` shows what to look for, and
# `q.card.solution()` a strong and a weak example.

# %%
text = ...
### BEGIN SOLUTION
text = q.card.strong
### END SOLUTION

# %% tags=["check"]
q.card.check(text)

# %% [markdown]
# ## One more, on another firm
#
# A shop for pet health has dogs, cats and others among its customers' animals, and a
# persona: *Bella's mum, 34, spoils her dog*. Nearly one customer in five did not say which
# animal she has. Which three lines would you want a number for? What does the index of
# "dog" mean if those who did not say are left out? And would you write to Bella's mum
# about her dog, or to all about their animals, and how would you find out?

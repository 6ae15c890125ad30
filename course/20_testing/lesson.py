# ---
# id: "20"
# title: "Testing on a segment: did the message do it?"
# minutes: 45
# objectives:
#   - say which effect is worth finding, how many customers that takes, and what those you have can show
#   - divide customers by lot within segments, hold some out, and check that the lot was kept
#   - read the result once, as an interval, per customer and in money, and decide in one sentence
# prerequisites: ["07"]
# data: [orders, campaigns, sends]
# inventory: ["267", "268", "269", "372"]
# tracks: [core]
# widget: explore_planner
# ---
# %% [markdown]
# ## The question
#
# Mr Castellan writes the e-mails and letters of the shop. In September he sent "Colours
# of autumn", and it won: those who opened it bought twice as often as those who did not.
# For the winter he wants more than an e-mail. A printed card, with ten per cent off, to
# *every* account: the cards cost as much as a small car.
#
# He asks you to sign. *Did the e-mail really win? And will the card?* By the end of this
# lesson you have planned a test that can answer, kept its lot, and read it.

# %%
import numpy as np
import pandas as pd
import seaborn as sns

# %%
from segkit import datasets, experiments, features, files, kpis, models, plots, widgets
from segkit.practice import unit20 as q

# %% [markdown]
# ## The e-mail that won
#
# One row per customer who agreed to messages. `converted` says whether she bought
# something from the shelf that the e-mail was about, within five days.

# %%
sends = datasets.load("sends")
mail = sends[sends["campaign_id"] == "K21"].set_index("customer_id")
mail["opened"] = mail["opened_at"].notna()
mail[["arm", "opened", "converted", "revenue_amount"]].head(3)

# %%
sent = mail[mail["arm"] == "message"]
sent.groupby("opened")["converted"].agg(["sum", "size", "mean"]).round(4)

# %% [markdown]
# Mr Castellan is right: openers bought about twice as often, and many tools would credit
# the e-mail with every one of these purchases. But who opens a shop's e-mail? People who
# like the shop. They would have bought more often without it, too.
#
# There is a third group, which nobody likes to talk about. Half of the customers got
# nothing. They were **held out**, and neither they nor the shop chose that: a lot did.
# The e-mail and the hold-out are the two *arms* of a test.

# %%
order = ["message, not opened", "held out", "message, opened"]
group = mail["arm"].astype(str).mask(mail["opened"], order[2])
group = group.replace("message", order[0])
ax = sns.barplot(y=group, x=100 * mail["converted"], order=order, errorbar=None)
ax.set(title="Who bought within five days?", xlabel="customers (%)", ylabel="")
plots.show(ax)

# %% [markdown]
# Those held out lie *between* the two: among them are people who would have opened and
# people who would not, and nobody can say who is who. So neither bar may be compared
# with theirs. Only the whole group with the e-mail may, openers or not, because nothing
# but the lot divides it from those held out:

# %%
rates = mail.groupby("arm")["converted"].mean()
gain = rates["message"] - rates["held out"]
print(f"{rates['message']:.2%} with the e-mail, {rates['held out']:.2%} without")
print(f"the e-mail seems to have added {100 * gain:.2f} points")

# %% [markdown]
# A **point** is one customer in a hundred. From one per cent to two is a rise of one
# point, and it is also a rise by a hundred per cent. Say *points*, and everybody knows
# how many customers you mean.
#
# ## Or did it do nothing?
#
# Suppose the e-mail does nothing at all. Then everybody who bought would have bought
# anyway, and the lot only decided into which group a buyer fell. We can play that: leave
# the purchases as they are, draw the lot again, and look at the difference. A thousand
# times.

# %%
rng = np.random.default_rng(20)
bought, n = mail["converted"].to_numpy(), len(sent)
lots = [rng.permutation(bought) for _ in range(1000)]
nothing = np.array([lot[:n].mean() - lot[n:].mean() for lot in lots])

# %%
ax = sns.histplot(100 * nothing, bins=25)
ax.axvline(100 * gain, color="black", linestyle="--", label="the e-mail")
ax.set(title="An e-mail that does nothing, 1,000 lots", xlabel="points", ylabel="lots")
ax.legend()
plots.show(ax)

# %%
as_far = (np.abs(nothing) >= gain).mean()
print(f"an e-mail that does nothing: {as_far:.0%} of the lots are as far from zero")

# %% [markdown]
# An e-mail that does nothing would often look as good as this one. segkit draws no lots:
# it puts a smooth curve in the place of the bars, which comes out a little lower here.
# And it adds an interval:

# %%
counts = mail.groupby("arm")["converted"].agg(["sum", "size"]).astype(int)
before, after = counts.loc["held out"], counts.loc["message"]
experiments.compare_rates(*before, *after, names=("held out", "message"))

# %% [markdown]
# Read the **interval** first. All effects in it are compatible with what happened, from
# a small loss to a gain that anybody would welcome. So the test does not show that the
# e-mail won. Nor does it show that the e-mail did nothing. It could not tell.
#
# ## Could it ever have told?
#
# Suppose an e-mail really adds half a point. Play a thousand tests of such an e-mail, as
# large as this one, and count in how many it is found: the whole interval lies above
# zero.

# %%
base = rates["held out"]
without = rng.binomial(n, base, 1000) / n
with_it = rng.binomial(n, base + 0.005, 1000) / n
error = np.sqrt((without * (1 - without) + with_it * (1 - with_it)) / n)
print(f"found in {(with_it - without > 1.96 * error).mean():.0%} of the tests")

# %%
experiments.power(base, base + 0.005, n)

# %% [markdown]
# This chance is the test's **power**. Here it is worse than tossing a coin: before the
# e-mail was sent, the answer was already likely to be "no idea".
#
# Four numbers hang together: how many customers, how large an effect, how often nothing
# may look like something (usually 5 %), and the power (usually 80 %). Choose three, and
# the fourth follows. So let us ask the other way round: how many customers does it take?

# %%
experiments.sample_size(base, base + 0.005)

# %% [markdown]
# Name the formula when you pass a number like this on: there are several, and they do
# not quite agree. And look where the two lines below cross 80 %. Half the effect does not
# cost twice as many customers, but more than three times as many.

# %%
curve = experiments.power_curve(base, [base + 0.005, base + 0.01], formula="pooled")
plots.show(plots.power_curves(curve))

# %% [markdown]
# ## What is worth finding?
#
# Half a point was our guess. A better question is: *which effect would change what we
# do?* For a card that costs money, that can be worked out.

# %%
campaigns = datasets.load("campaigns").set_index("campaign_id")
shop = datasets.load("orders")
year = shop[shop["ordered_at"].between("2023-10-24", "2024-10-24")]
left = year["margin_amount"].sum() / year["amount"].sum()
brings = mail.loc[mail["converted"], "revenue_amount"].mean()

# %%
cost = campaigns.loc["K22", "contact_cost_amount"]
accounts = (sends["campaign_id"] == "K22").sum()
print(f"a card costs {cost:.2f} EUR, {accounts:,} cost {cost * accounts:,.0f} EUR")
print(f"an order brings {brings:.2f} EUR, and {left:.1%} of that is left as margin")

# %% [markdown]
# Check yourself. Replace `...`: *which share of those who get a card must buy because of
# it, so that the cards earn what they cost?*

# %%
worth_having = ...

# %% tags=["check"]
q.worth_having.check(worth_having)

# %%
worth = q.checkpoint("worth_having")
print(f"a card pays if it adds {100 * worth:.2f} points, or more")

# %% [markdown]
# ## On whom?
#
# Test where there is something to gain, on a segment that is a significant share of the
# customers. Here are two that can be explained in a breath: by the number of orders so
# far, on the day before the cards.

# %%
names = ["one or two orders", "three or more orders"]
X = features.customers(shop, as_of="2024-10-23")
segments = pd.cut(X["n_orders"], [0, 2, np.inf], labels=names).rename("segment")
plots.show(plots.segment_value(segments, X["monetary_amount"]))

# %% [markdown]
# And how many of each buy anyway? Those who were held out from the e-mail can tell us:
# they show life without a message. (They are sorted by what they had done *before* it.
# Otherwise a purchase would lift its buyer into a better segment.) In the table, `p1` is
# the share who buy anyway, `p2` the share that a card must reach to pay, and `needed` the
# customers in both arms together.

# %%
then = features.customers(shop, as_of="2024-09-16")["n_orders"]
then = pd.cut(then, [0, 2, np.inf], labels=names).rename("segment")
anyway = mail[mail["arm"] == "held out"].join(then)
anyway = anyway.groupby("segment", observed=True)["converted"].mean()
plan = experiments.power_by_segment(segments, anyway, worth)
plan[["n", "p1", "p2", "power", "needed"]].round(4)

# %%
print(plan["verdict"]["three or more orders"])

# %% [markdown]
# We take the **regulars**, with three orders or more: they are a good part of the
# customers, bring most of the money, and there are enough of them. There are enough of
# the others, too. But for a card to pay, many times as many of them would have to buy,
# and high power for an effect that nobody believes in is no reason to test.
#
# Does the card work best on regulars? Nobody knows yet. So we write it down *now*, before
# a card is printed: the question is about regulars, and it is read once, when the
# campaign period is over.
#
# And what if you have sixty customers, like Nora in unit 00?

# %%
buy = anyway["three or more orders"]
experiments.what_is_possible(60, buy, buy + worth)

# %% [markdown]
# That is no reason not to hold anybody out. It is a reason not to expect an answer soon:
# keep the hold-out, repeat, and add up.
#
# ## Your own customers
#
# Put the path of your order file between quotation marks, and this part runs on it. It
# stands thirty days before the end of the file. The *base rate* is the share who bought
# in these thirty days, whatever it was: more than from one shelf in five days.

# %%
DATA = None  # or "my_orders.csv"
orders = datasets.orders(DATA)
split = features.holdout(orders, days=30)
people = features.customers(orders, as_of=split.as_of)
cycle = models.BehaviouralSegmenter(method="lifecycle").fit(people)
orders[["customer_id", "ordered_at", "amount"]].head(3)

# %%
mine = cycle.assign(people).cat.remove_unused_categories()
came = kpis.by_segment(
    kpis.purchase_rate, orders, mine, start=split.start, end=split.end
)
came[["value", "low", "high", "n"]].round(3)

# %% [markdown]
# Choose a segment, then move the plan. What becomes of the power if fewer are held out?
# Which segments are too small for the effect that you want to find? And from which rise
# on do the messages pay? (With your own file, put in what your message costs and what
# your order earns.)

# %%
rate = came["value"].drop("all")
earns = left * brings
widgets.explore_planner(mine, base_rate=rate, effect=0.02, cost=cost, margin=earns)

# %% [markdown]
# ## Draw the lot
#
# By hand, a lot among these customers is quickly drawn: shuffle, and the first half is
# held out.

# %%
shuffled = rng.permutation(people.index)
by_hand = pd.Series("message", people.index, name="by hand")
by_hand[shuffled[: len(people) // 2]] = "held out"
pd.crosstab(mine, by_hand)

# %% [markdown]
# Over all customers that is even; within a small segment it need not be. So
# `experiments.assign` draws a lot *in each segment*. The same customers and the same
# seed give the same lot, on any computer and in any order of rows: keep the seed with
# the plan, and you can always prove who was held out.

# %%
shares = {"held out": 0.5, "message": 0.5}
lot = experiments.assign(mine, shares=shares, seed="winter card")
pd.crosstab(mine, lot)

# %% [markdown]
# Before anything is sent, look whether the two groups differ already. By chance they
# may, a little. If they differ clearly, something went wrong with the list.

# %%
known = people[["recency_days", "n_orders", "monetary_amount"]]
experiments.balance(lot, known).round(3)

# %% [markdown]
# ## Wait
#
# Back to the shop: its cards are in the letter boxes. On the second day somebody will
# ask how the test is going. Do not look, or at least do not decide: run it until the end
# of the campaign period. Here are ten thousand tests of cards that do *nothing*. A test
# is stopped at the first look that is significant, and that is a false alarm:

# %%
experiments.peeking([1, 2, 5, 10])[["looks", "false_alarms", "low", "high"]].round(3)

# %% [markdown]
# One look keeps its promise of 5 % false alarms. Every further look is another chance to
# be fooled. There are plans that allow for looking; unit 21 is about them.
#
# ## Was the lot kept?
#
# The period is over, and the result arrives: one row per customer. If it is a test of
# your own, put its path between quotation marks, with the same columns, and name your
# segment.

# %%
TEST = None  # or "my_test.csv"
SEGMENT = "three or more orders"
test = q.checkpoint("card") if TEST is None else files.read(TEST)
test.head(3)

# %% [markdown]
# Before the result, the counts. Are the two groups as large as was planned?

# %%
sizes = test["variant"].value_counts().sort_index()
print(sizes.to_dict())
experiments.sample_ratio(sizes)

# %% [markdown]
# What would it look like if something had gone wrong? Let nine in a hundred rows of
# those held out get lost, as happens when somebody deletes "customers without a card" from
# a list:

# %%
held_out = test[test["variant"] == "held out"]
lost = test.drop(held_out.sample(frac=0.09, random_state=0).index)
experiments.sample_ratio(lost["variant"].value_counts().sort_index())

# %% [markdown]
# This is a **sample-ratio mismatch**. A lot does not do that; a lost file, a filter or a
# broken link does, and rarely to customers who are like the others. There is then no
# result to read, however good it looks: find out who is missing. (One of this shop's
# campaigns has such a hole. The exercise lets you find it.)
#
# ## Read it once
#
# The question was about regulars. By hand, as before (this lot fell over all accounts
# at once, so the regulars are not divided to the customer):

# %%
regulars = test[test["segment"] == SEGMENT]
counts = regulars.groupby("variant")["converted"].agg(["sum", "size"]).astype(int)
counts["rate"] = counts["sum"] / counts["size"]
counts.round(4)

# %% [markdown]
# `experiments.analyse` checks the lot once more, then does the same for every number that
# was agreed on. We agreed on two, the share who buy and what they spend:

# %%
spent = experiments.Money("revenue_amount", unit="EUR")
agreed = [experiments.Rate("converted"), spent]
result = experiments.analyse(regulars, agreed, unit="customer_id")
result["converted"]

# %% [markdown]
# So the card works: among regulars it makes more people buy, and chance alone would
# hardly do that. In a marketer's words, both ends together, because whoever quotes only
# the middle promises too much:

# %%
more = result["converted"]
low, high = 100 * more.low, 100 * more.high
print(f"of 100 regulars with a card, {low:.1f} to {high:.1f} more buy because of it")

# %% [markdown]
# ## And in money?
#
# One more buyer is not yet a profit. What did each of them bring?

# %%
extra = result["revenue_amount"].difference / more.difference
print(f"a buyer more brought {extra:.2f} EUR; planned were {brings:.2f}")

# %% [markdown]
# So it has to be read in money, too: what the card added to the spending of an average
# customer, those who bought nothing included, times what is left of it, less the card.

# %%
net = {}
for name, rows in {"regulars": regulars, "every account": test}.items():
    money = experiments.analyse(rows, spent)["revenue_amount"]
    net[name] = np.array([money.low, money.difference, money.high]) * left - cost
net = pd.DataFrame(net, index=["low", "middle", "high"]).T
net.round(2)

# %%
ax = sns.scatterplot(x=net["middle"], y=net.index, s=90)
ax.hlines(net.index, net["low"], net["high"])
ax.axvline(0, color="black", linestyle="--", label="even")
ax.set(title="What a card earns less what it costs", xlabel="EUR a card", ylabel="")
ax.margins(y=0.5)
plots.show(ax)

# %% [markdown]
# Two results, and they call for different actions:
#
# - **Every account.** The whole line lies on the side of loss. More people bought, no
#   doubt, and every card cost more than it brought in.
# - **Regulars.** The line holds zero. In points the card did better than it had to; in
#   money perhaps not, because those whom it moved spent less than we had planned with. It
#   may pay, it may not. *Undecided* is a result. (And ten per cent off leaves a little
#   less than usual.)
#
# Every decision needs its number. Whoever had only looked at the share who buy would have
# printed cards for everybody, on the strength of a very small p-value.

# %% [markdown]
# ## What would you do?
#
# Three questions; give a letter for each.
#
# *1. A test of a letter is planned for ten days. On day 3 the difference is significant
# (p = .03), in favour of the letter.* A: stop, and send the letter to everybody. B: send
# fewer letters until day 10. C: wait for day 10, and read the test then. D: go on as long
# as it stays significant.

# %%
stop_early = ...

# %% tags=["check"]
q.stop_early.check(stop_early)

# %% [markdown]
# *2. Of 4,800 customers half were to be held out. The result file has 2,400 with the
# message, 2,100 held out, and a fine difference.* A: read it, 300 customers are few.
# B: delete 300 customers with the message by lot, then read it. C: count each of those
# held out a little more, then read it. D: find out who is missing and why, before anybody
# reads it.

# %%
lost_rows = ...

# %% tags=["check"]
q.lost_rows.check(lost_rows)

# %% [markdown]
# *3. A test planned for all customers finds nothing. Afterwards somebody looks at eleven
# segments: in one the message wins (p = .03).* A: write a hypothesis down, and test it
# again on that segment alone. B: send the message to that segment from now on. C: report
# the segment; ten others need not be mentioned. D: add segments until two of them win.

# %%
best_segment = ...

# %% tags=["check"]
q.best_segment.check(best_segment)

# %% [markdown]
# ## Going further: four formulas
#
# Calculators disagree because they take the spread from different places. None of them is
# wrong; a plan only has to say which it used.

# %%
experiments.sample_sizes(base, base + 0.005)

# %% [markdown]
# ## Going further: how many to hold out?
#
# Whoever is held out cannot be moved, so managers want a small hold-out. It costs power:
# the smaller group decides. For the regulars and the effect worth having:

# %%
row = plan.loc["three or more orders"]
for part in [0.5, 0.3, 0.2, 0.1, 0.05]:
    size, ratio = part * row["n"], (1 - part) / part
    chance = experiments.power(row["p1"], row["p2"], size, ratio=ratio)
    print(f"{part:.0%} held out: power {float(chance):.0%}")

# %% [markdown]
# ## Pitfall
#
# **Never compare those who opened, clicked or came with those who did not.** They chose
# themselves, and what made them choose makes them buy. The only fair comparison is
# between all whom the lot gave the message, read or unread, and all whom it held out.

# %% [markdown]
# ## Key points
#
# - Hold customers out by lot. Without them, a message gets the thanks for every purchase
#   that would have come anyway.
# - Start from money: which effect would change what you do? Then ask how many customers
#   it takes to find it, and name the formula.
# - Choose the segment, the number and the day before the test; draw the lot within
#   segments; keep the seed.
# - First the counts, then the result. A lot that was not kept has no result.
# - Read once, at the end, an interval: better, worse, or undecided. Then in money.
#
# ## The decision
#
# One sentence to Mr Castellan: *do not print cards for every account, because each would
# cost more than it brings in; among regulars the card makes more people buy, but nobody
# can say yet whether it pays, so next winter send it to regulars only, hold half of them
# out again, and decide on both winters together.*
#
# **And elsewhere?** A gym wants to call members who have not come for a month. It has
# some hundred of them. Which effect would make a call worth its price, and are they
# enough to find it? (The exercise asks.)
#
# **Next:** the exercise `20_testing`. Several segments at once, and plans that allow for
# early looks, are in unit 21.

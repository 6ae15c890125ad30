"""Campaigns and messages: what an honest comparison finds of what was planted."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import proportion_effectsize, proportions_ztest

from benchmarks.recovery.measure import Measure
from segkit.simulate import World

MESSAGE, POWERED, LOST, THREE_LINES = "message", "K22", "K07", "K05"
SUMMER = (6, 7, 8)


def sends_of(world: World) -> pd.DataFrame:
    """Return the sends with campaign, message and truth."""
    campaigns = world.tables["campaigns"].rename(columns={"sent_at": "began_at"})
    table = world.tables["sends"].merge(campaigns, on="campaign_id")
    table = table.merge(world.truth["sends"], on="send_id")
    behaviour = world.truth["behavioural"][["customer_id", "segment"]]
    table = table.merge(behaviour, on="customer_id")
    return table.assign(told=table["arm"] == MESSAGE)


def difference(table: pd.DataFrame) -> float:
    """Return the difference of the arms' conversion rates, in points."""
    by = table.groupby("told")["converted"].mean()
    return float(100 * (by[True] - by[False]))


def lift_of(segment: str) -> Callable[[World], float]:
    """Return a measure: the difference of the arms in one segment."""

    def measure(world: World) -> float:
        table = sends_of(world)
        return difference(table[table["segment"] == segment])

    return measure


def put_off(world: World) -> float:
    table = sends_of(world)
    table = table[table["segment"] == "lapsing"]
    return float(100 * (table["buys_with"].mean() - table["buys_without"].mean()))


def base_rate(world: World) -> float:
    sends = world.tables["sends"]
    return float(100 * sends.loc[sends["arm"] != MESSAGE, "converted"].mean())


def seen_bargain_hunters(world: World) -> float:
    """Compare the lift of those who often had a discount with that of all others."""
    orders = world.tables["orders"][["customer_id", "ordered_at", "discount_amount"]]
    parts = []
    for began_at, sends in sends_of(world).groupby("began_at"):
        past = orders[orders["ordered_at"] < began_at].groupby("customer_id")
        often = past["discount_amount"].agg(lambda each: (each > 0).mean()) >= 0.5
        mine = sends["customer_id"].map(often & (past.size() >= 3))
        parts.append(sends.assign(hunter=mine.fillna(False).astype(bool)))
    table = pd.concat(parts)
    hunter = table["hunter"]
    return difference(table[hunter]) - difference(table[~hunter])


def p_values(world: World) -> pd.Series:
    """Return the p-value of each campaign: two proportions, pooled variance."""

    def p_value(table: pd.DataFrame) -> float:
        count = table.groupby("arm")["converted"].agg(["sum", "size"])
        if count["sum"].sum() == 0:
            return 1.0
        return float(proportions_ztest(count["sum"], count["size"])[1])

    sends = world.tables["sends"]
    return pd.Series(
        {name: p_value(each) for name, each in sends.groupby("campaign_id")}
    )


def weak_and_lucky(world: World) -> float:
    return float((p_values(world).drop(POWERED) < 0.05).sum())


def corrected(world: World) -> float:
    return float(multipletests(p_values(world), 0.05, method="fdr_bh")[0].sum())


def power(world: World) -> float:
    sends = world.tables["sends"]
    arms = sends.loc[sends["campaign_id"] == POWERED, "arm"].value_counts()
    size = proportion_effectsize(0.019, 0.012)
    n = float(arms[MESSAGE])
    ratio = float(arms["held out"]) / n
    return float(NormalIndPower().power(size, n, 0.05, ratio=ratio))


def ratio_p(world: World) -> float:
    sends = world.tables["sends"]
    arms = sends.loc[sends["campaign_id"] == LOST, "arm"].value_counts()
    return float(stats.chisquare(arms).pvalue)


def opened_at_once(world: World) -> float:
    sends = world.tables["sends"]
    wait = (sends["opened_at"] - sends["sent_at"]).dropna().dt.total_seconds()
    return float((wait < 60).mean())


def shown_too_much(world: World) -> float:
    table = sends_of(world)
    table = table[table["delivered"] & (table["channel"] == "email")]
    shown = table["opened_at"].notna().mean()
    return float(100 * (shown - table["opened_by_person"].mean()))


def read_by_people(world: World) -> pd.DataFrame:
    """Return delivered e-mails to people whose program has never opened by itself."""
    table = sends_of(world)
    at_once = (table["opened_at"] - table["sent_at"]) < pd.Timedelta(seconds=60)
    machine = table.loc[at_once, "customer_id"]
    table = table[table["delivered"] & (table["channel"] == "email")]
    table = table[~table["customer_id"].isin(machine)]
    messages = world.tables["messages"].drop(columns=["campaign_id", "discount_rate"])
    messages = messages.drop(columns="limited_time")
    return table.merge(messages, on="message_id")


def log_odds_ratio(happened: pd.Series, by: pd.Series) -> float:
    """Return by how much the log-odds are higher where `by` is true."""
    with_it, without = happened[by].mean(), happened[~by].mean()
    return float(np.log(with_it / (1 - with_it)) - np.log(without / (1 - without)))


def targeted_opens(world: World) -> float:
    table = read_by_people(world)
    table = table[table["campaign_id"] != THREE_LINES]
    targeted = table["subject_type"] == "targeted"
    return log_odds_ratio(table["opened_at"].notna(), targeted)


def proof_clicks(world: World) -> float:
    table = read_by_people(world)
    table = table[table["opened_at"].notna() & (table["campaign_id"] != THREE_LINES)]
    return log_odds_ratio(table["clicked_at"].notna(), table["social_proof"])


def fitting_line(world: World) -> float:
    """Compare how much the line for busy people gains in homes with children."""
    table = read_by_people(world)
    table = table[table["campaign_id"] == THREE_LINES]
    home = world.tables["customers"].set_index("customer_id")["children"]
    busy = table["subject_type"] == "for busy people"
    opened = table["opened_at"].notna()
    children = table["customer_id"].map(home) > 0
    gain = [
        opened[busy & c].mean() - opened[~busy & c].mean()
        for c in (children, ~children)
    ]
    return float(100 * (gain[0] - gain[1]))


def summer_group(world: World) -> float:
    """Return what limited-time offers of the summer add in the planted group."""
    table = sends_of(world)
    people = world.truth["demographic"][["customer_id", "segment"]]
    table = table.merge(people, on="customer_id", suffixes=("", "_home"))
    table = table.merge(world.truth["needs"][["customer_id", "need"]], on="customer_id")
    summer = table["began_at"].dt.month.isin(SUMMER) & table["limited_time"]
    mine = (table["segment_home"] == "family") & (table["need"] == "price")
    mine = table[summer & mine & (table["segment"] != "one-off")]
    return float(100 * (mine["buys_with"].mean() - mine["buys_without"].mean()))


def summer_seen(world: World) -> float:
    """Compare summer with other limited-time offers, in homes with children."""
    table = sends_of(world)
    home = world.tables["customers"].set_index("customer_id")["children"]
    table = table[table["limited_time"] & (table["customer_id"].map(home) > 0)]
    summer = table["began_at"].dt.month.isin(SUMMER)
    return difference(table[summer]) - difference(table[~summer])


def fading(world: World) -> float:
    mails = world.tables["follow_ups"]
    at_once = (mails["opened_at"] - mails["sent_at"]) < pd.Timedelta(seconds=60)
    mails = mails[~mails["customer_id"].isin(mails.loc[at_once, "customer_id"])]
    by = mails["opened_at"].notna().groupby(mails["step"]).mean()
    return float(100 * (by["tips for use"] - by["please review"]))


LIFTS = {
    "champion": (-1.6, 2.0),
    "loyal": (0.25, 1.65),
    "bargain": (0.75, 2.3),
    "one-off": (-0.08, 0.08),
    "lapsing": (-0.9, 0.2),
}
MEASURES = [
    Measure("messages", "conversions of those held out, in per cent",
            base_rate, 0.9, 1.1),
    *(
        Measure("messages", f"points added among {segment} customers, arms compared",
                lift_of(segment), *band)
        for segment, band in LIFTS.items()
    ),
    Measure("messages", "points taken from lapsing customers, both outcomes known",
            put_off, -0.65, -0.01),
    Measure("messages", "points more among customers with three orders or more, half "
            "of them at a discount, than among others", seen_bargain_hunters, 0.3, 1.7),
    Measure("follow-ups", "opens after three days less those after forty, in points",
            fading, 26, 32),
    Measure("many_campaigns", "power of campaign 22 to find 1.2 against 1.9 %",
            power, 0.84, 0.86, "many_campaigns", (0.50, 0.53)),
    Measure("many_campaigns", "of the other 23, campaigns with p < .05",
            weak_and_lucky, 0, 10),
    Measure("many_campaigns", "campaigns that remain after Benjamini and Hochberg",
            corrected, 0, 7),
    Measure("sample_ratio", "p-value of campaign 7's arms, chi-squared",
            ratio_p, 0, 0.001, "sample_ratio", (0.95, 1)),
    Measure("machine_opens", "share of opens within a minute of sending",
            opened_at_once, 0.39, 0.44, "machine_opens", (0, 0.01)),
    Measure("machine_opens", "points by which the open rate is too high",
            shown_too_much, 12, 13.7, "machine_opens", (-0.001, 0.001)),
    Measure("message_effects", "log-odds of an open: theme against newsletter",
            targeted_opens, 0.24, 0.48, "message_effects", (-0.14, 0.14)),
    Measure("message_effects", "log-odds of a click after an open: proof or none",
            proof_clicks, 0.14, 0.47, "message_effects", (-0.12, 0.13)),
    Measure("message_effects", "campaign 5: points that the line for busy people gains "
            "more in homes with children", fitting_line, 8, 21),
    Measure("summer_offers", "points that summer offers add in the planted group, both "
            "outcomes known", summer_group, 2.5, 6.9, "summer_offers", (0.1, 2.3)),
    Measure("summer_offers", "homes with children: points that limited-time offers add "
            "in summer, less those of other seasons", summer_seen, -1.2, 2.8),
]  # fmt: skip

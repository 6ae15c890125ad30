"""The twenty-four campaigns, and what is planted in how people answer them.

Spoilers below the list: a lesson reaches none of it but through
`segkit.datasets.truth`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segkit.simulate import calendar

# An order with the promoted category within so many days is a conversion.
WINDOW_DAYS = 5
# Part of all people that an ordinary campaign goes to, if so many may be written to.
REACH = 0.41
COST = {"email": 0.012, "sms": 0.09, "letter": 0.95}
DELIVERED = {"email": 0.982, "sms": 0.988, "letter": 0.991}
AUDIENCES = {
    "agreed": "everybody who agreed to messages",
    "one order": "one order so far",
    "silent": "no order for 180 days",
    "regular": "three orders or more",
    "account": "every account",
}
SILENT_DAYS = 180


@dataclass(frozen=True)
class Campaign:
    """One campaign as its manager planned it.

    Attributes
    ----------
    name : what it is called
    goal : what it is for
    day, hour : when it goes out; letters: when they lie in the box
    channel : email, sms or letter
    audience : key of `AUDIENCES`
    category : the promoted category
    content : what kind of text it is
    percent : discount, 0 if none
    limited : whether the offer ends after `WINDOW_DAYS`
    held_out : part of the audience that gets nothing, drawn by lot
    reach : part of all people that it goes to, at most
    """

    name: str
    goal: str
    day: str
    hour: int
    channel: str
    audience: str
    category: str
    content: str
    percent: int = 0
    limited: bool = False
    held_out: float = 0.5
    reach: float = REACH

    @property
    def sent_at(self) -> pd.Timestamp:
        """Return when it goes out.

        Returns
        -------
        pandas.Timestamp

        Examples
        --------
        >>> CAMPAIGNS[0].sent_at
        Timestamp('2023-02-14 09:00:00')
        """
        return pd.Timestamp(self.day) + pd.Timedelta(hours=self.hour)

    @property
    def on(self) -> int:
        """Return the day on which it goes out, in days since 2023-01-01.

        Returns
        -------
        int

        Examples
        --------
        >>> CAMPAIGNS[0].on
        44
        """
        return (pd.Timestamp(self.day) - calendar.DAYS[0]).days


SELL, SECOND, BACK, THANK = "sell more", "second purchase", "win back", "thank"
CAMPAIGNS = (
    Campaign("A place for everything", SELL, "2023-02-14", 9, "email", "agreed",
             "storage", "news"),
    Campaign("Before the first digging", SELL, "2023-03-14", 9, "email", "agreed",
             "garden tools", "tips"),
    Campaign("The tidy desk", SELL, "2023-04-12", 18, "email", "agreed",
             "paper and pens", "news"),
    Campaign("Sleep well", SELL, "2023-05-10", 9, "email", "agreed",
             "bedding", "offer", 15, limited=True),
    Campaign("A garden for full days", SELL, "2023-06-06", 18, "email", "agreed",
             "garden tools", "tips"),
    Campaign("Light evenings", SELL, "2023-06-20", 9, "email", "agreed",
             "lighting", "offer", 15, limited=True),
    Campaign("Room for summer", SELL, "2023-07-25", 9, "email", "agreed",
             "storage", "offer", 20, limited=True, reach=1.0),
    Campaign("Back at the desk", SELL, "2023-08-22", 12, "email", "agreed",
             "paper and pens", "news"),
    Campaign("Where it comes from", SELL, "2023-09-19", 9, "email", "agreed",
             "decoration", "story"),
    Campaign("See you again", SECOND, "2023-10-17", 9, "email", "one order",
             "kitchen", "offer", 10),
    Campaign("Longer evenings", SELL, "2023-11-14", 18, "email", "agreed",
             "lighting", "news"),
    Campaign("Something for the desk", SELL, "2023-12-05", 9, "email", "agreed",
             "desk equipment", "offer", 10, limited=True),
    Campaign("It has been a while", BACK, "2024-01-23", 9, "email", "silent",
             "storage", "offer", 15),
    Campaign("Made to be used", SELL, "2024-02-13", 12, "email", "agreed",
             "paper and pens", "story"),
    Campaign("The sharp edge", SELL, "2024-03-12", 9, "email", "agreed",
             "garden tools", "tips"),
    Campaign("Spring cleaning", SELL, "2024-04-09", 9, "email", "agreed",
             "storage", "offer", 15, limited=True),
    Campaign("Five days of tools", SELL, "2024-05-14", 12, "sms", "agreed",
             "garden tools", "offer", 15, limited=True),
    Campaign("Cool nights", SELL, "2024-06-11", 18, "email", "agreed",
             "bedding", "offer", 15, limited=True),
    Campaign("Packing up", SELL, "2024-07-23", 9, "email", "agreed",
             "storage", "offer", 20, limited=True),
    Campaign("Thank you", THANK, "2024-08-20", 9, "email", "regular",
             "paper and pens", "offer", 10, held_out=0.3),
    Campaign("Colours of autumn", SELL, "2024-09-17", 18, "email", "agreed",
             "decoration", "news"),
    Campaign("The winter card", SELL, "2024-10-24", 9, "letter", "account",
             "decoration", "story", 10, reach=1.0),
    Campaign("Desk in two days", SELL, "2024-11-12", 12, "sms", "agreed",
             "desk equipment", "offer", 10, limited=True),
    Campaign("Last presents", SELL, "2024-12-10", 9, "email", "agreed",
             "lighting", "tips"),
)  # fmt: skip
# Numbers in the list, from 1.
LOST_HOLD_OUT, POWERED, THREE_LINES = 7, 22, 5

# --- what is planted ---------------------------------------------------------------
# What a message adds to the chance of a conversion, by behavioural segment (champion,
# loyal, bargain, one-off, lapsing), for those who are customers on the day.
ADDS = np.array([0.004, 0.010, 0.016, 0.0, 0.0])
# How many of those who would have bought it puts off, by behavioural segment.
PUTS_OFF = np.array([0.0, 0.0, 0.0, 0.0, 0.30])
# The one campaign with enough people also moves them more.
POWERED_TIMES = 4.0
# By need (price, speed, sustainability, advice): how much more each text adds.
CONTENTS = ("news", "tips", "offer", "story")
ADDS_BY_NEED = np.array(
    [
        [0.7, 0.7, 1.4, 0.6],
        [1.2, 0.9, 0.8, 0.9],
        [1.0, 1.1, 0.6, 1.6],
        [0.9, 1.7, 0.7, 1.1],
    ]
)
# Families who look for the price answer limited-time offers, but only in summer.
SUMMER_ADDS = 0.05
SUMMER_MONTHS = (6, 7, 8)
# Campaign 7 lost this part of its hold-out.
LOST = 0.13

# Opens and clicks of people, by behavioural segment.
OPENS = np.array([0.36, 0.30, 0.33, 0.17, 0.13])
CLICKS = np.array([0.20, 0.15, 0.22, 0.09, 0.08])
UNSUBSCRIBES = np.array([0.0010, 0.0018, 0.0022, 0.0040, 0.0055])
# By preferred frequency: weekly, monthly, big news only.
OPENS_BY_FREQUENCY = np.array([0.25, 0.0, -0.35])
UNSUBSCRIBES_BY_FREQUENCY = np.array([0.7, 1.0, 1.7])
# On the scale of log-odds: what the parts of a message add to opens and to clicks.
OPEN_FACTORS = {"targeted": 0.40, "proof": 0.10, "deadline": 0.20, "discount": 0.15}
CLICK_FACTORS = {"targeted": 0.15, "proof": 0.30, "deadline": 0.25, "words": -0.10}
# Campaign 5 tries a dull line and two that fit somebody: gain for the group that it
# fits, and for all others.
FITS, MISSES = 0.85, -0.25
# Programs that open every message by themselves, by digital habits.
MACHINES = np.array([0.26, 0.20, 0.12, 0.05])
# How many of those whom a message moved opened it, and clicked.
MOVED_OPEN, MOVED_CLICK = 0.95, 0.75


def n_messages(number: int) -> int:
    """Return how many messages a campaign sends.

    Parameters
    ----------
    number : of the campaign, from 1

    Returns
    -------
    int

    Examples
    --------
    >>> n_messages(1), n_messages(THREE_LINES)
    (4, 3)
    """
    return 3 if number == THREE_LINES else 4

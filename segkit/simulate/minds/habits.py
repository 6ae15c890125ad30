"""How answers to the closed questions follow from minds, needs and segments.

Spoilers. Rows of the tables follow `links.MINDS` or `links.NEEDS` of people.
"""

from __future__ import annotations

import numpy as np

# Mean importance of the reasons to buy, 1 to 5, and what the six factors add.
MOTIVES = ("necessity", "pleasure", "gift", "recognition", "comfort", "conscience")
MOTIVE_MEAN = np.array([3.5, 3.4, 2.9, 2.3, 3.5, 3.0])
MOTIVE_WEIGHTS = np.array(
    [
        [0.05, -0.05, 0.20, -0.05, 0.25, -0.25],
        [0.05, 0.10, -0.10, 0.05, -0.20, 0.40],
        [-0.05, 0.25, 0.05, -0.05, 0.00, 0.10],
        [0.00, 0.05, -0.20, 0.45, 0.05, 0.10],
        [-0.20, 0.20, -0.10, 0.05, 0.05, 0.25],
        [0.05, 0.05, 0.55, 0.00, 0.00, -0.10],
    ]
)
# Value for money, comfort and looks: mean importance by need, and by factor.
QUALITIES = ("value", "comfort", "aesthetics")
QUALITY_MEAN = np.array(
    [[4.6, 3.4, 3.0], [3.7, 4.0, 3.4], [3.7, 3.4, 3.4], [3.8, 3.9, 3.5]]
)
QUALITY_WEIGHTS = np.array(
    [
        [0.00, 0.00, 0.00, -0.05, 0.20, -0.10],
        [-0.15, 0.25, -0.05, 0.00, 0.00, 0.30],
        [0.05, 0.15, -0.05, 0.25, -0.05, 0.10],
    ]
)
# Reads reviews, 1 to 5: mean by need, and what each step away from screens takes off.
REVIEWS_MEAN = np.array([3.7, 3.2, 3.5, 3.1])
REVIEWS_PER_DIGITAL = -0.25
# How they decide, by need.
DECISION_STYLES = (
    "compares prices",
    "decides on the spot",
    "thinks it over",
    "asks others",
    "buys what worked before",
)
DECISIONS = np.array(
    [
        [0.48, 0.14, 0.14, 0.10, 0.14],
        [0.14, 0.38, 0.12, 0.10, 0.26],
        [0.14, 0.10, 0.44, 0.16, 0.16],
        [0.12, 0.08, 0.26, 0.36, 0.18],
    ]
)
# Which job the last purchase did, by need, in the order of `plan.JOBS`.
JOBS_DONE = np.array(
    [
        [0.14, 0.11, 0.10, 0.12, 0.12, 0.29, 0.07, 0.05],
        [0.15, 0.14, 0.16, 0.27, 0.13, 0.05, 0.06, 0.04],
        [0.18, 0.16, 0.09, 0.08, 0.12, 0.07, 0.24, 0.06],
        [0.18, 0.16, 0.11, 0.08, 0.12, 0.05, 0.12, 0.18],
    ]
)
DIFFICULTIES = (
    "prices",
    "waiting for the delivery",
    "not knowing what suits",
    "products that do not last",
    "too much to choose from",
    "sending things back",
    "none",
)
DIFFICULTY = np.array(
    [
        [0.40, 0.07, 0.10, 0.10, 0.09, 0.10, 0.14],
        [0.10, 0.36, 0.10, 0.07, 0.12, 0.11, 0.14],
        [0.10, 0.07, 0.13, 0.36, 0.12, 0.06, 0.16],
        [0.08, 0.07, 0.40, 0.11, 0.15, 0.05, 0.14],
    ]
)
# With whom they spend their free time, by mind.
GROUPS = (
    "family and neighbours",
    "club and sports people",
    "people with a cause",
    "colleagues and business",
    "music and night life",
)
GROUP = np.array(
    [
        [0.18, 0.45, 0.10, 0.12, 0.15],
        [0.60, 0.11, 0.12, 0.08, 0.09],
        [0.24, 0.13, 0.42, 0.12, 0.09],
        [0.24, 0.18, 0.06, 0.42, 0.10],
        [0.27, 0.15, 0.04, 0.10, 0.44],
    ]
)
# Interests ticked: log odds, and what the factors and the shop interest add.
INTERESTS = (
    "cooking",
    "gardening",
    "decoration",
    "handicraft",
    "hiking",
    "travel",
    "reading",
    "music",
    "technology",
    "volunteering",
)
INTEREST_BASE = np.array([0.2, -0.9, -0.8, -0.8, -0.5, 0.1, -0.1, 0.2, -0.9, -1.7])
INTEREST_WEIGHTS = np.array(
    [
        [-0.1, 0.4, 0.1, -0.1, 0.0, 0.4],
        [0.1, 0.3, 0.4, -0.2, 0.1, -0.1],
        [-0.1, 0.6, 0.0, 0.1, 0.0, 0.2],
        [0.2, 0.2, 0.4, -0.1, 0.1, -0.2],
        [0.9, -0.2, 0.3, 0.0, 0.1, -0.3],
        [0.6, -0.2, 0.0, 0.3, 0.1, 0.1],
        [-0.1, 0.2, 0.3, 0.1, 0.2, 0.0],
        [0.0, -0.1, 0.0, 0.0, -0.3, 0.4],
        [0.1, -0.2, -0.1, 0.5, 0.2, 0.0],
        [0.0, 0.1, 0.8, 0.0, 0.1, -0.2],
    ]
)
# Home, garden, office (the interest that they shop for), added to the log odds.
INTEREST_OF_SHOP = np.array(
    [
        [0.2, 0.0, 0.6, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
        [0.0, 1.6, 0.0, 0.3, 0.2, 0.0, 0.0, 0.0, 0.0, 0.0],
        [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.2, 0.0, 0.5, 0.0],
    ]
)
# Plays sport, watches sport: log odds and weights of the factors.
SPORT_BASE = np.array([-0.6, -0.5])
SPORT_WEIGHTS = np.array(
    [[1.0, -0.3, 0.0, 0.2, 0.2, -0.5], [0.1, 0.2, -0.2, 0.1, -0.1, 0.5]]
)
# The ladder: where people place themselves, by the log of income and by ambition.
LADDER = {"mean": 5.7, "income": 1.5, "career": 0.35, "noise": 1.2, "blank": 0.04}

"""What is planted in minds: lifestyles, needs, satisfaction and who answers.

Spoilers. A lesson reaches none of this: only `segkit.datasets.truth` shows labels.
Rows follow the order of `links.MINDS`, `links.NEEDS` and `plan.SEGMENTS` of people.
"""

from __future__ import annotations

import numpy as np

# Days since 2023-01-01: the questionnaire was open from 9 to 29 September 2024.
FIELD = 617, 637

# ── Lifestyle: six factors, and where each kind of mind stands on them. ──
FACTORS = ("outdoors", "home", "nature", "career", "planning", "treats")
MIND_CENTRES = 1.3 * np.array(
    [
        [1.1, -0.3, -0.5, 0.0, 0.3, -0.6],
        [-0.9, 1.1, 0.2, -0.4, -0.2, 0.5],
        [-0.2, -0.6, 1.2, 0.6, -0.3, -0.2],
        [0.1, 0.2, -0.6, 1.1, 0.9, 0.4],
        [-0.7, -0.5, -0.2, -0.8, -1.0, 1.0],
    ]
)
FACTOR_SPREAD = 0.48
# How values and traits of character follow from the six factors.
VALUES = ("openness", "security", "achievement", "care for others")
VALUE_WEIGHTS = np.array(
    [
        [0.55, -0.25, 0.05, 0.10, -0.10, 0.10],
        [-0.30, 0.40, 0.00, -0.05, 0.30, 0.05],
        [0.05, -0.05, -0.15, 0.60, 0.15, 0.15],
        [0.00, 0.20, 0.55, -0.10, -0.05, -0.10],
    ]
)
TRAITS = ("sociable", "agreeable", "orderly", "calm", "curious")
TRAIT_WEIGHTS = np.array(
    [
        [0.15, -0.10, 0.00, 0.20, -0.10, 0.25],
        [-0.05, 0.25, 0.25, -0.15, 0.00, 0.05],
        [0.00, 0.10, 0.00, 0.15, 0.45, -0.20],
        [0.15, 0.00, -0.05, 0.10, 0.10, -0.05],
        [0.30, -0.15, 0.20, 0.05, -0.05, 0.00],
    ]
)
OWN_SPREAD = 0.7

# ── Answers on a scale: loading of the item, noise, and saying yes to everything. ──
LOADINGS = (0.75, 0.95)
NOISE = 0.75
YES_SAYING = 0.12
STRAIGHT_LINERS = 0.027

# ── Satisfaction and response, by behavioural segment. ──
NPS_MEAN = np.array([9.2, 8.4, 7.3, 6.9, 5.3])
NPS_SPREAD = 1.7
ANGRY, ANGRY_BY = 0.05, 4.0
RESPONSE = np.array([0.48, 0.40, 0.29, 0.19, 0.18])
RESPONSE_PER_POINT = 0.09
# Everybody's chance to answer, where response has nothing to do with what they think.
EVEN_RESPONSE = 0.25
# Of those who answer, how many go on to the choice tasks.
PANEL = 0.23

# ── One intention depends on gender (woman, man, other), the other does not. ──
INTENTION = ("yes", "perhaps", "no")
INTENTION_GARDEN = np.array(
    [[0.46, 0.26, 0.28], [0.33, 0.27, 0.40], [0.40, 0.27, 0.33]]
)
INTENTION_EVEN = np.array([0.40, 0.26, 0.34])
INTENTION_OFFICE = np.array([0.24, 0.22, 0.54])

# ── Choices between offers: what each need is worth, per level. ──
ATTRIBUTES = (
    "price_amount",
    "fast_delivery",
    "sustainable",
    "premium_support",
    "expert_advice",
)
PRICES = np.array([39, 45, 51, 57])
# Price counts per step of 6 EUR; the others from no to yes.
UTILITIES = np.array(
    [
        [-2.2, 0.3, 0.2, 0.3, 0.2],
        [-0.4, 2.8, 0.3, 0.5, 0.2],
        [-0.5, 0.3, 2.9, 0.3, 0.6],
        [-0.4, 0.5, 0.5, 0.6, 2.9],
    ]
)
UTILITY_SPREAD = 0.2
TASKS, ALTERNATIVES = 12, 3

# ── Benefits: best and worst of four; also asked one by one. ──
BENEFITS = (
    "low price",
    "fast delivery",
    "sustainable products",
    "expert advice",
    "long guarantee",
    "wide choice",
    "easy returns",
    "good design",
    "friendly service",
)
BENEFIT_UTILITIES = np.array(
    [
        [2.2, 0.2, -0.9, -0.9, 0.3, 0.5, 0.4, -0.9, -0.6],
        [0.1, 2.2, -0.8, -0.8, 0.0, 0.6, 0.9, -0.4, -0.6],
        [0.0, -0.7, 2.3, 0.2, 0.7, -0.6, -0.4, 0.0, 0.2],
        [-0.2, -0.6, -0.2, 2.2, 0.6, -0.2, 0.0, -0.2, 0.9],
    ]
)
BENEFIT_TASKS = 9
# Asked one by one, everything is important: this is how little the answers differ.
STATED = {"mean": 3.9, "slope": 0.45, "yes": 0.4, "noise": 0.65}

# ── Kano: what each feature is, by need. ──
FEATURES = (
    "order tracking",
    "delivery within a day",
    "free returns for 60 days",
    "price promise",
    "repair service",
    "climate label",
    "advice by video",
    "gift wrapping",
)
CATEGORIES = "MOAIRQ"
KANO = ("MIMOAIIA", "MOOAIIRA", "MRIIOOAI", "MIMAAAOI")
KANO_PURITY = 0.7
# How often each pair of answers is given within a category: (with it, without it).
KANO_PAIRS = {
    "M": {(2, 5): 5, (3, 5): 4, (4, 5): 1},
    "O": {(1, 5): 1},
    "A": {(1, 2): 1, (1, 3): 5, (1, 4): 4},
    "I": {(2, 2): 1, (2, 3): 2, (3, 3): 9, (3, 4): 3, (4, 3): 2, (4, 4): 1},
    "R": {(5, 1): 4, (3, 1): 2, (4, 1): 2, (5, 3): 2, (5, 2): 1},
    "Q": {(1, 1): 1, (5, 5): 1},
}
KANO_OTHER = np.array([0.12, 0.16, 0.20, 0.42, 0.06, 0.04])

# ── Jobs: how important and how well served, from 1 to 10, by need. ──
JOBS = (
    "make a home feel finished",
    "keep plants alive with little time",
    "set up a place to work",
    "replace something broken fast",
    "find a gift that suits",
    "equip a home on a small budget",
    "buy things that last",
    "be sure to choose the right thing",
)
JOB_IMPORTANCE = np.array(
    [
        [7.9, 6.9, 6.9, 7.7, 6.9, 9.7, 7.9, 7.5],
        [7.9, 8.1, 8.3, 9.8, 7.5, 6.3, 7.5, 7.3],
        [8.1, 8.1, 7.1, 6.7, 7.5, 6.9, 9.9, 8.1],
        [8.7, 8.3, 7.5, 7.1, 8.5, 6.7, 8.7, 9.8],
    ]
)
JOB_SATISFACTION = np.array(
    [
        [8.2, 7.4, 7.8, 7.2, 7.6, 7.8, 7.0, 7.4],
        [8.4, 7.0, 8.0, 5.6, 7.8, 7.6, 7.4, 7.8],
        [8.2, 7.6, 7.8, 7.4, 7.4, 7.6, 5.2, 7.4],
        [8.2, 6.6, 7.8, 7.2, 7.0, 7.8, 7.2, 6.8],
    ]
)
JOB_SPREAD = 1.7

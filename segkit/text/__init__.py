"""Short texts of customers: what they are about, and how they feel.

Sentiment by a lexicon of ours (English, French), or learned from texts that somebody
coded; themes found or coded by rules; how right all of it is; shares that are corrected
for labels that are wrong. No text is shown unless it is asked for.

>>> from segkit import text
>>> text.sentiment(["Très bien emballé, merci"])["sentiment"].tolist()
['positive']
"""

from segkit.text.advice import theme_advice
from segkit.text.checking import calibration, how_right
from segkit.text.feelings import sentiment
from segkit.text.learned import TextModel, learn
from segkit.text.lexicon import lexicon
from segkit.text.shared import sentiment_shares
from segkit.text.shown import examples
from segkit.text.topics import Themes, themes

__all__ = [
    "TextModel",
    "Themes",
    "calibration",
    "examples",
    "how_right",
    "learn",
    "lexicon",
    "sentiment",
    "sentiment_shares",
    "theme_advice",
    "themes",
]

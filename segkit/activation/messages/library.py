"""Messages written in advance, for every purpose, in two languages and two tones."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import replace
from functools import lru_cache
from types import ModuleType
from typing import Any

import pandas as pd

from segkit import checks
from segkit.activation.messages.locale import NARROW, NO_BREAK
from segkit.activation.messages.template import Template
from segkit.activation.words.messages import (
    english_business,
    english_private,
    french_business,
    french_private,
)
from segkit.activation.words.messages import writing as words
from segkit.checks import DataError
from segkit.record import Table

TEXTS: dict[tuple[str, str], ModuleType] = {
    ("English", "B2C"): english_private,
    ("English", "B2B"): english_business,
    ("French", "B2C"): french_private,
    ("French", "B2B"): french_business,
}
PURPOSES = tuple(english_private.EMAIL)
CHANNELS = ("email", "sms")
# What a message can do without: the sentence that speaks of it is left out then.
OPTIONAL = (
    "company_name",
    "contact_name",
    "core",
    "discount_rate",
    "first_name",
    "gift",
    "main_interest",
    "member_since",
    "n_orders",
    "news",
    "preferred_frequency",
    "product",
    "related_product",
    "tip",
    "town",
)


def template(
    purpose: str,
    *,
    language: str = "English",
    tone: str = "B2C",
    channel: str = "email",
) -> Template:
    """Return the message for a purpose, ready to be filled in or rewritten.

    Parameters
    ----------
    purpose : "welcome", "tips", "related", "review", "offer", "early access",
        "thanks", "win back", "second purchase", "local", "survey", "frequency", "news"
    language : "English" or "French"
    tone : "B2C" for people, "B2B" for firms
    channel : "email", or "sms" for offer, early access, win back and local

    Returns
    -------
    Template. Names of customers and what is known of them are optional; shop, links and
    the line on the sender are not: give them with ``given=``

    Raises
    ------
    DataError
        if there is no such message

    References
    ----------
    Texts: own. The purposes are those that guides to small-business e-mail name.

    Examples
    --------
    >>> template("win back").fields[:4]
    ('first_name', 'news', 'discount_rate', 'deadline')
    """
    checks.choice(purpose, PURPOSES, name="purpose")
    checks.choice(channel, CHANNELS, name="channel")
    checks.choice(language, sorted({key[0] for key in TEXTS}), name="language")
    checks.choice(tone, sorted({key[1] for key in TEXTS}), name="tone")
    if channel == "sms" and purpose not in english_private.SMS:
        have = list(english_private.SMS)
        raise DataError(words.NO_SMS.format(purpose=purpose, have=have))
    return _template(purpose, language, tone, channel)


@lru_cache(maxsize=256)
def _template(purpose: str, language: str, tone: str, channel: str) -> Template:
    texts = TEXTS[language, tone]
    if channel == "sms":
        subject, body = "", texts.SMS[purpose]
    else:
        subject, text = texts.EMAIL[purpose]
        body = "\n\n".join(
            [texts.GREETING, text, texts.CLOSING, "-- \n" + texts.FOOTER]
        )
        if language == "French":
            subject, body = typeset(subject), typeset(body)
    made = Template(subject, body, purpose, language, optional=OPTIONAL)
    return replace(made, channel=channel, purpose=purpose, tone=tone)


def templates(
    purpose: str | None = None,
    *,
    by: tuple[str, ...] = ("language", "contact_type"),
    channel: str = "email",
) -> dict[Hashable, Any]:
    """Return the messages for a purpose by what the rows say of their readers.

    Parameters
    ----------
    purpose : as for `template`; None for all, then the purpose comes first in the key
    by : which columns of the customers decide: language ("English", "French") and
        contact_type ("private", "professional"), both or one
    channel : "email" or "sms"

    Returns
    -------
    dict of Template, to be passed to ``render(..., by=...)`` with the same `by`

    Raises
    ------
    DataError
        if by= names another column, or there is no such message

    References
    ----------
    Own texts.

    Examples
    --------
    >>> list(templates("thanks", by=("language",)))
    [('English',), ('French',)]
    """
    for name in by:
        checks.choice(name, ["language", "contact_type"], name="by")
    known = english_private.SMS if channel == "sms" else english_private.EMAIL
    found: dict[Hashable, Any] = {}
    for asked in [*known] if purpose is None else [purpose]:
        for language, tone in TEXTS:
            if tone == "B2B" and "contact_type" not in by:
                continue
            if language != "English" and "language" not in by:
                continue
            kind = "private" if tone == "B2C" else "professional"
            said = {"language": language, "contact_type": kind}
            key = tuple(said[name] for name in by)
            made = template(asked, language=language, tone=tone, channel=channel)
            found[key if purpose else (asked, *key)] = made
    return found


def purposes() -> Table:
    """List what messages there are, what each needs and what it can do without.

    Returns
    -------
    Table by purpose: channels, subject, needed (names that rows or given= must have),
        optional

    References
    ----------
    Own texts.

    Examples
    --------
    >>> purposes().loc["review", "needed"]
    'review_link, shop, unsubscribe_link, sender_line'
    """
    rows = []
    for purpose in PURPOSES:
        made = template(purpose)
        needed = [name for name in made.fields if name not in OPTIONAL]
        rows.append(
            {
                "purpose": purpose,
                "channels": "email, sms" if purpose in english_private.SMS else "email",
                "subject": made.subject,
                "needed": ", ".join(needed),
                "optional": ", ".join(n for n in made.fields if n in OPTIONAL),
            }
        )
    table = Table(pd.DataFrame(rows).set_index("purpose"))
    table.attrs["heading"] = words.PURPOSES_HEADING.format(n=len(table))
    return table


def typeset(text: str) -> str:
    r"""Put the spaces that French typography wants before its signs.

    Parameters
    ----------
    text : with plain spaces; what stands in curly brackets is not touched

    Returns
    -------
    str

    References
    ----------
    Imprimerie nationale (2002), Lexique des règles typographiques.

    Examples
    --------
    >>> typeset("Ça va ? Oui : bien.") == "Ça va\u202f? Oui\u00a0: bien."
    True
    """
    parts = re.split(r"(\{[{%].*?[%}]\})", text)
    for place in range(0, len(parts), 2):
        parts[place] = re.sub(r" ([;!?])", NARROW + r"\1", parts[place])
        parts[place] = re.sub(r" ([:»])", NO_BREAK + r"\1", parts[place])
    return "".join(parts)

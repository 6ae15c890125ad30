"""What each kind of platform takes: columns, spelling, hashes, limits, and its source.

The profiles carry neutral names; where their rules come from stands in `source`. Rules
of platforms change: read the platform's page before the first upload.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from segkit.activation.words import export as words
from segkit.checks import choice
from segkit.record import Table

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Field:
    """One column of a file: its heading, our column, how it is spelled, if hashed.

    Parameters
    ----------
    header : what the platform calls it
    column : what our customers' table calls it; "segment" comes from segments=
    rule : one of the rules that `profiles` lists
    hashed : whether its SHA-256 is written instead
    needed : whether it is always written; others are when fields= names them

    References
    ----------
    own definition

    Examples
    --------
    >>> Field("Email", "email", "squeeze", hashed=True, needed=True).header
    'Email'
    """

    header: str
    column: str
    rule: str
    hashed: bool = False
    needed: bool = False


@dataclass(frozen=True)
class Profile:
    """What one kind of platform takes.

    Parameters
    ----------
    name : of the profile
    fields : its columns, in their order
    source : where its rules are documented
    heading : whether the first line names the columns
    minimum_size : fewest different people that the platform takes
    most_bytes : largest file that it takes; None for no limit

    References
    ----------
    own definition

    Examples
    --------
    >>> PROFILES["ad_emails"].minimum_size
    100
    """

    name: str
    fields: tuple[Field, ...]
    source: str
    heading: bool = True
    minimum_size: int = 1
    most_bytes: int | None = None


def _hashed(*fields: tuple[str, str, str]) -> tuple[Field, ...]:
    return tuple(
        Field(header, column, rule, hashed=True, needed=column == "email")
        for header, column, rule in fields
    )


_LIST = (
    Field("First Name", "first_name", "safe_text"),
    Field("Last Name", "last_name", "safe_text"),
    Field("Language", "language", "safe_text"),
    Field("Segment", "segment", "safe_text"),
)
_EMAIL = Field("Email", "email", "trim", needed=True)

PROFILES = {
    profile.name: profile
    for profile in (
        Profile("mail_list", (_EMAIL, *_LIST), "own definition"),
        Profile(
            "ad_emails",
            (_EMAIL,),
            "AdRoll Help Center, 'CRM Audience' (2024)",
            heading=False,
            minimum_size=100,
            most_bytes=10 * MEGABYTE,
        ),
        Profile(
            "ad_hashed",
            (
                *_hashed(("Email", "email", "squeeze"), ("Phone", "phone", "phone")),
                *_hashed(
                    ("First Name", "first_name", "name"),
                    ("Last Name", "last_name", "name"),
                ),
                Field("Country", "country", "country"),
                Field("Zip", "postcode", "postcode"),
            ),
            "Google Ads Help, 'Format your customer data file' (2025); Display & Video "
            "360 API, 'Prepare user data' (2025)",
        ),
        Profile(
            "ad_hashed_social",
            _hashed(
                ("email", "email", "trim"),
                ("phone", "phone", "phone_digits"),
                ("fn", "first_name", "plain_name"),
                ("ln", "last_name", "plain_name"),
                ("zip", "postcode", "small_postcode"),
                ("country", "country", "small_country"),
            ),
            "Meta, Conversions API, 'Customer information parameters' (2026)",
            minimum_size=100,
        ),
        Profile(
            "ad_hashed_display",
            _hashed(("Email", "email", "undot"), ("Phone", "phone", "phone")),
            "Google, samples of the Ads API for enhanced conversions (2025)",
        ),
        Profile(
            "ad_hashed_short_video",
            _hashed(
                ("Email_SHA256", "email", "bare"), ("Phone_SHA256", "phone", "phone")
            ),
            "TikTok Business Help Center, 'How to create a Custom Audience with a "
            "customer file' (2025) and 'Customer File' (2024)",
            minimum_size=1000,
            most_bytes=1000 * MEGABYTE,
        ),
        Profile(
            "crm",
            (Field("customer_id", "customer_id", "id", needed=True), _EMAIL, *_LIST),
            "own definition",
        ),
    )
}


def profiles(name: str | None = None) -> Table:
    """List what each kind of platform takes, and how each column is spelled.

    Parameters
    ----------
    name : one profile; None for all

    Returns
    -------
    Table with a row per column of a file: profile, header, column (what our table calls
    it), rule (in words), hashed, needed; ``attrs["notes"]`` says what each profile is
    for, its limits and its source

    Raises
    ------
    DataError
        if there is no such profile

    References
    ----------
    Those that the notes name

    Examples
    --------
    >>> profiles("ad_emails")
    Columns of the file, by profile
         profile header column                            rule  hashed  needed
    0  ad_emails  Email  email  no blanks around, small letters   False    True
    ad_emails: An advertising platform that takes plain addresses, one a line; no line
    of headings; at least 100 people; at most 10,000,000 bytes. Source: AdRoll Help
    Center, 'CRM Audience' (2024).
    """
    if name is not None:
        choice(name, PROFILES, name="profile")
    chosen = [p for p in PROFILES.values() if name in {None, p.name}]
    rows = [
        {
            "profile": profile.name,
            "header": field.header,
            "column": field.column,
            "rule": words.RULES[field.rule],
            "hashed": field.hashed,
            "needed": field.needed,
        }
        for profile in chosen
        for field in profile.fields
    ]
    table = Table(pd.DataFrame(rows))
    table.attrs["heading"] = words.PROFILE_HEADING
    table.attrs["notes"] = [_note(profile) for profile in chosen]
    return table


def _note(profile: Profile) -> str:
    parts = [f"{profile.name}: {words.PROFILES[profile.name]}"]
    if not profile.heading:
        parts.append(words.NO_HEADING)
    if profile.minimum_size > 1:
        parts.append(words.AT_LEAST.format(n=profile.minimum_size))
    if profile.most_bytes:
        parts.append(words.AT_MOST.format(n=profile.most_bytes))
    return "; ".join(parts) + words.SOURCE.format(source=profile.source)

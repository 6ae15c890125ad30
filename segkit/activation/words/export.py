"""What export says to people: profiles, rules, reasons, refusals, the manifest."""

PROFILES = {
    "mail_list": "A mailing list for an e-mail platform: addresses as they are written",
    "ad_emails": "An advertising platform that takes plain addresses, one a line",
    "ad_hashed": "An advertising platform that takes hashes: search and video",
    "ad_hashed_social": "An advertising platform that takes hashes: social network",
    "ad_hashed_display": "An advertising platform that takes hashes: display, without "
    "the dots of one large mail provider",
    "ad_hashed_short_video": "An advertising platform that takes hashes: short video, "
    "without dots and +suffixes",
    "crm": "An import into a CRM: the customer's number, address and segment",
}

RULES = {
    "trim": "no blanks around, small letters",
    "squeeze": "no blanks at all, small letters",
    "undot": "no blanks, small letters, no dots before @gmail.com and @googlemail.com",
    "bare": "no blanks, small letters, no dots and no +suffix before the @",
    "name": "no blanks around, small letters",
    "plain_name": "small letters, no blanks around, no punctuation",
    "phone": "E.164, such as +33612345678",
    "phone_digits": "country code and number, digits only, such as 33612345678",
    "country": "two letters (ISO 3166-1), capitals",
    "small_country": "two letters (ISO 3166-1), small",
    "postcode": "capitals, one blank at most between the parts",
    "small_postcode": "small letters, no blanks or hyphens; of the United States the "
    "first five digits",
    "safe_text": "as it is written, without control characters; safe in a spreadsheet",
    "id": "as it is; a customer whose number begins like a formula is left out",
}

REASONS = (
    "no customer",
    "said no",
    "never asked",
    "suppressed",
    "over the cap",
    "no address",
    "no valid address",
    "number begins like a formula",
    "shares an address with somebody who may not be contacted",
    "same address as another row",
    "in a group below the minimum size",
    "in the file",
)

MANIFEST = "{rows:,} rows in {file} ({profile}); {left:,} of {asked:,} left out{why}."
WHY = " ({counts})"
FROM = {"key": "the key table", "customers": "the customers"}

NEEDS_POLICY = (
    "export needs policy=, which says who may be contacted: pass "
    "policy=activation.Policy() or your own; this is {found!r}"
)
THERE = (
    "{path} is there already, and nothing was written: pass replace=True to replace "
    "it, or another name"
)
NO_ADDRESSES = (
    "customers have no column 'email' and there is no key=: pass key='key.csv' (the "
    "table that leads from pseudonyms back to addresses), or "
    "columns={'email': 'your name'} ('customer_id' where the ids are addresses)"
)
BAD_KEY = (
    "key needs columns ['customer_id', 'original']; it has {found}: pass the key that "
    "segkit.privacy.pseudonyms made"
)
NO_FIELD = (
    "fields= asks for {wrong}; the profile {profile!r} takes {known} only: nothing "
    "else leaves"
)
FIELD_ABSENT = (
    "customers need columns {missing} for the profile {profile!r}; they have {have}: "
    "pass columns={hint}, or leave them out of fields="
)
NO_SEGMENTS = (
    "the field 'segment' needs segments=, a Series of segments by customer_id: pass "
    "it, or leave 'segment' out of fields="
)
TOO_FEW = (
    "{n} customers would be in the file; the {who} asks for at least {minimum}, and "
    "nothing was written: widen the audience. Left out: {counts}"
)
WHO = {"policy": "policy", "profile": "profile {profile!r}"}
TOO_LARGE = (
    "the file would have {size:,} bytes; the profile {profile!r} takes at most "
    "{limit:,}, and nothing was written: export parts of the audience"
)
NOT_AS_WRITTEN = (
    "{path} does not hold what was written ({what}): check the disk, and export again"
)
CHANGED = (
    "{path} has changed since it was exported ({what}): export again, do not upload it"
)
NO_MANIFEST = (
    "{path} is no manifest of an export: it lies beside the file as name.manifest.json"
)
NOT_AN_AUDIENCE = (
    "audience must be ids of customers (a list, index or Series of ids, or what "
    "activation.select returns); this is a {found}"
)
COUNTRY = (
    "country must be one of {known}, or a calling code such as '+33'; it is {it!r}"
)
PROFILE_HEADING = "Columns of the file, by profile"
NO_HEADING = "no line of headings"
AT_LEAST = "at least {n:,} people"
AT_MOST = "at most {n:,} bytes"
SOURCE = ". Source: {source}."
NOBODY = "nobody"
UNREADABLE = "it cannot be read"
OTHER_CHECKSUM = "another checksum"
OTHER_ROWS = "{n:,} rows"

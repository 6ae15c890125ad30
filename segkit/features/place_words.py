"""What `places` says to people, in one place, ready for translation."""

PANDAS = (
    "{name} must be a pandas table; this is a {kind}: turn it into one with "
    ".to_pandas() or .df()"
)
NOTHING = (
    "customers has no place: columns {have}; pass postcode and postcodes=, or latitude "
    "and longitude, columns={{'postcode': 'your name'}}"
)
NEEDS_POSTCODES = (
    "{name} is of postcodes, so postcodes= is needed too: a table with a column "
    "'postcode' is enough"
)
POSTCODE_TWICE = (
    "postcodes has {n} rows that repeat a postcode: one row each, for instance "
    "postcodes.drop_duplicates('postcode')"
)
CLIMATE_OF_WHAT = (
    "climate needs a column 'town', 'region' or 'postcode' that postcodes has too; it "
    "has {have}: pass columns={{'town': 'your name'}}"
)
NO_POSTCODE = (
    "customers needs column 'postcode' to be looked up in postcodes; the table has "
    "{have}: pass columns={{'postcode': 'your name'}}, or leave postcodes out"
)
STRANGE_POSTCODES = (
    "no postcode of customers is in postcodes: customers has {one!r} ({kind}), "
    "postcodes has {other!r} ({kinds}): read both as text, so that 01067 keeps its 0"
)
NO_POINTS = (
    "the way to a store needs latitude and longitude of the customers, in customers or "
    "in postcodes: add them, or leave stores out"
)
NO_STORE_POINTS = (
    "stores needs latitude and longitude, or a postcode whose latitude and longitude "
    "are in postcodes; it has {have}"
)
NO_STORES = (
    "no store has a known latitude and longitude: look at the postcodes of stores"
)
NO_SUCH_COLUMN = (
    "columns= names {absent}, which no table has: correct the right-hand names"
)

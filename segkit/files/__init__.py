"""Read CSV, Excel, Parquet and shop exports; write whole files, safe from formulas.

How a file was read is found out and said, never guessed: see ``attrs["reading"]``.
"""

from segkit.files.contacts import contact_totals, looks_like_contacts
from segkit.files.exports import (
    SignupForm,
    one_list,
    read_mail_events,
    read_sessions,
    read_subscribers,
    signup_form,
)
from segkit.files.mapping import load_mapping, propose_columns, save_mapping
from segkit.files.orders import read_orders
from segkit.files.read import read
from segkit.files.write import (
    neutral,
    writable_folder,
    write_bytes,
    write_csv,
    write_text,
)

__all__ = [
    "SignupForm",
    "contact_totals",
    "load_mapping",
    "looks_like_contacts",
    "neutral",
    "one_list",
    "propose_columns",
    "read",
    "read_mail_events",
    "read_orders",
    "read_sessions",
    "read_subscribers",
    "save_mapping",
    "signup_form",
    "writable_folder",
    "write_bytes",
    "write_csv",
    "write_text",
]

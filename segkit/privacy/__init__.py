"""Personal data: find it, replace it by pseudonyms, hash it, keep groups big enough.

>>> from segkit import privacy
>>> privacy.hash_email(" JaneDoe@Gmail.com ")[:8]
'd6117306'
"""

from segkit.privacy.find import looks_personal, personal_columns
from segkit.privacy.pseudonyms import (
    Pseudonyms,
    hash_email,
    normal_email,
    pseudonyms,
)
from segkit.privacy.share import consented, suppress

__all__ = [
    "Pseudonyms",
    "consented",
    "hash_email",
    "looks_personal",
    "normal_email",
    "personal_columns",
    "pseudonyms",
    "suppress",
]

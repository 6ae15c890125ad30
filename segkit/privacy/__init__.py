"""Personal data: find it, replace it by pseudonyms, hash it, keep groups big enough.

>>> from segkit import privacy
>>> privacy.hash_email(" JaneDoe@Gmail.com ")[:8]
'd6117306'
"""

from segkit.privacy.find import looks_personal, personal_columns
from segkit.privacy.masking import masked
from segkit.privacy.pseudonyms import (
    Pseudonyms,
    hash_email,
    normal_email,
    pseudonyms,
)
from segkit.privacy.share import consent_answers, consented, suppress

__all__ = [
    "Pseudonyms",
    "consent_answers",
    "consented",
    "hash_email",
    "looks_personal",
    "masked",
    "normal_email",
    "personal_columns",
    "pseudonyms",
    "suppress",
]

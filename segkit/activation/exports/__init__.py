"""The file that leaves the house: for whom, in which form, and what was in it."""

from segkit.activation.exports.exporting import export
from segkit.activation.exports.manifest import Manifest, check_export
from segkit.activation.exports.profiles import PROFILES, Field, Profile, profiles

__all__ = [
    "PROFILES",
    "Field",
    "Manifest",
    "Profile",
    "check_export",
    "export",
    "profiles",
]

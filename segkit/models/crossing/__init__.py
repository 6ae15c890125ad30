"""Segmentations combined: crossed, looked up in other lists, kept in a book.

>>> crosswalk().index.size
9
"""

from segkit.models.crossing.book import SegmentBook
from segkit.models.crossing.cells import Crossing, cross
from segkit.models.crossing.crosswalk import contact_status, crosswalk

__all__ = ["Crossing", "SegmentBook", "contact_status", "cross", "crosswalk"]

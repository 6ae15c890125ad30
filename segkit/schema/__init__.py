"""The data dictionary: what every table and column of a data folder means.

Reads ``datapackage.json`` (Frictionless Data Package, Table Schema) with the standard
library alone. Beside the standard's properties, a table has ``grain`` (what one row
is), ``family`` (tables that belong together), ``needs``
(columns that it cannot do without) and ``rows``; a column has ``unit``,
``personal`` and ``sensitive``.
"""

from segkit.schema.page import page
from segkit.schema.reading import FILE_NAME, bundled, bundled_folder, read
from segkit.schema.records import Column, ForeignKey, Package, Table

__all__ = [
    "FILE_NAME",
    "Column",
    "ForeignKey",
    "Package",
    "Table",
    "bundled",
    "bundled_folder",
    "page",
    "read",
]

"""The data dictionary as a page to read."""

from __future__ import annotations

from segkit.schema.records import Column, Package, Table

HEAD = """# Data dictionary

{title}, version {version}. {description}

Made from `datapackage.json` by `python -m segkit.simulate`; `segkit.datasets.describe`
shows the same in Python. *Personal*: it would say something about one person if the
people were real; *sensitive*: the law protects it further.
"""
COLUMNS = "| column | type | unit | meaning | allowed | |\n|---|---|---|---|---|---|"
MARKS = {(True, False): "personal", (True, True): "personal, sensitive"}


def page(package: Package) -> str:
    """Return the dictionary of a data folder as Markdown.

    Parameters
    ----------
    package : its tables

    Returns
    -------
    str
        families in order, each with its tables, keys and columns

    Examples
    --------
    >>> from segkit import schema
    >>> page(schema.bundled()).startswith("# Data dictionary")
    True
    """
    parts = [
        HEAD.format(
            title=package.title,
            version=package.version,
            description=package.description,
        )
    ]
    for family in dict.fromkeys(table.family for table in package.tables):
        members = [t for t in package.tables if t.family == family]
        parts += [f"## {family}\n", _links(members)]
        parts += [_table(table) for table in members]
    return "\n".join(part for part in parts if part)


def _links(tables: list[Table]) -> str:
    """Draw which table points to which, as a Mermaid diagram."""
    arrows = [
        f'    {link.table} ||--o{{ {table.name} : "{", ".join(link.columns)}"'
        for table in tables
        for link in table.foreign_keys
    ]
    if not arrows:
        return ""
    return "\n".join(["```mermaid", "erDiagram", *arrows, "```\n"])


def _table(table: Table) -> str:
    rows = f", {table.rows:,} rows" if table.rows is not None else ""
    key = f"; key {', '.join(table.primary_key)}" if table.primary_key else ""
    head = f"### {table.name}\n\n{table.description} *{table.grain}{rows}{key}.*\n"
    return "\n".join([head, COLUMNS, *(_row(column) for column in table.columns), ""])


def _row(column: Column) -> str:
    cells = [
        f"`{column.name}`",
        column.type,
        column.unit or "",
        column.description,
        column.allowed(),
        MARKS.get((column.personal, column.sensitive), ""),
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"

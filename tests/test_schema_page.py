"""The dictionary as a page: every table and column, nothing cut off."""

from segkit import schema

PAGE = schema.page(schema.bundled())


def test_every_table_and_column_stands_in_the_page():
    for table in schema.bundled().tables:
        section = PAGE.split(f"### {table.name}\n")[1].split("\n### ")[0]
        assert table.description in section
        for column in table.columns:
            assert f"| `{column.name}` | {column.type} |" in section


def test_bars_inside_a_cell_do_not_end_it():
    row = next(line for line in PAGE.splitlines() if "`acquired_via`" in line)
    assert "search \\| social" in row
    assert row.replace("\\|", "").count("|") == 7


def test_links_are_drawn():
    assert 'customers ||--o{ orders : "customer_id"' in PAGE


def test_the_committed_pages_are_those_of_the_committed_dictionaries():
    folder = schema.bundled_folder()
    for place in (folder, folder / "truth"):
        text = (place / "DICTIONARY.md").read_text(encoding="utf-8")
        assert text == schema.page(schema.read(place))

import pytest

from segkit.authoring import source
from segkit.checks import DataError

HEADER = '# ---\n# {id: "07", title: RFM, minutes: 20, objectives: [count]}\n# ---\n'


@pytest.fixture
def written(tmp_path):
    folder = tmp_path / "07_rfm"
    folder.mkdir()

    def write(text, kind="exercise"):
        path = folder / f"{kind}.py"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_cells_are_read_with_kind_tags_language_and_id(written):
    body = (
        "\n# %% [markdown]\n# Bonjour é\n"
        '\n# %% [markdown] lang="fr"\n# Salut\n'
        '\n# %% id="answer" tags=["check"]\nq.a.check(a)\n'
    )
    cells = source.read(written(HEADER + body)).cells
    assert [cell.kind for cell in cells] == ["markdown", "markdown", "code"]
    assert [cell.lang for cell in cells] == ["en", "fr", "en"]
    assert cells[0].text == "Bonjour é"
    assert (cells[2].id, cells[2].tags) == ("answer", ("check",))


def test_ids_are_stable_and_unique(written):
    body = "\n# %%\nx = 1\n\n# %%\nx = 1\n\n# %%\ny = 2\n"
    first = [cell.id for cell in source.read(written(HEADER + body)).cells]
    more = "\n# %%\nz = 0\n" + body
    again = [cell.id for cell in source.read(written(HEADER + more)).cells]
    assert len(set(first)) == 3
    assert again[1:] == first


def test_lines_that_hold_nothing_are_no_cell(written):
    assert len(source.read(written(HEADER + "\n\n\n# %%\nx = 1\n# %%\n\n")).cells) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# %%\nx = 1\n", "07_rfm/exercise.py must begin with a YAML header"),
        ("# ---\n# a: [\n# ---\n", "07_rfm/exercise.py: the header is not YAML"),
        ("# ---\n# - a\n# ---\n", "the header must name"),
        ('# ---\n# id: "07"\n# ---\n', r"lacks \['title', 'minutes', 'objectives'\]"),
        (HEADER.replace("}", ", mins: 3}"), r"unknown \['mins'\]"),
        (HEADER.replace("20", "long"), r"\['minutes'\] must be of"),
        (HEADER.replace("}", ", tracks: [fast]}"), r"\['fast'\] must be of"),
        (HEADER.replace("07", "08"), "says id '08': its folder must begin with it"),
        (HEADER + '# %% id="a"\n1\n# %% id="a"\n2\n', r"cell ids \['a'\] stand more"),
        (HEADER + "# %% slow=true\n1\n", r"unknown options \['slow'\]"),
    ],
)
def test_a_mistake_in_a_source_is_named(written, text, message):
    with pytest.raises(DataError, match=message):
        source.read(written(text))


def test_a_lesson_needs_more_than_an_exercise(written):
    with pytest.raises(DataError, match=r"lacks .'prerequisites', 'data', 'inventory'"):
        source.read(written(HEADER, "lesson"))

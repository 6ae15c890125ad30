import pytest

from segkit.authoring import lint
from segkit.authoring.source import read

HEADER = '# ---\n# {id: "07", title: RFM, minutes: 20, objectives: [count]}\n# ---\n'
GOOD = """
# %%
import pandas as pd

# %%
rate = ...
### BEGIN SOLUTION
rate = pd.Series([1, 2, 3]).mean()
### END SOLUTION

# %% tags=["check"]
q.repeat_rate(as_of="2024-01-01").check(rate)
"""


@pytest.fixture
def found(tmp_path):
    def find(body, kind="exercise"):
        folder = tmp_path / "07_rfm"
        folder.mkdir(exist_ok=True)
        more = ", prerequisites: [], data: [], inventory: [], tracks: [], widget: none}"
        header = HEADER.replace("}", more) if kind == "lesson" else HEADER
        (folder / f"{kind}.py").write_text(header + body, encoding="utf-8")
        return lint.problems(read(folder / f"{kind}.py"))

    return find


def test_a_good_source_has_no_problems(found):
    assert found(GOOD) == []


def test_the_worked_solution_is_the_region_behind_the_checked_stub(found, tmp_path):
    found(GOOD)
    source = read(tmp_path / "07_rfm" / "exercise.py")
    assert lint.questions(source) == {"repeat_rate": "rate"}
    assert lint.worked(source) == {
        "unit07.repeat_rate": "rate = pd.Series([1, 2, 3]).mean()"
    }


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("import pandas as pd", "def f(): pass", "no helper is defined in a notebook"),
        ("import pandas as pd", "class A: pass", "move ['A'] into segkit"),
        ("import pandas as pd", "x = 1\n" * 7, "7 lines; a cell has 6 at most"),
        ("import pandas as pd", "%matplotlib", "this is not plain Python"),
        ("rate = pd.", "import os\nrate = pd.", "imports stand outside solutions"),
        ("### END SOLUTION\n", "", "'### END SOLUTION' are needed"),
        ("rate = ...\n", "", "one stub such as 'answer = ...' must stand before"),
        ('tags=["check"]', "", "tagged 'check'"),
        ("check(rate)", "check(rate + 1)", "with a name as its answer"),
        ("check(rate)", "check(other)", "checks of ['other'] have no stub"),
        ('tags=["check"]', 'tags=["fun"]', "tags ['fun'] are not used here"),
        ("import pandas", "# NBVAL_SKIP\nimport pandas", "outputs are always compared"),
        (
            "# %%\nimport",
            "# %% [markdown]\n# # Title\n\n# %%\nimport",
            "begin with '##",
        ),
        ("# %%\nimport", '# %% lang="fr"\nimport', "only text is translated"),
    ],
)
def test_what_a_source_may_not_do_is_named_with_its_cell(found, old, new, text):
    problems = found(GOOD.replace(old, new, 1))
    assert any(text in problem for problem in problems), problems
    assert all(problem.startswith("07_rfm/exercise.py") for problem in problems)


def test_a_problem_names_the_cell(found):
    problems = found(GOOD.replace("import pandas as pd", "def f(): pass"))
    assert problems[0].startswith("07_rfm/exercise.py, cell 1 (")


def test_one_stub_and_one_check_for_each_question(found):
    twice = GOOD + '\n# %% tags=["check"]\nq.repeat_rate.check(rate)\n'
    assert any("one check each is needed" in text for text in found(twice))
    idle = GOOD + "\n# %%\nother = ...\n"
    assert found(idle) == ["07_rfm/exercise.py: stubs ['other'] are never checked"]
    again = GOOD + "\n# %%\nrate = ...\n"
    assert any("one stub each is needed" in text for text in found(again))


def test_a_solution_that_stands_in_the_exercise_is_a_leak(found):
    told = GOOD + "\n# %% [markdown]\n# Try `rate = pd.Series([1, 2, 3]).mean()`.\n"
    assert any("gives away 'rate = pd.Series" in text for text in found(told))
    spaced = GOOD + "\n# %%\nx = 1\nrate  =  pd.Series([1, 2, 3]).mean()\n"
    assert any("gives away" in text for text in found(spaced))


def test_solution_cells_may_say_it(found):
    told = GOOD + (
        '\n# %% [markdown] tags=["solution"]\n'
        "# `rate = pd.Series([1, 2, 3]).mean()` is it.\n"
    )
    assert found(told) == []


def test_a_lesson_has_no_solution_regions_but_may_have_a_check(found):
    assert any("a lesson has no solution regions" in t for t in found(GOOD, "lesson"))
    check = '\n# %%\nguess = ...\n\n# %% tags=["check"]\nq.size.check(guess)\n'
    assert found(check, "lesson") == []


def test_a_question_asked_with_buttons_is_a_check(found):
    assert found(GOOD.replace('(as_of="2024-01-01").check', ".ask")) == []


def test_a_translation_stands_after_its_english(found):
    alone = '\n# %%\nx = 1\n\n# %% [markdown] lang="fr"\n# Salut\n'
    assert any("right after its English" in text for text in found(alone))

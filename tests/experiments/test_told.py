"""How experiments write numbers."""

import pytest

from segkit.experiments.told import Told, chance, percent, points


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0 %"), (1, "100 %"), (0.5, "50 %"), (0.0312, "3.12 %"), (1e-5, "0.001 %"),
     (0.99986, "99.986 %"),
     (0.999999997, "above 99.99 %"), (float("nan"), "unknown"),
     (1e-12, "below 0.001 %")],
)  # fmt: skip
def test_a_share_gets_the_digits_that_it_needs(share, text):
    assert percent(share) == text


def test_points_have_a_sign_and_a_chance_is_never_nothing():
    assert points(0.0) == "+0 points"
    assert points(-0.25) == "-25 points"
    assert points(0.0000001) == "+0.00001 points"
    assert chance(1e-310) == "1e-300 or less"


def test_a_result_without_a_sentence_cannot_be_shown():
    with pytest.raises(NotImplementedError):
        repr(Told())

"""Segments: do they differ, who wins after correction, phases and weeks."""

import math

import numpy as np
import pandas as pd
import polars as pl
import pytest

from segkit.checks import DataError
from segkit.experiments import (
    Money,
    Quantile,
    Rate,
    RatioOf,
    adjust,
    by_phase,
    compare_rates,
    effect_over_time,
    interaction,
    segment_effects,
)
from segkit.experiments.analysis.phases import joined


def shop(n=6000, seed=1, lift=0.0, segments=("a", "b", "c")):
    rng = np.random.default_rng(seed)
    table = pd.DataFrame({"variant": np.tile(["A", "B"], n // 2)})
    table["segment"] = rng.choice(segments, n)
    table["unit_id"] = [f"u{i}" for i in range(n)]
    moved = (table["variant"] == "B") & (table["segment"] == "a")
    table["converted"] = rng.random(n) < 0.2 + lift * moved
    table["orders"] = rng.poisson(2, n) + 1
    table["revenue_amount"] = rng.gamma(2, 20, n)
    return table


# Do segments differ ----------------------------------------------------------------


def test_q_is_that_of_cochran_by_hand():
    found = interaction([1.0, 2.0, 4.0], [1.0, 1.0, 0.5])
    w = np.array([1, 1, 4])
    mean = (w * [1, 2, 4]).sum() / 6
    assert found.common == pytest.approx(mean)
    assert found.statistic == pytest.approx(
        (w * (np.array([1, 2, 4]) - mean) ** 2).sum()
    )
    assert found.freedom == (2, math.inf)


def test_the_spread_over_trials_is_that_of_dersimonian_and_laird():
    """Log odds ratios of magnesium in heart attacks (Sutton et al. 2000, 8 trials)."""
    effects = [-0.83, -1.056, -1.278, -0.043, 0.223, -2.407, -1.280, -1.191]
    errors = [1.247, 0.412, 0.808, 1.429, 0.489, 1.072, 1.193, 1.661]
    found = interaction(effects, errors)
    w = np.array(errors) ** -2.0
    q = (w * (effects - (w * effects).sum() / w.sum()) ** 2).sum()
    tau2 = max(0, (q - 7) / (w.sum() - (w**2).sum() / w.sum()))
    assert found.statistic == pytest.approx(q)
    assert found.spread == pytest.approx(math.sqrt(tau2))


def test_f_of_two_segments_is_the_square_of_welchs_t():
    found = interaction([1.0, 3.0], [0.6, 0.8], [9, 14])
    assert found.statistic == pytest.approx((2.0 / 1.0) ** 2)
    below = 1 / (0.6**4 / 9 + 0.8**4 / 14)  # Satterthwaite
    assert found.freedom == (1, pytest.approx(below))


def test_one_segment_has_nothing_to_differ_from():
    found = interaction([1.0], [0.1])
    assert not found.differs
    assert "only one segment" in found.sentence


# Winners ---------------------------------------------------------------------------


def test_one_segment_that_answers_is_found_and_differs():
    found = segment_effects(shop(lift=0.15), Rate("converted"), "segment")
    assert found.interaction.differs
    assert found.winners == ("a",)
    text = found.sentence
    order = ["split is", "answer differently", "effect is clear in a"]
    places = [text.index(part) for part in order if part in text]
    assert places == sorted(places)


def test_effects_of_segments_are_those_of_their_rows():
    table = shop()
    found = segment_effects(table, Rate("converted"), "segment").table
    for row in found.itertuples():
        rows = table[table["segment"] == row.segment]
        counts = rows.groupby("variant")["converted"].agg(["sum", "count"]).to_numpy()
        alone = compare_rates(*(int(x) for x in counts.ravel()))
        assert (row.difference, row.low, row.p_value) == pytest.approx(
            (alone.difference, alone.low, alone.p_value)
        )


def test_a_winner_without_differences_is_not_called_different():
    counts = [("large", 2000, 400, 480), ("small", 100, 20, 24)]
    rows = [
        (segment, variant, i < x)
        for segment, n, *arms in counts
        for variant, x in zip("AB", arms, strict=True)
        for i in range(n)
    ]
    table = pd.DataFrame(rows, columns=["segment", "variant", "converted"])
    found = segment_effects(table, Rate("converted"), "segment")
    assert found.winners == ("large",)
    assert not found.interaction.differs
    assert "does not make the two differ" in found.sentence


@pytest.mark.parametrize(
    ("family", "sizes"), [("all", 6), ("segments", 3), ("metrics", 2), ("arms", 1)]
)
def test_the_family_is_chosen(family, sizes):
    metrics = [Rate("converted"), Money("revenue_amount")]
    found = segment_effects(
        shop(), metrics, "segment", family=family, method="bonferroni"
    )
    wanted = np.minimum(found.table["p_value"] * sizes, 1)
    assert found.table["p_adjusted"].tolist() == pytest.approx(wanted.tolist())
    assert all(row.effect.adjusted_by[1] == sizes for row in found.rows)


def test_corrections_are_those_of_adjust_and_intervals_grow():
    for method in ("BH", "BY", "holm", "bonferroni"):
        found = segment_effects(
            shop(), Rate("converted"), "segment", method=method
        ).table
        assert found["p_adjusted"].tolist() == pytest.approx(
            adjust(found["p_value"], method).tolist()
        )
        assert (found["low_adjusted"] <= found["low"]).all()
        assert (found["high_adjusted"] >= found["high"]).all()


def test_all_kinds_of_metrics_in_several_arms_and_engines():
    table = shop()
    table["variant"] = np.tile(["control", "new", "newer"], 2000)
    metrics = [
        Rate("converted"),
        Money("revenue_amount"),
        RatioOf("revenue_amount", "orders"),
        Quantile("revenue_amount"),
    ]
    found = segment_effects(table, metrics, "segment")
    assert len(found.table) == 4 * 2 * 3
    assert len(found.interactions) == 8
    again = segment_effects(pl.from_pandas(table), metrics, "segment")
    assert again.table["p_value"].tolist() == pytest.approx(
        found.table["p_value"].tolist()
    )


def test_segments_may_be_a_series_of_units():
    table = shop()
    by_unit = table.set_index("unit_id")["segment"].astype("category")
    one = segment_effects(table, Rate("converted"), "segment")
    rest = table.drop(columns="segment")
    two = segment_effects(rest, Rate("converted"), by_unit, unit="unit_id")
    assert two.table["difference"].tolist() == one.table["difference"].tolist()
    some = segment_effects(rest, Rate("converted"), by_unit.iloc[:5000], unit="unit_id")
    assert some.unplaced == 1000
    assert "1,000 rows without an arm or a segment" in some.sentence


def test_renamed_and_shuffled_segments_change_nothing_but_names():
    table = shop(lift=0.1)
    one = segment_effects(table, Rate("converted"), "segment").table
    renamed = table.assign(segment="seg " + table["segment"]).sample(
        frac=1, random_state=1
    )
    two = segment_effects(renamed, Rate("converted"), "segment").table
    assert two["p_adjusted"].tolist() == pytest.approx(one["p_adjusted"].tolist())


def test_shrunk_effects_lie_between_their_own_and_the_common_one():
    found = segment_effects(shop(lift=0.1), Rate("converted"), "segment")
    common = found.interaction.common
    for row in found.rows:
        ends = sorted([row.effect.difference, common])
        assert ends[0] - 0.01 <= row.shrunk <= ends[1] + 0.01


def test_small_segments_are_named_with_what_they_could_find():
    table = shop()
    table.loc[table.index[:24], "segment"] = "tiny"
    found = segment_effects(table, Rate("converted"), "segment")
    assert found.table.set_index("segment").loc["tiny", "small"]
    assert "Too small to say much: tiny (would find" in found.sentence


def test_a_split_that_broke_in_one_segment_voids_that_one():
    table = shop(n=20_000, lift=0.2)
    gone = (
        (table["segment"] == "a") & (table["variant"] == "A") & (table.index % 3 == 0)
    )
    kept = table[~gone].reset_index(drop=True)
    found = segment_effects(kept, Rate("converted"), "segment", alarm=1e-30)
    assert found.sample_ratios["b"].mismatch is False
    strict = segment_effects(kept, Rate("converted"), "segment")
    assert strict.sample_ratio.mismatch
    assert strict.winners == ()
    assert "No winner is called" in strict.sentence


def test_an_arm_that_is_missing_in_a_segment_is_stated():
    table = shop()
    kept = table[~((table["segment"] == "c") & (table["variant"] == "B"))]
    found = segment_effects(kept, Rate("converted"), "segment", alarm=1e-300).table
    row = found.set_index("segment").loc["c"]
    assert math.isnan(row["difference"])
    assert row["note"] == "an arm has no units"


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"segments": ["segment"]}, "must be a column of the table or a Series"),
        ({"segments": "nothing"}, "needs columns"),
        ({"segments": pd.Series(["a"], index=["u1"])}, "pass unit="),
        (
            {"segments": pd.Series(["a", "b"], index=["u1", "u1"]), "unit": "unit_id"},
            "1 units more than once",
        ),
        ({"segments": "segment", "family": "every"}, "family must be one of"),
        ({"segments": "segment", "method": "fdr"}, "method must be one of"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(asked, says):
    segments = asked.pop("segments")
    with pytest.raises(DataError, match=says):
        segment_effects(shop(), Rate("converted"), segments, **asked)


# Phases ----------------------------------------------------------------------------


def phases():
    counts = {  # phase: A of, converted, B of, converted
        "sale": (1900, 190, 100, 12),
        "after": (1000, 20, 1000, 30),
    }
    rows = []
    for phase, (n0, x0, n1, x1) in counts.items():
        for variant, n, x in (("A", n0, x0), ("B", n1, x1)):
            rows += [(phase, variant, i < x) for i in range(n)]
    return pd.DataFrame(rows, columns=["phase", "variant", "converted"])


def test_a_paradox_is_told():
    found = by_phase(phases(), Rate("converted"), "phase")
    assert found.pooled.difference < 0 < found.within.value
    assert found.reversed
    assert found.mixed
    assert "Simpson's paradox" in found.sentence
    by_hand = (1900 * 100 / 2000 * 0.02 + 1000 * 1000 / 2000 * 0.01) / (95 + 500)
    assert found.within.value == pytest.approx(by_hand)


def test_satos_variance_is_that_of_simulated_strata():
    rng = np.random.default_rng(5)
    strata = [(200, 20, 0.3), (80, 90, 0.1), (30, 60, 0.2)]
    found = []
    for _ in range(400):
        effects = [
            compare_rates(
                int(rng.binomial(n0, p)),
                n0,
                int(rng.binomial(n1, p + 0.05)),
                n1,
                test="z",
            )
            for n0, n1, p in strata
        ]
        found.append(joined(effects, 0.95)[0])
    assert np.mean([each.value for each in found]) == pytest.approx(0.05, abs=0.01)
    spread = np.std([each.value for each in found])
    assert np.mean([each.error for each in found]) == pytest.approx(spread, rel=0.12)
    assert np.mean([each.low <= 0.05 <= each.high for each in found]) > 0.92


def test_equal_shares_are_no_paradox_and_money_is_joined_too():
    table = shop()
    found = by_phase(table, Money("revenue_amount"), "segment")
    assert not found.reversed
    assert found.within.value == pytest.approx(found.pooled.difference, abs=0.5)
    assert "does not change with segment" in found.sentence


def test_phases_with_one_arm_are_left_out_and_named():
    table = phases()
    table.loc[table.index[:50], "phase"] = "trial"
    found = by_phase(table, Rate("converted"), "phase")
    assert found.lost == ("trial",)
    assert "Left out, with one arm only: trial" in found.sentence
    with pytest.raises(DataError, match="no phase has units in both arms"):
        by_phase(table.assign(phase=table["variant"]), Rate("converted"), "phase")


def test_phases_compare_two_arms_and_no_quantiles():
    table = phases()
    with pytest.raises(DataError, match="quantiles cannot be joined"):
        by_phase(table, Quantile("converted"), "phase")
    third = table.assign(variant=np.where(table.index % 3, table["variant"], "C"))
    with pytest.raises(DataError, match="phases are compared for two"):
        by_phase(third, Rate("converted"), "phase")


# Weeks -----------------------------------------------------------------------------


def weeks(lifts, n=4000, seed=1):
    rng = np.random.default_rng(seed)
    parts = []
    for week, lift in enumerate(lifts):
        part = pd.DataFrame({"variant": ["A", "B"] * (n // 2)})
        day = pd.Timestamp("2024-06-03") + pd.Timedelta(days=7 * week)
        part["day"] = day + pd.to_timedelta(rng.integers(0, 7, n), unit="D")
        part["converted"] = rng.random(n) < 0.2 + lift * (part["variant"] == "B")
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def test_an_effect_that_wears_off_is_seen():
    found = effect_over_time(weeks([0.1, 0.06, 0.03, 0.0]), Rate("converted"), "day")
    assert found.wears_off
    assert found.slope == pytest.approx(-0.033, abs=0.012)
    assert "may wear off" in found.sentence
    assert found.table["start"].tolist()[1] == pd.Timestamp("2024-06-10")


def test_an_effect_that_grows_is_not_wearing_off():
    found = effect_over_time(weeks([0.0, 0.04, 0.08, 0.12]), Rate("converted"), "day")
    assert found.changes
    assert not found.wears_off
    assert "is too low" in found.sentence


def test_a_lasting_effect_is_not_said_to_change():
    found = effect_over_time(weeks([0.03] * 4), Rate("converted"), "day")
    assert not found.changes
    assert "is not shown" in found.sentence


def test_too_few_weeks_and_no_dates_are_refused():
    with pytest.raises(DataError, match="a trend needs three"):
        effect_over_time(weeks([0.0, 0.0]), Rate("converted"), "day")
    with pytest.raises(DataError, match="must hold days"):
        effect_over_time(weeks([0.0] * 3).assign(day="soon"), Rate("converted"), "day")


def test_a_series_of_segments_is_found_by_the_name_of_its_index():
    table = pd.DataFrame({"customer_id": range(800), "variant": ["A", "B"] * 400})
    table["bought"] = table.index % 5 == 0
    kinds = pd.CategoricalDtype(["new", "old", "No purchase yet"])
    index = pd.RangeIndex(800, name="customer_id")
    segments = pd.Series(["new", "new", "old", "old"] * 200, index, dtype=kinds)
    found = segment_effects(table, Rate("bought"), segments)
    assert found.table["segment"].tolist() == ["new", "old"]
    assert found.empty == ("No purchase yet",)
    assert "Nobody (0 customers) is in No purchase yet." in found.sentence
    other = segments.rename_axis("client")
    with pytest.raises(DataError, match=r"called 'client'.*pass unit="):
        segment_effects(table, Rate("bought"), other)
    with pytest.raises(DataError, match="no customer_id of the table is in segments"):
        segment_effects(
            table, Rate("bought"), other.add_prefix("C"), unit="customer_id"
        )

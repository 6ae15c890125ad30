"""Points on the globe: what is refused, and distances that are known."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics.pairwise import haversine_distances

from segkit.checks import DataError
from segkit.cluster import globe

latitude = st.floats(-90, 90)
longitude = st.floats(-180, 180)
point = st.tuples(latitude, longitude)


@settings(deadline=None)
@given(point, point)
def test_distances_are_haversine(a, b):
    expected = haversine_distances(np.radians([a]), np.radians([b])) * globe.RADIUS_KM
    assert globe.distance_km([a], [b])[0] == pytest.approx(expected[0, 0], abs=0.5)
    if expected[0, 0] < 15_000:  # near the other side of the globe both lose digits
        assert globe.distance_km([a], [b])[0] == pytest.approx(
            expected[0, 0], rel=1e-7, abs=1e-6
        )


@settings(deadline=None)
@given(point)
def test_a_point_is_found_again(a):
    [[found_latitude, found_longitude]] = globe.degrees(globe.unit_vectors([a]))
    assert found_latitude == pytest.approx(a[0], abs=1e-6)
    assert globe.distance_km([a], [[found_latitude, found_longitude]])[0] < 1e-6


def test_half_way_round_is_half_the_circumference():
    assert globe.distance_km([[90, 0]], [[-90, 0]])[0] == pytest.approx(
        20015.115, abs=1
    )
    assert globe.distance_km([[0, 0]], [[0, 180]])[0] == pytest.approx(20015.115, abs=1)


def test_the_date_line_is_no_border():
    assert globe.distance_km([[0, 179.9]], [[0, -179.9]])[0] == pytest.approx(
        22.239, 1e-4
    )


def test_the_nearest_is_found_with_its_distance():
    rng = np.random.default_rng(1)
    points, others = (
        np.c_[rng.uniform(-80, 80, n), rng.uniform(-180, 180, n)] for n in (40, 7)
    )
    km, which = globe.nearest_km(points, others)
    every = haversine_distances(np.radians(points), np.radians(others))
    np.testing.assert_array_equal(which, every.argmin(axis=1))
    np.testing.assert_allclose(km, every.min(axis=1) * globe.RADIUS_KM)


def test_swapped_coordinates_are_noticed():
    with pytest.raises(
        DataError, match=r"139.7 .latitude and longitude may be swapped"
    ):
        globe.coordinates([[139.7, 35.7]])
    with pytest.raises(DataError, match=r"2 rows have values such as 120, 139.7"):
        globe.coordinates([[139.7, 35.7], [120, 10], [10, 20]])
    both = pd.DataFrame({"latitude": [100.0], "longitude": [170.0]})
    with pytest.raises(DataError) as error:
        globe.coordinates(both)
    assert "swapped" not in str(error.value)
    with pytest.raises(DataError, match="longitude must lie from -180 to 180"):
        globe.coordinates([[10, 350]])


def test_what_is_no_point_is_refused():
    with pytest.raises(DataError, match="latitude is missing or infinite in 1 of 2"):
        globe.coordinates([[np.nan, 1.0], [1.0, 1.0]])
    with pytest.raises(DataError, match="longitude is missing or infinite"):
        globe.coordinates([[1.0, np.inf]])
    with pytest.raises(DataError, match="latitude must hold numbers"):
        globe.coordinates(pd.DataFrame({"latitude": ["46N"], "longitude": [1.0]}))
    with pytest.raises(DataError, match=r"\['latitude'\] missing, the table has"):
        globe.coordinates(pd.DataFrame({"lat": [46.0], "longitude": [1.0]}))
    with pytest.raises(DataError, match=r"shape \(3,\)"):
        globe.coordinates([1, 2, 3])

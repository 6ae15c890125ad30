"""The words of the geographic model."""

from __future__ import annotations

from segkit.models.profiles import Language

# Degree of urbanisation: the value in the column, the name of the segment, its rule.
LEVEL_1 = {
    "city": ("City", "at least half of the people there live in an urban centre"),
    "town or suburb": (
        "Town or suburb",
        "neither a city nor a rural area by where most of the people there live",
    ),
    "rural area": ("Rural area", "more than half of the people there live in the open"),
}
LEVEL_2 = {
    "city": ("City", "at least half of the people there live in an urban centre"),
    "dense town": ("Dense town", "at least half live in dense urban cells, no city"),
    "semi-dense town": (
        "Semi-dense town",
        "urban, neither a dense town nor mostly suburban",
    ),
    "suburban or peri-urban area": (
        "Suburban area",
        "urban, and at least half live in suburban or rural cells",
    ),
    "village": ("Village", "rural, and at least half live in villages or towns"),
    "dispersed rural area": ("Dispersed rural area", "rural, houses here and there"),
    "mostly uninhabited area": (
        "Mostly uninhabited area",
        "rural, and at least half live where fewer than 50 people share a km²",
    ),
}
BY_DENSITY = {
    "city": ("City", "1,500 people or more per km² of the whole place (approximate)"),
    "town or suburb": (
        "Town or suburb",
        "300 people or more per km² of the whole place, under 1,500 (approximate)",
    ),
    "rural area": (
        "Rural area",
        "under 300 people per km² of the whole place (approximate)",
    ),
}

CLIMATE_GROUPS = {
    "A": "Tropical",
    "B": "Dry",
    "C": "Temperate",
    "D": "Cold",
    "E": "Polar",
}
CLIMATE_RAIN = {
    "f": "no dry season",
    "s": "dry summer",
    "w": "dry winter",
    "m": "monsoon",
    "S": "steppe",
    "W": "desert",
}
CLIMATE_WARMTH = {
    "a": "hot summer",
    "b": "warm summer",
    "c": "short summer",
    "d": "very cold winter",
    "h": "hot",
    "k": "cool",
}
CLIMATE_POLAR = {"ET": "Polar, tundra", "EF": "Polar, ice"}
CLIMATE_NAME = "{words} ({code})"
CLIMATE_RULE = "the class of climate there is {code} (Köppen and Geiger)"
GROUP_RULE = "the class of climate there begins with {code} (Köppen and Geiger)"

UP_TO, BETWEEN, OVER = "Up to {high} km", "{low} to {high} km", "Over {low} km"
UP_TO_RULE = "at most {high} km from the nearest store"
BETWEEN_RULE = "more than {low} km from the nearest store, at most {high}"
OVER_RULE = "more than {low} km from the nearest store"

COMMUNITY = {
    "holiday coast": (
        "Holiday coast",
        "by the sea, and at least 15 % of the dwellings are second homes",
    ),
    "inner city": (
        "Inner city",
        "1,500 people or more per km², and at least 60 % of the dwellings are flats",
    ),
    "suburb": ("Suburb", "800 people or more per km², and none of the above"),
    "small town": ("Small town", "200 to 800 people per km², and none of the above"),
    "countryside": ("Countryside", "under 200 people per km², and not holiday coast"),
}

MARKET_THREE = ("Small market", "Medium market", "Large market")
MARKET = "Market size {number} of {n}"
MARKET_UP_TO = "all households there spend at most {high} a year in this trade"
MARKET_BETWEEN = "all households there spend more than {low}, at most {high}"
MARKET_OVER = "all households there spend more than {low} a year in this trade"

CULTURE = "{language} ({country})"
CULTURE_RULE = "lives where most people speak {language}, in {country}"
WORK = {
    "same place": ("Works where they live", "home and work have the same postcode"),
    "commutes": ("Works elsewhere", "home and work have different postcodes"),
}

AROUND = "Around {place}"
AT = "{latitude}, {longitude}"
NORTH, SOUTH, EAST, WEST = "{:.1f}° N", "{:.1f}° S", "{:.1f}° E", "{:.1f}° W"
SCATTERED = ("scattered", "Scattered", "no dense place within {radius} km")
DENSE_RULE = (
    "within {radius} km of a place with {least} customers or more that belongs to this "
    "cluster; it reaches {extent} km around its middle"
)
HERE = "Lives near {at}."
NEAREST = "The nearest dense place of this cluster is {km} km away."
NONE_NEAR = "The nearest dense place is {km} km away, more than {radius} km."
UNDER_1 = "under 1"
NO_DENSE = "There is no dense place at all."

LANGUAGE = Language(
    labels={
        "urbanisation": "degree of urbanisation",
        "urbanisation_detail": "degree of urbanisation",
        "climate_zone": "climate",
        "place_language": "language spoken there",
        "density_km2": "people per km²",
        "km_to_store": "km to the store",
        "km_to_sea": "km to the sea",
        "flats_rate": "share of flats",
        "second_homes_rate": "share of second homes",
        "market_size_amount": "market size",
        "median_income_amount": "median income there",
        "altitude_m": "metres above the sea",
        "coastal": "by the sea",
        "home_is_work": "works where they live",
    },
    traits={
        "density_km2": ("thinly settled", "densely settled"),
        "km_to_store": ("near a store", "far from a store"),
        "km_to_sea": ("near the sea", "far inland"),
        "flats_rate": ("few flats", "many flats"),
        "second_homes_rate": ("few second homes", "many second homes"),
        "median_income_amount": ("low incomes", "high incomes"),
        "market_size_amount": ("small market", "large market"),
        "altitude_m": ("low-lying", "high up"),
    },
)

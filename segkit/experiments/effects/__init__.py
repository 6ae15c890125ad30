"""The effect between two arms: rates, means, ratios, quantiles."""

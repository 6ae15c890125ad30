"""The example course is built by tests/notebooks; it is no test by itself."""

collect_ignore = ["course"]

"""How well sound methods recover what is planted: ``python -m benchmarks.recovery``.

One module for each chapter of the world; each lists its `MEASURES`.
"""

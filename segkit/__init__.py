"""segkit: learn customer segmentation, and do it.

The rooms, in the order in which data flows through them::

    datasets, files   load practice data or your own file
    quality           what is wrong with it, and cleaning as logged decisions
    features          one row per customer
    models            segmentations: fit, assign, explain
    cluster, clv      general estimators: mixed columns, latent classes, lifetime value
    evaluation        are the segments real?
    personas          whom a segment stands for, each line with its number
    activation        who gets which message, when and where: rules, plans, files
    text              themes and sentiment of what customers write
    kpis              indicators per segment, judged on what came after
    objectives        goals, hypotheses, which segment for which objective
    experiments       who gets what by lot, what it changed, and how sure that is
    monitoring        drift, migration, when to segment anew, the log
    plots, widgets    look at the tables that the rooms return
    practice          questions that answer back
    report, cli       the same path from the command line
    simulate          the customer world, with its truth planted

Import rooms, not names, so that every call says where it is at home:

>>> from segkit import datasets, features, models
"""

__version__ = "0.1.0"

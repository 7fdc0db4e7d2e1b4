"""Segments in bulk: each goes the way of an article of one sentence, beside its source if given.

``rows`` reads them, ``build`` makes documents of them, ``prepare`` translates and force-decodes,
``judge`` runs checks and the estimator, ``stream`` keeps all of it bounded and in order.
"""

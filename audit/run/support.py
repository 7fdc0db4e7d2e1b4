"""What can be found in a language at all, whatever the article: for ``doctor`` and the docs."""

from __future__ import annotations

from audit.checks import CHECKS, OPTIONAL
from audit.language.codes.tags import base
from audit.model.coverage import Coverage, ErrorKind, Looked, Means
from audit.run.coverage import can_identify, is_partial, kind_of, means_of
from audit.terms.entries import shipped
from audit.terms.matcher import term_index


def support(language: str) -> tuple[Coverage, ...]:
    """One entry per kind of error that rules look for, beside a source and after a round trip."""
    rules = [rule for rule in CHECKS if rule not in OPTIONAL and kind_of(rule) is not None]
    able = [rule for rule in rules if CHECKS.load(rule)().supports(language)]
    if not term_index(shipped(), base(language)).forms:
        able = [rule for rule in able if rule != "TRM001"]  # It waits for terms of the user's.
    kinds = (one for one in ErrorKind if one not in (ErrorKind.LANGUAGE, ErrorKind.ROUND_TRIP))
    return tuple(
        _of_kind(kind, [rule for rule in able if kind_of(rule) is kind], language) for kind in kinds
    )


def _of_kind(kind: ErrorKind, rules: list[str], language: str) -> Coverage:
    if kind is ErrorKind.UNTRANSLATED and not can_identify(language):
        rules = []
    every = {one for rule in rules for one in means_of(rule, language)}
    means = tuple(one for one in Means if one in every)
    looked = Looked.NO if not rules else Looked.PARTLY
    if not all(is_partial(rule, language) for rule in rules):
        looked = Looked.YES
    return Coverage(kind, looked, means, tuple(rules), None)


def only_part(row: Coverage, means: Means, language: str) -> bool:
    """Whether by these means only a small part of the errors of a kind can be found."""
    rules = [rule for rule in row.rules if means in means_of(rule, language)]
    return all(is_partial(rule, language) for rule in rules)

"""That whatever a check says can be said in another language."""

from __future__ import annotations

from collections.abc import Iterable

from audit.formats.wording import speaker
from audit.model.finding import Finding
from audit.model.wording import Listing, Value, Wording

LANGUAGE = "fr"
OF_A_PERSON = "USR-"
"""Rules of the newsroom: message and suggestion are theirs."""


def assert_sentences(findings: Iterable[Finding]) -> None:
    """Each sentence is made by ``audit.model.wording``, and the catalogues have its template."""
    for one in findings:
        told = [item.detail for item in one.evidence]
        if not one.rule.startswith(OF_A_PERSON):
            told.append(one.message)
            told += [one.suggestion.advice] if one.suggestion and one.suggestion.advice else []
        for text in told:
            assert isinstance(text, Wording), f"{one.rule}: no template: {text!r}"
            _assert_known(text, one.rule)


def _assert_known(value: Value, rule: str) -> None:
    if isinstance(value, Wording):
        spoken = speaker(LANGUAGE)
        assert spoken.language_of(value) == LANGUAGE, f"{rule}: no {LANGUAGE}: {value.template!r}"
        assert not value.values or spoken.say(value) != value, value.template
    inner = value.values.values() if isinstance(value, Wording) else ()
    for one in value.items if isinstance(value, Listing) else inner:
        _assert_known(one, rule)

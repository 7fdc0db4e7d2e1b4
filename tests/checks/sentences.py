"""That whatever a check says can be said in another language, and is said in French."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audit.formats.wording import speaker
from audit.model.finding import Finding
from audit.model.wording import Listing, Value, Wording

LANGUAGE = "fr"
OF_A_PERSON = "USR-"
"""Rules of the newsroom: message and suggestion are theirs."""


def assert_sentences(findings: Iterable[Finding]) -> None:
    """Each sentence is made by ``audit.model.wording``."""
    for finding, text in _told(findings):
        assert isinstance(text, Wording), f"{finding.rule}: no template: {text!r}"


def assert_spoken(findings: Iterable[Finding]) -> None:
    """The catalogues have the template of each sentence."""
    for finding, text in _told(findings):
        _assert_known(text, finding.rule)


def _told(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    for finding in findings:
        yield from ((finding, item.detail) for item in finding.evidence)
        if not finding.rule.startswith(OF_A_PERSON):
            yield finding, finding.message
            if finding.suggestion is not None and finding.suggestion.advice is not None:
                yield finding, finding.suggestion.advice


def _assert_known(value: Value, rule: str) -> None:
    if isinstance(value, Wording):
        spoken = speaker(LANGUAGE)
        assert spoken.language_of(value) == LANGUAGE, f"{rule}: no {LANGUAGE}: {value.template!r}"
        assert not value.values or spoken.say(value) != value, value.template
    inner = value.values.values() if isinstance(value, Wording) else ()
    for item in value.items if isinstance(value, Listing) else inner:
        _assert_known(item, rule)

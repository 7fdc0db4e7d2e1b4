"""The rule TRM001, and what its parts share."""

from __future__ import annotations

from audit.model.finding import Evidence, Rule, Severity, SignalKind
from audit.terms.matcher import Form

RULE = Rule(
    id="TRM001",
    name="terminology",
    summary="A term is not the one that the termbase prescribes",
    category="terminology/wrong-term",
    its_type="terminology",
    severity=Severity.MAJOR,
    languages=None,
)


def termbase_evidence(form: Form) -> Evidence:
    """What the termbase says of a form."""
    concept = form.concept
    parts = (form.term.note, concept.definition)
    said = " ".join(part.rstrip(".") + "." for part in parts if part)
    detail = f"Termbase {form.termbase.name}, {concept.id}: {said or 'deprecated.'}"
    data = (("concept", concept.id), ("domain", concept.domain), ("source", concept.source))
    return Evidence(SignalKind.TERMBASE, detail, data)

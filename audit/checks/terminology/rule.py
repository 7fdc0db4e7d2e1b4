"""The rule TRM001, and what its parts share."""

from __future__ import annotations

from audit.model.category import Category
from audit.model.finding import Evidence, Rule, Severity, SignalKind
from audit.model.wording import fact, listing, say
from audit.terms.matcher import Form

RULE = Rule(
    id="TRM001",
    name="terminology",
    summary="A term is not the one that the termbase prescribes",
    category=Category.TERMINOLOGY_WRONG_TERM,
    its_type="terminology",
    severity=Severity.MAJOR,
    languages=None,
)


def termbase_evidence(form: Form) -> Evidence:
    """What the termbase says of a form."""
    concept = form.concept
    parts = (form.term.note, concept.definition)
    said = [say("{text}.", text=fact(part.rstrip("."))) for part in parts if part]
    detail = say(
        "Termbase {termbase}, {concept}: {said}",
        termbase=form.termbase.name, concept=concept.id,
        said=listing(said, " ") if said else say("deprecated."),
    )  # fmt: skip
    data = (("concept", concept.id), ("domain", concept.domain), ("source", concept.source))
    return Evidence(SignalKind.TERMBASE, detail, data)

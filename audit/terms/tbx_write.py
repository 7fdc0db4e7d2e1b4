"""Writes TBX: ISO 30042:2019, dialect TBX-Basic, DCA style."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from audit.terms.model import Concept, Status, Term, Termbase

_STATUS = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.ADMITTED: "admittedTerm-admn-sts",
    Status.DEPRECATED: "deprecatedTerm-admn-sts",
}
_HEADER = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
  <tbxHeader>
    <fileDesc>
      <sourceDesc>
        <p>{}</p>
      </sourceDesc>
    </fileDesc>
  </tbxHeader>
  <text>
    <body>"""
_FOOTER = """    </body>
  </text>
</tbx>
"""


def write_tbx(termbase: Termbase) -> str:
    """The whole file. Conditions of forms, and phrases left alone, have no place in TBX."""
    lines = [_HEADER.format(_text(termbase.name))]
    for concept in termbase.concepts:
        lines.extend(_concept(concept))
    return "\n".join((*lines, _FOOTER))


def _concept(concept: Concept) -> Iterator[str]:
    yield f"      <conceptEntry id={quoteattr(concept.id)}>"
    for kind, value in (("subjectField", concept.domain), ("definition", concept.definition)):
        if value:
            yield f'        <descrip type="{kind}">{_text(value)}</descrip>'
    if concept.source:
        target = quoteattr(concept.source)
        yield f'        <xref type="externalCrossReference" target={target}>source</xref>'
    for code in dict.fromkeys(code for code, _ in concept.terms):
        yield f"        <langSec xml:lang={quoteattr(code)}>"
        for own, term in concept.terms:
            if own == code and term.status in _STATUS:
                yield from _term(term)
        yield "        </langSec>"
    yield "      </conceptEntry>"


def _term(term: Term) -> Iterator[str]:
    yield "          <termSec>"
    yield f"            <term>{_text(term.text)}</term>"
    status = _STATUS[term.status]
    yield f'            <termNote type="administrativeStatus">{status}</termNote>'
    if term.note:
        yield f"            <note>{_text(term.note)}</note>"
    yield "          </termSec>"


def _text(value: str) -> str:
    """Without the control characters that XML has no way to write."""
    return escape("".join(char for char in value if char >= " " or char in "\t\n"))

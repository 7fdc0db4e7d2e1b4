"""Small termbases of every kind, and what a check says with them."""

from __future__ import annotations

import pytest

from audit.terms.model import Concept, Status, Term, Termbase

TBX_2008 = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en">
  <martifHeader><fileDesc><sourceDesc><p>House terms</p></sourceDesc></fileDesc></martifHeader>
  <text><body>
    <termEntry id="c1">
      <descripGrp><descrip type="subjectField">shipping</descrip></descripGrp>
      <descrip type="definition">Place where ships are mended.</descrip>
      <xref type="externalCrossReference" target="https://example.org/c1">house</xref>
      <langSet xml:lang="en">
        <tig><term>ship<hi>yard</hi></term></tig>
      </langSet>
      <langSet xml:lang="fr">
        <ntig><termGrp>
          <term>chantier naval</term>
          <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
        </termGrp></ntig>
        <tig>
          <term>cour à bateaux</term>
          <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>
          <note>A calque</note>
        </tig>
      </langSet>
    </termEntry>
  </body></text>
</martif>
"""
TBX_2019_DCA = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
  <tbxHeader><fileDesc><sourceDesc><p>House terms</p></sourceDesc></fileDesc></tbxHeader>
  <text><body>
    <conceptEntry id="c1">
      <descrip type="subjectField">shipping</descrip>
      <descrip type="definition">Place where ships are mended.</descrip>
      <xref type="externalCrossReference" target="https://example.org/c1">house</xref>
      <langSec xml:lang="en"><termSec><term>shipyard</term></termSec></langSec>
      <langSec xml:lang="fr">
        <termSec>
          <term>chantier naval</term>
          <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
        </termSec>
        <termSec>
          <term>cour à bateaux</term>
          <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>
          <note>A calque</note>
        </termSec>
      </langSec>
    </conceptEntry>
  </body></text>
</tbx>
"""
TBX_2019_DCT = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
     xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
  <tbxHeader><fileDesc><sourceDesc><p>House terms</p></sourceDesc></fileDesc></tbxHeader>
  <text><body>
    <conceptEntry id="c1">
      <min:subjectField>shipping</min:subjectField>
      <basic:definition>Place where ships are mended.</basic:definition>
      <min:externalCrossReference target="https://example.org/c1">house</min:externalCrossReference>
      <langSec xml:lang="en"><termSec><term>shipyard</term></termSec></langSec>
      <langSec xml:lang="fr">
        <termSec>
          <term>chantier naval</term>
          <min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus>
        </termSec>
        <termSec>
          <term>cour à bateaux</term>
          <min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus>
          <note>A calque</note>
        </termSec>
      </langSec>
    </conceptEntry>
  </body></text>
</tbx>
"""


@pytest.fixture
def shipyard() -> Concept:
    """What the TBX files of this module say."""
    return Concept(
        id="c1",
        domain="shipping",
        definition="Place where ships are mended.",
        source="https://example.org/c1",
        terms=(
            ("en", Term("shipyard", Status.ADMITTED)),
            ("fr", Term("chantier naval", Status.PREFERRED)),
            ("fr", Term("cour à bateaux", Status.DEPRECATED, note="A calque")),
        ),
        strict=True,
    )


@pytest.fixture
def house(shipyard: Concept) -> Termbase:
    """A termbase of one concept."""
    return Termbase("house.tbx", "0", (shipyard,))


@pytest.fixture(params=[TBX_2008, TBX_2019_DCA, TBX_2019_DCT], ids=["2008", "2019-dca", "2019-dct"])
def tbx(request: pytest.FixtureRequest) -> str:
    """One termbase in the shapes of TBX."""
    return str(request.param)

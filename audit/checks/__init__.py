"""Checks by rule id. Ids are never used again: a removed one keeps a line in docs/rules.md."""

from __future__ import annotations

from audit.checks.interface import Check
from audit.core.registry import Registry

CHECKS: Registry[Check] = Registry(
    "rule",
    (
        ("ENT001", "audit.checks.entities.confusable.check:ConfusableConcept"),
        ("ENT002", "audit.checks.entities.names.spelling:NameSpelling"),
        ("ENT003", "audit.checks.entities.country.check:CountryMismatch"),
        ("ENT004", "audit.checks.entities.names.mismatch:NameMismatch"),
        ("ENT005", "audit.checks.entities.abbreviation:Abbreviation"),
        ("ENT006", "audit.checks.entities.office_holder:OfficeHolder"),
        ("ENT007", "audit.checks.entities.foreign_state:ForeignStateName"),
        ("COH001", "audit.checks.coherence.gender:PersonGender"),
        ("COH002", "audit.checks.coherence.affiliation:PersonAffiliation"),
        ("COH003", "audit.checks.coherence.arithmetic:Arithmetic"),
        ("COH004", "audit.checks.coherence.calendar:CalendarCheck"),
        ("COH005", "audit.checks.coherence.retold:RetoldNumber"),
        ("COH006", "audit.checks.coherence.names:PersonNames"),
        ("COH007", "audit.checks.coherence.acronym:AcronymExpansion"),
        ("COH008", "audit.checks.coherence.terms:RenamedTerm"),
        ("COH009", "audit.checks.coherence.opposed:OpposedChange"),
        ("NUM001", "audit.checks.numbers.check:NumberMismatch"),
        ("NUM002", "audit.checks.numbers.measure:UnconvertedMeasure"),
        ("TRM001", "audit.checks.terminology.check:Terminology"),
        ("UNT001", "audit.checks.untranslated.segment:UntranslatedSegment"),
        ("UNT002", "audit.checks.untranslated.words:ForeignWords"),
        ("OMI001", "audit.checks.completeness.omission:Omission"),
        ("ADD001", "audit.checks.completeness.addition:Addition"),
        ("POL001", "audit.checks.completeness.polarity:Polarity"),
        ("RTL001", "audit.checks.completeness.round_trip_loss:RoundTripLoss"),
        ("QE001", "audit.checks.words.untranslated:WordUntranslated"),
        ("QE002", "audit.checks.words.mistranslation:WordMistranslation"),
        ("QE003", "audit.checks.words.number:WordNumber"),
        ("QE004", "audit.checks.words.fluency:WordFluency"),
        ("ART001", "audit.checks.artefacts.title_case:TitleCase"),
        ("ART002", "audit.checks.artefacts.gloss:BracketedGloss"),
        ("ART003", "audit.checks.artefacts.repetition:Repetition"),
        ("ART004", "audit.checks.artefacts.stray_markup:StrayMarkup"),
        ("ART005", "audit.checks.artefacts.cut_off:CutOffSentence"),
        ("ART006", "audit.checks.grammar.agreement.check:AgreementCheck"),
        ("ART007", "audit.checks.grammar.elision.check:Elision"),
        ("ART008", "audit.checks.grammar.country_article:CountryArticle"),
        ("ART009", "audit.checks.artefacts.phrasing:PhrasingCheck"),
        ("ART010", "audit.checks.artefacts.invented_word:InventedWord"),
        ("GRM001", "audit.checks.grammar.grammalecte.check:Grammalecte"),
        ("CON001", "audit.checks.consistency.concept:InconsistentConcept"),
        ("CON002", "audit.checks.consistency.opposition.check:OpposedStatements"),
        ("TYP001", "audit.checks.typography.check:TypographyCheck"),
        ("FUR001", "audit.checks.artefacts.furniture:PageFurniture"),
        ("UNI001", "audit.checks.units.empty:EmptyTarget"),
        ("UNI002", "audit.checks.units.same:TargetEqualsSource"),
        ("UNI003", "audit.checks.units.inconsistent:InconsistentUnits"),
        ("UNI004", "audit.checks.units.codes:CodesAndPlaceholders"),
        ("UNI005", "audit.checks.units.space:OuterSpace"),
        ("UNI006", "audit.checks.units.length:LengthLimit"),
        ("USR001", "audit.checks.house.check:UserRules"),
        ("SUP001", "audit.checks.house.suppression:StaleSuppression"),
        ("PRV001", "audit.checks.artefacts.notice:MachineTranslationNotice"),
    ),
    group="traudit.checks",
)

OPTIONAL = frozenset({"GRM001"})
"""Rules that run only where they are asked for, so that no result depends on what is installed."""

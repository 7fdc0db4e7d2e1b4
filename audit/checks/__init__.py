"""Checks by rule id. Ids are never used again: a removed one keeps a line in docs/rules.md."""

from __future__ import annotations

from audit.checks.interface import Check
from audit.registry import Registry

CHECKS: Registry[Check] = Registry(
    "rule",
    (
        ("ENT001", "audit.checks.confusable:ConfusableConcept"),
        ("ENT002", "audit.checks.name_spelling:NameSpelling"),
        ("ENT003", "audit.checks.country:CountryMismatch"),
        ("ENT004", "audit.checks.name_mismatch:NameMismatch"),
        ("ENT005", "audit.checks.abbreviation:Abbreviation"),
        ("ENT006", "audit.checks.office_holder:OfficeHolder"),
        ("ENT007", "audit.checks.foreign_state:ForeignStateName"),
        ("NUM001", "audit.checks.number:NumberMismatch"),
        ("NUM002", "audit.checks.number_measure:UnconvertedMeasure"),
        ("TRM001", "audit.checks.terminology:Terminology"),
        ("UNT001", "audit.checks.untranslated:UntranslatedSegment"),
        ("UNT002", "audit.checks.foreign_word:ForeignWords"),
        ("OMI001", "audit.checks.omission:Omission"),
        ("ADD001", "audit.checks.addition:Addition"),
        ("RTL001", "audit.checks.round_trip_loss:RoundTripLoss"),
        ("QE001", "audit.checks.word_untranslated:WordUntranslated"),
        ("QE002", "audit.checks.word_mistranslation:WordMistranslation"),
        ("QE003", "audit.checks.word_number:WordNumber"),
        ("QE004", "audit.checks.word_fluency:WordFluency"),
        ("ART001", "audit.checks.title_case:TitleCase"),
        ("ART002", "audit.checks.gloss:BracketedGloss"),
        ("ART003", "audit.checks.repetition:Repetition"),
        ("ART004", "audit.checks.stray_markup:StrayMarkup"),
        ("ART005", "audit.checks.cut_off:CutOffSentence"),
        ("ART006", "audit.checks.agreement:AgreementCheck"),
        ("ART007", "audit.checks.elision:Elision"),
        ("ART008", "audit.checks.country_article:CountryArticle"),
        ("ART009", "audit.checks.phrasing:PhrasingCheck"),
        ("ART010", "audit.checks.invented_word:InventedWord"),
        ("GRM001", "audit.checks.grammalecte:Grammalecte"),
        ("CON001", "audit.checks.consistency:InconsistentConcept"),
        ("CON002", "audit.checks.opposition:OpposedStatements"),
        ("TYP001", "audit.checks.typography:TypographyCheck"),
        ("FUR001", "audit.checks.furniture:PageFurniture"),
        ("USR001", "audit.checks.user_rules:UserRules"),
        ("SUP001", "audit.checks.suppression:StaleSuppression"),
        ("PRV001", "audit.checks.notice:MachineTranslationNotice"),
    ),
)

OPTIONAL = frozenset({"GRM001"})
"""Rules that run only where they are asked for, so that no result depends on what is installed."""

"""GRM001: Grammalecte."""

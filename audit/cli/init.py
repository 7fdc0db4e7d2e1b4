"""``traudit init``: a commented configuration file to start from."""

from __future__ import annotations

from pathlib import Path

import click

from audit.errors import UsageError

TEMPLATE = """\
# traudit: every key is the long option of the same name; the command line wins.

# engine = "apertium"        # auto, opus, compact, apertium, transformers, none
# lang = "fr"                # language of the articles; identified when absent
# source-lang = "id"         # language they were translated from
# include = []               # of folders only these: patterns as in .gitignore
# exclude = []               # of folders not these
# article-timeout = 120      # seconds for one article
# pivot = "en"               # language of the back-translation
# format = ["terminal", "json"]
# output = "reports"
# ui-lang = "en"             # language of the reports: en, fr
# select = []                # only these rules (id or prefix)
# ignore = []                # not these rules
# also = ["grammalecte"]     # optional rules, too
# names = "auto"             # recogniser of names: auto, none or a spaCy pipeline
# rules = []                 # files or folders with rules of your own
# termbase = []              # terms of your own: TBX, CSV or TOML files
# calibration = []           # tables of `traudit calibrate`, before those that ship
# semantic = "models/mine"   # model of meaning of your own; or "comet:FILE"
# judge = "judge.toml"       # language model to ask; only where --config names this file
# baseline = ".traudit-baseline.json"  # findings that are known
# jobs = 2
# beam-size = 2
# models-dir = "models"

# What `traudit gate` decides by. These are the defaults, but for the floor and the override.
# [policy]
# min-coverage = ["entities", "numbers", "untranslated", "language"]  # looked for, or undecided
# floors = true              # block garbage, and an untranslated headline or first paragraph
# languages = []             # what the desk publishes in; empty: every language
# min-measured = 0.0         # least share of segments with a reliable round trip
# min-fidelity = 5           # least calibrated fidelity of an article, 0 to 100; not set: none
# notice = "any"             # machine-translation notice: any, required, forbidden
# never-suppress = []        # rules that no suppression and no baseline may hide
# [[policy.block]]
# severity = "critical"
# confidence = 0.7
# count = 1
# [[policy.block]]
# severity = "major"
# count = 3
# [[policy.override]]        # other terms for some articles; the last one that fits holds
# paths = ["sport/*"]
# languages = ["en"]
# sections = ["sport"]
# block = []
"""


@click.command(epilog="Example: traudit init")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
def init(force: bool) -> None:
    """Write a commented traudit.toml into the current folder."""
    path = Path("traudit.toml")
    if path.exists() and not force:
        raise UsageError(f"{path}: exists already; --force replaces it")
    path.write_text(TEMPLATE, encoding="utf-8")
    click.echo(f"wrote {path}")

"""Contrast, computed from the colours of the style sheet (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re

import pytest

from audit.formats.html.assets import STYLES, TEMPLATES, style

TEXT = 4.5
"""Least contrast of text."""
MARK = 3.0
"""Least contrast of what means something without being text."""
ON_PAPER = ("ink", "soft", "link", "lost", "back", "good", "critical", "mine")
GROUNDS = ("paper", "panel")
OWN = ("critical", "major", "minor", "neutral", "good", "mine")
"""Colours that stand on a ground of their own, ``<name>-bg``."""


def themes() -> dict[str, dict[str, str]]:
    theme = (TEMPLATES / "css" / "theme.css").read_text(encoding="utf-8")
    light, dark = theme.split("@media (prefers-color-scheme: dark)")
    printed = (TEMPLATES / "css" / "print.css").read_text(encoding="utf-8")
    read = {"light": light, "dark": dark, "print": light + printed}
    return {name: dict(re.findall(r"--([\w-]+): (#\w{6});", css)) for name, css in read.items()}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_the_standard_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_text_can_be_read(theme: str) -> None:
    colours = themes()[theme]
    pairs = [(text, ground, TEXT) for text in ON_PAPER for ground in GROUNDS]
    pairs += [(name, f"{name}-bg", TEXT) for name in OWN]
    pairs += [("ink", f"{name}-bg", TEXT) for name in OWN]
    # Numbers of findings stand behind marks.
    pairs += [("soft", f"{name}-bg", TEXT) for name in ("critical", "major", "minor")]
    pairs += [("on", "link", TEXT), ("soft", "paper", MARK)]
    pairs += [(name, ground, MARK) for name in OWN for ground in GROUNDS]
    low = [
        f"{text} on {ground}: {found:.2f}"
        for text, ground, least in pairs
        if (found := contrast(colours[text], colours[ground])) < least
    ]
    assert low == []


def test_every_theme_has_every_colour() -> None:
    light, dark, _ = themes().values()
    assert light.keys() == dark.keys()
    used = set(re.findall(r"var\(--([\w-]+)\)", style()))
    assert used <= light.keys()


def test_colours_are_named_in_the_theme_only() -> None:
    for name in STYLES:
        css = (TEMPLATES / "css" / f"{name}.css").read_text(encoding="utf-8")
        if name not in ("theme", "print"):
            assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)", css), name


def test_severities_differ_by_more_than_colour() -> None:
    lines = dict(re.findall(r"\.mark\.(\w+) \{[^}]*underline (\w+)", style()))
    severities = [lines[name] for name in ("critical", "major", "minor", "neutral")]
    assert len(set(severities)) == 4

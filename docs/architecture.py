"""Draws ``docs/architecture.svg``: the rooms, and the way of an article through them."""

from __future__ import annotations

from html import escape

Box = tuple[str, str, int, int, int]
"""Package, what it does, left, top, width."""
HEIGHT = 54
FLOW: tuple[Box, ...] = (
    ("cli", "commands and options", 20, 70, 150),
    ("serve", "a desk of editors, a CMS", 20, 140, 150),
    ("api", "run_audit, score_segments", 20, 210, 150),
    ("segments", "segments in bulk", 20, 280, 150),
    ("run", "one run, from request to report", 200, 70, 690),
    ("readers", "file to blocks", 200, 175, 115),
    ("reading", "kinds, sentences", 335, 175, 120),
    ("roundtrip", "there and back, cache", 475, 175, 140),
    ("alignment", "source beside it", 635, 175, 115),
    ("metrics", "BLEU, chrF, fidelity", 770, 175, 120),
    ("translators", "engines", 475, 255, 140),
    ("qe", "quality without reference", 635, 255, 255),
    ("checks", "candidates: what looks wrong", 335, 335, 280),
    ("decision", "findings, baseline, gate", 635, 335, 255),
    ("understanding", "what the article says", 335, 415, 140),
    ("knowledge", "facts of the world", 495, 415, 120),
    ("terms", "termbases", 635, 415, 115),
    ("formats", "HTML, JSON, SARIF ...", 770, 415, 120),
    ("language", "codes, text, lexicon, morphology, numbers, places, names: facts, never faults",
     200, 495, 690),
    ("model", "frozen types that flow one way", 200, 565, 270),
    ("core", "reference data, files, registries", 490, 565, 250),
    ("errors", "", 760, 565, 130),
)  # fmt: skip
ARROWS: tuple[tuple[int, int, int, int], ...] = (
    (170, 97, 198, 97), (170, 167, 198, 110), (170, 237, 198, 120), (170, 307, 198, 124),
    (257, 124, 257, 173), (315, 202, 333, 202), (455, 202, 473, 202), (615, 202, 633, 202),
    (750, 202, 768, 202), (545, 229, 545, 253), (395, 229, 395, 333), (690, 229, 690, 253),
    (830, 229, 830, 253), (690, 309, 560, 333), (615, 362, 633, 362), (405, 413, 405, 391),
    (555, 413, 555, 391), (690, 413, 600, 391), (830, 389, 830, 413),
)  # fmt: skip
"""The way of the data, from tail to head."""
STYLE = (
    "text{font-family:system-ui,sans-serif;fill:#1d2733}.n{font-weight:600;font-size:15px}"
    ".d{font-size:11px;fill:#4a5866}.h{font-size:13px;fill:#4a5866}"
    "rect{fill:#f4f7fa;stroke:#8fa1b3;rx:7}line{stroke:#4a5866;stroke-width:1.4}"
)


def _box(name: str, what: str, left: int, top: int, width: int) -> str:
    middle = left + width // 2
    told = (
        f'<text class="d" x="{middle}" y="{top + 41}" text-anchor="middle">{escape(what)}</text>'
        if what
        else ""
    )
    return (
        f'<g><rect x="{left}" y="{top}" width="{width}" height="{HEIGHT}"/>'
        f'<text class="n" x="{middle}" y="{top + (23 if what else 32)}" text-anchor="middle">'
        f"{name}</text>{told}</g>"
    )


def picture() -> str:
    """The whole of it as SVG."""
    lines = [
        f'<line x1="{x}" y1="{y}" x2="{to}" y2="{down}" marker-end="url(#a)"/>'
        for x, y, to, down in ARROWS
    ]
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 910 640" role="img" '
        'aria-label="The packages of traudit and the way of an article through them">'
        f"<style>{STYLE}</style>"
        '<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto"><path d="M0 0 8 4 0 8z" fill="#4a5866"/></marker></defs>'
        '<rect width="910" height="640" style="fill:#fff;stroke:none"/>'
        '<text class="h" x="20" y="40">Who asks</text>'
        '<text class="h" x="200" y="40">The way of an article, from left to right and down; '
        "a package imports only what stands below or before it</text>"
    )
    return "\n".join((head, *lines, *(_box(*box) for box in FLOW), "</svg>"))

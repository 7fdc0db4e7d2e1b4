"""ART004: tokens, placeholders and markup that leaked into the text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from audit.checks.interface import Check, CheckContext
from audit.model.document import ARTICLE_KINDS, BlockKind
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind

RULE = Rule(
    id="ART004",
    name="stray-markup",
    summary="A placeholder, a model's token or markup leaked into the text.",
    category="fluency/character-encoding",
    its_type="markup",
    severity=Severity.MINOR,
    languages=None,
)
_TAGS = "p|br|div|span|strong|em|b|i|a|li|ul|ol|h[1-6]|img|td|tr|table"
LEAKS: tuple[tuple[str, str], ...] = (
    ("placeholder", r"\{\{[^{}\n]{0,60}\}\}|\{%[^{}\n]{0,60}%\}|\$\{[^{}\n]{1,60}\}"),
    ("placeholder", r"\[\[[^\[\]\n]{0,60}\]\]|(?<![\w/.])__[A-Z0-9_]+__(?!\w)|<[A-Z]{2,}_?\d+>"),
    ("placeholder", r"(?<![\w%])%(?:\d+\$)?[sd](?!\w)|%\([a-z_]+\)s"),
    ("model token", r"</?s>|<unk>|<pad>|⁇|▁|@-@|@@(?=\s|$)|>>[a-z]{2,4}(?:_[A-Z]\w{3})?<<"),
    ("model token", r"<\|[a-z_]+\|>|\[(?:UNK|MASK|SEP|CLS)\]"),
    ("entity", r"&(?:amp;)?(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});"),
    ("tag", rf"</?(?:{_TAGS})\b[^<>\n]{{0,80}}/?>"),
    (
        "broken encoding",
        r"Ã[\x80-\xbf©¨ª«®´»¼€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŸ ]|â€[™œ\x9d“”¦\x93\x94]|\ufffd",
    ),
)
"""Kinds and patterns. They are wire formats, the same in every language."""
_PATTERN = re.compile("|".join(f"(?P<k{n}>{body})" for n, (_, body) in enumerate(LEAKS)))


class StrayMarkup(Check):
    """
    ## What it finds

    Placeholders (`{{LINK_1}}`, `%s`), a model's own tokens (`<unk>`, `▁`, `@-@`), HTML tags and
    entities shown as text, and letters broken by a wrong encoding (`Ã©`).

    ## Why it matters

    They are never meant for readers, and often stand where a word or a link was lost.

    ## Example

    Bad: `Le rapport est disponible ici : {{LINK_1}}.`
    Good: `Le rapport est disponible sur le site du ministère.`

    ## Languages

    Any.

    ## How to suppress

    `--ignore ART004`.
    """

    rule = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        for segment in context.document.segments:
            if segment.kind in ARTICLE_KINDS or segment.kind == BlockKind.CREDIT:
                for match in _PATTERN.finditer(segment.text):
                    kind = LEAKS[int((match.lastgroup or "k0")[1:])][0]
                    yield Candidate(
                        rule=RULE,
                        segment=segment.index,
                        span=segment.map.span(match.start(), match.end()),
                        text=match.group(),
                        message=f"`{match.group()}` is a leftover of processing: a {kind}.",
                        severity=Severity.MINOR,
                        confidence=0.95,
                        evidence=(
                            Evidence(
                                SignalKind.CHECK,
                                f"It has the form of a {kind}.",
                                (("kind", kind),),
                            ),
                        ),
                        suggestion="Put back what stood here in the original, or delete it.",
                    )

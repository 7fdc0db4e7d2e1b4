"""ART004: tokens, placeholders, markup and machine talk that leaked into the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from audit.checks.interface import Check, CheckContext
from audit.language.lexicon.grammar import grammar
from audit.language.lexicon.words import has_lemmas, is_known
from audit.language.text.leaks import subtitle_credit, talk
from audit.language.text.tokens import words
from audit.model.category import Category
from audit.model.document import ARTICLE_KINDS, BlockKind, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suggestion import Suggestion, advise, write
from audit.model.wording import marked, say

RULE = Rule(
    id="ART004",
    name="stray-markup",
    summary="A placeholder, a model's token or talk, code or markup leaked into the text.",
    category=Category.LINGUISTIC_CONVENTIONS_CHARACTER_ENCODING,
    its_type="markup",
    severity=Severity.MINOR,
    languages=None,
)
_TAGS = (
    "p|br|div|span|strong|em|b|i|a|li|ul|ol|h[1-6]|img|td|tr|table"
    "|translations?|translated_?text|source_?text|target|answer|output|response|think(?:ing)?"
)
"""Of pages, and of what models are asked to write around their answer."""
_ENTITIES = "nbsp|amp|quot|apos|lt|gt|laquo|raquo|rsquo|lsquo|rdquo|ldquo|ndash|mdash|hellip"
_TAIL = r"\x80-\xbf©¨ª«®´»¼€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŸ "
"""Second bytes of UTF-8 letters as Windows-1252 shows them."""
LEAKS: tuple[tuple[str, str], ...] = (
    ("placeholder", r"\{\{[^{}\n]{0,60}\}\}|\{%[^{}\n]{0,60}%\}|\$\{[^{}\n]{1,60}\}"),
    ("placeholder", r"\[\[[^\[\]\n]{0,60}\]\]|(?<![\w/.])__[A-Z0-9_]{1,60}__(?!\w)"),
    ("placeholder", r"<[A-Z]{2,9}_?\d+>|\{(?:\d|[a-z_]{2,30})\}"),
    ("placeholder", r"(?<![\w%])%(?:\d+\$)?[sd](?![\w'’])|%\([a-z_]{1,30}\)s"),
    ("model token", r"</?s>|<unk>|<pad>|⁇|▁|@-@|@@(?=\s|$)|>>[a-z]{2,4}(?:_[A-Z]\w{3})?<<"),
    ("model token", r"<\|[a-z_]{1,30}\|>|\[(?:UNK|MASK|SEP|CLS|INST)\]|\[/INST\]"),
    ("entity", r"&(?:amp;)?(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});"),
    ("entity", rf"&(?:{_ENTITIES})(?![\w;=])"),
    ("tag", rf"</?(?:{_TAGS})\b[^<>\n]{{0,80}}/?>"),
    ("broken letters", rf"(?<![A-ZÀ-Ý])Ã[{_TAIL}](?!\w?[A-Z])"),
    ("broken letters", r"â€[™œ\x9d“”¦\x93\x94]|Â[\xa0«»°]|\ufffd"),
    ("page code", r"(?:googletag|window|document|jQuery|console)\.[\w.]{2,40}\([^;\n]{0,120};?"),
    ("page code", r"function\s?\(\w{0,20}\)\s?\{[^{}\n]{0,120}\}?|<!--|-->|<!\[CDATA\["),
    ("Markdown mark", r"\[[^\[\]\n]{1,80}\]\((?=\S)[^()\n]{1,200}\)"),
    ("Markdown mark", r"\[[^\[\]\n]{1,80}\]\s\((?:https?://|[./#])[^()\s]{1,200}\)"),
    ("Markdown mark", r"(?<![\w*])\*\*[^\s*][^*\n]{0,80}\*\*(?![\w*])|^#{1,4}(?= \w)|^```\w{0,10}"),
)
"""Kinds and patterns. They are wire formats, the same in every language."""
_PATTERN = re.compile("|".join(f"(?P<k{n}>{body})" for n, (_, body) in enumerate(LEAKS)))
_MESSAGES = {
    "placeholder": marked("`{text}` is a placeholder that was never filled."),
    "model token": marked("`{text}` is a token of the translation model, not text."),
    "entity": marked("`{text}` is an HTML entity that is shown as text."),
    "tag": marked("`{text}` is an HTML tag that is shown as text."),
    "broken letters": marked("`{text}` is a letter broken by a wrong encoding."),
    "page code": marked("`{text}` is code of the web page, not text."),
    "Markdown mark": marked("`{text}` is Markdown that is shown as text."),
    "file name": marked("`{text}` is the name of an image file, not a caption."),
    "key words": marked("`{text}` is a row of key words for a picture, not a caption."),
    "machine talk": marked("`{text}` is what a language model says around its translation."),
    "subtitle credit": marked("`{text}` is a credit of subtitles, not text of the article."),
}
_FORMS = {
    "placeholder": marked("It has the form of a placeholder."),
    "model token": marked("It has the form of a model token."),
    "entity": marked("It has the form of a entity."),
    "tag": marked("It has the form of a tag."),
    "broken letters": marked("It has the form of a broken letters."),
    "page code": marked("It has the form of a page code."),
    "Markdown mark": marked("It has the form of a Markdown mark."),
    "file name": marked("It has the form of a file name."),
    "key words": marked("No capital, no verb."),
    "machine talk": marked("It has the form of a machine talk."),
    "subtitle credit": marked("It has the form of a credit of subtitles."),
}
_FILE = re.compile(r"[\w .-]{1,120}\.(?:jpe?g|png|gif|webp|svg|avif|tiff?|bmp)", re.IGNORECASE)
_LEAST_KEYS = 3
"""Words of a row of key words."""
_UNKNOWN = 0.5
"""Part of them that is in no word list of the language."""


class StrayMarkup(Check):
    """
    ## What it finds

    Placeholders (`{{LINK_1}}`, `%s`), a model's own tokens (`<unk>`, `▁`, `@-@`) and talk (`Here is
    the translation:`), HTML tags and entities shown as text, Markdown, code of the web page,
    letters broken by a wrong encoding (`Ã©`), and captions that are a file name or a row of
    key words in small letters. Credits of subtitles, which models have learnt with their texts.

    ## Why it matters

    They are never meant for readers, and often stand where a word or a link was lost.

    ## Example

    Bad: `Le rapport est disponible ici : {{LINK_1}}.`
    Good: `Le rapport est disponible sur le site du ministère.`

    ## How it decides

    By the form alone for what is a wire format. A model's talk must open a sentence that only
    models say, or be all of it (`reference/languages/<code>/leaks.toml`). A caption is a row of key
    words when it has three words or more, no capital and no word of grammar, and at least half of
    its words are in no word list of the language.

    ## Languages

    Any. A model's talk: 16 languages (`reference/languages/<code>/leaks.toml`), in articles of any
    language. Key words: languages with a word list (simplemma, about 50).

    ## How to suppress

    `<!-- traudit-ignore ART004: reason -->` before the paragraph, or `--ignore ART004`.
    """

    rule = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """One candidate a leak, in the order of the text."""
        for segment in context.document.segments:
            if segment.kind not in ARTICLE_KINDS and segment.kind != BlockKind.CREDIT:
                continue
            for start, end, kind in _leaks(segment.text):
                yield _candidate(segment, start, end, kind)
            if segment.kind == BlockKind.CAPTION:
                caption = _caption_kind(segment.text, context.language)
                if caption is not None:
                    yield _candidate(segment, 0, len(segment.text), caption)


def _leaks(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _PATTERN.finditer(text):
        yield match.start(), match.end(), LEAKS[int((match.lastgroup or "k0")[1:])][0]
    for pattern, kind in ((talk(), "machine talk"), (subtitle_credit(), "subtitle credit")):
        found = pattern.match(text)
        if found is not None:
            yield 0, len(text), kind
            return


def _caption_kind(text: str, language: str) -> str | None:
    if _FILE.fullmatch(text):
        return "file name"
    keys = [token.text for token in words(text)]
    base = language.split("-", 1)[0].lower()
    if len(keys) < _LEAST_KEYS or not text.islower() or not has_lemmas(base):
        return None
    facts = grammar(base)
    if facts is not None and any(facts.is_closed(token) for token in words(text)):
        return None
    unknown = sum(not is_known(key, base) for key in keys)
    return "key words" if unknown >= _UNKNOWN * len(keys) else None


def _candidate(segment: Segment, start: int, end: int, kind: str) -> Candidate:
    text = segment.text[start:end]
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(start, end),
        text=text,
        message=say(_MESSAGES[kind], text=text),
        severity=Severity.MINOR,
        confidence=0.85 if kind in ("key words", "machine talk", "subtitle credit") else 0.95,
        evidence=(Evidence(SignalKind.CHECK, say(_FORMS[kind]), (("kind", kind),)),),
        suggestion=_suggestion(text, kind),
    )


def _suggestion(text: str, kind: str) -> Suggestion:
    if kind == "entity":
        plain = unescape(unescape(text if text.endswith(";") else f"{text};"))
        if plain.isspace():
            return advise(say("Write a no-break space."))
        return write(plain, fits=True)
    if kind == "broken letters":
        try:
            return write(text.encode("cp1252").decode("utf-8"), fits=True)
        except UnicodeError:
            return advise(say("Read the original with the right encoding."))
    if kind in ("file name", "key words"):
        return advise(say("Write a caption, or delete the line."))
    if kind in ("placeholder", "model token"):
        return advise(say("Put back what stood here in the original, or delete it."))
    return advise(say("Delete it."))

"""markdown-it-py, made to say where things stand.

Its tokens know lines only. The leaf rules of the block parser are wrapped so that each token
carries the offset at which each of its lines begins, behind list and quotation marks; the inline
rules whose length cannot be told from their token are wrapped so that it carries where they end.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

    BlockRule = Callable[[StateBlock, int, int, bool], bool]
    InlineRule = Callable[[StateInline, bool], bool]

MAX_NESTING = 100
"""Levels of lists and quotations. markdown-it-py drops what lies deeper, without a word."""

STARTS = "starts"
"""Key in ``Token.meta``: for each line of the token, the offset of its first visible character."""

END = "end"
"""Key in ``Token.meta``: offset in the text of the block after the construct."""


def parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough and front matter, its tokens carrying offsets."""
    from markdown_it import MarkdownIt, rules_block, rules_inline
    from mdit_py_plugins.front_matter import front_matter_plugin

    md = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    md.enable(["table", "strikethrough"])
    # Joined text would hide which characters were written as entities or escapes.
    md.disable(["text_join", "fragments_join"])
    md.use(front_matter_plugin)
    interrupts = ["paragraph", "reference"]
    quoted = [*interrupts, "blockquote"]
    for name, block_rule, alternatives in (
        ("table", rules_block.table, interrupts),
        ("heading", rules_block.heading, quoted),
        ("html_block", rules_block.html_block, quoted),
        ("lheading", rules_block.lheading, []),
        ("paragraph", rules_block.paragraph, []),
    ):
        md.block.ruler.at(name, _with_starts(block_rule), {"alt": alternatives})
    for name, inline_rule in (
        ("link", rules_inline.link),
        ("image", rules_inline.image),
        ("autolink", rules_inline.autolink),
        ("backticks", rules_inline.backtick),
    ):
        md.inline.ruler.at(name, _with_end(inline_rule))
    return md


def _with_starts(rule: BlockRule) -> BlockRule:
    def wrapped(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        before = len(state.tokens)
        if not rule(state, start_line, end_line, silent):
            return False
        for token in state.tokens[before:]:
            if token.map is not None:
                token.meta[STARTS] = [
                    state.bMarks[line] + state.tShift[line] for line in range(*token.map)
                ]
        return True

    return wrapped


def _with_end(rule: InlineRule) -> InlineRule:
    def wrapped(state: StateInline, silent: bool) -> bool:
        before = len(state.tokens)
        if not rule(state, silent):
            return False
        if len(state.tokens) > before:
            state.tokens[-1].meta[END] = state.pos
        return True

    return wrapped

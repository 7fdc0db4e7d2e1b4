"""HTML cut into tags and text at exact offsets, in linear time, whatever the input.

Tokens follow the WHATWG tokenizer. The standard library's parser is not used: it reports lines
instead of offsets, changes its mind between Python patch releases, and is quadratic or raises
on hostile input. One thing differs on purpose: where a browser would swallow the rest of the
page (a comment or tag that never ends), this one ends it at the next ``>``, because an auditor
must not overlook text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

_NAME = re.compile(r"[A-Za-z][^ \t\n\r\f/>]*")
_BETWEEN = re.compile(r"[ \t\n\r\f/]*")
_ATTRIBUTE = re.compile(
    r"""(=?[^ \t\n\r\f/>=]*)
    (?:[ \t\n\r\f]*=[ \t\n\r\f]*(?:"([^"]*)"|'([^']*)'|([^ \t\n\r\f>]*)))?""",
    re.VERBOSE,
)
_COMMENT_END = re.compile(r"--!?>")
_DIRECTIVE = re.compile(r"<!--\s*traudit-")
_RAW = frozenset(
    {"script", "style", "title", "textarea", "noscript", "iframe", "noembed", "noframes", "xmp"}
)
_RAW_END = {
    name: re.compile(rf"</{name}(?=[ \t\n\r\f/>])", re.ASCII | re.IGNORECASE) for name in _RAW
}
_SCRIPT_STEP = re.compile(r"<!--|-->|<(/?)script(?=[ \t\n\r\f/>])", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """A tag or a run of text, ``[start, end)`` in the markup."""

    kind: str
    """``start``, ``end``, ``text`` (with character references), ``raw`` (without) or ``directive``
    (a comment that speaks to traudit)."""
    start: int
    end: int
    name: str = ""
    """Of the tag, in lower case."""
    attributes: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Name, in lower case, to the range of its value; of two of the same name the first."""
    closed: bool = False
    """``<br/>``: ends with a slash."""

    def value(self, content: str, name: str) -> str | None:
        """The decoded value of an attribute; None when the tag does not have it."""
        place = self.attributes.get(name)
        return None if place is None else unescape(content[place[0] : place[1]])


def tokenize(content: str, *, xml: bool = False) -> Iterator[Token]:
    """The tags and texts of a page or fragment, in order. Declarations are dropped, and comments
    that are not for traudit.

    Args:
        xml: ``<script/>`` is complete and CDATA sections are text.
    """
    return _Tokenizer(content, xml).run()


class _Tokenizer:
    def __init__(self, content: str, xml: bool) -> None:
        self._content = content
        self._xml = xml
        # Each search that ran to the end in vain is not made again: that keeps time linear.
        self._last_end = content.rfind(">")
        self._last_section_end = content.rfind("]]>") if xml else -1
        self._tags_end = True
        self._comments_end = True
        self._scripts_nest = True

    def run(self) -> Iterator[Token]:
        at, text_from = 0, 0
        while (at := self._content.find("<", at)) >= 0:
            token, after = self._markup(at)
            if after == at:
                at += 1
                continue
            if text_from < at:
                yield Token("text", text_from, at)
            if token is not None:
                yield token
                if (
                    token.kind == "start"
                    and token.name in _RAW
                    and not (self._xml and token.closed)
                ):
                    yield (raw := self._raw(token.name, after))
                    after = raw.end
            at = text_from = after
        if text_from < len(self._content):
            yield Token("text", text_from, len(self._content))

    def _raw(self, name: str, at: int) -> Token:
        """The content of an element in which tags mean nothing; only a title has references."""
        return Token("text" if name == "title" else "raw", at, self._raw_end(name, at))

    def _markup(self, at: int) -> tuple[Token | None, int]:
        """The token that the ``<`` at ``at`` begins and where it ends; ``at`` when it is text."""
        content = self._content
        if content.startswith("<!--", at):
            end = self._comment_end(at)
            found = _DIRECTIVE.match(content, at, end)
            return Token("directive", at, end) if found else None, end
        if at < self._last_section_end and content.startswith("<![CDATA[", at):
            end = content.find("]]>", at)
            return Token("raw", at + 9, end), end + 3
        following = content[at + 1 : at + 2]
        if following == "/":
            return self._tag(at, at + 2, "end") or self._bogus(at, at + 2)
        if following and following in "!?":
            return self._bogus(at, at + 2)
        return self._tag(at, at + 1, "start") or (None, at)

    def _tag(self, at: int, name_at: int, kind: str) -> tuple[Token, int] | None:
        name = _NAME.match(self._content, name_at)
        if name is None:
            return None
        attributes, end = self._attributes(name.end())
        if end < 0:
            self._tags_end = False
            attributes, end = self._attributes(name.end())
        if end < 0:
            return None
        closed = self._content[end - 2] == "/"
        return Token(kind, at, end, name[0].lower(), attributes, closed), end

    def _attributes(self, at: int) -> tuple[dict[str, tuple[int, int]], int]:
        """The attributes from ``at`` on, and the offset after ``>``; -1 when there is none."""
        content = self._content
        found: dict[str, tuple[int, int]] = {}
        if at > self._last_end:
            return found, -1
        limit = len(content) if self._tags_end else content.find(">", at) + 1
        while True:
            between = _BETWEEN.match(content, at, limit)
            assert between is not None
            at = between.end()
            if at >= limit:
                return found, -1
            if content[at] == ">":
                return found, at + 1
            match = _ATTRIBUTE.match(content, at, limit)
            assert match is not None
            value = next((group for group in (2, 3, 4) if match[group] is not None), None)
            place = (match.end(), match.end()) if value is None else match.span(value)
            found.setdefault(match[1].lower(), place)
            at = match.end()

    def _comment_end(self, at: int) -> int:
        if self._comments_end:
            match = _COMMENT_END.search(self._content, at + 2)
            if match is not None:
                return match.end()
            self._comments_end = False
        return self._bogus(at, at + 4)[1]

    def _bogus(self, at: int, search_from: int) -> tuple[None, int]:
        """What HTML calls a bogus comment; text when nothing ends it."""
        if search_from > self._last_end:
            return None, at
        return None, self._content.find(">", search_from) + 1

    def _raw_end(self, name: str, at: int) -> int:
        if name == "script" and self._scripts_nest:
            end = self._script_end(at)
            if end >= 0:
                return end
            self._scripts_nest = False
        match = _RAW_END[name].search(self._content, at)
        return match.start() if match is not None else len(self._content)

    def _script_end(self, at: int) -> int:
        """Where a script ends; inside ``<!--`` an inner ``<script>`` has its own end tag."""
        escaped = nested = False
        for match in _SCRIPT_STEP.finditer(self._content, at):
            if match[0] == "<!--":
                escaped = True
            elif match[0] == "-->":
                escaped = nested = False
            elif not match[1]:
                nested = escaped
            elif not nested:
                return match.start()
            else:
                nested = False
        return -1

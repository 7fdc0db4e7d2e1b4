"""What plain text and front matter say to traudit itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.model.suppression import Directive
from audit.model.text import Span

LINE = re.compile(r"[^\S\r\n]*(?:\[|<!--)[^\S\r\n]*traudit-[^\r\n]*")
"""A line that is a directive; in plain text it is none of the article."""

KEY = "traudit_ignore"
_YAML_KEY = re.compile(rf"^{KEY}[ \t]*:", re.MULTILINE)
_YAML_END = re.compile(r"^(?![ \t#-]|$)", re.MULTILINE)
_TOML_KEY = re.compile(rf"^[ \t]*{KEY}[ \t]*=[^\n]*", re.MULTILINE)


def is_directive(text: str, start: int, end: int) -> bool:
    """True when the line ``[start, end)`` of a text is a directive."""
    return LINE.fullmatch(text, start, end) is not None


def of_line(text: str, start: int, end: int) -> Directive:
    """The directive of such a line."""
    line = text[start:end]
    start, end = end - len(line.lstrip()), start + len(line.rstrip())
    return Directive(text[start:end], Span(start, end), start)


def of_yaml(front_matter: str, offset: int) -> Iterator[Directive]:
    """The key ``traudit_ignore`` with its value, as one directive.

    Args:
        front_matter: the YAML between its two lines of hyphens.
        offset: of its first character.
    """
    key = _YAML_KEY.search(front_matter)
    if key is not None:
        found = _YAML_END.search(front_matter, key.end())
        end = found.start() if found is not None else len(front_matter)
        written = front_matter[key.start() : end].rstrip()
        start = offset + key.start()
        yield Directive(written, Span(start, start + len(written)), None)


def of_toml(value: object, front_matter: str) -> Iterator[Directive]:
    """The entries of the TOML key ``traudit_ignore``, each at the line of the key.

    Args:
        value: of the key, decoded.
        front_matter: from the start of the file, its line ends LF.
    """
    key = _TOML_KEY.search(front_matter)
    span = Span(*key.span()) if key is not None else Span(0, 0)
    for entry in value if isinstance(value, list) else (value,):
        yield Directive(f"[traudit-ignore {entry}]", span, None)

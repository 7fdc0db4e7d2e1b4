"""Names that come from outside: file names, reviewers. What remains is safe to write and show."""

from __future__ import annotations

import unicodedata

LONGEST = 80
"""Characters of a part of a path."""
DEEPEST = 6
"""Parts of a path."""
_READ, _READ_ALL = 200, 4000
"""Characters of a part, from either end, and of a path, from its end, that are looked at at all."""
_KEPT = frozenset(" .-_()+,'’")
_SUFFIXES = {
    "text": (".txt",),
    "markdown": (".md", ".markdown"),
    "html": (".html", ".htm", ".xhtml"),
}


def safe_path(given: str, kind: str | None) -> str:
    """A relative path made of ``given``: letters, digits and a few marks, no way upwards.

    Args:
        given: a file name or path from outside; both slashes part it.
        kind: ``text``, ``markdown`` or ``html``, which its suffix must then agree with; None
            leaves the suffix to the name.
    """
    parts = [_part(one) for one in given[-_READ_ALL:].replace("\\", "/").split("/")]
    kept = [one for one in parts if one][-DEEPEST:] or ["article"]
    suffixes = _SUFFIXES["text"] if kind is None else _SUFFIXES[kind]
    known = tuple(one for group in _SUFFIXES.values() for one in group)
    fits = kept[-1].lower().endswith(known if kind is None else suffixes)
    return "/".join(kept if fits else (*kept[:-1], kept[-1][: LONGEST - 10] + suffixes[0]))


def _part(text: str) -> str:
    # Cut first: a name of a megabyte must not cost more than one of a line.
    text = unicodedata.normalize("NFC", text[:_READ] + text[_READ:][-_READ:])
    mapped = "".join(c if c.isalnum() or c in _KEPT else "_" for c in text)
    # No hidden file, no option, and no clash with the folder of sources, which starts with "_".
    mapped = mapped.lstrip("._- ").rstrip(". ")
    while len(mapped.encode("utf-8", "replace")) > LONGEST:
        stem, dot, suffix = mapped.rpartition(".")
        mapped = stem[:-1] + dot + suffix if stem and len(suffix) < 10 else mapped[:-1]
    return mapped


def person(given: str) -> str | None:
    """A reviewer's name on one line of at most 60 visible characters; None if nothing remains."""
    text = unicodedata.normalize("NFC", given[:_READ_ALL])
    # Controls, bidirectional marks and lone surrogates could make one reviewer look like another.
    shown = "".join(c for c in text if unicodedata.category(c)[0] != "C")
    return " ".join(shown.split())[:60].strip() or None

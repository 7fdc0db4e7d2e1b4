"""Language tags (BCP 47, RFC 5646) as people and programs write them, in one form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from audit.errors import UsageError

_ENCODING = re.compile(r"[.@].*$")


@cache
def standard(tag: str) -> str | None:
    """A tag in its standard form, or None where it names no language.

    ISO 639-2 and -3 codes, withdrawn ones and POSIX locales are taken: ``fra``, ``FR_fr.UTF-8``
    and ``iw`` give ``fr``, ``fr-FR`` and ``he``. Validity is that of the IANA registry.
    """
    from audit.language.codes.scripts import labels

    tag = _ENCODING.sub("", tag.strip())
    if tag in labels().common:
        return tag
    import langcodes

    try:
        found = langcodes.standardize_tag(tag.replace("_", "-"), macro=True)
    except ValueError:
        return None
    return found if langcodes.tag_is_valid(found) else None


def required_or_none(tag: str | None, where: str) -> str | None:
    """:func:`required` of a tag that need not be given.

    Raises:
        UsageError: it is no language.
    """
    return None if tag is None else required(tag, where)


def required(tag: str, where: str) -> str:
    """The standard form of a tag that somebody gave on purpose.

    Args:
        where: the option or key that holds it.

    Raises:
        UsageError: it is no language, with the code of a language of that name where there is one.
    """
    found = standard(tag)
    if found is not None:
        return found
    from audit.language.codes.names import code_of

    meant = code_of(" ".join(tag.split()))
    advice = f"did you mean {meant}?" if meant else "give a BCP 47 code such as fr, pt-BR, zh-Hant"
    raise UsageError(f"{where}: {tag[:40]!r} is not a language code ({advice})")


def base(code: str) -> str:
    """The language of a BCP 47 code: ``fr`` for ``fr-CA``."""
    return code.split("-", 1)[0].lower()


def is_among(tag: str, wanted: Iterable[str]) -> bool:
    """Whether a language is one of those, or a variety of one (RFC 4647, basic filtering)."""
    return any(tag == one or tag.startswith(f"{one}-") for one in wanted)

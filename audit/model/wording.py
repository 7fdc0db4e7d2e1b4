"""Sentences for editors that can be said in another language: a template and its values.

Such a sentence *is* its English text, so whoever reads, compares, sorts or writes it needs to know
nothing of this. Formats that speak another language find the template in their catalogue
(``audit/formats/locale/findings``) and fill it with the same values.

The templates are found by reading the sources (``nox -s catalogue``), so the first argument of
:func:`say`, :func:`say_many` and :func:`marked` is always a literal.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Value = str | int | float
"""What fills a placeholder; a text may be a :class:`Wording`, :class:`Listing` or :class:`Name`."""
CAPITAL, SMALL = "C", "c"
"""``{why:C}`` begins a sentence, ``{note:c}`` goes on with one: its first letter is set so."""


class Wording(str):
    """An English sentence that knows how it was made.

    Args:
        text: the sentence.
        template: as in ``str.format``, its placeholders named.
        values: name to value.
        plural: the template for any number but one; None where none is counted.
        number: what decides between the two.
    """

    __slots__ = ("number", "plural", "template", "values")
    template: str
    values: dict[str, Value]
    plural: str | None
    number: int

    def __new__(
        cls,
        text: str,
        template: str,
        values: dict[str, Value],
        plural: str | None = None,
        number: int = 1,
    ) -> Wording:
        made = super().__new__(cls, text)
        made.template, made.values, made.plural, made.number = template, values, plural, number
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return Wording, (str(self), self.template, self.values, self.plural, self.number)

    def __format__(self, spec: str) -> str:
        return shaped(self, spec) if spec in (CAPITAL, SMALL) else super().__format__(spec)


class Listing(str):
    """Several values as one, in English; ``link`` is one of ``LINKS``."""

    __slots__ = ("items", "link")
    items: tuple[Value, ...]
    link: str

    def __new__(cls, text: str, items: tuple[Value, ...], link: str) -> Listing:
        made = super().__new__(cls, text)
        made.items, made.link = items, link
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return Listing, (str(self), self.items, self.link)

    def __format__(self, spec: str) -> str:
        return shaped(self, spec) if spec in (CAPITAL, SMALL) else super().__format__(spec)


LINKS = {",": (", ", ", "), ";": ("; ", "; "), " ": (" ", " "), "or": (" or ", " or "),
         "and": (", ", " and ")}  # fmt: skip
"""What stands between the items of a listing, and before the last of them."""


class Name(str):
    """The English name of something that has one in other languages.

    Args:
        text: the English name, or the code where there is none.
        kind: ``language`` and ``territory``, which Unicode CLDR names, or ``rule``.
        code: BCP 47 language, ISO 3166 territory, or the slug of a rule.
    """

    __slots__ = ("code", "kind")
    kind: str
    code: str

    def __new__(cls, text: str, kind: str, code: str) -> Name:
        made = super().__new__(cls, text)
        made.kind, made.code = kind, code
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return Name, (str(self), self.kind, self.code)


def say(template: str, /, **values: Value) -> Wording:
    """The sentence that a template and its values make."""
    return Wording(template.format_map(values), template, values)


def say_many(one: str, many: str, number: int, /, **values: Value) -> Wording:
    """The same where a number decides between two templates; both may show it as ``{number}``."""
    values["number"] = number
    template = one if number == 1 else many
    return Wording(template.format_map(values), one, values, many, number)


def marked(template: str, /) -> str:
    """A template that stands in a table, for whoever fills it later."""
    return template


def fact(text: str, /) -> Wording:
    """A text of the reference data, which the catalogues hold as well; nothing is filled in."""
    return Wording(text, text, {})


def shaped(text: str, spec: str) -> str:
    """A text with its first letter as ``CAPITAL`` or ``SMALL`` asks."""
    first = text[:1].upper() if spec == CAPITAL else text[:1].lower()
    return first + text[1:]


def listing(items: Iterable[Value], link: str = ",") -> Listing:
    """Several values as one: ``a, b`` or, with ``and``, ``a, b and c``."""
    every = tuple(items)
    between, last = LINKS[link]
    texts = [str(one) for one in every]
    text = between.join(texts)
    if len(texts) > 1 and last != between:
        text = between.join(texts[:-1]) + last + texts[-1]
    return Listing(text, every, link)

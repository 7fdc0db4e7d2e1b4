"""Writes ``reference/concepts/first-names/names.toml`` from the locales of Faker (MIT).

    pip install faker
    python -m training.understanding.first_names

Kept is a name that the lists of several languages give to one gender (or those of one language,
where the list is of a script or a people of its own) and that no list gives to the other; names of
the Cyrillic lists count in their Latin transliterations too, so that ``Nikita``, a woman's name in
English lists and a man's in Russian ones, is dropped.
"""

from __future__ import annotations

import textwrap
from collections import defaultdict
from importlib import import_module, metadata
from pathlib import Path
from pkgutil import iter_modules

SHARED_LISTS = frozenset({"en", "de", "fr", "es", "nl", "da", "sv", "no", "it", "pt"})
"""Languages whose lists hold names of anywhere: one of them alone is no witness."""
_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        (*"abvgdee", "zh", *"ziyklmnoprstuf", "kh", "ts", "ch", "sh", "shch", *"_y_e", "yu", "ya"),
        strict=True,
    )
)


def collect() -> dict[str, dict[str, set[str]]]:
    """Each name in small letters, with the languages that give it to either gender."""
    from faker.providers import person

    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for module in iter_modules(person.__path__):
        provider = import_module(f"faker.providers.person.{module.name}").Provider
        language = module.name.split("_")[0]
        for gender, field in (("m", "first_names_male"), ("f", "first_names_female")):
            for entry in getattr(provider, field, ()):
                name = (entry[0] if isinstance(entry, tuple) else entry).strip().casefold()
                if name.replace("-", "").isalpha() and len(name) > 2:
                    found[name][gender].add(language)
                    if name[0] in _CYRILLIC:
                        found[latin(name)][gender].add(language)
    return found


def latin(name: str) -> str:
    """A Cyrillic name in Latin letters."""
    return "".join(_CYRILLIC.get(letter, letter) for letter in name).replace("_", "")


def kept(witnesses: dict[str, set[str]]) -> str | None:
    """The gender of a name that its witnesses agree on, else None."""
    if len(witnesses) != 1:
        return None
    gender, languages = next(iter(witnesses.items()))
    return gender if len(languages) > 1 or not languages <= SHARED_LISTS else None


def main() -> None:
    """Writes the file."""
    names = collect()
    lists = {
        field: sorted(name for name, seen in names.items() if kept(seen) == gender)
        for gender, field in (("m", "masculine"), ("f", "feminine"))
    }
    version = metadata.version("faker")
    lines = [
        "# First names that the lists of Faker give to one gender only. Written by",
        "# `python -m training.understanding.first_names`; not by hand.",
        f'sources = ["https://pypi.org/project/Faker/ {version} (MIT)"]',
    ]
    for field, row in lists.items():
        body = textwrap.fill(", ".join(f'"{name}"' for name in row), 98, break_on_hyphens=False)
        lines.append(f"{field} = [\n{textwrap.indent(body, '  ')},\n]")
    path = Path(__file__).parents[2] / "reference" / "concepts" / "first-names" / "names.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

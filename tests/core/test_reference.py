from __future__ import annotations

import msgspec
import pytest

from audit.core.reference import Entry, decode_toml, root
from audit.errors import ConfigError


class Form(Entry):
    text: str
    weight: float = 1.0


class Group(Entry):
    id: str
    forms: dict[str, tuple[Form, ...]] = {}


class File(Entry):
    group: tuple[Group, ...] = ()


GOOD = """\
[[group]]
id = "a"

[[group.forms.fr]]
text = "x"

[[group]]
id = "b"
[[group.forms.fr]]
text = "y"
weight = 2.0
"""


def test_a_good_file_is_decoded_into_frozen_entries() -> None:
    decoded = decode_toml(GOOD, File, shown="f.toml")
    assert decoded.group[1].forms["fr"][0] == Form(text="y", weight=2.0)
    with pytest.raises(AttributeError):
        decoded.group[0].id = "c"  # type: ignore[misc]


def test_every_fault_of_a_file_is_reported_at_its_line() -> None:
    bad = GOOD.replace('id = "a"', "id = 3").replace("weight = 2.0", "wieght = 2.0")
    with pytest.raises(ConfigError) as caught:
        decode_toml(bad, File, shown="f.toml")
    assert str(caught.value).splitlines() == [
        "f.toml:2: `id` takes text in quotation marks, not a whole number",
        "f.toml:11: there is no key `wieght`",
    ]


def test_a_missing_field_points_at_its_entry() -> None:
    with pytest.raises(ConfigError, match=r"f\.toml:4: the key `id` is missing"):
        decode_toml('[[group]]\nid = "a"\n\n[[group]]\n', File, shown="f.toml")


def test_broken_toml_points_at_its_line() -> None:
    with pytest.raises(ConfigError, match=r"^f\.toml:2: "):
        decode_toml('[[group]]\nid = "a\n', File, shown="f.toml")


def test_entries_are_strict_about_types() -> None:
    assert issubclass(Entry, msgspec.Struct)
    with pytest.raises(ConfigError, match="a value here takes a number, not text"):
        decode_toml(GOOD.replace("2.0", '"2"'), File, shown="f.toml")


def test_reference_data_lies_in_its_rooms() -> None:
    rooms = {path.name for path in root().iterdir()}
    assert rooms <= {"languages", "concepts", "knowledge", "models", "README.md"}
    for path in (root() / "languages").glob("*/*"):
        assert path.parent.name.isalpha() and path.suffix == ".toml", path

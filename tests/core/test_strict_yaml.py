from __future__ import annotations

import pytest

from audit.core import yaml_text as strict_yaml
from audit.core.yaml_text import Listing, Place, Scalar, Table, parse
from audit.errors import ConfigError


def test_values_keep_their_places_and_words_stay_words() -> None:
    root = parse('a: [no, 1.0]\nb:\n  é: "x y"\n', "f")
    assert isinstance(root, Table)
    (a, listed), (b, inner) = root.items
    assert (a.text, a.place, b.place) == ("a", Place(1, 1), Place(2, 1))
    assert isinstance(listed, Listing)
    assert listed.items == (Scalar("no", Place(1, 5)), Scalar("1.0", Place(1, 9)))
    assert isinstance(inner, Table)
    assert inner.items[0][1] == Scalar("x y", Place(3, 6), plain=False)


def test_a_part_of_a_file_has_the_places_of_the_file() -> None:
    root = parse("- a\n- b\n", "f", Place(7, 3))
    assert isinstance(root, Listing)
    assert [item.place for item in root.items] == [Place(7, 5), Place(8, 5)]


FAULTS = {
    "alias": ("a: x\nb: *x\n", "f:2:4: aliases are not allowed"),
    "anchor": ("a: &x 1\n", "f:1:4: anchors are not allowed"),
    "python": ("a: !!python/object/apply:os.system [ls]\n", "f:1:4: the tag"),
    "own tag": ("a: !x 1\n", "f:1:4: the tag '!x' is not allowed"),
    "key twice": ("a: 1\nb: 2\na: 3\n", "f:3:1: the key `a` is given twice"),
    "key no word": ("? [a]\n: b\n", "f:1:3: a key must be a word"),
    "deep": ("[" * 5000, f"f:1:{strict_yaml.DEEPEST + 1}: nested deeper"),
    "two documents": ("a: 1\n---\nb: 2\n", "f:3:1: a second document"),
    "nothing": ("# only a comment\n", "f:1:1: holds nothing"),
    "not closed": ("a: [1\n", "f:2:1: expected ',' or ']'"),
    "tab": ("a:\n\tb: c\n", "f:2:1: found character '\\t'"),
    "control character": ("a: 1\nb: \x01\n", "f:2:1: a character that YAML does not allow"),
    "surrogate": ("a: \ud800\n", "f:1:1: a character that YAML does not allow"),
    "large": ("#" * (strict_yaml.LARGEST + 1), "f:1:1: longer than"),
}


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("libyaml", [True, False])
def test_what_is_wrong_is_told_with_its_place(
    name: str, libyaml: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    import yaml

    if not libyaml:
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    text, message = FAULTS[name]
    with pytest.raises(ConfigError) as caught:
        parse(text, "f")
    assert str(caught.value).startswith(message)


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(ConfigError, match=r"^f:1:4: anchors are not allowed$"):
        parse(bomb, "f")


def test_hostile_text_is_a_value_or_an_error_with_a_place(hostile_text: str) -> None:
    try:
        root = parse(hostile_text[:20_000], "f")
    except ConfigError as error:
        assert str(error).startswith("f:")
    else:
        assert root.place.line >= 1

from __future__ import annotations

from pathlib import Path

import pytest

from audit.errors import UsageError
from audit.readers.files import collect
from audit.reading.sources import Pairing, pair


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Du texte.\n", encoding="utf-8")


def paired(path: str, source: str, **languages: str) -> Pairing:
    paths, failures = collect((path,))
    assert not failures
    return pair((path,), paths, source, **languages)


def test_two_files_go_together_whatever_their_names(site: Path) -> None:
    write(site, "a.txt", "original.md")
    assert paired("a.txt", "original.md") == Pairing(("a.txt",), ("original.md",))


def test_standard_input_may_have_a_source(site: Path) -> None:
    assert pair(("-",), ("-",), "en.txt").sources == ("en.txt",)


@pytest.mark.parametrize(
    ("article", "source"),
    [
        ("fr/fire.txt", "en/fire.txt"),
        ("fr/2026/fire.md", "en/2026/fire.html"),
        ("fr/fire.fr.txt", "en/fire.en.txt"),
        ("fr/fire_fr.txt", "en/fire-en.txt"),
        ("fr/fire.fr-CA.txt", "en/fire.txt"),
        ("fr/2026-03-14-fire.txt", "en/2026-03-14-fire.txt"),
    ],
)
def test_folders_pair_by_path_and_stem(site: Path, article: str, source: str) -> None:
    write(site, article, source, "fr/storm.txt", "en/storm.txt", "en/never-translated.txt")
    found = paired("fr", "en")
    assert dict(zip(found.paths, found.sources, strict=True)) == {
        article: source,
        "fr/storm.txt": "en/storm.txt",
    }
    assert not found.failures


def test_languages_may_be_folders_inside_one(site: Path) -> None:
    write(site, "fr/fire.txt", "en/fire.txt")
    assert paired("fr", ".").sources == ("en/fire.txt",)
    found = paired(".", ".", language="fr")
    assert (found.paths, found.sources) == (("fr/fire.txt",), ("en/fire.txt",))


def test_one_folder_holds_both_when_the_caller_says_what_is_audited(site: Path) -> None:
    write(site, "fire.fr.md", "fire.en.md", "storm.fr.md", "storm.en.md")
    wanted = Pairing(("fire.fr.md", "storm.fr.md"), ("fire.en.md", "storm.en.md"))
    assert paired(".", ".", language="fr") == wanted
    assert paired(".", ".", source_language="en") == wanted
    with pytest.raises(UsageError, match="say with --lang which language is audited"):
        paired(".", ".")


def test_an_article_without_a_source_is_a_failure(site: Path) -> None:
    write(site, "fr/fire.txt", "fr/storm.txt", "en/fire.txt")
    found = paired("fr", "en")
    assert found.sources == ("en/fire.txt", None)
    assert [one.message for one in found.failures] == ["fr/storm.txt: no source of that name in en"]


def test_several_sources_are_told_apart_by_the_source_language(site: Path) -> None:
    write(site, "fr/fire.txt", "all/fire.en.txt", "all/fire.id.txt")
    found = paired("fr", "all")
    assert found.sources == (None,)
    assert "2 files fit as its source" in found.failures[0].message
    assert paired("fr", "all", source_language="id").sources == ("all/fire.id.txt",)


def test_several_paths_are_refused_with_the_reason() -> None:
    with pytest.raises(UsageError, match="of 2 paths it is not known which one"):
        pair(("a.txt", "b.txt"), ("a.txt", "b.txt"), "en.txt")


def test_one_source_for_a_folder_is_refused(site: Path) -> None:
    write(site, "fr/a.txt", "en.txt")
    with pytest.raises(UsageError, match=r"en\.txt is one file and fr is a folder"):
        paired("fr", "en.txt")


def test_standard_input_is_no_source() -> None:
    with pytest.raises(UsageError, match="cannot be standard input"):
        pair(("a.txt",), ("a.txt",), "-")

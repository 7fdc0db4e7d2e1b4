"""Finding modes, reading their pipelines, and chaining them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.translators.apertium import modes as apertium_modes
from audit.translators.apertium.modes import find_modes, parse_pipeline, reachable


def test_a_pipeline_is_cut_into_its_programs() -> None:
    stages = parse_pipeline(
        "lt-proc -w '/data/x y/fr.bin' | apertium-tagger -g $2 '/data/fr.prob'|"
        " lt-proc $1 '/data/es.bin' | lt-proc -p '/data/es.post.bin'\n"
    )
    assert stages is not None
    assert [stage.argv for stage in stages] == [
        ("lt-proc", "-z", "-w", "/data/x y/fr.bin"),
        ("apertium-tagger", "-g", "/data/fr.prob"),
        ("lt-proc", "-z", "-g", "/data/es.bin"),
        ("lt-proc", "-z", "-p", "/data/es.post.bin"),
    ]
    assert [stage.isolated for stage in stages] == [False, True, False, False]
    assert stages[0].files == ("/data/x y/fr.bin",)
    assert stages[1].label == "apertium-tagger fr.prob"


def test_programs_that_remember_get_a_process_a_text() -> None:
    stages = parse_pipeline(
        "cg-proc -w '/a.bin' | apertium-tagger -gx '/b' | some-new-program | apertium-tagger -g /c"
    )
    assert stages is not None
    assert [stage.isolated for stage in stages] == [True, False, True, True]
    assert "-z" not in stages[0].argv


@pytest.mark.parametrize(
    "text",
    [
        "",
        "lt-proc 'unclosed",
        "lt-proc a || rm -rf /",
        "lt-proc a; rm b",
        "lt-proc a > b",
        "lt-proc $(cat a)",
        "lt-proc `cat a`",
        "lt-proc a & lt-proc b",
        "lt-proc *.bin",
        "lt-proc a |",
        "lt-proc $3",
    ],
)
def test_anything_but_a_plain_pipeline_is_refused(text: str) -> None:
    assert parse_pipeline(text) is None


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Writes modes into a folder of their own, with one program that exists."""
    programs = tmp_path / "bin"
    programs.mkdir()
    program = programs / "lt-proc"
    program.write_text("#!/bin/sh\ncat\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    (tmp_path / "modes").mkdir()
    data = tmp_path / "data.bin"
    data.write_bytes(b"dictionary")

    def write(*names: str, pipeline: str = f"lt-proc '{data}'") -> Path:
        for name in names:
            (tmp_path / "modes" / f"{name}.mode").write_text(pipeline, encoding="utf-8")
        return tmp_path

    return write


def test_codes_become_bcp_47(install) -> None:
    modes = find_modes(install("fra-cat", "es-fr", "eng-spa", "crh-tur", "fr-ast"))
    assert set(modes) == {("fr", "ca"), ("es", "fr"), ("en", "es"), ("crh", "tr"), ("fr", "ast")}


def test_variants_of_a_direction_are_left_out(install) -> None:
    modes = find_modes(install("cat-eng", "cat-eng_US", "eco-fr-es", "eng-cat_valencia_uni"))
    assert [mode.name for mode in modes.values()] == ["cat-eng"]


def test_the_newer_package_of_two_for_one_pair_is_taken(install) -> None:
    modes = find_modes(install("fr-ca", "fra-cat", "fr-cat"))
    assert [mode.name for mode in modes.values()] == ["fra-cat"]


def test_a_mode_that_cannot_run_is_left_out(install) -> None:
    install("fr-es", pipeline="no-such-program | lt-proc")
    install("fr-it", pipeline="lt-proc '/no/such/file.bin'")
    install("fr-pt", pipeline="lt-proc; true")
    folder = install("fr-ca")
    (folder / "modes" / "fr-oc.mode").write_bytes(b"\xff\xfe")
    assert set(find_modes(folder)) == {("fr", "ca")}


def test_the_data_folder_is_the_one_of_the_environment(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("APERTIUM_DATADIR", str(tmp_path))
    assert apertium_modes.data_folder() is None
    (tmp_path / "modes").mkdir()
    assert apertium_modes.data_folder() == tmp_path


INSTALLED = [
    ("fr", "ca"), ("ca", "fr"), ("fr", "es"), ("es", "fr"), ("ca", "en"), ("en", "ca"),
    ("es", "en"), ("en", "es"), ("en", "gl"),
]  # fmt: skip


def test_chains_are_shortest_and_take_the_better_bridge() -> None:
    chains = reachable(INSTALLED)
    assert chains["fr", "es"] == ("fr", "es")
    assert chains["fr", "en"] == ("fr", "ca", "en")
    assert chains["en", "fr"] == ("en", "ca", "fr")
    assert chains["fr", "gl"] == ("fr", "ca", "en", "gl")
    assert not any(source == "gl" for source, _ in chains)


def test_chains_do_not_depend_on_the_order_of_the_pairs() -> None:
    assert dict(reachable(INSTALLED)) == dict(reachable(reversed(INSTALLED)))


codes = st.sampled_from(["fr", "en", "es", "ca", "oc", "it", "pt"])


@given(st.sets(st.tuples(codes, codes).filter(lambda pair: pair[0] != pair[1])))
def test_every_chain_is_made_of_installed_pairs(pairs: set[tuple[str, str]]) -> None:
    chains = reachable(pairs)
    assert pairs <= set(chains)
    for (source, target), chain in chains.items():
        assert (chain[0], chain[-1]) == (source, target)
        assert len(set(chain)) == len(chain)
        assert all(hop in pairs for hop in pairwise(chain))
        if (source, target) in pairs:
            assert len(chain) == 2


def test_the_facts_name_the_command_that_installs() -> None:
    facts = apertium_modes.facts()
    assert facts.install.startswith("apt-get install apertium apertium-fra-cat")
    assert facts.codes["fra"] == "fr"
    assert all(len(code) == 3 and len(short) == 2 for code, short in facts.codes.items())
    assert len(set(facts.codes.values())) == len(facts.codes)

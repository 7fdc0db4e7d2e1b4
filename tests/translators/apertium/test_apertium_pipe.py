"""Programs that crash, hang, vanish or lose a text are told in one line."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.errors import EngineError
from audit.model.translation import Translation
from audit.translators.apertium import pipe as apertium_pipe
from audit.translators.apertium.engine import ApertiumTranslator
from audit.translators.interface import EngineOptions

HEAD = f"""#!{sys.executable}
import os, re, sys
stream = sys.stdin.buffer.read().decode()
def out(text):
    sys.stdout.buffer.write(text.encode())
"""
PASS = "out(stream)"
SHOUT = r"out(re.sub(r'[a-z]+', lambda found: found.group().upper(), stream).replace('[E', '[e'))"


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., ApertiumTranslator]:
    """An engine for fr-es, es-en and en-fr whose programs are given as Python bodies."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (tmp_path / "modes").mkdir()
    data = tmp_path / "fr-es.bin"
    data.write_bytes(b"dictionary")
    # The interpreter's own path is absolute in the first line; nothing else is needed.
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setenv("APERTIUM_DATADIR", str(tmp_path))

    def build(analyse: str = PASS, tag: str = PASS, generate: str = SHOUT) -> ApertiumTranslator:
        bodies = {"apertium": "", "lt-proc": analyse, "cg-proc": tag, "lrx-proc": generate}
        for name, body in bodies.items():
            path = programs / name
            path.write_text(f"{HEAD}{body}\n", encoding="utf-8")
            path.chmod(0o755)
        pipeline = f"lt-proc -w '{data}' | cg-proc '{data}' | lrx-proc -m '{data}'"
        for pair in ("fr-es", "es-en", "en-fr"):
            (tmp_path / "modes" / f"{pair}.mode").write_text(pipeline, encoding="utf-8")
        return ApertiumTranslator(EngineOptions(threads=2))

    return build


def test_texts_come_back_one_for_one_in_order_over_groups(engine) -> None:
    texts = [f"texte {number}" for number in range(50)]
    found = engine().translate(texts, "fr", "es")
    assert [one.text for one in found] == [text.upper() for text in texts]


def test_equal_and_empty_texts(engine) -> None:
    found = engine().translate(["mot", "", "mot", "  \n", "\x00"], "fr-FR", "ES")
    assert [one.text for one in found] == ["MOT", "", "MOT", "", ""]


def test_no_texts(engine) -> None:
    assert engine().translate([], "fr", "es") == []


def test_a_program_gets_what_it_is_told_once_a_text_where_it_remembers(engine, tmp_path) -> None:
    log = f"open({str(tmp_path / 'log')!r}, 'a').write(os.path.basename(sys.argv[0]) + '\\n')\n"
    engine(log + PASS, log + PASS, log + SHOUT).translate(["un", "deux", "trois"], "fr", "es")
    calls = (tmp_path / "log").read_text(encoding="utf-8").split()
    assert calls == ["lt-proc", "cg-proc", "cg-proc", "cg-proc", "lrx-proc"]


def test_marks_do_not_travel_to_the_next_hop(engine) -> None:
    marking = "out(re.sub(r'(zorglub|maison)', r'*\\1', stream)); assert '**' not in stream"
    found = engine(generate=marking).translate(["le zorglub, la maison"], "fr", "en")
    assert found == [Translation("le zorglub, la maison", unknown=2)]


def test_a_program_that_fails_is_named_with_its_last_words(engine) -> None:
    body = "sys.stderr.write('first\\nError: Malformed input stream.\\n'); sys.exit(3)"
    with pytest.raises(EngineError) as caught:
        engine(tag=body).translate(["mot"], "fr", "es")
    assert str(caught.value) == (
        "apertium: cg-proc fr-es.bin failed with exit code 3: Error: Malformed input stream."
    )


def test_a_program_that_is_killed_is_told_with_the_signal(engine) -> None:
    with pytest.raises(EngineError, match=r"lt-proc fr-es\.bin was ended by signal 9$"):
        engine(analyse="os.kill(os.getpid(), 9)").translate(["mot"], "fr", "es")


def test_a_program_that_hangs_is_ended(engine, monkeypatch) -> None:
    monkeypatch.setattr(apertium_pipe, "START_SECONDS", 0.5)
    with pytest.raises(EngineError, match=r"lrx-proc fr-es\.bin did not end in \d s"):
        engine(generate="import time; time.sleep(60)").translate(["mot"], "fr", "es")


@pytest.mark.parametrize(
    "body",
    [
        "out(stream[: len(stream) // 2])",
        "out('')",
        "out('\\0' * 20)",
        "out('\\0'.join(reversed(stream.split('\\0'))))",
        "out(stream.replace('[e1]', ''))",
        "out(stream.replace('\\0', '', 1))",
    ],
)
def test_a_lost_text_never_goes_unnoticed(engine, body: str) -> None:
    texts = ["un", "deux", "trois", "quatre"]
    with pytest.raises(EngineError, match=r"lrx-proc .* of mode fr-es lost the end of a text"):
        engine(generate=body).translate(texts, "fr", "es")


def test_nuls_at_the_end_are_no_texts(engine) -> None:
    body = SHOUT + "; out('\\0\\0\\0')"
    assert [one.text for one in engine(generate=body).translate(["a", "b"], "fr", "es")] == [
        "A",
        "B",
    ]


def test_a_program_that_vanishes_is_named(engine, tmp_path) -> None:
    found = engine()
    assert ("fr", "es") in found.pairs()
    (tmp_path / "bin" / "cg-proc").unlink()
    with pytest.raises(EngineError, match=r"cg-proc .* cannot be run: No such file"):
        found.translate(["mot"], "fr", "es")


def test_pairs_are_chained_and_the_path_is_told(engine) -> None:
    found = engine()
    assert found.pairs() == {(a, b) for a in ("fr", "es", "en") for b in ("fr", "es", "en")} - {
        (a, a) for a in ("fr", "es", "en")
    }
    assert found.path("fr", "en") == ("fr", "es", "en")
    assert found.path("es", "fr") == ("es", "en", "fr")
    with pytest.raises(EngineError, match=r"from fr to ja \(installed: en-fr, es-en, fr-es\)"):
        found.path("fr", "ja")


def test_without_the_program_the_problem_names_the_command(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    engine = ApertiumTranslator(EngineOptions())
    problem = engine.problem()
    assert problem is not None
    assert "apt-get install apertium apertium-fra-cat apertium-eng-cat" in problem
    assert "\n" not in problem


def test_without_pairs_the_problem_names_the_command(engine, tmp_path) -> None:
    found = engine()
    assert found.problem() is None
    for path in (tmp_path / "modes").iterdir():
        path.unlink()
    fresh = ApertiumTranslator(EngineOptions())
    assert "no language pair" in str(fresh.problem())
    assert fresh.pairs() == frozenset()


def test_a_changed_dictionary_mode_or_program_changes_the_signature(engine, tmp_path) -> None:
    first = engine().signature("fr", "es")
    assert first == engine().signature("fr", "es")
    (tmp_path / "fr-es.bin").write_bytes(b"dictionary!")
    second = engine().signature("fr", "es")
    mode = tmp_path / "modes" / "fr-es.mode"
    build = engine()
    mode.write_text(mode.read_text(encoding="utf-8").replace("-m", "-n"), encoding="utf-8")
    third = build.signature("fr", "es")
    fourth = engine(generate=PASS).signature("fr", "es")
    assert len({first, second, third, fourth}) == 4


def test_the_signature_is_one_line_of_keys_and_values(engine) -> None:
    signature = engine().signature("fr", "en")
    fields = dict(field.split(":", 1) for field in signature.split("|"))
    assert list(fields) == [
        "engine", "version", "programs", "chain", "modes", "sha256", "options", "format",
    ]  # fmt: skip
    assert fields["chain"] == "fr-es-en"
    assert "\n" not in signature


def test_data_that_cannot_be_read_is_an_engine_error(engine, tmp_path) -> None:
    found = engine()
    assert found.pairs()
    (tmp_path / "fr-es.bin").unlink()
    with pytest.raises(EngineError, match=r"fr-es\.bin: No such file"):
        found.signature("fr", "es")

"""The whole recipe in miniature: training, resuming, export, conversion, packaging, scoring."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")
ctranslate2 = pytest.importorskip("ctranslate2")

from audit.translators.interface import EngineOptions  # noqa: E402
from audit.translators.marian import folder as folders  # noqa: E402
from audit.translators.marian.selftest import FolderTranslator  # noqa: E402
from benchmarks import compact  # noqa: E402
from training import augment, export, package, parcel, train  # noqa: E402
from training.config import load  # noqa: E402
from training.decode import greedy  # noqa: E402
from training.model import Translator  # noqa: E402
from training.vocabulary import Vocabulary  # noqa: E402

pytestmark = [
    pytest.mark.engine,
    pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses"),
]

STEPS = 200
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """Toy tensors are too small to share out."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def copy_of(toy: Path, root: Path) -> Path:
    """A work folder of its own, with the toy corpus and vocabulary."""
    shutil.copytree(toy / "work", root / "work")
    return root / "work"


def run(toy: Path, work: Path, *more: str) -> int:
    arguments = [str(toy / "recipe.toml"), str(work), "--device", "cpu", "--workers", "0"]
    return train.main([*arguments, "--dtype", "float32", *more])


def log_of(work: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (work / "log.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def trained(toy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A work folder with a finished run."""
    work = copy_of(toy, tmp_path_factory.mktemp("trained"))
    dev = ["--dev", str(toy / "dev.fr"), str(toy / "dev.en")]
    assert run(toy, work, *dev, "--steps", str(STEPS)) == 0
    return work


@pytest.fixture(scope="module")
def exported(toy: Path, trained: Path) -> Path:
    """The Hugging Face folder of that run."""
    out = trained.parent / "hf"
    assert export.main([str(toy / "recipe.toml"), str(trained), str(out)]) == 0
    return out


@pytest.fixture(scope="module")
def packaged(toy: Path, trained: Path, exported: Path) -> Path:
    """The shipped form of that run in float32."""
    origins = trained.parent / "sources.toml"
    entry = '[[source]]\nname = "{}"\norigin = "a grammar"\nlicence = "CC0"\ntext = "toys"\n'
    origins.write_text(entry.format("phrases") + entry.format("named"), encoding="utf-8")
    into = trained.parent / "float32"
    arguments = [str(toy / "recipe.toml"), str(trained), str(exported), "--hardware", "one core"]
    arguments += ["--origins", str(origins), "--into", str(into), "--quantization", "float32"]
    assert package.main(arguments) == 0
    return into


def test_training_learns_to_translate_unseen_sentences(trained: Path) -> None:
    entries = log_of(trained)
    losses = [entry["loss"] for entry in entries if "loss" in entry]
    assert losses[-1] < 0.5 * losses[0]
    assert all(entry["tokens_a_second"] > 0 for entry in entries if "loss" in entry)
    scores = {entry["direction"]: entry for entry in entries if "direction" in entry}
    assert scores.keys() == {"fr-en", "en-fr"}
    assert min(entry["chrf"] for entry in scores.values()) > 60
    assert all(entry["step"] == STEPS for entry in scores.values())


def test_a_resumed_run_is_the_uninterrupted_one(toy: Path, tmp_path: Path) -> None:
    recipe = (toy / "recipe.toml").read_text("utf-8")
    recipe = recipe.replace("dropout = 0.0", "dropout = 0.1")
    (tmp_path / "recipe.toml").write_text(recipe, encoding="utf-8")
    whole, parts = copy_of(toy, tmp_path / "whole"), copy_of(toy, tmp_path / "parts")
    assert run(tmp_path, whole, "--steps", "60") == 0
    assert run(tmp_path, parts, "--steps", "60", "--pause", "27") == 0
    paused = torch.load(parts / "checkpoint.pt", weights_only=True)["progress"]
    assert paused["step"] == paused["batch"] == 27  # in the middle of a shard
    assert run(tmp_path, parts, "--steps", "60", "--resume") == 0
    ends = [torch.load(work / "checkpoint.pt", weights_only=True) for work in (whole, parts)]
    assert ends[0]["progress"]["step"] == ends[1]["progress"]["step"] == 60
    for name in ("flat", "average"):
        assert torch.equal(ends[0]["weights"][name], ends[1]["weights"][name])
    losses = [{e["step"]: e["loss"] for e in log_of(work)} for work in (whole, parts)]
    assert [losses[0][step] for step in (40, 50, 60)] == [losses[1][step] for step in (40, 50, 60)]


def test_the_time_of_a_call_ends_it_with_a_checkpoint(toy: Path, tmp_path: Path) -> None:
    work = copy_of(toy, tmp_path)
    assert run(toy, work, "--budget", "60", "--minutes", "0.01") == 0
    kept = torch.load(work / "checkpoint.pt", weights_only=True)
    assert kept["progress"]["end"] is None
    assert 0 < kept["progress"]["step"] < 60


def test_a_file_makes_it_pause_at_the_next_report(toy: Path, tmp_path: Path) -> None:
    work = copy_of(toy, tmp_path)
    (work / "pause").touch()
    assert run(toy, work, "--steps", "60") == 0
    assert torch.load(work / "checkpoint.pt", weights_only=True)["progress"]["step"] == 10


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ((), "give either --steps or --budget"),
        (("--steps", "5", "--resume"), "no checkpoint"),
    ],
)
def test_a_wrong_call_is_one_line(
    toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], message: str
) -> None:  # fmt: skip
    assert run(toy, copy_of(toy, tmp_path), *more) == 1
    assert re.fullmatch(f".*{re.escape(message)}.*\n", capsys.readouterr().err)


def test_a_finished_run_is_not_overwritten(toy: Path, trained: Path) -> None:
    assert run(toy, trained, "--steps", "5") == 1


def test_the_exported_model_loads_and_translates_alike(
    toy: Path, trained: Path, exported: Path
) -> None:
    from transformers import MarianMTModel, MarianTokenizer

    recipe, vocabulary = load(toy / "recipe.toml"), Vocabulary(trained / "vocabulary")
    ours = Translator(recipe.model, vocabulary.size).eval()
    ours.load_state_dict(parcel.load_weights(trained, recipe.model))
    theirs = MarianMTModel.from_pretrained(exported).eval()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")
        tokenizer = MarianTokenizer.from_pretrained(exported)
    for line in (toy / "dev.fr").read_text("utf-8").splitlines()[:6]:
        inputs = tokenizer(f">>en<<{line}", return_tensors="pt")
        assert inputs.input_ids[0].tolist() == vocabulary.encode_source(line, "en")
        ids = theirs.generate(**inputs, num_beams=1, max_length=40)[0]
        text = vocabulary.decode(greedy(ours, inputs.input_ids, 39)[0].tolist())
        assert tokenizer.decode(ids, skip_special_tokens=True) == text


@pytest.mark.parametrize("beam", [1, 4])
def test_ctranslate2_translates_alike_in_float32(
    toy: Path, exported: Path, packaged: Path, beam: int
) -> None:
    from transformers import MarianMTModel, MarianTokenizer

    theirs = MarianMTModel.from_pretrained(exported).eval()
    tokenizer = MarianTokenizer.from_pretrained(exported)
    engine = ctranslate2.Translator(str(packaged), compute_type="float32")
    for line in (toy / "dev.en").read_text("utf-8").splitlines()[:8]:
        ids = tokenizer(f">>fr<<{line}").input_ids
        wanted = theirs.generate(torch.tensor([ids]), num_beams=beam, max_length=60)[0]
        tokens = tokenizer.convert_ids_to_tokens(ids)
        found = engine.translate_batch([tokens], beam_size=beam, max_decoding_length=59)[
            0
        ].hypotheses[0]
        assert found == tokenizer.convert_ids_to_tokens(wanted, skip_special_tokens=True)


def test_the_packaged_model_loads_through_its_manifest(toy: Path, packaged: Path) -> None:
    folder = folders.read(packaged, "train it")
    folder.verify(folder.ct2)
    assert {file.path for file in folder.manifest.files} == {
        "CARD.md", "config.json", "model.bin", "shared_vocabulary.json", "source.spm"
    }  # fmt: skip
    engine = FolderTranslator(folder, EngineOptions())
    lines = [(toy / f"dev.{side}").read_text("utf-8").splitlines() for side in ("fr", "en")]
    found = [item.text for item in engine.translate(lines[0], "fr", "en")]
    same = sum(
        a == b.replace("“", '"').replace("”", '"') for a, b in zip(found, lines[1], strict=True)
    )
    assert same >= 1
    card = (packaged / "CARD.md").read_text("utf-8")
    assert "| phrases | a grammar | CC0 | toys | 700 | 1 |" in card
    assert f"{STEPS} steps" in card
    assert "Not measured." in card


def test_the_int8_form_is_small_and_scored(
    toy: Path, trained: Path, exported: Path, packaged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    test_set = [str(toy / "dev.fr"), str(toy / "dev.en")]
    scores = trained.parent / "scores.json"
    assert (
        compact.main([*test_set, "--model", str(packaged), "--beam", "2", "--json", str(scores)])
        == 0
    )
    assert "fr-en-fr, beam 2" in capsys.readouterr().out
    into, origins = trained.parent / "int8", trained.parent / "sources.toml"
    arguments = [str(toy / "recipe.toml"), str(trained), str(exported), "--hardware", "one core"]
    arguments += ["--origins", str(origins), "--into", str(into), "--scores", str(scores)]
    assert package.main(arguments) == 0
    sizes = [(folder / "model.bin").stat().st_size for folder in (packaged, into)]
    assert sizes[1] < 0.5 * sizes[0]
    assert folders.read(into, "").manifest.quantization == "int8"
    card = (into / "CARD.md").read_text("utf-8")
    assert "| direction | BLEU | chrF2 |" in card
    found = json.loads(scores.read_text("utf-8"))["fr-en, beam 2"]
    assert f"| fr-en, beam 2 | {found['BLEU']:.2f} | {found['chrF2']:.2f} |" in card
    assert f"`BLEU|{found['BLEU signature']}`" in card


def test_a_card_needs_the_origin_of_every_source(
    toy: Path, trained: Path, exported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "none.toml").write_text("source = []\n", encoding="utf-8")
    arguments = [str(toy / "recipe.toml"), str(trained), str(exported), "--hardware", "one core"]
    arguments += ["--origins", str(tmp_path / "none.toml"), "--into", str(tmp_path / "into")]
    assert package.main(arguments) == 1
    assert "no origin is given for the source 'phrases'" in capsys.readouterr().err
    assert not (tmp_path / "into").exists()


def test_synthetic_pairs_are_taken_up_when_training_goes_on(
    toy: Path, trained: Path, tmp_path: Path
) -> None:
    shutil.copytree(trained, tmp_path / "work")
    work, text = tmp_path / "work", tmp_path / "more.fr"
    text.write_text("Le maire aime deux pommes.\nLe maire aime deux pommes.\n", encoding="utf-8")
    arguments = [str(toy / "recipe.toml"), str(work), "--device", "cpu"]
    assert augment.main([*arguments, "--first", str(text)]) == 0
    lines = (work / "clean/synthetic.tsv").read_text("utf-8").splitlines()
    assert [line.split("\t")[0] for line in lines] == ["Le maire aime deux pommes."]
    assert augment.main([*arguments, "--pairs", "40"]) == 0
    assert len((work / "clean/synthetic.tsv").read_text("utf-8").splitlines()) > 40
    assert run(toy, work, "--steps", str(STEPS + 10), "--resume") == 0
    assert log_of(work)[-1]["step"] == STEPS + 10


def test_a_run_may_start_from_a_parcel(toy: Path, trained: Path, tmp_path: Path) -> None:
    recipe = str(toy / "recipe.toml")
    assert parcel.main([recipe, str(trained), str(tmp_path / "parcel")]) == 0
    work = copy_of(toy, tmp_path)
    assert run(toy, work, "--steps", "10", "--init", str(tmp_path / "parcel")) == 0
    assert log_of(work)[-1]["loss"] < 0.5 * log_of(trained)[0]["loss"]


@pytest.mark.parametrize(
    ("text", "translation", "good"),
    [
        ("Le maire parle.", "The mayor speaks.", True),
        ("Le maire parle.", None, False),
        ("Le maire parle.", "", False),
        ("Le maire parle.", "The mayor speaks and speaks and then he speaks again.", False),
        ("un deux trois quatre cinq six sept huit", "a b c a b c a b c a b c a b c a b c a", False),
    ],
)
def test_implausible_translations_are_left_out(
    text: str, translation: str | None, good: bool
) -> None:
    assert augment.plausible(text, translation) is good


@pytest.mark.slow
def test_the_whole_run_is_one_command_and_may_be_called_again(toy: Path, tmp_path: Path) -> None:
    work = copy_of(toy, tmp_path)
    environment = {
        **os.environ,
        "PYTHON": sys.executable,
        "OMP_NUM_THREADS": "1",
        "COMPILE": "",
        "SYNTHETIC": "50",
        "TRAIN_OPTIONS": "--device cpu --dtype float32 --workers 1",
    }
    dev = [str(toy / "dev.fr"), str(toy / "dev.en")]
    recipe = shutil.copy(toy / "recipe.toml", tmp_path)
    settle = tmp_path / "settle.toml"
    settle.write_text("base = 'recipe.toml'\n[model]\ndropout = 0.2\n", encoding="utf-8")
    command = [str(ROOT / "training/run.sh"), recipe, str(work), *dev, "0.3", str(settle), "0.2"]
    for _ in range(2):
        subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=600)
        assert (work / "parcel" / parcel.INDEX).is_file()
        assert (work / "clean/synthetic.tsv").is_file()
        kept = torch.load(work / "checkpoint.pt", weights_only=True)["progress"]
        assert kept["step"] == kept["end"]
    losses = [entry["loss"] for entry in log_of(work) if "loss" in entry]
    assert losses[-1] < losses[0]
    settled = [entry["loss"] for entry in log_of(work / "settled") if "loss" in entry]
    assert settled[0] < losses[0]
    assert (work / "settled/parcel" / parcel.INDEX).is_file()
    (work / "checkpoint.pt").unlink()
    found = parcel.load_weights(work, load(toy / "recipe.toml").model)
    assert found["embedding.weight"].shape[0] == Vocabulary(work / "vocabulary").size

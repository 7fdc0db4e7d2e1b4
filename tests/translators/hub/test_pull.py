"""Pulling from a hub on the loopback interface: what is accepted, and all that is refused."""

from __future__ import annotations

import io
import json
import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from audit.errors import EngineError, OperationalError
from audit.translators.hub import pull as pulling
from audit.translators.hub.pull import PullOptions, pull
from audit.translators.interface import EngineOptions
from audit.translators.marian.opus import OpusTranslator
from audit.translators.marian.store import Store

pytestmark = pytest.mark.engine

MODEL = "Helsinki-NLP/opus-mt-fr-en"
SENTENCE = "Le président a signé l'accord lundi."


@pytest.fixture
def options(hub, tmp_path: Path) -> PullOptions:
    return PullOptions(endpoint=hub.endpoint, models_dir=tmp_path / "models")


def installed(options: PullOptions) -> tuple[str, ...]:
    return tuple(model.manifest.model for model in Store(options.models_dir).scan().models)


def leftovers(options: PullOptions) -> list[str]:
    return [path.name for path in Path(options.models_dir).glob(".[!l]*")]


def test_a_pair_is_pulled_pinned_and_ready(hub, options: PullOptions, single) -> None:
    commit = hub.publish(MODEL, single)
    lines: list[str] = []
    facts = pull("fr-en", options, progress=lines.append)
    assert (facts.model, facts.revision, facts.licence) == (MODEL, commit, "Apache-2.0")
    assert facts.weights == "model.safetensors"
    assert {file.path.split("/")[0] for file in facts.files} == {"ct2", "hf"}
    assert any("self-test: " + SENTENCE in line for line in lines)
    engine = OpusTranslator(EngineOptions(models_dir=str(options.models_dir)))
    assert engine.problem() is None
    assert engine.pairs() == {("fr", "en")}
    assert engine.translate([SENTENCE], "fr", "en")[0].text == (
        "The president signed the agreement on Monday."
    )


def test_two_pulls_of_one_commit_write_the_same_manifest(
    hub, options: PullOptions, single, tmp_path: Path
) -> None:
    hub.publish(MODEL, single)
    other = PullOptions(endpoint=hub.endpoint, models_dir=tmp_path / "other")
    for place in (options, other):
        pull("fr-en", place)
    first, second = (
        (Path(place.models_dir) / "Helsinki-NLP--opus-mt-fr-en" / "traudit-model.json").read_bytes()
        for place in (options, other)
    )
    assert first == second


def test_only_the_needed_files_are_asked_for(hub, options: PullOptions, single, torch) -> None:
    junk = {"tf_model.h5": b"x" * 99, "rust_model.ot": b"y", "pytorch_model.bin": b"z"}
    hub.publish(MODEL, single | junk)
    pull("fr-en", options)
    asked = {line.rsplit("/", 1)[1] for line in hub.requests if "/resolve/" in line}
    assert not asked & {*junk, "generation_config.json"}
    others = [line for line in hub.requests if "/resolve/" not in line]
    assert others == [f"GET /api/models/{MODEL}/revision/main?blobs=true"]  # and no telemetry


def test_pickled_weights_are_pulled_as_tensors_and_kept_as_safetensors(
    hub, options: PullOptions, pickled, joint
) -> None:
    hub.publish("toy/old-en-fr", pickled)
    facts = pull("toy/old-en-fr", options)
    assert facts.weights == "pytorch_model.bin"
    names = {file.path for file in facts.files}
    assert "hf/model.safetensors" in names
    assert not [name for name in names if name.endswith(".bin") and name != "ct2/model.bin"]
    hub.publish("toy/new-en-fr", joint)
    pull("toy/new-en-fr", options)
    text = "The mayor refused the law on Saturday."
    translations = {
        OpusTranslator(EngineOptions(models_dir=str(options.models_dir)))
        .translate([text], "en", "fr")[0]
        .text
    }
    assert translations == {"Le maire a refusé la loi samedi."}


def test_a_pickle_with_code_is_refused_and_never_run(
    hub, options: PullOptions, pickled, tmp_path: Path
) -> None:
    trace = tmp_path / "executed"

    class Payload:
        def __reduce__(self):
            return os.system, (f"touch {trace}",)

    for bomb in (pickle.dumps({"model.shared.weight": Payload()}), zipped(Payload())):
        hub.publish("toy/evil-en-fr", pickled | {"pytorch_model.bin": bomb})
        with pytest.raises(EngineError, match=r"toy/evil-en-fr: pytorch_model\.bin refused"):
            pull("toy/evil-en-fr", options)
    assert not trace.exists()
    assert installed(options) == () and leftovers(options) == []


def zipped(payload: object) -> bytes:
    """As torch.save writes it, with the payload in the place of the tensors."""
    import torch

    buffer = io.BytesIO()
    torch.save({"model.shared.weight": payload}, buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("content", [[1, 2], {"a": "text"}, {}])
def test_a_pickle_that_is_no_table_of_tensors_is_refused(
    hub, options: PullOptions, pickled, torch, content: object
) -> None:
    buffer = io.BytesIO()
    torch.save(content, buffer)
    hub.publish("toy/odd-en-fr", pickled | {"pytorch_model.bin": buffer.getvalue()})
    with pytest.raises(EngineError, match="toy/odd-en-fr: "):
        pull("toy/odd-en-fr", options)
    assert installed(options) == ()


@pytest.mark.parametrize("name", ["model.safetensors", "vocab.json", "source.spm"])
def test_a_file_that_is_not_what_the_hash_says_is_refused(
    hub, options: PullOptions, single, name: str
) -> None:
    hub.publish(MODEL, single)
    hub.served_instead[name] = single[name][:-1] + b"!"
    with pytest.raises(EngineError, match=rf"{MODEL}: {name} is not what the hub's hash says"):
        pull("fr-en", options)
    assert installed(options) == () and leftovers(options) == []


def test_a_hub_without_hashes_is_refused(hub, options: PullOptions, single) -> None:
    hub.publish(MODEL, single)
    hub.hashless = True
    with pytest.raises(EngineError, match=r"no hash for config\.json"):
        pull("fr-en", options)


def change(files: dict[str, bytes], name: str, **changes: object) -> dict[str, bytes]:
    facts = {**json.loads(files[name]), **changes}
    return files | {name: json.dumps({k: v for k, v in facts.items() if v is not None}).encode()}


@pytest.mark.parametrize(
    ("name", "changes", "what"),
    [
        ("config.json", {"model_type": "bart"}, "not a MarianMT model but 'bart'"),
        ("config.json", {"auto_map": {"AutoModel": "evil.Model"}}, "code of its own"),
        ("tokenizer_config.json", {"auto_map": {"AutoTokenizer": "evil"}}, "code of its own"),
        ("tokenizer_config.json", {"separate_vocabs": True}, "separate vocabularies"),
        ("config.json", {"share_encoder_decoder_embeddings": False}, "separate vocabularies"),
        ("config.json", {"pad_token_id": 0}, "padding token is not the last"),
        ("config.json", {"d_model": 32}, "cannot be converted"),
        ("vocab.json", {"</s>": None}, "toy/x-fr-en: "),
    ],
)
def test_what_is_no_plain_marian_model_is_refused(
    hub, options: PullOptions, single, name: str, changes: dict[str, object], what: str
) -> None:
    hub.publish("toy/x-fr-en", change(single, name, **changes))
    with pytest.raises(EngineError, match=what) as caught:
        pull("toy/x-fr-en", options)
    assert "\n" not in str(caught.value)
    assert installed(options) == () and leftovers(options) == []


@pytest.mark.parametrize("name", ["vocab.json", "source.spm", "model.safetensors"])
def test_a_repository_without_a_needed_file_is_refused(
    hub, options: PullOptions, single, name: str
) -> None:
    hub.publish(MODEL, {key: value for key, value in single.items() if key != name})
    with pytest.raises(EngineError, match=rf"no .*{name}"):
        pull("fr-en", options)


def test_a_model_that_does_not_translate_is_not_installed(
    hub, options: PullOptions, single, torch
) -> None:
    from safetensors.torch import load, save

    state = load(single["model.safetensors"])
    generator = torch.Generator().manual_seed(1)
    noise = {k: torch.randn(v.shape, generator=generator) * 0.05 for k, v in state.items()}
    hub.publish(MODEL, single | {"model.safetensors": save(noise, {"format": "pt"})})
    with pytest.raises(EngineError, match=f"{MODEL}: self-test failed"):
        pull("fr-en", options)
    assert installed(options) == ()


def test_a_conversion_that_transformers_disagrees_with_is_not_installed(
    hub, options: PullOptions, single, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.publish(MODEL, single)
    monkeypatch.setattr(pulling.selftest, "MOST_DISAGREEMENT", -1.0)
    with pytest.raises(EngineError, match="nats a token apart"):
        pull("fr-en", options)
    assert installed(options) == ()


def test_the_pinned_commit_stays_until_an_update_is_asked_for(
    hub, options: PullOptions, single
) -> None:
    old = hub.publish(MODEL, single)
    pull("fr-en", options)
    new = hub.publish(MODEL, single | {"README.md": b"newer"})
    before = len(hub.requests)
    assert pull("fr-en", options).revision == old
    assert len(hub.requests) == before  # not even asked
    updated = PullOptions(endpoint=hub.endpoint, models_dir=options.models_dir, update=True)
    assert pull("fr-en", updated).revision == new
    back = PullOptions(endpoint=hub.endpoint, models_dir=options.models_dir, revision=old)
    assert pull("fr-en", back).revision == old


def test_a_damaged_model_is_pulled_again_at_its_commit(hub, options: PullOptions, single) -> None:
    old = hub.publish(MODEL, single)
    facts = pull("fr-en", options)
    hub.publish(MODEL, single | {"README.md": b"newer"})
    path = Path(options.models_dir) / "Helsinki-NLP--opus-mt-fr-en" / "ct2" / "model.bin"
    path.write_bytes(path.read_bytes()[:-1])
    assert pull("fr-en", options) == facts
    assert facts.revision == old
    Store(options.models_dir).find(MODEL).verify(path.parent)


def test_the_card_decides_about_the_licence(hub, options: PullOptions, single) -> None:
    hub.publish(MODEL, single, licence="cc-by-nc-4.0")
    lines: list[str] = []
    assert pull("fr-en", options, progress=lines.append).licence == "cc-by-nc-4.0"
    assert any("the model card says cc-by-nc-4.0" in line for line in lines)


def test_an_unreachable_hub_is_one_line(tmp_path: Path) -> None:
    options = PullOptions(endpoint="http://127.0.0.1:9", models_dir=tmp_path)
    with pytest.raises(OperationalError, match=r"^http://127\.0\.0\.1:9: cannot get") as caught:
        pull("fr-en", options)
    assert "\n" not in str(caught.value)


def test_an_unknown_model_or_revision_is_one_line(hub, options: PullOptions, single) -> None:
    with pytest.raises(EngineError, match=f"no model {MODEL}"):
        pull("fr-en", options)
    hub.publish(MODEL, single)
    missing = PullOptions(endpoint=hub.endpoint, models_dir=options.models_dir, revision="v9")
    with pytest.raises(EngineError, match="has no revision 'v9'"):
        pull("fr-en", missing)


def test_the_endpoint_of_the_environment_is_used(
    hub, tmp_path: Path, single, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.publish(MODEL, single)
    monkeypatch.setenv("HF_ENDPOINT", hub.endpoint + "/")
    assert pull("fr-en", PullOptions(models_dir=tmp_path)).model == MODEL


def test_a_folder_that_cannot_be_written_is_one_line(hub, tmp_path: Path, single) -> None:
    hub.publish(MODEL, single)
    (tmp_path / "file").write_text("in the way")
    options = PullOptions(endpoint=hub.endpoint, models_dir=tmp_path / "file" / "models")
    with pytest.raises(OperationalError, match=r"file.*Not a directory"):
        pull("fr-en", options)


def test_without_the_extra_the_command_that_installs_it_is_named(
    hub, options: PullOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulling, "find_spec", lambda name: None if name == "torch" else object())
    with pytest.raises(EngineError, match=r"torch: pip install .*'torch>=2"):
        pull("fr-en", options)


def test_a_kill_in_the_middle_leaves_nothing_that_looks_whole(
    hub, options: PullOptions, single
) -> None:
    hub.publish(MODEL, single)
    hub.stall_on = "model.safetensors"
    script = (
        "import sys; from audit.translators.hub.pull import PullOptions, pull; "
        "pull('fr-en', PullOptions(endpoint=sys.argv[1], models_dir=sys.argv[2]))"
    )
    command = [sys.executable, "-c", script, hub.endpoint, str(options.models_dir)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert hub.stalled.wait(120)
    assert len(leftovers(options)) == 1
    os.kill(process.pid, signal.SIGKILL)
    process.wait(10)
    assert installed(options) == ()
    hub.stall_on = None
    pull("fr-en", options)
    assert installed(options) == (MODEL,) and leftovers(options) == []

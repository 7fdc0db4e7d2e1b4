"""Reviewing: deciding, correcting, adding what was missed, export, reload, no storage."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audit import run_audit

pytestmark = pytest.mark.browser
SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "schema" / "verdicts.schema.json"
SELECT = """
const [article, words] = arguments;
for (const block of document.querySelectorAll(`#${article} .block`)) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const whole = nodes.map((node) => node.data).join("");
  const at = whole.indexOf(words);
  if (at < 0) continue;
  const range = document.createRange();
  let seen = 0;
  for (const node of nodes) {
    const end = at + words.length;
    if (seen <= at && at < seen + node.length) range.setStart(node, at - seen);
    if (seen < end && end <= seen + node.length) range.setEnd(node, end - seen);
    seen += node.length;
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return true;
}
return false;
"""


def cards(desk: Any) -> list[str]:
    """Ids of the findings in the shown article."""
    found: list[str] = desk.js(
        "return [...document.querySelectorAll('.view.shown .finding[id]')].map((one) => one.id)"
    )
    return found


def test_decisions_are_made_exported_and_survive_a_reload(desk: Any, page: Path) -> None:
    desk.open(page, "a1")
    right, wrong, better = (f"#{one}" for one in cards(desk)[:3])
    desk.click(f"{right} [data-do=confirm]")
    desk.click(f"{wrong} [data-do=false-alarm]")
    desk.click(f"{wrong} .ask .main")
    assert desk.js("return JSON.parse(document.getElementById('json').value).decisions.length") == 1
    desk.type(f"{wrong} [name=reason]", "L’agence écrit ainsi. 👍")
    desk.click(f"{wrong} .ask .main")
    desk.click(f"{better} [data-do=confirm]")
    desk.click(f"{better} [data-do=edit]")
    desk.type(f"{better} [name=correction]", "une autre tournure")
    desk.choose(f"{better} [name=severity]", "neutral")
    desk.click(f"{better} .ask .main")
    desk.shot("reviewed")
    desk.driver.refresh()
    desk.click('[href="#review"]')
    desk.type("#reviewer", "A. Martin")
    desk.shot("decisions")
    told = desk.verdicts()
    assert told["reviewer"] == "A. Martin"
    assert told["schema_version"] == "1.1"
    assert told["tool"]["name"] == "traudit"
    by = {f"#f-{one['id']}": one for one in told["decisions"]}
    assert by[right]["decision"] == "confirm"
    assert (by[wrong]["decision"], by[wrong]["reason"]) == (
        "false-alarm",
        "L’agence écrit ainsi. 👍",
    )
    assert (by[better]["correction"], by[better]["severity"]) == ("une autre tournure", "neutral")
    assert desk.complaints() == []


def test_the_export_fits_its_schema_and_the_articles(desk: Any, page: Path, report: Any) -> None:
    desk.open(page, "a1")
    desk.click(f"#{cards(desk)[0]} [data-do=confirm]")
    (one,) = desk.verdicts()["decisions"]
    found = {
        (d.document.path, d.document.source.sha256, f.id): f
        for d in report.documents
        for f in d.findings
    }[one["document"], one["sha256"], one["id"]]
    assert (one["rule"], one["start"], one["end"]) == (found.rule, found.span.start, found.span.end)
    if SCHEMA.exists():
        import jsonschema

        schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(schema).validate(desk.verdicts())


def test_a_second_press_takes_a_decision_back(desk: Any, page: Path) -> None:
    desk.open(page, "a1")
    first = f"#{cards(desk)[0]}"
    desk.click(f"{first} [data-do=confirm]")
    assert desk.shown("#decided") == ["1"]
    desk.click(f"{first} [data-do=confirm]")
    assert desk.verdicts()["decisions"] == []


def test_keys_decide(desk: Any, page: Path) -> None:
    desk.open(page, "a1")
    desk.press("j", "a", "j", "r")
    assert desk.js("return document.activeElement.name") == "reason"
    desk.press("x", "\ue00c")
    assert desk.shown(".ask") == []
    desk.press("j", "c")
    assert desk.js("return document.activeElement.name") == "correction"
    assert [one["decision"] for one in desk.verdicts()["decisions"]] == ["confirm"]


def test_confirming_builds_the_corrected_article(desk: Any, page: Path, report: Any) -> None:
    desk.open(page, "a1")
    card = desk.js(
        "return [...document.querySelectorAll('#a1 .finding')].find((c) => c.querySelector('.better')).id"
    )
    desk.click(f"#{card} [data-do=confirm]")
    (one, *_), path = (
        desk.verdicts()["decisions"],
        desk.js("return document.getElementById('a1').dataset.path"),
    )
    desk.click('[href="#index"]')
    desk.open(page, "a1-corrected")
    assert desk.shown("#a1-corrected .diff ins") == [one["correction"]]
    desk.shot("corrected")
    desk.click("#a1 [data-do=save-corrected]")
    target = desk.downloads / Path(path).name
    desk.until(lambda: target.exists() and target.stat().st_size)
    text = next(d.document.source.text for d in report.documents if d.document.path == path)
    wanted = text[: one["start"]] + one["correction"] + text[one["end"] :]
    assert target.read_bytes().decode("utf-8") == wanted


def test_the_end_of_the_work_is_told(desk: Any, page: Path) -> None:
    desk.open(page, "a1")
    assert desk.shown("#a1 .finished") == []
    for card in cards(desk):
        desk.js("document.querySelector(arguments[0]).click()", f"#{card} [data-do=skip]")
    assert len(desk.shown("#a1 .finished")) == 1
    assert desk.shown("#a1 .left") == ["0 left to decide"]


def test_findings_are_filtered_by_decision(desk: Any, page: Path) -> None:
    desk.open(page, "a1")
    one = cards(desk)[0]
    desk.click(f"#{one} [data-do=confirm]")
    desk.chip("decision", "confirm")
    shown = desk.js("return [...document.querySelectorAll('.view.shown .finding[id]')]"
                    ".filter((c) => c.checkVisibility()).map((c) => c.id)")  # fmt: skip
    assert shown == [one]


ARTICLES = {
    "desk.txt": "Le port\r\n\r\nUn 👨‍👩‍👧 homme a  parlé hier. Le navire est parti 𝕷à-bas.\r\n",
    "desk.html": "<html lang='fr'><body><h1>Le port</h1>\n<p>L&rsquo;&eacute;t&eacute; du <b>grand\n   port</b> &amp; du quai est &#128512; fini depuis hier soir.</p></body></html>",
}


@pytest.mark.parametrize(
    ("name", "words"),
    [("desk.txt", "parlé hier"), ("desk.txt", "navire est parti 𝕷à"), ("desk.txt", "👨‍👩‍👧 homme"),
     ("desk.html", "été du grand port & du quai"), ("desk.html", "😀 fini")],
)  # fmt: skip
def test_what_was_missed_is_added_with_the_offsets_of_the_file(
    desk: Any, render: Callable[..., dict[str, str]], tmp_path: Path, name: str, words: str
) -> None:
    article = tmp_path / name
    article.write_bytes(ARTICLES[name].encode("utf-8"))
    report = run_audit([article], engine="none", cache=False, language="fr")
    target = tmp_path / "audit.html"
    target.write_text(render(report)["audit.html"], encoding="utf-8", newline="\n")
    desk.open(target, "a1")
    assert desk.js(SELECT, "a1", words)
    desk.click("#add-missed")
    desk.type("form.missed [name=reason]", "ce n’est pas ce que dit la source")
    desk.type("form.missed [name=correction]", "mieux")
    desk.click("form.missed .main")
    assert desk.shown(".finding.missed blockquote") == [words]
    assert desk.js("return [...CSS.highlights.get('missed')].map(String)") == [words]
    desk.driver.refresh()
    assert len(desk.shown(".finding.missed")) == 1
    (one,) = desk.verdicts()["decisions"]
    assert (one["decision"], one["id"], one["rule"]) == ("missed", None, None)
    text = report.documents[0].document.source.text
    import html
    import re

    bare = html.unescape(re.sub(r"<[^>]+>", "", text[one["start"] : one["end"]]))
    assert re.sub(r"\s+", " ", bare) == words == one["text"]


def test_missed_errors_can_be_taken_back_and_are_shown_as_text(desk: Any, page: Path) -> None:
    desk.open(page, "a1")
    desk.js("const p = document.querySelector('#a1 .block'); getSelection().selectAllChildren(p)")
    desk.click("#add-missed")
    desk.type("form.missed [name=reason]", "<img src=x onerror=alert(1)>")
    desk.click("form.missed .main")
    assert any("<img src=x" in one for one in desk.shown(".finding.missed h3"))
    assert desk.js("return document.images.length") == 0
    desk.click(".finding.missed [data-do=remove]")
    assert desk.shown(".finding.missed") == []
    assert desk.verdicts()["decisions"] == []


def test_where_nothing_can_be_stored_the_page_says_so_and_works(desk: Any, page: Path) -> None:
    forbid = (
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no') }})"
    )
    script = desk.cdp("Page.addScriptToEvaluateOnNewDocument", source=forbid)
    try:
        desk.open(page, "a1")
        desk.click(f"#{cards(desk)[0]} [data-do=confirm]")
        assert len(desk.verdicts()["decisions"]) == 1
        assert "keeps nothing" in desk.shown("#kept")[0]
        assert desk.complaints() == []
    finally:
        desk.cdp("Page.removeScriptToEvaluateOnNewDocument", identifier=script["identifier"])


@pytest.mark.parametrize(
    "kept",
    ["{", "[]", "null", '{"decisions": 3}', '{"decisions": [{}, 1, null, {"decision": "accept"}]}'],
)
def test_broken_storage_does_not_break_the_page(desk: Any, page: Path, kept: str) -> None:
    desk.open(page)
    desk.js("localStorage.setItem('traudit:' + document.body.dataset.run, arguments[0])", kept)
    desk.driver.refresh()
    assert desk.shown("#index")
    assert desk.verdicts()["decisions"] == []


def test_an_exported_file_can_be_loaded_again(desk: Any, page: Path, tmp_path: Path) -> None:
    desk.open(page, "a1")
    desk.click(f"#{cards(desk)[0]} [data-do=confirm]")
    kept = tmp_path / "verdicts.json"
    kept.write_text(json.dumps(desk.verdicts()), encoding="utf-8")
    desk.js("localStorage.clear()")
    desk.open(page, "review")
    assert desk.shown("#decisions li") == []
    desk.driver.find_element("css selector", "#import").send_keys(str(kept))
    desk.until(lambda: desk.shown("#decisions li"))
    assert len(desk.verdicts()["decisions"]) == 1


def test_pages_of_a_large_report_lead_to_each_other_and_share_decisions(
    desk: Any, render: Callable[..., dict[str, str]], tmp_path: Path
) -> None:
    for name, text in render(limit=1).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
    desk.open(tmp_path / "audit.html")
    desk.chip("severity", "critical")
    desk.click(".first .which a")
    assert "articles/0001-" in desk.driver.current_url
    assert (
        desk.js("return document.getElementById('filters').elements.severity.value") == "critical"
    )
    desk.click(f"#{cards(desk)[0]} [data-do=confirm]")
    desk.click(".name a")
    assert desk.shown("#decided") == ["1"]
    assert len(desk.verdicts()["decisions"]) == 1
    assert desk.complaints() == []


def test_a_rejected_finding_is_known_from_then_on(desk: Any, tmp_path: Path) -> None:
    article = Path(__file__).resolve().parents[2] / "examples" / "articles" / "accord-gazier.txt"
    (tmp_path / "a.txt").write_bytes(article.read_bytes())

    def traudit(*arguments: str) -> int:
        command = [sys.executable, "-m", "audit", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode

    run = ("run", "--engine", "none", "--select", "ENT", "-f", "html", "-f", "json", "a.txt")
    assert traudit(*run) == 0
    page = tmp_path / "reports" / "audit.html"
    desk.open(page, "a1")
    rejected = cards(desk)[0]
    desk.click(f"#{rejected} [data-do=false-alarm]")
    desk.type(".ask [name=reason]", "c’est bien le nom de l’institution")
    desk.click(".ask .main")
    (tmp_path / "verdicts.json").write_text(json.dumps(desk.verdicts()), encoding="utf-8")
    assert traudit("review", "apply", "verdicts.json") == 0
    assert traudit(*run) == 0
    desk.open(page, rejected)
    desk.shot("known")
    assert desk.shown(f"#{rejected}.known .known-why")

"""Reading the report: what is shown, filters, keys, deep links, screens, no script, the policy."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audit import run_audit

HOSTILE = Path(__file__).resolve().parents[1] / "hostile.py"
pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True}


def finding(desk: Any, severity: str = "critical") -> str:
    """Id of the first finding of a severity."""
    found: str = desk.js(f"return document.querySelector('section.article .finding.{severity}').id")
    return found


def test_the_report_opens_with_what_to_correct_first(desk: Any, page: Path) -> None:
    desk.open(page)
    desk.shot("index")
    assert desk.js("return [...document.querySelectorAll('.view.shown')].map((v) => v.id)") == [
        "index"
    ]
    top = desk.js("return document.querySelector('.first').getBoundingClientRect().top")
    assert top < 300
    assert desk.shown(".first .cited .mark.critical")
    assert all(desk.shown(".first .because"))
    assert desk.complaints() == []


def test_an_article_opens_beside_its_findings_and_at_its_top(desk: Any, page: Path) -> None:
    desk.open(page)
    desk.click(".first .which a")
    desk.shot("article")
    assert len(desk.shown("section.article")) == 1
    assert desk.js("return scrollY") == 0
    prose, card = (
        desk.js(
            f"return document.querySelector('.view.shown {name}').getBoundingClientRect().toJSON()"
        )
        for name in (".prose", ".finding")
    )
    assert prose["right"] <= card["left"]
    assert card["top"] < 600
    desk.driver.back()
    desk.until(lambda: desk.shown("#index"))


def test_filters_are_kept_in_the_address(desk: Any, page: Path) -> None:
    desk.open(page)
    everything = desk.shown("#shown")
    desk.chip("severity", "critical")
    assert desk.js("return location.hash") == "#?severity=critical"
    assert desk.shown("#shown") != everything
    desk.click(".first .which a")
    assert desk.js("return location.hash").endswith("?severity=critical")
    assert set(desk.js("return [...document.querySelectorAll('.view.shown .finding')]"
                       ".filter((c) => c.checkVisibility()).map((c) => c.dataset.severity)")) == {"critical"}  # fmt: skip
    desk.driver.refresh()
    assert (
        desk.js("return document.getElementById('filters').elements.severity.value") == "critical"
    )
    desk.click("#clear")
    assert desk.shown("#shown") == everything
    assert "?" not in desk.js("return location.hash")


def test_filters_hide_articles_without_a_match(desk: Any, page: Path) -> None:
    desk.open(page)
    rows = len(desk.shown(".articles tbody tr"))
    rule = desk.js("return document.querySelector('.finding.critical').dataset.rule")
    desk.chip("rule", rule)
    assert 0 < len(desk.shown(".articles tbody tr")) < rows
    desk.click("#clear")
    desk.chip("article", "a1")
    assert len(desk.shown("#a1")) == 1


def test_an_unknown_filter_hides_nothing(desk: Any, page: Path) -> None:
    desk.open(page, "?severity=%3Cscript%3E&rule=NONE&x=1")
    shown = desk.shown("#shown")[0].split()
    assert shown[0] == shown[2]


def test_keys_go_through_the_findings_of_all_articles(desk: Any, page: Path) -> None:
    desk.open(page)
    desk.press("j")
    first = desk.js("return document.activeElement.id")
    assert first.startswith("f-")
    desk.press("j")
    second = desk.js("return document.activeElement.id")
    assert second != first
    assert desk.js("return location.hash") == f"#{second}"
    desk.press("k")
    assert desk.js("return document.activeElement.id") == first
    desk.press("\ue007")
    assert desk.js("return document.activeElement.hash.split('?')[0]") == f"#{first}"
    desk.press("\ue007")
    assert desk.js("return document.activeElement.id") == first
    desk.press("?")
    assert desk.js("return document.getElementById('help').open") is True
    desk.shot("help")
    desk.press("?")
    assert desk.js("return document.getElementById('help').open") is False
    seen = set()
    for _ in range(200):
        desk.press("j")
        now = desk.js("return document.activeElement.id")
        if now in seen:
            break
        seen.add(now)
    cards = desk.js(
        "return [...document.querySelectorAll('article.finding[data-ids]')]"
        ".map((one) => [one.id, one.dataset.ids.split(' ').length])"
    )
    assert seen | {first} == {name for name, _ in cards}
    # What stands in several places is one card.
    assert sum(places for _, places in cards) == int(desk.shown("#shown")[0].split()[0])


def test_a_link_leads_to_a_finding(desk: Any, page: Path) -> None:
    desk.open(page)
    wanted = finding(desk, "minor")
    desk.open(page, wanted)
    place = desk.js(f"return document.getElementById('{wanted}').getBoundingClientRect().toJSON()")
    assert 0 <= place["top"] < 900
    assert desk.js("return document.activeElement.id") == wanted
    assert len(desk.shown(".mark.current")) == 1


def test_at_phone_width_nothing_scrolls_sideways(desk: Any, page: Path) -> None:
    desk.cdp("Emulation.setDeviceMetricsOverride", **PHONE)
    for place in ("", "a1", "a2", "a3", "a4", "across", "rules", "review"):
        desk.open(page, place)
        desk.js(
            "for (const one of document.querySelectorAll('.view.shown details')) one.open = true"
        )
        assert desk.overflow() == [], place
        desk.shot(f"phone-{place or 'index'}")


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_the_first_card_shows_with_its_buttons(
    desk: Any, page: Path, width: int, height: int
) -> None:
    mobile = width < 600
    desk.open(page)
    desk.cdp(
        "Emulation.setDeviceMetricsOverride",
        width=width,
        height=height,
        deviceScaleFactor=1,
        mobile=mobile,
    )
    for article in desk.js(
        "return [...document.querySelectorAll('section.article')]"
        ".filter((one) => one.querySelector('.list > .finding')).map((one) => one.id)"
    ):
        desk.open(page, article)
        desk.shot(f"first-card-{article}-{width}")
        button, proof = desk.js(
            "const card = document.querySelector('.view.shown .finding');"
            "return [...card.querySelectorAll('.decide, .proof')]"
            ".map((one) => one.getBoundingClientRect().toJSON())"
        )
        assert button["top"] > 0 and button["bottom"] <= height
        assert proof["bottom"] <= height


def test_a_card_and_its_place_in_the_text_come_level(desk: Any, page: Path) -> None:
    desk.cdp(
        "Emulation.setDeviceMetricsOverride",
        width=1366,
        height=768,
        deviceScaleFactor=1,
        mobile=False,
    )
    desk.open(page, "a1")
    for card in desk.js(
        "return [...document.querySelectorAll('#a1 .list > .finding')].map((c) => c.id)"
    ):
        desk.js(
            "document.querySelector(`#m-${arguments[0].slice(2)}`).closest('.mark').click()", card
        )
        mark, top, bottom, header = desk.js(
            "const card = document.getElementById(arguments[0]);"
            "const mark = document.getElementById(`m-${card.id.slice(2)}`).closest('.mark');"
            "return [mark.getBoundingClientRect().top, card.getBoundingClientRect().top,"
            "card.getBoundingClientRect().bottom, document.querySelector('.top').offsetHeight]", card,
        )  # fmt: skip
        assert top >= 0 and (bottom <= 768 or top <= header + 40), card
        assert header <= mark <= 768, card


def test_places_of_one_fault_are_decided_together_and_kept_apart(
    desk: Any, render: Callable[..., dict[str, str]], tmp_path: Path
) -> None:
    article = tmp_path / "a.txt"
    lines = (
        "Le bateau revient que il pleuve.",
        "La mairie dit que il attend.",
        "Elle sait que il viendra.",
    )
    article.write_text("\n\n".join(lines) + "\n", "utf-8")
    report = run_audit([article], engine="none", cache=False, language="fr")
    page = tmp_path / "audit.html"
    page.write_text(render(report)["audit.html"], encoding="utf-8", newline="\n")
    desk.open(page)
    many = desk.js(
        "return [...document.querySelectorAll('.list > .finding')]"
        ".find((card) => card.dataset.ids.includes(' ')).id"
    )
    desk.open(page, many)
    desk.click(f"#{many} [data-do=skip]")
    told = desk.verdicts()["decisions"]
    assert len(told) > 1
    assert len({one["id"] for one in told}) == len({one["start"] for one in told}) == len(told)


def test_dark_is_dark(desk: Any, page: Path) -> None:
    media = [{"name": "prefers-color-scheme", "value": "dark"}]
    desk.cdp("Emulation.setEmulatedMedia", features=media)
    desk.open(page, "a1")
    desk.shot("dark")
    assert desk.js("return getComputedStyle(document.body).backgroundColor") == "rgb(22, 24, 27)"


def test_paper_gets_the_article_and_no_controls(desk: Any, page: Path) -> None:
    desk.open(page, "a1")
    desk.cdp("Emulation.setEmulatedMedia", media="print")
    assert desk.shown(".top") == []
    assert desk.shown(".buttons") == []
    assert desk.shown("#a1 .prose")
    assert desk.js("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    desk.shot("print")


def test_an_article_is_three_pages_of_paper_at_most(desk: Any, page: Path) -> None:
    import base64
    import re

    desk.open(page, "a1")
    pdf = base64.b64decode(desk.cdp("Page.printToPDF", paperWidth=8.27, paperHeight=11.69)["data"])
    pages = re.findall(rb"/Type\s*/Page\b", pdf)
    assert 1 <= len(pages) <= 3


def test_without_a_script_everything_is_there(desk: Any, page: Path) -> None:
    desk.cdp("Emulation.setScriptExecutionDisabled", value=True)
    desk.open(page)
    desk.shot("no-script")
    desk.cdp("Emulation.setDeviceMetricsOverride", **PHONE)
    desk.shot("no-script-phone")
    desk.cdp("Emulation.setScriptExecutionDisabled", value=False)
    assert desk.js("return document.documentElement.className") == ""
    assert len(desk.shown("section.article")) == 4
    assert desk.shown("#index") and desk.shown("#rules")
    assert desk.shown(".js-only") == []
    assert len(desk.shown("section.article .finding")) > 20
    assert desk.overflow() == []


def test_where_the_policy_of_a_server_forbids_scripts_the_page_is_the_same(
    desk: Any, page: Path, tmp_path: Path
) -> None:
    text = page.read_text(encoding="utf-8").replace("script-src", "script-src 'none'; x-src", 1)
    target = tmp_path / "audit.html"
    target.write_text(text, encoding="utf-8")
    desk.open(target)
    assert desk.js("return document.documentElement.className") == ""
    assert len(desk.shown("section.article")) == 4
    # The rest of the style must have come through: one breach a script, none more.
    assert sum("script-src" in one for one in desk.complaints()) == 2


def test_the_page_breaks_no_policy_and_its_script_no_rule(desk: Any, page: Path) -> None:
    for place in ("", "a1", "across", "rules", "review"):
        desk.open(page, place)
        desk.press("j", "?")
    assert desk.complaints() == []


def test_hostile_text_runs_nothing_and_stays_as_it_is(
    desk: Any, render: Callable[..., dict[str, str]], tmp_path: Path
) -> None:
    hostile: dict[str, str] = runpy.run_path(str(HOSTILE))["HOSTILE"]
    names = (
        "bidi-override", "ansi-escapes", "end-of-script", "end-of-comment", "attribute-break", "markup",
        "template-markers", "right-to-left", "combining-marks", "astral", "nested-quotes", "long-word",
    )  # fmt: skip
    article = tmp_path / "a'\"><b>&.txt"
    paragraphs = [f"Il a dit hier au Conseil : {hostile[name]}" for name in names]
    article.write_text("\n\n".join(paragraphs), encoding="utf-8")
    found = run_audit([article], engine="none", cache=False, language="fr")
    target = tmp_path / "audit.html"
    target.write_text(render(found)["audit.html"], encoding="utf-8", newline="\n")
    desk.cdp("Emulation.setDeviceMetricsOverride", **PHONE)
    desk.open(target, "a1")
    desk.shot("hostile")
    assert desk.complaints() == []
    assert desk.js("return [document.scripts.length, document.images.length]") == [2, 0]
    assert desk.overflow() == []
    prose = desk.js("return document.querySelector('#a1 .prose').textContent")
    for name in ("end-of-script", "attribute-break", "template-markers", "astral"):
        assert hostile[name] in prose

"""A desk: the report of the example articles in a headless Chromium, driven by Selenium."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from audit import run_audit
from audit.checks import CHECKS
from audit.checks.rule_pages import rule_pages
from audit.decision.gate import decide
from audit.formats.html.format import HtmlFormat
from audit.formats.interface import FormatOptions
from audit.model.decision import Policies
from audit.model.report import Report

ROOT = Path(__file__).resolve().parents[2]
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--window-size=1280,900",
)  # fmt: skip


class Desk:
    """One browser window, with what an editor does in it."""

    def __init__(self, driver: Any, downloads: Path, shots: Path) -> None:
        self.driver = driver
        self.downloads = downloads
        self._shots = shots

    def open(self, page: Path | str, place: str = "") -> None:
        """A page anew, even where only the place differs."""
        self.driver.get("about:blank")
        address = page.as_uri() if isinstance(page, Path) else page
        self.driver.get(f"{address}#{place}" if place else address)

    def js(self, script: str, *values: Any) -> Any:
        """What a script returns."""
        return self.driver.execute_script(script, *values)

    def cdp(self, command: str, **values: Any) -> Any:
        """A command of the DevTools protocol."""
        return self.driver.execute_cdp_cmd(command, values)

    def press(self, *keys: str) -> None:
        """Keys, wherever the focus is."""
        from selenium.webdriver import ActionChains

        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()

    def click(self, selector: str) -> None:
        """A click where the element is, as by a person: hidden ones refuse it."""
        from selenium.webdriver.common.by import By

        found = self.driver.find_element(By.CSS_SELECTOR, selector)
        self.js("arguments[0].scrollIntoView({block: 'center'})", found)
        found.click()

    def type(self, selector: str, text: str) -> None:
        """Text into a field, in place of what it holds."""
        from selenium.webdriver.common.by import By

        field = self.driver.find_element(By.CSS_SELECTOR, selector)
        field.clear()
        field.send_keys(text)

    def choose(self, selector: str, value: str) -> None:
        """An option of a list."""
        from selenium.webdriver.common.by import By
        from selenium.webdriver.support.ui import Select

        Select(self.driver.find_element(By.CSS_SELECTOR, selector)).select_by_value(value)

    def chip(self, name: str, value: str) -> None:
        """Presses a filter; those of rules and articles lie behind a fold."""
        from selenium.webdriver.common.by import By

        inside = f"#filters .chip:has(input[name={name}][value='{value}'])"
        self.js("const fold = document.querySelector(arguments[0]).closest('details');"
                "if (fold) fold.open = true", inside)  # fmt: skip
        self.driver.find_element(By.CSS_SELECTOR, inside).click()

    def until(self, true: Callable[[], Any]) -> None:
        """Waits for what comes after an event of its own; ten seconds at most."""
        for _ in range(200):
            if true():
                return
            time.sleep(0.05)
        raise AssertionError("it did not happen")

    def shown(self, selector: str) -> list[str]:
        """Text of the elements that can be seen."""
        found: list[str] = self.js(
            "return [...document.querySelectorAll(arguments[0])]"
            ".filter((one) => one.checkVisibility()).map((one) => one.innerText)",
            selector,
        )
        return found

    def verdicts(self) -> Any:
        """``verdicts.json`` as the page exports it."""
        self.click('[href="#review"]')
        for old in self.downloads.iterdir():
            old.unlink()
        self.click("#export")
        target = self.downloads / "verdicts.json"
        self.until(lambda: target.exists() and target.stat().st_size)
        return json.loads(target.read_text(encoding="utf-8"))

    def overflow(self) -> list[str]:
        """What is wider than the window; empty when nothing scrolls sideways."""
        found: list[str] = self.js(
            "const wide = document.documentElement.clientWidth;"
            "if (document.documentElement.scrollWidth <= wide) return [];"
            "return [...document.querySelectorAll('body *')]"
            ".filter((one) => one.getBoundingClientRect().right > wide + 1)"
            ".slice(0, 5).map((one) => one.outerHTML.slice(0, 120))"
        )
        return found

    def shot(self, name: str) -> None:
        """A picture of the window, kept for people to look at."""
        self.driver.save_screenshot(str(self._shots / f"{name}.png"))

    def complaints(self) -> list[str]:
        """What the browser wrote to its console: breaches of the policy, errors of the script."""
        return [entry["message"] for entry in self.driver.get_log("browser")]


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    assert chromium and chromedriver, "apt-get install chromium chromium-driver"
    folder = tmp_path_factory.mktemp("browser")
    downloads = folder / "downloads"
    downloads.mkdir()
    shots = Path(os.environ.get("TRAUDIT_ARTEFACTS") or folder / "shots").resolve()
    shots.mkdir(parents=True, exist_ok=True)
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(chromedriver))
    try:
        yield Desk(driver, downloads, shots)
    finally:
        driver.quit()


@pytest.fixture
def desk(browser: Desk) -> Iterator[Desk]:
    """The browser as new: wide, light, with scripts, nothing kept."""
    browser.cdp("Emulation.clearDeviceMetricsOverride")
    browser.cdp("Emulation.setEmulatedMedia", media="", features=[])
    browser.cdp("Emulation.setScriptExecutionDisabled", value=False)
    browser.complaints()
    yield browser
    browser.cdp("Emulation.setScriptExecutionDisabled", value=False)
    if browser.driver.current_url.startswith("file:"):
        browser.js("try { localStorage.clear() } catch {} onbeforeunload = null")
    browser.driver.get("about:blank")


@pytest.fixture(scope="session")
def report() -> Report:
    """The example articles, audited without an engine."""
    with contextlib.chdir(ROOT):
        return run_audit(["examples/articles"], engine="none", cache=False)


@pytest.fixture(scope="session")
def render(report: Report) -> Callable[..., dict[str, str]]:
    """The files of a report; the one of the examples where none is given."""

    def files(one: Report = report, limit: int = 4_000_000, **options: Any) -> dict[str, str]:
        decision = decide(one, Policies())
        pages = rule_pages(CHECKS)
        return HtmlFormat(
            FormatOptions(decision=decision, rules=pages, **options), limit=limit
        ).files(one)

    return files


@pytest.fixture(scope="session")
def page(render: Callable[..., dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the examples as one page."""
    target = tmp_path_factory.mktemp("page") / "audit.html"
    target.write_text(render()["audit.html"], encoding="utf-8", newline="\n")
    return target

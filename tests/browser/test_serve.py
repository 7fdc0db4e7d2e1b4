"""A desk of two editors on the real server: upload, progress, review, reload, who decided what."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="needs the extra `serve`")
pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "correct horse battery staple"
ARTICLE = ROOT / "examples/articles/accord-gazier.txt"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with a token, on a folder of one article."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "one.txt").write_text("Le maire a parlé devant les habitants.\n", encoding="utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "TRAUDIT_CACHE": str(folder / ".cache.sqlite3"),
        "TRAUDIT_SERVE_TOKEN": TOKEN,
    }
    command = [sys.executable, "-m", "audit", "serve", str(folder), "--port", "0"]
    process = subprocess.Popen(
        [*command, "--engine", "none"], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        found = re.search(r"at (http://\S+/) ", process.stdout.readline())
        assert found is not None
        yield found[1]
    finally:
        process.terminate()
        process.communicate(timeout=20)
    assert process.returncode == 0


def until(true: Callable[[], Any], seconds: float = 60) -> None:
    """Waits for it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen")


def log_in(desk: Any, address: str, name: str) -> None:
    desk.cdp("Network.clearBrowserCookies")
    desk.open(address)
    assert desk.driver.current_url == f"{address}login"
    desk.type("[name=reviewer]", name)
    desk.type("[name=token]", TOKEN)
    desk.click("form.login button")
    until(lambda: desk.driver.current_url == address)
    assert desk.shown("header b") == [name]


def upload(desk: Any, address: str, path: Path) -> str:
    """Sends a file from the desk and waits for its report; returns the report's address."""
    desk.open(address)
    desk.driver.find_element("css selector", "[name=file]").send_keys(str(path))
    desk.click("form.new button")
    until(lambda: "/reports/" in desk.driver.current_url)
    url: str = desk.driver.current_url
    if url.endswith("audit.html"):
        return url
    if desk.shown("#progress"):
        desk.shot("serve-progress")
    until(lambda: desk.driver.current_url.endswith("/audit.html"))
    return str(desk.driver.current_url)


def first_card(desk: Any) -> str:
    return f"#{desk.js('return document.querySelector(`#a1 .finding[id]`).id')}"


def kept(desk: Any, report: str) -> list[Any]:
    """What the reviewer of this browser has on the server."""
    path = "/api" + report[report.index("/reports/") :].replace("audit.html", "decisions")
    found: list[Any] = desk.driver.execute_async_script(
        "fetch(arguments[0]).then((one) => one.json()).then((all) => arguments[1](all.decisions))",
        path,
    )
    return found


def test_two_editors_share_a_desk(desk: Any, address: str) -> None:
    log_in(desk, address, "Anna")
    desk.shot("serve-desk")
    assert desk.overflow() == []
    report = upload(desk, address, ARTICLE)
    desk.open(report, "a1")
    card = first_card(desk)
    desk.click(f"{card} [data-do=confirm]")
    until(lambda: len(kept(desk, report)) == 1)
    desk.open(report, "a1")
    until(lambda: desk.js(f"return document.querySelector('{card}').classList.contains('confirm')"))
    desk.shot("serve-report")

    log_in(desk, address, "Ben")
    desk.open(report, "a1")
    until(lambda: desk.js("return document.getElementById('kept').textContent").strip())
    assert not desk.js(f"return document.querySelector('{card}').classList.contains('confirm')")
    desk.click(f"{card} [data-do=false-alarm]")
    desk.type(".ask [name=reason]", "C’est une citation.")
    desk.click(".ask .main")
    until(lambda: len(kept(desk, report)) == 1)

    desk.click("a[href$='/review']")
    desk.shot("serve-review")
    (row,) = desk.shown("tr.disputed")
    assert row.index("Ben: false alarm — C’est une citation.") < row.index("Anna: confirmed"), row
    assert desk.overflow() == []
    assert desk.complaints() == []


def test_an_article_is_pasted_and_audited_without_javascript(desk: Any, address: str) -> None:
    log_in(desk, address, "Cleo")
    desk.cdp("Emulation.setScriptExecutionDisabled", value=True)
    desk.driver.get(address)
    desk.type("[name=text]", "Le maire a parlé devant les habitants de la ville.")
    desk.type("[name=name]", "essai")
    desk.driver.find_element("css selector", "form.new button").click()
    until(lambda: desk.driver.current_url.endswith("/audit.html"))
    assert "Le maire a parlé" in desk.driver.page_source


def test_a_binary_file_is_told_in_words(desk: Any, address: str, tmp_path: Path) -> None:
    binary = tmp_path / "photo.txt"
    binary.write_bytes(bytes(range(256)) * 40)
    log_in(desk, address, "Dan")
    desk.driver.find_element("css selector", "[name=file]").send_keys(str(binary))
    desk.click("form.new button")
    until(lambda: desk.shown(".problem"))
    assert "looks like a binary file" in desk.shown(".problem")[0]
    assert desk.complaints() == []


def test_the_pages_fit_a_phone_and_the_dark(desk: Any, address: str) -> None:
    log_in(desk, address, "Eve")
    desk.cdp(
        "Emulation.setDeviceMetricsOverride",
        width=360,
        height=740,
        deviceScaleFactor=2,
        mobile=True,
    )
    dark = [{"name": "prefers-color-scheme", "value": "dark"}]
    desk.cdp("Emulation.setEmulatedMedia", media="", features=dark)
    for path, name in (("", "desk"), ("reports/desk/review", "review"), ("login", "login")):
        desk.open(address + path)
        assert desk.overflow() == []
        desk.shot(f"serve-phone-dark-{name}")

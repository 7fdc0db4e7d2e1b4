from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

import jsonschema
import pytest

from audit import run_audit
from audit.checks.rule_pages import rule_pages
from audit.decision.gate import decide
from audit.formats.interface import FormatOptions
from audit.formats.sarif import format as sarif
from audit.formats.sarif.format import SarifFormat
from audit.formats.sarif.places import file_location
from audit.model.decision import Policies
from audit.model.report import Report
from audit.model.suggestion import advise, paste, write

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads(
    (Path(__file__).parent / "schemas/sarif-schema-2.1.0.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
MakeReport = Callable[..., Report]


def render(report: Report, **options: Any) -> Any:
    data = json.loads(SarifFormat(FormatOptions(**options)).render(report))
    errors = [f"{list(one.path)}: {one.message[:200]}" for one in VALIDATOR.iter_errors(data)]
    assert errors == []
    return data["runs"][0]


def messages(value: Any) -> list[str]:
    """The text of every message object (a snippet is none)."""
    if isinstance(value, dict):
        own = [value[key]["text"] for key in ("message", "description") if key in value]
        return own + [text for item in value.values() for text in messages(item)]
    if isinstance(value, list):
        return [text for item in value for text in messages(item)]
    return []


@cache
def example() -> Report:
    source = ROOT / "examples/originals/sommet-sahel.en.html"
    article = ROOT / "examples/articles/sommet-sahel.html"
    return run_audit([article], source=source, engine="none", cache=False)


def test_a_full_report_is_valid_and_so_is_one_with_rules_and_a_decision(
    full_report: Report,
) -> None:
    render(full_report)
    pages = rule_pages(["ENT001", "TYP001"], full_report.run.user_rules)
    run = render(full_report, rules=pages, decision=decide(full_report, Policies()))
    assert run["properties"]["gate"]["verdict"] == "fail"
    blocked = {one["level"] for one in run["results"] if one["properties"]["blocks"]}
    assert blocked == {"error"}
    rules = {one["id"]: one for one in run["tool"]["driver"]["rules"]}
    assert rules["ENT001"]["help"]["markdown"].startswith("- severity: at most critical")
    assert rules["ENT001"]["properties"]["tags"] == [
        "translation",
        "accuracy",
        "mistranslation",
        "entity",
    ]
    assert rules["USR-ports"]["helpUri"] == "https://example.org/style"


def test_results_stand_worst_first_and_what_is_accepted_last(full_report: Report) -> None:
    run = render(full_report)
    assert [one["properties"]["severity"] for one in run["results"]] == [
        "critical", "critical", "neutral", "major", "minor",
    ]  # fmt: skip
    assert [one["level"] for one in run["results"]] == ["error", "error", "note", "note", "note"]
    assert [one["rank"] for one in run["results"][:2]] == [97.5, 97.5]


def test_indices_lead_to_the_rule_the_file_and_the_type(full_report: Report) -> None:
    run = render(full_report, rules=rule_pages(["ENT001"], ()))
    rules, artifacts = run["tool"]["driver"]["rules"], run["artifacts"]
    assert len({one["id"] for one in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for place in result["locations"]:
            file = place["physicalLocation"]["artifactLocation"]
            assert artifacts[file["index"]]["location"]["uri"] == file["uri"]
        for taxon in result["taxa"]:
            taxonomy = run["taxonomies"][taxon["toolComponent"]["index"]]
            assert taxonomy["name"] == taxon["toolComponent"]["name"]
            assert taxonomy["taxa"][taxon["index"]]["id"] == taxon["id"]
    referred = run["tool"]["driver"]["supportedTaxonomies"]
    assert [run["taxonomies"][one["index"]]["name"] for one in referred] == ["MQM", "ITS"]


def test_a_place_is_told_in_code_points_in_lines_and_in_words(make_report: MakeReport) -> None:
    run = render(make_report("L𝕷 \r\nÉtat x.\n\nLa pluie tombe.\n"))
    assert run["columnKind"] == "unicodeCodePoints"
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {
        "startLine": 1, "startColumn": 4, "endLine": 2, "endColumn": 6,
        "charOffset": 3, "charLength": 7, "snippet": {"text": "\r\nÉtat "},
    }  # fmt: skip


def test_regions_of_real_articles_point_at_their_text() -> None:
    run = render(example())
    text = (ROOT / "examples/articles/sommet-sahel.html").read_text(encoding="utf-8")
    lines = text.split("\n")
    for result in run["results"]:
        physical = result["locations"][0]["physicalLocation"]
        region = physical["region"]
        start, end = region["charOffset"], region["charOffset"] + region["charLength"]
        assert region["snippet"]["text"] == text[start:end]
        if region["startLine"] == region["endLine"]:
            line = lines[region["startLine"] - 1]
            assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == text[start:end]
        if "contextRegion" in physical:
            assert region["snippet"]["text"] in physical["contextRegion"]["snippet"]["text"]


def test_the_source_side_and_other_places_are_related_locations(full_report: Report) -> None:
    first, across = render(full_report)["results"][:2]
    assert [one["message"]["text"] for one in first["relatedLocations"]] == [
        "source: Port",
        "source: &sea",
    ]
    place = first["relatedLocations"][1]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a.en.html"
    assert place["region"]["snippet"]["text"] == "&amp;</b>sea"[:5] + "</b>sea"
    assert across["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "b.txt"


def test_suppressions_and_the_baseline_are_told(full_report: Report) -> None:
    results = render(full_report)["results"]
    assert {one["baselineState"] for one in results} == {"new", "unchanged"}
    assert [one["baselineState"] for one in results][3] == "unchanged"
    (suppression,) = results[4]["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("inSource", "accepted")
    assert suppression["justification"] == "quoted as printed"
    assert all(one["suppressions"] == [] for one in results[:4])


def test_without_a_baseline_no_state_is_made_up(make_report: MakeReport) -> None:
    assert all("baselineState" not in one for one in render(make_report())["results"])


def test_fingerprints_are_those_of_the_findings(full_report: Report) -> None:
    for result in render(full_report)["results"]:
        assert set(result["partialFingerprints"]) == {"primaryLocationLineHash", "traudit/v1"}
        assert len(set(result["partialFingerprints"].values())) == 1


def test_a_run_that_failed_says_so(full_report: Report, make_report: MakeReport) -> None:
    (invocation,) = render(full_report)["invocations"]
    assert invocation["executionSuccessful"] is False
    first, second = invocation["toolExecutionNotifications"]
    assert first["message"]["text"] == "c.txt: is empty"
    assert first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "c.txt"
    assert "locations" not in second
    (idle,) = invocation["toolConfigurationNotifications"]
    assert idle["message"]["text"] == "NUM001 was not applied: no data for xx"
    good = replace(make_report(), failures=())
    assert render(good)["invocations"][0]["executionSuccessful"] is True


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("a b/été#1?.txt", {"uri": "a%20b/%C3%A9t%C3%A9%231%3F.txt", "uriBaseId": "%SRCROOT%"}),
        ("./x//y.txt", {"uri": "x/y.txt", "uriBaseId": "%SRCROOT%"}),
        ("c:odd.txt", {"uri": "c%3Aodd.txt", "uriBaseId": "%SRCROOT%"}),
        ("/tmp/é.txt", {"uri": "file:///tmp/%C3%A9.txt"}),
        ("../up.txt", {"uri": "../up.txt"}),
        ("caf\udce9.txt", {"uri": "caf%E9.txt", "uriBaseId": "%SRCROOT%"}),
        ("half\ud83d.txt", {"uri": "half%3F.txt", "uriBaseId": "%SRCROOT%"}),
        ("-", {"uri": "-", "uriBaseId": "%SRCROOT%"}),
    ],
)
def test_paths_are_relative_uris(path: str, location: dict[str, str]) -> None:
    assert file_location(path) == location


def test_hostile_text_and_names_stay_data(make_report: MakeReport, hostile_text: str) -> None:
    short = hostile_text[:3000]
    text = f"Le \x02Conseil {short}".replace("\n\n", "\n") + "\n\nLa pluie tombe.\n"
    report = make_report(text, path=short[:60].replace("\x00", "?").replace("/", "?"))
    (one,) = report.documents
    finding = replace(one.findings[0], message=short, suggestion=advise(short))
    report = replace(report, documents=(replace(one, findings=(finding,)),))
    run = render(report)
    for told in messages([run["results"], run["invocations"]]):
        assert "{" not in told.replace("{{", "") and "}" not in told.replace("}}", "")
        assert not any(link in told for link in ("[lien](", "![x]("))
    for artifact in run["artifacts"]:
        uri = artifact["location"]["uri"]
        assert urlsplit(uri).scheme == urlsplit(uri).netloc == urlsplit(uri).query == ""
        assert unquote_to_bytes(uri)


def test_a_link_in_a_message_is_text() -> None:
    from audit.formats.sarif.message import escaped

    assert escaped("a [b](javascript:x) {0}") == "a \\[b\\](javascript:x) {{0}}"
    assert escaped("[b] \\ c") == "[b] \\ c"


def test_fixes_give_the_text_that_the_suggestion_means(full_report: Report) -> None:
    one = full_report.documents[0]
    term = replace(
        one.findings[0], rule="TRM001", suggestion=write("Comité", fits=True), occurrences=()
    )
    vague = replace(term, rule="ENT002", suggestion=write("Comité"))
    marked = replace(term, text="other than in the file")
    document = replace(
        one,
        findings=(
            term,
            vague,
            marked,
            replace(term, rule="USR-ports", suggestion=paste("port", fits=True)),
        ),
    )
    run = render(replace(full_report, documents=(document,), cross_document_findings=()))
    assert ["fixes" in result for result in run["results"]] == [True, False, False, True]
    (change,) = run["results"][0]["fixes"][0]["artifactChanges"]
    (edit,) = change["replacements"]
    at, length = edit["deletedRegion"]["charOffset"], edit["deletedRegion"]["charLength"]
    text = one.document.source.text
    fixed = text[:at] + edit["insertedContent"]["text"] + text[at + length :]
    assert fixed == text.replace("Conseil", "Comité", 1)


def test_more_results_than_github_takes_are_cut_and_told(
    make_report: MakeReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif, "LIMIT", 1)
    run = render(make_report())
    assert len(run["results"]) == 1
    told = [one["message"]["text"] for one in run["invocations"][0]["toolExecutionNotifications"]]
    assert "Left out here: 1 finding, the least grave. audit.json has all." in told

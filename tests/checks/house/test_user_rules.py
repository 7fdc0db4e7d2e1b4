from __future__ import annotations

from pathlib import Path

import pytest

from audit.checks.house.patterns import fault, find, find_any
from audit.checks.house.rule_files import choose, load_user_rules
from audit.errors import ConfigError, OperationalError
from audit.model.document import BlockKind
from audit.model.finding import Severity
from audit.model.user_rule import Reach, UserPattern, UserRuleKind

ROOT = Path(__file__).parents[3]
RULE = "  - {{id: {id}, kind: forbid, target: {target}, message: m}}\n"


def write(path: Path, *rules: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("rules:\n" + "".join(rules), encoding="utf-8")
    return str(path)


def one(id_: str = "USR-a", target: str = "x") -> str:
    return RULE.format(id=id_, target=target)


def test_every_key_is_read(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(
        """\
rules:
  - id: USR-house-1
    kind: replace
    target: [chat, {regex: "ch(ie)n"}]
    with: "b\\\\1"
    when: rue
    source: cat
    except: chat noir
    languages: [no, fr]
    severity: critical
    within: article
    in: [headline, credit]
    ignore-case: true
    whole-words: false
    link: https://example.org/style
    message: "{found}:
      {suggestion}"
""",
        encoding="utf-8",
    )
    (rule,) = load_user_rules([str(path)])
    assert (rule.id, rule.kind, rule.severity) == (
        "USR-house-1", UserRuleKind.REPLACE, Severity.CRITICAL,
    )  # fmt: skip
    assert rule.target == (
        UserPattern("chat", False, False, True), UserPattern("ch(ie)n", True, False, True),
    )  # fmt: skip
    assert (rule.when[0].text, rule.source[0].text, rule.exceptions[0].text) == (
        "rue", "cat", "chat noir",
    )  # fmt: skip
    assert rule.languages == ("no", "fr")
    assert rule.reach is Reach.ARTICLE
    assert rule.kinds == {BlockKind.HEADLINE, BlockKind.CREDIT}
    assert rule.replacement == "b\\1"
    assert rule.message == "{found}: {suggestion}"
    assert (rule.link, rule.path, rule.line) == ("https://example.org/style", str(path), 2)
    assert rule.is_for("fr-CA") and rule.is_for("no") and not rule.is_for("en")


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    bad = write(
        tmp_path / "bad.yaml",
        "  - id: house-1\n    kind: forbidden\n    target: [{regexp: a}, [b]]\n    mesage: x\n",
        "  - id: USR-b\n    kind: replace\n    target: {regex: '(a'}\n    message: '{foo}'\n",
        "    in: foot\n    link: here\n    severity: bad\n    whole-words: yes\n    languages: []\n",
        "  - id: USR-c\n    kind: forbid\n    target: ' '\n    with: z\n    message: m\n",
        "  - just words\n",
    )
    worse = write(tmp_path / "worse.yaml", "")
    absent = str(tmp_path / "absent.yaml")
    with pytest.raises(ConfigError) as caught:
        load_user_rules([bad, worse, absent])
    lines = str(caught.value).splitlines()
    told = [
        (f"{bad}:2:5", "the key `message` is missing"),
        (f"{bad}:2:9", "`id` must be USR-"),
        (f"{bad}:3:11", "`kind` must be one of: forbid, require, replace"),
        (f"{bad}:4:14", "`target` takes phrases and `regex: ...`"),
        (f"{bad}:4:27", "`target` takes phrases and `regex: ...`"),
        (f"{bad}:5:5", "unknown key `mesage`"),
        (f"{bad}:6:5", "needs the key `with`"),
        (f"{bad}:8:13", "`target`: not a regular expression"),
        (f"{bad}:9:14", "unknown placeholder {foo}"),
        (f"{bad}:10:9", "`in` must be one of: headline"),
        (f"{bad}:11:11", "`link` must be an address"),
        (f"{bad}:12:15", "`severity` must be one of"),
        (f"{bad}:13:18", "`whole-words` must be true or false"),
        (f"{bad}:14:16", "`languages` is empty"),
        (f"{bad}:17:13", "`target`: an empty pattern"),
        (f"{bad}:18:11", "`with` is for rules of the kind replace"),
        (f"{bad}:20:5", "a rule must be a mapping"),
        (f"{worse}:1:7", "`rules` must be a list"),
        (f"{absent}", "cannot be read"),
    ]
    for line, (place, what) in zip(lines, told, strict=False):
        assert line.startswith(f"{place}: "), line
        assert what in line
    assert len(lines) == len(told)


def test_a_folder_stands_for_the_rule_files_in_it(tmp_path: Path) -> None:
    write(tmp_path / "b.yml", one("USR-b"))
    write(tmp_path / "a" / "a.YAML", one("USR-a"))
    write(tmp_path / ".git" / "c.yaml", one("USR-c"))
    (tmp_path / "read.me").write_text("no rules", encoding="utf-8")
    rules = load_user_rules([str(tmp_path), str(tmp_path / "b.yml")])
    assert [rule.id for rule in rules] == ["USR-a", "USR-b"]
    (tmp_path / "none").mkdir()
    with pytest.raises(ConfigError, match="holds no rule file"):
        load_user_rules([str(tmp_path / "none")])


def test_an_id_taken_twice_names_both_places(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.yaml", one()), write(tmp_path / "b.yaml", one())
    with pytest.raises(ConfigError) as caught:
        load_user_rules([first, second])
    assert str(caught.value) == f"{second}:2: the id USR-a is taken by {first}:2"


def test_selected_and_ignored_ids_reach_the_user_rules(tmp_path: Path) -> None:
    rules = load_user_rules([write(tmp_path / "a.yaml", one("USR-a"), one("USR-b"))])
    chosen = choose(rules, ["ENT", "usr-a"], [])
    assert [rule.id for rule in chosen.rules] == ["USR-a"]
    assert chosen.select == ("ENT", "USR001")
    chosen = choose(rules, [], ["USR-a", "NUM"])
    assert [rule.id for rule in chosen.rules] == ["USR-b"]
    assert (chosen.select, chosen.ignore) == ((), ("NUM",))


def places(pattern: UserPattern, text: str) -> list[str]:
    return [found.text for found in find(pattern, text)]


def test_a_phrase_meets_any_space_apostrophe_hyphen_and_normal_form() -> None:
    text = "l’État, l'E\u0301tat, États\u2011Unis, prix\u202f\n bas"
    assert len(places(UserPattern("l'État"), text)) == 2
    assert len(places(UserPattern("États-Unis"), text)) == 1
    assert len(places(UserPattern("prix bas"), text)) == 1


def test_whole_words_end_at_letters_but_not_in_scripts_without_spaces() -> None:
    assert places(UserPattern("port"), "port portes Port aéroport") == ["port"]
    assert places(UserPattern("port", ignore_case=True), "Port PORTES") == ["Port"]
    assert places(UserPattern("port", whole_words=False), "aéroports") == ["port"]
    assert places(UserPattern("5 %"), "15 %, 5 %.") == ["5 %"]
    assert places(UserPattern("北京"), "在北京发表") == ["北京"]
    assert places(UserPattern("วัน"), "ทุกวันนี้") == ["วัน"]


def test_of_overlapping_matches_the_first_and_longest_stays() -> None:
    patterns = [UserPattern("Union"), UserPattern("Union européenne"), UserPattern("européenne")]
    found = find_any(patterns, "l'Union européenne et l'Union")
    assert [one.text for one in found] == ["Union européenne", "Union"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("(", "not a regular expression"),
        ("a)(b", "not a regular expression"),
        ("x*", "matches nothing at all"),
        ("(a|a)*b", "takes too long"),
        ("(.*?,){12}P", "takes too long"),
        ("a" * 1001, "longer than 1000"),
    ],
)
def test_bad_expressions_are_refused_when_they_are_read(text: str, what: str) -> None:
    wrong = fault(UserPattern(text, is_regex=True))
    assert wrong is not None
    assert what in wrong


@pytest.mark.parametrize(
    "text", [r"États?-Unis", r"([A-Z][a-z]+ )+de la", r"(\w+\s?)+:", r"\p{Lu}{3,}"]
)
def test_ordinary_expressions_are_accepted(text: str) -> None:
    assert fault(UserPattern(text, is_regex=True)) is None


def test_a_group_that_is_not_there_is_refused() -> None:
    pattern = UserPattern("(a)(?P<n>b)", is_regex=True)
    assert fault(pattern, r"\1 \2 \g<n>") is None
    assert fault(pattern, r"\3") == "the expression has no group '3'"
    assert fault(pattern, r"\g<m>") == "the expression has no group 'm'"


def test_an_expression_that_runs_away_on_an_article_stops_with_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("audit.checks.house.patterns.LIMIT", 0.05)
    pattern = UserPattern("(z|z)*q", is_regex=True, whole_words=False)
    with pytest.raises(OperationalError, match="takes longer than"):
        list(find(pattern, "z" * 60 + " q"))


def test_patterns_survive_hostile_text(hostile_text: str) -> None:
    text = hostile_text[:6000]
    for pattern in (UserPattern("président"), UserPattern(r"\w+ \w+", is_regex=True)):
        for found in find(pattern, text):
            assert text[found.start : found.end] == found.text


def test_the_example_rules_are_valid() -> None:
    assert len(load_user_rules([str(ROOT / "examples/rules")])) >= 4

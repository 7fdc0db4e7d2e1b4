"""Output formats by name."""

from __future__ import annotations

from audit.core.registry import Registry
from audit.formats.interface import Format

FORMATS: Registry[Format] = Registry(
    "format",
    (
        ("terminal", "audit.formats.terminal:TerminalFormat"),
        ("json", "audit.formats.audit_json.format:JsonFormat"),
        ("html", "audit.formats.html.format:HtmlFormat"),
        ("sarif", "audit.formats.sarif.format:SarifFormat"),
        ("junit", "audit.formats.junit.format:JunitFormat"),
        ("markdown", "audit.formats.markdown:MarkdownFormat"),
        ("xliff", "audit.formats.xliff.format:XliffFormat"),
        ("codequality", "audit.formats.codequality:CodeQualityFormat"),
        ("github", "audit.formats.github:GithubFormat"),
    ),
    group="traudit.formats",
)

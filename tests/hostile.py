"""Strings that have broken programs like this one. Every test that takes text can run over them.

Use it as ``@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())``.
"""

from __future__ import annotations

HOSTILE: dict[str, str] = {
    "bidi-override": "Le prix\u202e 42 euros\u202c a \u2067baissé\u2069 hier.",
    "zero-width": "Le pré\u200bsi\u200cdent\u200d a \u2060parlé.\ufeff",
    "byte-order-mark": "\ufeffLe président a parlé.",
    "nul": "Le président\x00 a parlé.",
    "control-characters": "Le\x01 pré\x07si\x08dent\x0b a\x0c par\x1flé\x7f.",
    "stray-control-character": "Le président a parlé\x02 hier devant les députés. " * 3,
    "c1-controls": "L\x92eau et le cœur\x85 hier.",
    "ansi-escapes": "\x1b[31mLe président\x1b[0m \x1b]8;;http://example.org\x07a parlé\x1b]8;;\x07.",
    "end-of-script": "Il a dit </script><script>alert('x')</script> hier.",
    "end-of-comment": "Il a dit --> puis <!-- et ]]> hier.",
    "attribute-break": 'Il a dit " onmouseover="alert(1)" \' x=\'y hier.',
    "markup": "<img src=x onerror=alert(1)> & &amp; &lt;b&gt; &#0; &bogus; <b>gras",
    "markdown": "# *Titre* `code` [lien](javascript:alert(1)) ![x](y) | a | b |\n> cité\n```",
    "template-markers": "Il a dit {{ 7 * 7 }} {% raw %} {# x #} ${x} %(name)s {0} hier.",
    "percent-and-backslash": "100 % de \\n \\u0041 \\x41 %s %d %% C:\\new\\table hier.",
    "rich-markup": "[bold red]Le président[/bold red] [link=x]a parlé[/] [/]",
    "xml-forbidden": "Le pr\ufffesident \uffff a parlé\ufdd0.",
    "lone-surrogate": "Le président \ud83d a parlé.",
    "combining-marks": "Z" + "\u0300\u0301\u0302\u0303" * 50 + "algo a parle\u0301.",
    "decomposed": "Le pre\u0301sident a parle\u0301 a\u0300 l\u2019e\u0301te\u0301.",
    "right-to-left": "قال الرئيس إن الاتفاق جاهز. הנשיא אמר שההסכם מוכן.",
    "mixed-direction": "Le mot «\u00a0العربية\u00a0» a 42 occurrences.",
    "emoji": "La famille 👨\u200d👩\u200d👧\u200d👦 a hissé le drapeau 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f 👍🏽.",
    "astral": "𝕷𝖊 𝖕𝖗é𝖘𝖎𝖉𝖊𝖓𝖙 𠀀 a parlé.",
    "no-spaces": "总统昨天在议会发表讲话。他说协议已经准备好了。",
    "odd-spaces": "Le\u00a0président\u202fa\u2009parlé\u3000hier\u1680.\u2028Puis\u2029il est parti.\x85Fin.",
    "line-ends": "Un.\rDeux.\r\nTrois.\n\rQuatre.\n\n\n\nCinq.",
    "one-character": "a",
    "one-quote": "«",
    "only-punctuation": "… — « » ?! ... ''' \"\"\"",
    "only-digits": "1 2 3 1.000,00 1,000.00 1 000 00:00 31/12/1999",
    "unbalanced-quotes": "«\u00a0Il a dit «\u00a0non\u00a0» et “oui, a-t-il ajouté.",
    "nested-quotes": "«" * 500 + "mot" + "»" * 500,
    "repeated-quotes": "« oui » " * 2000,
    "repeated-phrase": "mise en service de la " * 500,
    "all-stops": "." * 5000,
    "long-word": "a" * 20_000,
    "many-lines": "Il a parlé.\n" * 5000,
    "one-megabyte-line": "Le président a parlé devant les députés hier soir. " * 20_000,
    "open-brackets": "[" * 2000 + "(" * 2000 + "<" * 2000,
    "formula": '=HYPERLINK("http://example.org";"x") +1 -1 @SUM(A1)',
    "path-like": "../../etc/passwd file:///etc/passwd C:\\Windows\\System32 ~/.ssh/id_rsa",
    "yaml-and-toml": "---\nlang: no\nkey: [1, {a: b}]\n---\n+++\nx = 1\n+++\nTexte.",
}
"""Name to text. ``nul`` and ``lone-surrogate`` cannot be read at all; the others can."""

UNREADABLE = frozenset({"nul", "lone-surrogate", "control-characters"})
"""What a reader refuses with one clear line."""

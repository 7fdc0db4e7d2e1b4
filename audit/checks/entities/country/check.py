"""ENT003: states that the translation names in place of others, adds or loses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from audit.checks.entities.country.names import mixed_across, mixed_names
from audit.checks.entities.country.pivot import against_back_translation
from audit.checks.entities.country.rule import RULE
from audit.checks.entities.country.source import against_source
from audit.checks.interface import Check, CheckContext, CrossCandidate
from audit.language.codes.tags import base
from audit.language.places.countries import supported
from audit.model.finding import Candidate


class CountryMismatch(Check):
    """States that the translation swaps, adds or loses, and two names for one state.

    ## What it finds
    With a source text: a sentence that names another state than the original does, a state that
    only the translation mentions, a state that the translation never mentions. States count by
    name, adjective, inhabitants and capital: `Minsk` meets `Belarus`, `l'armée russe` meets
    `Russia's army`.

    Without one: two names for one state in an article, or over the articles of a run
    (`Biélorussie` and `Bélarus`, `Birmanie` and `Myanmar`): either is right, mixing is not. And a
    state that is mentioned once, that nothing else in the article supports and that the
    back-translation takes for another.

    ## Why it matters
    The wrong state is the costliest error of a news article, and the sentence around it is fluent.
    `Nigérien` for `Nigerian` is one letter.

    ## Example
    Bad: `Nigerian investigators were sent to Kano.` / `Des enquêteurs nigériens ont été envoyés à
    Kano.`
    Good: `Des enquêteurs nigérians ont été envoyés à Kano.`

    ## How it decides
    Sentences that belong together are compared by the sets of states that they mention. One state
    added and another lost is a swap: *major*, the source and this check agree. Only added or only
    lost is *minor*, and only where the whole other text never mentions it in any way: translators
    write `the country` for a name and a name for `the country`. Capitals, cities, names that are
    also something else (`Jordan`) and names shared by several states (`Congo`) may meet a state
    and never accuse. Names kept in the original's language count.

    Two names for one state, and what the back-translation says, are *minor*. A former name that is
    said to be one, and a name given beside the other in explanation, are left alone.

    ## Languages
    Names of states: every language of Unicode CLDR. Adjectives, inhabitants and capitals of all
    states: English and French; of many states: Arabic, Chinese, Czech, German, Indonesian, Polish,
    Russian, Spanish, Ukrainian. Cases of names: Arabic, Czech, German, Korean, Polish, Russian,
    Turkish, Ukrainian.

    ## How to suppress
    `<!-- traudit-ignore ENT003: reason -->` before the paragraph, or `--ignore ENT003`.
    """

    rule = RULE

    def supports(self, language: str) -> bool:
        """True for a language in which CLDR names states."""
        return supported(base(language))

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """Candidates of one article."""
        language = base(context.language)
        if context.source is not None:
            yield from against_source(context, language, base(context.source.language.code))
        else:
            yield from against_back_translation(context, language)
        yield from mixed_names(context, language)

    def run_across(self, contexts: Sequence[CheckContext]) -> Iterable[CrossCandidate]:
        """Articles of a run, each of which keeps to another name."""
        yield from mixed_across([one for one in contexts if self.supports(one.language)])

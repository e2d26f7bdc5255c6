"""Propose codings by rule: one per unit and code, each with its evidence."""

from collections.abc import Callable, Iterable

import numpy as np

from fou_toolkit._i18n import t
from fou_toolkit.autocode.result import AutocodeResult
from fou_toolkit.autocode.search import hits_of_code
from fou_toolkit.errors import CodebookError
from fou_toolkit.match import Hits, turns_of
from fou_toolkit.model import Code, Codebook, Corpus, Cue
from fou_toolkit.text import index_of

__all__ = ["UNITS", "autocode"]

UNITS = ("sentence", "turn", "source")

Progress = Callable[[Iterable[Code]], Iterable[Code]]


def autocode(
    corpus: Corpus,
    codebook: Codebook,
    *,
    unit: str | None = None,
    interviewer: bool = False,
    progress: Progress | None = None,
) -> AutocodeResult:
    """Let the cues of a codebook propose codings.

    Nothing is decided: people accept, reject or move what is proposed.

    Args:
        corpus: The texts.
        codebook: Codes with cues.
        unit: `sentence`, `turn` or `source`; by default what the codebook says.
        interviewer: Whether interviewer turns are coded, too.
        progress: Wraps the codes while they are worked on, such as `tqdm.auto.tqdm`.

    Raises:
        CodebookError: The unit is none of these.
        CueError: A cue does not follow the cue language.

    >>> from fou_toolkit.model import Code, Cue, Localised, Source, Span, Turn
    >>> text = "Vi tok ikke ansvar. Det regnet."
    >>> corpus = Corpus((Source("a", text, (Turn(Span(0, 31), language="nb"),)),))
    >>> codebook = Codebook("b", (Code("F4", Localised("Ansvar"), cues=(Cue("ta _{0,3} ansvar"),)),))
    >>> [suggestion] = autocode(corpus, codebook).suggestions()
    >>> suggestion.span.of(text), suggestion.evidence[0].form, suggestion.evidence[0].negated
    ('Vi tok ikke ansvar.', 'tok ikke ansvar', True)
    """
    chosen = codebook.unit if unit is None else unit
    if chosen not in UNITS:
        raise CodebookError(
            t("«{unit}» is no unit of coding.", unit=chosen), hint=t("Possible are: {names}", names=", ".join(UNITS))
        )
    index, turns = index_of(corpus), turns_of(corpus)
    cues: list[Cue] = []
    code_of_cue: list[int] = []
    found: list[Hits] = []
    for number, code in enumerate(progress(codebook.codes) if progress else codebook.codes):
        for cue, hits in hits_of_code(code, index, turns, interviewer=interviewer):
            cues.append(cue)
            code_of_cue.append(number)
            found.append(hits)
    sizes = [len(hits) for hits in found]
    none = np.zeros(0, np.int32)
    return AutocodeResult(
        corpus=corpus,
        codebook=codebook,
        unit=chosen,
        interviewer=interviewer,
        index=index,
        turns=turns,
        cues=tuple(cues),
        hit_code=np.repeat(np.array(code_of_cue, np.int32), sizes),
        hit_cue=np.repeat(np.arange(len(cues), dtype=np.int32), sizes),
        hit_first=np.concatenate([none, *(hits.first for hits in found)]),
        hit_last=np.concatenate([none, *(hits.last for hits in found)]),
    )

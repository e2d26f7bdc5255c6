"""Coders held against each other: the verb `agreement`."""

from collections.abc import Collection

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.agreement.coefficients.alpha import alpha_of
from fou_toolkit.analysis.agreement.coefficients.intervals import interval
from fou_toolkit.analysis.agreement.coefficients.reliability import ReliabilityData
from fou_toolkit.analysis.agreement.coefficients.tallies import coincidences
from fou_toolkit.analysis.agreement.compared import Compared
from fou_toolkit.analysis.agreement.measures import MEASURES, estimates
from fou_toolkit.analysis.agreement.result import AgreementResult, AgreementRow
from fou_toolkit.analysis.bootstrap import Bootstrap, Progress, checked_bootstrap
from fou_toolkit.analysis.columns import LEVELS
from fou_toolkit.analysis.estimate import Estimate
from fou_toolkit.errors import DataError
from fou_toolkit.model import Project

__all__ = ["BY", "agreement"]

BY = ("code", "theme", "pooled")
"""What a row of the table is about."""

_USUAL = Bootstrap()
_SETS = ("jaccard", "masi")


def agreement(  # noqa: PLR0913 - each is a choice that a methods section has to name
    project: Project,
    *,
    unit: str = "sentence",
    by: str = "code",
    round: int | None = None,  # noqa: A002 - the field's word
    coders: Collection[str] | None = None,
    sources: Collection[str] | None = None,
    interviewer: bool = False,
    bootstrap: Bootstrap | None = _USUAL,
    for_talk: bool = False,
    progress: Progress | None = None,
) -> AgreementResult:
    """Tell how far coders agree: per code, per theme or pooled, with intervals and prevalence.

    A code counts as present in a unit that a coding of it touches. Texts that two coders or more have read are
    compared; there, no coding means «no code». What interviewers say is left out unless it is asked for.

    Args:
        project: Texts, codes and codings of two coders or more.
        unit: `sentence`, `turn`, or `character`: the texts as a continuum, with uα in the place of α.
        by: `code`, `theme` (any of its codes) or `pooled`: all codes and all themes at once, and sets of codes with
            Jaccard's and MASI distance.
        round: Round of coding; by default what stands now, of each coder and text the latest round.
        coders: Ids of the coders; by default all.
        sources: Ids of the texts; by default all that two coders or more have read.
        interviewer: Whether what interviewers say counts, too.
        bootstrap: How intervals are made; `None` for none.
        for_talk: Needed where the project is reflexive: figures are then there for talk, and the result says so.
        progress: Wraps the blocks of replicates, such as `tqdm`.

    Raises:
        DataError: There are not two coders who have read the same text, or the project is reflexive.
        UnknownIdError: There is no such coder, text or round.
    """
    if by not in BY:
        hint = t("Possible are: {names}", names=", ".join(BY))
        raise DataError(t("«{value}» is not possible for {key}.", value=by, key="by"), hint=hint)
    _check(project)
    bootstrap = checked_bootstrap(bootstrap)
    if project.orientation == "reflexive" and not for_talk:
        hint = t("Look at the passages together: agreement(project, for_talk=True).disagreements().")
        raise DataError(t("The project is reflexive: agreement is no measure of its quality."), hint=hint)
    compared = Compared.of(project, unit=unit, round=round, coders=coders, sources=sources, interviewer=interviewer)
    if by == "theme" and not compared.columns.themes:
        raise DataError(t("The codebook has no themes."), hint=t("Ask for codes: {option}", option='by="code"'))
    levels = LEVELS if by == "pooled" else (by,)
    rows: list[AgreementRow] = []
    for level in levels:
        rows.extend(_rows(compared, level, bootstrap, progress, single=by != "pooled"))
    if by == "pooled":
        rows.extend(_set_rows(compared, bootstrap))
    kinds = {coder.id: coder for coder in compared.codings.coders}
    return AgreementResult(
        scores=tuple(rows),
        coders=tuple((name, kinds[name].kind) for name in compared.coders),
        unit=unit,
        by=by,
        round=round,
        documents=len(compared.documents),
        units=int((compared.size > 1).sum() if compared.weight is None else compared.weight.sum()),
        bootstrap=bootstrap,
        versions=tuple(sorted({kinds[name].codebook_version for name in compared.coders} - {""})),
        for_talk=for_talk,
        corpus_fingerprint=project.corpus.fingerprint,
        codebook_fingerprint=project.codebook.fingerprint,
        compared=compared,
    )


def _check(project: object) -> None:
    """Refuse what is no project."""
    if not isinstance(project, Project):
        hint = t("Put texts, codes and codings together: Project(corpus, codebook, codings).")
        raise DataError(t("This is no project."), hint=hint)


def _rows(
    compared: Compared, level: str, bootstrap: Bootstrap | None, progress: Progress | None, *, single: bool
) -> list[AgreementRow]:
    """Give the pooled row, and those of each code or theme."""
    columns = compared.columns.of_level(level)
    if not columns:
        return []
    found = estimates(compared, level, bootstrap, progress)
    counts = compared.counts(level)
    tallies = counts.tallies().total()
    often = counts.has.sum(axis=1)
    texts = np.asarray(counts.has.any(axis=0))
    units = round(tallies.compared.max(initial=0))
    everywhere = float(tallies.total().prevalence[1])
    pooled = AgreementRow(
        f"pooled {level}s",
        "",
        "",
        units * len(columns),
        _whole(often.sum(axis=1)),
        int(np.any(texts, axis=1).sum()),
        everywhere,
        tuple(found[0]),
        _reason(found[0][0], everywhere),
    )
    if not single:
        return [pooled]
    prevalence = tallies.prevalence[:, 1]
    return [
        pooled,
        *(
            AgreementRow(
                level,
                code.id,
                str(code.name),
                units,
                _whole(often[:, place]),
                int(texts[:, place].sum()),
                float(prevalence[place]),
                tuple(found[place + 1]),
                _reason(found[place + 1][0], float(prevalence[place])),
            )
            for place, code in enumerate(columns)
        ),
    ]


def _whole(counts: "npt.NDArray[np.generic]") -> tuple[int, ...]:
    return tuple(counts.astype(np.int64).tolist())


def _reason(alpha: Estimate, prevalence: float) -> str:
    """Say why there is no figure."""
    if not np.isnan(alpha.value):
        return ""
    return t("It stands everywhere.") if prevalence > 0 else t("Nobody used it.")


def _set_rows(compared: Compared, bootstrap: Bootstrap | None) -> list[AgreementRow]:
    """Give α of the sets of codes that units have, with Jaccard's and MASI distance."""
    if compared.unit == "character" or not compared.columns.codes:
        return []
    data = _sets(compared)
    documents = compared.group.tolist()
    some = np.asarray(compared.at("code").any(axis=-1))
    looked = compared.looked[:, compared.group]
    prevalence = float(np.mean(some[looked])) if looked.any() else np.nan
    rows = []
    for distance in _SETS:
        if bootstrap is None:
            one = Estimate(float(alpha_of(coincidences(data), data.values, distance)))
        else:
            one = interval(data, level=distance, documents=documents, bootstrap=bootstrap)
        figures = tuple(one if name == "alpha" else Estimate(np.nan) for name in MEASURES)
        rows.append(
            AgreementRow(
                f"sets, {distance}",
                "",
                "",
                int((compared.size > 1).sum()),
                _whole(some.sum(axis=1)),
                int(np.unique(compared.group[np.any(some, axis=0)]).size),
                prevalence,
                figures,
                _reason(one, prevalence),
            )
        )
    return rows


def _sets(compared: Compared) -> ReliabilityData:
    """Give the set of codes of each coder and unit as reliability data."""
    present = compared.at("code")
    ids = [code.id for code in compared.columns.codes]
    flat = present.reshape(-1, present.shape[-1])
    kinds, number = np.unique(np.packbits(flat, axis=1), axis=0, return_inverse=True)
    bits = np.unpackbits(kinds, axis=1, count=len(ids)).astype(np.bool_)
    values = tuple(frozenset(ids[at] for at in np.flatnonzero(row).tolist()) for row in bits)
    table = np.where(compared.looked[:, compared.group], number.reshape(present.shape[:2]), -1)
    return ReliabilityData(values, table.astype(np.int64))

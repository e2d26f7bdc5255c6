"""Agreement between coders: figures with intervals, or a statement why there are none."""

import math
from collections.abc import Iterator
from dataclasses import replace

from fou_toolkit._i18n import current_language, t, tn
from fou_toolkit.analysis.agreement import AgreementResult, Bootstrap
from fou_toolkit.analysis.agreement.notes import RARE
from fou_toolkit.analysis.estimate import Estimate
from fou_toolkit.analysis.small_cells import HIDDEN, SmallCells
from fou_toolkit.appendix.document import Behind, Block, Drawing, Paragraph, Section, TableBlock
from fou_toolkit.appendix.drawings import drawing_of
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.sections.standing_coders import coders_in_words, compared, shown
from fou_toolkit.figures.agreement import plot_agreement
from fou_toolkit.tables import Table, number
from fou_toolkit.tables.cells import localised

__all__ = ["agreement"]

_MOST_DRAWN = 30
"""Codes in one figure at most: so many fit on a page, in letters that can be read."""


def agreement(edition: Edition) -> Section | None:
    """Make the section: α for each theme and code with intervals, or why there is none."""
    title = t("Agreement between coders")
    why = _why_not(edition)
    if why:
        return Section("agreement", title, tuple(Paragraph.of(one) for one in why))
    choice = edition.config.codings
    bootstrap = Bootstrap(replicates=choice.resamples, seed=choice.seed)
    codes = compared(edition, bootstrap=bootstrap)
    if codes is None:
        return Section("agreement", title, (Paragraph.of(t("No text has been read by two coders.")),))
    themes = compared(edition, by="theme", bootstrap=bootstrap) if codes.compared.columns.themes else None
    blocks: list[Block] = [Paragraph.of(one) for one in _method(codes)]
    if themes is not None:
        blocks.append(_table(edition, themes, "agree_themes", t("Agreement on themes")))
    blocks.append(_table(edition, codes, "agree_codes", t("Agreement on codes")))
    blocks += _drawings(shown(edition, codes).result)
    return Section("agreement", title, tuple(blocks))


def _drawings(result: AgreementResult) -> Iterator[Drawing]:
    """Draw the codes whose α is defined, on as many pictures of about one length as it takes; sums stand on each."""
    pooled = [row for row in result if not row.id]
    known = [row for row in result if row.id and not math.isnan(row["alpha"].value)]
    pages = math.ceil(len(known) / _MOST_DRAWN)
    away = sum(bool(row.id) for row in result) - len(known)
    for page in range(pages):
        rows = known[page * len(known) // pages : (page + 1) * len(known) // pages]
        title = t("Agreement on codes, with intervals")
        if page:
            title = t("{title}, continued ({n})", title=title, n=page + 1)
        notes = (t("Not shown, since {alpha} is undefined: {n}", alpha="α", n=away) + ".",) if away and not page else ()
        drawn = plot_agreement(replace(result, scores=(*pooled, *rows)))
        yield drawing_of(f"agreement_{page + 1}" if page else "agreement", title, drawn, notes=notes)


def _why_not(edition: Edition) -> tuple[str, ...]:
    """Say why there are no figures; nothing where there are."""
    choice, coders = edition.config.codings, edition.selection.codings.coders
    if edition.project.orientation == "reflexive" and choice.agreement is not True:
        return (
            t(
                "No figures of agreement are given. The study is a reflexive thematic analysis: coding is "
                "interpretation, and those who code bring their own knowledge into it. That two of them code alike "
                "would not make a reading better (Braun & Clarke 2006, 2021)."
            ),
            t(
                "Where those who coded saw a passage differently, that was used as an occasion to talk: the passages "
                "are found in the section on disagreements that remain."
            ),
        )
    if choice.agreement is False:
        return (t("Figures of agreement are left out; the settings of this appendix say so."),)
    if not coders:
        return (t("Nobody has coded anything, so that there is nothing to compare."),)
    if len(coders) == 1:
        return (t("One coder has coded ({kind}), so that there is no agreement to report.", kind=t(coders[0].kind)),)
    return ()


def _method(result: AgreementResult) -> list[str]:
    """Say what was compared, how, and what the figures mean."""
    size = tn("{n} text", "{n} texts", result.documents)
    said = [
        t("Compared were {coders}, in {texts} that two or more have read.", coders=coders_in_words(result), texts=size)
    ]
    if any(kind == "language model" for _, kind in result.coders):
        said[0] += " " + t("A reading by a language model is not human coding.")
    said.append(
        t(
            "The unit is the sentence: {n} of them; a code stands in a sentence that a coding touches. What "
            "interviewers say is left out. α is Krippendorff's, for each code by itself: the code is there or not.",
            n=number(result.units, 0),
        )
    )
    if result.bootstrap is not None and result.documents > 1:
        said.append(
            t(
                "Intervals of 95 % come from a bootstrap over whole texts, since sentences of one text hang together: "
                "{n} draws, seed {seed}.",
                n=result.bootstrap.replicates,
                seed=result.bootstrap.seed,
            )
        )
    said.append(
        t(
            "α tells how far coders agree beyond what chance would give: 1 is full agreement, 0 is as good as chance, "
            "and below 0 they differ more than by chance; it does not tell whether a reading is right, and it is "
            "unsteady where a code is rare."
        )
    )
    if result.for_talk:
        said.append(t("The study is reflexive: the figures are there to talk about, and no measure of its quality."))
    return said


def _table(edition: Edition, result: AgreementResult, name: str, title: str) -> TableBlock:
    """Make a table of themes or codes; those from few people are named, and their figures hidden."""
    hidden, cells = shown(edition, result), SmallCells(edition.threshold)
    language = current_language()
    rows: list[tuple[str | int, ...]] = []
    exact: list[tuple[str | int | float, ...]] = []
    behind: dict[tuple[int, int], Behind] = {}
    for row in result:
        if row.id in hidden.ids:
            rows.append((row.label, HIDDEN, HIDDEN, HIDDEN, row.units))
            exact.append((row.id, row.name, "", "", "", "", "", row.units))
            continue
        alpha, percent = row["alpha"], row["percent"]
        figure = localised(str(Estimate(alpha.value, alpha.low, alpha.high)), language)
        shares = [_per_cent(value, language) for value in (percent.value, row.prevalence)]
        shares[1] += f" {RARE}" if row.rare else ""
        rows.append((row.label, figure, *shares, row.units))
        exact.append(
            (
                row.id or row.scope,
                row.name,
                alpha.value,
                alpha.low,
                alpha.high,
                percent.value,
                row.prevalence,
                row.units,
            )
        )
        opened = _behind(edition, row.id, row.label)
        if opened is not None:
            behind[len(rows) - 1, 3] = opened
    headings = (t("theme") if result.by == "theme" else t("code"), "α", t("percent agreement"), t("prevalence"))
    notes = (
        t("Prevalence: the share of sentences that have it, in the mean over those who coded."),
        t("With «–», α is not defined: nobody used it, or it stands everywhere."),
        *hidden.result.notes,
        *((cells.note,) if hidden.ids else ()),
    )
    pooled = frozenset(place for place, row in enumerate(result) if not row.id)
    table = Table(title, (*headings, t("units")), tuple(rows), notes, emphasis=pooled, language=language)
    names = ("id", "name", "alpha", "alpha_low", "alpha_high", "percent", "prevalence", "units")
    data = Table(title, names, tuple(exact), notes, precise=True)
    return TableBlock(name, table, behind, data=data)


def _per_cent(share: float, language: str) -> str:
    return "–" if math.isnan(share) else localised(f"{share:.1%}", language)


def _behind(edition: Edition, name: str, label: str) -> Behind | None:
    """Give the codings behind a code or theme."""
    if not name:
        return None
    below = (code.id for code in edition.codebook if edition.codebook.theme_of(code.id).id == name)
    return edition.behind(label, edition.rows_with(name, *below))

"""How often codes are used: over everybody, and by group; people and passages."""

import re
from collections.abc import Iterator
from typing import Final

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.groups import ATTRIBUTES, groups_of
from fou_toolkit.appendix.config import PARTS
from fou_toolkit.appendix.document import Block, Paragraph, Section
from fou_toolkit.appendix.drawings import drawing_of
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.sections.code_tables import count_table, opened_by, shown_columns
from fou_toolkit.appendix.sections.counts import PEOPLE, SINGLE, Counts, asked_groups, code_label, counts_of
from fou_toolkit.appendix.sections.overview import overview
from fou_toolkit.appendix.sections.standing import Standing
from fou_toolkit.errors import UnknownIdError
from fou_toolkit.figures.heat_map import plot_heat_map

__all__ = ["frequencies"]

_PLAIN: Final = re.compile("[^a-z0-9]+")
_LONGEST: Final = 8
"""Letters of an attribute in the name of a table."""


def frequencies(edition: Edition) -> Section | None:
    """Count codes: how many people, passages and texts, over everybody and by group.

    Args:
        edition: The material and the settings.
    """
    title = t(PARTS["frequencies"])
    if not len(edition.selection.codings):
        return Section("frequencies", title, (Paragraph.of(t("Nobody has coded anything that is reported here.")),))
    counts = counts_of(edition)
    standing = Standing.of_codes(edition, counts.overall[PEOPLE].lines.ids)
    blocks = (*_opening(edition, counts), overview(edition, counts, standing))
    below = tuple(
        Section(
            f"frequencies-{number}",
            t("By {attribute}", attribute=_name(attribute)),
            tuple(_by_group(edition, counts, standing, attribute, number)),
        )
        for number, attribute in enumerate(asked_groups(edition), 1)
    )
    return Section("frequencies", title, blocks, below)


def _opening(edition: Edition, counts: Counts) -> Iterator[Block]:
    """Say what the section counts, and what it does not show."""
    many = len(counts.overall[PEOPLE].lines)
    yield Paragraph.of(
        tn("The table shows how often {n} code is used.", "The table shows how often each of {n} codes is used.", many),
        " ",
        t("Numbers are hidden where fewer than {n} people stand behind them.", n=edition.threshold),
        " ",
        t("They are also hidden where any of the tables together would give such a number away."),
    )
    codings, book = edition.selection.codings, edition.codebook
    tops = [theme.id for theme in book.themes if book.children(theme.id)]
    if any(edition.rows_with(one).size for one in tops if one in codings.codes):
        yield Paragraph.of(t("What is coded with a theme itself, and with none of its codes, is not in these tables."))


def _name(attribute: str) -> str:
    return t(ATTRIBUTES[attribute]) if attribute in ATTRIBUTES else attribute


def _by_group(edition: Edition, counts: Counts, standing: Standing, attribute: str, number: int) -> Iterator[Block]:
    """Give figure and tables of one attribute, or say why there are none."""
    why = _why_not(edition, counts, attribute)
    if why:
        yield Paragraph.of(why)
        return
    columns = counts.columns[counts.groups[attribute][PEOPLE].groups.kind]
    name = _name(attribute)
    short = f"{_PLAIN.sub('', attribute.lower())[:_LONGEST]}{number}"
    titles = {
        PEOPLE: t("People by code and {attribute}", attribute=name),
        "codings": t("Codings by code and {attribute}", attribute=name),
        "sentences": t("Coded sentences by code and {attribute}", attribute=name),
    }
    for count in (PEOPLE, counts.passages):
        table = counts.groups[attribute][count]
        if not shown_columns(table):
            yield Paragraph.of(t("No number of passages can be shown here: too few people stand behind each."))
            continue
        opened = opened_by(edition, table, standing, columns)
        if count == PEOPLE:
            ax = plot_heat_map(table, share="group")
            yield drawing_of(f"map_{short}", titles[count], ax, behind=opened.by_key)
        kind = "people" if count == PEOPLE else "times"
        yield count_table(
            f"{kind}_{short}", titles[count], opened, lambda one: code_label(edition.codebook.theme_of(one))
        )


def _why_not(edition: Edition, counts: Counts, attribute: str) -> str:
    """Say why an attribute has no tables; nothing where it has."""
    name = _name(attribute)
    if attribute in SINGLE:
        return t("Numbers by {attribute} are not published: they would be about single people.", attribute=name)
    try:
        known = any(groups_of(edition.corpus, attribute).values)
    except UnknownIdError:
        known = False
    if not known or attribute not in counts.groups:
        return t("Nothing is known about {attribute} in these texts.", attribute=name)
    table = counts.groups[attribute][PEOPLE]
    if len(table.groups) == 1:
        return t("All that is said has one and the same {attribute}; there is nothing to compare.", attribute=name)
    if not shown_columns(table):
        return t(
            "No numbers by {attribute} can be shown: fewer than {n} people stand behind them, or would be given away.",
            attribute=name,
            n=edition.threshold,
        )
    return ""

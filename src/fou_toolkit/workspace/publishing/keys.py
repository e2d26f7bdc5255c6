"""Which text is which in an appendix: for the people of the project, never to be published."""

from collections.abc import Iterator
from dataclasses import dataclass

from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.appendix.labels import text_labels
from fou_toolkit.workspace.publishing.material import Subject, folder_of, material_of, opened_for
from fou_toolkit.workspace.publishing.settings import read_config

__all__ = ["TextKey", "text_key"]


@dataclass(frozen=True, repr=False)
class TextKey(Tabular):
    """The names of texts in an appendix and in the project.

    Args:
        pairs: Name in an open appendix, name in a blind one, and id in the project.
    """

    pairs: tuple[tuple[str, str, str], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a text."""
        return ("appendix", "blind", "source")

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("in the appendix"), t("in a blind one"), t("text"))

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give one row per text."""
        return iter(self.pairs)

    @property
    def caption(self) -> str:
        """Say how many there are."""
        return tn("{n} text", "{n} texts", len(self.pairs))

    @property
    def notes(self) -> tuple[str, ...]:
        """Say that it stays inside."""
        return (t("For use inside of the project, not for publication: it tells who said what."),)


def text_key(subject: Subject) -> TextKey:
    """Say which text is which.

    Args:
        subject: A project; see `appendix`.
    """
    with opened_for(subject) as opened:
        corpus = material_of(subject, opened).project.corpus
    config = read_config(folder_of(subject))
    open_, blind = (text_labels(corpus, config, blind=one) for one in (False, True))
    return TextKey(tuple((open_[source.id], blind[source.id], source.id) for source in corpus))

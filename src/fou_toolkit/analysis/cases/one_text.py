"""One text of a selection, with its codes or themes as columns."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from fou_toolkit._i18n import t
from fou_toolkit.analysis.cases.build import ids_under
from fou_toolkit.analysis.counted import Counted, Selection, chosen_codes, counted_of, selection_of
from fou_toolkit.analysis.retrieve.ground import Ground
from fou_toolkit.errors import DataError
from fou_toolkit.model import Code, Project

__all__ = ["OneText"]


@dataclass(frozen=True, eq=False)
class OneText:
    """One text, and what is looked for in it.

    Args:
        ground: All texts that are counted.
        source: Id of the text.
        number: Its place among all texts.
        codes: Codes or themes, in the order of the codebook.
        ids: Ids that each of them stands for.
    """

    ground: Ground
    source: str
    number: int
    codes: tuple[Code, ...]
    ids: tuple[Sequence[str], ...]

    @classmethod
    def of(
        cls, material: Project | Selection, source: str, codes: str | Collection[str] | None, level: str
    ) -> "OneText":
        """Choose a text.

        Raises:
            UnknownIdError: There is no such text or code.
            DataError: Nobody has coded it.
        """
        selection = selection_of(material)
        known = selection.corpus[source].id
        if known not in selection.sources:
            hint = t("Texts that were coded: {ids}", ids=", ".join(selection.sources))
            raise DataError(t("Nobody has coded the text «{id}».", id=known), hint=hint)
        ground = Ground.of(selection, "sentence")
        chosen = chosen_codes(selection.project, codes, level=level)
        project = selection.project
        ids = tuple(ids_under(project, code) if level == "theme" else (code.id,) for code in chosen)
        return cls(ground, known, ground.index.source_ids.index(known), chosen, ids)

    @property
    def counted(self) -> Counted:
        """What is counted, of this text."""
        whole = self.ground.selection.counted
        own = counted_of(self.ground.selection.corpus, [self.source], interviewer=whole.interviewer)
        named = {name for ids in self.ids for name in ids}
        rows = self.ground.rows(named)
        place = self.ground.codings.sources.index(self.source) if self.source in self.ground.codings.sources else -1
        number = int((rows & (self.ground.codings.source == place)).sum())
        return Counted(
            coders=whole.coders,
            combine=whole.combine,
            round=whole.round,
            documents=1,
            people=own.people,
            codings=number,
            interviewer=whole.interviewer,
            corpus=whole.corpus,
            codebook=whole.codebook,
            codebook_version=whole.codebook_version,
        ).given(source=self.source)

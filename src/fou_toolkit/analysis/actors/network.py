"""Who mentions whom: the verb `actor_network`."""

from collections.abc import Collection

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.actors.lexicon import ActorLexicon, shipped_lexicon
from fou_toolkit.analysis.actors.mentions import find_mentions
from fou_toolkit.analysis.actors.parties import BY, Parties, merged, parties_of
from fou_toolkit.analysis.actors.result import ActorNetwork
from fou_toolkit.analysis.actors.tallies import shown_of, tallied
from fou_toolkit.analysis.counted import Selection, counted_of
from fou_toolkit.analysis.small_cells import SmallCells, small_cells_for
from fou_toolkit.errors import DataError
from fou_toolkit.match import turns_of
from fou_toolkit.model import Corpus, Project
from fou_toolkit.text import index_of

__all__ = ["actor_network"]

Bools = npt.NDArray[np.bool_]


def actor_network(
    material: Corpus | Project | Selection,
    *,
    by: str = "role",
    lexicon: ActorLexicon | None = None,
    small: SmallCells | str | None = None,
    sources: Collection[str] | None = None,
    interviewer: bool = False,
    names: bool = True,
) -> ActorNetwork:
    """Count who mentions whom, and tell who stands between levels.

    A tie leads from those who speak to those they mention; its weight is the number of sentences with a mention.
    Actors are heard by the words of a lexicon, so «she who decides» is not heard. Numbers from few people are left out
    of everything: of ties, of degrees, of what is worked out from them.

    Args:
        material: The texts, a project with them, or a selection: its texts, with interviewers as was chosen there.
        by: What speakers are grouped by: `role`, `level` or `site`. With `level`, those who are mentioned are levels,
            too; with `site`, they are actors.
        lexicon: Who can be mentioned, and in which words; by default the shipped one.
        small: What happens to numbers from few people: `suppress`, `merge`, `passages`, `show`, or `SmallCells`. By
            default they are not shown, and the threshold is the project's. `merge` puts small nodes together, those of
            one level first.
        sources: Ids of the texts; by default all; of a selection, those of them that it has.
        interviewer: Whether what interviewers say counts.
        names: Whether people who take part count as their role where they are called by their pseudonym.

    Raises:
        DataError: Something is not possible, or nobody whose role (level, site) is known says anything.
        UnknownIdError: There is no such text.
    """
    corpus = _corpus_of(material)
    small = small_cells_for(material, small)
    lexicon = _lexicon_of(lexicon)
    if by not in BY:
        hint = t("Possible are: {names}", names=", ".join(BY))
        raise DataError(t("«{value}» is not possible for {key}.", value=by, key="by"), hint=hint)
    chosen = None if sources is None else tuple(corpus[name].id for name in sources)
    if isinstance(material, Selection):
        chosen, interviewer = _of_selection(material, chosen, interviewer=interviewer)
    turns = _turns(corpus, chosen, interviewer=interviewer)
    parties = parties_of(corpus, lexicon, by)
    mentions = find_mentions(corpus, lexicon, names=names)
    tallies = tallied(corpus, parties, mentions, turns)
    if not tallies.words.any():
        hint = t("Fill in the column «{column}» of participants.csv.", column=by)
        raise DataError(t("Nobody whose {column} is known says anything here.", column=t(by)), hint=hint)
    if small.how == "merge":
        parties = merged(parties, tallies.speakers, small)
        tallies = tallied(corpus, parties, mentions, turns)
    counted = counted_of(corpus, chosen, interviewer=interviewer).given(
        by=by, names=names, lexicon=lexicon.fingerprint[:12], smallest_group=small.threshold, small=small.how
    )
    kept_back = frozenset[int]().union(*(who for who in tallies.speakers if small.hides(len(who))))
    # With the number of all people, that of the few who are kept back could be worked out.
    if small.hides(len(kept_back)):
        counted = counted.hiding("people")
    return ActorNetwork(
        corpus=corpus,
        parties=parties,
        counts=shown_of(tallies, small),
        lexicon=lexicon,
        by=by,
        small=small,
        counted=counted,
        alone=_alone(corpus, lexicon, parties, by),
        left_out=_left_out(corpus, parties, turns),
        names=names,
    )


def _corpus_of(material: object) -> Corpus:
    if isinstance(material, (Project, Selection)):
        return material.corpus
    if isinstance(material, Corpus):
        return material
    hint = t("Give a corpus, from read_corpus(...), or a project.")
    raise DataError(t("This is no corpus."), hint=hint)


def _of_selection(
    selection: Selection, chosen: tuple[str, ...] | None, *, interviewer: bool
) -> tuple[tuple[str, ...], bool]:
    """Give the texts of a selection, and whether interviewers count in it.

    Raises:
        DataError: Interviewers are asked for that the selection leaves out.
    """
    if interviewer and not selection.counted.interviewer:
        hint = t("Give the project, or say it in `select(...)`.")
        raise DataError(t("Whether interviewers count was chosen already."), hint=hint)
    texts = selection.sources if chosen is None else tuple(name for name in selection.sources if name in chosen)
    return texts, selection.counted.interviewer


def _lexicon_of(lexicon: object) -> ActorLexicon:
    if lexicon is None:
        return shipped_lexicon()
    if not isinstance(lexicon, ActorLexicon):
        hint = t("Read it first: read_lexicon(...).")
        raise DataError(t("«{value}» is not possible for {key}.", value=lexicon, key="lexicon"), hint=hint)
    return lexicon


def _turns(corpus: Corpus, chosen: Collection[str] | None, *, interviewer: bool) -> Bools:
    """Tell which turns count."""
    index = index_of(corpus)
    kept = np.ones(index.turn_source.size, np.bool_)
    if chosen is not None:
        wanted = set(chosen)
        kept &= np.array([name in wanted for name in index.source_ids] or [False], np.bool_)[index.turn_source]
    return kept if interviewer else kept & ~turns_of(corpus).interviewer


def _left_out(corpus: Corpus, parties: Parties, turns: Bools) -> int:
    """Count the words of people of whom too little is known."""
    words = np.diff(index_of(corpus).turn_word)
    return int(words[turns & (parties.speaker < 0)].sum())


def _alone(corpus: Corpus, lexicon: ActorLexicon, parties: Parties, by: str) -> frozenset[str]:
    """Give the nodes whose role one person holds alone at a site: what is said about them points at that person."""
    if by != "role":
        return frozenset()
    # Nodes that were put together have other ids: in them, nobody stands alone.
    known = {node.id for node in parties.nodes}
    holders: dict[tuple[str, str], set[str]] = {}
    for person in corpus.participants:
        node = lexicon.of_role(person.role)
        if node in known:
            holders.setdefault((node, person.site), set()).add(person.pseudonym)
    return frozenset(node for (node, _), people in holders.items() if len(people) == 1)

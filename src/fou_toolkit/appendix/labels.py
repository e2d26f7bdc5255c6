"""The names under which texts, people and coders are published."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from fou_toolkit.appendix.blind.names import Names
from fou_toolkit.appendix.blind.relabelling import blind_config, labels_of, relabelled
from fou_toolkit.appendix.config import Config
from fou_toolkit.appendix.material import Material
from fou_toolkit.model import Coding, CodingSet, Corpus, Memo, Source

__all__ = ["blinded", "published", "text_labels"]


def text_labels(corpus: Corpus, config: Config, *, blind: bool) -> dict[str, str]:
    """Give the name under which each text is published, by its id.

    Ids often hold a pseudonym or a site (`intervju_solveig`), which would say of every quotation who said it.

    Args:
        corpus: The texts.
        config: The settings.
        blind: Whether nobody may see who made it; then texts have numbers always.
    """
    ids = [source.id for source in corpus]
    if not (blind or config.text_ids == "numbers" or (config.text_ids == "auto" and _tells(corpus))):
        return {name: name for name in ids}
    width = max(2, len(str(len(ids))))
    return {name: f"T{place:0{width}d}" for place, name in enumerate(ids, 1)}


def _tells(corpus: Corpus) -> bool:
    """Tell whether an id of a text holds a pseudonym or a site."""
    names = {person.pseudonym for person in corpus.participants} | {person.site for person in corpus.participants}
    names |= {source.attributes.get("site", "") for source in corpus}
    parts = {part.casefold() for name in names for part in name.split() if len(part) > 2}  # noqa: PLR2004 - initials
    return any(part in source.id.casefold() for source in corpus for part in parts)


def published(material: Material, config: Config, *, blind: bool) -> Material:
    """Give the material under the names that are published."""
    project = material.project
    labels = text_labels(project.corpus, config, blind=blind)
    back = {label: name for name, label in labels.items()}

    def before(coding: Coding) -> Coding:
        return replace(coding, source=back[coding.source])

    corpus = replace(project.corpus, sources=tuple(_source(one, labels) for one in project.corpus))
    return replace(
        material,
        project=replace(
            project,
            corpus=corpus,
            codings=_codings(project.codings, labels),
            memos=tuple(_memo(one, labels) for one in project.memos),
        ),
        quotable=lambda coding: material.quotable(before(coding)),
        reusable=lambda coding: material.reusable(before(coding)),
    )


def blinded(material: Material, config: Config, names: Names) -> tuple[Material, Config]:
    """Give material and settings under labels that tell nobody who made it.

    Args:
        material: The material as it is.
        config: The settings as they are.
        names: From `names_of`, of the same two.
    """
    labels = labels_of(material, config, names, text_labels(material.project.corpus, config, blind=True))
    return relabelled(material, labels, names), blind_config(config, labels, names)


def _source(source: Source, labels: Mapping[str, str]) -> Source:
    return replace(source, id=labels[source.id])


def _memo(memo: Memo, labels: Mapping[str, str]) -> Memo:
    return replace(memo, source=labels[memo.source]) if memo.source else memo


def _codings(codings: CodingSet, labels: Mapping[str, str]) -> CodingSet:
    return replace(codings, sources=tuple(labels[name] for name in codings.sources), read=np.array(codings.read))

"""The names that a blind edition must not hold: of people, coders, places, authors, users and paths."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Final

from fou_toolkit.appendix.config import Config
from fou_toolkit.appendix.material import Material
from fou_toolkit.model import Corpus, Project
from fou_toolkit.sources.roles import is_role

__all__ = ["Names", "is_path", "names_of"]

FEWEST: Final = 3
"""A part of a name with fewer letters is no name of its own."""
_PLACE_KEYS: Final = ("site", "institution", "kindergarten", "barnehage", "kommune", "school", "place", "sted")
_NAME_KEYS: Final = ("name", "navn", "namn", "author", "forfatter", "forfattar", "real_name", "email", "e-post")
_KINDS_OF_PLACES: Final = frozenset(
    {
        "barnehage", "barnehagen", "barnehagar", "barnehager", "universitet", "universitetet", "høgskole",
        "høgskolen", "høgskule", "høgskulen", "skole", "skolen", "skule", "skulen", "kommune", "kommunen", "fylke",
        "fylkeskommune", "avdeling", "avdelinga", "avdelingen", "institutt", "instituttet", "university", "college",
        "kindergarten", "school", "department", "institute", "municipality", "the", "of", "and",
    }
)  # fmt: skip
_PATH: Final = re.compile(r"^(?:/|~|[A-Za-z]:[\\/]|\\\\)")


@dataclass(frozen=True, repr=False)
class Names:
    """What must not be in a blind edition, by kind. Shown without the names.

    Args:
        people: Participants, those who speak, and what is known of them by name.
        coders: Who coded or wrote memos.
        places: Sites and institutions. What has no capital letter («kommunen») is a description, and no name.
        authors: Who wrote it, with affiliations, ORCID, addresses.
        private: Users, machines and paths.
        ids: Ids and file names of texts that hold a name.
        dates: Days (ISO 8601).
        ordinary: Of all these, in small letters: those that are words as well, such as «Liv».
    """

    people: frozenset[str] = frozenset()
    coders: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    private: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        """Say how many there are."""
        return f"<Names: {', '.join(f'{len(getattr(self, one.name))} {one.name}' for one in fields(self))}>"

    def parts(self, kind: str) -> tuple[str, ...]:
        """Give the names of a kind and the parts that name somebody alone: «Storvik»; longest first.

        Args:
            kind: `people`, `coders`, `places` or `authors`.
        """
        found = {part for name in getattr(self, kind) for part in _parts(name)}
        return tuple(sorted(found, key=lambda name: (-len(name), name)))


def is_path(text: str) -> bool:
    """Tell whether a text is a path from the root of a disk."""
    return _PATH.match(text) is not None


def names_of(material: Material, config: Config) -> Names:
    """Collect the names of a project, before anything is relabelled.

    Args:
        material: The material as it is.
        config: The settings as they are.
    """
    project = material.project
    people, coders, places = _people(project.corpus), _coders(material, config), _places(project.corpus)
    authors = [*(text for one in config.study.authors for text in (one.name, one.affiliation, one.orcid))]
    authors += [config.study.contact, config.result_sheet.contact, config.study.doi]
    names = Names(
        people=_clean(people),
        coders=_clean(coders),
        places=_clean(place for place in places if place != place.lower()),
        authors=_clean(authors),
        private=_clean(material.private),
        dates=frozenset(day for day in _days(material) if day),
    )
    every = {part for kind in ("people", "coders", "places", "authors") for part in names.parts(kind)}
    return Names(
        **{one.name: getattr(names, one.name) for one in fields(names) if one.name not in {"ids", "ordinary"}},
        ids=frozenset(_telling(project.corpus, every)),
        ordinary=frozenset(_ordinary(project, every)),
    )


def _clean(names: Iterable[str]) -> frozenset[str]:
    composed = (unicodedata.normalize("NFC", name).strip() for name in names)
    return frozenset(name for name in composed if any(sign.isalnum() for sign in name))


def _people(corpus: Corpus) -> Iterator[str]:
    yield from (person.pseudonym for person in corpus.participants)
    # Labels such as «Styrer» or «C» are roles and letters; masked, they would take words out of every text.
    roles = {word.casefold() for person in corpus.participants for word in person.role.split()}
    for person in corpus.participants:
        yield from (value for key, value in person.attributes.items() if key.casefold() in _NAME_KEYS)
    for source in corpus:
        yield from (turn.participant for turn in source.turns)
        yield from (
            turn.speaker
            for turn in source.turns
            if turn.participant and len(turn.speaker) > 1 and not _is_role(turn.speaker, roles)
        )
        yield from (value for key, value in source.attributes.items() if key.casefold() in _NAME_KEYS)


def _is_role(label: str, roles: set[str]) -> bool:
    """Tell whether a label is a role; the roles of the project count, too."""
    return is_role(label) or not roles.isdisjoint(label.casefold().split())


def _coders(material: Material, config: Config) -> Iterator[str]:
    """Give ids of coders; rules are nobody, and what they are called is a word."""
    rules = {coder.id for coder in material.project.codings.coders if coder.kind == "rules"}
    known = [coder.id for coder in material.project.codings.coders]
    known += [memo.coder for memo in material.project.memos]
    known += [change.coder for change in material.book_changes]
    yield from (name for name in (*known, *config.codings.coders) if name not in rules)


def _places(corpus: Corpus) -> Iterator[str]:
    yield from (person.site for person in corpus.participants)
    for thing in (*corpus, *corpus.participants):
        yield from (value for key, value in thing.attributes.items() if key.casefold() in _PLACE_KEYS)


def _days(material: Material) -> Iterator[str]:
    project = material.project
    yield from (source.attributes.get("date", "")[:10] for source in project.corpus)
    yield from (memo.time[:10] for memo in project.memos)
    yield from (change.day[:10] for change in material.book_changes)
    yield from (material.day[:10], material.retention[:10])
    for line in material.audit.lines if material.audit else ():
        yield from (line.first[:10], line.last[:10])
    for thing in (*project.corpus, *project.corpus.participants):
        if thing.consent:
            yield thing.consent.date[:10]


def _parts(name: str) -> Iterator[str]:
    """Give a name and those of its words that begin with a capital letter and say more than what kind it is."""
    yield name
    words = re.findall(r"[\w-]+", name)
    if len(words) > 1 and "@" not in name:
        for word in words:
            if len(word) >= FEWEST and word[0].isupper() and word.casefold() not in _KINDS_OF_PLACES:
                yield word


def _telling(corpus: Corpus, names: Iterable[str]) -> Iterator[str]:
    from fou_toolkit.appendix.blind.masking import plainly  # noqa: PLC0415 - that module is made from this one

    wanted = {way for name in names for way in plainly(name.casefold()) if len(way) >= FEWEST}
    for source in corpus:
        for name in (source.id, source.name):
            if name and any(one in unicodedata.normalize("NFC", name).casefold() for one in wanted):
                yield name


_WORDS: Final = frozenset(
    {
        "alf", "ask", "bjørn", "bo", "bror", "dag", "eir", "even", "eli", "falk", "finn", "hans", "hauk", "iris",
        "jo", "lill", "lilje", "liv", "mai", "may", "mark", "mo", "my", "odd", "orm", "per", "rose", "rune", "rut",
        "siv", "sol", "stein", "storm", "svan", "tone", "tor", "turid", "ulv", "unn", "vår", "will",
    }
)  # fmt: skip
"""Names that are words as well."""


def _ordinary(project: Project, names: Iterable[str]) -> Iterator[str]:
    """Give names that are words as well: known ones, short ones, and those that a text has in small letters."""
    small = {name.lower(): name for name in names if name != name.lower()}
    yield from (low for low in small if low in _WORDS or len(low) <= FEWEST)
    seen: set[str] = set()
    for source in project.corpus:
        seen.update(re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", source.text)))
    yield from (low for low in small if low in seen)

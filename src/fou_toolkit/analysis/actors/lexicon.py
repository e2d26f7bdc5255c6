"""Who can be mentioned, and in which words: the actor lexicon.

The shipped one is `actors.toml` beside this file, which says what its keys mean. Whoever needs other actors or other
words changes a copy; reading a file from disk is not the business of analyses, so `parse_lexicon` takes its text.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Final

from fou_toolkit._i18n import t
from fou_toolkit.errors import CueError, DataError, UnknownIdError
from fou_toolkit.match import parse_cue
from fou_toolkit.model import Cue, Localised
from fou_toolkit.text import fold

__all__ = ["Actor", "ActorLexicon", "Level", "lexicon_text", "parse_lexicon", "shipped_lexicon"]

_FILE: Final = "actors.toml"
_LANGUAGES: Final = {"norwegian": "nb", "english": "en"}
_LEVEL_KEYS: Final = frozenset({"id", "name", "also"})
_ACTOR_KEYS: Final = frozenset({"id", "name", "level", "roles", "norwegian", "english", "never"})


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the field, such as the ward or the owner.

    Args:
        id: What `participants.csv` calls it.
        name: What people read.
        also: Other words for it in `participants.csv`.
    """

    id: str
    name: Localised
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """A role or an institution that people mention.

    Args:
        id: Short and stable.
        name: What people read.
        level: Id of its level; empty for those who stand between levels.
        roles: What the column `role` in `participants.csv` calls these people; id and names always count.
        cues: How people mention it.
        never: What no cue counts.
    """

    id: str
    name: Localised
    level: str = ""
    roles: tuple[str, ...] = ()
    cues: tuple[Cue, ...] = ()
    never: tuple[Cue, ...] = ()


@dataclass(frozen=True)
class ActorLexicon:
    """Actors and levels, in order.

    Args:
        actors: Where finds of two actors are equally long, the first one counts.
        levels: From near to far.

    Raises:
        DataError: Two share an id or a role, an actor's level is not there, or there is no actor.
    """

    actors: tuple[Actor, ...]
    levels: tuple[Level, ...] = ()

    def __post_init__(self) -> None:
        """Check that ids, roles and levels belong together."""
        if not self.actors:
            raise DataError(t("The actor lexicon is empty."), hint=t("Write at least one [[actor]] into it."))
        for ids in ([actor.id for actor in self.actors], [level.id for level in self.levels]):
            _check_once(ids, "id")
        words = [{_plain(word) for word in (level.id, *level.also)} for level in self.levels]
        _check_once([word for group in words for word in sorted(group)], "also")
        _check_once([role for actor in self.actors for role in sorted(_role_names(actor))], "roles")
        known = {level.id for level in self.levels}
        for actor in self.actors:
            if actor.level and actor.level not in known:
                hint = t("Possible are: {names}", names=", ".join(sorted(known)))
                message = t("«{value}» is not possible for {key}.", value=actor.level, key="level")
                raise DataError(message, where=actor.id, hint=hint)

    def __len__(self) -> int:
        """Give the number of actors."""
        return len(self.actors)

    def __iter__(self) -> Iterator[Actor]:
        """Go through the actors."""
        return iter(self.actors)

    def __getitem__(self, actor_id: str) -> Actor:
        """Give the actor of that id.

        Raises:
            UnknownIdError: There is none.
        """
        if actor_id not in self._by_id:
            hint = t("There are: {ids}", ids=", ".join(self._by_id))
            raise UnknownIdError(t("There is no actor «{id}».", id=actor_id), hint=hint)
        return self._by_id[actor_id]

    def __contains__(self, actor_id: object) -> bool:
        """Tell whether there is an actor of that id."""
        return actor_id in self._by_id

    @cached_property
    def _by_id(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def _by_role(self) -> dict[str, str]:
        return {role: actor.id for actor in self.actors for role in _role_names(actor)}

    @cached_property
    def _by_level(self) -> dict[str, str]:
        return {_plain(word): level.id for level in self.levels for word in (level.id, *level.also)}

    def of_role(self, role: str) -> str:
        """Give the id of the actor that people of a role are; the role itself where the lexicon does not know it."""
        return self._by_role.get(_plain(role), role)

    def of_level(self, level: str) -> str:
        """Give the id of a level by any of its names; the name itself where the lexicon does not know it."""
        return self._by_level.get(_plain(level), level)

    def level_of(self, actor_id: str) -> str:
        """Give the level of an actor; nothing where it is not known."""
        return self._by_id[actor_id].level if actor_id in self._by_id else ""

    def name_of(self, actor_id: str) -> str:
        """Give what people call an actor; the id where it is not known."""
        return str(self._by_id[actor_id].name) if actor_id in self._by_id else actor_id

    def level_name(self, level_id: str) -> str:
        """Give what people call a level; the id where it is not known."""
        return next((str(level.name) for level in self.levels if level.id == level_id), level_id)

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hex) of everything that a result depends on."""
        import hashlib  # noqa: PLC0415 - rarely asked for

        return hashlib.sha256(repr((self.actors, self.levels)).encode()).hexdigest()


def _plain(word: str) -> str:
    return " ".join(fold(word).split())


def _role_names(actor: Actor) -> frozenset[str]:
    names = (getattr(actor.name, part.name) for part in fields(actor.name))
    return frozenset(_plain(name) for name in (actor.id, *names, *actor.roles) if name)


def _check_once(values: Iterable[str], key: str) -> None:
    seen: set[str] = set()
    for value in values:
        if not value.strip() or value in seen:
            hint = t("Every {key} has to be there, and only once.", key=key)
            raise DataError(t("«{value}» is not possible for {key}.", value=value, key=key), hint=hint)
        seen.add(value)


def lexicon_text() -> str:
    """Give the shipped lexicon as the text of its file, to be copied and changed."""
    return files(__package__).joinpath(_FILE).read_text(encoding="utf-8")


@cache
def shipped_lexicon() -> ActorLexicon:
    """Give the lexicon that comes with the library.

    >>> lexicon = shipped_lexicon()
    >>> lexicon.of_role("Førskolelærer"), lexicon.level_of("styrer"), lexicon.of_role("vaktmester")
    ('barnehagelærer', 'barnehage', 'vaktmester')
    """
    return parse_lexicon(lexicon_text())


def parse_lexicon(text: str) -> ActorLexicon:
    r"""Read a lexicon.

    Args:
        text: What stands in the file: TOML with `[[level]]` and `[[actor]]`.

    Raises:
        DataError: It is no TOML, or no lexicon; the message names the actor.

    >>> parse_lexicon('[[actor]]\nid = "kokk"\nnorwegian = ["kokk"]')["kokk"].cues[0].text
    'kokk'
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(t("This is no TOML: {reason}", reason=error)) from error
    _check_keys(content, frozenset({"level", "actor"}), "")
    return ActorLexicon(
        actors=tuple(_actor(entry) for entry in _tables(content, "actor")),
        levels=tuple(_level(entry) for entry in _tables(content, "level")),
    )


def _tables(content: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    tables = content.get(key, [])
    if not isinstance(tables, list) or not all(isinstance(entry, dict) for entry in tables):
        hint = t("Write it so: {example}", example=f"[[{key}]]")
        raise DataError(t("«{key}» is not written as a list of tables.", key=key), hint=hint)
    return tables


def _level(entry: Mapping[str, Any]) -> Level:
    where = _id_of(entry)
    _check_keys(entry, _LEVEL_KEYS, where)
    return Level(where, _name(entry, where), _texts(entry, "also", where))


def _actor(entry: Mapping[str, Any]) -> Actor:
    where = _id_of(entry)
    _check_keys(entry, _ACTOR_KEYS, where)
    level = entry.get("level", "")
    if not isinstance(level, str):
        raise _wrong(level, "level", where)
    cues = tuple(
        cue for key, language in _LANGUAGES.items() for cue in _cues(_texts(entry, key, where), language, where)
    )
    never = _texts(entry, "never", where)
    return Actor(
        id=where,
        name=_name(entry, where),
        level=level,
        roles=_texts(entry, "roles", where),
        cues=cues,
        never=tuple(cue for language in _LANGUAGES.values() for cue in _cues(never, language, where)),
    )


def _id_of(entry: Mapping[str, Any]) -> str:
    found = entry.get("id", "")
    if not isinstance(found, str) or not found.strip():
        raise DataError(
            t("An entry of the actor lexicon has no id."), hint=t("Write it so: {example}", example='id = "kokk"')
        )
    return found


def _name(entry: Mapping[str, Any], where: str) -> Localised:
    given = entry.get("name", {"nb": where})
    if isinstance(given, str):
        given = {"nb": given}
    known = isinstance(given, dict) and set(given) <= {"nb", "nn", "en"}
    if not known or not all(isinstance(text, str) for text in given.values()):
        raise _wrong(given, "name", where, hint='name = {nb = "kokk", nn = "kokk", en = "cook"}')
    return Localised(**given)


def _texts(entry: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    found = entry.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise _wrong(found, key, where, hint=f'{key} = ["..."]')
    return tuple(found)


def _cues(texts: Iterable[str], language: str, where: str) -> Iterator[Cue]:
    for text in texts:
        try:
            parse_cue(text)
        except CueError as error:
            raise DataError(error.message, where=f"{where}, {error.where}", hint=error.hint) from error
        yield Cue(text, language)


def _check_keys(entry: Mapping[str, Any], possible: frozenset[str], where: str) -> None:
    unknown = sorted(set(entry) - possible)
    if unknown:
        hint = t("Possible are: {names}", names=", ".join(sorted(possible)))
        raise DataError(t("Unknown key: {names}", names=", ".join(unknown)), where=where, hint=hint)


def _wrong(value: object, key: str, where: str, hint: str = "") -> DataError:
    message = t("«{value}» is not possible for {key}.", value=value, key=key)
    return DataError(message, where=where, hint=t("Write it so: {example}", example=hint) if hint else "")

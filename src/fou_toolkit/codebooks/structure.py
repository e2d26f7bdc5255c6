"""What a schema cannot say about codes: parents, order, ids and names.

Names are unique in the whole codebook, per language, and so are ids; case and extra blanks do not count. Names stand
alone in tables, figures and lists of suggestions, where «Respekt» under one theme and «respekt» under another would be
mistaken for each other.
"""

from collections.abc import Iterator

from fou_toolkit._i18n import Message
from fou_toolkit.codebooks.places import Path, Places
from fou_toolkit.codebooks.result import ERROR, Finding
from fou_toolkit.model import TEXT_LANGUAGES, Code, Codebook

__all__ = ["check_structure"]


def check_structure(codebook: Codebook, places: Places) -> Iterator[Finding]:
    """Check parents, order, ids and names.

    Args:
        codebook: Codes stand in it in the order of the file.
        places: Where things stand in the file.
    """
    yield from _duplicate_ids(codebook, places)
    yield from _duplicate_names(codebook, places)
    yield from _parents(codebook, places)
    yield from _cycles(codebook, places)
    yield from _silence(codebook, places)


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()


def _error(message: Message, code: Code, places: Places, path: Path, hint: Message | None = None) -> Finding:
    return Finding(ERROR, message, code.id, *places.at(path), hint)


def _duplicate_ids(codebook: Codebook, places: Places) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for number, code in enumerate(codebook):
        if code.id and first.setdefault(_key(code.id), number) != number:
            message = Message.of("The id «{id}» stands here for the second time.", id=code.id)
            hint = Message.of("Every code has an id of its own; capital letters make no difference.")
            yield _error(message, code, places, ("codes", number, "id"), hint)


def _duplicate_names(codebook: Codebook, places: Places) -> Iterator[Finding]:
    for language in TEXT_LANGUAGES:
        first: dict[str, Code] = {}
        for number, code in enumerate(codebook):
            name = getattr(code.name, language)
            other = first.setdefault(_key(name), code) if name.strip() else code
            if other is not code:
                message = Message.of("{other} has the name «{name}» already.", other=other.id, name=name)
                hint = Message.of("Names stand alone in tables: every code and theme has its own.")
                yield _error(message, code, places, ("codes", number, "name", language), hint)


def _parents(codebook: Codebook, places: Places) -> Iterator[Finding]:
    position = {code.id: number for number, code in reversed(list(enumerate(codebook)))}
    for number, code in enumerate(codebook):
        path: Path = ("codes", number, "parent")
        if not code.parent or code.parent == code.id:
            continue
        if code.parent not in position:
            themes = ", ".join(theme.id for theme in codebook.themes if theme.id)
            message = Message.of("There is no code «{id}».", id=code.parent)
            yield _error(message, code, places, path, Message.of("The themes are: {ids}", ids=themes))
        elif position[code.parent] > number and code.id not in _ancestors(codebook, code):
            message = Message.of("«{id}» comes further down.", id=code.parent)
            yield _error(message, code, places, path, Message.of("Put the theme in front of its codes."))


def _cycles(codebook: Codebook, places: Places) -> Iterator[Finding]:
    told: set[str] = set()
    for number, code in enumerate(codebook):
        chain = _ancestors(codebook, code)
        if code.id in chain and code.id not in told:
            loop = chain[: chain.index(code.id) + 1]
            told.update(loop)
            message = Message.of("The codes go round in a circle: {ids}", ids=" → ".join([code.id, *loop]))
            yield _error(message, code, places, ("codes", number, "parent"), Message.of("A theme has no parent."))


def _silence(codebook: Codebook, places: Places) -> Iterator[Finding]:
    for number, code in enumerate(codebook):
        if code.no_cues and code.cues:
            message = Message.of("The code says that it has no cues, but it has some.")
            hint = Message.of("Take away one of the two.")
            yield _error(message, code, places, ("codes", number, "no_cues"), hint)


def _ancestors(codebook: Codebook, code: Code) -> list[str]:
    """Give the ids above a code, up to the theme or until one comes for the second time."""
    parents = {other.id: other.parent for other in reversed(codebook.codes)}
    chain: list[str] = []
    above = code.parent
    while above and above not in chain:
        chain.append(above)
        above = parents.get(above, "")
    return chain

"""What a state of the log means for people: names in place of ids, one value a field."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from fou_toolkit._i18n import Message, mark, t
from fou_toolkit.model import POLARITIES
from fou_toolkit.store import GONE
from fou_toolkit.store.state import is_coding
from fou_toolkit.workspace.live.opened import Opened, time_of

__all__ = ["Fields", "field_name", "fields_of", "person_who", "told"]

Fields = dict[str, object]
State = Mapping[str, Any] | None

_SHOWN: Final = 80
_NAMES: Final = {
    "stands": mark("stands"),
    "code": mark("code"),
    "passage": mark("passage"),
    "polarity": mark("polarity"),
    "text": mark("text"),
    "kind": mark("kind"),
    "under": mark("under"),
    "place": mark("place"),
    "whole": mark("read whole"),
    "verdict": mark("decision"),
    "name": mark("name"),
    "basis": mark("basis"),
    "date": mark("date"),
    "scopes": mark("scope"),
    "pseudonym": mark("pseudonym"),
}


def field_name(name: str) -> str:
    """Give the name of a field in the current language; a field of a codebook or a table keeps its own name."""
    return t(_NAMES[name]) if name in _NAMES else name


def told(fields: Mapping[str, object]) -> str:
    """Write fields on one line, in the current language."""
    return "; ".join(f"{field_name(name)}: {value}" for name, value in fields.items())


def person_who(opened: Opened, actor: str) -> str:
    """Give the name of who did something; empty for what the program did by itself."""
    coder = opened.present.coders.get(actor)
    return "" if coder is None else coder.id


def fields_of(opened: Opened, state: State) -> Fields:
    """Give what a state says."""
    if state is None:
        return {"stands": Message.of("removed")}
    if is_coding(state):
        return _coding(opened, state)
    return _KINDS.get(state["type"], _record)(opened, state)


def _short(value: object) -> object:
    if isinstance(value, dict):
        value = [f"{name}: {one}" for name, one in value.items()]
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _code_name(opened: Opened, uid: str) -> object:
    code = opened.present.codes.get(uid)
    return Message.of("a code that is gone") if code is None else code.id


def _coding(opened: Opened, state: Mapping[str, Any]) -> Fields:
    row = state["row"]
    if row.state == GONE:
        return {"stands": Message.of("removed")}
    return {
        "code": _code_name(opened, row.code),
        "passage": f"{row.start}–{row.end}",
        "polarity": POLARITIES[row.polarity] or "–",
    }


def _content(opened: Opened, content: str) -> Fields:
    value = opened.present.value(content) if content else None
    if not isinstance(value, dict):
        return {"stands": Message.of("erased")}
    return {name: _short(one) for name, one in value.items()}


def _record(opened: Opened, state: Mapping[str, Any]) -> Fields:
    return _content(opened, state.get("content", ""))


def _source(opened: Opened, state: Mapping[str, Any]) -> Fields:
    if state["erased"]:
        return {"stands": Message.of("erased")}
    version = next(one for one in state["versions"] if one["id"] == state["version"])
    value = opened.present.value(version["content"])
    length = 0 if value is None else len(value["text"])
    text = Message.of("version of {time}, {n} signs", time=time_of(version["ms"]), n=length)
    return {"text": text, **_content(opened, state["facts"])}


def _person(opened: Opened, state: Mapping[str, Any]) -> Fields:
    gone = {"stands": Message.of("has withdrawn")} if state["withdrawn"] else {}
    return {**_content(opened, state["content"]), **gone}


def _code(opened: Opened, state: Mapping[str, Any]) -> Fields:
    stands: object = Message.of("in use")
    if state["retired"]:
        stands = Message.of("retired")
        if state["into"]:
            stands = Message.of("merged into {code}", code=_code_name(opened, state["into"]))
        elif state["split"]:
            names = ", ".join(str(_code_name(opened, one)) for one in state["split"])
            stands = Message.of("split into {codes}", codes=names)
    under = _code_name(opened, state["parent"]) if state["parent"] else "–"
    return {"stands": stands, **_content(opened, state["content"]), "under": under, "place": state["place"]}


def _queue(opened: Opened, state: Mapping[str, Any]) -> Fields:
    return {"code": _code_name(opened, state["code"])}


def _decision(opened: Opened, state: Mapping[str, Any]) -> Fields:
    passage = f"{state['start']}–{state['end']}"
    return {"verdict": state["verdict"], "code": _code_name(opened, state["code"]), "passage": passage}


def _reading(_opened: Opened, state: Mapping[str, Any]) -> Fields:
    return {"whole": Message.of("yes") if state["whole"] else Message.of("no")}


_KINDS: Final[Mapping[str, Callable[[Opened, Mapping[str, Any]], Fields]]] = {
    "source": _source,
    "participant": _person,
    "code": _code,
    "queue": _queue,
    "decision": _decision,
    "reading": _reading,
}

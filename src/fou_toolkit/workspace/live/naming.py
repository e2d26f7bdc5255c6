"""What things of the log are called by people, and what stands where; what was erased is called so."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

from fou_toolkit._i18n import t
from fou_toolkit.store.state import Act
from fou_toolkit.workspace.live.opened import Opened

__all__ = ["Names"]

_LONGEST: Final = 90
"""Signs of a quotation in a history."""


class Names:
    """Names for one telling; made anew when something was done since.

    Args:
        opened: The project.
    """

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._present = opened.present

    def coder(self, uid: str) -> str:
        """Give the id of a coder; nothing where the project itself acted."""
        known = self._present.coders.get(uid)
        return known.id if known else ""

    def source(self, uid: str) -> str:
        """Give the id of a text."""
        known = self._present.sources.get(uid)
        return known.id if known else self._once(uid, "facts", "id")

    def person(self, uid: str) -> str:
        """Give the pseudonym of a participant."""
        known = self._present.people.get(uid)
        return known.person.pseudonym if known else self._once(uid, "", "pseudonym")

    def subject(self, uid: str) -> str:
        """Give who or what a consent is about: a participant, a text, or a mention."""
        if uid in self._present.sources:
            return self.source(uid)
        acts = self._opened.ledger.acts_on(uid)
        if any(act.event.kind.startswith("mention.") for act in acts):
            return t("somebody who is mentioned")
        return self.source(uid) if any(act.event.kind.startswith("source.") for act in acts) else self.person(uid)

    def code(self, uid: str) -> str:
        """Give id and name of a code."""
        known = self._present.codes.get(uid)
        if known is None:
            return self._once(uid, "", "id")
        book = self._present.codebook
        name = str(book[known.id].name) if book is not None and known.id in book else ""
        return f"{known.id} {name}" if name and name != known.id else known.id

    def place(self, version: str) -> str:
        """Give the id of the text that a version is one of; nothing where nobody knows."""
        known = self._versions.get(version)
        return self.source(known[0]) if known else ""

    def quote(self, place: Mapping[str, Any]) -> str:
        """Give what stood in a place, shortened; or say that it was erased."""
        known = self._versions.get(place["version"])
        if known is None:
            return ""
        value = self._present.value(known[1])
        if value is None:
            return t("erased")
        return self.shortened(value["text"][place["start"] : place["end"]])

    def words(self, content: str) -> str:
        """Give the words of a memo, shortened; or say that they were erased."""
        value = self._present.value(content)
        return t("erased") if value is None else self.shortened(value["text"])

    def shortened(self, text: str) -> str:
        """Give the beginning of a text on one line."""
        line = " ".join(text.split())
        return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"

    @cached_property
    def _versions(self) -> Mapping[str, tuple[str, str]]:
        """Id of the text and of the content, by version; of versions that were taken back, too."""
        found: dict[str, tuple[str, str]] = {}
        for uid, _ in self._opened.store.entities("source"):
            for act in self._opened.ledger.acts_on(uid):
                if "version" in act.body:
                    found[act.body["version"]] = uid, act.body["content"]
        return found

    def _once(self, uid: str, part: str, name: str) -> str:
        """Give what something was called that is not there now: taken back, or erased."""
        for act in reversed(self._opened.ledger.acts_on(uid)):
            value = self._value(act, uid, part)
            if value is not None and name in value:
                return str(value[name])
        return t("erased")

    def _value(self, act: Act, uid: str, part: str) -> Any:  # noqa: ANN401 - each content has its own shape
        body = act.items.get(uid, act.body)
        content = (body.get(part, body) if part else body).get("content", "")
        return self._present.value(content) if content else None

"""What is stored about somebody who leaves: found in every text, record and memo, in every version of it."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import PurePath
from typing import Any, Final

import numpy as np

from fou_toolkit.workspace.live.moving import way
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.present import StoredSource
from fou_toolkit.workspace.people.codes_left import CodesLeft
from fou_toolkit.workspace.people.codings_gone import CodingsGone, is_gone
from fou_toolkit.workspace.people.kept import Kept, kept_in, texts_in
from fou_toolkit.workspace.people.leaver import Leaver, Survey
from fou_toolkit.workspace.people.leaving_words import PLACEHOLDERS, LeavingWords, strings_in, words_of
from fou_toolkit.workspace.people.redacting import ERASED, Voice, cut_record, own_stretches, with_names

__all__ = ["survey"]

_NAMED: Final = {"memo": "memo cut"}
_LEAST: Final = 3


def survey(opened: Opened, leaver: Leaver, *, keep_mentions: bool = False) -> Survey:
    """Look for all that is stored about somebody.

    Args:
        opened: The project.
        leaver: Who or what goes.
        keep_mentions: Leave the pseudonym where others speak of the person.
    """
    return _Surveyor(opened, leaver, keep_mentions=keep_mentions).survey()


class _Surveyor:
    """Looks once through everything."""

    def __init__(self, opened: Opened, leaver: Leaver, *, keep_mentions: bool) -> None:
        self._opened = opened
        self._leaver = leaver
        self._keep_mentions = keep_mentions
        self._found = Survey()
        self._kept: dict[str, list[Kept]] = {}
        for one in kept_in(opened.ledger):
            self._kept.setdefault(one.entity, []).append(one)
        records = [self._value(one.content) for one in self._kept.get(leaver.person, ())]
        self._about = [record for record in records if record is not None]
        named = frozenset((*(record["pseudonym"] for record in self._about), *leaver.words.names))
        self._voice = Voice(leaver.person, named, frozenset(opened.present.people) - {leaver.person})
        self._codings = CodingsGone(opened, self._found, self._voice, self._kept)

    def _value(self, content: str) -> Any:  # noqa: ANN401 - each content has its own shape
        # Not by way of `present`, which would remember it.
        return self._opened.ledger.value(content)

    def survey(self) -> Survey:
        found = self._found
        self._read_texts()
        self._cut_texts()
        self._codings.find()
        for entity, history in self._kept.items():
            kinds = {one.kind for one in history}
            if "source" in kinds:
                self._text(entity, history)
            elif "memo" in kinds:
                self._memo(entity, history)
            elif "mention" in kinds:
                self._mention(entity, history)
        for entity, history in self._kept.items():
            kinds = {one.kind for one in history}
            if not kinds & {"source", "memo", "mention", "coder"}:
                self._record(entity, history)
        return found

    # --- texts

    def _read_texts(self) -> None:
        """Find out what the person said, and which texts go as a whole."""
        leaver, said, labels, staying = self._leaver, list[str](), set[str](), list[str]()
        whole, self._own = [], set[str]()
        for entity, history in self._kept.items():
            for one, value in texts_in(self._opened.ledger, history):
                if self._voice.speaks_in(value):
                    self._own.add(entity)
                    said += self._voice.said_in(value)
                    labels |= self._labels(value)
                elif entity == leaver.source or self._is_named_after_them(entity, value):
                    self._own.add(entity)
                    said.append(value["text"] if leaver.span is None else "")
                if self._is_present(entity, one.content) and entity in self._own and self._is_alone(value, entity):
                    whole.append(entity)
        if leaver.span is not None:
            stored = self._opened.present.sources[leaver.source]
            said = [self._value(stored.text)["text"][leaver.span.start : leaver.span.end]]
        self._found.whole = tuple(dict.fromkeys(whole))
        for entity, stored in self._opened.present.sources.items():
            if entity not in whole:
                staying += self._others(entity, self._value(stored.text))
        self._found.staying = staying
        self._found.words = self._words(said, labels, staying)

    def _is_present(self, entity: str, content: str) -> bool:
        stored = self._opened.present.sources.get(entity)
        return stored is None or stored.text == content

    def _is_alone(self, value: Any, entity: str) -> bool:  # noqa: ANN401 - a record
        """Tell whether nobody but interviewers would be left in a text."""
        leaver = self._leaver
        if entity == leaver.source:
            return leaver.span is None
        if self._is_named_after_them(entity, value):
            return True
        if not self._voice.speaks_in(value):
            return False
        return all(turn[5] or self._voice.has(value, turn) for turn in value["turns"])

    def _is_named_after_them(self, entity: str, value: Any) -> bool:  # noqa: ANN401 - a record
        """Tell whether a text in which nobody is known to speak is called like the person: `P07.txt`."""
        known = {value["people"][turn[3]] for turn in value["turns"] if not turn[5]}
        if not self._leaver.person or self._voice.speaks_in(value) or known & self._voice.others:
            return False
        facts = [self._value(one.content) for one in self._kept[entity] if one.kind in ("facts", "record")]
        called = {name for record in facts if record for name in (record["id"], PurePath(record["name"]).stem)}
        return any(words_of([name], (), staying=()).is_name(one) for name in self._voice.names for one in called)

    def _others(self, entity: str, value: Any) -> Iterator[str]:  # noqa: ANN401 - a record
        """Give what stays of a text."""
        leaver = self._leaver
        if leaver.span is not None and entity == leaver.source:
            yield value["text"][: leaver.span.start]
            yield value["text"][leaver.span.end :]
        elif entity not in self._own:
            yield value["text"]
        else:
            # Where the person ever spoke, a turn of nobody known may be theirs under another label.
            known = [turn for turn in value["turns"] if turn[5] or value["people"][turn[3]] in self._voice.others]
            for turn in known:
                yield value["text"][turn[0] : turn[1]]

    def _words(self, said: list[str], labels: set[str], staying: list[str]) -> LeavingWords:
        leaver, known = self._leaver, self._leaver.words
        names = [record["pseudonym"] for record in self._about]
        people = [one.person for uid, one in self._opened.present.people.items() if uid != leaver.person]
        plain = {word.casefold() for one in people for word in (one.role, one.level, one.site)}
        plain |= {record[name].casefold() for record in self._about for name in ("role", "level", "site")}
        everything = "\n".join(staying)
        taken = {label for entity in self._opened.present.sources for label in self._labels_of_others(entity)}
        names += [
            *known.names,
            *(
                label
                for label in sorted(labels)
                if label.casefold() not in plain and label not in taken and _is_name(label, everything)
            ),
        ]
        others = [one.pseudonym for one in people]
        return words_of(names, [*said, *known.said], staying=staying, others=others)

    def _labels(self, value: Any) -> set[str]:  # noqa: ANN401 - a record
        return {value["speakers"][turn[2]] for turn in value["turns"] if self._voice.has(value, turn)} - {""}

    def _labels_of_others(self, entity: str) -> Iterator[str]:
        value = self._value(self._opened.present.sources[entity].text)
        for turn in value["turns"]:
            if not self._voice.has(value, turn):
                yield value["speakers"][turn[2]]

    def _cut_texts(self) -> None:
        """Make the new versions of texts in which something has to be cut."""
        found, leaver = self._found, self._leaver
        names = LeavingWords() if self._keep_mentions else found.words
        for entity, stored in self._opened.present.sources.items():
            if entity in found.whole:
                continue
            value = self._value(stored.text)
            if leaver.span is not None:
                spans = with_names([leaver.span], []) if entity == leaver.source else []
            else:
                own = entity in self._own
                words = found.words if own and not self._keep_mentions else names
                spans = own_stretches(value, self._voice if own else Voice(), words)
            if spans:
                found.cuts[entity] = cut_record(value, spans)
                if entity not in self._own:
                    found.lists.append(("mentioned", stored.id, len(spans)))
                    if any(not turn[5] and not value["people"][turn[3]] for turn in value["turns"]):
                        found.unclear.append(stored.id)
                else:
                    found.lists.append(("cut text", stored.id, sum(more for _, more in spans)))

    def _text(self, entity: str, history: list[Kept]) -> None:
        """Say which contents of a text go, and what is left of what is known about it."""
        found = self._found
        stored = self._opened.present.sources.get(entity)
        records = [self._value(one.content) for one in history if one.kind in ("facts", "record")]
        facts = [record for record in records if record is not None]
        if entity in found.whole:
            found.erased.update(one.content for one in history)
            self._origin(entity, facts, whole=True)
            if stored is not None:
                found.lists.append(("whole text", stored.id, 1))
            return
        own = entity in self._own
        stands = stored.text if stored is not None and entity not in found.cuts else ""
        texts = [
            one
            for one, value in texts_in(self._opened.ledger, history)
            if one.content != stands and (own or self._names_them(value["text"]))
        ]
        found.erased.update(one.content for one in texts)
        touched = own or entity in found.cuts or self._tells_of_old_file(stored)
        if own or entity in found.cuts:
            self._origin(entity, facts, whole=False)
        if texts and stored is not None:
            found.cuts.setdefault(entity, None)
        if touched or any(self._names_them(record) or found.words.quotes(record) for record in facts):
            found.erased.update(one.content for one in history if one.kind in ("facts", "record"))
            if stored is not None:
                found.records[entity] = ("new", self._facts_left(stored.facts))

    def _tells_of_old_file(self, stored: StoredSource | None) -> bool:
        """Tell whether the digest of a file stands beside a text that was cut; another copy described it."""
        return stored is not None and bool(stored.facts["digest"]) and ERASED in self._value(stored.text)["kinds"]

    def _facts_left(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """What is known about a text, without the person; also the digest of its file could be tried out."""
        words = LeavingWords() if self._keep_mentions else self._found.words
        left = {name: words.cleaned(facts[name], "slettet") for name in ("id", "name")}
        return {**facts, "attributes": words.cleaned(facts["attributes"], PLACEHOLDERS[""]), **left, "digest": ""}

    def _names_them(self, value: object) -> bool:
        return not self._keep_mentions and self._found.words.names_them(value)

    def _origin(self, entity: str, facts: list[Any], *, whole: bool) -> None:
        if self._leaver.span is None or not whole:
            names = tuple(dict.fromkeys(record["name"] for record in facts if record.get("name")))
            ids = tuple(dict.fromkeys(record["id"] for record in facts)) if whole else ()
            self._found.origins[entity] = (names, ids)

    # --- what others wrote

    def _is_about(self, body: Mapping[str, Any]) -> bool:
        """Tell whether a memo or mention is about something that goes."""
        found = self._found
        if body.get("on") in {*found.whole, *found.gone}:
            return True
        owner = self._owner_of.get(body.get("version", ""), "")
        if owner in found.whole or not owner:
            return owner in found.whole
        cut = found.cuts.get(owner)
        stored = self._opened.present.sources.get(owner)
        if cut is None or stored is None:
            return False
        start, end = np.array([body["start"]]), np.array([body["end"]])
        if body["version"] not in {one["id"] for one in stored.versions}:
            return self._codings.was_theirs(body["version"], owner, body["start"], body["end"])
        for step in way(stored.versions, body["version"], stored.version):
            start, end, certain = step.move_many(start, end)
            if not certain[0]:
                return self._codings.was_theirs(body["version"], owner, body["start"], body["end"])
        return is_gone(cut, int(start[0]), int(end[0]))

    @property
    def _owner_of(self) -> Mapping[str, str]:
        """Texts by the ids of all versions that ever were."""
        if not hasattr(self, "_owners"):
            self._owners = {
                one.body["version"]: entity
                for entity, history in self._kept.items()
                for one in history
                if one.kind == "source"
            }
        return self._owners

    def _memo(self, entity: str, history: list[Kept]) -> None:
        values = [(one, self._value(one.content)) for one in history]
        there = [(one, value) for one, value in values if value is not None]
        if not there:
            return
        words = self._found.words
        if any(self._is_about(one.body) or words.quotes(value) for one, value in there):
            self._found.erased.update(one.content for one, _ in there)
            self._found.words_gone += [text for _, value in there for text in strings_in(value)]
            self._found.lists.append(("memo", self._coder_of(entity), 1))
        else:
            self._record(entity, history)

    def _coder_of(self, memo: str) -> str:
        row = self._opened.store.entity(memo)
        coder = self._opened.present.coders.get(row["actor"]) if row else None
        return coder.id if coder else ""

    def _mention(self, entity: str, history: list[Kept]) -> None:
        there = [(one, value) for one in history if (value := self._value(one.content)) is not None]
        if there and (entity == self._leaver.mention or any(self._is_about(one.body) for one, _ in there)):
            for one in (*history, *self._kept.get(f"{entity}/consent", ())):
                value = self._value(one.content)
                if value is not None:
                    self._found.erased.add(one.content)
                    self._found.words_gone += strings_in(value)
            self._found.lists.append(("mention", there[-1][1].get("who", ""), 1))
        elif there:
            self._record(entity, history)

    def _record(self, entity: str, history: list[Kept]) -> None:
        """Look at another record: of the person, or one that names or quotes them."""
        found, leaver = self._found, self._leaver
        there = [(one, value) for one in history if (value := self._value(one.content)) is not None]
        subject = entity.removesuffix("/consent")
        if subject in {leaver.person, *found.whole} - {""}:
            new = [one.content for one, _ in there if one.content not in found.erased]
            found.erased.update(new)
            if entity.endswith("/consent") and new:
                found.words_gone += [value.get("note", "") for _, value in there]
                found.lists.append(("consent", "", 1))
            return
        marked = [one for one, value in there if one.content not in found.erased and self._is_marked(value)]
        if not marked:
            found.staying += [text for _, value in there[-1:] for text in strings_in(value)]
            return
        kind = "code" if entity in self._opened.present.codes else marked[0].kind
        found.erased.update(one.content for one in marked)
        row = self._opened.store.entity(entity)
        if row is None or not row.get("content"):
            return
        last = next((value for one, value in reversed(there) if one.content == row["content"]), None)
        if row["content"] in found.erased and last is not None:
            found.records[entity] = ("new", self._left(kind, last))
        else:
            ref = next((one.ref for one, _ in there if one.content == row["content"]), None)
            if ref is not None:
                found.records[entity] = ("same", {name: ref[name] for name in ("content", "digest")})
        found.lists.append((_NAMED.get(kind, kind), last.get("id", "") if kind == "code" and last else "", 1))

    def _is_marked(self, value: Any) -> bool:  # noqa: ANN401 - a record
        words = self._found.words
        return self._names_them(value) or words.quotes(value) or any(self._bad_examples(value))

    def _bad_examples(self, value: Any) -> Iterator[object]:  # noqa: ANN401 - a record
        ids = {name for _, names in self._found.origins.values() for name in names}
        for example in value.get("examples", ()) if isinstance(value, dict) else ():
            if example["source"] in ids or self._found.words.said_it(example["quote"]):
                yield example

    def _left(self, kind: str, value: Any) -> Any:  # noqa: ANN401 - a record
        if kind == "code":
            return self._codes_left.left(value, self._bad_examples(value))
        return self._words_to_cut.cleaned(value, PLACEHOLDERS[self._opened.settings.language])

    @property
    def _words_to_cut(self) -> LeavingWords:
        words = self._found.words
        return LeavingWords((), words.said, words.grams, ()) if self._keep_mentions else words

    @cached_property
    def _codes_left(self) -> CodesLeft:
        codes = [code.data for code in self._opened.present.codes.values()]
        return CodesLeft(self._words_to_cut, PLACEHOLDERS[self._opened.settings.language], codes)


def _is_name(label: str, staying: str) -> bool:
    """Tell whether a label is a name: short ones and ordinary words («styrer») are not."""
    if len(label) < _LEAST and not any(map(str.isdigit, label)):
        return False
    return re.search(rf"(?<![^\W_]){re.escape(label.lower())}(?![^\W_])", staying) is None or label.islower()

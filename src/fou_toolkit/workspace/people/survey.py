"""What is stored about somebody who leaves: found in every text, record and memo, in every version of it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from fou_toolkit.model import Span
from fou_toolkit.store import STANDS
from fou_toolkit.workspace.live.moving import way
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.snapshot import codings_now
from fou_toolkit.workspace.people.kept import Kept, kept_in
from fou_toolkit.workspace.people.leaving_words import PLACEHOLDERS, LeavingWords, strings_in, words_of
from fou_toolkit.workspace.people.redacting import Cut, Voice, cut_record, own_stretches, with_names

__all__ = ["Leaver", "Survey", "survey"]

_NAMED: Final = {"memo": "memo cut"}
_LEAST: Final = 3


@dataclass(frozen=True, slots=True)
class Leaver:
    """Who or what goes.

    Args:
        person: Id in the log of a participant; empty for a text or a passage.
        source: Id in the log of a text that goes as a whole, or out of which a passage is cut.
        span: That passage, in the present version.
        mention: Id of the mention whose passage it is.
        words: Words that were known before, where the texts are gone already.
    """

    person: str = ""
    source: str = ""
    span: Span | None = None
    mention: str = ""
    words: LeavingWords = field(default_factory=LeavingWords)


@dataclass(slots=True)
class Survey:
    """What is stored about the one who leaves, and what is left of what others made.

    Args:
        words: How they are found in what others wrote.
        whole: Texts that go as a whole; ids in the log.
        cuts: What is left of other texts; nothing where only older versions have to go.
        erased: Ids of contents that go.
        records: What takes the place of a record: by entity, its kind and the new value, or the ref that stays.
        gone: Ids of codings that go.
        placed: New places of codings of which a part is left.
        coders: How many codings go, by coder.
        lists: What a person is shown: what, name, number.
        origins: Names of the files that the texts came from; and ids of the texts.
        words_gone: Further texts that go: memos, notes.
        staying: What stays, for telling what is ordinary.
        unclear: Texts that name the person, and in which it is not known who speaks.
    """

    words: LeavingWords = field(default_factory=LeavingWords)
    whole: tuple[str, ...] = ()
    cuts: dict[str, Cut | None] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)
    records: dict[str, tuple[str, Any]] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    placed: dict[str, list[tuple[str, int, int]]] = field(default_factory=dict)
    coders: Counter[str] = field(default_factory=Counter)
    lists: list[tuple[str, str, int]] = field(default_factory=list)
    origins: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)
    words_gone: list[str] = field(default_factory=list)
    staying: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to erase."""
        return not (self.whole or self.cuts or self.erased or self.records or self.gone or self.placed)


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
        self._voice = Voice(leaver.person, named)

    def _value(self, content: str) -> Any:  # noqa: ANN401 - each content has its own shape
        # Not by way of `present`, which would remember it.
        return self._opened.ledger.value(content)

    def survey(self) -> Survey:
        found = self._found
        self._read_texts()
        self._cut_texts()
        self._codings()
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

    def _texts(self, history: Iterable[Kept]) -> Iterator[tuple[Kept, Any]]:
        for one in history:
            if one.kind == "source":
                value = self._value(one.content)
                if value is not None:
                    yield one, value

    def _read_texts(self) -> None:
        """Find out what the person said, and which texts go as a whole."""
        leaver, said, labels, staying = self._leaver, list[str](), set[str](), list[str]()
        whole, self._own = [], set[str]()
        for entity, history in self._kept.items():
            for one, value in self._texts(history):
                if self._voice.speaks_in(value):
                    self._own.add(entity)
                    said += self._voice.said_in(value)
                    labels |= self._labels(value)
                elif entity == leaver.source:
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
        if not self._voice.speaks_in(value):
            return False
        return all(turn[5] or self._voice.has(value, turn) for turn in value["turns"])

    def _others(self, entity: str, value: Any) -> Iterator[str]:  # noqa: ANN401 - a record
        """Give what stays of a text."""
        leaver = self._leaver
        if leaver.span is not None and entity == leaver.source:
            yield value["text"][: leaver.span.start]
            yield value["text"][leaver.span.end :]
        elif not self._voice.speaks_in(value):
            yield value["text"]
        else:
            for turn in value["turns"]:
                if not self._voice.has(value, turn):
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
            for one, value in self._texts(history)
            if one.content != stands and (own or self._names_them(value["text"]))
        ]
        found.erased.update(one.content for one in texts)
        touched = own or entity in found.cuts
        if touched:
            self._origin(entity, facts, whole=False)
        if texts and stored is not None:
            found.cuts.setdefault(entity, None)
        if touched or any(self._names_them(record) for record in facts):
            found.erased.update(one.content for one in history if one.kind in ("facts", "record"))
            if stored is not None:
                found.records[entity] = ("new", self._facts_left(stored.facts))

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

    # --- codings

    def _codings(self) -> None:
        found, opened = self._found, self._opened
        columns = opened.coding_columns()
        of_whole = {one.body["version"] for uid in found.whole for one in self._kept[uid] if "version" in one.body}
        names = np.array([name in of_whole for name in columns.names], np.bool_)
        here = (columns.state == STANDS) & names[columns.version] if columns.version.size else np.zeros(0, np.bool_)
        for number in np.flatnonzero(here).tolist():
            self._goes(columns.ids[number].decode(), columns.names[columns.coder[number]])
        standing = codings_now(opened)
        for uid, cut in found.cuts.items():
            if cut is not None:
                for number in np.flatnonzero(standing.source == standing.sources.index(uid)).tolist():
                    self._coding(standing, number, uid, cut)

    def _coding(self, standing: Any, number: int, uid: str, cut: Cut) -> None:  # noqa: ANN401 - columns
        coding, coder = standing.ids[number].decode(), standing.coders[standing.coder[number]]
        start, end = int(standing.start[number]), int(standing.end[number])
        if not standing.placed[number]:
            if self._was_theirs(standing.versions[standing.version[number]], uid, start, end):
                self._goes(coding, coder)
            return
        if cut.steps.move(start, end) is not None:
            return
        place = cut.place(start, end)
        if place is None:
            self._goes(coding, coder)
        else:
            self._found.placed.setdefault(uid, []).append((coding, *place))

    def _goes(self, coding: str, coder: str) -> None:
        self._found.gone.append(coding)
        known = self._opened.present.coders.get(coder)
        self._found.coders[known.id if known else coder] += 1

    def _was_theirs(self, version: str, uid: str, start: int, end: int) -> bool:
        """Tell whether a passage of an older version lies in turns of the person."""
        for one, value in self._texts(self._kept[uid]):
            if one.body.get("version") == version and self._leaver.person:
                cut = cut_record(value, own_stretches(value, self._voice, LeavingWords()))
                return _is_gone(cut, start, end)
        return False

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
            return self._was_theirs(body["version"], owner, body["start"], body["end"])
        for step in way(stored.versions, body["version"], stored.version):
            start, end, certain = step.move_many(start, end)
            if not certain[0]:
                return self._was_theirs(body["version"], owner, body["start"], body["end"])
        return _is_gone(cut, int(start[0]), int(end[0]))

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
        marked = [one for one, value in there if one.content not in found.erased and self._is_marked(one, value)]
        if not marked:
            found.staying += [text for _, value in there[-1:] for text in strings_in(value)]
            return
        kind = marked[0].kind
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

    def _is_marked(self, one: Kept, value: Any) -> bool:  # noqa: ANN401 - a record
        words = self._found.words
        return self._names_them(value) or words.quotes(value) or (one.kind == "code" and any(self._bad_examples(value)))

    def _bad_examples(self, value: Mapping[str, Any]) -> Iterator[object]:
        ids = {name for _, names in self._found.origins.values() for name in names}
        for example in value.get("examples", ()):
            if example["source"] in ids or self._found.words.said_it(example["quote"]):
                yield example

    def _left(self, kind: str, value: Any) -> Any:  # noqa: ANN401 - a record
        if kind == "code" and "examples" in value:
            bad = list(self._bad_examples(value))
            value = {**value, "examples": [one for one in value["examples"] if one not in bad]}
        words = self._found.words
        if self._keep_mentions:
            words = LeavingWords((), words.said, words.grams, ())
        return words.cleaned(value, PLACEHOLDERS[self._opened.settings.language])


def _is_gone(cut: Cut, start: int, end: int) -> bool:
    """Tell whether nothing is left of a passage."""
    return cut.steps.move(start, end) is None and cut.place(start, end) is None


def _is_name(label: str, staying: str) -> bool:
    """Tell whether a label is a name: short ones and ordinary words («styrer») are not."""
    if len(label) < _LEAST and not any(map(str.isdigit, label)):
        return False
    return re.search(rf"(?<![^\W_]){re.escape(label.lower())}(?![^\W_])", staying) is None or label.islower()

"""Whose words may be quoted: what stands behind every quotation that leaves a project."""

from dataclasses import replace

from fou_toolkit.analysis.covered import Covered
from fou_toolkit.model import Consent, Corpus, Span
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.present import StoredPerson
from fou_toolkit.workspace.people.mentions import mentions_now

__all__ = ["Quotable", "consent_left", "silenced_by_mentions"]


class Quotable(Covered):
    """Tells of a coding whether its words may be quoted, or given on in another way; see `Covered`.

    Who has withdrawn quotation is not quoted. A passage with a mention of a child or somebody else also needs the
    consent of that mention.

    Args:
        opened: The project.
        corpus: The texts that are in its snapshot.
        scope: What is asked for, of `CONSENT_SCOPES`.
    """

    def __init__(self, opened: Opened, corpus: Corpus, scope: str = "quotation") -> None:
        present = opened.present
        super().__init__(
            corpus,
            scope,
            people={one.person.pseudonym: consent_left(one) for one in present.people.values()},
            texts={name: present.consents.get(uid) for name, uid in present.source_uids.items()},
            silenced=silenced_by_mentions(opened, scope),
        )


def consent_left(person: StoredPerson) -> Consent | None:
    """Give what stands of somebody's consent: who does not want to be quoted any more agrees to analysis alone."""
    consent = person.person.consent
    if consent is None or not person.withdrawn:
        return consent
    return replace(consent, scopes=consent.scopes & {"analysis"})


def silenced_by_mentions(opened: Opened, scope: str = "quotation") -> dict[str, list[Span]]:
    """Give the stretches in which somebody is mentioned who has not agreed, by id of the text.

    Args:
        opened: The project.
        scope: What is asked for, of `CONSENT_SCOPES`.
    """
    silenced: dict[str, list[Span]] = {}
    for one in mentions_now(opened):
        if one.span is not None and not (one.consent is not None and scope in one.consent.scopes):
            silenced.setdefault(one.source, []).append(one.span)
    return silenced

"""Sizes of groups, and who has a role alone."""

import numpy as np

from crowds import crowd
from fou_toolkit.analysis.crosstab import crosstab
from fou_toolkit.model import Participant, Project


def holders(project, **options):
    """Give the roles and sites of those who have a role alone."""
    return [(one.role, one.site) for one in crosstab(project, **options).sole_holders]


def test_a_colleague_who_says_nothing_is_a_colleague():
    roles, sites = {"Anne": "styrer", "Bo": "styrer"}, {"Anne": "Lia", "Bo": "Lia"}
    project = crowd(("1", [("Anne", "M")]), roles=roles, sites=sites)
    assert holders(project) == []
    alone = crowd(("1", [("Anne", "M")]), roles={"Anne": "styrer"}, sites=sites)
    assert holders(alone) == [("styrer", "Lia")]


def test_who_says_nothing_is_not_named_and_neither_is_who_has_no_site():
    roles, sites = {"Anne": "styrer", "Bo": "eier", "Ceci": "student"}, {"Anne": "Lia", "Bo": "Lia"}
    assert holders(crowd(("1", [("Anne", "M"), ("Ceci", "")]), roles=roles, sites=sites)) == [("styrer", "Lia")]


def test_the_site_of_a_text_holds_where_the_person_has_none():
    project = crowd(("1", [("Anne", "M")]), roles={"Anne": "styrer"})
    sources = project.corpus.map_sources(lambda one: type(one)(**{**vars_of(one), "attributes": {"site": "Lia"}}))
    changed = Project(sources, project.codebook, project.codings)
    assert holders(changed) == [("styrer", "Lia")]


def vars_of(source):
    """Give the fields of a source."""
    return {name: getattr(source, name) for name in source.__slots__}


def test_one_role_at_two_sites_is_two_sole_holders():
    roles, sites = {"Anne": "styrer", "Bo": "styrer"}, {"Anne": "Lia", "Bo": "Moa"}
    project = crowd(("1", [("Anne", "M"), ("Bo", "M")]), roles=roles, sites=sites)
    assert holders(project, columns="phase") == [("styrer", "Lia"), ("styrer", "Moa")]
    assert Participant("Anne", "styrer", site="Lia") in project.corpus.participants


def test_the_size_of_all_is_hidden_if_the_small_group_could_be_worked_out():
    roles = {f"A{n}": "assistent" for n in range(6)} | {f"S{n}": "styrer" for n in range(3)}
    talk = ("1", [(name, "M") for name in roles])
    bases = crosstab(crowd(talk, roles=roles)).bases
    assert next(iter(bases.people)) == 6
    assert np.isnan(list(bases.all.values())).all()
    more = roles | {"E0": "eier", "E1": "eier"}
    bases = crosstab(crowd(("1", [(name, "M") for name in more]), roles=more)).bases
    assert np.isnan(bases.people[1:]).all()
    assert bases.all == {"people": 11, "sentences": 11, "words": 33}

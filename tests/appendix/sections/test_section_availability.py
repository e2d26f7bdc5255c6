"""Data availability."""

from dataclasses import replace

import pytest

from coded_editions import project_of
from fou_toolkit.appendix.config import Config, PackageChoice, Study
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.material import Consents
from fou_toolkit.appendix.sections.availability import QUESTIONS, availability, reuse_of
from study_editions import EMPTY, HOSTILE, SPANS, keys_in, links_in, said_in, study_edition

pytestmark = pytest.mark.usefixtures("english")


def _consents(reuse, people=20, **more):
    return Consents(people, {"analysis": people, "reuse": reuse}, known=True, **more)


@pytest.mark.parametrize(
    ("consents", "kind", "words"),
    [
        (Consents(), "unknown", "holds no consent to reuse"),
        (_consents(0), "none", "were not asked for consent"),
        (_consents(1), "some", "coded extracts are in the package"),
        (_consents(19), "some", "coded extracts are in the package"),
        (_consents(20), "all", "on request"),
        (_consents(20, texts_left_out=1), "some", "coded extracts are in the package"),
        (_consents(0, people=0), "unknown", "holds no consent to reuse"),
    ],
)
def test_what_can_be_shared_follows_from_the_consents(consents, kind, words):
    edition = study_edition(consents=consents)
    assert reuse_of(edition) == kind
    said = said_in(availability(edition))
    assert words in said
    assert "Norwegian Personal Data Act" in said
    assert ("metadata only" in said) == (kind in ("unknown", "none"))
    assert "20" not in said.replace("2016", "")


def test_made_up_texts_can_be_shared_but_only_if_all_are():
    project = project_of(SPANS)
    made_up = [replace(one, attributes={**one.attributes, "constructed": "true"}) for one in project.corpus]
    whole = replace(project, corpus=replace(project.corpus, sources=tuple(made_up)))
    assert reuse_of(study_edition(whole)) == "constructed"
    assert "Personal Data Act" not in said_in(availability(study_edition(whole)))
    partly = replace(project, corpus=replace(project.corpus, sources=(*made_up[1:], project.corpus.sources[0])))
    assert reuse_of(study_edition(partly)) == "unknown"
    assert reuse_of(study_edition(EMPTY)) == "unknown"


def test_extracts_that_are_left_out_are_not_promised():
    material = study_edition(consents=_consents(3)).material
    edition = Edition.of(material, Config(package=PackageChoice(extracts=False)))
    assert "the package has no extracts" in said_in(availability(edition))


@pytest.mark.parametrize("doi", ["10.18710/ABC123", "https://doi.org/10.18710/ABC123", "doi:10.18710/ABC123"])
def test_a_doi_becomes_a_link(doi):
    assert links_in(availability(study_edition(study=Study(doi=doi)))) == {"https://doi.org/10.18710/ABC123"}


@pytest.mark.parametrize("doi", [HOSTILE, "javascript:alert(1)", "https://doi.org.evil/10.1234/x"])
def test_what_is_no_doi_is_no_link(doi):
    section = availability(study_edition(study=Study(doi=doi)))
    assert links_in(section) == set()
    assert doi.strip() in said_in(section)


def test_what_nobody_said_is_open():
    assert set(keys_in(availability(study_edition()))) == set(QUESTIONS)
    told = Study(doi="10.18710/ABC123", contact="post@example.org")
    assert keys_in(availability(study_edition(study=told, retention="2030-06-30"))) == []


def test_a_blind_edition_tells_neither_doi_nor_contact_nor_archive():
    told = Study(doi="10.18710/ABC123", contact="post@example.org")
    material = study_edition(retention="2030-06-30").material
    config = Config(study=told, package=PackageChoice(publisher="Storvik arkiv"))
    said = said_in(availability(Edition.of(material, config, blind=True)))
    for word in ("ABC123", "post@", "Storvik", "2030-06"):
        assert word not in said
    assert "by 2030." in said
    assert "by 30 June 2030." in said_in(availability(Edition.of(material, config)))
    assert "Storvik arkiv" in said_in(availability(Edition.of(material, config)))

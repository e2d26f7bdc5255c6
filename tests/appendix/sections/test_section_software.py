"""Software, versions and hashes."""

import platform
import socket
from dataclasses import replace

import numpy as np
import pytest

from coded_editions import project_of
from fou_toolkit.appendix.config import CodingChoice, Config
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.facts import codings_digest
from fou_toolkit.appendix.material import InputFile
from fou_toolkit.appendix.sections.software import software
from study_editions import EMPTY, SPANS, said_in, study_edition, table_in

pytestmark = pytest.mark.usefixtures("english")

_FILES = (InputFile("appendix.toml", "a" * 64), InputFile("corpus/intervju_Solveig.txt", "b" * 64))


def test_versions_of_what_is_installed_are_named():
    found = dict(table_in(software(study_edition()), "versions").data.cells)
    assert found["numpy"] == np.__version__
    assert found["Python"] == platform.python_version()
    assert found["system"] == platform.system()


def test_the_machine_is_not_named():
    said = said_in(software(study_edition(blind=True)))
    assert socket.gethostname() not in said
    assert platform.release() not in said


def test_hashes_are_those_of_texts_codebook_and_codings():
    edition = study_edition()
    found = dict(table_in(software(edition), "hashes").data.cells)
    assert found["texts and participants"] == edition.corpus.fingerprint
    assert found["codebook"] == edition.codebook.fingerprint
    assert found["all codings"] == codings_digest(edition.project.codings)


def test_an_empty_project_has_hashes_too():
    found = dict(table_in(software(study_edition(EMPTY)), "hashes").data.cells)
    assert set(found) == {"texts and participants", "codebook", "all codings"}


def test_names_of_files_that_tell_who_are_numbers():
    project = project_of(SPANS)
    people = (replace(project.corpus.participants[0], pseudonym="Solveig"), *project.corpus.participants[1:])
    named = replace(project, corpus=replace(project.corpus, participants=people))
    cells = table_in(software(study_edition(named, files=_FILES)), "hashes").data.cells
    assert ("appendix.toml", "a" * 64) in cells
    assert ("file 2.txt", "b" * 64) in cells
    assert "Solveig" not in said_in(software(study_edition(named, files=_FILES)))


def test_names_of_files_are_numbers_in_a_blind_edition_and_where_they_are_private():
    said = said_in(software(study_edition(files=_FILES, blind=True)))
    assert "appendix.toml" not in said
    assert "file 1.toml" in said
    said = said_in(software(study_edition(files=_FILES, private=frozenset({"solveig"}))))
    assert "intervju" not in said


def test_folders_are_not_named():
    said = said_in(software(study_edition(files=(InputFile("C:\\Users\\kari\\book.yaml", "c" * 64),))))
    assert "book.yaml" in said
    assert "kari" not in said


def test_all_seeds_and_settings_are_there():
    config = Config(codings=CodingChoice(seed=77, resamples=50), leave_out=("trajectories",), text_ids="numbers")
    edition = Edition.of(study_edition().material, config)
    found = dict(table_in(software(edition), "settings").data.cells)
    assert found["codings.seed"] == "77"
    assert found["codings.resamples"] == "50"
    assert found["quotations.seed"] == "1"
    assert found["leave_out"] == "trajectories"
    assert found["codings.coders"] == "k, l"
    assert found["smallest group of people"] == "2"


def test_it_is_the_same_each_time():
    assert software(study_edition()) == software(study_edition())

"""Codings of any content, with all that can be said of them, for formats that should lose nothing."""

import string

from hypothesis import strategies as st

from fou_toolkit.model import KINDS, POLARITIES, Coder, Coding, CodingSet, Corpus, Source, Span
from strategies import any_text, talk

__all__ = ["coded", "coding_ids", "everything", "facts"]

names = any_text.filter(bool)
"""Ids with any signs."""
coding_ids = st.text(string.ascii_letters + string.digits + "-_", min_size=1, max_size=20)


def _different(coder):
    """Coders whose ids differ in blanks or case only are refused by every format."""
    return " ".join(coder.id.split()).casefold()


@st.composite
def coded(draw, ids=names, most=3, notes=any_text):
    """Texts of any content, what some coders found in them, and which they read."""
    texts = draw(st.dictionaries(ids, st.one_of(talk, any_text).filter(bool), min_size=1, max_size=3))
    coder = st.builds(Coder, ids, st.sampled_from(KINDS), ids, notes)
    coders = draw(st.lists(coder, min_size=1, max_size=most, unique_by=_different))
    found = []
    for source in draw(st.lists(st.sampled_from(sorted(texts)), max_size=6)):
        start = draw(st.integers(0, len(texts[source]) - 1))
        span = Span(start, draw(st.integers(start + 1, len(texts[source]))))
        who, number = draw(st.sampled_from(coders)).id, draw(st.sampled_from([1, 1, 2, 7]))
        polarity, own = draw(st.sampled_from(POLARITIES)), draw(st.one_of(st.just(""), coding_ids))
        found.append(Coding(source, span, draw(ids), who, number, polarity, id=own))
    pairs = st.tuples(st.sampled_from([one.id for one in coders]), st.sampled_from(sorted(texts)))
    corpus = Corpus(tuple(Source(name, text) for name, text in texts.items()))
    return corpus, CodingSet.of(found, coders, read=draw(st.lists(pairs, max_size=4)))


def facts(codings):
    """Give the codings with their ids, which make no difference between codings otherwise."""
    return [(one, one.id) for one in codings]


def everything(codings):
    """Give all that a file should keep."""
    coders = [(one, one.note) for one in codings.coders]
    return facts(codings), coders, set(codings.pairs_read())

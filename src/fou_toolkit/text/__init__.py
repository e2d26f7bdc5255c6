"""From bytes to words: decode, normalise, cut into words and sentences, tell languages apart, look words up."""

from fou_toolkit.text.corpus_index import detect_languages, index_of, remembered
from fou_toolkit.text.index import Index, build_index
from fou_toolkit.text.lexicon import is_known, is_word, lemma_of, lemmas_of
from fou_toolkit.text.marks import DEFAULT_MARKS, MarkTable
from fou_toolkit.text.scan import is_one_word
from fou_toolkit.text.sentences import split_sentences
from fou_toolkit.text.vocabulary import Vocabulary, fold, sorted_unique

__all__ = [
    "DEFAULT_MARKS",
    "Index",
    "MarkTable",
    "Vocabulary",
    "build_index",
    "detect_languages",
    "fold",
    "index_of",
    "is_known",
    "is_one_word",
    "is_word",
    "lemma_of",
    "lemmas_of",
    "remembered",
    "sorted_unique",
    "split_sentences",
]

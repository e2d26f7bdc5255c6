"""Words that hold sentences together: closed classes of bokmål, nynorsk and English, for lists without them.

Leaving them out is a choice with consequences: `vi` and `dei`, `ikke` and `må` can be just what an analysis is after.
So the lists are short, nothing is left out unless it is asked for, and the result says how many words were.
"""

from typing import Final

__all__ = ["FUNCTION_WORDS", "is_function_word"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTION_WORDS: Final = {
    "nb": _words(
        # Pronouns and determiners.
        "jeg meg du deg han ham hun henne hans hennes den det de dem deres dens dets vi oss dere min mi mitt "
        "mine din di ditt dine sin si sitt sine vår vårt våre seg selv man en ei et ett denne dette disse "
        "slik slikt slike sånn sånt sånne hva hvem hvis hvilken hvilket hvilke noe noen ingen ingenting alle "
        "alt all hver hvert begge annen annet andre annenhver samme som "
        # Prepositions and conjunctions.
        "av til fra i på for med om ved under over etter før uten gjennom mellom mot hos innen langs blant "
        "rundt ifølge unntatt per og eller men at når hvis fordi da dersom mens selv enn både enten verken "
        "siden så ettersom ut inn opp ned fram frem bort hjem "
        # Adverbs without content of their own.
        "ikke her der hit dit nå da så også jo nok vel bare kun ja nei altså liksom hvor hvordan "
        "hvorfor ennå enda igjen "
        # Auxiliaries.
        "være er var vært ha har hadde hatt bli blir ble blitt kan kunne kunnet skal skulle skullet vil ville "
        "villet må måtte måttet bør burde få å "
    ),
    "nn": _words(
        "eg meg du deg han ho henne hennar hans den det dei deira dykk dykkar me vi oss min mi mitt mine din "
        "di ditt dine sin si sitt sine vår vårt våre seg sjølv ein ei eit denne dette desse slik slikt slike "
        "sånn sånt sånne kva kven noko nokon nokre nokor ingen inga inkje ingenting alle alt all kvar kvart "
        "begge anna annan andre same som av til frå i på for med om ved under over etter før utan gjennom "
        "mellom mot hos innan langs blant rundt ifølgje per og eller men at når viss fordi då dersom medan "
        "enn både anten korkje sidan så ettersom ut inn opp ned fram bort heim ikkje her der hit dit no også "
        "òg jo nok vel berre ja nei altså liksom kor korleis kvifor enno endå igjen att vere vera er var vore "
        "ha har hadde hatt bli blir blei vart verta verte vert blitt vorte kan kunne kunna skal skulle vil "
        "ville må måtte måtta bør burde få å "
    ),
    "en": _words(
        "i me my mine myself you your yours yourself he him his himself she her hers herself it its itself we "
        "us our ours ourselves they them their theirs themselves who whom whose which what this that these "
        "those a an the some any no none all both each every either neither other another such same of to in "
        "on at by for with from about into over under after before between through during against among "
        "without within up down out off and or but nor so if because when while as than then though although "
        "until whether not n't here there now just too very yes well how why where again only also be am is "
        "are was were been being have has had having do does did done doing can could shall should will would "
        "may might must i'm i've i'd i'll it's that's you're we're they're we've they've don't doesn't didn't "
        "isn't aren't wasn't weren't can't couldn't won't wouldn't "
    ),
}
"""By language; a Norwegian text leaves out the words of both written standards, since people mix."""


def is_function_word(form: str, language: str) -> bool:
    """Tell whether a folded form is a function word in its language.

    >>> is_function_word("ikkje", "nb"), is_function_word("makt", "nb"), is_function_word("men", "en")
    (True, False, False)
    """
    if language == "en":
        return form in FUNCTION_WORDS["en"]
    return form in FUNCTION_WORDS["nb"] or form in FUNCTION_WORDS["nn"]

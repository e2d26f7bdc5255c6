"""The actor network by level: what stands in the picture is what stands in the result."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from matplotlib.patches import FancyArrowPatch

from builders import make_source
from fou_toolkit._i18n import LANGUAGES, set_language
from fou_toolkit.analysis.actors import actor_network, parse_lexicon
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.errors import DataError
from fou_toolkit.figures.actors import plot_actors
from fou_toolkit.figures.style import alt_text, figure_bytes
from fou_toolkit.model import Corpus, Participant

SHOW = SmallCells(how="show")
ROLES = ("assistent", "styrer", "eier", "student", "fagarbeider", "forsker")


@pytest.fixture(autouse=True)
def _english(english):
    """Compare words in English."""


@pytest.fixture(autouse=True)
def without_a_screen():
    """Draw into memory, and close what was drawn."""
    before = mpl.get_backend()
    plt.switch_backend("Agg")
    yield
    plt.close("all")
    plt.switch_backend(before)


def network_of(*turns, people=None, **options):
    known = people or {f"P{at}": role for at, role in enumerate(ROLES)}
    made = tuple(Participant(name, role, "", "Bakken") for name, role in known.items())
    return actor_network(Corpus((make_source(*turns),), made), **{"small": SHOW, **options})


TURNS = (
    "P0: Styreren sa nei. Styreren, ja. Barna sov.",
    "P1: Assistentene og eieren. Kommunen.",
    "P2: Udir og styreren. Studentene.",
    "P3: Forskeren spør studenten, og styringsgruppa sier ja.",
)


def arrows(ax):
    return [patch for patch in ax.patches if isinstance(patch, FancyArrowPatch)]


def words(ax):
    return [text.get_text() for text in ax.texts]


def overlaps(ax):
    """Give the pairs of labels of nodes that lie over each other, and those that leave the picture."""
    ax.figure.canvas.draw()
    renderer = ax.figure.canvas.get_renderer()
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in ax.texts]
    pairs = [
        (one, other)
        for at, (one, box) in enumerate(boxes)
        for other, second in boxes[at + 1 :]
        if min(box.x1, second.x1) - max(box.x0, second.x0) > 1 and min(box.y1, second.y1) - max(box.y0, second.y0) > 1
    ]
    width, height = ax.figure.canvas.get_width_height()
    outside = [one for one, box in boxes if box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1]
    return pairs + outside


def test_there_is_an_arrow_for_each_tie_and_a_label_for_each_node():
    result = network_of(*TURNS)
    ax = plot_actors(result)
    assert len(arrows(ax)) == len(result.edges) == 10
    shown = words(ax)
    for name in ("assistant", "head", "owner", "student", "children", "directorate", "municipality", "researcher"):
        assert name in shown
    # Bands, from below: their names stand in the picture, too; who belongs to no level stands on top.
    assert {"individual", "ward", "kindergarten", "university", "nation", "across levels"} <= set(shown)


def test_near_levels_lie_below_far_ones():
    ax = plot_actors(network_of(*TURNS))
    height = {text.get_text(): text.get_position()[1] for text in ax.texts}
    order = [height[name] for name in ("children", "assistant", "head", "municipality", "researcher", "directorate")]
    assert order == sorted(order)
    assert height["student"] == pytest.approx(height["children"])


def test_arrows_lead_from_who_speaks_to_who_is_mentioned():
    for said, up in (("P0: Styreren.", True), ("P1: Barna.", False)):
        (arrow,) = arrows(plot_actors(network_of(said)))
        (_, begins), (_, ends) = arrow._posA_posB
        assert (ends > begins) is up


def test_heavier_ties_are_wider():
    ax = plot_actors(network_of(*TURNS))
    widths = [arrow.get_linewidth() for arrow in arrows(ax)]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > widths[1]


def test_the_threshold_is_chosen_by_weight_and_said():
    result = network_of(*TURNS)
    ax = plot_actors(result, least=2)
    assert len(arrows(ax)) == 1
    said = " ".join(ax.get_xlabel().split())
    assert "Drawn: ties of 2 sentences or more, 1 of 10." in said
    assert "nodes, not drawn." in said
    everything = " ".join(plot_actors(result).get_xlabel().split())
    assert "Drawn:" not in everything


def crowd(count):
    """Give a network of many actors with long names; the first speaker mentions each as often as its number says."""
    entries = [f'[[level]]\nid = "l{at}"\nname = "nivå nummer {at} med langt navn"' for at in range(3)] + [
        f'[[actor]]\nid = "rolle{at}"\nname = "en rolle med et langt navn, nummer {at}"\nlevel = "l{at % 3}"\nnorwegian = ["=ord{"abcdefghijklmnopqrstuvwxyz"[at]}"]'
        for at in range(count)
    ]
    said = " ".join(f"Ord{'abcdefghijklmnopqrstuvwxyz'[at]}." for at in range(count) for _ in range(1 + at // 2))
    return network_of(f"A: {said}", people={"A": "rolle0"}, lexicon=parse_lexicon("\n".join(entries)))


def test_many_ties_are_thinned_to_twenty_at_most_and_ties_of_one_weight_stay_together():
    result = crowd(26)
    ax = plot_actors(result)
    weights = sorted((tie.sentences for tie in result.edges), reverse=True)
    drawn = len(arrows(ax))
    assert drawn <= 20
    assert weights[drawn - 1] > weights[drawn]


def test_labels_lie_over_nothing_and_inside_of_the_picture():
    for result in (network_of(*TURNS), crowd(26), network_of("P0: Barna."), network_of(*TURNS, by="site")):
        ax = plot_actors(result, least=1)
        assert overlaps(ax) == []


def test_who_only_is_mentioned_is_hollow_and_who_is_hidden_is_grey():
    people = {f"A{at}": "assistent" for at in range(5)} | {"S": "styrer"}
    turns = [f"{name}: Styreren og barna." for name in people]
    result = network_of(*turns, people=people, small=SmallCells())
    ax = plot_actors(result)
    insides = [line.get_markerfacecolor() for line in ax.lines if line.get_marker() in ("^", "s", "D")]
    assert set(insides) == {
        "white",
        "#c4c4c4",
        insides[[one not in ("white", "#c4c4c4") for one in insides].index(True)],
    }
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert legend == ["speaks here", "is only mentioned", "too few people speak to be shown"]


def test_without_ties_a_sentence_says_so():
    result = network_of("P0: Styreren.", small=SmallCells())
    ax = plot_actors(result)
    assert words(ax) == ["There is no tie that can be shown."]
    assert "nothing that can be shown" in " ".join(ax.get_xlabel().split())
    assert words(plot_actors(network_of(*TURNS), least=99)) == ["No tie is as heavy as that."]


@pytest.mark.parametrize("least", [0, -1, 1.5, True, "3"])
def test_thresholds_that_are_none_are_refused(least):
    with pytest.raises(DataError, match="least"):
        plot_actors(network_of(*TURNS), least=least)


def test_the_alt_text_is_made_of_the_data():
    alt = alt_text(plot_actors(network_of(*TURNS)))
    assert "10 ties between 9 nodes" in alt
    assert "assistant → head: 2" in alt


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_drawn_in_every_language_and_twice_alike(language):
    set_language(language)
    result = network_of(*TURNS)
    assert figure_bytes(plot_actors(result)) == figure_bytes(plot_actors(result))


def test_it_can_be_drawn_into_axes_of_the_caller():
    figure, ax = plt.subplots(figsize=(7, 9))
    assert plot_actors(network_of(*TURNS), ax=ax) is ax
    assert figure.get_figheight() == 9


def test_letters_are_not_too_small():
    ax = plot_actors(network_of(*TURNS))
    assert min(text.get_fontsize() for text in [*ax.texts, ax.xaxis.label, *ax.get_legend().get_texts()]) >= 7

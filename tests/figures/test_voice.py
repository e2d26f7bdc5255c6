"""Who speaks: what stands in the pictures is what stands in the result."""

import math
from itertools import combinations

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from builders import make_corpus, make_source
from fou_toolkit.analysis.bootstrap import Bootstrap
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.analysis.voice import voice
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.figures.style import A4_WIDTH, alt_text, figure_bytes
from fou_toolkit.figures.voice import plot_talk_share, plot_talk_share_over_time, plot_turns

SHOW = SmallCells(how="show")
FEW = Bootstrap(replicates=40)
ROLES = {"Anne": "styrer", "Bo": "assistent", "Cato": "assistent", "Dina": "en rolle med $et$ navn som er altfor langt"}
TARGET = {"styrer": (0.2, 0.4), "assistent": 0.3}


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


def meetings():
    """Three meetings in two phases."""
    one = make_source("Anne: Vi har sagt det før i dag.", "Bo: Nei.", "Anne: Jo.", id="a", phase="1")
    two = make_source("Bo: Vi venter.", "Cato: Lenge nok.", "Anne: Ja?", id="b", phase="2")
    three = make_source("Dina: Hva da?", "Bo: Alt.", "Dina: Greit.", "Anne: Ja.", id="c", phase="2")
    return make_corpus(one, two, three, roles=ROLES)


def crowd(number):
    """So many people, who speak one after the other, and the first once more."""
    said = [f"P{one}: {'ja ' * (number - one + 1)}".strip() for one in range(number)]
    return make_corpus(make_source(*said, "P0: Ja.", phase="1"), roles={f"P{one}": "" for one in range(number)})


def said(ax):
    """Give what stands under a picture."""
    return " ".join(ax.get_xlabel().split())


def ticks(axis, limits):
    """Give the labels of an axis that are drawn: those between its ends."""
    low, high = sorted(limits)
    inside = [tick for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
    return [label for tick in inside for label in (tick.label1, tick.label2) if label.get_visible()]


def boxes(ax):
    """Give the places of all that is written, except below the picture."""
    ax.figure.canvas.draw()
    found = []
    for one in ax.figure.axes:
        texts = [*one.texts, one._left_title, *ticks(one.yaxis, one.get_ylim())]
        texts += ticks(one.xaxis, one.get_xlim()) if one is ax else []
        found += [text.get_window_extent() for text in texts if text.get_text() and text.get_visible()]
        found += [one.get_legend().get_window_extent()] if one.get_legend() else []
    return found


def assert_readable(ax, *, apart=True):
    """Nothing is cut off, nothing covers something else, nothing is smaller than seven points."""
    whole = ax.figure.bbox
    written = boxes(ax)
    for box in (*written, ax.xaxis.label.get_window_extent()):
        assert box.x0 >= whole.x0 - 1, box
        assert box.x1 <= whole.x1 + 1, box
        assert box.y0 >= whole.y0 - 1, box
        assert box.y1 <= whole.y1 + 1, box
    if apart:
        for one, other in combinations(written, 2):
            assert not one.overlaps(other), (one, other)
    assert ax.figure.get_figwidth() == A4_WIDTH
    texts = [text for one in ax.figure.axes for text in (*one.texts, *one.get_yticklabels(), *one.get_xticklabels())]
    assert min(text.get_fontsize() for text in texts) >= 7


def dots(ax, marker):
    """Give where marks of a shape stand, from top to bottom."""
    lines = [line for line in ax.lines if line.get_marker() == marker]
    found = [(y, x) for line in lines for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)]
    return [x for _, x in sorted(found)]


def test_dots_are_shares_and_diamonds_are_means():
    result = voice(meetings(), by="role", target=TARGET, small=SHOW, bootstrap=FEW)
    ax = plot_talk_share(result)
    assert dots(ax, "o") == pytest.approx([row.share.value for row in result])
    assert dots(ax, "D") == pytest.approx([row.mean.value for row in result])
    lines = [line for line in ax.lines if line.get_marker() == "None"]
    assert [tuple(line.get_xdata()) for line in lines] == [(row.share.low, row.share.high) for row in result]
    assert [text.get_text() for text in ax.figure.axes[1].get_yticklabels()] == [str(row.words) for row in result]


def test_targets_stand_where_they_were_declared():
    result = voice(meetings(), by="role", target=TARGET, small=SHOW, bootstrap=FEW)
    ax = plot_talk_share(result)
    bands = {round(bar.get_y() + bar.get_height() / 2): (bar.get_x(), bar.get_width()) for bar in ax.patches}
    places = {row.group: place for place, row in enumerate(result)}
    assert bands[places["styrer"]] == pytest.approx((0.2, 0.2))
    left, width = bands[places["assistent"]]
    assert left < 0.3 < left + width
    assert len(bands) == 2
    assert "Declared target" in said(ax)
    without = plot_talk_share(voice(meetings(), by="role", small=SHOW, bootstrap=FEW))
    assert not without.patches
    assert "arget" not in said(without)


def test_the_alt_text_names_every_share():
    result = voice(meetings(), by="role", target=TARGET, small=SHOW, bootstrap=None)
    text = alt_text(plot_talk_share(result)).replace("\xa0", " ")
    assert text.startswith("Who speaks, by role: 3 conversations")
    for row in result:
        assert f"{row.label} {row.share.value * 100:.0f} %" in text
    assert "target 20–40 %" in text


def test_only_those_who_say_most_can_be_drawn():
    ax = plot_talk_share(voice(meetings(), bootstrap=None), top=2)
    assert [text.get_text() for text in ax.get_yticklabels()] == ["Anne", "Bo"]
    assert "Not shown, since they say less: 2" in said(ax)
    with pytest.raises(DataError, match="top"):
        plot_talk_share(voice(meetings(), bootstrap=None), top=0)


def test_one_meeting_has_no_lines_and_says_why():
    ax = plot_talk_share(voice(meetings(), sources=["a"]))
    assert not [line for line in ax.lines if line.get_marker() == "None"]
    assert "no interval" in said(ax)
    assert ax.get_xlim()[1] > 0.8


@pytest.mark.parametrize("number", [2, 3, 40])
def test_shares_are_readable_of_few_and_of_many(number):
    assert_readable(plot_talk_share(voice(crowd(number))))


def test_shares_with_a_long_name_and_money_are_readable():
    ax = plot_talk_share(voice(meetings(), by="role", target=TARGET, small=SHOW, bootstrap=FEW))
    assert_readable(ax)
    assert any("$et$" in text.get_text() and text.get_text().endswith("…") for text in ax.get_yticklabels())


def course():
    return voice(meetings(), by="role", over="phase", target=TARGET, small=SHOW, bootstrap=FEW)


def test_lines_go_from_phase_to_phase():
    result = course()
    ax = plot_talk_share_over_time(result)
    lines = [line for line in ax.lines if line.get_marker() not in ("None", None) and len(line.get_xdata()) == 2]
    drawn = [list(line.get_ydata()) for line in lines]
    expected = [[row.share.value for row in result.over_time.of(name)] for name in ("assistent", "styrer")]
    assert drawn == [pytest.approx(values) for values in expected]
    assert [text.get_text() for text in ax.get_xticklabels()] == ["phase 1", "phase 2"]
    assert "1 group is not shown" in said(ax)


def test_bands_of_a_course_say_whose_they_are():
    ax = plot_talk_share_over_time(course())
    bands = {(round(bar.get_y(), 3), round(bar.get_height(), 3)) for bar in ax.patches}
    assert (0.2, 0.2) in bands
    assert {text.get_text() for text in ax.texts if text.get_text().startswith("target: ")} == {
        "target: styrer",
        "target: assistent",
    }
    assert "Bands: targets" in said(ax)


def test_groups_are_chosen_and_unknown_ones_refused():
    ax = plot_talk_share_over_time(course().over_time, groups=["styrer"])
    assert {text.get_text() for text in ax.texts} - {""} == {"styrer", "target: styrer"}
    with pytest.raises(UnknownIdError, match="rektor"):
        plot_talk_share_over_time(course(), groups=["rektor"])


def test_without_phases_there_is_no_course():
    with pytest.raises(DataError, match="no course") as caught:
        plot_talk_share_over_time(voice(meetings(), bootstrap=None))
    assert 'over="phase"' in caught.value.hint


def test_a_course_of_many_is_readable():
    names = "ABCDEFGH"
    texts = [
        make_source(
            *(f"{name}: {'ja ' * (place + turn + 1)}".strip() for turn, name in enumerate(names)),
            id=f"s{place}",
            phase=str(place),
        )
        for place in range(4)
    ]
    result = voice(make_corpus(*texts, roles=dict.fromkeys(names, "")), over="phase", bootstrap=FEW)
    ax = plot_talk_share_over_time(result)
    assert_readable(ax)
    assert "2 groups are not shown" in said(ax)
    text = alt_text(ax).replace("\xa0", " ")
    first = result.over_time.of("H")[0]
    assert f"H 0: {first.share.value * 100:.0f} %" in text


def test_arrows_are_changes_of_speaker():
    found = voice(meetings(), bootstrap=None).transitions
    ax = plot_turns(found)
    arrows = [patch for patch in ax.patches if isinstance(patch, mpl.patches.FancyArrowPatch)]
    assert len(arrows) == len(list(found.rows()))
    widest = max(arrows, key=lambda arrow: arrow.get_linewidth())
    assert widest.get_linewidth() == pytest.approx(5)
    labels = {text.get_text() for text in ax.texts}
    for name, turns in zip(found.groups, found.turns, strict=True):
        assert f"{name}\n{turns} turn{'s' if turns != 1 else ''}" in labels
    assert "Anne → Bo" in alt_text(ax)


def test_what_stays_within_a_role_is_written_beside_it():
    found = voice(meetings(), by="role", small=SHOW, bootstrap=None).transitions
    assert any("1 among themselves" in text.get_text() for text in plot_turns(found).texts)


@pytest.mark.parametrize("number", [2, 3, 5, 8])
def test_names_in_the_circle_do_not_meet(number):
    ax = plot_turns(voice(crowd(number), bootstrap=None).transitions)
    ax.figure.canvas.draw()
    names = [text.get_window_extent() for text in ax.texts if "turn" in text.get_text()]
    assert len(names) == number
    assert not any(one.overlaps(other) for one, other in combinations(names, 2))
    assert_readable(ax, apart=False)


@pytest.mark.parametrize("number", [2, 6, 8])
def test_long_names_meet_neither_dots_nor_the_words_below(number):
    names = [f"pedagogisk leder og praksislærer nummer {one} av mange" for one in range(number)]
    said_ = [f"P{one % number}: Ja." for one in range(3 * number)]
    corpus = make_corpus(make_source(*said_), roles={f"P{one}": name for one, name in enumerate(names)})
    ax = plot_turns(voice(corpus, by="role", small=SHOW, bootstrap=None).transitions)
    assert_readable(ax, apart=False)
    dots_ = [patch.get_window_extent() for patch in ax.patches if isinstance(patch, mpl.patches.Circle)]
    written = [text.get_window_extent() for text in ax.texts if "turn" in text.get_text()]
    for one, other in combinations([*written, ax.xaxis.label.get_window_extent()], 2):
        assert not one.overlaps(other)
    assert not any(one.overlaps(dot) for one in written for dot in dots_)


@pytest.mark.parametrize(("number", "shown"), [(9, 9), (22, 22), (40, 24)])
def test_of_many_there_is_a_table(number, shown):
    ax = plot_turns(voice(crowd(number), bootstrap=None).transitions)
    assert len(ax.images) == 1
    assert len(ax.get_yticklabels()) == shown
    assert ("Not shown" in said(ax)) == (number > shown)
    assert ax.texts[0].get_text() == "100"
    assert_readable(ax, apart=False)


@pytest.mark.parametrize("draw", [plot_talk_share, lambda result: plot_turns(result.transitions)])
def test_what_is_hidden_is_not_drawn_and_that_is_said(draw):
    ax = draw(voice(meetings(), by="role"))
    assert [text.get_text() for text in ax.texts] == ["There is nothing to show."]
    assert "fewer than 5 people" in said(ax)
    assert "nothing to show" in alt_text(ax)
    assert "styrer" not in alt_text(ax)
    assert_readable(ax)


def test_a_hidden_course_is_not_drawn():
    ax = plot_talk_share_over_time(voice(meetings(), by="role", over="phase", bootstrap=None))
    assert [text.get_text() for text in ax.texts] == ["There is nothing to show."]


def test_no_conversation_is_said():
    logs = voice(make_corpus("En logg."), over="source")
    for ax in (plot_talk_share(logs), plot_turns(logs.transitions), plot_talk_share_over_time(logs)):
        assert [text.get_text() for text in ax.texts] == ["There is nothing to show."]


def test_others_axes_are_drawn_on():
    figure, axes = plt.subplots(1, 3)
    result = course()
    assert plot_talk_share(result, ax=axes[0]) is axes[0]
    assert plot_talk_share_over_time(result, ax=axes[1]) is axes[1]
    assert plot_turns(result.transitions, ax=axes[2]) is axes[2]
    assert figure.get_figheight() == plt.rcParams["figure.figsize"][1]


@pytest.mark.parametrize("format_", ["svg", "png", "pdf"])
def test_bytes_are_the_same_every_time(format_):
    result = course()
    for draw in (plot_talk_share, plot_talk_share_over_time, lambda one: plot_turns(one.transitions)):
        first, second = (figure_bytes(draw(result), format_) for _ in range(2))
        assert first == second


def test_the_largest_share_is_inside_of_the_picture():
    result = voice(meetings(), sources=["a"], bootstrap=None)
    ax = plot_talk_share(result)
    assert ax.get_xlim()[1] > max(row.share.value for row in result)
    assert not math.isnan(ax.get_xlim()[1])


DRAWN = (plot_talk_share, plot_talk_share_over_time, lambda result: plot_turns(result.transitions))


@pytest.mark.parametrize("draw", DRAWN)
def test_everything_shown_is_for_use_inside_and_every_picture_says_so(draw):
    ax = draw(voice(meetings(), by="role", over="phase", small="show", bootstrap=None))
    for words in (said(ax), alt_text(ax)):
        assert "For use inside of the project only" in words


@pytest.mark.parametrize("draw", DRAWN)
def test_pictures_of_single_people_say_so(draw):
    ax = draw(voice(meetings(), over="phase", bootstrap=None))
    for words in (said(ax), alt_text(ax)):
        assert "Names single people" in words


def test_targets_that_are_alike_have_labels_that_do_not_meet():
    target = {"styrer": 0.25, "assistent": (0.2, 0.3), ROLES["Dina"]: 0.25}
    result = voice(meetings(), by="role", over="phase", target=target, small="show", bootstrap=None)
    ax = plot_talk_share_over_time(result)
    ax.figure.canvas.draw()
    written = [text.get_window_extent() for text in ax.texts if text.get_text()]
    assert len(written) == 6
    assert not any(one.overlaps(other) for one, other in combinations(written, 2))
    assert_readable(ax, apart=False)


def test_a_seldom_change_of_speaker_is_not_nothing():
    said_ = [f"P{turn % 2}: Ja." for turn in range(500)] + [f"P{one}: Ja." for one in range(2, 10)]
    ax = plot_turns(voice(make_corpus(make_source(*said_)), bootstrap=None).transitions)
    cells = {text.get_text() for text in ax.texts}
    assert "<1" in cells
    assert ">99" in cells
    assert "0" not in cells
    assert ax.get_ylabel() == "speaks first"
    assert "speaks next" in ax.get_title(loc="left")

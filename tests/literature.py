"""Figures of agreement that were printed somewhere, with the data they were worked out of.

Data and figures are facts; they were copied from the papers, or from the tests of DKPro Agreement (Meyer et al. 2014)
where these cite a page. `CASES` has the identifiers that our list of golden cases gives them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fou_toolkit.analysis.agreement import (
    ReliabilityData,
    ac1,
    ac2,
    alpha,
    bennett_s,
    cohen_kappa,
    fleiss_by_value,
    fleiss_kappa,
    percent_agreement,
    scott_pi,
)
from fou_toolkit.analysis.agreement.coefficients.tallies import tallies

__all__ = ["CASES", "FIVE_OBSERVERS", "FOUR_RATERS", "IRRCAC", "Case", "cases_of", "read"]

Data = ReliabilityData


@dataclass(frozen=True)
class Case:
    """A printed figure.

    Args:
        id: Identifier.
        paper: Key of the paper.
        measure: Name in `MEASURES`.
        data: What was coded.
        expected: Figure as printed.
        tolerance: How far off the print may be.
        options: Options of the measure.
    """

    id: str
    paper: str
    measure: str
    data: Data
    expected: float
    tolerance: float
    options: Mapping[str, Any] = field(default_factory=dict)

    def computed(self, data: Data | None = None) -> float:
        """Give our figure, of other data if wanted."""
        return MEASURES[self.measure](self.data if data is None else data, **self.options)


def _by_chance(data: Data) -> float:
    """Give the expected agreement of Fleiss' κ."""
    return float((tallies(data).prevalence ** 2).sum())


def _of_value(data: Data, value: object) -> float:
    return fleiss_by_value(data)[value]


MEASURES: Mapping[str, Callable[..., float]] = {
    "alpha": alpha,
    "alpha of a value": lambda data, value: alpha(data.binary(value)),
    "kappa": cohen_kappa,
    "pi": scott_pi,
    "S": bennett_s,
    "AC1": ac1,
    "AC2": ac2,
    "fleiss": fleiss_kappa,
    "fleiss of a value": _of_value,
    "percent": percent_agreement,
    "chance": _by_chance,
}


def read(rows: str | list[str]) -> Data:
    """Read signs, one row a coder; `*` where a coder has not looked."""
    lines = rows.split(" / ") if isinstance(rows, str) else rows
    return Data.of([list(line.replace(" ", "")) for line in lines], missing="*").mapped(
        lambda sign: int(str(sign)) if str(sign).isdigit() else sign
    )


def _units(units: str) -> Data:
    """Read signs, one word a unit."""
    return Data.of([[int(sign) if sign != "*" else None for sign in unit] for unit in units.split()], rows="units")


_BINARY = read("0100000010 / 1110010000")
_FIVE_VALUES = read("aabbdcccedda / babbbccceddd")
FOUR_RATERS = read(["123321412***", "1233224125*3", "*3332342251*", "12332441251*"])
"""Krippendorff's section C; Gwet's (2014) 4 raters and 12 subjects, `cac.raw4raters` of irrCAC, are the same."""
_HAYES = _units(
    "112*2 1101* 2333* *00*0 000*0 000*0 102*1 1*20* 222*2 2111* *100* 0000* 1222* 33223 111*1 111*1 212*2 1233* 1101* "
    "000*0 0011* 00*00 2333* 0000* 12*22 0111* 00010 1212* 1122* 112*2 110*0 2121* 22*22 3222* 222*2 223*2 222*2 22*12 "
    "2222* 111*1"
)
_NINE_UNITS = _units("111 122 222 444 144 222 123 333 222")
_FLEISS = _units(
    "444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 144444 224445 333335 "
    "111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444 133333 555555"
)
_FLEISS_WIKIPEDIA = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]
_COHEN_1 = Data.from_confusion([[25, 12, 3], [13, 2, 15], [12, 16, 2]])
_COHEN_2 = Data.from_confusion([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
_SKEWED = Data.from_confusion([[80, 7], [8, 5]])
_GWET_HAND = Data.from_confusion([[8, 1], [0, 1]])
_GWET_118 = Data.from_confusion([[118, 5], [2, 0]])
_ARTSTEIN_1 = Data.from_confusion([[20, 10], [20, 50]], values=["STAT", "IREQ"])
_ARTSTEIN_2 = Data.from_confusion([[46, 0, 0], [6, 32, 6], [0, 0, 10]], values=["STAT", "IREQ", "CHCK"])
_HALF = [[1.0, 0.0, 0.5], [0.0, 1.0, 0.5], [0.5, 0.5, 1.0]]
"""Whatever meets CHCK is half a disagreement."""
_ATLAS = read("1100000000 / 0110010100")


def _half(one: object, two: object) -> float:
    return 0.5 if "CHCK" in {one, two} else 1.0


_K2011, _K1980, _A2008, _F1971 = "krippendorff2011", "krippendorff1980", "artstein2008", "fleiss1971"

CASES: Mapping[str, Case] = {
    case.id: case
    for case in (
        Case("kalpha_A_binary", _K2011, "alpha", _BINARY, 0.095, 0.0005),
        Case("kalpha_B_nominal_2obs", _K2011, "alpha", _FIVE_VALUES, 0.692, 0.0005),
        Case("kalpha_C_nominal_missing", _K2011, "alpha", FOUR_RATERS, 0.743421052631579, 1e-12),
        Case("kalpha_C_ordinal", _K2011, "alpha", FOUR_RATERS, 0.815, 0.001, {"level": "ordinal"}),
        Case("kalpha_C_interval", _K2011, "alpha", FOUR_RATERS, 0.849, 0.001, {"level": "interval"}),
        Case("kalpha_C_ratio", _K2011, "alpha", FOUR_RATERS, 0.797, 0.001, {"level": "ratio"}),
        Case("hayes_krippendorff_2007_ordinal", "hayes2007", "alpha", _HAYES, 0.7598, 0.0001, {"level": "ordinal"}),
        Case("hayes_krippendorff_2007_nominal", "hayes2007", "alpha", _HAYES, 0.4765, 0.0001),
        Case("krippendorff_1980_binary", _K1980, "alpha", _BINARY, 0.095, 0.001),
        Case("krippendorff_1980_binary_percent", _K1980, "percent", _BINARY, 0.6, 1e-9),
        Case("krippendorff_1980_nominal", _K1980, "alpha", _NINE_UNITS, 0.642, 0.001),
        Case("krippendorff_1980_interval", _K1980, "alpha", _NINE_UNITS, 0.547, 0.001, {"level": "interval"}),
        Case("krippendorff_1980_ratio", _K1980, "alpha", _NINE_UNITS, 0.483, 0.001, {"level": "ratio"}),
        *(
            Case(
                f"krippendorff_1980_percode_{value}",
                _K1980,
                "alpha of a value",
                _NINE_UNITS,
                figure,
                0.001,
                {"value": value},
            )
            for value, figure in ((1, 0.381), (2, 0.711), (3, 0.717), (4, 0.764))
        ),
        Case("cohen1960_ex2_kappa", "cohen1960", "kappa", _COHEN_2, 0.492, 0.001),
        Case("cohen1960_ex2_AC1", "gwet2014", "AC1", _COHEN_2, 0.57597, 1e-5),
        Case("cohen1960_ex1_AC1", "gwet2014", "AC1", _COHEN_1, -0.04797, 1e-5),
        Case("gwet_paradox_AC1", "gwet2014", "AC1", _SKEWED, 0.808, 1e-5),
        Case("gwet_4raters_12subj_AC1", "gwet2014", "AC1", FOUR_RATERS, 0.77544, 1e-5),
        Case("gwet_hand_AC1", "gwet2008", "AC1", _GWET_HAND, 0.8658, 0.0001),
        Case("gwet_hand_pi", "gwet2008", "pi", _GWET_HAND, 0.6078, 0.0001),
        Case("gwet_118_kappa", "gwet2008", "kappa", _GWET_118, -0.0234, 0.0001),
        Case("gwet_118_AC1", "gwet2008", "AC1", _GWET_118, 0.9408, 0.0001),
        Case("artstein_poesio_ex1_S", _A2008, "S", _ARTSTEIN_1, 0.4, 0.001),
        Case("artstein_poesio_ex1_pi", _A2008, "pi", _ARTSTEIN_1, 0.341, 0.001),
        Case("artstein_poesio_ex1_kappa", _A2008, "kappa", _ARTSTEIN_1, 0.348, 0.001),
        Case("artstein_poesio_ex2_S", _A2008, "S", _ARTSTEIN_2, 0.82, 0.001),
        Case("artstein_poesio_ex2_pi", _A2008, "pi", _ARTSTEIN_2, 0.7995, 0.001),
        Case("artstein_poesio_ex2_kappa", _A2008, "kappa", _ARTSTEIN_2, 0.8013, 0.001),
        Case("artstein_poesio_ex2_alpha", _A2008, "alpha", _ARTSTEIN_2, 0.8, 0.001),
        Case("artstein_poesio_ex2_weighted_kappa", _A2008, "kappa", _ARTSTEIN_2, 0.8163, 0.0001, {"weights": _HALF}),
        Case("artstein_poesio_ex2_weighted_alpha", _A2008, "alpha", _ARTSTEIN_2, 0.8156, 0.0001, {"level": _half}),
        Case("wiki_cohen_50", "wikipedia", "kappa", Data.from_confusion([[20, 5], [10, 15]]), 0.4, 1e-9),
        Case("wiki_cohen_4515", "wikipedia", "kappa", Data.from_confusion([[45, 15], [25, 15]]), 0.1304, 0.0001),
        Case("wiki_cohen_2535", "wikipedia", "kappa", Data.from_confusion([[25, 35], [5, 35]]), 0.2593, 0.0001),
        Case("fleiss_wikipedia", "wikipedia", "fleiss", Data.from_counts(_FLEISS_WIKIPEDIA), 0.21, 0.0005),
        Case("fleiss1971_kappa", _F1971, "fleiss", _FLEISS, 0.43, 0.001),
        Case("fleiss1971_Pbar", _F1971, "percent", _FLEISS, 0.5556, 0.001),
        Case("fleiss1971_Pe", _F1971, "chance", _FLEISS, 0.2201, 0.001),
        *(
            Case(f"fleiss1971_cat{value}", _F1971, "fleiss of a value", _FLEISS, figure, 0.005, {"value": value})
            for value, figure in ((1, 0.248), (2, 0.248), (3, 0.517), (4, 0.47), (5, 0.565))
        ),
        Case("pct_agreement_atlasti", "atlasti", "percent", _ATLAS, 0.6, 1e-9),
        Case("atlasti_alpha", "atlasti", "alpha", _ATLAS, 0.095, 0.0005),
    )
}


def cases_of(paper: str) -> list[Case]:
    """Give the figures of a paper."""
    return [case for case in CASES.values() if case.paper == paper]


FIVE_OBSERVERS = Data.of(
    [[None if sign == "*" else int(sign) for sign in unit] for unit in
     "112*2 1101* 2333* *00*0 000*0 000*0 102*1 1*20* 222*2 2111* *100* 0000* 1222* 33223 111*1".split()],
    rows="units",
)  # fmt: skip
"""15 units and 5 observers, many values missing: the example `raw_5observers` of irrCAC, from Gwet (2014)."""

IRRCAC: Mapping[str, Mapping[str, tuple[float, float, float, float]]] = {
    "four raters": {
        "identity": (0.7754440681, 0.7611692754, 0.7727272727, 0.7434210526),
        "linear": (0.8587391364, 0.8179447671, 0.8484848485, 0.8003838772),
        "quadratic": (0.9140007236, 0.8649350649, 0.9015151515, 0.8491071429),
        "ordinal": (0.8989397699, 0.8502061894, 0.8863636364, 0.8336380256),
    },
    "five observers": {
        "identity": (0.4966220549, 0.4576216868, 0.4874074074, 0.4805302403),
        "linear": (0.6896394229, 0.6118500438, 0.6657777778, 0.6352082207),
        "quadratic": (0.8304335727, 0.7507191283, 0.8062222222, 0.7718648088),
        "ordinal": (0.7853417936, 0.7012211176, 0.7594074074, 0.7234775948),
    },
}
"""Gwet's AC1 or AC2, Fleiss' κ, Brennan and Prediger's κ (S) and weighted α, as irrCAC 0.4.4 (Python) gives them."""

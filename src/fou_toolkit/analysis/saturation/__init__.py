"""When new interviews stop bringing new codes (Guest, Namey & Chen 2020)."""

from fou_toolkit.analysis.saturation.assess import saturation
from fou_toolkit.analysis.saturation.result import Drawn, Saturation, SaturationSpread
from fou_toolkit.analysis.saturation.runs import new_codes, quotients, run_totals, saturated_after

__all__ = [
    "Drawn",
    "Saturation",
    "SaturationSpread",
    "new_codes",
    "quotients",
    "run_totals",
    "saturated_after",
    "saturation",
]

"""Change over time: codes by case and period, turning points, what recurs."""

from fou_toolkit.analysis.trajectory.axis import ALL, BINS, OTHER, Axis
from fou_toolkit.analysis.trajectory.balance import Balance
from fou_toolkit.analysis.trajectory.build import TURNING_POINTS, trajectory
from fou_toolkit.analysis.trajectory.recurrence import FirstSeen, Persistence
from fou_toolkit.analysis.trajectory.result import Streams, TrajectoryResult
from fou_toolkit.analysis.trajectory.turning import AROUND, BeforeAfter, Side, TurningPoint, TurningPoints

__all__ = [
    "ALL",
    "AROUND",
    "BINS",
    "OTHER",
    "TURNING_POINTS",
    "Axis",
    "Balance",
    "BeforeAfter",
    "FirstSeen",
    "Persistence",
    "Side",
    "Streams",
    "TrajectoryResult",
    "TurningPoint",
    "TurningPoints",
    "trajectory",
]

"""Who speaks: turns, words and questions, who follows whom, who brings in topics; against a declared target."""

from fou_toolkit.analysis.voice.measure import voice
from fou_toolkit.analysis.voice.meetings import Meeting, Meetings, MeetingShare, MeetingShares
from fou_toolkit.analysis.voice.result import Voice, VoiceOverTime
from fou_toolkit.analysis.voice.rows import VoiceRow
from fou_toolkit.analysis.voice.target import Band, Target
from fou_toolkit.analysis.voice.topic_table import Topic, TopicTable
from fou_toolkit.analysis.voice.transitions import Transitions

__all__ = [
    "Band",
    "Meeting",
    "MeetingShare",
    "MeetingShares",
    "Meetings",
    "Target",
    "Topic",
    "TopicTable",
    "Transitions",
    "Voice",
    "VoiceOverTime",
    "VoiceRow",
    "voice",
]

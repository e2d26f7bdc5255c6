"""Everything that can go wrong, in one tree.

    FouError
    ├── ReadError            (ValueError)         a file cannot be read as what it claims to be
    ├── MaterialError        (FileNotFoundError)  a file or folder is not there
    ├── WriteError           (OSError)            a result cannot be written
    ├── CodebookError        (ValueError)         a codebook is wrong
    │   └── CueError                              a cue does not follow the cue language
    ├── UnknownIdError       (KeyError)           no source, code or participant of that id
    ├── SettingsError        (ValueError)         fou.toml is wrong
    ├── DataError            (ValueError)         no figure can be worked out of what was given
    ├── MissingPackageError  (ImportError)        an optional package is not installed
    ├── DamageError          (ValueError)         a project's database is damaged, or is none
    ├── NewerVersionError    (ValueError)         a project was written by a newer version of this library
    ├── BusyError            (TimeoutError)       somebody else is writing, for longer than one can wait
    └── StaleError           (RuntimeError)       the project has changed since something was shown

Every message says what happened, where, and what to do now, in the language of the person. The texts are
translated where the error is raised (`fou_toolkit._i18n.t`); this module holds none.
"""

__all__ = [
    "BusyError",
    "CodebookError",
    "CueError",
    "DamageError",
    "DataError",
    "FouError",
    "MaterialError",
    "MissingPackageError",
    "NewerVersionError",
    "ReadError",
    "SettingsError",
    "StaleError",
    "UnknownIdError",
    "WriteError",
]


class FouError(Exception):
    """Base of all errors of this library.

    Args:
        message: What happened, one sentence.
        where: File, line or place; empty when the message says it.
        hint: What to do now; empty when there is nothing to do.
    """

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        """Give place, message and advice on lines of their own."""
        head = f"{self.where}: {self.message}" if self.where else self.message
        return f"{head}\n  → {self.hint}" if self.hint else head


class ReadError(FouError, ValueError):
    """A file cannot be read as what it claims to be."""


class MaterialError(FouError, FileNotFoundError):
    """A file or folder is not there."""


class WriteError(FouError, OSError):
    """A result cannot be written."""


class CodebookError(FouError, ValueError):
    """A codebook is wrong."""


class CueError(CodebookError):
    """A cue does not follow the cue language.

    Args:
        message: What is wrong.
        where: File, line or place.
        hint: What to write instead.
        position: Offset into the cue, in code points.
    """

    def __init__(self, message: str, *, where: str = "", hint: str = "", position: int = 0) -> None:
        super().__init__(message, where=where, hint=hint)
        self.position = position


class UnknownIdError(FouError, KeyError):
    """No source, code or participant of that id."""


class SettingsError(FouError, ValueError):
    """The settings file is wrong."""


class DataError(FouError, ValueError):
    """No figure can be worked out of what was given."""


class MissingPackageError(FouError, ImportError):
    """An optional package is not installed."""


class DamageError(FouError, ValueError):
    """A project's database is damaged, or is none."""


class NewerVersionError(FouError, ValueError):
    """A project was written by a newer version of this library."""


class BusyError(FouError, TimeoutError):
    """Somebody else is writing, for longer than one can wait."""


class StaleError(FouError, RuntimeError):
    """The project has changed since something was shown."""

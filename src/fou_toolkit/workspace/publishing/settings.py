"""`appendix.toml` in the folder of a project: read it, or begin one."""

from pathlib import Path
from typing import Final

from fou_toolkit._files import reason_of, write_text
from fou_toolkit._i18n import t
from fou_toolkit.appendix.config import PARTS, Config
from fou_toolkit.appendix.toml import config_of
from fou_toolkit.errors import SettingsError, WriteError
from fou_toolkit.workspace.publishing.material import CONFIG_FILE
from fou_toolkit.workspace.settings import read_settings

__all__ = ["begin_config", "language_of", "read_config"]

_KEYS: Final = ("study.question", "study.background", "coreq.8")


def read_config(folder: Path | None) -> Config:
    """Read the settings of an appendix; without a file, the usual ones.

    Raises:
        SettingsError: The file is no TOML, or a setting is not possible.
    """
    path = None if folder is None else folder / CONFIG_FILE
    if path is None or not path.is_file():
        return Config()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        hint = t("Save it with the encoding UTF-8.")
        raise SettingsError(t("The file is not text in UTF-8."), where=str(path), hint=hint) from error
    except OSError as error:
        message = t("The file cannot be opened: {reason}.", reason=reason_of(error))
        raise SettingsError(message, where=str(path)) from error
    return config_of(text, where=str(path))


def language_of(folder: Path | None) -> str:
    """Give the language that the project is written in; empty where it does not say."""
    return read_settings(folder).language if folder is not None else ""


def begin_config(folder: Path) -> Path:
    """Write an `appendix.toml` to begin with: every setting stands there as a remark, with what it does.

    Raises:
        WriteError: There is one already, or it cannot be written.
    """
    path = folder / CONFIG_FILE
    if path.exists():
        hint = t("Open it in an editor; nothing was changed.")
        raise WriteError(t("There is an {name} already.", name=CONFIG_FILE), where=str(path), hint=hint)
    return write_text(path, _starter())


def _starter() -> str:
    parts = ", ".join(PARTS)
    lines = [
        f"# {t('What goes into the appendix. Take the # away in front of what you want to set.')}",
        f"# leave_out = []          # {t('parts to leave out:')} {parts}",
        f'# text_ids = "auto"       # {t("own ids of texts, numbers, or auto: numbers where an id tells a name")}',
        "",
        "[study]",
        '# title = ""',
        '# authors = [{name = "", affiliation = "", orcid = ""}]',
        '# doi = ""',
        '# contact = ""',
        '# funder = ""',
        "# keywords = []",
        "",
        "[codings]",
        f"# coders = []             # {t('whose codings count; empty: all but rules')}",
        '# combine = "any"         # any, all',
        f"# codes = []              # {t('codes or themes; empty: all')}",
        f'# groups = ["role", "level", "phase"]   # {t("what frequencies are cut by")}',
        f'# over = "phase"          # {t("what change is followed along")}',
        f"# agreement = true        # {t('show figures of agreement, whatever the orientation')}",
        "# resamples = 1000",
        "# seed = 1",
        "",
        "[quotations]",
        "# per_code = 2",
        f"# longest = 60            # {t('words; what is longer is cut visibly')}",
        f"# reviewed = []           # {t('ids of quotations that you have read and found publishable')}",
        f"# left_out = []           # {t('ids of quotations that are not to be published')}",
        "# seed = 1",
        "",
        "[result_sheet]",
        f"# found = []              # {t('what you found together, one sentence each')}",
        f"# next = []               # {t('what happens now, one sentence each')}",
        "# quotations = []",
        '# contact = ""',
        "",
        "[package]",
        '# licence = "CC-BY-4.0"',
        '# publisher = ""',
        f"# extracts = true         # {t('coded extracts, where consent covers quotation and reuse')}",
        "",
        f"# {t('What only you know; the appendix lists the keys that are still open.')}",
        "[answers]",
        *(f'# "{key}" = ""' for key in _KEYS),
        "",
    ]
    return "\n".join(lines)

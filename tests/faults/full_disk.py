"""A program that works on a disk that gets full, in a small disk of its own; run by `test_disk_full.py`.

    unshare --mount python -m faults.full_disk FOLDER PROJECT ACT

mounts a disk of 24 MB at FOLDER, copies PROJECT there, and for every amount of room that is left fills the disk, does
the act, and tells what happened: a line of JSON each. The disk is gone with the program.
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from builders import make_source
from fou_toolkit._i18n import set_language
from fou_toolkit.errors import FouError
from fou_toolkit.model import Corpus, Span
from fou_toolkit.store import connection
from fou_toolkit.workspace.live.taking_in import plan_texts
from projects import open_project

PAGE = 4096


def main(disk, pristine, act, step, guard):
    set_language("en")
    if guard == "off":
        # What SQLite has taken back already is taken back a second time.
        connection._roll_back = lambda one: one.execute("ROLLBACK")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk], check=True)
    number = 0
    while True:
        folder = shutil.copytree(pristine, Path(disk) / "p")
        done = trial(folder, Path(disk) / "filler", act, number * int(step))
        sys.stdout.write(json.dumps(done) + "\n")
        sys.stdout.flush()
        shutil.rmtree(folder)
        if done["went well"]:
            return
        number += 1


def trial(folder, filler, act, pages):
    """Do the act with so many pages left on the disk; then look what is left, and do it once more with room."""
    ws = open_project(folder)
    before = {coding for coding, _ in ws.store.codings()}
    fill(filler, pages)
    done = {"pages": pages, "went well": True, "error": "", "message": "", "hint": "", "said": ""}
    told = set()
    try:
        told, done["said"] = ACTS[act](ws)
    except FouError as error:
        done |= {"went well": False, "error": type(error).__name__, "message": error.message, "hint": error.hint}
    except Exception as error:  # noqa: BLE001 - any other is what the test looks for
        done |= {"went well": False, "error": type(error).__name__, "message": str(error)}
    with contextlib.suppress(Exception):
        ws.close()
    # The disk is still full.
    with open_project(folder) as ws:
        there = {coding for coding, _ in ws.store.codings()}
        done["lost"] = len((before | told) - there)
        done["open"] = len(ws.database.todo())
        done["faults"] = [str(one) for one in ws.verify().faults]
    filler.unlink()
    with open_project(folder) as ws:
        done["left"] = "Emil" in ws.present.person_uids
        if act == "withdraw" and done["left"]:
            ACTS[act](ws)
            done["later"] = "Emil" not in ws.present.person_uids
        done["todo"] = len(ws.database.todo())
    return done


def fill(filler, pages):
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(PAGE))
    size = filler.stat().st_size
    os.truncate(filler, max(0, size - pages * PAGE))


def code(ws):
    return {ws.code("samtale", Span(number, number + 9), "M1") for number in range(40)}, ""


def take_in(ws):
    plan_texts(ws, Corpus((make_source("Anne: " + "Ansvar og makt. " * 2000, id="ny"),))).apply()
    return set(), ""


def withdraw(ws):
    return set(), str(ws.withdraw("Emil").apply())


ACTS = {"code": code, "take in": take_in, "withdraw": withdraw}

if __name__ == "__main__":
    main(*sys.argv[1:])

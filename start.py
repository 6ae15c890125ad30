#!/usr/bin/env python3
"""Install segkit into .venv, open its lessons in JupyterLab, or run its tests.

python3 start.py                        install, then open the first lesson
python3 start.py lab [NOTEBOOK] [...]   open that notebook; the rest goes to JupyterLab
python3 start.py test [...]             install the rest, test all; [...] to pytest
python3 start.py test --quick [...]     the same without browser, Spark and slow tests

On Windows write "py start.py". Needs Python 3.11 or later and, the first time, the
network; nothing else. Uses uv when it is there, which is faster.
"""
# Keep to the grammar of Python 3.6 here, so that an old Python can say that it is old.

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
OLDEST = (3, 11)
FIRST_LESSON = "notebooks/00_start_here.ipynb"
LESSONS = ("notebooks", "exercises", "solutions")
TARGETS = {"learner": ".", "test": ".[all,dev]"}
COST = {
    "learner": "1 to 3 minutes, about 250 MB to download, 1.1 GB on disk",
    "test": "2 to 6 minutes, about 900 MB to download, 2.1 GB on disk",
}
QUIET = {"fetchNews": "false", "checkForUpdates": False}
LAB_SETTINGS = {"@jupyterlab/apputils-extension:notification": QUIET}
say = partial(print, flush=True)  # at once, also into a file


def too_old(version):
    """Return what to tell a Python that is too old, or None."""
    if tuple(version[:2]) >= OLDEST:
        return None
    need, have = (f"{major}.{minor}" for major, minor in (OLDEST, version[:2]))
    return (
        f"segkit needs Python {need} or later; this is Python {have} "
        f"({sys.executable}). Get a newer one from https://www.python.org/downloads, "
        f"then run start.py with it, for example: python{need} start.py"
    )


def no_venv(find=importlib.util.find_spec):
    """Return what to do when this Python cannot make environments, or None."""
    if find("venv") and find("ensurepip"):
        return None
    return (
        "This Python cannot make a virtual environment: venv or ensurepip is missing. "
        "On Debian and Ubuntu: sudo apt install python3-venv. Then run start.py again."
    )


def scripts(venv, windows=WINDOWS):
    """Return the folder of an environment's programs."""
    return venv / ("Scripts" if windows else "bin")


def venv_python(venv, windows=WINDOWS):
    """Return the Python of an environment."""
    return scripts(venv, windows) / ("python.exe" if windows else "python")


def base_python():
    """Return a Python that outlives .venv, also when .venv's own runs this file."""
    return getattr(sys, "_base_executable", None) or sys.executable


def fingerprint(root):
    """Return what changes when the packages to install change."""
    names = ("requirements.lock", "pyproject.toml")
    # As text: a checkout on Windows may end its lines differently.
    text = "".join((root / name).read_text(encoding="utf-8") for name in names)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read_marker(venv):
    """Return what start.py last did to this environment; empty when unknown."""
    try:
        marker = json.loads((venv / "segkit.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return marker if isinstance(marker, dict) else {}


def write_marker(venv, **facts):
    """Write down what is being done to this environment."""
    (venv / "segkit.json").write_text(json.dumps(facts), encoding="utf-8")


def is_current(marker, kind, want, root):
    """Say whether everything of this kind is installed already."""
    have = [marker.get(name) for name in ("state", "fingerprint", "root")]
    return have == ["ready", want, str(root)] and marker["kind"] in (kind, "test")


def must_rebuild(marker, root):
    """Say whether an environment was left half-made, or was moved."""
    have = [marker.get(name) for name in ("state", "root")]
    return bool(marker) and have != ["ready", str(root)]


def healthy(venv):
    """Say whether the environment's Python starts, is new enough and has pip."""
    check = f"import sys, pip; sys.exit(sys.version_info[:2] < {OLDEST})"
    command, quiet = [str(venv_python(venv)), "-c", check], subprocess.DEVNULL
    try:
        return subprocess.call(command, stdout=quiet, stderr=quiet, timeout=60) == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def venv_command(tool, venv):
    """Return the command that makes an environment in an existing folder."""
    if tool == "pip":
        return [base_python(), "-m", "venv", str(venv)]
    # --seed brings pip, for %pip in a notebook.
    options = ["--seed", "--allow-existing", "--python", base_python()]
    return [tool, "venv", *options, str(venv)]


def install_command(tool, venv, kind):
    """Return the command that installs the learner's or the tests' packages."""
    python = str(venv_python(venv))
    pip = [python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    start = pip if tool == "pip" else [tool, "pip", "install", "--python", python]
    return [*start, "-c", "requirements.lock", "-e", TARGETS[kind]]


def new_venv(tool, venv, **facts):
    """Make the environment from nothing, marked as unfinished."""
    if venv.exists():
        shutil.rmtree(str(venv))
    venv.mkdir()
    write_marker(venv, state="installing", **facts)
    subprocess.run(venv_command(tool, venv), cwd=str(ROOT), check=True)


def install(tool, rebuild, **facts):
    """Install with uv or pip; the marker tells when this did not come to its end."""
    if rebuild:
        new_venv(tool, VENV, **facts)
    write_marker(VENV, state="installing", **facts)
    subprocess.run(
        install_command(tool, VENV, facts["kind"]), cwd=str(ROOT), check=True
    )
    write_marker(VENV, state="ready", **facts)


def tools(rebuild):
    """Return what can install here, best first."""
    uv = shutil.which("uv")
    pip = [] if rebuild and no_venv() else ["pip"]
    return ([uv] if uv else []) + pip


def try_tools(rebuild, **facts):
    """Install with the first tool that can; say so when none could."""
    for tool in tools(rebuild):
        try:
            return install(tool, rebuild, **facts)
        except subprocess.CalledProcessError as error:
            say("This did not work: " + " ".join(map(str, error.cmd)))
            rebuild = True
        except OSError as error:
            sys.exit(
                f"Cannot write {VENV}: {error}. Close JupyterLab and what else uses "
                "it, look at the free space, and run start.py again."
            )
    return sys.exit(
        "Installing failed; the lines above say why. Most often it is the network or a "
        "full disk. Run start.py again: it begins anew."
    )


def prepare(kind):
    """Make .venv hold everything of this kind; do nothing when it does."""
    want, marker, sound = fingerprint(ROOT), read_marker(VENV), healthy(VENV)
    if sound and is_current(marker, kind, want, ROOT):
        return
    rebuild = not sound or must_rebuild(marker, ROOT)
    if not tools(rebuild):
        sys.exit(no_venv())
    say(f"Installing into {VENV} ({COST[kind]}).")
    began = time.time()
    try_tools(rebuild, kind=kind, fingerprint=want, root=str(ROOT))
    say(f"Installed in {time.time() - began:.0f} s.")


def environment(venv, base, windows=WINDOWS):
    """Return the environment variables that put .venv first."""
    path = [str(scripts(venv, windows)), base.get("PATH", "")]
    env = {name: value for name, value in base.items() if name != "PYTHONHOME"}
    env["PATH"] = (";" if windows else ":").join(path)
    # The kernel of .venv, also where the user has a kernel of the same name.
    env.update(VIRTUAL_ENV=str(venv), JUPYTER_PREFER_ENV_PATH="1")
    return env


def hand_over(command, env, windows=WINDOWS):
    """Become this program (on Windows: wait for it, and leave Ctrl+C to it)."""
    os.chdir(str(ROOT))
    if not windows:
        os.execve(command[0], command, env)
    process = subprocess.Popen(command, env=env)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def find_notebook(name, root, cwd):
    """Return a notebook's path below the root, from its path or only its name."""
    file = name if name.endswith(".ipynb") else name + ".ipynb"
    places = [cwd / file, root / file] + [root / folder / file for folder in LESSONS]
    for place in places:
        if place.is_file() and root in place.resolve().parents:
            return place.resolve().relative_to(root)
    known = sorted(path.stem for path in (root / "notebooks").glob("*.ipynb"))
    have = ", ".join(known) or "none yet"
    raise FileNotFoundError(f"No notebook {name!r} in {root}. The lessons: {have}")


def lab_url(notebook):
    """Return the address, within the server, that opens a notebook (or none)."""
    return "/lab/tree/" + quote(notebook.as_posix()) if notebook else "/lab"


def write_settings(venv):
    """Switch off JupyterLab's pop-up about news; return the folder that says so."""
    folder = venv / "share" / "jupyter" / "lab" / "settings"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "overrides.json").write_text(json.dumps(LAB_SETTINGS), encoding="utf-8")
    return folder


def lab_command(python, root, notebook, settings):
    """Return the command that opens JupyterLab with the repository as its root."""
    # Not "jupyter lab FILE": the file's own folder would become the root.
    command = [str(python), "-m", "jupyterlab", f"--ServerApp.root_dir={root}"]
    command.append(f"--LabApp.default_url={lab_url(notebook)}")
    command.append(f"--LabApp.app_settings_dir={settings}")
    superuser = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*command, "--allow-root"] if superuser else command


def lab(args):
    """Install the learner's packages and open JupyterLab."""
    notebook = Path(FIRST_LESSON) if (ROOT / FIRST_LESSON).is_file() else None
    if args and not args[0].startswith("-"):
        try:
            notebook = find_notebook(args[0], ROOT, Path.cwd())
        except FileNotFoundError as error:
            sys.exit(str(error))
        args = args[1:]
    prepare("learner")
    settings = write_settings(VENV)
    say("Opening JupyterLab in your browser. To end it: Ctrl+C here, twice.")
    command = lab_command(venv_python(VENV), ROOT, notebook, settings)
    return hand_over([*command, *args], environment(VENV, os.environ))


def test(args):
    """Install everything and run every test, or with --quick the quick ones."""
    prepare("test")
    command = [str(venv_python(VENV)), str(ROOT / "tests" / "run.py"), *args]
    return hand_over(command, environment(VENV, os.environ))


def main(args):
    """Do what the command line says."""
    if "-h" in args or "--help" in args:
        say(str(__doc__))
        return 0
    if too_old(sys.version_info):
        sys.exit(too_old(sys.version_info))
    if args and args[0] == "test":
        return test(args[1:])
    return lab(args[1:] if args and args[0] == "lab" else args)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nStopped. Run start.py again: it begins anew where it must.")

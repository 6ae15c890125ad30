"""A JupyterLab server on a copy of the lessons: no file of the project is changed."""

import json
import os
import shutil
import sys
from pathlib import Path

import processes

# What a person has, but for what would make a test depend on chance or on the network.
SETTINGS = {
    # Every cell is in the page, not only those in view.
    "@jupyterlab/notebook-extension:tracker": {
        "windowingMode": "none",
        "scrollPastEnd": False,
    },
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
    "@jupyterlab/completer-extension:manager": {"autoCompletion": False},
    # What is typed arrives as typed.
    "@jupyterlab/codemirror-extension:plugin": {
        "defaultConfig": {"autoClosingBrackets": False}
    },
}
FOLDERS = {
    "JUPYTER_CONFIG_DIR": "config",
    "JUPYTER_DATA_DIR": "data",
    "JUPYTER_RUNTIME_DIR": "runtime",
    "JUPYTERLAB_SETTINGS_DIR": "user-settings",
    "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    "IPYTHONDIR": "ipython",
    "SEGKIT_HOME": "progress",
}
NOT_COPIED = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")


def environment(home):
    """Return the server's environment: nothing of the user's Jupyter leaks in."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "JPY_"))}
    for name, folder in FOLDERS.items():
        (home / folder).mkdir(parents=True)
        env[name] = str(home / folder)
    env.update(JUPYTER_PREFER_ENV_PATH="1", NO_PROXY="127.0.0.1", no_proxy="127.0.0.1")
    return env


def command(root, port, home):
    """Return the command of the server; it needs no token: only we know the port."""
    settings = home / "app-settings"
    settings.mkdir()
    (settings / "overrides.json").write_text(json.dumps(SETTINGS))
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.root_dir": root,
        "IdentityProvider.token": "",
        "LabApp.app_settings_dir": settings,
        "LabApp.expose_app_in_browser": True,
        "LabApp.extension_manager": "readonly",
    }
    words = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", *words]


class Lab:
    """A running JupyterLab; `url` is its address, `root` the folder that it shows."""

    def __init__(self, folder, seconds=90):
        self.root = Path(folder) / "work"
        self.root.mkdir(parents=True)
        home, self.log = Path(folder) / "home", Path(folder) / "lab.log"
        home.mkdir()
        port = processes.free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.process = processes.start(
            command(self.root, port, home),
            self.log,
            env=environment(home),
            cwd=self.root,
        )
        try:
            processes.wait_for(
                f"{self.url}/api/status", self.process, self.log, seconds
            )
        except BaseException:
            self.stop()
            raise

    def add(self, path):
        """Copy a notebook or a folder of them to where the server looks."""
        copy = shutil.copytree if path.is_dir() else shutil.copy
        options = {"ignore": NOT_COPIED} if path.is_dir() else {}
        copy(path, self.root / path.name, **options)

    def stop(self):
        """End the server and its kernels; return what had to be killed."""
        return processes.stop(self.process)

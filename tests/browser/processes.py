"""Programs that a test starts, and that are ended with it, whatever happens."""

import contextlib
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import psutil


def free_port():
    """Return a port that nobody listens on."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def last_lines(log, n=25):
    """Return the end of a log, for the message of a failure."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-n:])


def start(command, log, **options):
    """Start a program in a session of its own, its output in a file."""
    with Path(log).open("wb") as out:
        return psutil.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **options,
        )


def answers(url):
    """Say whether a server of this machine answers, without any proxy."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with contextlib.suppress(OSError), opener.open(url, timeout=5) as response:
        return response.status < 500
    return False


def wait_for(url, process, log, seconds):
    """Wait until a server answers; show the end of its log when it does not."""
    deadline = time.monotonic() + seconds
    while not answers(url):
        code = process.poll()
        if code is not None or time.monotonic() > deadline:
            what = f"ended with {code}" if code is not None else "did not answer"
            raise AssertionError(f"the server {what}:\n{last_lines(log)}")
        time.sleep(0.1)


def stop(process, seconds=12):
    """End a program and all that it started; return what had to be killed."""
    family = [process]
    with contextlib.suppress(psutil.NoSuchProcess):
        family += process.children(recursive=True)
        process.terminate()
    _, alive = psutil.wait_procs(family, timeout=seconds)
    for one in alive:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.kill()
    psutil.wait_procs(alive, timeout=5)
    return alive

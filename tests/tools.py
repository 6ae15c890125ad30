"""Chromium and Java: what the tests need beside Python, and where to get it."""

import functools
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST_JAVA = 17  # Spark 4 needs it
NOT_TESTED = {
    "Chromium": "Not tested: the lessons in a browser, because Chromium is missing "
    "(get it: sudo apt install chromium on Debian; elsewhere, in .venv: "
    "python -m playwright install chromium)",
    "Java": f"Not tested: Spark, because Java {OLDEST_JAVA} or later is missing "
    "(get it: sudo apt install openjdk-17-jre-headless; elsewhere: "
    "https://adoptium.net)",
}
# Debian 13 no longer has Java 17, Ubuntu's "default" may be older than 17.
JAVA_PACKAGES = ("openjdk-17-jre-headless", "openjdk-21-jre-headless")
SECONDS = 60


def output_of(command):
    """Return what a command prints, or "" when it fails."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return "" if done.returncode else done.stdout.decode("utf-8", "replace")


# ------------------------------------------------------------------------- Java


def java_version(text):
    """Return Java's feature release from what `java -version` prints; 0: none."""
    found = re.search(r'version "(\d+)(?:\.(\d+))?', text)
    if not found:
        return 0
    major, minor = int(found.group(1)), int(found.group(2) or 0)
    return minor if major == 1 else major  # Java 8 calls itself 1.8


def find_java(env=os.environ):
    """Return the Java that Spark will take, when it is new enough; else None."""
    home = env.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if java and java_version(output_of([java, "-version"])) >= OLDEST_JAVA:
        return java
    return None


# --------------------------------------------------------------------- Chromium


def mac_places():
    """Return where macOS keeps browsers of Chromium's family."""
    apps = ("Chromium", "Google Chrome", "Microsoft Edge")
    return [f"/Applications/{app}.app/Contents/MacOS/{app}" for app in apps]


def windows_places(env):
    """Return where Windows keeps browsers of Chromium's family."""
    folders = [
        env[name] for name in ("ProgramFiles", "ProgramFiles(x86)") if name in env
    ]
    tails = (r"Google\Chrome\Application\chrome.exe",)
    tails += (r"Microsoft\Edge\Application\msedge.exe",)
    return [folder + "\\" + tail for tail in tails for folder in folders]


def linux_places(env):
    """Return Chromium's family on the PATH; a snap cannot read our folders."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = [shutil.which(name, path=env.get("PATH")) for name in names]
    return [p for p in found if p and "snap" not in Path(p).resolve().parts]


def chromium_places(env, platform=sys.platform):
    """Return where a browser of Chromium's family may be, best first."""
    if platform == "darwin":
        return mac_places()
    return windows_places(env) if platform == "win32" else linux_places(env)


def playwrights_own():
    """Return the browser that `playwright install chromium` fetched, if any."""
    code = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as p: print(p.chromium.executable_path)"
    )
    return output_of([sys.executable, "-c", code]).strip()


def starts(program, platform=sys.platform):
    """Say whether a browser is really one: Ubuntu has a script that only complains."""
    if not Path(program).is_file():
        return False
    return platform == "win32" or bool(output_of([program, "--version"]))


def find_chromium(env=os.environ):
    """Return the Chromium for the browser tests, or None."""
    if env.get("SEGKIT_CHROMIUM"):
        return env["SEGKIT_CHROMIUM"]
    found = next(filter(starts, chromium_places(env)), None)
    return found or next(filter(starts, [playwrights_own()]), None)


# ------------------------------------------------------------------ all of them


@functools.cache
def place_of(name):
    """Return where Chromium or Java is, looked up once."""
    return {"Chromium": find_chromium, "Java": find_java}[name]()


def missing():
    """Return which of Chromium and Java are not there."""
    return [name for name in NOT_TESTED if not place_of(name)]


def reason_missing(name):
    """Return why something cannot be tested here, or None."""
    return None if place_of(name) else NOT_TESTED[name]


def systems(os_release):
    """Return the names in /etc/os-release: of this Linux and of its parents."""
    found = re.findall(r'^ID(?:_LIKE)?="?([^"\n]*)', os_release, re.MULTILINE)
    return set(" ".join(found).split())


def this_system():
    """Return the names of this Linux, none elsewhere."""
    try:
        return systems(Path("/etc/os-release").read_text(encoding="utf-8"))
    except OSError:
        return set()


def apt_packages(names, system):
    """Return the packages to install, a tuple of alternatives for each tool."""
    packages = {"Chromium": ("chromium",), "Java": JAVA_PACKAGES}
    if "ubuntu" in system:
        del packages["Chromium"]  # there it is a snap
    elif "debian" not in system:
        return []
    return [packages[name] for name in names if name in packages]


def apt_install(packages):
    """Install packages with apt-get; what fails is seen by looking again."""
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")

    def apt_get(*arguments):
        command = ["apt-get", "-qq", *arguments]
        subprocess.run(command, env=env, stdin=subprocess.DEVNULL, check=False)

    apt_get("update")
    known = [
        next((n for n in names if output_of(["apt-cache", "show", n])), names[0])
        for names in packages
    ]
    print("Installing with apt-get:", *known, flush=True)
    apt_get("install", "-y", "--no-install-recommends", *known)


def may_install():
    """Say whether this is root on a system with apt-get."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return bool(root and shutil.which("apt-get"))


def prepare():
    """Get Chromium and Java where that is ours to do; say what is left out."""
    packages = apt_packages(missing(), this_system()) if may_install() else []
    if packages:
        apt_install(packages)
        place_of.cache_clear()
    for name in missing():
        print(NOT_TESTED[name], flush=True)

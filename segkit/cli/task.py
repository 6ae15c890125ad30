"""What was asked for, shared by the steps that do it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from segkit.cli import arguments
from segkit.cli.terminal import Progress

SECRET = "pseudonyms.key"


@dataclass(frozen=True, eq=False)
class Task:
    """What was asked for, where it goes, and the clock.

    Parameters
    ----------
    options : as parsed
    told : our column name to theirs, where the user said so
    home : the folder that holds the secret of the pseudonyms, if there is one
    staging : the folder to write to before everything moves to its place
    progress : to say how long it takes
    """

    options: arguments.Options
    told: dict[str, str]
    home: Path
    staging: Path
    progress: Progress = field(default_factory=Progress)

    def secret(self) -> Path:
        """Find the secret behind the pseudonyms: the one used before, if any."""
        path = self.staging / SECRET
        before = self.home / SECRET
        if before.exists() and not path.exists():
            shutil.copy2(before, path)
        return path

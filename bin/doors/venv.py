"""Makes and keeps .venv, and moves the running script into it.

Kept to the Python of some years ago, for it is read by whatever `python3` happens to be: its first job is to
find a newer one. The rest of the doors may use Python 3.11.

.venv counts as complete when its stamp names this folder, its Python and the hash of the requirements, and every
file that its packages list is there. An install that was broken off leaves its mark and is made anew.
"""

import errno
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "desk-stamp.json"
UNFINISHED = VENV / "desk-unfinished"
PYTHONS = ((3, 11), (3, 12), (3, 13), (3, 14))  # all pinned packages have wheels for these
CONTAINED = {"requirements.txt": [], "requirements-dev.txt": ["requirements.txt"]}


class Refusal(Exception):
    """Something is wrong that a person can put right; the text says what, and how."""


def say(text):
    """One line for the person at the terminal, at once even into a pipe; stdout is for results."""
    print(text, file=sys.stderr)
    sys.stderr.flush()


def modern_python():
    """Returns when this Python is fit for the desk; else starts the script anew with one that is."""
    if sys.version_info[:2] in PYTHONS:
        return
    for version in sorted(PYTHONS, reverse=True):
        found = shutil.which("python{}.{}".format(*version))
        if found and _version(found) == list(version):
            os.execv(found, [found] + sys.argv)
    if sys.version_info[:2] < PYTHONS[0]:
        this = sys.version.split()[0]
        say(f"The desk needs Python 3.11 or later; this is {this}, and no newer one is on PATH.")
        sys.exit(1)


def enter(requirements):
    """Returns once this process runs in a complete .venv; makes it, and starts the script anew, if need be.

    Raises Refusal when it cannot be made.
    """
    changed = False
    if not _complete(requirements):
        with _Lock():
            if not _complete(requirements):
                _make(requirements)
                changed = True
    if changed or not _inside():
        os.execv(str(PYTHON), [str(PYTHON)] + sys.argv)


def _inside():
    return VENV.exists() and os.path.samefile(sys.prefix, str(VENV))


def _version(python):
    """[major, minor] of a Python, or None if it does not run."""
    code = "import sys, json; print(json.dumps(sys.version_info[:2]))"
    try:
        return json.loads(subprocess.check_output([str(python), "-c", code], stderr=subprocess.DEVNULL).decode())
    except (OSError, subprocess.CalledProcessError, ValueError):
        return None


def _hash(name):
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def _stamp():
    try:
        return json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}


def _complete(requirements):
    stamp = _stamp()
    return (
        not UNFINISHED.exists()
        and stamp.get("path") == str(VENV)
        and stamp.get("files", {}).get(requirements) == _hash(requirements)
        and stamp.get("python") == (list(sys.version_info[:2]) if _inside() else _version(PYTHON))
        and _nothing_missing(stamp["python"])
    )


def _nothing_missing(version):
    """Whether every file that the installed packages list is there (0.1 s for 17,000 files)."""
    packages = VENV / "lib" / "python{}.{}".format(*version) / "site-packages"
    for record in packages.glob("*.dist-info/RECORD"):
        for line in record.read_text(encoding="utf-8").splitlines():
            name = line.rsplit(",", 2)[0].strip('"')
            if not name.endswith(".pyc") and not os.path.exists(os.path.join(str(packages), name)):
                return False
    return packages.is_dir()


def _usable():
    """Whether the .venv that is there can be brought up to date: made here, whole, by a Python that still runs."""
    version = _version(PYTHON)
    stamp = _stamp()
    return (
        version is not None
        and tuple(version) in PYTHONS
        and not UNFINISHED.exists()
        and stamp.get("path", str(VENV)) == str(VENV)
        and stamp.get("python", version) == version
        and _nothing_missing(version)
        and _silent([str(PYTHON), "-m", "pip", "--version"])
    )


def _silent(command):
    return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


class _Lock:
    """Held while .venv is changed. The installer inherits it, so an orphaned install still keeps others out."""

    def __enter__(self):
        try:
            self.file = open(str(VENV) + ".lock", "w")
        except OSError as error:
            why = error.strerror.lower()
            raise Refusal(f"{ROOT} cannot be written ({why}), so the packages cannot be installed in it.") from None
        os.set_inheritable(self.file.fileno(), True)
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.EACCES):
                raise
            say("Another start is preparing the packages; waiting for it ...")
            fcntl.flock(self.file, fcntl.LOCK_EX)
        return self

    def __exit__(self, *_):
        self.file.close()


def _make(requirements):
    if not _usable():
        _make_anew()
    UNFINISHED.touch()
    if STAMP.exists():
        STAMP.unlink()
    names = CONTAINED[requirements] + [requirements]
    say(f"Installing the packages of {requirements} into {VENV.name} (about a minute the first time) ...")
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    for name in names:
        command += ["-r", str(ROOT / name)]
    _run(command, "The packages could not be installed; is there a connection to the package index?")
    stamp = {"path": str(VENV), "python": _version(PYTHON), "files": {name: _hash(name) for name in names}}
    STAMP.write_text(json.dumps(stamp))
    UNFINISHED.unlink()


def _make_anew():
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    elif VENV.exists():
        say(f"{VENV.name} is incomplete or was made by another Python; making it anew ...")
        shutil.rmtree(str(VENV))
    _have_ensurepip()
    _run([_base_python(), "-m", "venv", str(VENV)], f"The folder {VENV} could not be made.")


def _base_python():
    """The Python below, when this one is itself that of a virtual environment (perhaps of the one just removed)."""
    return getattr(sys, "_base_executable", None) or sys.executable


def _have_ensurepip():
    if _silent([_base_python(), "-c", "import ensurepip, venv"]):
        return
    package = "python{}.{}-venv".format(*sys.version_info)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Refusal(
            f"This Python ({_base_python()}) cannot make virtual environments; "
            f"on Debian or Ubuntu an administrator runs: apt install {package}"
        )
    say(f"Installing {package} with apt-get ...")
    apt_install([package])


def apt_install(packages):
    """Installs Debian packages; the caller is root. Raises Refusal with apt's last words."""
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    names = ", ".join(packages)
    _run(["apt-get", "-qq", "update"], "apt-get update failed.", environment)
    command = ["apt-get", "-qq", "install", "-y", "--no-install-recommends"] + packages
    _run(command, f"apt-get could not install {names}.", environment)


def _run(command, complaint, environment=None):
    """Runs the command with its words kept back; shows their end, under the complaint, when it fails."""
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        close_fds=False,  # the lock stays held while it runs
    )
    output = process.communicate()[0].decode("utf-8", "replace")
    if process.returncode:
        raise Refusal(complaint + "\n" + "\n".join(output.strip().splitlines()[-15:]))

"""The lock, environment.yml and binder/ give everybody the same versions."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-test.lock")
SYSTEMS = {
    "Linux": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux", "platform_machine": "x86_64"},
    "macOS": {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin", "platform_machine": "arm64"},
    "Windows": {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows", "platform_machine": "AMD64"},
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14", "3.15")


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def locked(*names):
    """The locks' requirements, without their hashes."""
    lines = "".join(read(name) for name in names).replace("\\\n", " ").splitlines()
    return [Requirement(line.partition(" --hash")[0]) for line in lines if re.match("[a-z]", line)]


def versions(requirements, python, system):
    """{package: version} that pip would install from these on a Python and a system."""
    here = SYSTEMS[system] | {"python_version": python, "python_full_version": f"{python}.9"}
    here |= {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
    chosen = [r for r in requirements if not r.marker or r.marker.evaluate(here)]
    assert len({r.name for r in chosen}) == len({str(r.specifier) + r.name for r in chosen}), (
        "two versions of one package"
    )
    return {r.name.lower().replace("_", "-"): str(r.specifier).removeprefix("==") for r in chosen}


def pip_part(environment):
    return next(entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict))


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_index_and_no_file(name):
    options = [line for line in read(name).splitlines() if line.startswith("-")]
    assert set(options) <= {"-r requirements.lock"}
    assert not re.search(r"://|@ |file:|/", re.sub(r"(?m)^#.*", "", read(name)))


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_gives_an_exact_version_and_hashes_for_every_package(name):
    entries = re.split(r"\n(?! )", re.sub(r"(?m)^(#.*|-r.*)\n", "", read(name)).strip())
    assert len(entries) == len(locked(name))
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==[\w.!+]+ ", entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_the_locks_hold_all_that_pyproject_asks_for_on_each_python_and_system(python, system):
    project = tomllib.loads(read("pyproject.toml"))
    groups = project["project"]["optional-dependencies"]
    course = project["build-system"]["requires"] + project["project"]["dependencies"] + groups["notebooks"]
    for names, asked in ((LOCKS[:1], course), (LOCKS, course + groups["test"])):
        has = versions(locked(*names), python, system)
        for wanted in map(Requirement, asked):
            if wanted.name != "jaclib":
                assert wanted.specifier.contains(has[wanted.name]), f"{wanted}: locked is {has[wanted.name]}"


@pytest.mark.slow
@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_uv_finds_a_wheel_of_every_locked_package_for_each_python_and_system(python, system):
    command = [sys.executable, "-m", "uv", "--no-config", "pip", "compile", "--quiet", "--only-binary=:all:"]
    command += ["--python-version", python, "--python-platform", system.lower(), "requirements-test.lock"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("system", SYSTEMS)
def test_environment_yml_gives_conda_users_the_locked_versions_and_this_package(system):
    environment = yaml.safe_load(read("environment.yml"))
    *pins, package = pip_part(environment)
    build = {"hatchling", "editables", "pathspec", "pluggy", "trove-classifiers", "packaging"}  # pip fetches its own
    lock = versions(locked("requirements.lock"), "3.13", system)
    conda = versions(map(Requirement, pins), "3.13", system)
    assert conda.items() <= lock.items()
    assert lock.keys() - conda.keys() <= build
    assert package == "-e .[notebooks]"


def test_conda_and_binder_use_the_same_python_and_nothing_else_of_conda():
    ours, binder = (yaml.safe_load(read(name)) for name in ("environment.yml", "binder/environment.yml"))
    assert binder["dependencies"] == ["python=3.13", "pip"]
    assert [entry for entry in ours["dependencies"] if isinstance(entry, str)] == binder["dependencies"]
    assert not any(path.is_symlink() for path in (ROOT / "binder").iterdir())


def test_repo2docker_builds_binder_with_python_3_13_and_runs_post_build():
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", str(ROOT)]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    dockerfile = run.stdout + run.stderr
    base = re.search(r"COPY \S+ (\S+) /tmp/env/environment.lock", dockerfile)[1]
    assert "environment.py-3.13-linux" in base.replace("-2e", ".").replace("-2d", "-")
    assert 'env update -p ${NB_PYTHON_PREFIX} --file "binder/environment.yml"' in dockerfile
    assert "RUN ./binder/postBuild" in dockerfile


def test_the_wheel_holds_the_library_its_page_part_its_switches_the_notebooks_and_nothing_else(tmp_path):
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path], cwd=ROOT, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = [re.sub(r"^jaclib-[\d.]+(?=\.d)", "", name) for name in zipfile.ZipFile(wheel).namelist()]
    held = {name for name in names if not name.startswith(".dist-info/")}
    files = [path for path in (ROOT / "jaclib").rglob("*.*") if path.is_file() and path.suffix != ".pyc"]
    data = [f"etc/jupyter/{folder}.d/jaclib.json" for folder in ("jupyter_server_config", "labconfig/page_config")]
    data += [f"share/jaclib/notebooks/{path.name}" for path in (ROOT / "notebooks").glob("*.ipynb")]
    beside = {"jaclib_server.py", *(f".data/data/{name}" for name in data)}
    assert held == {*beside, *(path.relative_to(ROOT).as_posix() for path in files)}


@pytest.fixture(scope="module")
def binder(tmp_path_factory):
    """A clean virtual environment beside a copy of the repository, in which Binder's postBuild has run."""
    folder = tmp_path_factory.mktemp("binder")
    kept = shutil.ignore_patterns(".git", ".venv*", "__pycache__", ".*_cache", ".hypothesis")
    shutil.copytree(ROOT, folder / "repository", ignore=kept)
    found = subprocess.run(["sh", "scripts/python.sh", "3.13"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    subprocess.run([found or sys.executable, "-m", "venv", folder / "venv"], check=True)
    inside = ("PYTHONPATH", "VIRTUAL_ENV", "JAX_")  # what this run has set for itself
    environment = {name: value for name, value in os.environ.items() if not name.startswith(inside)}
    environment["XDG_CACHE_HOME"] = str(folder / "cache")
    environment["PATH"] = f"{folder / 'venv' / 'bin'}{os.pathsep}{environment['PATH']}"
    environment["MPLCONFIGDIR"] = str(folder / "matplotlib")
    subprocess.run(["binder/postBuild"], cwd=folder / "repository", env=environment, check=True)
    return folder, environment


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_post_build_installs_the_locked_versions_and_jaclib_and_lists_the_fonts(binder):
    folder, environment = binder
    code = """
import sys, jaclib
from importlib.metadata import version
print(jaclib.__file__, version("jax"), *sys.version_info[:2])
"""
    run = subprocess.run(
        ["python", "-c", code], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    file, jax, major, minor = run.stdout.split()
    assert Path(file).is_relative_to(folder)
    assert jax == versions(locked("requirements.lock"), f"{major}.{minor}", "Linux")["jax"]
    assert list((folder / "matplotlib").glob("fontlist*.json"))


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_after_post_build_a_notebooks_first_picture_is_found_compiled(binder):
    folder, environment = binder
    code = """
from jax import monitoring
events = []
monitoring.register_event_listener(lambda name, **_: events.append(name))
from jaclib import explore
explore.determinant("complex square", a=(1, 0.5), side=1, b=(-1, 2)).first()
print(*(events.count("/jax/compilation_cache/cache_" + what) for what in ("hits", "misses")))
"""
    run = subprocess.run(
        ["python", "-c", code], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    hits, misses = map(int, run.stdout.split())
    assert (hits > 0, misses) == (True, 0)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_binders_server_opens_jupyterlab_at_the_first_notebook_and_loads_no_delay(binder):
    folder, environment = binder
    command = ["python", "-m", "jupyter_server", "--show-config"]
    run = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    assert "default_url = '/lab/tree/notebooks/00_start_here.ipynb'" in run.stdout
    assert "'jaclib_server': True" in run.stdout


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_what_post_build_installed_is_enough_for_an_explorer_and_a_notebook(binder):
    folder, environment = binder
    subprocess.run(["python", "scripts/smoke.py"], cwd=folder / "repository", env=environment, check=True)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_post_build_stops_at_the_first_command_that_fails(binder):
    folder, environment = binder
    broken = folder / "broken"
    shutil.copytree(folder / "repository", broken)
    (broken / "requirements.lock").unlink()
    run = subprocess.run(["binder/postBuild"], cwd=broken, env=environment, capture_output=True)
    assert run.returncode != 0

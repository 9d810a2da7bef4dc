"""Find the Chromium of the browser tests and the benchmark; with --install, get one where there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROME_ON_MACOS = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
PLAYWRIGHT = [sys.executable, "-m", "playwright", "install", "chromium"]
DEBIAN = [["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]]
# Asked in a process of its own, since Playwright can't start twice in one.
WHERE_PLAYWRIGHT_PUTS_IT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
ADVICE = (
    "No Chromium was found, and none could be installed here: install Chromium or Google Chrome "
    "(on Debian and as root: apt-get install chromium), then try again."
)


def find_chromium() -> Path | None:
    """The first that starts of: the system's Chromium, Google Chrome, the one that Playwright downloaded."""
    return next((Path(path) for path in candidates() if path and starts(path)), None)


def candidates():
    yield from map(shutil.which, NAMES)
    yield CHROME_ON_MACOS
    yield playwrights_chromium()


def playwrights_chromium() -> str:
    run = subprocess.run([sys.executable, "-c", WHERE_PLAYWRIGHT_PUTS_IT], stdout=subprocess.PIPE, text=True)
    return run.stdout.strip()


def starts(path: str) -> bool:
    """Whether it is there and runs: Ubuntu's chromium-browser may be a mere hint, a download may lack libraries."""
    return Path(path).exists() and subprocess.run([path, "--version"], capture_output=True).returncode == 0


def install_chromium() -> Path | None:
    """Playwright's own download, else Debian's package; None where neither helps."""
    print("No Chromium found; trying Playwright's download.", flush=True)
    subprocess.run(PLAYWRIGHT)
    found = find_chromium()
    if not found and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("That did not work; trying the package manager.", flush=True)
        for command in DEBIAN:
            subprocess.run(command)
        found = find_chromium()
    return found


def main():
    found = find_chromium() or ("--install" in sys.argv[1:] and install_chromium())
    if not found:
        sys.exit(ADVICE)
    print(f"Chromium: {found}")


if __name__ == "__main__":
    main()

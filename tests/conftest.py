"""Fixtures that more than one folder of tests needs."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

_QUIET = (
    "--no-sandbox",
    "--headless=new",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def _without_browser(reason: str) -> None:
    """Skip on a machine without a browser, but never let continuous integration pass without one."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium once."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        _without_browser("no Chromium on this machine")
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=path, args=list(_QUIET))
        except Error as error:
            _without_browser(f"Chromium does not start: {error.message}")
        yield started
        started.close()

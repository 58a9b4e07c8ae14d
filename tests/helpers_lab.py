"""A real JupyterLab on a project, and what of a notebook in it can't be read."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

from playwright.sync_api import Page, expect

# What of the outputs on the screen can't be read, each as [what, where]. Whatever is folded away is opened first.
_UNREADABLE = """() => {
  const outputs = [...document.querySelectorAll(".jp-OutputArea-output")];
  outputs.forEach(each => each.querySelectorAll("details").forEach(fold => { fold.open = true; }));
  const found = [];
  const short = text => text.trim().replace(/\\s+/g, " ").slice(0, 60);
  for (const cell of outputs.flatMap(each => [...each.querySelectorAll("th, td")])) {
    const style = getComputedStyle(cell), figures = cell.matches(".num"), text = short(cell.textContent);
    const wanted = figures ? ["right", "end"] : ["left", "start"];
    if (!wanted.includes(style.textAlign)) found.push([`aligned ${style.textAlign}`, text]);
    if (cell.scrollWidth > cell.clientWidth + 1) found.push(["words stick out", text]);
    if (cell.textContent.trim().length > 50 && cell.clientWidth < 130) found.push([`${cell.clientWidth} px`, text]);
  }
  const word = /[\\p{L}\\p{N}\\p{S}–]/u;  // signs are words too
  for (const output of outputs) {
    const walker = document.createTreeWalker(output, NodeFilter.SHOW_TEXT);
    let before = null;
    while (walker.nextNode()) {
      const node = walker.currentNode, range = document.createRange();
      if (!node.data || node.parentElement.closest("style, script, .sr-only[hidden]")) continue;
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()].filter(box => box.width);
      if (!boxes.length || getComputedStyle(node.parentElement).clipPath !== "none") continue;
      const first = boxes[0];
      if (before) {
        const beside = Math.abs(before.box.bottom - first.bottom) < 4 && Math.abs(first.left - before.box.right) < 1;
        const [end, start] = [before.data.slice(-1), node.data[0]];
        if (beside && word.test(end) && word.test(start)) {
          found.push(["run together", `${short(before.data)}|${short(node.data)}`]);
        }
      }
      before = {data: node.data, box: boxes.at(-1)};
    }
  }
  return [found, outputs.length, document.querySelectorAll(".jp-OutputArea-output table").length];
}"""


@contextmanager
def jupyterlab(project: Path, own: Path) -> Iterator[str]:
    """Start `klankbord lab` on a project, with nothing of the user's own settings; give its address with the token."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("JUPYTER_")},
        **{"KLANKBORD_PROJECT": str(project), "BROWSER": "true", "PYTHONUNBUFFERED": "1"},
        **{f"JUPYTER_{name}_DIR": str(own / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")},
    }
    command = [sys.executable, "-m", "pipeline", "lab"]
    with subprocess.Popen(
        command, cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as program:
        assert program.stdout is not None
        said: list[str] = []
        for line in program.stdout:
            said.append(line)
            if "http" in line:
                break
        else:
            raise AssertionError("".join(said))
        try:
            yield line.strip()
        finally:
            program.terminate()
            said += program.stdout
    assert "".join(said).endswith("Gestopt.\n")


def open_in(page: Page, address: str, path: str) -> None:
    """Open a file of the project in JupyterLab, which is at `address`."""
    parts = urlsplit(address)
    # A workspace of its own for each: nothing that was open before is opened again.
    workspace = path.replace("/", "-").removesuffix(".ipynb")
    page.goto(f"{parts.scheme}://{parts.netloc}/lab/workspaces/{workspace}/tree/{quote(path)}?{parts.query}")
    page.locator(".jp-Notebook .jp-MarkdownOutput:visible").first.wait_for(timeout=60_000)


_PROMPTS = ".jp-CodeCell .jp-InputPrompt:not(.jp-Placeholder-prompt)"


def start_all(page: Page) -> None:
    """Have all cells of the notebook that is open run."""
    prompts = page.locator(_PROMPTS)
    page.get_by_text("| Idle").first.wait_for(timeout=60_000)
    for _ in range(10):  # what is asked of a kernel that is not quite there yet is forgotten
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.locator(".lm-Menu-itemLabel").get_by_text("Run All Cells", exact=True).click()
        page.wait_for_timeout(1000)
        if prompts.first.text_content() != "[ ]:":
            break


def run_all(page: Page, seconds: int = 120) -> None:
    """Run all cells of the notebook that is open, and wait until all of them ended."""
    start_all(page)
    prompts = page.locator(_PROMPTS)
    for number in range(prompts.count()):
        expect(prompts.nth(number)).to_have_text(re.compile(r"\[\d+\]:"), timeout=seconds * 1000)


def wait_for_outputs(page: Page, number: int) -> None:
    """Wait until all outputs are drawn, which JupyterLab does one by one when it has nothing else to do."""
    shown = "number => document.querySelectorAll('.jp-OutputArea-output > *').length >= number"
    page.wait_for_function(shown, arg=number, timeout=60_000)


def unreadable(page: Page) -> tuple[list[list[str]], int, int]:
    """Give what can't be read of the outputs that are shown, how many there are, and how many tables."""
    found, outputs, tables = page.evaluate(_UNREADABLE)
    return found, outputs, tables

"""LibreOffice as a panel member would use it: a file opened, commented on, changed, and saved; without a screen."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

_PATIENCE = 150
_FORMAT = {".docx": "MS Word 2007 XML", ".xlsx": "Calc MS Excel 2007 XML", ".odt": "writer8", ".doc": "MS Word 97"}
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
<![CDATA[
Sub Edit
  Dim options(0) As New com.sun.star.beans.PropertyValue
  options(0).Name = "Hidden"
  options(0).Value = True
  document = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, options())
{steps}
  options(0).Name = "FilterName"
  options(0).Value = "{format}"
  document.storeToURL("{target}", options())
  document.close(True)
End Sub

Function Found(document, words)
  search = document.createSearchDescriptor()
  search.SearchString = words
  Found = document.findFirst(search)
End Function

Sub Comment(document, words, author, text)
  note = document.createInstance("com.sun.star.text.textfield.Annotation")
  note.Author = author
  note.Content = text
  range = Found(document, words)
  range.Text.insertTextContent(range, note, True)
End Sub

Sub Change(document, words, text, tracked)
  document.RecordChanges = tracked
  range = Found(document, words)
  range.String = text
  document.RecordChanges = False
End Sub

Sub AcceptAll(document)
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:AcceptAllTrackedChanges", "", 0, Array())
End Sub
]]>
</script:module>
"""
# Tracked changes get the name of the user of the program.
_USER = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.UserProfile/Data"><prop oor:name="givenname"><value>Bewoner</value></prop></item>
<item oor:path="/org.openoffice.UserProfile/Data"><prop oor:name="sn"><value>D</value></prop></item>
</oor:items>
"""


class Office:
    """LibreOffice with a profile of its own, so that tests can run side by side."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("soffice")
        if program is None:
            # Skip on a machine without it, but never let continuous integration pass without.
            (pytest.fail if os.environ.get("CI") else pytest.skip)("no LibreOffice on this machine")
        self.folder = folder
        self._command = (str(program), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless")
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_USER, encoding="utf-8")
        self._run("--terminate_after_init")  # makes the profile, in which a macro can be put then

    def edit(self, source: Path, target: Path, *steps: str) -> Path:
        """Open a file, take steps in it (Basic, see `commented` and `changed`), and save it as what its name says."""
        text = _MODULE.format(
            source=source.as_uri(), target=target.as_uri(), format=_FORMAT[target.suffix], steps="\n".join(steps)
        )
        (self.folder / "profile" / "user" / "basic" / "Standard" / "Module1.xba").write_text(text, encoding="utf-8")
        target.unlink(missing_ok=True)
        self._run("macro:///Standard.Module1.Edit")
        assert target.exists(), "the macro did not come to its end"
        return target

    def _run(self, *arguments: str) -> None:
        # In a group of its own: the program that is started only starts another.
        started = subprocess.Popen(
            [*self._command, *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        try:
            _, complaints = started.communicate(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(started.pid, signal.SIGKILL)
            started.communicate()
            pytest.fail("LibreOffice waits for somebody who is not there")
        assert started.returncode == 0, complaints


def commented(words: str, author: str, text: str) -> str:
    """Give the step that comments on some words."""
    return _call("Comment", words, author, text)


def typed(sheet: str, cell: str, text: str) -> str:
    """Give the step that types a text in a cell of a sheet."""
    return f'  document.Sheets.getByName("{sheet}").getCellRangeByName("{cell}").String = "{text}"'


def changed(words: str, text: str, *, tracked: bool = True) -> str:
    """Give the step that puts a text in the place of some words."""
    return f"{_call('Change', words, text)}, {tracked}"


ACCEPTED = "  AcceptAll document"


def _call(name: str, *values: str) -> str:
    quoted: Iterable[str] = (value.replace('"', '""') for value in values)
    return f"  {name} document, " + ", ".join(f'"{value}"' for value in quoted)

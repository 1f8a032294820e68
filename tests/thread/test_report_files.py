"""One report, three files: the same numbers in each, and each fit for those who read it."""

import json
import re
from html.parser import HTMLParser
from io import BytesIO

import pytest
from django.utils.formats import number_format
from django.utils.translation import override
from pypdf import PdfReader

from brygga.followup.enums import TextSection
from brygga.followup.models import Question, Round, Standing
from brygga.followup.rules import LEVELS
from brygga.kernel.refusal import Refused
from brygga.people.queries import place_by_code
from brygga.thread.report import (
    as_json,
    as_pdf,
    build_report,
    html_file,
    pdf_file,
    write_report,
)
from brygga.thread.report.as_pdf import MOST_COLUMNS
from tests.builders import people
from tests.builders.followed import NASTY, asked, followed_county, own_words
from tests.builders.thread import mapping, opened_round, policy

pytestmark = pytest.mark.django_db


class Tables(HTMLParser):
    """Rows of all tables as texts, and the page's words."""

    def __init__(self, html):
        super().__init__()
        self.rows, self.words, self.cell = [], [], None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.cell = []

    def handle_endtag(self, tag):
        if tag in {"td", "th"}:
            self.rows[-1].append(" ".join("".join(self.cell).split()))
            self.cell = None

    def handle_data(self, data):
        self.words.append(data)
        if self.cell is not None:
            self.cell.append(data)

    @property
    def text(self):
        return flat("".join(self.words))


def flat(text):
    return " ".join(text.split())


def pdf_text(content):
    """The pages' text in a row; a word divided at a line's end is put together."""
    pages = (page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return flat(re.sub(r"(?<=\w)-\n(?=\w)", "", "\n".join(pages)))


def written(number):
    return number_format(number, force_grouping=True)


def step(change):
    if change is None:
        return "okänt"
    return "±0" if change == 0 else f"+{change}" if change > 0 else f"−{-change}"


def expected_rows(data):
    """What every table must say, from the JSON alone: rows of texts."""
    lines = [*data["provisions"], *(data["focus"] or {"questions": []})["questions"]]
    for line in (*lines, *data["structure"]):
        numbers = (*line["answers"].values(), line["differing"], line["forward"], line["back"])
        name = f"{line['name'] or ''} {line['title']}".strip()
        yield [name, *map(written, numbers), step(line["change"])]
    for gap in data["gaps"]:
        keys = ("places", "unknown", "answers", "steps", "without_activity", "priorities")
        named = next(line for line in data["provisions"] if line["id"] == gap["id"])
        yield [f"{named['name']} {gap['title']}", *(written(gap[key]) for key in keys)]
    yield [written(number) for number in data["completeness"].values()]
    if any(data["activities"].values()):
        yield [written(number) for number in data["activities"].values()]


@pytest.fixture
def provisions():
    return followed_county(invented=True)


def built(code="01"):
    return build_report(place_by_code(code), 2010)


@pytest.mark.parametrize("code", ["01", "00"])
def test_json_html_and_pdf_have_the_same_numbers(provisions, code):
    report = built(code)
    data = json.loads(json.dumps(as_json(report)))
    html, pdf = Tables(html_file(report).decode()), pdf_text(pdf_file(report))
    rows = [[cell for cell in row if cell] for row in html.rows]
    wanted = list(expected_rows(data))
    assert len(wanted) > 4
    for row in wanted:
        assert any(found[: len(row)] == row for found in rows), row
        assert flat(" ".join(row)) in pdf, row
    for sentence in data["text"]:
        assert flat(sentence) in html.text
        assert flat(sentence) in pdf


def test_the_nations_counties_have_the_same_numbers(provisions):
    report = built("00")
    html, pdf = Tables(html_file(report).decode()), pdf_text(pdf_file(report))
    counties = as_json(report)["counties"]
    assert len(counties) == 21
    for county in counties:
        row = next(found for found in html.rows if found[0] == county["name"])
        if county["expected"] is None:
            assert row[1:] == ["ingen uppföljning", *["–"] * 7]
        else:
            numbers = [county[key] for key in ("expected", "submitted", "accepted")]
            shares = [county["share_in_place"], county["share_in_place_before"]]
            assert row[2:5] == [str(number) for number in numbers] == ["4", "3", "2"]
            assert row[6:] == [*map(str, shares), str(county["differing_not_settled"])]
            assert " ".join([county["name"], *row[1:]]) in pdf


def test_differences_priorities_and_participants_are_in_all_three(provisions):
    report = built()
    data, html, pdf = as_json(report), html_file(report).decode(), pdf_text(pdf_file(report))
    html = Tables(html)
    assert [each["settled"] for each in data["differences"]] == [False, True]
    for each in data["differences"]:
        sides = {"in_place": "På plats", "partly": "Delvis", "planned": "Planerat"}
        joint = sides[each["level"]] if each["settled"] else "inte enade"
        row = [each["place"]["name"], sides[each["social_services"]], sides[each["health_care"]]]
        assert any(found[1:] == [*row, joint] for found in html.rows)
        assert " ".join([*row, joint]) in pdf
    for each in data["participants"]:
        assert any(found[0] == each["name"] for found in html.rows)
        assert each["name"] in pdf
    assert len(data["priorities"]) == 2
    assert "26 augusti 2010" in html.text
    assert "26 augusti 2010" in pdf


def test_the_json_is_what_the_contract_promises(provisions):
    own_words()
    data = as_json(built())
    assert data["place"] == {"code": "01", "name": "Stockholms län", "kind": "county"}
    assert (data["year"], data["invented"], data["on"]) == (2010, True, "2010-12-31")
    assert data["completeness"] == {"expected": 4, "submitted": 3, "accepted": 2}
    assert set(data["activities"]) == {"planned", "ongoing", "done", "late", "dropped"}
    first = data["provisions"][0]
    assert first["id"] == "policy/3"
    assert first["in_focus"] is True
    assert (first["title"], first["differing"], first["change"]) == ("Sak 3", 1, 0)
    assert set(first["answers"]) == {level.value for level in LEVELS}
    assert data["participants"][0] == {
        "code": "0162",
        "name": "Danderyd",
        "kind": "municipality",
        "status": "active",
        "since": "2009-10-12",
        "source": "Nyhetsbrev 2/2010",
        "mapping": "submitted",
    }
    assert all(isinstance(sentence, str) for sentence in data["text"])
    assert data["own_text"] == {"introduction": NASTY}


def test_own_words_are_read_as_they_stand(provisions):
    """Neither a browser nor Typst takes them for markup."""
    own_words(TextSection.AHEAD)
    html, pdf = html_file(built()).decode(), pdf_text(pdf_file(built()))
    assert "<b>&amp;</b>" not in html
    html = Tables(html)
    # As a priority's reason and as own text.
    assert html.text.count(flat(NASTY)) == 2
    # Quotation marks become typographic, slashes and signs stay.
    assert pdf.count("#strong[x] $y$ *z* \\") == 2
    assert pdf.count("<b>&amp;</b> @ref // slut") == 2


def test_paragraphs_and_lines_of_own_words_are_kept(provisions):
    own_words(TextSection.FOCUS, "Ett.\r\n\r\nTvå,\r\ntre.")
    html = html_file(built()).decode()
    assert "<p>Ett.</p>" in html
    assert "<p>Två,<br>tre.</p>" in html


def test_the_pdf_is_tagged(provisions):
    reader = PdfReader(BytesIO(pdf_file(built())))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "sv"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Uppföljning 2010: Stockholms län"
    assert b"pdfuaid:part>1" in root["/Metadata"].get_data()
    tags = list(structure(root["/StructTreeRoot"]))
    kinds = [tag.get("/S") for tag in tags]
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/Figure"} <= set(kinds)
    alternatives = [tag.get("/Alt") for tag in tags if tag.get("/S") == "/Figure"]
    assert "Karta över Stockholms län: Riktlinje 3 2010" in alternatives
    # Colour and symbol are said in words, and the disagreement too.
    assert "Delvis (olika svar, inte enade)" in alternatives
    assert None not in alternatives


def structure(node):
    """Every element of the structure tree."""
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        found = child.get_object() if hasattr(child, "get_object") else child
        if isinstance(found, dict):
            yield found
            yield from structure(found)


def test_the_same_report_gives_the_same_pdf(provisions):
    report = built()
    assert pdf_file(report) == pdf_file(report)


def test_a_page_from_a_disk_needs_no_server(provisions):
    html = html_file(built()).decode()
    assert "<style>" in html
    assert "--thread:" in html
    addresses = re.findall(r'(?:href|src|action)="([^"]*)"', html)
    assert addresses
    assert all(address.startswith("#") for address in addresses)
    assert not re.search(r"url\((?!#)|@import", html)


def test_invented_answers_say_so_in_every_file(provisions):
    said = "Svaren i den här uppföljningen är påhittade för att prova systemet."
    report = built()
    assert said in html_file(report).decode()
    assert said in pdf_text(pdf_file(report))
    Round.objects.get(year=2010).mappings.update(invented=False)
    Round.objects.get(year=2009).mappings.update(invented=False)
    report = built()
    assert as_json(report)["invented"] is False
    assert said not in html_file(report).decode()
    assert said not in pdf_text(pdf_file(report))


def test_a_single_place_is_told_in_levels(provisions):
    report = built("0160")
    html = Tables(html_file(report).decode())
    assert ["Riktlinje 3 Sak 3", "Planerat", "Delvis", "+1"] in [row[:4] for row in html.rows]
    assert "Matris" not in html.text
    assert "Riktlinje 3 Sak 3 Planerat Delvis +1" in pdf_text(pdf_file(report))


def test_it_is_all_there_in_english(provisions):
    with override("en"):
        report = built()
        html, reader = html_file(report).decode(), PdfReader(BytesIO(pdf_file(report)))
    assert '<html lang="en">' in html
    assert "3 of 4 local consultations have sent in their answers, 2 are accepted." in html
    assert reader.trailer["/Root"]["/Lang"] == "en"


@pytest.mark.slow  # the largest county there can be, as a file
def test_the_largest_county_fits(provisions):
    """49 places and 50 provisions: the matrix is split, and every page of it has its heads."""
    many = policy(tuple(map(str, range(1, 51))), slug="long", place="14")
    made = opened_round(many, 2010, county="14")
    questions = list(Question.objects.filter(round=made))
    places = people.Place.objects.filter(parent__code="14")
    assert places.count() == 49
    for place in places:
        row = mapping(made, place, {})
        Standing.objects.bulk_create(
            Standing(mapping=row, question=question, level="partly") for question in questions
        )
    reader = PdfReader(BytesIO(pdf_file(built("14"))))
    lying = [page for page in reader.pages if page.mediabox.width > page.mediabox.height]
    texts = [page.extract_text() for page in lying]
    assert len(texts) >= 2
    # Each column's head is on every page that has its part of the matrix.
    heads = [len(set(re.findall(r"\bSak (\d+)", text))) for text in texts]
    assert set(heads) == {25}
    assert max(heads) <= MOST_COLUMNS
    assert sum("Öckerö" in text for text in texts) == 2


def test_a_file_is_written_by_its_ending(provisions, tmp_path):
    place = place_by_code("01")
    for name in ("a.html", "a.pdf", "A.JSON"):
        write_report(place, 2010, tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert json.loads((tmp_path / "A.JSON").read_text("utf-8"))["year"] == 2010
    assert "Uppföljning 2010" in (tmp_path / "a.html").read_text("utf-8")


def test_another_ending_or_another_year_writes_nothing(provisions, tmp_path):
    place = place_by_code("01")
    with pytest.raises(ValueError, match=r"rapport\.docx"):
        write_report(place, 2010, tmp_path / "rapport.docx")
    with pytest.raises(Refused):
        write_report(place, 2012, tmp_path / "rapport.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_county_where_nothing_is_accepted_has_a_report_all_the_same():
    provisions = policy(("3",))
    asked(provisions, 2010)
    report = built()
    for content in (html_file(report).decode(), pdf_text(pdf_file(report))):
        assert "Inga svar är godkända ännu, så läget är inte känt." in content
    assert as_json(report)["gaps"] == []


def test_a_table_too_long_for_paper_says_where_the_rest_is(provisions, monkeypatch):
    report = built()
    shown = len(report.participants)
    whole = pdf_text(pdf_file(report))
    assert "rader. Alla finns på uppföljningens sida." not in whole
    monkeypatch.setattr(as_pdf, "MOST_ROWS", shown - 1)
    cut = pdf_text(pdf_file(report))
    assert f"De {shown - 1} första av {shown} rader. Alla finns på uppföljningens sida." in cut

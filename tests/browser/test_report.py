"""The county process leader writes her own words in the yearly follow-up and takes it as a PDF."""

from io import BytesIO

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.people import sign_in

WORDS = "I år har vi besökt alla samråd. Vi börjar med barnen."


def test_own_words_stand_in_the_follow_up_and_in_its_pdf(page, hands):
    sign_in(page, hands, "county-process-leader")
    hands.follow("Årets uppföljning")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Uppföljning 2010")
    hands.follow("Skriv egen text")
    hands.write("Årets fokus", WORDS)
    hands.press("Spara texten")
    expect(page.get_by_role("region", name="Årets fokus", exact=True)).to_contain_text(WORDS)
    hands.reach(page.get_by_role("link", name="Ladda ner PDF"))
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    content = waiting.value.path().read_bytes()
    assert content.startswith(b"%PDF-")
    paper = PdfReader(BytesIO(content))
    assert paper.root_object["/MarkInfo"]["/Marked"]
    assert paper.root_object["/Lang"].startswith("sv")
    assert "Vi börjar med barnen." in " ".join(page.extract_text() for page in paper.pages)

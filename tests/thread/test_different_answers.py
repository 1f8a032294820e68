"""Different answers are counted all together or only those not settled; the words say which."""

import csv
import json
from io import StringIO

import pytest
from django.urls import reverse

from tests.builders import people
from tests.builders.thread import mapping, opened_round, policy

pytestmark = pytest.mark.django_db

ALL, SETTLED, LEFT = "Olika svar", "varav enade", "Olika svar, inte enade"
PLANNED_OR_NOT = ("planned", "not_begun")


@pytest.fixture(autouse=True)
def county(client):
    """Three answers differ in Täby and one of them is settled; its round is open to the county."""
    year = opened_round(policy(("1", "2", "3")))
    settled = (*PLANNED_OR_NOT, "planned")
    levels = {"1": PLANNED_OR_NOT, "2": settled, "3": PLANNED_OR_NOT}
    mapping(year, people.place("0160"), levels)
    client.force_login(people.county().user)
    return year


@pytest.fixture
def text(client):
    """A page without the space around its tags."""

    def page(name, *args):
        words = " ".join(client.get(reverse(name, args=args)).content.decode().split())
        return words.replace("> ", ">").replace(" <", "<")

    return page


@pytest.fixture
def table(client):
    """A file's lines under the names of their columns."""

    def lines(name, *args):
        response = client.get(reverse(name, args=args), {"format": "csv"})
        return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))

    return lines


def test_the_board_counts_all_and_says_how_many_are_settled(text, table):
    page = text("followup:round", "01", 2010)
    assert f'data-label="{ALL}" class="number"><span class="dot"></span>3</td>' in page
    assert f'data-label="{SETTLED}" class="number">1</td>' in page
    assert "svar där de två huvudmännen ser olika på saken, varav 1 enade" in page
    (row,) = table("followup:round", "01", 2010)
    assert (row[ALL], row[SETTLED]) == ("3", "1")


def test_the_matrix_counts_those_not_settled(text, table):
    page = text("thread:place", "01")
    assert page.count(f'<p class="kind">{LEFT}</p>') == 1
    assert page.count("(olika svar, inte enade)") == 2
    assert '?ar=2010&amp;sortera=olika#matris">olika svar, inte enade</a>' in page
    assert [row[LEFT] for row in table("thread:place", "01")] == ["2"]


def test_the_nation_counts_those_not_settled(text, table):
    assert f'<th scope="col" class="number">{LEFT}</th>' in text("thread:nation")
    assert sorted(row[LEFT] for row in table("thread:nation"))[-2:] == ["0", "2"]


def test_the_report_counts_all_with_the_settled_beside(client, text):
    page = text("thread:report", "01", 2010)
    assert "svarar olika i tre godkända svar." in page
    assert "Huvudmännen har enats om ett av de olika svaren; kvar att enas om: två." in page
    assert f">{ALL}</th>" in page
    assert ": Olika svar, också de enade" in page
    counted = client.get(reverse("thread:report", args=["01", 2010]), {"format": "json"})
    lines = json.loads(counted.content)["provisions"]
    assert [sum(line[key] for line in lines) for key in ("differing", "settled")] == [3, 1]


def test_the_nations_report_counts_those_not_settled(text):
    assert f">{LEFT}</th>" in text("thread:report", "00", 2010)


@pytest.mark.parametrize(("number", "dots"), [("1", 1), ("2", 0)])
def test_among_the_years_what_is_settled_is_no_dot(text, number, dots):
    page = text("thread:provision", "0160", "policy", number)
    assert page.count("(olika svar, inte enade)") == dots

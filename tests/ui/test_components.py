"""Every component draws what its opening comment promises, and nothing a strict policy forbids."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from brygga.kernel.refusal import Refusal
from tests.ui import samples

ROOM = Path(__file__).resolve().parent.parent.parent / "brygga" / "ui"
TEMPLATES = sorted((ROOM / "templates").rglob("*.html"))
COMPONENTS = sorted((ROOM / "templates" / "ui" / "components").glob("*.html"))
# Parts of other components: named in their comments, not offered in the README.
INNER = {"alert", "cell", "field", "field_errors", "field_help", "fields", "invented", "level"}
INNER |= {"breadcrumb", "messages", "nav_link"}


def drawn(component: str, **context: object) -> str:
    return " ".join(render_to_string(f"ui/components/{component}.html", context).split())


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_says_what_it_is_for_before_anything_else(path):
    assert path.read_text("utf-8").startswith("{% comment %}\n")


def test_the_readme_offers_every_component_and_no_other():
    readme = (ROOM / "README.md").read_text("utf-8")
    offered = set(re.findall(r"ui/components/(\w+)\.html", readme))
    assert offered == {path.stem for path in COMPONENTS} - INNER


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_has_style_or_script_of_its_own(path):
    text = path.read_text("utf-8")
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)|hx-on", text)


@pytest.mark.parametrize("name", samples.SAMPLES)
def test_the_sketches_can_be_made_of_components_alone(name):
    html = samples.render(name)
    assert html.count("<h1") == 1
    assert html.count("<main") == 1
    assert samples.INVENTED in html


class TestButton:
    def test_a_button_sends(self):
        assert 'type="submit"' in drawn("button", label="Sign")

    def test_an_address_makes_it_a_link(self):
        assert 'href="/there/"' in drawn("button", label="Open", url="/there/")

    def test_refused_it_stays_with_its_reason_and_sends_nothing(self):
        html = drawn("button", label="Sign", refusal=Refusal("Täby is missing."), id="sign")
        assert 'type="button"' in html
        assert 'aria-disabled="true"' in html
        assert 'aria-describedby="sign-reason"' in html
        assert '<span class="refused-reason" id="sign-reason">Täby is missing.</span>' in html

    def test_a_refused_link_leads_nowhere(self):
        assert "href" not in drawn("button", label="Open", url="/there/", refusal=Refusal("No."))

    def test_which_of_several_was_pressed_is_told(self):
        assert 'name="go" value="next"' in drawn("button", label="Next", name="go", value="next")


class TestForm:
    def test_errors_stand_first_as_links_and_take_focus(self):
        html = drawn("form", form=samples.EveryField({"secret": "1"}), submit="Save")
        summary = html.partition("</ul>")[0]
        assert "things to put right" in summary
        assert 'href="#id_name"' in summary
        assert "autofocus" in summary
        assert 'href="#id_themes_0"' in summary

    def test_an_error_of_the_whole_form_is_words_without_a_link(self):
        form = samples.AnswerForm({"level": "1"})
        form.add_error(None, "The round is closed.")
        html = drawn("error_summary", form=form)
        assert "<li>The round is closed.</li>" in html
        assert "One thing to put right" in html

    def test_a_fresh_form_has_no_summary(self):
        assert drawn("error_summary", form=samples.AnswerForm()) == ""

    def test_hidden_fields_and_files_are_sent_too(self):
        html = drawn("form", form=samples.EveryField(), submit="Save", cancel_url="/back/")
        assert 'type="hidden" name="secret"' in html
        assert 'enctype="multipart/form-data"' in html
        assert 'href="/back/"' in html

    def test_the_title_says_that_something_is_wrong(self):
        form = samples.AnswerForm({})
        title = render_to_string("ui/base.html", {"form": form}).partition("</title>")[0]
        assert "Error:" in title


class TestThread:
    LINKS = (
        {"state": "present", "kind": "Mapping", "title": "Planned", "url": "/a/", "action": "Read"},
        {"state": "missing", "kind": "Offered", "title": "Unknown", "signal": "It breaks here."},
        {"state": "contradicts", "kind": "Care", "title": "None", "meta": "40 trained"},
        {"state": "not_built", "kind": "Outcome", "title": "Nothing yet"},
    )

    def test_each_link_is_drawn_and_said_as_what_it_is(self):
        html = drawn("thread", links=self.LINKS)
        assert re.findall(r'class="link-(\w+)"', html) == [link["state"] for link in self.LINKS]
        said = re.findall(r"sr-only\">\((.+?)\)", html)
        assert said == ["missing", "contradictory", "not known yet"]

    def test_a_signal_stands_in_the_link_it_is_about(self):
        broken = drawn("thread", links=self.LINKS).split("<li")[2]
        assert "It breaks here." in broken
        assert 'class="signal"' in broken

    def test_what_can_be_read_is_a_link(self):
        assert '<a href="/a/">Read</a>' in drawn("thread", links=self.LINKS)


class TestMatrix:
    def html(self, **more: object) -> str:
        focus = {"code": "3", "name": "Children", "focus": True}
        columns = [focus, {"code": "R1", "name": "AUDIT"}]
        cells = [samples.Cell("l1", "/a/", differs=True), samples.Cell(None, "")]
        rows = [{"name": "Täby", "url": "/taby/", "cells": cells, "note": "−1"}]
        return drawn("matrix", caption="All", corner="Place", columns=columns, rows=rows, **more)

    def test_a_cell_is_a_door_with_ball_words_and_what_it_is_about(self):
        cell = self.html().split("<td")[1]
        assert 'class="cell tone-l1 differs" href="/a/"' in cell
        assert 'data-label="3 Children" title="3 Children: Planned"' in cell
        assert '<span class="cell-words">Planned</span>' in cell
        assert "<svg" in cell

    def test_that_the_principals_differ_is_said_and_not_only_shown(self):
        assert self.html().count("(different answers, not settled)") == 1

    def test_a_cell_that_leads_nowhere_is_no_link(self):
        cell = self.html().split("<td")[2]
        assert '<span class="cell tone-none' in cell
        assert "<a" not in cell

    def test_the_column_in_focus_is_marked_and_said(self):
        assert self.html().count('class="focus"') == 2
        assert "(in focus)" in self.html()

    def test_the_last_column_comes_only_with_its_name(self):
        assert "−1" not in self.html()
        assert 'data-label="since 2009"' in self.html(note_label="since 2009")


class TestSmall:
    def test_an_alert_has_one_of_four_colours(self):
        kinds = {"error": "danger", "warning": "warning", "success": "success", "debug": "info"}
        for kind, colour in kinds.items():
            assert f'data-color="{colour}"' in drawn("alert", text="x", kind=kind)

    def test_the_page_itself_is_last_in_the_breadcrumb_and_no_link(self):
        html = drawn("breadcrumb", crumbs=[("State", "/"), ("Täby", None)])
        assert '<a href="/">State</a>' in html
        assert '<span aria-current="page">Täby</span>' in html

    def test_the_note_on_invented_data_has_words_of_its_own(self):
        assert "invented" in drawn("invented", text=True)
        assert "Made up." in drawn("invented", text="Made up.")

    def test_the_legend_names_all_levels_and_the_dot(self):
        assert drawn("legend").count("<li>") == 8

    def test_a_year_is_written_without_spaces(self):
        assert ">2010<" in drawn("yearstrip", years=[{"year": 2010, "level": 1, "url": "#"}])

    def test_an_answer_given_is_said_to_be_the_one(self):
        html = drawn("answer_given", choices=samples.ANSWERS, chosen="1", balls=True)
        assert html.count("choice-given") == 1
        assert html.index("Answered:") < html.index("Planerat") < html.index("Delvis")

    def test_nothing_is_said_to_be_saved_before_it_is(self):
        assert drawn("saved", at=None, text="3 answered") == "3 answered"

    def test_pages_keep_the_query(self, rf):
        page = samples.rest()["page"]
        request = rf.get("/?q=barn&page=2")
        html = render_to_string("ui/components/pagination.html", {"page": page}, request)
        assert "?q=barn&amp;page=1" in html
        assert "?q=barn&amp;page=3" in html

"""Levels, fields, dates, navigation and the other language."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import resolve
from django.utils import translation

from brygga.ui.templatetags import ui


def drawn(source: str, **context: object) -> str:
    return " ".join(Template(f"{{% load ui %}}{source}").render(Context(context)).split())


class TestLevels:
    @pytest.mark.parametrize(
        ("level", "tone"),
        [
            (0, "l0"),
            ("4", "l4"),
            ("l2", "l2"),
            ("planned", "l1"),
            ("dont_know", "unknown"),
            ("unknown", "unknown"),
            (None, "none"),
            ("", "none"),
        ],
    )
    def test_a_level_has_one_tone_however_it_is_given(self, level, tone):
        assert ui.tone(level) == tone

    @pytest.mark.parametrize("level", [5, -1, "l9", "often"])
    def test_what_is_not_a_level_is_an_error(self, level):
        with pytest.raises(ValueError, match="is not a level"):
            ui.tone(level)

    def test_every_tone_has_words(self):
        assert {ui.level_words(tone) for tone in ui.TONES} == {str(w) for w in ui.WORDS.values()}
        assert len(ui.WORDS) == len(set(ui.TONES)) == 7

    def test_the_words_stand_beside_the_ball(self):
        assert "<svg" in drawn("{% level 2 %}")
        assert "Partly" in drawn("{% level 2 %}")

    def test_a_questionnaire_may_have_its_own_words(self):
        html = drawn("{% level 2 words='Halvvägs' %}")
        assert "Halvvägs" in html
        assert "Partly" not in html

    def test_no_answer_has_words_but_no_ball(self):
        assert "<svg" not in drawn("{% level None %}")
        assert "No answer" in drawn("{% level None %}")

    def test_a_row_must_have_a_cell_for_each_column(self):
        with pytest.raises(ValueError, match="zip"):
            ui.beside([1, 2], [1])


class TestDates:
    def test_a_date_is_written_as_the_language_writes_it(self):
        day = date(2010, 10, 12)
        assert ui.sv_date(day) == "12 October 2010"
        with translation.override("sv"):
            assert ui.sv_date(day) == "12 oktober 2010"

    def test_an_instant_is_the_day_it_was_here(self):
        assert ui.sv_date(datetime(2010, 10, 12, 23, 30, tzinfo=UTC)) == "13 October 2010"

    def test_no_date_is_nothing(self):
        assert ui.sv_date(None) == ""


class Sample(forms.Form):
    name = forms.CharField(help_text="As in <the> agreement")
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"class": "wide"}))
    day = forms.DateField(initial=date(2010, 10, 12))
    at = forms.DateTimeField(initial=datetime(2010, 10, 12, 9, 30, tzinfo=UTC))
    level = forms.ChoiceField(choices=[("0", "No"), ("4", "Yes")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(help_text="Both")
    meeting = forms.SplitDateTimeField(required=False)


class TestField:
    def test_label_help_and_control_are_tied_together(self):
        html = drawn("{% field form.name %}", form=Sample())
        assert '<label class="ds-label" for="id_name">' in html
        assert 'aria-describedby="id_name_helptext"' in html
        assert 'id="id_name_helptext"' in html
        assert 'class="ds-input"' in html

    def test_help_text_is_escaped(self):
        assert "As in &lt;the&gt; agreement" in drawn("{% field form.name %}", form=Sample())

    def test_an_error_is_said_in_words_and_tied_to_its_control(self):
        html = drawn("{% field form.name %}", form=Sample({}))
        assert 'aria-invalid="true"' in html
        assert 'aria-describedby="id_name_helptext id_name_error"' in html
        assert 'id="id_name_error"' in html
        assert "This field is required." in html

    def test_what_may_be_left_empty_says_so(self):
        assert "(optional)" in drawn("{% field form.note %}", form=Sample())
        assert "(optional)" not in drawn("{% field form.name %}", form=Sample())
        assert "(optional)" not in drawn("{% field form.note quiet=True %}", form=Sample())

    def test_a_widget_keeps_its_own_class(self):
        assert 'class="ds-input wide"' in drawn("{% field form.note %}", form=Sample())

    @pytest.mark.parametrize("language", ["sv", "en"])
    def test_a_date_is_asked_for_with_the_browsers_calendar(self, language):
        with translation.override(language):
            html = drawn("{% field form.day %}{% field form.at %}", form=Sample())
        assert 'type="date" name="day" value="2010-10-12"' in html
        assert 'type="datetime-local" name="at"' in html
        assert 'value="2010-10-12T' in html

    def test_what_the_browsers_calendar_sends_is_understood(self):
        with translation.override("sv"):
            form = Sample({"day": "2010-10-12", "at": "2010-10-12T09:30"})
            assert not {"day", "at"} & set(form.errors)

    def test_choices_are_a_group_with_a_legend(self):
        html = drawn("{% field form.level %}", form=Sample({"level": "4"}))
        assert "<legend" in html
        assert html.count('class="choice"') == 2
        assert html.count("checked") == 1
        assert "<svg" not in html

    def test_choices_of_levels_may_carry_their_balls(self):
        assert drawn("{% field form.level balls=True %}", form=Sample()).count("<svg") == 2

    def test_the_group_is_described_by_its_error(self):
        html = drawn("{% field form.level %}", form=Sample({}))
        assert 'aria-describedby="id_level_error"' in html.partition("<legend")[0]

    def test_a_tick_has_its_words_after_it(self):
        html = drawn("{% field form.agreed %}", form=Sample())
        assert html.index('type="checkbox"') < html.index("<span>Agreed</span>")
        assert 'aria-describedby="id_agreed_helptext"' in html

    def test_controls_without_labels_of_their_own_are_named(self):
        html = drawn("{% field form.meeting %}", form=Sample())
        assert html.count('aria-label="Meeting"') == 2
        assert 'type="date"' in html
        assert 'type="time"' in html

    @pytest.mark.parametrize(
        ("name", "target"),
        [("name", "id_name"), ("level", "id_level_0"), ("meeting", "id_meeting")],
    )
    def test_an_error_links_to_something_on_the_page(self, name, target):
        form = Sample({})
        assert ui.first_id(form[name]) == target
        assert f'id="{target}"' in drawn("{% field bound %}", bound=form[name])


def asked(path: str):
    request = RequestFactory().get(path)
    with translation.override("en" if path.startswith("/en/") else "sv"):
        request.resolver_match = resolve(request.path_info)
    return request


class TestNavigation:
    def link(self, path: str) -> str:
        return drawn("{% nav_link 'thread:nation' 'Läget' %}", request=asked(path))

    def test_a_room_that_is_not_built_has_no_link(self):
        assert drawn("{% nav_link 'guidance:documents' 'Kunskap' %}") == ""

    def test_the_page_one_is_on_is_marked(self):
        assert 'aria-current="page"' in self.link("/thread/nation/")

    def test_the_room_one_is_in_is_marked(self):
        assert 'aria-current="true"' in self.link("/thread/county/")

    def test_other_rooms_are_not_marked(self):
        assert "aria-current" not in self.link("/portal/mine/")


class TestOtherLanguage:
    def same(self, path: str, active: str, language: str) -> str:
        with translation.override(active):
            request = RequestFactory().get(path)
            return ui.same_page_in(Context({"request": request}), language)

    def test_the_same_page_keeps_its_query(self):
        assert self.same("/thread/nation/?year=2010", "sv", "en") == "/en/thread/nation/?year=2010"
        assert self.same("/en/thread/nation/", "en", "sv") == "/thread/nation/"

    def test_a_page_that_is_not_there_leads_home(self):
        assert self.same("/no/such/page/", "sv", "en") == "/en/"

    def test_without_a_request_it_leads_home(self):
        assert ui.same_page_in(Context(), "sv") == "/"

"""Pages: what they show, who gets in, what a forged or late post is answered."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.utils import timezone

from brygga import clock
from brygga.followup import actions
from brygga.followup.enums import MappingStatus, QuestionKind, RoundStatus
from brygga.followup.models import Answer, Mapping, Question, Round
from tests.builders import followup as build
from tests.builders import people
from tests.builders.followup import HEALTH, JOINT, SOCIAL

pytestmark = pytest.mark.django_db

ROUND = "/kartlaggning/01/2010/"
MAPPING = "/kartlaggning/2010/0160/"
QUESTION = f"{MAPPING}fraga-1/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def visit(client):
    """A page as somebody sees it."""

    def open_page(person, url, **rest):
        client.force_login(person.user)
        return client.get(url, **rest)

    return open_page


@pytest.fixture
def send(client):
    """A form as somebody sends it."""

    def post(person, url, data=None, **rest):
        client.force_login(person.user)
        return client.post(url, data or {}, **rest)

    return post


@pytest.fixture
def mapping():
    return build.mapping()


def text(response):
    return " ".join(response.content.decode().split())


def rows(response):
    assert response.headers["Content-Type"].startswith("text/csv")
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))


# Who gets in

PAGES = {
    MAPPING: {"county": 200, "leader": 200, "social": 200, "evaluator": 200},
    QUESTION: {"county": 200, "leader": 200, "social": 200, "evaluator": 200},
    f"{QUESTION}ena/": {"county": 200, "leader": 200, "social": 200, "evaluator": 403},
    f"{MAPPING}motesdag/": {"county": 200, "leader": 200, "social": 200, "evaluator": 403},
    f"{MAPPING}skicka-in/": {"county": 200, "leader": 200, "social": 403, "evaluator": 403},
    f"{MAPPING}granska/": {"county": 200, "leader": 403, "social": 403, "evaluator": 403},
    f"{MAPPING}oppna-igen/": {"county": 200, "leader": 403, "social": 403, "evaluator": 403},
    ROUND: {"county": 200, "leader": 200, "social": 200, "evaluator": 200},
    f"{ROUND}forbered/": {"county": 200, "leader": 403, "social": 403, "evaluator": 403},
    f"{ROUND}forbered/riktlinjer/": {"county": 200, "leader": 403, "evaluator": 403},
    f"{ROUND}forbered/ny-fraga/": {"county": 200, "leader": 403, "evaluator": 403},
    f"{ROUND}forbered/fraga/fraga-1/": {"county": 200, "leader": 404, "evaluator": 403},
    f"{ROUND}paminn/": {"county": 200, "leader": 403, "social": 403, "evaluator": 403},
    "/kartlaggning/": {"county": 200, "leader": 200, "social": 200, "evaluator": 200},
    "/kartlaggning/ny/": {"county": 200, "leader": 403, "social": 403, "evaluator": 403},
}


@pytest.fixture
def there(county, leader, social):
    evaluator = people.person("evaluator", "01")
    return {"county": county, "leader": leader, "social": social, "evaluator": evaluator}


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.usefixtures("mapping")
def test_who_gets_in(url, visit, client, there, outsider):
    answered = {name: visit(there[name], url).status_code for name in PAGES[url]}
    assert answered == PAGES[url]
    general = url.count("/") < 4
    assert visit(outsider, url).status_code == (200 if general else 404)
    client.logout()
    assert client.get(url).status_code == 302


POSTS = [
    f"{MAPPING}klar/",
    f"{MAPPING}skicka-in/",
    f"{MAPPING}granska/",
    f"{MAPPING}oppna-igen/",
    f"{MAPPING}motesdag/",
    QUESTION,
    f"{QUESTION}som-forra-aret/",
    f"{QUESTION}ena/",
    f"{QUESTION}ta-tillbaka/",
    f"{ROUND}oppna/",
    f"{ROUND}stang/",
    f"{ROUND}lagg-till-platser/",
    f"{ROUND}paminn/",
    f"{ROUND}forbered/",
    f"{ROUND}forbered/riktlinjer/",
    f"{ROUND}forbered/ny-fraga/",
    f"{ROUND}forbered/fraga/fraga-1/",
    f"{ROUND}forbered/fraga/fraga-1/flytta/",
    f"{ROUND}forbered/fraga/fraga-1/ta-bort/",
]


@pytest.mark.parametrize("url", POSTS)
def test_a_forged_post_is_turned_away(url, mapping, send, outsider):
    evaluator = people.person("evaluator", "01")
    assert send(evaluator, url, {"sida": "social_services"}).status_code == 403
    assert send(outsider, url, {"sida": "social_services"}).status_code == 404
    assert not Answer.objects.exists()


@pytest.mark.parametrize("url", POSTS)
def test_an_empty_post_from_who_may_is_never_an_error(url, mapping, send, county):
    assert send(county, url).status_code in {200, 302, 403}


@pytest.mark.parametrize(
    "url",
    [
        "/kartlaggning/2010/nowhere/",
        "/kartlaggning/1999/0160/",
        "/kartlaggning/0000/0160/",
        f"{MAPPING}no-such-question/",
        f"{MAPPING}no-such-question/ena/",
        "/kartlaggning/99/2010/",
        "/kartlaggning/01/0000/",
        "/kartlaggning/01/20100/",
        f"{ROUND}forbered/fraga/nope/",
        f"{ROUND}paminn/?plats=nowhere",
    ],
)
def test_what_is_not_there_is_not_found(url, mapping, visit, county):
    assert visit(county, url).status_code == 404


def test_a_county_and_a_place_are_never_mistaken_for_each_other(mapping, visit, county):
    assert "Regional" not in text(visit(county, MAPPING))
    assert visit(county, ROUND).context["round"] == mapping.round
    assert visit(county, MAPPING).context["mapping"] == mapping


# One question at a time


def test_a_question_shows_ones_own_side_to_write_and_the_other_to_read(mapping, visit, social):
    asked = build.questions(mapping)[0]
    build.answer(mapping, asked, HEALTH, "in_place", evidence="Rutin 7", comment="Sedan länge")
    page = text(visit(social, QUESTION))
    assert "Fråga 1 av 2" in page
    assert "Socialtjänsten" in page
    assert "Täby kommun" in page
    assert page.count('type="radio"') == 6
    assert page.index("Ej påbörjat") < page.index("Vet ej")
    assert "Rutin 7" in page
    assert "Sedan länge" in page


def test_an_answer_is_saved_and_the_next_question_comes(mapping, send, social):
    data = {
        "sida": "social_services",
        "level": "planned",
        "evidence_kind": "document",
        "evidence": "Förslag till rutin",
        "evidence_on": "2010-09-02",
        "comment": "Tas upp i oktober",
        "go": "next",
    }
    answer = send(social, QUESTION, data)
    assert answer.headers["Location"] == f"{MAPPING}fraga-2/"
    kept = Answer.objects.get()
    assert (kept.side, kept.level, kept.evidence) == (SOCIAL, "planned", "Förslag till rutin")


@pytest.mark.parametrize(
    ("where", "go", "leads_to"),
    [
        ("fraga-1", "skip", f"{MAPPING}fraga-2/"),
        ("fraga-1", "back", MAPPING),
        ("fraga-2", "back", QUESTION),
        ("fraga-2", "next", MAPPING),
        ("fraga-1", "", QUESTION),
        ("fraga-1", "nonsense", QUESTION),
    ],
)
@pytest.mark.usefixtures("mapping")
def test_every_way_on_saves_what_is_new(where, go, leads_to, send, social):
    data = {"sida": "social_services", "level": "partly", "go": go}
    assert send(social, f"{MAPPING}{where}/", data).headers["Location"] == leads_to
    assert Answer.objects.get().level == "partly"


def test_skipping_what_is_empty_leaves_nothing(mapping, send, social):
    send(social, QUESTION, {"sida": "social_services", "go": "skip"})
    assert not Answer.objects.exists()


def test_saving_while_typing_answers_with_the_time_and_what_differs(mapping, send, social):
    build.answer(mapping, build.questions(mapping)[0], HEALTH, "in_place")
    data = {"sida": "social_services", "level": "planned"}
    answer = send(social, QUESTION, data, headers=HTMX)
    part = text(answer)
    assert "<html" not in part
    assert f"Sparat {timezone.localtime():%H}" in part
    assert "1 besvarad" in part
    assert "Ni svarar olika" in part
    stored = Answer.objects.get(side=SOCIAL)
    assert timezone.localtime(stored.answered_at).isoformat() in part


def test_the_consultations_day_stands_beside_what_differs(visit, social):
    day = clock.today().replace(month=10, day=12)
    mapping = build.answer_all(build.mapping(settles_on=day), "planned", "in_place")
    assert "den 12 oktober" in text(visit(social, QUESTION))
    assert mapping.settles_on == day


def test_a_wrong_date_is_told_and_nothing_is_saved(mapping, send, social):
    data = {"sida": "social_services", "level": "planned", "evidence_on": "2010-13-40"}
    page = send(social, QUESTION, data | {"go": "next"})
    assert page.status_code == 200
    assert "En sak att rätta" in text(page) or "errors" in text(page)
    assert "Inte sparat" in text(send(social, QUESTION, data, headers=HTMX))
    tomorrow = clock.today() + timedelta(days=1)
    later = data | {"evidence_on": tomorrow.isoformat()}
    assert "Den dagen har inte varit än" in text(send(social, QUESTION, later))
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {"level": "excellent"},
        {"evidence_kind": "hearsay"},
        {"evidence": "x" * 301},
        {"comment": "a\x00b"},
    ],
)
def test_forged_values_are_told_never_an_error(data, mapping, send, social):
    assert send(social, QUESTION, {"sida": "social_services"} | data).status_code == 200
    assert not Answer.objects.exists()


@pytest.mark.parametrize("seen", ["nonsense", "2010-09-02", "\x00", "9" * 400])
def test_a_forged_time_counts_as_having_seen_nothing(seen, mapping, send, social, colleague):
    build.answer(mapping, build.questions(mapping)[0], level="in_place", answered_by=colleague.user)
    data = {"sida": "social_services", "level": "partly", "seen": seen}
    assert send(social, QUESTION, data).status_code == 409
    assert Answer.objects.get().level == "in_place"


# The other side's answers


@pytest.mark.parametrize("path", [QUESTION, f"{QUESTION}som-forra-aret/", f"{MAPPING}klar/"])
def test_health_care_cannot_write_for_social_services(path, mapping, send, health):
    answer = send(health, path, {"sida": "social_services", "level": "planned"})
    assert answer.status_code == 403
    assert not Answer.objects.exists()


def test_health_care_is_shown_its_own_side_whatever_is_asked_for(mapping, visit, health):
    page = visit(health, f"{QUESTION}?sida=social_services")
    assert page.context["desk"].side == HEALTH


@pytest.mark.parametrize("side", ["", "joint", "nonsense"])
def test_a_post_without_a_side_is_turned_away(side, mapping, send, leader):
    data = {"sida": side, "level": "planned"}
    assert send(leader, QUESTION, data).status_code == 403
    assert not Answer.objects.exists()


def test_who_answers_for_both_chooses_by_links(mapping, visit, send, leader):
    page = text(visit(leader, f"{QUESTION}?sida=health_care"))
    assert f'href="{QUESTION}?sida=social_services"' in page
    assert 'aria-current="true"' in page
    data = {"sida": "health_care", "level": "partly", "go": "next"}
    answer = send(leader, QUESTION, data)
    assert answer.headers["Location"] == f"{MAPPING}fraga-2/?sida=health_care"
    assert Answer.objects.get().side == HEALTH


def test_who_only_reads_has_nothing_to_press(mapping, visit):
    build.answer_all(mapping, "planned", "in_place")
    page = text(visit(people.person("evaluator", "01"), QUESTION))
    assert "<textarea" not in page
    assert "Planerat" in page
    assert "Ena er" not in page


# A saving that comes late


def collide(mapping, send, social, colleague, **rest):
    asked = build.questions(mapping)[0]
    stored = build.answer(
        mapping, asked, level="in_place", evidence="Kajsas rutin", answered_by=colleague.user
    )
    data = {"sida": "social_services", "level": "partly", "comment": "Mitt eget"}
    return stored, send(social, QUESTION, data, **rest)


def test_two_answers_that_meet_are_both_shown(mapping, send, social, colleague):
    _stored, page = collide(mapping, send, social, colleague)
    assert page.status_code == 409
    shown = text(page)
    assert "Två svar möts" in shown
    assert "Kajsa" in shown
    assert "Kajsas rutin" in shown
    assert "Mitt eget" in shown
    assert Answer.objects.get().level == "in_place"


def test_while_typing_too(mapping, send, social, colleague):
    _stored, part = collide(mapping, send, social, colleague, headers=HTMX)
    assert part.status_code == 200
    assert "Inte sparat" in text(part)
    assert "Två svar möts" in text(part)
    assert "<html" not in text(part)
    assert 'id="id_seen"' not in text(part)


def test_ones_own_is_saved_once_chosen(mapping, send, social, colleague):
    stored, _page = collide(mapping, send, social, colleague)
    data = {
        "sida": "social_services",
        "level": "partly",
        "chosen": stored.answered_at.isoformat(),
    }
    assert send(social, QUESTION, data).status_code == 302
    assert Answer.objects.get().level == "partly"


# Last year


@pytest.fixture
def last_year():
    provision = build.provision()
    earlier = build.a_round(year=2009, questions=0)
    build.about(earlier, provision, "fraga-1")
    before = build.mapping(earlier)
    build.answer(before, build.questions(before)[0], level="planned", evidence="Förslag")
    now = build.a_round(questions=0)
    build.about(now, provision, "fraga-1")
    return build.mapping(now)


def test_last_years_answer_helps(last_year, visit, send, social):
    page = text(visit(social, QUESTION))
    assert "Svar 2009:" in page
    assert send(social, f"{QUESTION}som-forra-aret/", {"sida": "social_services"}).url == QUESTION
    kept = last_year.answers.get()
    assert (kept.level, kept.evidence, kept.answered_by) == ("planned", "Förslag", social.user)


def test_without_a_last_year_nothing_is_filled_in(mapping, send, social):
    send(social, f"{QUESTION}som-forra-aret/", {"sida": "social_services"})
    assert not Answer.objects.exists()


def test_the_same_again_waits_its_turn_when_somebody_was_first(last_year, send, social, colleague):
    build.answer(
        last_year, build.questions(last_year)[0], level="in_place", answered_by=colleague.user
    )
    send(social, f"{QUESTION}som-forra-aret/", {"sida": "social_services"})
    assert last_year.answers.get().level == "planned"


def reword(last_year, *, days_after):
    """A second edition changes what was answered about last year."""
    provision = build.questions(last_year)[0].provision
    given = clock.now() - timedelta(days=30)
    Answer.objects.update(answered_at=given)
    build.reword(provision, timezone.localdate(given) + timedelta(days=days_after))


def test_what_was_said_about_another_wording_is_not_said_again_unread(
    last_year, visit, send, social
):
    reword(last_year, days_after=1)
    page = text(visit(social, QUESTION))
    assert "Svar 2009:" in page
    assert "Lydelsen har ändrats sedan dess, i Policyn, Utgåva 2." in page
    assert f"{QUESTION}som-forra-aret/" not in page
    refused = send(social, f"{QUESTION}som-forra-aret/", {"sida": "social_services"})
    assert refused.status_code == 403
    assert "Lydelsen har ändrats sedan dess" in text(refused)
    assert not last_year.answers.exists()


def test_an_answer_given_since_the_edition_may_be_said_again(last_year, visit, send, social):
    reword(last_year, days_after=0)
    assert f"{QUESTION}som-forra-aret/" in text(visit(social, QUESTION))
    send(social, f"{QUESTION}som-forra-aret/", {"sida": "social_services"})
    assert last_year.answers.get().level == "planned"


# Text, age, locks


def test_priorities_are_answered_in_words(visit, send, social):
    round_ = build.a_round(questions=0)
    build.text_question(round_)
    mapping = build.mapping(round_)
    url = f"{MAPPING}prioriteringar/"
    assert 'type="radio"' not in text(visit(social, url))
    send(social, url, {"sida": "social_services", "text": "Barnen först", "level": "planned"})
    kept = mapping.answers.get()
    assert (kept.text, kept.level) == ("Barnen först", "")
    assert "Barnen först" in text(visit(social, MAPPING))


def test_in_place_with_old_evidence_says_its_year(visit, social):
    round_ = build.a_round()
    mapping = build.mapping(round_)
    old = round_.closes_on - timedelta(days=1100)
    build.answer(mapping, build.questions(mapping)[0], HEALTH, "in_place", evidence_on=old)
    words = f"På plats, underlag från {old.year}"
    assert words in text(visit(social, QUESTION))
    assert words in text(visit(social, MAPPING))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"status": MappingStatus.SUBMITTED}, "inskickad och låst"),
        ({"status": MappingStatus.ACCEPTED}, "godkänd och låst"),
        ({"social_services_finished_at": clock.now()}, "markerade som klara"),
    ],
)
def test_a_lock_is_said_in_words_and_to_a_forged_post(fields, words, visit, send, social):
    build.mapping(**fields)
    assert words in text(visit(social, QUESTION))
    data = {"sida": "social_services", "level": "planned"}
    assert words in text(send(social, QUESTION, data))
    assert words in text(send(social, QUESTION, data, headers=HTMX))
    assert not Answer.objects.exists()


def test_an_answer_to_look_at_again_says_why_and_next_says_it_holds(mapping, visit, send, social):
    asked = build.questions(mapping)[0]
    build.answer(mapping, asked, needs_review="Lydelsen har ändrats", answered_by=social.user)
    assert "Lydelsen har ändrats" in text(visit(social, QUESTION))
    stored = Answer.objects.get()
    data = {
        "sida": "social_services",
        "level": "planned",
        "seen": stored.answered_at.isoformat(),
    }
    send(social, QUESTION, data | {"go": "skip"})
    assert Answer.objects.get().needs_review
    send(social, QUESTION, data | {"go": "next"})
    assert Answer.objects.get().needs_review == ""


# Settling


def test_a_joint_answer_is_settled_beside_both_originals(visit, send, social):
    mapping = build.answer_all(build.mapping(), "planned", "in_place")
    page = text(visit(social, f"{QUESTION}ena/"))
    assert "Planerat" in page
    data = {"level": "partly", "comment": "Vi prövar i vår"}
    assert send(social, f"{QUESTION}ena/", data).url == MAPPING
    assert mapping.answers.get(side=JOINT).comment == "Vi prövar i vår"
    assert "Vi prövar i vår" in text(visit(social, QUESTION))
    send(social, f"{QUESTION}ta-tillbaka/")
    assert not mapping.answers.filter(side=JOINT).exists()


def test_a_joint_answer_says_why(mapping, send, social):
    build.answer_all(mapping, "planned", "in_place")
    assert send(social, f"{QUESTION}ena/", {"level": "partly"}).status_code == 200
    assert not mapping.answers.filter(side=JOINT).exists()


def test_what_cannot_be_settled_yet_says_so(mapping, visit, send, social):
    assert "Först svarar båda huvudmännen" in text(visit(social, f"{QUESTION}ena/"))
    data = {"level": "partly", "comment": "Ändå"}
    assert send(social, f"{QUESTION}ena/", data).status_code == 200
    assert not Answer.objects.exists()


def test_two_settlements_that_meet_are_both_shown(mapping, send, social, health):
    build.answer_all(mapping, "planned", "in_place")
    data = {"level": "planned", "comment": "Det lägre"}
    send(social, f"{QUESTION}ena/", data)
    other = send(health, f"{QUESTION}ena/", {"level": "in_place", "comment": "Det högre"})
    assert other.status_code == 409
    assert "Det lägre" in text(other)
    chosen = mapping.answers.get(side=JOINT).answered_at.isoformat()
    both = {"level": "in_place", "comment": "Det högre", "chosen": chosen}
    assert send(health, f"{QUESTION}ena/", both).status_code == 302
    assert mapping.answers.get(side=JOINT).level == "in_place"


def test_the_day_of_the_consultation(mapping, send, social):
    assert send(social, f"{MAPPING}motesdag/", {"settles_on": "2010-10-12"}).url == MAPPING
    assert Mapping.objects.get().settles_on.isoformat() == "2010-10-12"
    assert send(social, f"{MAPPING}motesdag/", {"settles_on": "snart"}).status_code == 200


# A place's mapping


def test_the_mapping_says_what_to_do_next(mapping, visit, social):
    build.answer(mapping, build.questions(mapping)[0], SOCIAL)
    page = text(visit(social, MAPPING))
    assert "Fortsätt svara" in page
    assert f'href="{MAPPING}fraga-2/"' in page
    assert "Våra svar är klara" not in page


def test_differing_answers_come_first_with_the_way_to_settle_them(visit, leader):
    build.answer_all(build.mapping(), "planned", "in_place")
    page = text(visit(leader, MAPPING))
    assert page.index("Ni svarar olika på 2 frågor") < page.index("Alla frågor")
    assert f'href="{QUESTION}ena/"' in page


def test_once_submitted_nobody_is_asked_to_settle_anything(visit, county):
    build.submitted(by=county.actor, social="planned", health="in_place")
    page = text(visit(county, MAPPING))
    assert "Samrådet enas" not in page
    assert "Olika svar, inte enade" in page


def test_a_side_is_finished_and_taken_up_again(visit, send, social):
    mapping = build.answer_all(build.mapping())
    send(social, f"{MAPPING}klar/", {"sida": "social_services"})
    mapping.refresh_from_db()
    assert mapping.social_services_finished_at
    assert "Ta upp svaren igen" in text(visit(social, MAPPING))
    send(social, f"{MAPPING}klar/", {"sida": "social_services", "igen": "1"})
    mapping.refresh_from_db()
    assert mapping.social_services_finished_at is None


def test_a_side_with_work_left_is_not_finished_by_a_forged_post(mapping, send, social):
    answer = send(social, f"{MAPPING}klar/", {"sida": "social_services"})
    assert answer.status_code == 403
    assert "2 frågor är kvar" in text(answer)


def test_a_mapping_is_submitted_with_its_differences_said(visit, send, leader):
    build.ready(social="planned", health="in_place")
    assert "2 frågor där ni svarar olika" in text(visit(leader, f"{MAPPING}skicka-in/"))
    assert send(leader, f"{MAPPING}skicka-in/").url == MAPPING
    assert Mapping.objects.get().status == MappingStatus.SUBMITTED
    assert "Inskickad" in text(visit(leader, MAPPING))


def test_the_button_and_a_forged_post_give_the_same_reason(mapping, visit, send, leader):
    reason = "Socialtjänsten: 2 frågor är kvar att besvara."
    assert reason in text(visit(leader, MAPPING))
    answer = send(leader, f"{MAPPING}skicka-in/")
    assert answer.status_code == 403
    assert reason in text(answer)


def test_the_mapping_as_a_file(visit, social):
    mapping = build.mapping(settles_on=None)
    asked = build.questions(mapping)[0]
    build.answer(mapping, asked, SOCIAL, evidence="=HYPERLINK(1)", evidence_kind="routine")
    build.answer(mapping, asked, HEALTH, "in_place")
    build.answer(mapping, asked, JOINT, "partly")
    table = rows(visit(social, f"{MAPPING}?format=csv"))
    assert [row[2] for row in table[1:]] == [
        "Socialtjänsten",
        "Hälso- och sjukvården",
        "Gemensamt svar",
    ]
    assert table[1][6] == "'=HYPERLINK(1)"
    assert table[1][-1] == "Ja"


def test_invented_answers_are_said_to_be_so(visit, social):
    build.mapping(invented=True)
    for url in (MAPPING, QUESTION, f"{QUESTION}ena/", ROUND):
        assert "påhittade" in text(visit(social, url))


# Review


@pytest.fixture
def waiting(county):
    return build.submitted(by=county.actor, social="planned", health="in_place")


def test_the_county_reads_all_answers_with_what_shows_them(waiting, visit, county):
    Answer.objects.update(evidence="Rutin 7", comment="Sedan länge")
    page = text(visit(county, f"{MAPPING}granska/"))
    assert page.count("Rutin 7") == 4
    assert page.count("Sedan länge") == 4
    assert "svarar olika på 2 frågor" in page


def test_the_county_accepts(waiting, send, county):
    assert send(county, f"{MAPPING}granska/", {"go": "accept"}).url == ROUND
    assert Mapping.objects.get().status == MappingStatus.ACCEPTED


def test_the_county_returns_with_a_reason_that_those_who_answer_read(
    waiting, visit, send, county, social
):
    assert send(county, f"{MAPPING}granska/", {"reason": " "}).status_code == 200
    assert send(county, f"{MAPPING}granska/", {"reason": "Underlag saknas"}).url == ROUND
    page = text(visit(social, MAPPING))
    assert "Länet har lämnat tillbaka kartläggningen: Underlag saknas" in page


def test_a_second_reviewer_is_told_that_it_is_decided(waiting, send, county):
    send(county, f"{MAPPING}granska/", {"reason": "Underlag saknas"})
    answer = send(county, f"{MAPPING}granska/", {"go": "accept"})
    assert answer.status_code == 403
    assert "Bara en inskickad" in text(answer)


def test_the_first_opening_is_no_reopening(mapping, visit, social):
    mapping.steps.create(status="open")
    assert "öppnats igen" not in text(visit(social, MAPPING))


def test_the_ways_on_from_a_mapping_and_a_round(mapping, visit, county):
    page = text(visit(county, MAPPING))
    assert 'href="/laget/0160/?ar=2010"' in page
    assert 'href="/plan/0160/2010/"' in page
    assert 'href="/laget/01/?ar=2010"' in text(visit(county, ROUND))


def test_an_accepted_mapping_is_reopened_with_a_reason(waiting, visit, send, county, social):
    actions.accept_mapping(mapping=waiting, by=county.actor)
    assert send(county, f"{MAPPING}oppna-igen/").status_code == 200
    assert send(county, f"{MAPPING}oppna-igen/", {"reason": "Fel plats"}).url == MAPPING
    page = text(visit(social, MAPPING))
    assert "Kartläggningen har öppnats igen: Fel plats" in page
    assert page.index("Vad som har hänt") < page.rindex("Fel plats")


# Rounds


def test_the_list_of_rounds(mapping, visit, leader):
    page = text(visit(leader, "/kartlaggning/"))
    assert "Stockholms län 2010" in page
    assert "Svara på 2 frågor som är kvar" in page
    assert rows(visit(leader, "/kartlaggning/?format=csv"))[1][:2] == ["Stockholms län", "2010"]


def test_somebody_without_a_round_is_told_so(visit, outsider):
    assert "Ingen omgång har öppnats" in text(visit(outsider, "/kartlaggning/"))


def test_the_board_shows_each_place_and_what_it_waits_for(mapping, visit, county):
    build.answer(mapping, build.questions(mapping)[0], SOCIAL)
    page = text(visit(county, ROUND))
    assert "1/2" in page
    assert "0/2" in page
    assert "Påminn dem som har något kvar" in page
    for sort in ("left", "differing", "status", "nonsense", "'; drop"):
        assert visit(county, ROUND, data={"sortera": sort}).status_code == 200
    table = rows(visit(county, f"{ROUND}?format=csv"))
    assert table[1][:5] == ["Täby", "0160", "1", "0", "2"]


def test_a_local_leader_sees_their_own_place_on_the_board(mapping, visit, leader):
    build.mapping(mapping.round, "0163")
    page = text(visit(leader, ROUND))
    assert "Täby" in page
    assert "Sollentuna" not in page
    assert "Påminn" not in page


def test_a_round_is_planned_prepared_and_opened(visit, send, county):
    people.participation("0160")
    provision = build.provision()
    year = clock.today().year
    own = f"/kartlaggning/01/{year}/"
    days = {
        "opens_on": f"{year}-01-01",
        "closes_on": f"{year}-12-31",
        "title": "Årets omgång",
        "evidence_months": "24",
    }
    made = send(county, "/kartlaggning/ny/", {"county": "01", "year": year, **days})
    assert made.url == f"{own}forbered/riktlinjer/"
    assert "Rubrik 3" in text(visit(county, made.url))
    chosen = {"provisions": [provision.pk], "focus": provision.pk}
    assert send(county, made.url, chosen).url == f"{own}forbered/"
    page = text(visit(county, f"{own}forbered/"))
    assert "Öppna omgången" in page
    assert "i fokus" in page
    assert send(county, f"{own}oppna/").url == own
    assert Mapping.objects.get().place.code == "0160"
    assert "frågorna ligger fast" in text(visit(county, f"{own}forbered/"))
    assert send(county, f"{own}stang/").url == own
    assert Round.objects.get().status == RoundStatus.CLOSED
    assert "öppen igen" in text(send(county, f"{own}oppna/", follow=True))


def test_a_round_in_somebody_elses_county_is_not_planned(send, county):
    data = {
        "county": "12",
        "year": 2010,
        "title": "Omgång",
        "opens_on": "2010-09-01",
        "closes_on": "2010-11-30",
        "evidence_months": 24,
    }
    assert send(county, "/kartlaggning/ny/", data).status_code == 200
    assert not Round.objects.exists()


def test_the_national_office_chooses_a_county(visit):
    page = text(visit(people.national(), "/kartlaggning/ny/"))
    assert "Skåne län" in page
    assert 'type="hidden" name="county"' not in page


def test_a_second_round_in_a_year_is_refused_in_the_form(mapping, send, county):
    data = {
        "county": "01",
        "year": 2010,
        "title": "Omgång",
        "opens_on": "2010-09-01",
        "closes_on": "2010-11-30",
        "evidence_months": 24,
    }
    assert "redan en omgång" in text(send(county, "/kartlaggning/ny/", data))


def test_days_are_changed(mapping, send, county):
    data = {
        "title": "Ny titel",
        "opens_on": "2010-09-01",
        "closes_on": "2010-08-01",
        "evidence_months": 12,
    }
    url = f"{ROUND}forbered/"
    assert "Sista dagen kan inte" in text(send(county, url, data))
    assert send(county, url, data | {"closes_on": "2010-12-01"}).url == url
    assert Round.objects.get().title == "Ny titel"


def test_questions_are_written_moved_and_taken_away(visit, send, county):
    round_ = build.a_round(status=RoundStatus.DRAFT)
    url = f"{ROUND}forbered/"
    new = {"kind": "routine", "form": "level", "short": "Vårdplan", "text": "Görs vårdplan?"}
    assert send(county, f"{url}ny-fraga/", new).url == url
    assert "Vårdplan" in text(visit(county, url))
    words = {"short": "Vårdplan", "text": "Görs den i tid?"}
    assert send(county, f"{url}fraga/vardplan/", words).url == url
    assert round_.questions.get(key="vardplan").text == "Görs den i tid?"
    send(county, f"{url}fraga/vardplan/flytta/", {"go": "up"})
    assert round_.questions.get(key="vardplan").position == 2
    send(county, f"{url}fraga/vardplan/ta-bort/")
    assert not round_.questions.filter(key="vardplan").exists()
    in_depth = new | {"kind": QuestionKind.FOCUS}
    assert "Välj först vad som är i fokus" in text(send(county, f"{url}ny-fraga/", in_depth))


def test_what_was_asked_last_time_is_ticked_until_something_is_chosen(visit, county):
    again, fresh = build.provision("3"), build.provision("4")
    build.about(build.a_round(year=2009, questions=0), again)
    made = build.a_round(status=RoundStatus.DRAFT, questions=0)
    url = f"{ROUND}forbered/riktlinjer/"
    page = text(visit(county, url))
    assert "redan ikryssat" in page
    assert page.count(" checked") == 1
    build.about(made, again)
    build.about(made, fresh)
    page = text(visit(county, url))
    assert "redan ikryssat" not in page
    assert page.count(" checked") == 2


def test_a_forged_choice_of_provision_is_told(send, county):
    build.a_round(status=RoundStatus.DRAFT, questions=0)
    answer = send(county, f"{ROUND}forbered/riktlinjer/", {"provisions": ["99999", "x"]})
    assert answer.status_code == 200
    assert not Question.objects.exists()


def test_places_that_joined_are_let_in(mapping, visit, send, county):
    people.participation("0160")
    people.participation("0163")
    assert "har kommit till sedan omgången öppnades: Sollentuna" in text(visit(county, ROUND))
    assert send(county, f"{ROUND}lagg-till-platser/").url == ROUND
    assert Mapping.objects.count() == 2


def test_in_a_closed_round_nobody_is_let_in(visit, county):
    build.mapping(build.a_round(status=RoundStatus.CLOSED))
    people.participation("0163")
    page = text(visit(county, ROUND))
    assert "har kommit till" not in page
    assert "Stängd" in page


# Reminding


@pytest.fixture
def mailing(send, settings, django_capture_on_commit_callbacks):
    """Send a form, and let the letters that wait for the commit go out."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

    def post(person, url):
        with django_capture_on_commit_callbacks(execute=True):
            return send(person, url)

    return post


def test_who_gets_mail_is_shown_before_it_is_sent(mapping, visit, mailing, county, social):
    build.mapping(mapping.round, "0163")
    page = text(visit(county, f"{ROUND}paminn/"))
    assert social.user.email in page
    assert "Sollentuna" in page
    assert "Skicka 1 påminnelse" in page
    assert mailing(county, f"{ROUND}paminn/").url == ROUND
    assert [letter.to for letter in mail.outbox] == [[social.user.email]]
    assert "Påmind" in text(visit(county, ROUND))
    assert "Ingen med konto kan påminnas" in text(visit(county, f"{ROUND}paminn/"))
    assert mailing(county, f"{ROUND}paminn/").status_code == 403


def test_one_place_is_reminded_alone(mapping, visit, county, social):
    build.mapping(mapping.round, "0163")
    page = text(visit(county, f"{ROUND}paminn/?plats=0160"))
    assert social.user.email in page
    assert "Sollentuna" not in page


# English


@pytest.mark.parametrize("url", [MAPPING, QUESTION, ROUND, "/kartlaggning/", f"{MAPPING}granska/"])
def test_the_same_page_in_english(url, mapping, visit, county):
    page = visit(county, f"/en{url}")
    assert page.status_code == 200
    assert 'lang="en"' in text(page)

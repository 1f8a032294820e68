"""Pages of plans: what is shown to whom, what forms do, and what nonsense meets."""

import pytest

from brygga import clock
from brygga.plans.models import Activity, Plan, Priority
from tests.builders import people, plans

pytestmark = pytest.mark.django_db
PLAN = "/plan/0160/2010/"


@pytest.fixture
def inside(client):
    """A client signed in as the local process leader of the place."""
    person = people.municipality()
    client.force_login(person.user)
    client.person = person
    return client


def text(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def form_of(group, **fields):
    return {"group": group.pk, "adopted_on": "2010-09-01"} | fields


def activity_form(**fields):
    return {"title": "Rutin", "owner": "Processledaren", "due_on": "2010-11-30", "another": ""} | (
        fields
    )


def test_a_visitor_sees_the_adopted_plan_without_what_is_for_those_inside(client):
    guideline = plans.provision()
    plan = plans.plan(adopted=True, invented=True)
    plans.activity(plan, title="Fråga om barn", provisions=[guideline], cost=25000, notes="HEMLIGT")
    plans.priority(provision=guideline, why="Barnen först")
    page = text(client.get(PLAN))
    for shown in (
        "Plan 2010 för Täby",
        "Antagen av",
        "Fråga om barn",
        "Barnen först",
        "Riktlinje 3: Sak 3",
        "/laget/0160/policy/3/?ar=2010",
        "25\xa0000 kronor",
        "Försenad",
        "påhittad",
    ):
        assert shown in page
    for hidden in ("HEMLIGT", "Ny aktivitet", "Öppna planen igen", "Ta tillbaka"):
        assert hidden not in page


def test_a_visitor_does_not_learn_that_there_is_a_draft(client):
    nothing = text(client.get(PLAN))
    plan = plans.plan(activities=1)
    assert text(client.get(PLAN)) == nothing
    slug = plan.activities.get().slug
    assert client.get(f"{PLAN}{slug}/").status_code == 404


def test_those_inside_see_the_draft_and_what_to_do_next(inside):
    plan = plans.plan(activities=1)
    plans.activity(plan, notes="Kom ihåg mallen")
    page = text(inside.get(PLAN))
    assert "Ett utkast" in page
    assert "Kom ihåg mallen" in page
    assert "HEMLIGT STEG" in page
    assert f'href="{PLAN}anta/"' in page


def test_an_empty_plan_says_why_it_cannot_be_adopted(inside):
    plans.plan()
    page = text(inside.get(PLAN))
    assert "Lägg till minst en aktivitet" in page
    assert f'href="{PLAN}anta/"' not in page


def test_the_plan_in_english_and_the_fragment(inside):
    plans.plan(activities=1)
    assert "Plan 2010 for Täby" in text(inside.get(f"/en{PLAN}"))
    part = text(inside.get(PLAN, headers={"HX-Request": "true"}))
    assert "Det som ska göras" in part
    assert "<html" not in part


def test_the_plan_as_a_file_holds_notes_for_those_inside_only(inside, client):
    plan = plans.plan(adopted=True)
    plans.activity(plan, title="=Fråga", notes="HEMLIGT", provisions=[plans.provision()])
    own = inside.get(f"{PLAN}?format=csv")
    assert own.headers["Content-Disposition"] == 'attachment; filename="plan-0160-2010.csv"'
    assert "HEMLIGT" in text(own)
    assert "'=Fråga" in text(own)
    inside.logout()
    assert "HEMLIGT" not in text(inside.get(f"{PLAN}?format=csv"))
    assert "Plan 2010" in text(inside.get(f"{PLAN}?format=nonsense"))


@pytest.mark.parametrize("where", ["/plan/9999/2010/", "/plan/0160/1066/", f"/plan/0160/{10**30}/"])
def test_places_and_years_that_are_not_there(client, where):
    assert client.get(where).status_code == 404


def test_last_years_unfinished_are_brought_along_when_asked(inside):
    plans.plan(year=2009, adopted=True, activities=2)
    assert "2 aktiviteter är planerade eller pågår" in text(inside.get(PLAN))
    assert inside.post(f"{PLAN}starta/", {"carry_over": "on"}).url == PLAN
    assert Plan.objects.get(year=2010).activities.count() == 2
    again = inside.post(f"{PLAN}starta/")
    assert "redan en plan" in text(again, 403)
    assert inside.get(f"{PLAN}starta/").status_code == 405


def test_from_a_gap_one_click_and_one_button_make_an_activity_and_its_plan(inside):
    guideline = plans.provision()
    page = text(inside.get(f"{PLAN}ny-aktivitet/?riktlinje=policy/3"))
    assert 'value="Gör sak 3"' in page
    assert "Den börjar med den här aktiviteten" in page
    sent = activity_form(provisions=["policy/3"], cost="12 500,50", owner_user="")
    response = inside.post(f"{PLAN}ny-aktivitet/?riktlinje=policy/3", sent)
    activity = Activity.objects.get()
    assert response.url == f"{PLAN}{activity.slug}/"
    assert list(activity.provisions.all()) == [guideline]
    assert str(activity.cost) == "12500.50"
    assert "Aktiviteten ligger i planen" in text(inside.get(response.url))


def test_something_more_that_an_activity_is_for(inside):
    plans.provision()
    inside.post(f"{PLAN}ny-aktivitet/", activity_form(another="policy/3"))
    assert Activity.objects.get().provisions.get().number == "3"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("due_on", "igår"),
        ("due_on", "2009-12-31"),
        ("cost", "-5"),
        ("cost", "mycket"),
        ("another", "policy/77"),
        ("provisions", "policy/77"),
        ("owner_user", "999999"),
        ("title", "\x00"),
    ],
)
def test_a_form_with_something_to_put_right_comes_back(inside, field, value):
    plans.priority()
    page = text(inside.post(f"{PLAN}ny-aktivitet/", activity_form(**{field: value})))
    assert "att rätta" in page
    assert not Activity.objects.exists()
    assert not Plan.objects.exists()


def test_nonsense_about_a_guideline_begins_an_empty_activity(inside):
    for nonsense in ("policy/9", "x", "a/b/c/d"):
        assert inside.get(f"{PLAN}ny-aktivitet/?riktlinje={nonsense}").status_code == 200


@pytest.mark.parametrize("also", ["", "&riktlinje=policy/3"])
def test_begun_elsewhere_it_may_bring_a_title(inside, also):
    form = inside.get(f"{PLAN}ny-aktivitet/?titel=Bryt%20rundg%C3%A5ngen{also}").context["form"]
    assert form.initial["title"] == "Bryt rundgången"
    long = inside.get(f"{PLAN}ny-aktivitet/?titel={'a' * 500}").context["form"]
    assert form.fields["title"].max_length == len(long.initial["title"])


def test_from_a_gap_an_adopted_plan_is_opened_and_filled_in_one_form(inside):
    plan, address = (
        plans.plan(adopted=True, activities=1),
        f"{PLAN}ny-aktivitet/?riktlinje=policy/3",
    )
    guideline = plans.provision()
    page = text(inside.get(address))
    assert "Planen 2010 för Täby är antagen" in page
    assert 'value="Gör sak 3"' in page
    assert "Öppna planen igen och lägg in den" in page
    sent = activity_form(provisions=["policy/3"])
    page = text(inside.post(address, sent | {"reason": " "}))
    assert "Skriv varför planen öppnas igen." in page
    assert plan.activities.count() == 1
    response = inside.post(address, sent | {"reason": "Ett glapp till"})
    activity = Activity.objects.get(provisions=guideline)
    assert response.url == f"{PLAN}{activity.slug}/"
    page = text(inside.get(response.url))
    assert "Planen måste antas på nytt" in page
    assert 'href="/laget/0160/policy/3/?ar=2010"' in page
    assert "Ett glapp till" in text(inside.get(PLAN))


def test_an_adopted_plan_offers_a_later_years_plan_instead(inside):
    plans.plan(adopted=True, activities=1)
    plans.provision()
    page = text(inside.get(f"{PLAN}ny-aktivitet/?riktlinje=policy/3"))
    later = f"/plan/0160/{max(2011, clock.today().year)}/ny-aktivitet/?riktlinje=policy/3"
    assert f'href="{later}"' in page
    page = text(inside.get(later))
    assert 'value="Gör sak 3"' in page
    assert "Varför öppnas planen igen?" not in page
    plans.plan(year=2012)
    assert "i stället" not in text(inside.get("/plan/0160/2012/ny-aktivitet/"))


def test_one_who_may_not_open_the_plan_learns_who_can(inside, client):
    plan = plans.plan(adopted=True, activities=1)
    client.force_login(people.person("county-coordinator", "01", name="Koordinatorn").user)
    page = text(client.get(f"{PLAN}ny-aktivitet/"))
    assert "Bara de som får anta den kan öppna den igen." in page
    assert "Fråga en av dem: Lokala Processledaren." in page
    assert "i stället" in page
    assert 'name="title"' not in page
    forged = client.post(f"{PLAN}ny-aktivitet/", activity_form(reason="Jag vill"))
    assert "Bara de som får anta den" in text(forged)
    # What was written before somebody else adopted the plan is not lost.
    assert 'value="Rutin"' in text(forged)
    plan.refresh_from_db()
    assert (plan.status, plan.activities.count()) == ("adopted", 1)


def test_a_plan_begun_from_a_gap_brings_along_what_last_year_left(inside):
    plans.plan(year=2009, adopted=True, activities=2)
    page = text(inside.get(f"{PLAN}ny-aktivitet/"))
    assert "Ta med 2 aktiviteter som inte är klara i planen för 2009" in page
    inside.post(f"{PLAN}ny-aktivitet/", activity_form(carry_over="on"))
    assert Plan.objects.get(year=2010).activities.count() == 3


def test_an_adopted_plan_says_how_to_change_what_is_in_it(inside):
    plan = plans.plan(adopted=True, activities=1)
    address = f"{PLAN}{plan.activities.get().slug}/andra/"
    page = text(inside.get(address))
    assert "Planen är antagen" in page
    assert f'href="{PLAN}oppna/"' in page
    assert "Planen är antagen" in text(inside.post(address, activity_form()))


def test_an_activity_is_changed(inside):
    activity = plans.activity(plans.plan(), provisions=[plans.provision()])
    address = f"{PLAN}{activity.slug}/andra/"
    assert f'value="{activity.title}"' in text(inside.get(address))
    assert inside.post(address, activity_form(title="Annat")).url == f"{PLAN}{activity.slug}/"
    activity.refresh_from_db()
    assert (activity.title, activity.provisions.count()) == ("Annat", 0)


def test_an_activity_is_moved_with_its_history_shown(inside):
    activity = plans.plan(adopted=True, activities=1).activities.get()
    address = f"{PLAN}{activity.slug}/"
    refused = text(inside.post(f"{address}flytta/", {"to": "dropped", "note": ""}))
    assert "Skriv varför den stryks." in refused
    assert inside.post(f"{address}flytta/", {"to": "dropped", "note": "Dubblett"}).url == address
    page = text(inside.get(address))
    assert "Dubblett" in page
    assert "Lokala Processledaren" in page
    inside.logout()
    page = text(inside.get(address))
    assert "Struken" in page
    for hidden in ("Dubblett", "Lokala Processledaren", "HEMLIGT STEG", "Ändra status"):
        assert hidden not in page


def test_the_status_can_be_changed_though_the_plan_is_adopted(inside):
    activity = plans.plan(adopted=True, activities=1).activities.get()
    page = text(inside.get(f"{PLAN}{activity.slug}/"))
    form = page[page.index(f'action="{PLAN}{activity.slug}/flytta/"') :].partition("</form>")[0]
    assert 'type="submit"' in form
    assert "aria-disabled" not in form


def test_a_status_that_is_not_there_is_refused_in_words(inside):
    activity = plans.plan(activities=1).activities.get()
    page = text(inside.post(f"{PLAN}{activity.slug}/flytta/", {"to": "nonsense"}))
    assert "att rätta" in page


def test_notes_are_saved_and_too_long_ones_come_back(inside):
    activity = plans.plan(adopted=True, activities=1).activities.get()
    address = f"{PLAN}{activity.slug}/"
    assert inside.post(f"{address}anteckningar/", {"notes": "Ring"}).url == address
    assert "Ring" in text(inside.get(address))
    too_long = inside.post(f"{address}anteckningar/", {"notes": "x" * 5001})
    assert "att rätta" in text(too_long)


def test_a_plan_is_adopted_and_opened_again(inside):
    plan, group = plans.plan(activities=1), people.group("0160", name="Samrådet")
    beside = people.group("0162", name="Granne")
    page = text(inside.get(f"{PLAN}anta/"))
    assert "Samrådet (Täby)" in page
    assert "Granne" not in page
    assert "att rätta" in text(inside.post(f"{PLAN}anta/", form_of(beside)))
    assert "att rätta" in text(inside.post(f"{PLAN}anta/", form_of(group, adopted_on="2999-01-01")))
    assert inside.post(f"{PLAN}anta/", form_of(group)).url == PLAN
    assert "Antagen av Samrådet den 1 september 2010." in text(inside.get(PLAN))
    assert "Skriv varför planen öppnas igen." in text(inside.post(f"{PLAN}oppna/", {"reason": " "}))
    assert inside.post(f"{PLAN}oppna/", {"reason": "Fel datum"}).url == PLAN
    assert "Fel datum" in text(inside.get(PLAN))
    plan.refresh_from_db()
    assert plan.adopted_by is None


def test_without_a_group_the_page_says_what_to_do(inside):
    plans.plan(activities=1)
    page = text(inside.get(f"{PLAN}anta/"))
    assert "Lägg upp gruppen först" in page
    assert "/plats/0160/ny-grupp/" in page


def test_a_priority_is_written_down_and_withdrawn(inside):
    plans.provision()
    group = people.group("0160")
    assert '<option value="policy/3" selected>' in text(
        inside.get(f"{PLAN}prioritera/?riktlinje=policy/3")
    )
    sent = {"provision": "policy/3", "group": group.pk, "decided_on": "2010-08-26", "why": "Barn"}
    assert inside.post(f"{PLAN}prioritera/", sent).url == PLAN
    assert "redan prioriterat" in text(inside.post(f"{PLAN}prioritera/", sent))
    assert "att rätta" in text(inside.post(f"{PLAN}prioritera/", sent | {"provision": ""}))
    slug = Priority.objects.get().slug
    address = f"{PLAN}prioritering/{slug}/ta-tillbaka/"
    assert "Riktlinje 3: Sak 3" in text(inside.get(address))
    assert inside.post(address).url == PLAN
    assert "redan tillbakatagen" in text(inside.post(address))
    assert "Ingen prioritering är beslutad" in text(inside.get(PLAN))


WRITING = ["ny-aktivitet/", "prioritera/", "anta/", "oppna/"]


@pytest.mark.parametrize("address", WRITING)
def test_writing_is_for_those_who_may(client, address):
    plans.plan(activities=1)
    assert "/konto/login/" in client.get(PLAN + address).url
    for somebody, status in (
        (people.outsider(), 404),
        (people.municipality("0162"), 404),
        (people.person("evaluator", "01"), 403),
        (people.county(), 200),
    ):
        client.force_login(somebody.user)
        assert client.get(PLAN + address).status_code == status
        assert client.post(PLAN + address).status_code == status


@pytest.mark.parametrize("verb", ["andra", "flytta", "anteckningar"])
def test_an_activity_is_changed_by_those_who_may(client, verb):
    activity = plans.plan(adopted=True, activities=1).activities.get()
    for somebody, status in ((people.outsider(), 404), (people.person("evaluator", "0160"), 403)):
        client.force_login(somebody.user)
        assert client.post(f"{PLAN}{activity.slug}/{verb}/").status_code == status
    activity.refresh_from_db()
    assert activity.steps.count() == 1


def test_an_activity_has_one_address(inside):
    activity = plans.plan(adopted=True, activities=1).activities.get()
    for wrong in (f"/plan/0162/2010/{activity.slug}/", f"/plan/0160/2011/{activity.slug}/"):
        assert inside.get(wrong).status_code == 404

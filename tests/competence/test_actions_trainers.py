"""Trainers entered by hand, rights that end, who held which round."""

import threading
from datetime import date

import pytest

from brygga import clock
from brygga.access.actor import SYSTEM
from brygga.audit.models import Event
from brygga.competence.actions.trainers import (
    TrainerValues,
    end_trainer,
    enter_trainer,
    set_teachers,
)
from brygga.competence.models import Teaching, Trainer
from brygga.competence.queries.cascade import family_of, lineage_of
from brygga.competence.rules.cascade import circle
from brygga.kernel.refusal import Refused
from tests.builders import competence_days as days
from tests.builders import events as build
from tests.builders.race import race

pytestmark = pytest.mark.django_db


def values(**fields):
    return TrainerValues(
        person=fields.pop("person", None) or build.person(),
        valid_from=fields.pop("valid_from", date(2009, 1, 1)),
        source=fields.pop("source", "Länets lista 2009"),
        **fields,
    )


def family():
    """A method, and the course that makes trainers in it."""
    method = build.course(days=1, title="AUDIT")
    return method, build.course(days=1, title="Utbildare i AUDIT", teaches=method)


def held(course, year):
    return days.held_round(course, first=days.HELD.replace(year=year))


def made_trainer_in(round_, name):
    """Somebody who became a trainer in a round of the trainers' course."""
    who = build.attendee(name=name)
    days.certified(round_.course, who, round_=round_)
    return Trainer.objects.get(attendee=who)


class TestEntering:
    def test_a_trainer_from_the_beginning_is_entered_on_the_word_of_a_source(self):
        course = build.course()
        row = enter_trainer(course=course, values=values(), by=SYSTEM)
        assert (row.certificate, row.source) == (None, "Länets lista 2009")
        assert Event.objects.get(kind="competence.trainer.made").path == "00/01/"

    @pytest.mark.parametrize(
        "wrong", [{"source": " "}, {"valid_to": date(2008, 1, 1)}], ids=["no source", "no day"]
    )
    def test_what_is_wrong_is_refused_and_leaves_nothing(self, wrong):
        with pytest.raises(Refused):
            enter_trainer(course=build.course(), values=values(**wrong), by=SYSTEM)
        assert not Trainer.objects.exists()
        assert not Event.objects.exists()

    def test_the_same_right_is_entered_once(self):
        course, person = build.course(), build.person()
        enter_trainer(course=course, values=values(person=person), by=SYSTEM)
        with pytest.raises(Refused):
            enter_trainer(course=course, values=values(person=person), by=SYSTEM)


class TestEnding:
    def test_it_ends_on_a_day_for_a_reason(self):
        row = days.trainer(build.course())
        end_trainer(trainer=row, on=clock.today(), reason="Har slutat", by=SYSTEM)
        row.refresh_from_db()
        assert (row.valid_to, row.ended_reason) == (clock.today(), "Har slutat")
        assert Event.objects.filter(kind="competence.trainer.ended").exists()

    def test_without_a_reason_it_goes_on(self):
        row = days.trainer(build.course())
        with pytest.raises(Refused):
            end_trainer(trainer=row, on=clock.today(), reason="", by=SYSTEM)
        row.refresh_from_db()
        assert row.valid_to is None


class TestHolding:
    def test_who_held_a_round_is_said_and_can_be_changed(self):
        course = build.course(days=1)
        first, second = days.trainer(course), days.trainer(course)
        round_ = held(course, 2011)
        set_teachers(gathering=round_, trainers=[first], by=SYSTEM)
        set_teachers(gathering=round_, trainers=[second], by=SYSTEM)
        assert [row.trainer for row in Teaching.objects.all()] == [second]
        assert Event.objects.filter(kind="competence.teaching.saved").count() == 2

    def test_a_trainer_in_the_method_may_hold_the_course_that_makes_trainers(self):
        method, trainers = family()
        set_teachers(gathering=held(trainers, 2011), trainers=[days.trainer(method)], by=SYSTEM)
        assert Teaching.objects.exists()

    def test_a_trainer_in_something_else_may_not(self):
        with pytest.raises(Refused, match="får inte hålla"):
            set_teachers(
                gathering=held(build.course(), 2011),
                trainers=[days.trainer(build.course())],
                by=SYSTEM,
            )

    def test_nobody_holds_a_round_before_they_may(self):
        course = build.course(days=1)
        late = days.trainer(course, since=date(2012, 1, 1))
        with pytest.raises(Refused, match="2011-11-18"):
            set_teachers(gathering=held(course, 2011), trainers=[late], by=SYSTEM)
        assert not Teaching.objects.exists()

    def test_a_conference_is_held_by_no_trainer(self):
        with pytest.raises(Refused):
            set_teachers(gathering=build.gathering(), trainers=[], by=SYSTEM)


class TestDescent:
    def test_the_trained_descend_from_those_who_held_the_round_that_made_them(self):
        method, trainers = family()
        eldest = days.trainer(method)
        first = held(trainers, 2010)
        set_teachers(gathering=first, trainers=[eldest], by=SYSTEM)
        second = made_trainer_in(first, "Bo")
        assert lineage_of(family_of(method)).edges == {(eldest.attendee_id, second.attendee_id)}

    def test_nobody_may_come_to_descend_from_themselves(self):
        """Anna was made a trainer in the round of 2010, Bo in that of 2011, which Anna held."""
        _method, trainers = family()
        first, second = held(trainers, 2010), held(trainers, 2011)
        anna = made_trainer_in(first, "Anna")
        set_teachers(gathering=second, trainers=[anna], by=SYSTEM)
        bo = made_trainer_in(second, "Bo")
        # Bo's right is made older than it is, so that only the descent stands in the way.
        Trainer.objects.filter(pk=bo.pk).update(valid_from=date(2009, 1, 1))
        bo.refresh_from_db()
        with pytest.raises(Refused, match="Bo utbildade Anna, Anna utbildade Bo"):
            set_teachers(gathering=first, trainers=[bo], by=SYSTEM)
        assert [row.gathering for row in Teaching.objects.all()] == [second]

    def test_who_renews_their_right_keeps_their_place(self):
        """A trainer who takes the course again, from somebody they trained, makes no ring."""
        method, trainers = family()
        trainers.validity_months = 12
        trainers.save()
        anna = days.trainer(method, build.attendee(name="Anna"))
        first, second = held(trainers, 2010), held(trainers, 2011)
        set_teachers(gathering=first, trainers=[anna], by=SYSTEM)
        bo = made_trainer_in(first, "Bo")
        set_teachers(gathering=second, trainers=[bo], by=SYSTEM)
        days.certified(trainers, anna.attendee, round_=second)
        assert Trainer.objects.filter(attendee=anna.attendee).count() == 2
        assert lineage_of(family_of(method)).edges == {(anna.attendee_id, bo.attendee_id)}

    def test_reading_who_trained_whom_takes_four_queries(self, django_assert_num_queries):
        method, trainers = family()
        first = held(trainers, 2010)
        days.teaches(days.trainer(method), first)
        made_trainer_in(first, "Bo")
        with django_assert_num_queries(4):
            lineage_of(family_of(method))
        for name in ("Cia", "Dan"):
            made_trainer_in(first, name)
        with django_assert_num_queries(4):
            lineage_of(family_of(method))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    """Slow: each copies the database and starts two threads.

    Anna was made in one round, Bo in another. That Anna held Bo's is right, and that Bo held
    Anna's is right, but not both.
    """

    def prepared(self):
        _method, trainers = family()
        first, second = held(trainers, 2010), held(trainers, 2011)
        anna, bo = made_trainer_in(first, "Anna"), made_trainer_in(second, "Bo")
        Trainer.objects.update(valid_from=date(2009, 1, 1))
        anna.refresh_from_db()
        bo.refresh_from_db()
        return trainers, (second, anna), (first, bo)

    def run_both(self, one, other):
        with race() as run:
            outcomes = run(one, other)
            (edges,) = run(lambda: self.edges)
        return sorted(type(outcome).__name__ for outcome in outcomes), edges

    @property
    def edges(self):
        return lineage_of(family_of(self.course)).edges

    def test_one_of_them_is_refused(self):
        self.course, *pairs = self.prepared()
        line = threading.Barrier(2)

        def say(round_, trainer):
            line.wait()
            set_teachers(gathering=round_, trainers=[trainer], by=SYSTEM)

        outcomes, edges = self.run_both(*[lambda pair=pair: say(*pair) for pair in pairs])
        assert outcomes == ["NoneType", "Refused"]
        assert len(edges) == 1

    def test_without_taking_turns_both_would_be_let_in(self):
        """The control: each looks at what stands, and both write."""
        self.course, *pairs = self.prepared()
        line = threading.Barrier(2)

        def say_naively(round_, trainer):
            lineage = lineage_of(family_of(self.course))
            new = {(trainer.attendee_id, born) for born in lineage.born_of(round_.pk)}
            line.wait()
            if not circle(lineage.edges, new):
                Teaching.objects.create(gathering=round_, trainer=trainer)

        outcomes, edges = self.run_both(*[lambda pair=pair: say_naively(*pair) for pair in pairs])
        assert outcomes == ["NoneType", "NoneType"]
        assert len(edges) == 2
        assert circle(edges, edges)

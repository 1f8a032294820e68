"""How the made-up care chain behaves."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Model:
    """Shares are of one, times are days.

    None of these is a finding. They are chosen so that what Swedish follow-ups describe can be
    seen: long waits for some, hand-overs that fail, a few people with most of the acute visits, and
    better journeys with a joint plan (half as many drop out, waits a third shorter).
    """

    begins: datetime = datetime(2021, 1, 1)  # noqa: DTZ001 -- local time, as deliveries have it
    days: int = 1826
    """The period: nothing outside it is delivered, so that some still wait at its end."""

    more_episodes: float = 0.35
    """The mean number of episodes after a person's first, at least 50 days later."""
    planned: float = 0.16
    """Episodes with a joint plan."""
    median_wait: float = 24.0
    spread_of_wait: float = 0.95
    """Referral to first treatment: log-normal, its median in days and sigma; one in ten waits
    more than three times the median. A place makes it shorter or longer, by `least_pace` to
    `most_pace`."""
    least_pace: float = 0.6
    most_pace: float = 1.6
    never_treated: float = 0.09
    """Episodes that end before treatment."""
    more_treatments: float = 1.1
    """The mean number of treatment contacts after the first."""
    dropping_out: float = 0.3
    """Treatments that end unplanned."""
    handed_over: float = 0.24
    """Treatments after which another principal is to go on."""
    arriving: float = 0.68
    """Hand-overs with a contact within 30 days; half of the others come later, half never."""
    staying: float = 0.09
    """Episodes with an inpatient detoxification, of 2 to 12 days."""
    readmitted: float = 0.18
    """Stays followed by another within 30 days of discharge."""
    transferred: float = 0.12
    """Stays that go on in another ward within 24 hours."""
    attenders: float = 0.02
    """People with at least four acute visits within a year, and `more_acute_visits` on average."""
    more_acute_visits: float = 7.0
    acute_visits: float = 0.25
    """The mean number of acute visits of everybody else, over the whole period."""

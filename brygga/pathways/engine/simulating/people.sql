-- One block of people and what befalls them. Days are counted from the first day of the period.
create or replace temp table people as
select
    i,
    identity((i * 7919 + getvariable('first_number')) % 23520000) as person,
    place.code as place,
    place.name as place_name,
    place.county as county_name,
    place.pace as pace,
    i % 12 as many,
    happens(i, 'attender', getvariable('attenders')) as is_attender,
    between_days(i, 'first', -60, getvariable('days') - 30) as first_day
from range(getvariable('block_begins'), getvariable('block_ends')) as people(i)
join slots on slots.slot = floor(draw(i, 'home') * 4096)::int
join places as place on place.code = slots.code;

-- From a referral to an end. What is drawn here is what all its contacts go by.
create or replace temp table episodes as
with numbered as (
    select *, i * 8 + unnest(range(1 + several(i, 'again', getvariable('more_episodes'), 5))) as e
    from people
),
drawn as (
    select
        *,
        first_day + (e % 8) * 170 + between_days(e, 'day', 0, 120) as day,
        draw(e, 'sector') as at_sector,
        happens(e, 'plan', getvariable('planned')) as has_plan
    from numbered
),
placed as (
    select
        *,
        case
            when at_sector < 0.44 then 'addiction_care'
            when at_sector < 0.70 then 'social_services'
            when at_sector < 0.83 then 'psychiatry'
            when at_sector < 0.94 then 'primary_care'
            when at_sector < 0.98 then 'prison_and_probation'
            else 'compulsory_care'
        end as sector,
        case
            when draw(e, 'from') < 0.45 then 'primary_care'
            when draw(e, 'from') < 0.70 then 'social_services'
            when draw(e, 'from') < 0.85 then 'emergency_care'
            else 'psychiatry'
        end as referred_by,
        least(900, 1 + round(
            exp(ln(getvariable('median_wait')) + getvariable('spread_of_wait') * normal(e, 'wait'))
            * pace * if(has_plan, 0.7, 1)
        ))::int as wait,
        happens(e, 'never', getvariable('never_treated') * if(has_plan, 0.4, 1)) as is_lost,
        happens(e, 'drop', getvariable('dropping_out') * if(has_plan, 0.5, 1)) as drops_out,
        1 + several(e, 'treatments', getvariable('more_treatments'), 14)
            + has_plan::int as treatments,
        between_days(e, 'pace', 6, 28) as apart
    from drawn
)
select
    *,
    if(is_lost, null, day + wait + (treatments - 1) * apart) as last_day,
    if(sector = 'social_services', 'addiction_care', 'social_services') as other_sector,
    not is_lost and not drops_out
        and happens(e, 'hand-over', getvariable('handed_over')) as is_handed_over,
    happens(e, 'arrival', if(has_plan, 0.93, getvariable('arriving'))) as arrives,
    happens(e, 'late', 0.5) as arrives_late,
    happens(e, 'stay', getvariable('staying')) as stays,
    between_days(e, 'stay-day', 0, least(wait, 60)) as stay_day,
    between_days(e, 'stay-length', 2, 12) as stay_length,
    by_day(day, e, 'referral') as referred_at,
    if(has_plan, 'plan ' || e::varchar, null) as plan
from placed;

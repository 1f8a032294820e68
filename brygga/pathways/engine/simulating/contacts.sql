-- The contacts of one block, by kind.
create or replace temp table contacts as
with referrals as (
    select e, i, 0 as part, referred_by as met_in, 'referral' as activity, referred_at as start,
        null::timestamp as "end", null::timestamp as referral, null as plan, null as outcome
    from episodes
),
assessments as (
    select e, i, 1, sector, 'assessment',
        by_day(day + greatest(1, (wait * 0.4)::int), e, 'assessment'), null, referred_at, null,
        if(is_lost, 'unplanned end', null)
    from episodes
    where happens(e, 'assessed', if(is_lost, 0.4, 0.75))
),
treatments as (
    select e, i, 2 + nth, sector, treatment_of(sector, e),
        by_day(day + wait + nth * apart, e * 16 + nth, 'treatment'), null, referred_at,
        if(nth > 0, plan, null),
        case
            when nth < treatments - 1 or is_handed_over then null
            when drops_out then 'unplanned end'
            when happens(e, 'moves', 0.03) then 'moved'
            else 'planned end'
        end
    from (select *, unnest(range(treatments)) as nth from episodes where not is_lost)
),
plans as (
    select e, i, 17, sector, 'joint plan', by_day(day + wait + 3, e, 'joint'), null, null, plan, null
    from episodes
    where has_plan and not is_lost
),
-- The last word of the first principal, and what the other one makes of it.
handing_over as (
    select e, i, 18, sector, 'hand-over', by_day(last_day + 5, e, 'over'), null, null, plan,
        'handed over'
    from episodes
    where is_handed_over
),
taking_over as (
    select e, i, 19 + nth, other_sector, treatment_of(other_sector, e * 2 + 1),
        by_day(
            last_day + 5 + nth * 14
                + if(arrives, between_days(e, 'gap', 2, 26), between_days(e, 'gap', 35, 240)),
            e * 4 + nth, 'taking'
        ),
        null, null, plan,
        if(nth < 1, null, if(happens(e, 'end-2', 0.75), 'planned end', 'unplanned end'))
    from (select *, unnest(range(2)) as nth from episodes where is_handed_over)
    where arrives or arrives_late
),
-- Back where they came from: a loop.
going_back as (
    select e, i, 22, sector, treatment_of(sector, e), by_day(last_day + 60, e, 'back'), null, null,
        plan, 'planned end'
    from episodes
    where is_handed_over and arrives and happens(e, 'back', 0.15)
),
follow_ups as (
    select e, i, 23, sector, 'follow-up', by_day(last_day + 90, e, 'follow'), null, null, plan, null
    from episodes
    where not is_lost and not drops_out and not is_handed_over
        and happens(e, 'followed', if(has_plan, 0.6, 0.3))
),
stays as (
    select e, i, 24 + nth, 'ward', 'inpatient care',
        by_day(day + stay_day + nth * (stay_length + between_days(e, 'again', 3, 28)), e, 'in'),
        by_day(
            day + stay_day + stay_length + nth * (stay_length + between_days(e, 'again', 3, 28)),
            e, 'out'
        ),
        null, null,
        case
            when nth = 0 and happens(e, 'moved-on', getvariable('transferred')) then 'transferred'
            when happens(e * 2 + nth, 'leaves', 0.35) then 'unplanned end'
            else 'planned end'
        end
    from (
        select *, unnest(range(1 + happens(e, 'readmitted', getvariable('readmitted'))::int)) as nth
        from episodes
        where stays
    )
),
-- The same stay goes on in another ward within hours.
transfers as (
    select e, i, 26, 'other ward', 'inpatient care',
        by_day(day + stay_day + stay_length, e, 'out')
            + to_minutes(30 + floor(draw(e, 'on-the-way') * 300)::bigint),
        by_day(day + stay_day + stay_length + between_days(e, 'length-2', 1, 2), e, 'out-2'),
        null, null, 'planned end'
    from episodes
    where stays and happens(e, 'moved-on', getvariable('transferred'))
),
acute as (
    select i * 8, i, 100 + nth, 'emergency_care', 'acute visit',
        by_night(
            if(
                is_attender,
                greatest(first_day, 0) + between_days(i * 64 + nth, 'acute', 0, 330),
                between_days(i * 64 + nth, 'acute', 0, getvariable('days') - 1)
            ),
            i * 64 + nth, 'acute-hour'
        ),
        null, null, null, null
    from (
        select *, unnest(range(if(
            is_attender,
            4 + several(i, 'acute', getvariable('more_acute_visits'), 50),
            several(i, 'acute', getvariable('acute_visits'), 3)
        ))) as nth
        from people
    )
),
together as (
    from referrals union all from assessments union all from treatments union all from plans
    union all from handing_over union all from taking_over union all from going_back
    union all from follow_ups union all from stays union all from transfers union all from acute
)
select
    people.person,
    unit_of(
        if(met_in = 'other ward', 'ward', met_in), place_name, county_name,
        many + (met_in = 'other ward')::int
    ) as unit,
    if(met_in in ('ward', 'other ward'), 'addiction_care', met_in) as sector,
    activity,
    start,
    case
        when "end" is not null then if("end" < getvariable('ends'), "end", null)
        when activity <> 'referral' then start + to_minutes(30 + 15 * (part % 3))
    end as "end",
    referral,
    plan,
    outcome,
    place,
    e,
    part
from together
join people using (i)
where start >= getvariable('begins') and start < getvariable('ends');

-- Every draw is a hash of the seed, whom it is about and a word: the same for the same seed, in
-- any order and on any number of threads. DuckDB joins the hashes of several values so simply that
-- two words would give draws that follow each other; hashed once more they do not.
create macro draw(about, word) as
    (hash(hash(getvariable('seed'), about, word)) >> 11)::double / 9007199254740992.0;
create macro happens(about, word, share) as draw(about, word) < share;
-- How many, when the next comes with a share that gives this mean.
create macro several(about, word, mean, most) as
    least(most, floor(-ln(1 - draw(about, word)) * mean + 0.5))::int;
create macro normal(about, word) as
    sqrt(-2 * ln(1 - draw(about, word))) * cos(2 * pi() * draw(about, word || '-turn'));
create macro between_days(about, word, least_, most_) as
    (least_ + floor(draw(about, word) * (most_ - least_ + 1)))::int;

-- At a desk: on a five-minute mark from eight to four.
create macro by_day(day, about, word) as
    getvariable('begins') + to_minutes(day::bigint * 1440 + 480
        + 5 * floor(draw(about, word) * 97)::bigint);
-- At any hour but those from one and two: nothing begins or ends in the hour from two, which does not
-- exist on a night in March.
create macro by_night(day, about, word) as
    getvariable('begins') + to_minutes(day::bigint * 1440
        + (180 + floor(draw(about, word) * 1320)::bigint) % 1440);

create macro luhn_part(digit, doubled) as
    case when doubled then 2 * digit - 9 * (digit > 4)::int else digit end;
create macro check_digit(nine) as
    (10 - (
        luhn_part(nine // 100000000 % 10, true) + luhn_part(nine // 10000000 % 10, false)
        + luhn_part(nine // 1000000 % 10, true) + luhn_part(nine // 100000 % 10, false)
        + luhn_part(nine // 10000 % 10, true) + luhn_part(nine // 1000 % 10, false)
        + luhn_part(nine // 100 % 10, true) + luhn_part(nine // 10 % 10, false)
        + luhn_part(nine % 10, true)
    ) % 10) % 10;
-- Day 32 to 59: no birth and no coordination number (61 to 91) has it. 23 520 000 of them.
create macro born(number) as
    (1940 + number // 336000) * 10000 + (1 + number // 28000 % 12) * 100 + 32 + number // 1000 % 28;
create macro identity(number) as
    born(number)::varchar || '-' || lpad((number % 1000)::varchar, 3, '0')
    || check_digit((born(number) % 1000000) * 1000 + number % 1000)::varchar;

create macro unit_of(sector, place, county, many) as
    case sector
        when 'social_services' then 'Socialtjänsten, ' || place
        when 'primary_care' then 'Vårdcentralen ' || (1 + many % 3)::varchar || ', ' || place
        when 'addiction_care' then 'Beroendemottagningen, ' || place
        when 'psychiatry' then 'Psykiatriska mottagningen, ' || place
        when 'prison_and_probation' then 'Frivården, ' || county
        when 'compulsory_care' then 'LVM-hemmet, ' || county
        when 'emergency_care' then 'Akutmottagningen ' || (1 + many % 2)::varchar || ', ' || county
        when 'ward' then 'Avgiftningsavdelning ' || (1 + many % 2)::varchar || ', ' || county
    end || ' (påhittad)';
create macro treatment_of(sector, about) as
    case
        when sector = 'social_services'
            then if(happens(about, 'form', 0.3), 'residential treatment', 'counselling')
        when sector = 'compulsory_care' then 'residential treatment'
        when sector = 'primary_care'
            then if(happens(about, 'form', 0.5), 'medication', 'counselling')
        when happens(about, 'form', 0.35) then 'medication'
        when happens(about, 'form-2', 0.3) then 'opioid substitution'
        else 'psychosocial treatment'
    end;

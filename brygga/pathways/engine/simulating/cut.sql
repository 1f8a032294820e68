-- The contacts of the first people, where fewer are wanted.
create or replace temp table contacts as
select * from contacts order by e, part limit getvariable('most');

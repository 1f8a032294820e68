-- In order of time, as contacts come. The file says in itself that it is made up.
copy (
    select person, unit, sector, activity, start, "end", referral, plan, outcome, place
    from contacts
    order by start, e, part
) to $file (
    format parquet,
    compression zstd,
    kv_metadata {
        invented: 'true',
        about: 'Påhittade kontakter, skrivna av brygga simulate. Ingen i filen har levat.'
    }
);

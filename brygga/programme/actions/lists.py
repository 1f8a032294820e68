"""Lists of provisions on a row: what the folder says is what there is."""

from collections.abc import Sequence

from brygga.programme.actions.bulk import bulk_insert
from brygga.programme.known import Known
from brygga.programme.spec import Column, Key, Table


def write_lists(*, table: Table, lists: dict[Key, Sequence[str]], known: Known) -> int:
    """Make the lists of the rows that were read be these. Gives how many pairs changed."""
    changed = 0
    for column in table.lists:
        changed += _write(column=column, table=table, lists=lists, known=known)
    return changed


def _write(*, column: Column, table: Table, lists: dict[Key, Sequence[str]], known: Known) -> int:
    ids, provisions = known.ids(table.name), known.ids("provisions")
    through = getattr(table.model, column.name).through
    own, other = f"{table.model._meta.model_name}_id", "provision_id"
    wanted = {(ids[key], provisions[ref]) for key, refs in lists.items() for ref in refs}
    touched = {ids[key] for key in lists}
    stored: dict[tuple[int, int], int] = {}
    for pk, row, provision in through.objects.values_list("pk", own, other):
        if row in touched:
            stored[row, provision] = pk
    gone = [pk for pair, pk in stored.items() if pair not in wanted]
    through.objects.filter(pk__in=gone).delete()
    new = sorted(wanted - stored.keys())
    bulk_insert(model=through, fields=[own.removesuffix("_id"), "provision"], rows=new)
    return len(gone) + len(new)

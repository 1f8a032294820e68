"""brygga certificates COURSE --out DIR"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from django.conf import settings
from django.utils.translation import override

from brygga.competence.paper.many import Progress, Work, work_left, write_them
from brygga.competence.queries.certificates import standing_proofs
from brygga.events.models import Course
from brygga.programme.commands.root import with_tables


def _made(_context: click.Context, _option: click.Parameter, out: Path) -> Path:
    """The folder, made where only it is missing."""
    try:
        out.mkdir(exist_ok=True)
    except FileNotFoundError:
        raise click.BadParameter(f"there is no folder {out.parent}.") from None
    except OSError as error:
        raise click.BadParameter(f"{out} cannot be made ({error.strerror}).") from None
    return out


@click.command()
@click.argument("course")
@click.option(
    "--out",
    type=click.Path(file_okay=False, writable=True, path_type=Path),
    callback=_made,
    required=True,
    help="The folder for the files; made if it is missing.",
)
@click.option("--json", "as_json", is_flag=True, help="What was done, as JSON on stdout.")
@with_tables
def certificates(course: str, out: Path, as_json: bool) -> None:  # noqa: FBT001 -- click's flag
    """Write every certificate of COURSE (its slug) that stands, as PDF (PDF/UA).

    Files that are there already are left alone: stopped, it goes on where it was.
    """
    with override(settings.LANGUAGE_CODE):
        work = work_left(standing_proofs(_course_or_sentence(course)), out)
        written = _write(work)
    if as_json:
        told = {"course": course, "folder": str(out), "written": written, "skipped": work.skipped}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        click.echo(f"{out}: {written} written, {work.skipped} there already.")


def _course_or_sentence(slug: str) -> Course:
    found = Course.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Course.objects.order_by("slug").values_list("slug", flat=True))
        message = f"There is no course {slug}. There are: {known or 'none yet'}."
        raise click.ClickException(message)
    return found


def _write(work: Work) -> int:
    try:
        with _progress(len(work.proofs)) as progress:
            return write_them(work, progress)
    except OSError as error:
        message = f"{error.filename or work.folder} cannot be written ({error.strerror})."
        raise click.ClickException(f"{message} Run it again to go on.") from None


@contextmanager
def _progress(count: int) -> Iterator[Progress]:
    """A bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _count: None
        return
    with click.progressbar(length=count, label="certificates", file=sys.stderr) as bar:
        yield bar.update

import brygga.clock
import django.db.models.deletion
from django.db import migrations, models


def note_published(apps, schema_editor):
    """What was published before there was a table had its effect then: it is not asked again."""
    Edition = apps.get_model("guidance", "Edition")
    TakenEdition = apps.get_model("followup", "TakenEdition")
    published = Edition.objects.filter(status="published")
    TakenEdition.objects.bulk_create(TakenEdition(edition=edition) for edition in published)


class Migration(migrations.Migration):
    """Can be undone: the table goes, and what it says with it."""

    dependencies = [
        ("followup", "0001_initial"),
        ("guidance", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="TakenEdition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=brygga.clock.now)),
                ("edition", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="guidance.edition")),
            ],
            options={
                "ordering": ("edition",),
            },
        ),
        migrations.RunPython(note_published, migrations.RunPython.noop),
    ]

from django.db import migrations

from nguon.base.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_records_and_photos")]

    operations = [
        AppendOnly("journal_record"),
        AppendOnly("journal_recordconflict"),
        AppendOnly("journal_photo"),
        AppendOnly("journal_photoplace"),
    ]

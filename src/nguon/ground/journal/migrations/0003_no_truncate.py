from django.db import migrations

from nguon.base.append_only import NoTruncate


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_append_only")]

    operations = [
        NoTruncate("journal_record"),
        NoTruncate("journal_recordconflict"),
        NoTruncate("journal_photo"),
        NoTruncate("journal_photoplace"),
    ]

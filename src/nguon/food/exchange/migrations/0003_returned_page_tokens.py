from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exchange", "0002_sent_sheets")]

    operations = [
        migrations.CreateModel(
            name="ReturnedPageToken",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("until", models.DateTimeField()),
            ],
            options={"db_table": "exchange_returned_page_token"},
        ),
    ]

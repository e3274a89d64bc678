import pytest
from django.db import connection


@pytest.mark.django_db
def test_a_connection_reaches_a_postgresql_that_speaks_utf8_and_utc() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_encoding'), 'Đường'::text < 'đậu'::text")
        assert cursor.fetchone() == ("UTF8", True)

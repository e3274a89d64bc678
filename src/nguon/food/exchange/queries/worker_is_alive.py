from datetime import datetime, timedelta

from procrastinate.contrib.django.models import ProcrastinateWorker

SILENT_FOR = timedelta(seconds=20)
"""A worker says every five seconds that it is there (decision 24)."""


def worker_is_alive(*, at: datetime) -> bool:
    """Whether somebody does the jobs that wait in the database."""
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=at - SILENT_FOR).exists()

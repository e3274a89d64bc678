"""`attend`: what `run` starts beside the web server, for servers that start it by themselves."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from nguon.web.management.attendants import ATTENDANTS, keep_running


class Command(BaseCommand):
    help = "Start the processes that stand beside the web server, and start again whichever ends."

    def handle(self, *args: Any, **options: Any) -> None:
        told_to_stop = threading.Event()
        for told in (signal.SIGTERM, signal.SIGINT):
            signal.signal(told, lambda *_: told_to_stop.set())
        keep_running(ATTENDANTS, told_to_stop=told_to_stop)

"""`recall_round`: tell, hold, remind and release what is due; `--every` minute, if asked."""

import logging
import os
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections, connections

from nguon.base import clock
from nguon.food.oversight.operations.recall_round import Round, recall_round

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Do for every recall and drill what is due: notices, holds, reminders, releases."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--every",
            type=float,
            metavar="SECONDS",
            help="Do it again after so many seconds, until the process that started this ends.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        every = options["every"]
        if every is None:
            self.stdout.write(said(recall_round(at=clock.now())))
            return
        parent = os.getppid()
        while os.getppid() == parent:
            self.one_round()
            time.sleep(every)

    def one_round(self) -> None:
        """A database that is away for a minute ends one round, not all of them."""
        close_old_connections()
        try:
            done = recall_round(at=clock.now())
        except Exception:
            logger.exception("the round of recalls failed; the next one tries again")
            connections.close_all()
            return
        if any((done.told, done.held, done.released, done.reminded, done.escalated, done.failed)):
            self.stdout.write(said(done))


def said(done: Round) -> str:
    if not done.is_ours:
        return "Another round is running."
    return (
        f"{done.recalls} looked at: {done.told} told, {done.held} held, {done.released} released,"
        f" {done.reminded} reminded, {done.escalated} passed on, {done.failed} failed."
    )

"""The worker: jobs that wait in the database, done one after the other and after a crash again."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count

from django.db import DatabaseError, close_old_connections, connection
from procrastinate import App
from procrastinate.contrib.django import app as jobs
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status

from nguon.food.exchange.tasks import look_out

logger = logging.getLogger(__name__)

CONCURRENCY = 4
_LOOK_EVERY = 1.0
_MEND_EVERY = 20.0
_HEARTBEAT = 5.0
_SILENT_FOR = 20.0
_TURNS_A_CLEARING = 180
_KEPT_HOURS = 24 * 7
_MOST_STARTS = 20
_GRACE = 8.0


async def work(*, wait: bool = True) -> None:
    """Do jobs until a signal says to stop; with `wait=False` until none is left.

    The tasks themselves keep the web server's connector, so what a job defers belongs to the
    transaction in which it does so.
    """
    own = jobs.with_connector(jobs.connector.get_worker_connector())  # type: ignore[attr-defined]
    async with own.open_async():
        beside = [asyncio.create_task(one) for one in (_mend_for_ever(own), _look_out_for_ever())]
        try:
            await own.run_worker_async(
                wait=wait,
                concurrency=CONCURRENCY,
                delete_jobs="successful",
                update_heartbeat_interval=_HEARTBEAT,
                stalled_worker_timeout=_SILENT_FOR,
                shutdown_graceful_timeout=_GRACE,
            )
        finally:
            for one in beside:
                one.cancel()
                with suppress(asyncio.CancelledError):
                    await one


def bring_up_database() -> None:
    """Starts the embedded server, or says in words why there is none; the worker has its own."""
    connection.ensure_connection()
    connection.close()


async def _mend_for_ever(own: App) -> None:
    for turn in count():
        try:
            await take_up_orphans(own, silent_for=_SILENT_FOR)
            if turn % _TURNS_A_CLEARING == 0:
                await own.job_manager.delete_old_jobs(
                    _KEPT_HOURS, include_failed=True, include_aborted=True
                )
        except ConnectorException:
            logger.warning("the database is away; orphaned jobs are looked for again later")
        await asyncio.sleep(_MEND_EVERY)


async def _look_out_for_ever() -> None:
    """In one thread of its own, whose connection stays open."""
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=1) as thread:
        while True:
            await loop.run_in_executor(thread, _look_out)
            await asyncio.sleep(_LOOK_EVERY)


def _look_out() -> None:
    close_old_connections()
    try:
        look_out()
    except (DatabaseError, ConnectorException):
        logger.warning("the database is away; who is to be told is looked for again later")


async def take_up_orphans(own: App, *, silent_for: float) -> int:
    """Jobs of workers that died are done again; one that kills every worker is given up."""
    orphans = list(await own.job_manager.get_stalled_jobs(seconds_since_heartbeat=silent_for))
    for job in orphans:
        await _take_up(own, job)
    return len(orphans)


async def _take_up(own: App, job: Job) -> None:
    if job.attempts >= _MOST_STARTS:
        logger.error("job %s was started %d times and never ended", job.id, job.attempts)
        await own.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
        return
    try:
        await own.job_manager.retry_job(job)
    except UniqueViolation:  # another one waits already to do the same
        await own.job_manager.finish_job(job, status=Status.ABORTED, delete_job=True)

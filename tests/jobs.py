"""Jobs done where the test is: in its thread and its transaction, without waiting."""

import json

from asgiref.sync import async_to_sync
from procrastinate.contrib.django import app
from procrastinate.jobs import Status


def run_jobs() -> list[str]:
    """Do every job that is due, those too that the jobs themselves defer; the tasks' names.

    What a task raises, the test sees.
    """
    manager = app.job_manager
    fetch, finish = async_to_sync(manager.fetch_job), async_to_sync(manager.finish_job)
    worker = async_to_sync(manager.register_worker)()
    done = []
    while job := fetch(queues=None, worker_id=worker):
        # Django reads jsonb as text, which the fields of its models turn into values.
        app.tasks[job.task_name](**json.loads(str(job.task_kwargs)))
        finish(job, status=Status.SUCCEEDED, delete_job=True)
        done.append(job.task_name)
    async_to_sync(manager.unregister_worker)(worker)
    return done

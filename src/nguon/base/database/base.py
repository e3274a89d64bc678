"""The database engine of the embedded server: the first connection starts or joins it.

Settings stay free of side effects and no command has to know whether it needs a database. The
lease is held until the process ends, so the server outlives every connection of it.
"""

import os
from typing import Any

from django.db.backends.postgresql import base

from nguon.base.postgres.cluster import Cluster
from nguon.base.postgres.lease import Lease, join

# A forked worker shares its parent's lock and would lose it with the parent; it takes its own.
_LEASES: dict[tuple[int, Cluster], Lease] = {}


def hold_up(cluster: Cluster) -> Lease:
    """This process's lease on the cluster; brings the server back if it was lost."""
    key = (os.getpid(), cluster)
    lease = _LEASES.get(key)
    if lease is None:
        lease = _LEASES[key] = join(cluster)
    else:
        lease.mend()
    return lease


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        hold_up(self.settings_dict["EMBEDDED"])
        return params

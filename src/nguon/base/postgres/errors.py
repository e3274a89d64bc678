"""What can go wrong with the embedded server, each kind with its own type.

PostgresError
├── BinariesMissing           no server programs, or they do not run here
├── NoServerAccount           no unprivileged account to run the server as
├── StorageFull               disk, quota or file size limit reached
├── SocketPathTooLong         the kernel takes 107 bytes
├── SocketDirectoryTaken      somebody else made the socket directory, or it is open to others
├── DataDirectoryOwner        the data belong to another account, or cannot be reached by ours
├── DataDirectoryVersion      the data were written by another major version
├── DataDirectoryDamaged      there are files, but not a database cluster
├── DataDirectoryInUse        a server that is not ours runs on the data
├── StartFailed               the server gave up; the last log lines say why
└── StartTimedOut             the server is not ready in time
"""


class PostgresError(Exception):
    """The embedded PostgreSQL server cannot be used: what failed, expected, got, what to do."""

    def __init__(self, what: str, *, expected: str, got: str, do: str) -> None:
        super().__init__(what, expected, got, do)
        self.what = what
        self.expected = expected
        self.got = got
        self.do = do

    def __str__(self) -> str:
        return f"{self.what}: expected {self.expected}, got {self.got}. {self.do}"

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self).__name__, self.as_dict())

    def as_dict(self) -> dict[str, str]:
        return {"what": self.what, "expected": self.expected, "got": self.got, "do": self.do}


class BinariesMissing(PostgresError):
    pass


class NoServerAccount(PostgresError):
    pass


class StorageFull(PostgresError):
    pass


class SocketPathTooLong(PostgresError):
    pass


class SocketDirectoryTaken(PostgresError):
    pass


class DataDirectoryOwner(PostgresError):
    pass


class DataDirectoryVersion(PostgresError):
    pass


class DataDirectoryDamaged(PostgresError):
    pass


class DataDirectoryInUse(PostgresError):
    pass


class StartFailed(PostgresError):
    pass


class StartTimedOut(PostgresError):
    pass


def error_named(name: str, parts: dict[str, str]) -> PostgresError:
    """The error a keeper reported through its pipe, as an exception of the same type here."""
    kinds = {kind.__name__: kind for kind in PostgresError.__subclasses__()}
    return kinds.get(name, StartFailed)(
        parts["what"], expected=parts["expected"], got=parts["got"], do=parts["do"]
    )


def _again(name: str, parts: dict[str, str]) -> PostgresError:
    return error_named(name, parts)

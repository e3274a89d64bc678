"""The embedded PostgreSQL server: found, set up, started, shared, mended and stopped.

Who owns the server? Nobody who uses it. The first process that needs the database starts a
*keeper*, a small detached process whose child the server is. Every user holds a shared lock on
one file for as long as it lives (a *lease*); the keeper stops the server, and itself, once it can
take that lock alone. So:

- Ctrl-C in `make run` leaves no orphan, unless a test run or a shell still uses the server;
- a user that crashes cannot leave anything behind, because the kernel drops its lock;
- a server that is killed is started again by its keeper; a keeper that is killed takes the server
  with it (Linux), and the next user starts both again.

The two alternatives were worse. A server that is a child of its first user dies under the feet of
the second. A detached server with a `stop` command is forgotten and left running on every laptop.

Only the standard library is used here, so that any Python on the machine can run the tests as
another user. PostgreSQL's own interlocks stay in force; nothing here ever deletes a lock file of
a server that lives.
"""

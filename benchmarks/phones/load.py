"""The phones of `intake.py`, in a process of their own: python load.py FILE HOST PORT SECONDS N.

Sends each batch twice, the second time some batches later on another connection, and writes what
came back to standard output. Uses sockets almost bare, to leave the cores to the server.
"""

import json
import pickle
import sys
import time
from collections import Counter, deque
from http.client import HTTPConnection
from pathlib import Path
from threading import Lock, Thread

APART = 12
"""Batches between a batch and its second sending: the reply was lost, the phone tries again."""


def main(path: str, host: str, port: str, seconds: str, connections: str) -> None:
    batches = pickle.loads(Path(path).read_bytes())
    queue = deque(order(len(batches)))
    lock, until = Lock(), time.monotonic() + float(seconds)
    results: Counter[str] = Counter()
    latencies: list[float] = []
    sent: Counter[int] = Counter()
    bad: list[str] = []

    def phone() -> None:
        connection = HTTPConnection(host, int(port), timeout=120)
        while time.monotonic() < until and not bad:
            with lock:
                if not queue:
                    break
                number = queue.popleft()
            token, body = batches[number]
            headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
            began = time.perf_counter()
            connection.request("POST", "/api/v1/sync", body, headers)
            response = connection.getresponse()
            answer = response.read()
            took = time.perf_counter() - began
            if response.status != 200 or response.headers["Nguon-Server"] != "1":
                bad.append(f"{response.status} {answer[:300]!r}")
                break
            found = Counter(one["result"] for one in json.loads(answer)["results"])
            with lock:
                results.update(found)
                latencies.append(took)
                sent[number] += 1

    threads = [Thread(target=phone) for _ in range(int(connections))]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wall = time.monotonic() - began
    said = {
        "wall": wall,
        "cpu": time.process_time(),
        "results": results,
        "latencies": latencies,
        "sent": list(sent.items()),
        "bad": bad,
    }
    print(json.dumps(said))


def order(count: int) -> list[int]:
    """Each number twice, the second time a little later."""
    first = {number: number for number in range(count)}
    places = [(float(place), number) for number, place in first.items()]
    places += [(place + APART + 0.5, number) for number, place in first.items()]
    return [number for _place, number in sorted(places)]


if __name__ == "__main__":
    main(*sys.argv[1:])

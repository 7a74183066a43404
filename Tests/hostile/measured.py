"""Runs programs, one at a time, and says how each ended and what it took.

A line of JSON in: `arguments`, `environment`, `folder`, `out`, `errors` (paths) and `timeout` in seconds. A line out: `exit`, `seconds`, and
`kib`, the peak of its memory. A child inherits the peak of the process that forks it: the one that plays attacks is large, this one is not.
"""
import json
import os
import signal
import sys
import time

child = 0


def give_up(*_: object) -> None:
    if child > 0:                           # 0 would be everybody of this process group
        os.kill(child, signal.SIGKILL)


signal.signal(signal.SIGALRM, give_up)
for line in sys.stdin:
    request = json.loads(line)
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        os.chdir(request["folder"])
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for path, file in ((request["out"], 1), (request["errors"], 2)):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), file)
        os.execve(request["arguments"][0], request["arguments"], request["environment"])
    signal.alarm(request["timeout"])
    _, status, usage = os.wait4(child, 0)
    signal.alarm(0)
    print(json.dumps({"exit": os.waitstatus_to_exitcode(status), "seconds": time.monotonic() - begun, "kib": usage.ru_maxrss}), flush=True)

"""Plays the terminal of a shell: type.py TYPED EXPECTED SHELL...

Waits for the prompt READY>, types TYPED and a Tab, and ends with 0 once EXPECTED follows on the
screen; with 1 and what was seen after 20 seconds.
"""
import os
import pty
import re
import select
import sys
import time

typed, expected, shell = sys.argv[1], sys.argv[2], sys.argv[3:]
child, terminal = pty.fork()
if child == 0:
    os.environ.update(TERM="dumb", COLUMNS="200")
    os.execvp(shell[0], shell)
seen, deadline, asked = "", time.monotonic() + 20, False
while time.monotonic() < deadline:
    if select.select([terminal], [], [], 0.2)[0]:
        try:
            seen += os.read(terminal, 65536).decode("utf-8", "replace")
        except OSError:
            break
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|[\r\x07]", "", seen)
    if not asked and "READY> " in plain:
        os.write(terminal, (typed + "\t").encode())
        asked = True
    if asked and typed + expected in plain:
        os.kill(child, 9)
        sys.exit(0)
os.kill(child, 9)
print(repr(seen))
sys.exit(1)

#!/usr/bin/env python3
"""Makes the seeds of the fuzz targets from docs/vectors: python3 Fuzz/seeds.py FOLDER

Nothing of it is committed: the vectors are in the tree once. Feeds of a store get the names that the feed
target knows (`Fuzz/Sources/Fuzz/Keys.swift`), which seals them again.
"""

import hashlib
import json
import os
import re
import sys

VECTORS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../docs/vectors")
ALIASES = {
    "caen": ["caen-0000000000000003", "caen-0000000000000004"],
    "rouen": ["rouen-0000000000000005", "rouen-0000000000000006"],
}


def write(folder, target, content):
    path = os.path.join(folder, target)
    os.makedirs(path, exist_ok=True)
    with open(os.path.join(path, hashlib.sha1(content).hexdigest()), "wb") as file:
        file.write(content)


def read(*parts):
    with open(os.path.join(VECTORS, *parts), "rb") as file:
        return file.read()


def renamed(content):
    """The lines with their feeds named by the aliases; feeds beyond two nodes and two each are left alone."""
    nodes = {}
    for feed in re.findall(rb'"([a-z][a-z0-9-]*-[0-9a-z]{16})"', content):
        node = feed[:-17]
        if node not in nodes and len(nodes) < len(ALIASES):
            nodes[node] = (sorted(ALIASES)[len(nodes)], {})
        if node in nodes and feed not in nodes[node][1]:
            alias, feeds = nodes[node]
            if len(feeds) < 2:
                feeds[feed] = ALIASES[alias][len(feeds)].encode()
    for _, feeds in nodes.values():
        for feed, alias in feeds.items():
            content = content.replace(feed, alias)
    return content


def names(count):
    """So many distinct names, short, in ascending order."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    found = [a + b + c for a in letters for b in letters for c in letters]
    return found[:count]


def heavy(folder):
    """Long inputs of many small things: what takes the square of their number goes beyond 50 ms."""
    head = '{"change":{"after":{},"at":"2027-01-01T00:00:00Z","feed":"caen-0000000000000003",'
    head += '"id":"caen.000000000000","kind":"member","seq":2,"v":1},"payload":{'
    salt = '"salt":"AAAAAAAAAAAAAAAAAAAAAA"'
    before = [f'"o{name}":{{"f{name}":1}}' for name in names(3_400)]
    write(folder, "line", (head + ",".join(before) + "," + salt + "}}\n").encode())
    fields = ",".join(f'"{name}":1' for name in names(7_000))
    write(folder, "line", (head + salt + ',"set":{' + fields + "}}}\n").encode())
    note = head + '"note":"' + "\\u0001" * 10_000 + '",' + salt + "}}\n"
    write(folder, "line", note.encode())
    columns = names(16_000)
    write(folder, "table", (",".join(columns) + "\n" + "1," * len(columns) + "\n").encode())
    write(folder, "table", b'name,city\n"' + b"a\n" * 30_000)
    members = ",".join(f'"{name}":1' for name in names(8_000))
    write(folder, "rows", ("{" + members + "}\n").encode())
    write(folder, "settings", ("node: a\n" + "".join(f"{name}: 1\n" for name in names(9_000))).encode())
    write(folder, "settings", ("node: a\npeers:\n" + "".join(
        f"- name: {name}\n  url: http://b\n" for name in names(2_000))).encode())
    write(folder, "values", b"\0\2" + b"e\xcc\x81" * 20_000)
    write(folder, "values", b"\0\2" + b" " * 60_000)
    write(folder, "answer", b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 10_000 + b"\r\n")
    target = "/v1/feeds/caen-0000000000000003?" + "&".join(f"{name}=1" for name in names(700))
    write(folder, "request", f"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
    entry = '{"applied":0,"at":"2027-01-01T00:00:00Z","frontier":"","outcome":"fresh","peer":"a","received":0,'
    write(folder, "files", (entry + '"refused":[]}\n').encode() * 500)
    head = '[1,"' + "A" * 43 + '","' + "A" * 86 + '"]'
    feeds = ",".join(f'"{name}-0000000000000003":[{head}]' for name in names(400))
    write(folder, "frontier", ('{"feeds":{' + feeds + '},"network":"' + "A" * 43 + '","v":1}').encode())


def main(folder):
    heavy(folder)
    for vector in json.loads(read("index.json")):
        kind, path = vector["type"], vector["path"]
        if kind == "line":
            write(folder, "line", read(path))
        elif kind == "charter":
            write(folder, "charter", read(path))
        elif kind == "feed":
            write(folder, "feed", renamed(read(path)))
        elif kind == "store":
            feeds = os.path.join(path, "feeds")
            if not os.path.isdir(os.path.join(VECTORS, feeds)):
                continue
            # Branches last: they leave what stands before them.
            names = sorted(os.listdir(os.path.join(VECTORS, feeds)), key=lambda name: ("~" in name, name))
            content = b"".join(read(feeds, name) for name in names)
            if len(content) <= 65_536:
                write(folder, "feed", renamed(content))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])

"""Stores: erased and missing parts, sections 7.4 and 9."""
from __future__ import annotations

from .index import store
from .stores_common import I, K, NET, first, pair
from .writer import Feed


def erasures() -> None:
    net, i, k = NET, I, K
    for gone in (False, True):
        more = "-bytes-gone" if gone else ""
        c, b, r = pair(set={"t": "one"}, personal={"set": {"mail": "m"}})
        c.erase(i, ["mail"], {c: 2})
        c.rows[1].erased = {"personal"} if gone else set()
        store("erasure-personal" + more, net, [c], "7.4", "The personal part is erased" + (", its bytes are gone; the dump is the same." if gone else ", its bytes are still there."), {k: {"t": ['"one"'], "mail": ["none"]}})
        c, b, r = pair(set={"t": "one", "u": 2})
        c.erase(i, ["t", "u"], {c: 2})
        c.rows[1].erased = {"payload"} if gone else set()
        store("erasure-set" + more, net, [c], "9", "An erased value is none.", {k: {"t": ["none"], "u": ["none"]}})
        c, b, r = pair(add={"l": ["a"]})
        c.rec(i, {c: 2}, add={"l": ["b"]})
        c.erase(i, ["l"], {c: 2})
        c.rows[1].erased = {"payload"} if gone else set()
        store("erasure-add" + more, net, [c], "9", "An erased add adds nothing; a later one is beyond `upto`.", {k: {"l": {"e": ["b"]}}})
        c, b, r = pair(add={"l": ["a", "b"]})
        c.rec(i, {c: 2}, remove={"l": ["a"]})
        c.erase(i, ["l"], {c: 3})
        store("erasure-add-and-remove" + more, net, [c], "9", "Both erased.", {k: {}}) if not gone else None
        c, b, r = pair(add={"l": ["a", "b"]})
        b.rec(i, first(c), remove={"l": ["a"]})
        b.erase(i, ["l"], {b: b.seq})
        b.rows[2].erased = {"payload"} if gone else set()
        store("erasure-remove" + more, net, [c, b], "9", "An erased remove removes every element that it saw.", {k: {}})
    c, b, r = pair(set={"t": "one", "u": 2})
    c.erase(i, ["t"], {c: 2})
    store("erasure-not-all-fields", net, [c], "7.4", "An erasure that does not have every field of the part does not cover it.", {k: {"t": ['"one"'], "u": ["2"]}})
    c, b, r = pair()
    b.erase(i, ["t"], {b: 9})
    store("erasure-other-feed", net, [c, b], "7.4", "An erasure does not reach a feed that `upto` does not name.", {k: {"t": ['"one"']}})
    c, b, r = pair()
    c.erase(i, ["t"], {c: 2}, kind="person")
    store("erasure-other-kind", net, [c], "7.4", "An erasure of another record.", {k: {"t": ['"one"']}})
    c, b, r = pair()
    c.line({"erases": {"fields": ["t"], "id": i, "kind": "event", "upto": {c.name: 2}}, "hard": True}, kind="erasure")
    store("erasure-unknown", net, [c], "4", "An unknown erasure erases nothing.", {k: {"t": ['"one"']}})
    c, b, r = pair()
    c2 = Feed(net, "caen", "2")
    c2.erase(i, ["t"], {c: 2})
    store("erasure-other-feed-same-node", net, [c, c2], "7.4", "An erasure in another feed of the same node.", {k: {"t": ["none"]}})


def missing_parts() -> None:
    net, i, k = NET, I, K
    c, b, r = pair()
    c.rows[1].erased = {"payload"}
    store("missing", net, [c], "9", "An erased form without an erasure: the value is missing.", {k: {"t": ["missing"]}})
    b.rec(i, {}, set={"t": "two"}), r.rec(i, {}, set={"t": "three"})
    b.rows[-1].erased = {"payload"}
    store("missing-two", net, [c, b, r], "9", "Each missing value is one of its own.", {k: {"t": ["missing", "missing", '"three"']}})
    c, b, r = pair()
    b.rec(i, first(c), set={"t": "two"})
    b.rows[-1].erased = {"payload"}
    store("missing-covers", net, [c, b], "9", "A missing value still covers what it saw.", {k: {"t": ["missing"]}})
    c, b, r = pair(add={"l": ["a"]})
    b.rec(i, {}, add={"l": ["b"]}), r.rec(i, {}, add={"l": ["c"]})
    c.rows[1].erased = b.rows[-1].erased = {"payload"}
    store("missing-elements", net, [c, b, r], "9", "Missing adds are elements of their own, last.", {k: {"l": {"e": ["c", "missing", "missing"]}}})
    c.sees((b, b.seq)), c.rec(i, {b: b.seq}, remove={"l": ["zz"]})
    store("missing-element-removed", net, [c, b, r], "9", "A missing element stays with a remove that saw it and names another.", {k: {"l": {"e": ["c", "missing", "missing"]}}})
    c, b, r = pair(add={"l": ["a"]})
    b.rec(i, first(c), remove={"l": ["a"]})
    b.rows[-1].erased = {"payload"}
    store("missing-remove", net, [c, b], "9", "A missing remove removes nothing.", {k: {"l": {"e": ["a"]}}})

    c, b, r = pair()
    b.rec(i, first(c), unset=["t"])
    b.rows[-1].erased = {"payload"}
    store("missing-unset", net, [c, b], "9", "An unset in erased form, without an erasure, is none, not missing.", {k: {"t": ["none"]}})
    r.rec(i, first(c), unset=["t"])
    store("missing-unset-and-unset", net, [c, b, r], "9", "It equals any other none.", {k: {"t": ["none"]}})
    c, b, r = pair(set={"t": "one", "u": 1})
    b.rec(i, first(c), set={"t": "two"}, unset=["u"])
    b.rows[-1].erased = {"payload"}
    store("missing-set-and-unset", net, [c, b], "9", "A set and an unset in one erased form: missing, and none.", {k: {"t": ["missing"], "u": ["none"]}})
    b.erase(i, ["t", "u"], {b: b.seq})
    store("erased-set-and-unset", net, [c, b], "9", "The same with an erasure: none twice.", {k: {"t": ["none"], "u": ["none"]}})
    c, b, r = pair()
    c.rec(i, {c: 2}, note="why")
    c.erase(i, [], {c: 3})
    c.rows[2].erased = {"payload"}
    store("erasure-note", net, [c], "7.4", "A part with only a note is covered by an erasure without fields; the value is not.", {k: {"t": ['"one"']}})

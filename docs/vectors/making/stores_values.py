"""Stores, section 9: values, elements, deletion."""
from __future__ import annotations

from .encoding import record_id
from .index import store
from .stores_common import I, K, NET, first, pair
from .writer import Feed


def values() -> None:
    net, i, k = NET, I, K
    store("empty", net, [], "11", "No feed at all.", {})
    c, b, r = pair()
    store("one-edit", net, [c], "9", "One record, one value.", {k: {"t": ['"one"']}})
    b.rec(i, first(c), set={"t": "two"})
    store("overwrite", net, [c, b], "9", "A change that saw the value covers it.", {k: {"t": ['"two"']}})
    r.rec(i, first(c), set={"t": "three"})
    store("concurrent", net, [c, b, r], "9", "Two changes that saw the first one, not each other.", {k: {"t": ['"two"', '"three"']}})
    c.sees((b, b.seq), (r, r.seq))
    c.rec(i, {c: 2, b: b.seq, r: r.seq}, set={"t": "four"})
    store("conflict-settled", net, [c, b, r], "9", "A decision that saw both.", {k: {"t": ['"four"']}})
    c, b, r = pair()
    b.rec(i, first(c), set={"t": "same"}), r.rec(i, first(c), set={"t": "same"})
    store("equal-values", net, [c, b, r], "9", "Equal values are one value with two dots.", {k: {"t": ['"same"']}})
    c, b, r = pair(set={"t": "one", "u": 1})
    b.rec(i, first(c), set={"t": "two"}), r.rec(i, first(c), set={"u": 2})
    store("different-fields", net, [c, b, r], "9", "Concurrent changes of different fields are no conflict.", {k: {"t": ['"two"'], "u": ["2"]}})
    c, b, r = pair()
    b.rec(i, {}, set={"t": "two"})
    store("no-context", net, [c, b], "9", "A change with an empty context covers nothing.", {k: {"t": ['"one"', '"two"']}})
    c, b, r = pair()
    b = Feed(net, "brest")
    b.rec(i, first(c), set={"t": "two"})
    store("context-without-statement", net, [c, b], "9", "A context that no statement reaches covers nothing.", {k: {"t": ['"one"', '"two"']}})
    b = Feed(net, "brest")
    b.rec(i, first(c), set={"t": "two"})
    b.sees((c, 2)), b.rec(record_id("brest", 1), set={"t": 0})
    store("statement-afterwards", net, [c, b], "9", "A statement after the change is none for it.", {k: {"t": ['"one"', '"two"']}, ("event", record_id("brest", 1)): {"t": ["0"]}})
    c, b, r = pair()
    b.rec(i, first(c), set={"t": "two"})
    r.sees((b, b.seq))
    r.rec(i, {b: b.seq}, set={"t": "three"})
    store("contexts-not-joined", net, [c, b, r], "9", "rouen saw brest's change, which saw caen's; for a value only a direct context counts, and the covered one stays covered.", {k: {"t": ['"three"']}})
    c, b, r = pair()
    b.rec(i, first(c), note="x")
    r.sees((b, b.seq))
    r.rec(i, {b: b.seq}, set={"t": "three"})
    store("contexts-not-joined-two", net, [c, b, r], "9", "rouen's context has only brest's note: caen's value is not covered.", {k: {"t": ['"one"', '"three"']}})

    c, b, r = pair()
    b.rec(i, first(c), unset=["t"])
    store("unset", net, [c, b], "9", "An unset leaves none, which the dump has.", {k: {"t": ["none"]}})
    r.rec(i, first(c), set={"t": "two"})
    store("unset-against-set", net, [c, b, r], "9", "None against a value is a conflict.", {k: {"t": ["none", '"two"']}})
    c, b, r = pair()
    b.rec(i, first(c), unset=["t"]), r.rec(i, first(c), unset=["t"])
    store("unset-twice", net, [c, b, r], "9", "None equals none.", {k: {"t": ["none"]}})



def elements() -> None:
    net, i, k = NET, I, K
    c, b, r = pair(add={"l": ["a", "b"]})
    b.rec(i, first(c), remove={"l": ["a"]})
    store("list-remove", net, [c, b], "9", "A removal.", {k: {"l": {"e": ["b"]}}})
    r.rec(i, first(c), add={"l": ["a", "é"]})
    store("list-add-wins", net, [c, b, r], "9", "An addition that the removal did not see stays.", {k: {"l": {"e": ["a", "b", "é"]}}})
    b.sees((r, r.seq))
    b.rec(i, {c: 2, r: r.seq, b: b.seq - 1}, remove={"l": ["a", "b", "zz", "é"]})
    store("list-empty", net, [c, b, r], "9", "A list without elements is no field of the dump.", {k: {}})
    c, b, r = pair(add={"l": ["a"]})
    b.rec(i, first(c), set={"l": "x"})
    store("list-and-value", net, [c, b], "9", "A value and an element in one field: both are there.", {k: {"l": {"v": ['"x"'], "e": ["a"]}}})
    r.rec(i, first(c), unset=["l"])
    store("list-and-none", net, [c, b, r], "9", "A value, a none and an element.", {k: {"l": {"v": ['"x"', "none"], "e": ["a"]}}})



def deletions() -> None:
    net, i, k = NET, I, K
    c, b, r = pair()
    b.rec(i, first(c), op="delete")
    store("delete", net, [c, b], "9", "Deleted; the values stay in the dump.", {k: {"t": ['"one"'], "deleted": "yes"}})
    r.rec(i, first(c), set={"t": "two"})
    store("delete-against-edit", net, [c, b, r], "9", "A deletion and an edit that did not see one another.", {k: {"t": ['"two"'], "deleted": "contested"}})
    c2, b2, r2 = (x.clone() for x in (c, b, r))
    b2.sees((r2, r2.seq)), b2.rec(i, {c: 2, b: b.seq, r: r.seq}, op="delete")
    store("contested-deleted", net, [c2, b2, r2], "9", "Settled by a deletion that saw both.", {k: {"t": ['"two"'], "deleted": "yes"}})
    r2 = r.clone()
    r2.sees((b, b.seq)), r2.rec(i, {c: 2, b: b.seq, r: r.seq}, op="restore")
    store("contested-restored", net, [c, b, r2], "9", "Settled by a restoration that saw both.", {k: {"t": ['"two"']}})
    r2 = r.clone()
    r2.sees((b, b.seq)), r2.rec(i, {c: 2, b: b.seq, r: r.seq}, set={"t": "three"})
    store("contested-edited", net, [c, b, r2], "9", "A later edit settles nothing: the deletion is live, and rouen's first edit is still beside it.", {k: {"t": ['"three"'], "deleted": "contested"}})
    c, b, r = pair()
    b.rec(i, first(c), op="delete")
    r.sees((b, b.seq)), r.rec(i, {c: 2, b: b.seq}, op="restore")
    store("restore", net, [c, b, r], "9", "A restoration covers the deletion.", {k: {"t": ['"one"']}})
    c.sees((b, b.seq)), c.rec(i, {c: 2, b: b.seq}, op="delete")
    store("restore-against-delete", net, [c, b, r], "9", "A second deletion and a restoration that did not see one another.", {k: {"t": ['"one"'], "deleted": "contested"}})
    c, b, r = pair()
    b.rec(i, first(c), op="delete")
    r.rec(i, first(c), note="only a word")
    store("delete-against-note", net, [c, b, r], "9", "A note contests nothing.", {k: {"t": ['"one"'], "deleted": "yes"}})
    c, b, r = pair()
    b.rec(i, first(c), op="delete")
    r.sees((b, b.seq)), r.rec(i, {c: 2, b: b.seq}, set={"t": "two"})
    store("edit-after-delete", net, [c, b, r], "9", "An edit that saw the deletion does not contest it.", {k: {"t": ['"two"'], "deleted": "yes"}})
    c = Feed(net, "caen")
    c.rec(i, note="nothing yet")
    store("note-only", net, [c], "9", "A record with only a note has no field and a version.", {k: {}})
    c.rec(i, {c: 2}, set={"t": 1}, kind="person")
    store("two-kinds", net, [c], "2", "The same id under two kinds is two records.", {k: {}, ("person", i): {"t": ["1"]}})

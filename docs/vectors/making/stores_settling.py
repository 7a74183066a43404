"""Stores: deletions against everything, conflicts and who settles them, section 9."""
from __future__ import annotations

from .encoding import record_id
from .index import store
from .stores_common import I, K, NET, first, pair
from .writer import Feed


def deletions_against() -> None:
    net, i, k = NET, I, K
    for name, before, change, deleted, fields, why in (
            ("add", {"set": {"t": "one"}}, {"add": {"l": ["a"]}}, "contested", {"t": ['"one"'], "l": {"e": ["a"]}}, "an added element"),
            ("remove", {"add": {"l": ["a"]}}, {"remove": {"l": ["a"]}}, "contested", {}, "a removed element: a change like any other"),
            ("unset", {"set": {"t": "one"}}, {"unset": ["t"]}, "contested", {"t": ["none"]}, "an unset"),
            ("personal", {"set": {"t": "one"}}, {"personal": {"set": {"mail": "m"}}}, "contested", {"t": ['"one"'], "mail": ['"m"']}, "a change of personal fields only"),
            ("new-field", {"set": {"t": "one"}}, {"set": {"u": 1}}, "contested", {"t": ['"one"'], "u": ["1"]}, "an edit of a field that was not there"),
            ("same-value", {"set": {"t": "one"}}, {"set": {"t": "one"}}, "contested", {"t": ['"one"']}, "an edit that writes the value that was there"),
            ("delete", {"set": {"t": "one"}}, {"op": "delete"}, "yes", {"t": ['"one"']}, "another deletion"),
            ("restore-alone", {"set": {"t": "one"}}, {"op": "restore"}, "contested", {"t": ['"one"']}, "a restoration of what was not deleted")):
        c, b, r = pair(**before)
        b.rec(i, first(c), op="delete"), r.rec(i, first(c), **change)
        store("delete-against-" + name, net, [c, b, r], "9", f"A deletion beside {why}.", {k: {**fields, "deleted": deleted}})
    c, b, r = pair()
    b.rec(i, first(c), op="delete"), r.rec(i, first(c), paint={"u": 1})
    store("delete-against-unknown", net, [c, b, r], "9", "A deletion beside an operation that v1 does not name, which is not folded: it contests nothing, and locks.",
          {k: {"t": ['"one"'], "deleted": "yes", "locked": ["u"]}})
    c, b, r = pair()
    b.rec(i, first(c), op="delete"), r.rec(i, first(c), set={"t": "two"})
    r.rows[-1].erased = {"payload"}
    store("delete-against-missing", net, [c, b, r], "9", "A deletion beside an edit whose part is missing: it contests all the same.", {k: {"t": ["missing"], "deleted": "contested"}})
    r.erase(i, ["t"], {r: r.seq})
    store("delete-against-erased", net, [c, b, r], "9", "The same with the part erased: what it did is known, if not the value.", {k: {"t": ["none"], "deleted": "contested"}})
    c, b, r = pair()
    b.rec(i, first(c), op="delete"), r.rec(i, first(c), note="why")
    r.rows[-1].erased = {"payload"}
    store("delete-against-missing-note", net, [c, b, r], "9", "A deletion beside a part without operations in erased form: it contests nothing.", {k: {"t": ['"one"'], "deleted": "yes"}})
    c = Feed(net, "caen")
    c.rec(i, op="delete")
    store("delete-alone", net, [c], "9", "A record of which there is only a deletion.", {k: {"deleted": "yes"}})
    c.rec(i, {c: 2}, op="restore")
    store("delete-restored", net, [c], "9", "Restored by its own author.", {k: {}})
    c = Feed(net, "caen")
    c.rec(i, op="restore")
    store("restore-alone", net, [c], "9", "A restoration alone deletes nothing.", {k: {}})
    c, b, r = pair()
    c.rec(i, first(c), op="delete"), c.rec(i, {c: 3}, set={"t": "two"})
    store("delete-then-edit-same-feed", net, [c], "9", "An edit after one's own deletion does not restore.", {k: {"t": ['"two"'], "deleted": "yes"}})
    c, b, r = pair()
    c.rec(i, first(c), op="delete"), c.rec(i, first(c), set={"t": "two"})
    store("delete-and-edit-same-feed-unseen", net, [c], "9", "An edit of the same feed whose context does not have the deletion: neither covers the other.", {k: {"t": ['"two"'], "deleted": "contested"}})
    c, b, r = pair()
    b.rec(i, first(c), op="delete"), r.rec(i, first(c), op="delete")
    c1, c2 = c.clone(), c.clone()
    c1.sees((b, b.seq)), c1.rec(i, {c: 2, b: b.seq}, op="restore")
    store("two-deletes-one-restored", net, [c1, b, r], "9", "Two deletions, and a restoration that saw one of them.", {k: {"t": ['"one"'], "deleted": "contested"}})
    c2.sees((b, b.seq), (r, r.seq)), c2.rec(i, {c: 2, b: b.seq, r: r.seq}, op="restore")
    store("two-deletes-both-restored", net, [c2, b, r], "9", "Two deletions, and a restoration that saw both.", {k: {"t": ['"one"']}})
    c, b, r = pair()
    b.rec(i, first(c), op="delete")
    c.rec(i, first(c), set={"t": "two"})
    r.sees((c, 3)), r.rec(i, {c: 3}, set={"t": "three"})
    store("delete-against-two-edits", net, [c, b, r], "9", "A deletion beside two edits, one of which covers the other.", {k: {"t": ['"three"'], "deleted": "contested"}})
    r.sees((b, b.seq)), r.rec(i, {b: b.seq, r: r.seq - 1}, op="delete")
    store("delete-settles-half", net, [c, b, r], "9", "A second deletion that saw the first and one of the edits: caen's edit is still beside it.", {k: {"t": ['"three"'], "deleted": "contested"}})


def decisions() -> None:
    net, i, k = NET, I, K
    c, b, r = pair()
    b.rec(i, first(c), set={"t": "two"}), r.rec(i, first(c), set={"t": "three"})
    c1 = c.clone()
    c1.sees((b, b.seq)), c1.rec(i, {c: 2, b: b.seq}, set={"t": "four"})
    store("decision-saw-one", net, [c1, b, r], "9", "A decision that saw one of two values.", {k: {"t": ['"four"', '"three"']}})
    c2, b2 = c.clone(), b.clone()
    c2.sees((b, b.seq), (r, r.seq)), c2.rec(i, {c: 2, b: b.seq, r: r.seq}, set={"t": "four"})
    b2.sees((r, r.seq)), b2.rec(i, {c: 2, b: b.seq, r: r.seq}, set={"t": "five"})
    store("decisions-two", net, [c2, b2, r], "9", "Two decisions that saw both values, and not each other.", {k: {"t": ['"four"', '"five"']}})
    b3 = b.clone()
    b3.sees((r, r.seq)), b3.rec(i, {c: 2, b: b.seq, r: r.seq}, set={"t": "four"})
    store("decisions-equal", net, [c2, b3, r], "9", "Two decisions for the same value.", {k: {"t": ['"four"']}})
    c3 = c.clone()
    c3.sees((b, b.seq), (r, r.seq)), c3.rec(i, {c: 2, b: b.seq, r: r.seq}, unset=["t"])
    store("decision-unset", net, [c3, b, r], "9", "A decision for no value.", {k: {"t": ["none"]}})
    c4 = c.clone()
    c4.sees((b, b.seq), (r, r.seq)), c4.rec(i, {c: 2, b: b.seq, r: r.seq}, set={"u": 1})
    store("decision-other-field", net, [c4, b, r], "9", "A change of another field that saw both decides nothing.", {k: {"t": ['"two"', '"three"'], "u": ["1"]}})
    c5 = c.clone()
    c5.sees((b, b.seq), (r, r.seq)), c5.rec(i, {c: 2, b: b.seq, r: r.seq}, add={"t": ["x"]})
    store("decision-by-list", net, [c5, b, r], "9", "An element beside values covers none of them.", {k: {"t": {"v": ['"two"', '"three"'], "e": ["x"]}}})
    c, b, r = pair(set={"t": "one"}, personal={"set": {"mail": "m"}})
    b.rec(i, first(c), set={"mail": "n"})
    store("field-changes-part", net, [c, b], "9", "A field that stood in `personal` and is written in `payload`: one field.", {k: {"t": ['"one"'], "mail": ['"n"']}})
    c, b, r = pair()
    b.rec(i, first(c), set={"t": 1}), r.rec(i, first(c), set={"t": "1"})
    store("values-number-and-text", net, [c, b, r], "9", "The number 1 and the text 1 are two values.", {k: {"t": ["1", '"1"']}})
    c, b, r = pair()
    b.rec(i, first(c), set={"t": "\u00e9"}), r.rec(i, first(c), set={"t": "e\u0301"})
    store("values-nfc-and-nfd", net, [c, b, r], "9", "Two forms of one letter are two values.", {k: {"t": ['"\\u00e9"', '"e\\u0301"']}})
    c, b, r = pair()
    b.rec(i, first(c), set={"t": {"unit": "m", "value": 1}}), r.rec(i, first(c), set={"t": {"unit": "m", "value": 1}})
    store("values-objects", net, [c, b, r], "9", "Objects of the same bytes are one value.", {k: {"t": ['{"unit": "m", "value": 1}']}})
    c = Feed(net, "caen")
    j = record_id("caen", 2)
    c.rec(i, set={"t": 1}, seal=False), c.rec(j, set={"t": 2}), c.rec(i, {c: 2}, set={"t": 3}, seal=False), c.rec(j, {c: 3}, set={"t": 4})
    store("record-across-commits", net, [c], "6", "Lines of one record in two commits: readers fold them.", {k: {"t": ["3"]}, ("event", j): {"t": ["4"]}})
    c, b, r = pair(add={"l": ["a", "b"]})
    b.rec(i, first(c), remove={"l": ["a"]}), r.rec(i, first(c), remove={"l": ["a", "b"]})
    store("removes-two", net, [c, b, r], "9", "Two removals of one element.", {k: {}})
    c, b, r = pair(add={"l": ["a"]})
    b.rec(i, first(c), add={"l": ["a"]})
    r.rec(i, first(c), remove={"l": ["a"]})
    store("add-again-against-remove", net, [c, b, r], "9", "An element added again beside its removal is there by the second add.", {k: {"l": {"e": ["a"]}}})
    c, b, r = pair(add={"l": ["a"]})
    c.rec(i, first(c), remove={"l": ["a"]}), c.rec(i, {c: 3}, add={"l": ["a"]})
    store("add-after-remove", net, [c], "9", "An element added after its removal.", {k: {"l": {"e": ["a"]}}})

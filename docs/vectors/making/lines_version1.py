"""Lines of sections 4 and 7: what version 1 asks, and what it leaves unknown."""
from __future__ import annotations

from .encoding import Raw, seeded
from .index import ENV, FEED, ID, SALT, SEAL, bare, line, row
from .writer import Row


def version_lines() -> None:
    part = lambda p, **env: Row({**ENV, **env}, p).raw()
    line("value-object", row(set={"price": {"as_of": "2026", "qualifier": "exact", "unit": "EUR", "value": 5}, "see": "@" + ID, "x": {}}), None, "4", "A quantity, a reference and an empty object as values.")
    line("all-operations", row(set={"a": 1}, unset=["b"], add={"c": ["x", "y"]}, remove={"d": [""]}), None, "4", "The four operations.")
    line("value-array", part({"salt": SALT, "set": {"a": [1]}}), "bad-value", "4", "A value is no array.")
    line("value-array-inside", part({"salt": SALT, "set": {"a": {"b": []}}}), "bad-value", "4", "A value is no array, however deep.")
    line("set-array", part({"salt": SALT, "set": ["a"]}), "bad-value", "4", "`set` is an object.")
    line("unset-object", part({"salt": SALT, "unset": {"a": 1}}), "bad-value", "4", "`unset` is an array.")
    line("add-text", part({"salt": SALT, "add": {"a": "x"}}), "bad-value", "4", "`add` has arrays.")
    line("add-number", part({"salt": SALT, "add": {"a": [1]}}), "bad-value", "4", "`add` has arrays of strings.")
    line("add-empty", part({"salt": SALT, "add": {"a": []}}), "bad-value", "4", "An array of at least one string.")
    line("add-unordered", part({"salt": SALT, "add": {"a": ["y", "x"]}}), "bad-value", "4", "Elements ascend.")
    line("remove-twice", part({"salt": SALT, "remove": {"a": ["x", "x"]}}), "bad-value", "4", "Elements ascend strictly.")
    line("own-context", row({"after": {FEED: 2}}).raw(), "own-context", "4", "`after` for the own feed is below seq.")
    line("own-context-below", row({"after": {FEED: 1}}), None, "4", "`after` for the own feed, just below seq.")
    line("no-after", row(drop=("after",)).raw(), "bad-shape", "4", "A record line has `after`.")
    line("no-part", Row(ENV).raw(), "bad-shape", "4", "Without `op`, at least one part.")
    line("personal-alone", Row(ENV, None, {"salt": SALT, "set": {"a": 1}}), None, "4", "`personal` alone is enough.")
    line("delete", Row({**ENV, "op": "delete"}), None, "4", "A deletion.")
    line("restore", Row({**ENV, "op": "restore"}), None, "4", "A restoration.")
    line("delete-with-part", row({"op": "delete"}).raw(), "bad-shape", "4", "A deletion has no part.")
    line("delete-without-id", Row({**{k: v for k, v in ENV.items() if k != "id"}, "kind": "erasure", "op": "delete"}).raw(), "bad-shape", "4", "A feed-level line has no `op`.")
    line("reserved-with-id", row({"kind": "checkpoint"}).raw(), "bad-shape", "4", "A record's kind is not reserved.")

    head = [3, seeded("pre"), SEAL]
    rouen, caen2 = "rouen-7k2mq4x9p0c3d5fh", "caen-0000000000000000"
    line("checkpoint", bare("checkpoint", {"heads": {rouen: [head]}}), None, "7.2", "A checkpoint.")
    line("checkpoint-two-heads", bare("checkpoint", {"heads": {rouen: [head, [4, bytes(32), SEAL], [4, b"\1" + bytes(31), SEAL]]}}), None, "7", "Heads ascend by seq, then pre.")
    hs = lambda h: bare("checkpoint", {"heads": h}).raw()
    line("heads-empty", hs({}), "bad-shape", "7", "At least one feed.")
    line("heads-no-head", hs({rouen: []}), "bad-shape", "7", "At least one head each.")
    line("heads-unordered", hs({rouen: [[4, bytes(32), SEAL], head]}), "bad-shape", "7", "Heads ascend.")
    line("heads-twice", hs({rouen: [head, head]}), "bad-shape", "7", "Heads ascend strictly.")
    low, high = sorted((SEAL, seeded("c") + seeded("d")))
    line("heads-two-seals", bare("checkpoint", {"heads": {rouen: [[3, seeded("pre"), low], [3, seeded("pre"), high]]}}), None, "7", "Two heads with one pre and two seals, ascending by seal.")
    line("heads-two-seals-unordered", hs({rouen: [[3, seeded("pre"), high], [3, seeded("pre"), low]]}), "bad-shape", "7", "Heads with one pre ascend by seal.")
    line("heads-short", hs({rouen: [head[:2]]}), "bad-shape", "7", "A head has three members.")
    line("heads-seq-0", hs({rouen: [[0, *head[1:]]]}), "bad-shape", "7", "seq is at least 1.")
    line("heads-pre-31", hs({rouen: [[3, bytes(31), SEAL]]}), "bad-base64", "7", "pre has 32 bytes.")
    line("checkpoint-own-feed", hs({FEED: [head]}), "bad-shape", "7.2", "A checkpoint does not name its own feed.")
    line("checkpoint-with-part", bare("checkpoint", {"heads": {rouen: [head]}}, {"salt": SALT, "note": "x"}).raw(), "bad-shape", "4", "A feed-level line has no part.")
    line("checkpoint-with-after", bare("checkpoint", {"after": {}, "heads": {rouen: [head]}}).raw(), "bad-shape", "4", "A feed-level line has no `after`.")
    line("checkpoint-without-heads", bare("checkpoint", {}).raw(), "bad-shape", "4", "A checkpoint has `heads`.")
    line("adoption", bare("adoption", {"adopts": {caen2: [head]}}), None, "7.3", "An adoption.")
    line("adoption-other-node", bare("adoption", {"adopts": {rouen: [head]}}).raw(), "bad-shape", "7.3", "Feeds of the same node only.")
    line("adoption-own-feed", bare("adoption", {"adopts": {FEED: [head]}}).raw(), "bad-shape", "7.3", "Not its own feed.")
    er = {"fields": ["email"], "id": ID, "kind": "event", "upto": {FEED: 5}}
    line("erasure", bare("erasure", {"erases": er}), None, "7.4", "An erasure.")
    line("erasure-no-fields", bare("erasure", {"erases": {**er, "fields": []}}), None, "7.4", "An erasure of notes only.")
    line("erasure-unordered", bare("erasure", {"erases": {**er, "fields": ["b", "a"]}}).raw(), "bad-shape", "7.4", "Fields ascend.")
    line("erasure-upto-empty", bare("erasure", {"erases": {**er, "upto": {}}}).raw(), "bad-shape", "7.4", "At least one entry in `upto`.")
    line("erasure-other-node", bare("erasure", {"erases": {**er, "upto": {rouen: 1}}}).raw(), "bad-shape", "7.4", "`upto` names feeds of the same node.")
    line("erasure-bad-id", bare("erasure", {"erases": {**er, "id": "x"}}).raw(), "bad-record", "7.4", "A record id.")
    line("erasure-extra", bare("erasure", {"erases": {**er, "why": "x"}}).raw(), "bad-shape", "7.4", "Exactly four members.")
    opening = {"key": bytes(32), "node": "caen", "proof": SEAL}
    line("opening", bare("feed", opening, seq=1), None, "7.1", "A line of kind feed, in itself.")
    line("opening-continues", bare("feed", {**opening, "continues": {caen2: [head]}}, seq=1), None, "7.1", "A feed that continues another.")
    line("opening-seq-2", bare("feed", opening).raw(), "bad-shape", "4", "Only line 1 is of kind feed.")
    line("opening-continues-two", bare("feed", {**opening, "continues": {caen2: [head, [4, bytes(32), SEAL]]}}, seq=1).raw(), "bad-shape", "7.1", "One head.")
    line("opening-continues-other-node", bare("feed", {**opening, "continues": {rouen: [head]}}, seq=1).raw(), "bad-shape", "7.1", "The same node.")
    line("opening-continues-itself", bare("feed", {**opening, "continues": {FEED: [head]}}, seq=1).raw(), "bad-shape", "7.1", "Another feed.")
    line("opening-key-31", bare("feed", {**opening, "key": bytes(31)}, seq=1).raw(), "bad-base64", "7.1", "A key has 32 bytes.")

    line("unknown-v", row({"v": 2}, set={"a": [1, {"b": []}]}), None, "4", "Another v: only section 3 counts.")
    line("unknown-v-huge", row({"v": 2**53 - 1}), None, "4", "The greatest v.")
    line("unknown-member", row({"zeal": [1]}), None, "4", "An envelope member that v1 does not name.")
    line("unknown-member-no-part", Row({**ENV, "zeal": 1}), None, "4", "Nothing else of section 4 is asked of an unknown line.")
    line("unknown-op", Row({**ENV, "op": "archive"}), None, "4", "An op that v1 does not name.")
    line("unknown-operation", row(paint={"color": [1]}), None, "4", "An operation that v1 does not name.")
    line("unknown-operation-array", row(paint=["color"]), None, "4", "An operation that v1 does not name, as an array.")
    line("unknown-kind", bare("vote", {}), None, "4", "No id and a kind that is not reserved.")
    line("unknown-kind-record", row({"kind": "spaceship"}), None, "4", "A record of any kind is known.")
    line("unknown-bad-value", row({"zeal": 1}, set={"a": [1]}).raw(), "bad-value", "4", "The known operations of an unknown v1 line keep their form.")
    line("unknown-v-bad-time", row({"v": 2, "at": "now"}).raw(), "bad-time", "3", "Section 3 holds for every v.")
    line("unknown-v-field-twice", row({"v": 2}, set={"a": 1}, paint={"a": 1}).raw(), "field-twice", "3", "Section 3 holds for every v.")
    line("unknown-erasure-member", bare("erasure", {"erases": er, "hard": True}), None, "4", "A reserved kind with a member that v1 does not name.")


def unknown_comes_first() -> None:
    """Nothing else of section 4 is asked of an unknown line of version 1."""
    paint, head = {"salt": SALT, "paint": {"a": 1}}, [3, seeded("pre"), SEAL]
    rouen = "rouen-7k2mq4x9p0c3d5fh"
    no_id = {n: v for n, v in ENV.items() if n != "id"}
    for name, r, why in (
            ("delete-with-unknown-operation", Row({**ENV, "op": "delete"}, paint), "A deletion with a part is refused, but not when the part has an operation that v1 does not name."),
            ("unknown-operation-no-after", row(drop=("after",), paint={"a": 1}), "No `after` beside an operation that v1 does not name."),
            ("unknown-member-no-after", row({"zeal": 1}, drop=("after",)), "No `after` beside a member that v1 does not name."),
            ("unknown-op-no-after", Row({**{n: v for n, v in ENV.items() if n != "after"}, "op": "archive"}), "No `after` beside an op that v1 does not name."),
            ("unknown-op-with-part", row({"op": "archive"}), "A part beside an op that v1 does not name."),
            ("reserved-with-id-unknown-op", row({"kind": "checkpoint", "op": "archive"}), "A reserved kind with an id, and an op that v1 does not name."),
            ("reserved-with-id-unknown-operation", row({"kind": "checkpoint"}, paint={"a": 1}), "A reserved kind with an id, and an operation that v1 does not name."),
            ("reserved-with-id-unknown-member", row({"kind": "erasure", "zeal": 1}), "A reserved kind with an id, and a member that v1 does not name."),
            ("checkpoint-unknown-op", bare("checkpoint", {"heads": {rouen: [head]}, "op": "archive"}), "A checkpoint with an op that v1 does not name."),
            ("checkpoint-unknown-operation", bare("checkpoint", {"heads": {rouen: [head]}}, paint), "A checkpoint with a part, whose operation v1 does not name."),
            ("checkpoint-unknown-no-heads", bare("checkpoint", {"zeal": 1}), "An unknown checkpoint needs no `heads`."),
            ("checkpoint-unknown-bad-heads", bare("checkpoint", {"heads": [], "zeal": 1}), "The form of `heads` is not asked of an unknown checkpoint."),
            ("checkpoint-v2", bare("checkpoint", {"heads": 1}, v=2), "A checkpoint of another version."),
            ("adoption-unknown-own-feed", bare("adoption", {"adopts": {FEED: [head]}, "zeal": 1}), "An unknown adoption of its own feed."),
            ("erasure-unknown-nothing", bare("erasure", {"erases": {}, "zeal": 1}), "An unknown erasure of nothing."),
            ("unknown-operation-erased", Row(ENV, {"erased": bytes(32), "ops": {"paint": ["a"]}}), "An operation that v1 does not name, in an erased part."),
            ("unknown-kind-no-id-part", Row({**no_id}, {"salt": SALT, "set": {"a": 1}}), "No id, a kind that is not reserved, and a part."),
            ("unknown-kind-delete", Row({**no_id, "op": "delete"}), "No id, a kind that is not reserved, and an op."),
            ("unknown-v-own-context", row({"v": 2, "after": {FEED: 2}}), "The own context is asked of version 1 only."),
            ("known-operations-erased", Row(ENV, {"erased": bytes(32), "ops": {"add": ["c"], "remove": ["d"], "set": ["a"], "unset": ["b"]}}), "The four operations in an erased part.")):
        line(name, r, None, "4", why)
    for name, r, code, why in (
            ("unknown-own-context", row({"zeal": 1, "after": {FEED: 2}}), "own-context", "The own context is asked of unknown lines of version 1."),
            ("unknown-operation-own-context", row({"after": {FEED: 3}}, paint={"a": 1}), "own-context", "The own context is asked of unknown lines of version 1."),
            ("unknown-operation-bad-value", row(paint={"b": 1}, set={"a": [1]}), "bad-value", "The known operations beside an unknown one keep their form."),
            ("unknown-op-bad-value", row({"op": "archive"}, add={"a": []}), "bad-value", "The known operations beside an unknown op keep their form."),
            ("unknown-v-bad-part", row({"v": 2}, paint="red"), "bad-part", "The form of a part is frozen for every v."),
            ("unknown-v-empty-operation", row({"v": 2}, paint={}), "empty-operation", "An empty operation is refused for every v."),
            ("unknown-v-bad-id", row({"v": 2, "id": "caen"}), "bad-record", "The form of `id` is frozen for every v."),
            ("unknown-v-bad-op", row({"v": 2, "op": "Delete"}), "bad-name", "The form of `op` is frozen for every v."),
            ("unknown-v-op-note", row({"v": 2, "op": "note"}), "bad-name", "`note` is no operation name, for every v."),
            ("unknown-v-salt-31", row({"v": 2}, payload={"salt": bytes(15), "set": {"a": 1}}), "bad-base64", "The length of a salt is frozen for every v."),
            ("reserved-with-id-note", row({"kind": "feed"}, note="x"), "bad-shape", "A record's kind is not reserved; a note is no operation.")):
        line(name, r.raw(), code, "4", why)


def forms() -> None:
    """Forms of section 3 and 7 that have a code of their own."""
    part = lambda p, **env: Row({**ENV, **env}, p).raw()
    for word in ("salt", "note", "erased", "ops"):
        line(f"op-{word}", Row({**ENV, "op": word}).raw(), "bad-name", "3", f"`{word}` is no operation name.")
        line(f"erased-ops-{word}", part({"erased": bytes(32), "ops": {word: ["a"]}}), "bad-name", "3", f"`{word}` is no operation name, in an erased part.")
    line("salt-and-ops", part({"salt": SALT, "ops": {"a": 1}}), "bad-part", "3", "`ops` beside `salt`.")
    line("erased-alone", part({"erased": bytes(32)}), "bad-part", "3", "`erased` without `ops`.")
    line("ops-alone", part({"ops": {}}), "bad-part", "3", "`ops` without `erased`.")
    line("ops-array", part({"erased": bytes(32), "ops": []}), "bad-part", "3", "`ops` is an object.")
    line("ops-of-objects", part({"erased": bytes(32), "ops": {"set": {"a": 1}}}), "bad-part", "3", "The operations of an erased part are arrays.")
    line("ops-twice", part({"erased": bytes(32), "ops": {"set": ["a", "a"]}}), "bad-part", "3", "Fields of an erased part ascend strictly.")
    line("ops-field-upper", part({"erased": bytes(32), "ops": {"set": ["A"]}}), "bad-name", "3", "No field name, in an erased part.")
    line("operation-33", part({"salt": SALT, "o" * 33: {"a": 1}}), "bad-name", "3", "An operation name of 33 characters.")
    line("operation-32", row(**{"o" * 32: {"a": 1}}), None, "3", "An operation name of 32 characters.")
    line("operation-true", part({"salt": SALT, "paint": True}), "bad-part", "3", "An operation is an object or an array.")
    line("field-empty", row(set={"": 1}).raw(), "bad-name", "3", "An empty field name.")
    line("field-digit-first", row(set={"1a": 1}).raw(), "bad-name", "3", "A digit first.")
    line("field-dash", row(set={"a-b": 1}).raw(), "bad-name", "3", "A dash in a field name.")
    line("field-newline", row(set={"a\n": 1}).raw(), "bad-name", "3", "An LF at the end of a field name.")
    line("field-accent", row(set={"\u00e9": 1}).raw(), "bad-name", "3", "A letter that is not ASCII.")
    line("note-empty", Row(ENV, {"salt": SALT, "note": ""}), None, "3", "An empty note.")
    line("note-object", part({"salt": SALT, "note": {}}), "bad-part", "3", "A note is a string.")
    line("elements-empty-text", row(add={"c": [""]}), None, "4", "An empty element.")
    line("elements-by-bytes", row(add={"c": ["Z", "a", "\uff01", "\U00010000"]}), None, "4", "Elements ascend by UTF-8 bytes.")
    line("elements-utf16-order", part({"salt": SALT, "add": {"c": ["\U00010000", "\uff01"]}}), "bad-value", "4", "UTF-16 order of elements.")
    line("elements-nfc", row(add={"c": ["e\u0301", "\u00e9"]}), None, "4", "Two elements that only normalisation would make equal.")
    line("value-null", row(set={"a": {"b": Raw(b"null")}}).raw(), "bad-literal", "3", "null inside a value.")
    line("remove-object", part({"salt": SALT, "remove": {"a": {}}}), "bad-value", "4", "`remove` has arrays.")
    line("add-array", part({"salt": SALT, "add": ["a"]}), "bad-value", "4", "`add` is an object.")
    for name, value, code in (("number", 1, "bad-feed"), ("null-like", "null", "bad-feed"), ("trailing-dash", "caen-", "bad-feed"), ("no-node", "-7k2mq4x9p0c3d5fh", "bad-feed")):
        line(f"feed-{name}", row({"feed": value}).raw(), code, "2", "No feed name.")
    line("id-number", row({"id": 1}).raw(), "bad-record", "2", "An id that is a number.")
    line("id-two-dots", row({"id": "ca.en.0a1b2c3d4e5f"}).raw(), "bad-record", "2", "Two dots.")
    line("id-node-33", row({"id": "a" * 33 + ".0a1b2c3d4e5f"}).raw(), "bad-record", "2", "A node of 33 characters.")
    line("kind-number", row({"kind": 1}).raw(), "bad-name", "2", "A kind that is a number.")
    line("at-number", row({"at": 1}).raw(), "bad-time", "3", "A time that is a number.")
    line("after-text", row({"after": {FEED: True}}).raw(), "bad-shape", "3", "An entry of `after` is an integer.")
    line("payload-text", Row(ENV, "x").raw(), "bad-part", "3", "A part is an object.")
    line("change-text", b'{"change":"x"}\n', "bad-shape", "3", "`change` is an object.")

    rouen, head = "rouen-7k2mq4x9p0c3d5fh", [3, seeded("pre"), SEAL]
    hs = lambda h: bare("checkpoint", {"heads": h}).raw()
    line("heads-array", hs([]), "bad-shape", "7", "`heads` is an object.")
    line("heads-of-object", hs({rouen: {}}), "bad-shape", "7", "Heads stand in an array.")
    line("heads-long", hs({rouen: [[*head, 1]]}), "bad-shape", "7", "A head has three members.")
    line("heads-text-seq", hs({rouen: [["3", *head[1:]]]}), "bad-shape", "7", "seq is an integer.")
    line("heads-bad-feed", hs({"rouen": [head]}), "bad-feed", "7", "Heads are of a feed.")
    line("heads-seal-63", hs({rouen: [[3, head[1], SEAL[:63]]]}), "bad-base64", "7", "A seal has 64 bytes.")
    line("heads-pre-unordered", hs({rouen: [[3, b"\1" + bytes(31), SEAL], [3, bytes(32), SEAL]]}), "bad-shape", "7", "Heads of one seq ascend by pre.")
    line("heads-pre-by-bytes", bare("checkpoint", {"heads": {rouen: [[3, b"\x00" * 32, SEAL], [3, b"\xfb" + bytes(31), SEAL]]}}), None, "7", "By the bytes of pre: the text of the second begins with `-`, which stands before `A`.")
    line("heads-pre-by-text", hs({rouen: [[3, b"\xfb" + bytes(31), SEAL], [3, b"\x00" * 32, SEAL]]}), "bad-shape", "7", "By the text of pre.")
    line("checkpoint-same-node", bare("checkpoint", {"heads": {"caen-0000000000000000": [head]}}), None, "7.2", "Another feed of the same node.")
    line("adoption-text", bare("adoption", {"adopts": 1}).raw(), "bad-shape", "7.3", "`adopts` is an object.")
    line("adoption-two-feeds", bare("adoption", {"adopts": {"caen-0000000000000000": [head], "caen-1111111111111111": [head]}}), None, "7.3", "Branches of two feeds.")
    er = {"fields": ["email"], "id": ID, "kind": "event", "upto": {FEED: 5}}
    for name, change, code in (("fields-twice", {"fields": ["a", "a"]}, "bad-shape"), ("fields-text", {"fields": "a"}, "bad-shape"), ("fields-upper", {"fields": ["A"]}, "bad-name"),
                               ("kind-upper", {"kind": "Event"}, "bad-name"), ("upto-0", {"upto": {FEED: 0}}, "bad-shape"), ("upto-array", {"upto": []}, "bad-shape"),
                               ("upto-bad-feed", {"upto": {"caen": 1}}, "bad-feed"), ("id-number", {"id": 1}, "bad-record")):
        line("erasure-" + name, bare("erasure", {"erases": {**er, **change}}).raw(), code, "7.4", "A member of `erases` with another form.")
    line("erasure-text", bare("erasure", {"erases": "x"}).raw(), "bad-shape", "7.4", "`erases` is an object.")
    line("erasure-without-upto", bare("erasure", {"erases": {n: v for n, v in er.items() if n != "upto"}}).raw(), "bad-shape", "7.4", "Exactly four members.")
    line("erasure-reserved-kind", bare("erasure", {"erases": {**er, "kind": "feed"}}), None, "7.4", "An erasure of a record that no line can have.")
    opening = {"key": bytes(32), "node": "caen", "proof": SEAL}
    for name, change, code in (("proof-63", {"proof": SEAL[:63]}, "bad-base64"), ("bad-node", {"node": "Caen"}, "bad-name"), ("node-number", {"node": 1}, "bad-name"),
                               ("continues-empty", {"continues": {}}, "bad-shape"), ("continues-two-feeds", {"continues": {"caen-0000000000000000": [head], "caen-1111111111111111": [head]}}, "bad-shape"),
                               ("op", {"op": "delete"}, "bad-shape"), ("after", {"after": {}}, "bad-shape")):
        line("opening-" + name, bare("feed", {**opening, **change}, seq=1).raw(), code, "7.1", "A line of kind feed with another form.")
    for name in opening:
        line(f"opening-without-{name}", bare("feed", {n: v for n, v in opening.items() if n != name}, seq=1).raw(), "bad-shape", "7.1", f"No `{name}`.")
    line("opening-with-part", bare("feed", opening, {"salt": SALT, "note": "x"}, seq=1).raw(), "bad-shape", "4", "A feed-level line has no part.")

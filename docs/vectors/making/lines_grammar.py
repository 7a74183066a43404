"""Lines of section 3, which is frozen for every version, and of sections 1 and 2."""
from __future__ import annotations


from .encoding import Raw, b64, enc
from .index import ENV, FEED, ID, SALT, SALT2, SEAL, line, nested, row
from .writer import Row


def grammar_lines() -> None:
    good = row(seal=SEAL)
    raw = good.raw()
    value = lambda text: row(set={"title": Raw(text)}).raw()
    line("plain", good, None, "3", "A record line with one field and a seal.")
    line("both-parts", row(personal={"salt": SALT2, "set": {"email": "a@b.fr"}}), None, "3", "A line with both parts and no seal.")

    pad = lambda n: row(set={"title": "x" * n})
    base = len(pad(0).raw())
    line("length-65536", pad(65536 - base), None, "3", "65,536 bytes with the LF.")
    line("length-65537", pad(65537 - base).raw(), "too-long", "3", "65,537 bytes with the LF.")

    def wide(total: int) -> Row:     # an `unset`, whose erased form is 31 bytes longer than the full one
        names = [f"f{i:05d}" + "x" * 26 for i in range(1867)]
        spare = len(row(unset=names).raw()) + 31 - total
        names[0], names[1] = names[0][:32 - min(spare, 26)], names[1][:32 - max(spare - 26, 0)]
        r = row(unset=names)
        assert len(r.raw()) + 31 == total, (len(r.raw()) + 31, total)
        return r
    line("erased-length-65536", wide(65536), None, "3", "65,505 bytes; 65,536 when its part is erased.")
    line("erased-length-65537", wide(65537).raw(), "too-long", "3", "65,506 bytes, but 65,537 when its part is erased.")

    def mixed(total: int) -> Row:    # a payload that is longer full, a personal part that is longer erased
        r = lambda n: row(set={"title": "x" * n}, personal={"salt": SALT2, "unset": ["email", "phone"]})
        out = r(total - r(100).counted() + 100)
        assert out.counted() == total == len(out.raw()) + 31
        return out
    line("mixed-length-65536", mixed(65536), None, "3", "65,505 bytes; 65,536 with the longer form of each part.")
    line("mixed-length-65537", mixed(65537).raw(), "too-long", "3", "65,506 bytes, and few when both parts are erased, but 65,537 when only `personal` is.")
    half = lambda total: Row(ENV, {"erased": bytes(32), "ops": {"unset": ["title"]}}, {"salt": SALT2, "note": "x" * (total - len(Row(ENV, {
        "erased": bytes(32), "ops": {"unset": ["title"]}}, {"salt": SALT2, "note": ""}).raw()))})
    line("half-erased-length-65536", half(65536), None, "3", "65,536 bytes, of which an erased part, which counts as it stands.")
    line("half-erased-length-65537", half(65537).raw(), "too-long", "3", "65,537 bytes, of which an erased part.")

    line("utf8-4-bytes", row(set={"title": "\U0010ffff\U0001f600\ufeff\uffff"}), None, "3", "U+10FFFF, an emoji, a BOM inside a string and a noncharacter are valid UTF-8.")
    for name, text, why in (("overlong", b'"\xc0\xaf"', "An overlong form of `/`."), ("surrogate", b'"\xed\xa0\x80"', "A surrogate in UTF-8."),
                            ("above-10ffff", b'"\xf4\x90\x80\x80"', "U+110000."), ("cut", b'"\xc3"', "A sequence cut short."),
                            ("latin1", b'"\xe9"', "Latin-1."), ("overlong-nul", b'"\xc0\x80"', "An overlong NUL.")):
        line("utf8-" + name, value(text), "not-utf8", "3", why)
    line("bom", b"\xef\xbb\xbf" + raw, "not-canonical", "3", "A BOM before the line.")
    line("crlf", raw[:-1] + b"\r\n", "not-canonical", "3", "CRLF.")
    line("trailing-space", raw[:-1] + b" \n", "not-canonical", "3", "A space before the LF.")
    line("no-lf", raw[:-1], "not-canonical", "3", "No LF.")
    line("two-lf", raw + b"\n", "not-canonical", "3", "A byte after the LF.")
    line("leading-space", b" " + raw, "not-canonical", "3", "A space before the line.")
    line("space-after-colon", raw.replace(b'"v":1', b'"v": 1'), "not-canonical", "3", "White space between tokens.")
    line("newline-inside", raw.replace(b'"v":1', b'\n"v":1'), "not-canonical", "3", "An LF between tokens.")
    line("array-line", b"[]\n", "not-canonical", "3", "A line is an object.")
    line("truncated", raw[:-2] + b"\n", "not-canonical", "3", "The closing brace is missing.")
    line("trailing-comma", raw.replace(b'"v":1}', b'"v":1,}'), "not-canonical", "3", "A comma before a brace.")
    line("empty-line", b"\n", "not-canonical", "3", "Nothing but LF.")
    line("depth-16", row(set={"title": nested(13)}), None, "3", "Containers nested 16 deep.")
    line("depth-17", row(set={"title": nested(14)}).raw(), "too-deep", "3", "Containers nested 17 deep.")

    line("escapes", row(set={"title": "".join(map(chr, range(32))) + '"\\/\x7f\u2028'}), None, "3", "Every escape that exists; `/`, DEL and U+2028 raw.")
    for name, text, why in (("n", b'"\\n"', "`\\n` instead of `\\u000a`."), ("slash", b'"\\/"', "`\\/`."), ("t", b'"\\t"', "`\\t`."),
                            ("upper-hex", b'"\\u001F"', "Upper-case digits."), ("space", b'"\\u0020"', "An escape of U+0020."),
                            ("del", b'"\\u007f"', "An escape of U+007F."), ("letter", b'"\\u0041"', "An escape of `A`."),
                            ("surrogate", b'"\\ud83d\\ude00"', "Escaped surrogates."), ("short", b'"\\u00"', "An escape cut short."),
                            ("raw-control", b'"a\tb"', "A raw control character."), ("raw-nul", b'"a\0b"', "A raw NUL.")):
        line("escape-" + name, value(text), "bad-escape", "3", why)
    for n in (0, -1, 2**53 - 1, -(2**53 - 1)):
        line(f"number-{n}".replace("--", "-minus-"), row(set={"title": n}), None, "3", f"The number {n}.")
    for name, text in (("2-53", b"9007199254740992"), ("minus-2-53", b"-9007199254740992"), ("minus-zero", b"-0"), ("leading-zero", b"01"),
                       ("float", b"1.0"), ("exponent", b"1e3"), ("minus-leading-zero", b"-01"), ("huge", b"1" * 40), ("minus-alone", b"-")):
        line("number-" + name, value(text), "bad-number", "3", f"`{text.decode()}` is no number here.")
    line("booleans", row(set={"title": True, "open": False}), None, "3", "true and false.")
    line("null", value(b"null"), "bad-literal", "3", "null.")
    line("key-duplicate", value(b'{"a":1,"a":1}'), "key-order", "3", "A key twice.")
    line("key-unordered", value(b'{"b":1,"a":1}'), "key-order", "3", "Keys out of order.")
    line("key-prefix-order", row(set={"title": {"a": 1, "aa": 1, "b": 1}}), None, "3", "A prefix comes first.")
    line("key-utf16-order", row(set={"title": {"\uff01": 1, "\U00010000": 2}}), None, "3", "By UTF-8 bytes U+FF01 stands before U+10000; by UTF-16 units it would not.")
    line("key-utf16-order-wrong", value('{"\U00010000":1,"\uff01":2}'.encode()), "key-order", "3", "UTF-16 order.")
    line("key-nfc", row(set={"title": {"e\u0301": 1, "\u00e9": 2}}), None, "3", "Two keys that only normalisation would make equal.")
    line("key-decoded-order", row(set={"title": {"\x01": 1, " ": 2}}), None, "3", "Keys are compared decoded: U+0001 stands before the space.")
    line("key-decoded-order-wrong", value(b'{" ":2,"\\u0001":1}'), "key-order", "3", "Ordered by the escaped bytes.")
    line("key-empty", row(set={"title": {"": 1}}), None, "3", "An empty key inside a value.")
    line("envelope-unordered", raw.replace(b'"seq":2,"v":1', b'"v":1,"seq":2'), "key-order", "3", "Envelope keys out of order.")

    line("member-fifth", raw[:-2] + b',"x":1}\n', "bad-member", "3", "A fifth member.")
    line("member-order", b'{"seal":"' + b64(SEAL).encode() + b'",' + row().raw()[1:], "bad-member", "3", "`seal` before `change`.")
    line("member-missing", b'{"payload":' + enc({"salt": SALT, "set": {"a": 1}}) + b"}\n", "bad-member", "3", "No `change`.")
    line("member-none", b"{}\n", "bad-member", "3", "No member at all.")
    line("member-unknown", raw.replace(b'"payload"', b'"payloae"'), "bad-member", "3", "An unknown member.")
    line("change-array", b'{"change":[]}\n', "bad-shape", "3", "`change` is an object.")

    for name, at in (("leap-day", "2028-02-29T23:59:59Z"), ("2000-leap", "2000-02-29T00:00:00Z"), ("year-1", "0001-01-01T00:00:00Z"),
                     ("year-9999", "9999-12-31T23:59:59Z"), ("year-4-leap", "0004-02-29T00:00:00Z"), ("1582-october", "1582-10-10T00:00:00Z")):
        line("at-" + name, row({"at": at}), None, "3", f"{at} is real.")
    for name, at in (("no-leap-day", "2026-02-29T00:00:00Z"), ("1900", "1900-02-29T00:00:00Z"), ("second-60", "2026-06-30T23:59:60Z"),
                     ("hour-24", "2026-06-30T24:00:00Z"), ("month-13", "2026-13-01T00:00:00Z"), ("day-0", "2026-01-00T00:00:00Z"),
                     ("offset", "2026-01-01T00:00:00+00:00"), ("fraction", "2026-01-01T00:00:00.0Z"), ("lower", "2026-01-01t00:00:00z"),
                     ("arabic-digits", "٢026-01-01T00:00:00Z"), ("year-0", "0000-12-31T23:59:59Z"), ("year-0-leap", "0000-02-29T00:00:00Z"),
                     ("year-10000", "10000-01-01T00:00:00Z"), ("1500-julian", "1500-02-29T00:00:00Z")):
        line("at-" + name, row({"at": at}).raw(), "bad-time", "3", f"`at` is {at}.")
    for name in ("at", "feed", "kind", "seq", "v"):
        line("without-" + name, row(drop=(name,)).raw(), "bad-shape", "3", f"No `{name}`.")
    line("seq-0", row({"seq": 0}).raw(), "bad-shape", "3", "`seq` is at least 1.")
    line("seq-text", row({"seq": "2"}).raw(), "bad-shape", "3", "`seq` is an integer.")
    line("v-0", row({"v": 0}).raw(), "bad-shape", "3", "`v` is at least 1.")
    line("v-true", row({"v": True}).raw(), "bad-shape", "3", "`v` is an integer.")
    line("after-array", row({"after": []}).raw(), "bad-shape", "3", "`after` is an object.")
    line("after-0", row({"after": {FEED: 0}}, drop=()).raw(), "bad-shape", "3", "An entry of `after` is at least 1.")
    line("after-bad-feed", row({"after": {"caen": 1}}).raw(), "bad-feed", "2", "An entry of `after` is for a feed.")
    line("after-bad-v2", row({"after": {FEED: "1"}, "v": 2}).raw(), "bad-shape", "3", "The form of `after` is frozen for every v.")

    line("node-32", row({"feed": "a" * 32 + "-7k2mq4x9p0c3d5fh"}), None, "2", "A node of 32 characters.")
    line("node-33", row({"feed": "a" * 33 + "-7k2mq4x9p0c3d5fh"}).raw(), "bad-feed", "2", "A node of 33 characters.")
    line("node-dashes", row({"feed": "val-d-oise--7k2mq4x9p0c3d5fh", "id": "val-d-oise-.0a1b2c3d4e5f"}), None, "2", "The node is what stands before the last dash.")
    for name, f in (("letter-u", "caen-7k2mq4x9p0c3d5fu"), ("upper", "caen-7K2MQ4X9P0C3D5FH"), ("short", "caen-7k2mq4x9p0c3d5f"), ("digit-first", "1aen-7k2mq4x9p0c3d5fh"),
                    ("newline", FEED + "\n")):
        line("feed-" + name, row({"feed": f}).raw(), "bad-feed", "2", "No feed name.")
    for name, i in (("letter-i", "caen.0a1b2c3d4e5i"), ("dash", "caen-0a1b2c3d4e5f"), ("long", ID + "0"), ("no-node", ".0a1b2c3d4e5f")):
        line("id-" + name, row({"id": i}).raw(), "bad-record", "2", "No record id.")
    line("kind-32", row({"kind": "k" * 32}), None, "2", "A kind of 32 characters.")
    line("kind-33", row({"kind": "k" * 33}).raw(), "bad-name", "2", "A kind of 33 characters.")
    line("kind-dash", row({"kind": "my-kind"}).raw(), "bad-name", "2", "No dash in a kind.")
    line("op-upper", row({"op": "Delete"}, payload={}).raw(), "bad-name", "2", "No upper case in an operation.")
    line("field-32", row(set={"f" * 32: 1}), None, "2", "A field of 32 characters.")
    line("field-33", row(set={"f" * 33: 1}).raw(), "bad-name", "2", "A field of 33 characters.")

    part = lambda p, **env: Row({**ENV, **env}, Raw(p)).raw() if isinstance(p, bytes) else Row({**ENV, **env}, p).raw()
    s = b64(SALT)
    other = s[:-1] + chr(ord(s[-1]) + 1)
    line("base64-spare-bits", raw.replace(s.encode(), other.encode()), "bad-base64", "1", "The spare low bits of the last character are not zero.")
    line("base64-padding", raw.replace(s.encode(), s.encode() + b"=="), "bad-base64", "1", "Padding.")
    line("base64-alphabet", raw.replace(s.encode(), b"+/" + s.encode()[2:]), "bad-base64", "1", "The other alphabet.")
    line("base64-salt-15", part({"salt": SALT[:15], "set": {"a": 1}}), "bad-base64", "1", "A salt of 15 bytes.")
    line("base64-seal-63", row(seal=SEAL[:63]).raw(), "bad-base64", "1", "A seal of 63 bytes.")
    line("base64-erased-31", part({"erased": bytes(31), "ops": {}}), "bad-base64", "1", "A part hash of 31 bytes.")
    erased = {"erased": bytes(32), "ops": {"set": ["a", "b"]}}
    line("erased", Row(ENV, erased), None, "3", "An erased part.")
    line("erased-no-ops", Row(ENV, {"erased": bytes(32), "ops": {}}), None, "3", "An erased part without operations.")
    line("erased-unordered", part({"erased": bytes(32), "ops": {"set": ["b", "a"]}}), "bad-part", "3", "Fields out of order.")
    line("erased-with-note", part({**erased, "note": "x"}), "bad-part", "3", "An erased part has exactly two members.")
    line("erased-and-salt", part({**erased, "salt": SALT}), "bad-part", "3", "Neither full nor erased.")
    line("part-empty", part(Raw(b"{}")), "bad-part", "3", "Neither full nor erased.")
    line("part-array", part(Raw(b"[]")), "bad-part", "3", "A part is an object.")
    line("note-number", part({"salt": SALT, "note": 1}), "bad-part", "3", "A note is a string.")
    line("note-only", Row(ENV, {"salt": SALT, "note": "why"}), None, "4", "A part with only a note.")
    line("salt-only", Row(ENV, {"salt": SALT}), None, "4", "A part with no operation and no note.")
    line("operation-text", part({"salt": SALT, "paint": "red"}), "bad-part", "3", "An operation is an object or an array.")
    line("operation-number-fields", part({"salt": SALT, "paint": [1]}), "bad-name", "3", "A field name is a string.")
    line("operation-unordered", part({"salt": SALT, "unset": ["b", "a"]}), "bad-part", "3", "Fields ascend.")
    line("operation-twice", part({"salt": SALT, "unset": ["a", "a"]}), "bad-part", "3", "Fields ascend strictly.")
    line("empty-set", part({"salt": SALT, "set": {}}), "empty-operation", "3", "An operation without a field.")
    line("empty-unset", part({"salt": SALT, "unset": []}), "empty-operation", "3", "An operation without a field.")
    line("empty-erased", part({"erased": bytes(32), "ops": {"set": []}}), "empty-operation", "3", "An operation without a field in an erased part.")
    line("operation-upper", part({"salt": SALT, "Set": {"a": 1}}), "bad-name", "3", "No operation name.")
    line("field-twice-one-part", part({"salt": SALT, "set": {"a": 1}, "unset": ["a"]}), "field-twice", "3", "A field in two operations.")
    line("field-twice-both-parts", Row(ENV, {"salt": SALT, "set": {"a": 1}}, {"salt": SALT2, "set": {"a": 1}}).raw(), "field-twice", "3", "A field in both parts.")
    line("field-twice-erased", Row(ENV, erased, {"salt": SALT2, "set": {"a": 1}}).raw(), "field-twice", "3", "A field in an erased and in a full part.")

"""Lines at the edges of bytes, section 3: UTF-8, escapes, numbers, words, keys, nesting, what stands around the object."""
from __future__ import annotations

from .encoding import Raw, b64, enc
from .index import ENV, FEED, SALT, SALT2, SEAL, line, row
from .writer import Row


def value(text: bytes) -> bytes:
    """The line whose only field has these bytes as its value."""
    return row(set={"title": Raw(text)}).raw()


def text(content: bytes) -> bytes:
    return value(b'"' + content + b'"')


def utf8() -> None:
    for name, content, why in (
            ("3-bytes-overlong", b"\xe0\x80\xaf", "An overlong form of `/`, in three bytes."),
            ("4-bytes-overlong", b"\xf0\x80\x80\xaf", "An overlong form of `/`, in four bytes."),
            ("2-bytes-overlong-7f", b"\xc1\xbf", "U+007F in two bytes."),
            ("3-bytes-overlong-7ff", b"\xe0\x9f\xbf", "U+07FF in three bytes."),
            ("4-bytes-overlong-ffff", b"\xf0\x8f\xbf\xbf", "U+FFFF in four bytes."),
            ("surrogate-low", b"\xed\xb0\x80", "A low surrogate."),
            ("surrogate-last", b"\xed\xbf\xbf", "U+DFFF, the last surrogate."),
            ("surrogate-pair", b"\xed\xa0\xbd\xed\xb8\x80", "A pair of surrogates, three bytes each."),
            ("f5", b"\xf5\x80\x80\x80", "A first byte of more than U+10FFFF."),
            ("5-bytes", b"\xf8\x88\x80\x80\x80", "A sequence of five bytes."),
            ("6-bytes", b"\xfc\x84\x80\x80\x80\x80", "A sequence of six bytes."),
            ("fe", b"\xfe", "A byte that is never in UTF-8."), ("ff", b"\xff", "A byte that is never in UTF-8."),
            ("cut-3", b"\xe2\x82", "A sequence of three bytes cut after two."),
            ("cut-4", b"\xf0\x9f\x98", "A sequence of four bytes cut after three."),
            ("cut-4-by-letter", b"\xf0\x9f\x98a", "A sequence of four bytes with a letter in place of the last."),
            ("continuation-alone", b"\x80", "A continuation byte alone."),
            ("continuation-extra", b"\xc3\xa9\xa9", "A continuation byte too many.")):
        line("utf8-" + name, text(content), "not-utf8", "3", why)
    line("utf8-key", value(b'{"\xc3":1}'), "not-utf8", "3", "A sequence cut short, in a key.")
    line("utf8-between", row().raw().replace(b'"v":1', b'"v":1\xff'), "not-utf8", "3", "No UTF-8, outside strings.")
    line("utf8-edges", row(set={"title": "\x7f\x80\u07ff\u0800\ud7ff\ue000\uffff\U00010000\U0010ffff"}), None, "3",
         "The first and last code points of each length, and those around the surrogates.")
    line("utf8-noncharacters", row(set={"title": "\ufdd0\ufdef\ufffe\U0001fffe\U0010fffe"}), None, "3", "Noncharacters are text like any other.")
    line("utf8-not-normalised", row(set={"title": "e\u0301\u00e9\u1e9b\u0323\u2126"}), None, "3", "Text that normalisation would change stays as it is.")


def escapes() -> None:
    for name, content, why in (
            ("b", b"\\b", "`\\b` instead of `\\u0008`."), ("f", b"\\f", "`\\f` instead of `\\u000c`."), ("r", b"\\r", "`\\r` instead of `\\u000d`."),
            ("upper-u", b"\\U001f", "`\\U`."), ("x", b"\\x1f", "`\\x`."), ("apostrophe", b"\\'", "`\\'`."), ("nul-digit", b"\\0", "`\\0`."),
            ("mixed-hex", b"\\u001f\\u001D", "Upper-case digits in the second of two escapes."),
            ("quote-as-u", b"\\u0022", "`\\u0022` instead of `\\\"`."), ("backslash-as-u", b"\\u005c", "`\\u005c` instead of `\\\\`."),
            ("slash-as-u", b"\\u002f", "An escape of `/`."), ("c1", b"\\u0080", "An escape of U+0080."), ("e-acute", b"\\u00e9", "An escape of U+00E9."),
            ("line-separator", b"\\u2028", "An escape of U+2028."), ("bom", b"\\ufeff", "An escape of U+FEFF."),
            ("surrogate-high-alone", b"\\ud83d", "An escaped high surrogate alone."), ("surrogate-low-alone", b"\\ude00", "An escaped low surrogate alone."),
            ("not-hex", b"\\u00g0", "No hexadecimal digit."), ("sign", b"\\u+01f", "A sign in place of a digit."),
            ("raw-lf", b"a\nb", "A raw LF in a string."), ("raw-1f", b"a\x1fb", "A raw U+001F.")):
        line("escape-" + name, text(content), "bad-escape", "3", why)
    line("escape-in-key", value(b'{"\\u0041":1}'), "bad-escape", "3", "An escape of `A`, in a key.")
    line("escape-in-envelope", row().raw().replace(b'"kind"', b'"k\\u0069nd"'), "bad-escape", "3", "An escape of a letter, in a name of the envelope.")
    line("escape-in-member", row().raw().replace(b'"change"', b'"chang\\u0065"'), "bad-member bad-escape", "3", "An escape of a letter, in the name of a member.")
    line("escapes-in-keys", row(set={"title": {"\x00": 1, "\x1f": 2, '"': 3, "\\": 4, "\x7f": 5}}), None, "3", "Every kind of key that needs an escape, and DEL, which has none.")
    line("string-open", row().raw()[:-2].replace(b'"}}', b'}}') + b"\n", "not-canonical bad-escape", "3", "A string that is not closed.")
    line("string-ends-in-backslash", b'{"change":{"at":"\\\n', "not-canonical bad-escape", "3", "The line ends after a backslash.")


def numbers_and_words() -> None:
    for name, number in (("minus-zero-float", b"-0.0"), ("plus", b"+1"), ("point-first", b".5"), ("point-last", b"1."), ("exponent-upper", b"1E3"),
                         ("exponent-minus", b"10e-1"), ("hexadecimal", b"0x1f"), ("zeros", b"00"), ("minus-minus", b"--1"),
                         ("inner-minus", b"1-1"), ("2-63", b"9223372036854775808"), ("minus-2-63", b"-9223372036854775808"), ("2-64", b"18446744073709551616"),
                         ("long", b"9" * 3000), ("17-digits", b"10000000000000000")):
        shown = number.decode() if len(number) < 40 else "3,000 digits"
        line("number-" + name, value(number), {"plus": "not-canonical bad-number", "point-first": "not-canonical bad-number", "hexadecimal": "bad-number not-canonical",
                                                    "inner-minus": "bad-number not-canonical"}.get(name, "bad-number"), "3", f"`{shown}` is no number here.")
    line("number-seq-float", row().raw().replace(b'"seq":2', b'"seq":2.0'), "bad-number", "3", "The grammar holds in the envelope too.")
    line("number-seq-2-53", row().raw().replace(b'"seq":2', b'"seq":9007199254740992'), "bad-number", "3", "A seq of 2^53.")
    line("number-seq-greatest", row({"seq": 2**53 - 1}), None, "3", "The greatest seq.")
    line("number-after-greatest", row({"seq": 2**53 - 1, "after": {FEED: 2**53 - 2}}), None, "3", "The greatest entry of `after` for the own feed.")
    for name, word in (("nan", b"NaN"), ("infinity", b"Infinity"), ("true-upper", b"True"), ("true-long", b"truely"), ("true-short", b"tru"), ("undefined", b"undefined")):
        line("word-" + name, value(word), "bad-literal", "3", f"`{word.decode()}` is no word here.")
    line("null-in-envelope", row().raw().replace(b'"after":{}', b'"after":null'), "bad-literal", "3", "null in the envelope.")
    line("single-quotes", value(b"'x'"), "not-canonical", "3", "No string.")
    line("value-absent", value(b""), "not-canonical", "3", "A key without a value.")
    line("comment", row().raw().replace(b'"v":1', b'"v":1/*x*/'), "not-canonical", "3", "A comment.")


def keys() -> None:
    line("key-prefix-order-wrong", value(b'{"aa":1,"a":1}'), "key-order", "3", "A key before its prefix.")
    line("key-empty-late", value(b'{"a":1,"":1}'), "key-order", "3", "The empty key comes first.")
    line("key-accent-order", row(set={"title": {"z": 1, "\u00e9": 2}}), None, "3", "By bytes `\u00e9` stands after `z`.")
    line("key-accent-order-wrong", value('{"\u00e9":2,"z":1}'.encode()), "key-order", "3", "The order of a dictionary.")
    line("key-case-order-wrong", value(b'{"a":1,"B":1}'), "key-order", "3", "By bytes `B` stands before `a`.")
    line("key-nfc-order-wrong", value('{"\u00e9":2,"e\u0301":1}'.encode()), "key-order", "3", "The decomposed key has the smaller bytes.")
    line("key-duplicate-accent", value('{"\u00e9":1,"\u00e9":1}'.encode()), "key-order", "3", "A non-ASCII key twice.")
    line("key-duplicate-escape", value(b'{"\\u0001":1,"\\u0001":1}'), "key-order", "3", "An escaped key twice.")
    line("key-duplicate-envelope", row().raw().replace(b'"v":1', b'"v":1,"v":1'), "key-order", "3", "`v` twice.")
    line("key-quote-order", row(set={"title": {"!": 1, '"': 2, "#": 3}}), None, "3", "Keys are compared decoded: the quote stands between `!` and `#`, its escape would not.")
    line("key-quote-order-wrong", value(b'{"!":1,"#":3,"\\"":2}'), "key-order", "3", "Ordered by the escaped bytes.")
    line("key-part-unordered", row().raw().replace(b'{"salt"', b'{"set":{"a":1},"salt"', 1), "key-order", "3", "Keys of a part out of order.")
    line("key-fields-unordered", row(set=Raw(b'{"b":1,"a":1}')).raw(), "key-order", "3", "Fields out of order.")
    line("key-ops-unordered", Row(ENV, {"erased": bytes(32), "ops": Raw(b'{"unset":["a"],"set":["b"]}')}).raw(), "key-order", "3", "Operations of an erased part out of order.")
    a, b = FEED, "rouen-7k2mq4x9p0c3d5fh"
    line("key-after-unordered", row({"after": Raw(f'{{"{b}":1,"{a}":1}}'.encode())}).raw(), "key-order", "3", "Feeds of `after` out of order.")
    line("key-after-twice", row({"after": Raw(f'{{"{b}":1,"{b}":2}}'.encode())}).raw(), "key-order", "3", "A feed twice in `after`.")
    line("key-number", value(b"{1:1}"), "not-canonical", "3", "A key is a string.")
    line("member-twice", row(seal=SEAL).raw().replace(b',"seal"', b',"seal":"' + b64(SEAL).encode() + b'","seal"'), "bad-member", "3", "`seal` twice.")
    line("member-personal-first", Row(ENV, None, {"salt": SALT, "set": {"a": 1}}).raw()[:-2] + b',"payload":' + enc({"salt": SALT2, "set": {"b": 1}}) + b"}\n",
         "bad-member", "3", "`personal` before `payload`.")


def nesting() -> None:
    arrays = lambda n: Raw(b"[" * n + b"]" * n)
    line("depth-16-arrays", row({"zeal": arrays(14)}), None, "3", "Arrays nested to 16, in an envelope member that version 1 does not name.")
    line("depth-17-arrays", row({"zeal": arrays(15)}).raw(), "too-deep", "3", "Arrays nested to 17.")
    line("depth-16-mixed", row({"zeal": Raw(b'[{"a":' * 7 + b"1" + b"}]" * 7)}), None, "3", "Arrays and objects nested to 16, a number inside.")
    line("depth-17-mixed", row({"zeal": Raw(b'[{"a":' * 7 + b"[]" + b"}]" * 7)}).raw(), "too-deep", "3", "Arrays and objects nested to 17, the innermost empty.")
    line("depth-30000", row({"zeal": arrays(30_000)}).raw(), "too-deep", "3", "Arrays nested 30,002 deep: refused, and no stack is used up.")
    line("depth-30000-open", b'{"change":' + b'{"a":' * 9_000 + b"\n", "too-deep", "3", "Objects nested 9,001 deep that are never closed.")


def around() -> None:
    raw = row().raw()
    for name, data, why in (
            ("two-objects", raw[:-1] + raw, "Two objects in one line."), ("trailing-brace", raw[:-1] + b"}\n", "A brace too many."), ("trailing-nul", raw[:-1] + b"\0\n", "A NUL before the LF."),
            ("leading-lf", b"\n" + raw, "An LF before the line."), ("leading-nul", b"\0" + raw, "A NUL before the line."), ("cr-only", raw[:-1] + b"\r", "A CR instead of the LF."),
            ("tab", raw.replace(b',"payload"', b',\t"payload"'), "A tab between tokens."), ("nbsp", raw.replace(b',"payload"', b',\xc2\xa0"payload"'), "A no-break space between tokens."),
            ("bom-inside", raw.replace(b',"payload"', b',\xef\xbb\xbf"payload"'), "A BOM between tokens."), ("utf16", raw.decode().encode("utf-16-le"), "UTF-16."),
            ("text-line", b'"text"\n', "A string is no line."), ("number-line", b"1\n", "A number is no line."), ("nothing", b"", "No byte at all."),
            ("brackets-crossed", value(b'{"a":1]'), "A bracket that closes a brace."), ("comma-first", value(b'{,"a":1}'), "A comma before the first key."),
            ("comma-twice", value(b'{"a":1,,"b":1}'), "Two commas."), ("comma-missing", value(b'{"a":1"b":1}'), "No comma."), ("colon-missing", value(b'{"a"1}'), "No colon.")):
        line("around-" + name, data, "not-utf8 not-canonical" if name == "utf16" else "not-canonical", "3", why)
    pad = lambda n: row(set={"title": "x" * n})
    line("length-65535", pad(65_535 - len(pad(0).raw())), None, "3", "65,535 bytes with the LF.")
    line("length-million", pad(1_000_000).raw(), "too-long", "3", "A million bytes.")

    def both(total: int) -> Row:         # two parts that are longer erased, and an envelope that fills up
        make = lambda n: Row({**ENV, "zeal": "x" * n}, {"salt": SALT, "unset": ["a"]}, {"salt": SALT2, "unset": ["b"]})
        out = make(total - make(0).counted())
        assert out.counted() == total == len(out.raw()) + 62
        return out
    line("both-erased-length-65536", both(65_536), None, "3", "65,474 bytes; 65,536 when both parts are erased.")
    line("both-erased-length-65537", both(65_537).raw(), "too-long", "3", "65,475 bytes, but 65,537 when both parts are erased.")
    line("erased-multibyte-length", row(set={"title": "\u00e9" * 32_600}), None, "3", "The limit counts bytes, not characters.")


def base64_forms() -> None:
    def part(text: str, name: str = "salt") -> bytes:
        return Row(ENV, {name: text, **({"set": {"a": 1}} if name == "salt" else {"ops": {}})}).raw()
    salt, digest, seal = b64(SALT), b64(bytes(range(32))), b64(SEAL)
    spare = lambda s, n: s[:-1] + "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".index(s[-1]) + n]
    for name, data, why in (
            ("spare-bits-8", part(spare(salt, 8)), "The highest of four spare bits is set."),
            ("spare-bits-hash", part(spare(digest, 1), "erased"), "The lowest of two spare bits is set, in a hash."),
            ("spare-bits-seal", row(seal=SEAL).raw().replace(seal.encode(), spare(seal, 1).encode()), "A spare bit is set, in a seal."),
            ("padding-one", part(digest + "=", "erased"), "Padding of one character."), ("padding-seal", row(seal=SEAL).raw().replace(seal.encode(), seal.encode() + b"=="), "Padding of a seal."),
            ("plus", part("+" + salt[1:]), "`+` of the other alphabet."), ("slash", part("/" + salt[1:]), "`/` of the other alphabet."),
            ("salt-17", Row(ENV, {"salt": SALT + b"x", "set": {"a": 1}}).raw(), "A salt of 17 bytes."),
            ("erased-33", Row(ENV, {"erased": bytes(33), "ops": {}}).raw(), "A part hash of 33 bytes."),
            ("seal-65", row(seal=SEAL + b"x").raw(), "A seal of 65 bytes."), ("one-character", part("A"), "One character stands for no bytes."),
            ("empty", part(""), "Nothing."), ("space", part(" " + salt[1:]), "A space."), ("lf", part(salt[:-1] + "\n"), "An LF."),
            ("accent", part("\u00e9" + salt[2:]), "22 bytes, of which one character is none of the alphabet."), ("number", Row(ENV, {"salt": 1, "set": {"a": 1}}).raw(), "A number."),
            ("seal-number", row().raw()[:-2] + b',"seal":1}\n', "A seal that is a number.")):
        line("base64-" + name, data, "bad-base64", "1", why)
    line("base64-all-characters", row(seal=bytes.fromhex("00108310518720928b30d38f41149351559761969b71d79f8218a39259a7a29aabb2dbafc31cb3d35db7e39ebbf3dfbf") + bytes(16)), None, "1", "A seal with every character of the alphabet.")

#!/usr/bin/env python3
"""Makes the test vectors beside it. Deterministic: fixed seeds; a second run gives the same bytes.

    make.py [FOLDER]      into FOLDER, which is made; else into the folder that it stands in

The writer (making/encoding.py, curve.py, writer.py) shares no code with the reader. What a vector must give is said by hand in
the other files, one a subject; the dumps themselves are printed by ../reader/club_reader.py after the hand-written expectation
has been compared with them.
"""
from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "reader")]

from making import charters, feeds, index, lines_bytes, lines_grammar, lines_version1, signatures  # noqa: E402
from making import stores_adoption, stores_dump, stores_erasure, stores_forks, stores_parts, stores_reach, stores_settling  # noqa: E402
from making import stores_statements, stores_values, worked_example  # noqa: E402

SUBJECTS = (
    lines_grammar.grammar_lines,
    lines_bytes.utf8, lines_bytes.escapes, lines_bytes.numbers_and_words, lines_bytes.keys, lines_bytes.nesting, lines_bytes.around, lines_bytes.base64_forms,
    lines_version1.version_lines, lines_version1.unknown_comes_first, lines_version1.forms, charters.charters,
    feeds.feed_lines, feeds.openings, feeds.more_openings, feeds.ends, feeds.more_ends, feeds.commits, feeds.parts_and_unknown_lines,
    signatures.signatures, signatures.nonces, signatures.small_sums, signatures.other_messages,
    stores_values.values, stores_values.elements, stores_values.deletions, stores_settling.deletions_against, stores_settling.decisions,
    stores_erasure.erasures, stores_erasure.missing_parts, stores_reach.erasure_reach,
    stores_statements.unknown_lines, stores_reach.locks, stores_statements.statements, stores_reach.statements_on_several_lines,
    stores_forks.forks, stores_forks.two_seals, stores_forks.branch_file_names, stores_forks.bad_seals,
    stores_adoption.adoptions, stores_adoption.continued_feeds, stores_adoption.files_of_branches,
    stores_parts.full_parts, stores_parts.erasures_on_branches, stores_dump.tails, stores_dump.display, worked_example.worked_example,
)


def main() -> None:
    index.FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for folder in ("lines", "feeds", "stores", "charters"):
        shutil.rmtree(index.FOLDER / folder, ignore_errors=True)
    for subject in SUBJECTS:
        subject()
    text = "[\n" + ",\n".join(json.dumps(e, ensure_ascii=False) for e in index.INDEX) + "\n]\n"
    index.put("index.json", text.encode())
    print(len(index.INDEX), "vectors")


if __name__ == "__main__":
    main()

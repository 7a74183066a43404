"""The store that ../../worked-example.md recomputes by hand."""
from __future__ import annotations

from .encoding import record_id
from .index import store
from .writer import Feed, Net


def worked_example() -> None:
    net = Net("rouen")
    f = Feed(net, "rouen")
    visit = record_id("rouen", 1)
    row = f.rec(visit, kind="action", seal=False, set={"title": "Visite de laboratoires", "venue": "Madrillet"}, add={"scope": ["grand-paris"]},
                personal={"set": {"contact": "A. Martin"}})
    f.rec(visit, {f: 2}, kind="action", set={"venue": "Amphithéâtre Hélène Boucher"})
    f.erase(visit, ["contact"], {f: 3}, kind="action")
    row.erased = {"personal"}
    store("worked-example", net, [f], "5", "Four lines, an erased part: recomputed by hand in ../worked-example.md.",
          {("action", visit): {"title": ['"Visite de laboratoires"'], "venue": ['"Amphith\\u00e9\\u00e2tre H\\u00e9l\\u00e8ne Boucher"'], "scope": {"e": ["grand-paris"]},
                               "contact": ["none"]}})

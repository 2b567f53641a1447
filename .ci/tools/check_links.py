#!/usr/bin/env python3
"""Checks every link of a built site: check_links.py FOLDER. A target must be a file, and its anchor must be in it."""

import html.parser
import pathlib
import sys
import urllib.parse


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.anchors, self.links = {"", "__top"}, []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if value and (name == "id" or (tag == "a" and name == "name")):
                self.anchors.add(value)
            elif value and ((tag in ("a", "link") and name == "href") or (tag in ("img", "script") and name == "src")):
                self.links.append(value)


root = pathlib.Path(sys.argv[1]).resolve()
pages = {path: Page(path) for path in root.rglob("*.html")}
broken = []
checked = 0
for path, page in pages.items():
    if path.name == "404.html":
        continue  # served from any folder, so its links begin at the site's root
    for link in page.links:
        url = urllib.parse.urlsplit(link)
        if url.scheme or url.netloc:
            continue
        checked += 1
        target = (path.parent / urllib.parse.unquote(url.path)).resolve() if url.path else path
        if target.is_dir():
            target /= "index.html"
        anchor = urllib.parse.unquote(url.fragment)
        if not target.is_file():
            broken.append(f"{path.relative_to(root)}: {link}: no such file")
        elif target in pages and anchor not in pages[target].anchors:
            broken.append(f"{path.relative_to(root)}: {link}: no such anchor")
print(f"{len(pages)} pages, {checked} links, {len(broken)} broken")
sys.exit("\n".join(sorted(set(broken))) or 0)

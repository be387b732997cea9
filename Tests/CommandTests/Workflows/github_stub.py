"""The comments and issues of one GitHub repository, for the scripts of the example workflows.

`gh` reaches it as the proxy of http://api.github.localhost. Prints its port, and ends when its standard input does.
`GET /_stub/requests` has the changes that were asked for, as `METHOD path`; `GET /_stub/state` what there is now.
"""

import http.server
import json
import re
import sys
import threading
import urllib.parse

AUTHOR = "github-actions[bot]"
comments: dict[int, dict] = {}
issues: dict[int, dict] = {}
changes: list[str] = []
lock = threading.Lock()


def make(table: dict[int, dict], body: dict, number: int, **more: object) -> tuple[int, dict]:
    author = body.pop("author", AUTHOR)
    made = {"id": number, "number": number, "user": {"login": author}, "state": "open", "pull_request": None}
    table[number] = {**made, **more, **body}
    return 201, table[number]


def issue_fits(issue: dict, query: dict[str, list[str]]) -> bool:
    wanted = query.get("labels", [""])[0]
    return issue["state"] == query.get("state", ["open"])[0] and (not wanted or wanted in issue["labels"])


def answer(method: str, path: str, query: dict[str, list[str]], body: dict) -> tuple[int, object]:
    if path == "/_stub/requests":
        return 200, changes
    if path == "/_stub/state":
        return 200, {"comments": list(comments.values()), "issues": list(issues.values())}
    if not (match := re.fullmatch(r"/repos/acme/secrets/issues(?:/(\d+|comments))?(?:/(\d+|comments))?", path)):
        return 404, {"message": "Not Found"}
    if method != "GET":
        changes.append(f"{method} {path}")
    first, second = match.groups()
    if second == "comments":
        of_issue = [comment for comment in comments.values() if comment["issue"] == int(first)]
        if method == "POST":
            return make(comments, body, len(comments) + 1, issue=int(first))
        return 200, of_issue
    if first is None:
        if method == "POST":
            return make(issues, {"labels": [], **body}, len(issues) + 1)
        return 200, [issue for issue in issues.values() if issue_fits(issue, query)]
    table, number = (comments, int(second)) if first == "comments" else (issues, int(first))
    if number not in table:
        return 404, {"message": "Not Found"}
    if method == "PATCH":
        table[number].update(body)
    return 200, table[number]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_any(self) -> None:
        parts = urllib.parse.urlsplit(self.path)
        length = int(self.headers.get("content-length") or 0)
        body = json.loads(self.rfile.read(length) or b"{}")
        page = int(urllib.parse.parse_qs(parts.query).get("page", ["1"])[0])
        with lock:
            status, value = answer(self.command, parts.path, urllib.parse.parse_qs(parts.query), body)
        link = None
        # Pages of two, so that whoever reads the first one alone is found out.
        if isinstance(value, list) and parts.path.startswith("/repos/"):
            if len(value) > 2 * page:
                separator = "&" if parts.query else "?"
                rest = re.sub(r"[&?]page=\d+", "", self.path)
                link = f'<{rest}{separator}page={page + 1}>; rel="next"'
            value = value[2 * page - 2 : 2 * page]
        text = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(text)))
        if link:
            self.send_header("link", link)
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = handle_any

    def log_message(self, *_: object) -> None:
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()

"""A page that comes slowly: its script is there long before the places of its models."""

import http.server
import subprocess
import sys
import threading
import time

import plain
import pytest


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = plain.write(tmp_path_factory.mktemp("sites") / "slow", "alabaster")
    command = [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html", site, site / "html"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return site / "html"


class Slow(http.server.SimpleHTTPRequestHandler):
    """Serves a page in two parts, with a while between: its head, and the rest."""

    def do_GET(self):
        if self.path == "/favicon.ico":  # which the browser asks for by itself
            self.send_response(204)
            self.end_headers()
            return
        if not self.path.endswith(".html"):
            super().do_GET()
            return
        head, closing, body = (plain.Path(self.directory) / self.path[1:]).read_bytes().partition(b"</head>")
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(head + closing + b"<body>")
        self.wfile.flush()
        time.sleep(1.5)
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def test_a_script_that_is_there_before_the_models_waits_for_them(site, visit):
    handler = lambda *given: Slow(*given, directory=site)  # noqa: E731 - a one-line closure
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    visited = visit()
    plain.moves(visited.page, f"http://127.0.0.1:{server.server_port}/index.html")
    assert visited.complaints == []
    server.shutdown()
    server.server_close()

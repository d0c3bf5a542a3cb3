"""Answers every request by HTTP with the status that stands in a file just then.

Arguments: ADDRESS PORT FILE
"""

import http.server
import sys


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        with open(sys.argv[3], encoding="ascii") as file:
            self.send_response(int(file.read()))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer((sys.argv[1], int(sys.argv[2])), Handler)
print("ready", file=sys.stderr, flush=True)
server.serve_forever()

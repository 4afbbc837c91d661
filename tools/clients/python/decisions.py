#!/usr/bin/env python3
"""Prints what the daemon decides, one JSON line each: decisions.py SOCKET [--acquire]"""
import json
import sys

from roverraman_client import Client, ProtocolError


def main(arguments):
    if not arguments or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        client = Client(arguments[0])
        if "--acquire" in arguments:
            client.acquire(1)
        for entry in client:
            print(json.dumps(entry), flush=True)
            if "--acquire" in arguments and entry["kind"] == "reply":
                return 0 if entry["result"] == "done" else 1
    except (OSError, ProtocolError) as error:
        print(f"decisions: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

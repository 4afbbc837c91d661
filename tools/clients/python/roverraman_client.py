"""Reads decisions from the daemon's local socket. Needs msgpack; everything else is in the standard library."""
import socket
import struct

import msgpack

HELLO, CLASS_TABLE, DECISION, HEALTH = 1, 2, 3, 4
ACQUIRE, REPLY = 32, 33
FOLLOW_UP, GAP, VERDICT = 70, 71, 72
PROTOCOL = 1
LARGEST = 1 << 20

ACTIONS = {0: "drop", 1: "send_summary", 2: "send_spectrum"}
FOLLOW_UPS = {0: "none", 1: "dwell", 2: "sample", 3: "repeat"}
RESULTS = {0: "done", 1: "busy", 2: "unknown_command", 3: "malformed", 4: "unavailable", 5: "failed"}
REASONS = ["unusable", "target", "improbable", "narrow_margin", "unknown", "novel", "over_quota", "confident", "commanded"]


class ProtocolError(Exception):
    """The other end does not speak this protocol, or the two ends are out of step."""


class Client:
    """One connection. Iterating gives dictionaries; kinds that this version does not know are passed over."""

    def __init__(self, path):
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.connect(path)
        self.names = {}

    def close(self):
        self._socket.close()

    def acquire(self, command_id):
        """Asks for one spectrum; the answer comes as {"kind": "reply", ...}."""
        self._send([ACQUIRE, command_id])

    def __iter__(self):
        while True:
            header = self._read(4)
            if header is None:
                return
            (length,) = struct.unpack("<I", header)
            if not 1 <= length <= LARGEST:
                raise ProtocolError(f"expected a length of 1..{LARGEST}, found {length}")
            payload = self._read(length)
            if payload is None:
                raise ProtocolError(f"expected {length} bytes, found the end of the connection")
            entry = self.decode(msgpack.unpackb(payload))
            if entry is not None:
                yield entry

    def decode(self, message):
        """One message as a dictionary, or None."""
        kind = message[0]
        if kind == HELLO:
            if message[1] > PROTOCOL:
                raise ProtocolError(f"expected protocol {PROTOCOL}, found {message[1]}; use a newer client")
            return {"kind": "hello", "software": message[2], "version": message[3]}
        if kind == CLASS_TABLE:
            pairs = message[3]
            self.names.update(zip(pairs[0::2], pairs[1::2]))
            return None
        if kind == DECISION:
            return self._decision(message)
        if kind == VERDICT:
            return {"kind": "verdict", "sequence": message[1], "bin": message[4], "utility": message[5] / 10_000, "reasons": reasons(message[6])}
        if kind == FOLLOW_UP:
            return {
                "kind": "follow_up", "sequence": message[1], "action": FOLLOW_UPS.get(message[2], message[2]), "reasons": reasons(message[3]),
                "mineral": self.names.get(message[4]), "probability": message[5] / 10_000,
            }
        if kind == GAP:
            return {"kind": "gap", "dropped": message[1]}
        if kind == REPLY:
            return {"kind": "reply", "command_id": message[1], "result": RESULTS.get(message[2], message[2]), "text": message[3]}
        return None

    def _decision(self, message):
        top = message[10]
        return {
            "kind": "decision", "sequence": message[1], "boot_count": message[2], "unix_ms": message[3], "spectrum_id": message[5],
            "action": ACTIONS.get(message[6], message[6]), "quality_flags": message[7], "head_version": message[9],
            "top": [(self.names.get(c, f"class {c}"), p / 10_000) for c, p in zip(top[0::2], top[1::2])],
        }

    def _send(self, message):
        payload = msgpack.packb(message)
        self._socket.sendall(struct.pack("<I", len(payload)) + payload)

    def _read(self, length):
        data = b""
        while len(data) < length:
            piece = self._socket.recv(length - len(data))
            if not piece:
                return None
            data += piece
        return data


def reasons(bits):
    """Names of the reasons whose bits are set."""
    return [name for i, name in enumerate(REASONS) if bits & (1 << i)]

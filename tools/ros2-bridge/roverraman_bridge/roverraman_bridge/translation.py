"""From the daemon's messages (lists, as msgpack gives them) to the fields of the ROS messages (dictionaries). Knows nothing of ROS."""

CLASS_TABLE, DECISION, FOLLOW_UP, GAP = 2, 3, 70, 71
SINCE_BOOT = 1
NO_CLASS = 65535
REASONS = ["unusable", "target", "improbable", "narrow_margin", "unknown", "novel", "over_quota", "confident", "commanded"]


class Translator:
    """Keeps the names of the classes of the head in use."""

    def __init__(self):
        self._names = {}
        self._head = None

    def translate(self, message):
        """(topic, fields) of one message, or None where no topic has it."""
        kind = message[0]
        if kind == CLASS_TABLE:
            self._learn(message)
            return None
        if kind == DECISION:
            return "decision", self._decision(message)
        if kind == FOLLOW_UP:
            return "follow_up", self._follow_up(message)
        if kind == GAP:
            return "missed", {"data": message[1]}
        return None

    def _learn(self, message):
        # A long table may come in parts of one head version.
        if message[1] != self._head:
            self._head, self._names = message[1], {}
        self._names.update(zip(message[3][0::2], message[3][1::2]))

    def _decision(self, message):
        top = message[10]
        return {
            "stamp": stamp(message[3]),
            "sequence": message[1],
            "boot_count": message[2],
            "time_quality": message[4],
            "spectrum_id": message[5],
            "action": message[6],
            "quality_flags": message[7],
            "backbone_id": message[8],
            "database_version": message[9],
            "top": [{"class_id": c, "mineral": self._names.get(c, ""), "probability": p / 10_000} for c, p in zip(top[0::2], top[1::2])],
        }

    def _follow_up(self, message):
        return {
            "sequence": message[1],
            "action": message[2],
            "reasons": [name for i, name in enumerate(REASONS) if message[3] & (1 << i)],
            "mineral": "" if message[4] == NO_CLASS else self._names.get(message[4], ""),
            "probability": message[5] / 10_000,
        }


def stamp(unix_ms):
    """builtin_interfaces/Time: seconds and nanoseconds. Time since boot is passed on as it is; time_quality tells."""
    seconds, rest = divmod(max(unix_ms, 0), 1000)
    return {"sec": seconds, "nanosec": rest * 1_000_000}

"""The node: a thread reads the daemon's socket and publishes; a service asks for a spectrum. Connects again when the daemon restarts."""
import struct
import socket
import threading

import msgpack
import rclpy
from rclpy.node import Node
from rclpy.qos import DurabilityPolicy, QoSProfile, ReliabilityPolicy
from roverraman_msgs.msg import FollowUp, MineralScore, RamanDecision
from std_msgs.msg import UInt32
from std_srvs.srv import Trigger

from .translation import Translator

ACQUIRE, REPLY, DONE = 32, 33, 0
LARGEST = 1 << 20


class Bridge(Node):
    def __init__(self):
        super().__init__("roverraman_bridge")
        self._path = self.declare_parameter("socket", "/run/roverraman/decisions.sock").value
        self._frame = self.declare_parameter("frame_id", "raman").value
        self._answer_limit = self.declare_parameter("answer_limit_s", 30.0).value
        last = QoSProfile(depth=1, reliability=ReliabilityPolicy.RELIABLE, durability=DurabilityPolicy.TRANSIENT_LOCAL)
        self._publishers_by_topic = {
            "decision": self.create_publisher(RamanDecision, "~/decision", last),
            "follow_up": self.create_publisher(FollowUp, "~/follow_up", 10),
            "missed": self.create_publisher(UInt32, "~/missed", 10),
        }
        self.create_service(Trigger, "~/acquire", self._acquire)
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._socket = None
        self._commands = 0
        self._answers = {}
        self._answered = threading.Condition(self._lock)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def destroy_node(self):
        self._stop.set()
        with self._lock:
            if self._socket is not None:
                self._socket.close()
        super().destroy_node()

    def _run(self):
        while not self._stop.is_set():
            try:
                self._follow()
            except (OSError, ValueError) as error:
                self.get_logger().warning(f"{self._path}: {error}; trying again")
            self._stop.wait(1.0)

    def _follow(self):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.connect(self._path)
            with self._lock:
                self._socket = connection
            translator = Translator()
            stream = connection.makefile("rb")
            while header := stream.read(4):
                (length,) = struct.unpack("<I", header)
                if not 1 <= length <= LARGEST:
                    raise ValueError(f"expected a length of 1..{LARGEST}, found {length}")
                message = msgpack.unpackb(stream.read(length))
                if message[0] == REPLY:
                    self._note(message)
                elif translated := translator.translate(message):
                    self._publish(*translated)

    def _publish(self, topic, fields):
        if topic == "decision":
            message = RamanDecision()
            message.header.frame_id = self._frame
            message.header.stamp.sec, message.header.stamp.nanosec = fields["stamp"]["sec"], fields["stamp"]["nanosec"]
            message.top = [MineralScore(**score) for score in fields["top"]]
            for name in ("sequence", "boot_count", "time_quality", "spectrum_id", "action", "quality_flags", "backbone_id", "database_version"):
                setattr(message, name, fields[name])
        elif topic == "follow_up":
            message = FollowUp(**fields)
        else:
            message = UInt32(**fields)
        self._publishers_by_topic[topic].publish(message)

    def _note(self, message):
        with self._lock:
            self._answers[message[1]] = (message[2], message[3])
            self._answered.notify_all()

    def _acquire(self, request, response):
        with self._lock:
            if self._socket is None:
                response.success, response.message = False, "the daemon is not there"
                return response
            self._commands += 1
            number = self._commands
            payload = msgpack.packb([ACQUIRE, number])
            self._socket.sendall(struct.pack("<I", len(payload)) + payload)
            there = self._answered.wait_for(lambda: number in self._answers, timeout=self._answer_limit)
            result, text = self._answers.pop(number) if there else (None, "no answer in time")
        response.success, response.message = result == DONE, text
        return response


def main():
    rclpy.init()
    node = Bridge()
    try:
        rclpy.spin(node)
    except KeyboardInterrupt:
        pass
    finally:
        node.destroy_node()
        rclpy.try_shutdown()

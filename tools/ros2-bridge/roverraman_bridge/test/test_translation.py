"""The translation, without ROS: python3 test_translation.py"""
import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from roverraman_bridge.translation import Translator  # noqa: E402

TABLE = [2, 7, 99, [4, "Quartz", 9, "Calcite"]]
DECISION = [3, 1000, 2, 1795000000123, 3, 900, 2, 64, 99, 7, [4, 9000, 300, 500]]


class TranslationTest(unittest.TestCase):
    def setUp(self):
        self.translator = Translator()
        self.assertIsNone(self.translator.translate(TABLE))

    def test_decision_carries_names_time_and_head_version(self):
        topic, fields = self.translator.translate(DECISION)
        self.assertEqual(topic, "decision")
        self.assertEqual(fields["stamp"], {"sec": 1795000000, "nanosec": 123000000})
        self.assertEqual((fields["sequence"], fields["spectrum_id"], fields["action"], fields["database_version"]), (1000, 900, 2, 7))
        self.assertEqual(fields["top"], [{"class_id": 4, "mineral": "Quartz", "probability": 0.9}, {"class_id": 300, "mineral": "", "probability": 0.05}])

    def test_decision_of_a_newer_daemon_with_more_fields_is_read(self):
        self.assertEqual(self.translator.translate(DECISION + [1, 2])[1]["sequence"], 1000)

    def test_new_head_replaces_the_names(self):
        self.translator.translate([2, 8, 99, [4, "Gypsum"]])
        self.assertEqual([s["mineral"] for s in self.translator.translate(DECISION)[1]["top"]], ["Gypsum", ""])

    def test_table_in_parts_adds_up(self):
        self.translator.translate([2, 7, 99, [300, "Gypsum"]])
        self.assertEqual([s["mineral"] for s in self.translator.translate(DECISION)[1]["top"]], ["Quartz", "Gypsum"])

    def test_follow_up_and_gap(self):
        self.assertEqual(self.translator.translate([70, 1000, 2, 130, 4, 9000]), ("follow_up", {
            "sequence": 1000, "action": 2, "reasons": ["target", "confident"], "mineral": "Quartz", "probability": 0.9}))
        self.assertEqual(self.translator.translate([70, 1, 3, 1, 65535, 0])[1]["mineral"], "")
        self.assertEqual(self.translator.translate([71, 300]), ("missed", {"data": 300}))

    def test_other_messages_have_no_topic(self):
        self.assertIsNone(self.translator.translate([1, 1, "roverramand", "0.1.0"]))
        self.assertIsNone(self.translator.translate([99, 1]))


if __name__ == "__main__":
    unittest.main()

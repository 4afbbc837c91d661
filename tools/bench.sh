#!/usr/bin/env bash
# Measures speed and memory, each figure beside a baseline of the same run: these machines are noisy, ratios are not.
#
#   tools/bench.sh                         every row
#   tools/bench.sh head.us spectrum.alloc  the named rows
#   tools/bench.sh --json FILE             also as JSON: {"row":{"value":..,"unit":"..","budget":..,"baseline":..,"ok":true}}
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/lib.sh
case "${1:-}" in --help|-h) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 0 ;; esac

tools/setup.sh
build_all >&2
# The daemon is measured as it runs onboard: published and trimmed, from this tree.
all_rows() { [ $# -eq 0 ] || { [ "$1" = --json ] && [ $# -eq 2 ]; }; }
if all_rows "$@" || [[ " $*" =~ \ (daemon|serial_to_decision|decision|publish)\. ]]; then
  tools/publish.sh linux-x64 >&2
fi
export MALLOC_ARENA_MAX=1 # as artifacts/roverraman does
exec artifacts/bin/RoverRaman.Bench/release/RoverRaman.Bench "$@"

#!/usr/bin/env bash
# A virtual spectrometer plays minerals into the real daemon, which names them and publishes MessagePack decisions that another program decodes.
#
#   tools/demo.sh              real RRUFF spectra held out of the model's training where ../shared/data is, else the built-in minerals
#   tools/demo.sh --built-in   the built-in minerals in any case
#   tools/demo.sh --data ZIP   RRUFF spectra of this file or folder, held out of the model's training
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/lib.sh

model=$PWD/models/rover-clean
count=48
data=../shared/data/rruff/excellent_unoriented.zip
[ -e "$data" ] || data=
case "${1:-}" in
  "") ;;
  --built-in) data= ;;
  --data) data=${2:?"demo: --data expects the path of a RRUFF zip or folder"}; [ -e "$data" ] || die "demo: $data was expected and does not exist" ;;
  --help|-h) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 0 ;;
  *) echo "demo: expected --built-in, --data ZIP or nothing, found '$1'" >&2; exit 2 ;;
esac

tools/setup.sh
build_all

run=$(mktemp -d)
pids=()
cleanup() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$run"
}
trap cleanup EXIT

if [ -n "$data" ]; then
  say "demo: $count real RRUFF spectra that the model never saw, played by a virtual STS spectrometer over a serial line"
  source_options=(--data "$data" --held-out-of "$model")
else
  say "demo: $count spectra synthesised from the built-in table of peaks, played by a virtual STS spectrometer over a serial line"
  source_options=(--fluorescence 0.1 --noise 0.01)
fi
cat >"$run/daemon.json" <<JSON
{
  "instrument": { "port": "$run/spectrometer", "laser_nm": 785, "integration_ms": 20 },
  "model": "$model",
  "acquire": { "mode": "period", "period_ms": 250, "count": $count },
  "publish": { "socket": "$run/decisions.sock" },
  "journal": { "path": "$run/decisions.rrj" }
}
JSON
# The daemon first: the spectrometer's line does not exist yet, so it waits for it, as it would on a rover.
artifacts/roverramand --config "$run/daemon.json" >"$run/daemon.log" 2>&1 &
daemon=$!
pids+=("$daemon")
# Waits until the condition holds; the daemon must be alive meanwhile.
until_true() {
  for _ in $(seq 600); do
    "$@" && return
    kill -0 "$daemon" 2>/dev/null || { cat "$run/daemon.log" >&2; die "demo: the daemon ended too early (its log is above)"; }
    sleep 0.1
  done
  die "demo: still waiting after a minute for: $*"
}
until_true test -S "$run/decisions.sock"

# A consumer on the local socket, as an autonomy stack would be one; it ends with the daemon.
: >"$run/follow.log"
artifacts/roverraman downlink follow "$run/decisions.sock" | tee "$run/follow.log" &
follow=$!
pids+=("$follow")
until_true grep -q '^sequence' "$run/follow.log"

artifacts/roverraman-emulator --link "$run/spectrometer" --count "$count" --seed 7 --truth "$run/truth.jsonl" --quiet "${source_options[@]}" >"$run/emulator.log" 2>&1 &
pids+=($!)

wait "$daemon" || { cat "$run/daemon.log" >&2; die "demo: the daemon failed (its log is above)"; }
wait "$follow" || true

# What the daemon wrote down, against what the spectrometer played.
summary=$(artifacts/roverraman downlink decode "$run/decisions.rrj" --truth "$run/truth.jsonl" | tail -n 1)
say "demo: $summary"
case "$summary" in *" 0 lost, "*) ;; *) cat "$run/daemon.log" >&2; exit 1 ;; esac

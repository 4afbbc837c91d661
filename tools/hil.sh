#!/usr/bin/env bash
# Hardware in the loop without the hardware: the real daemon against a virtual spectrometer that misbehaves on purpose.
#
#   tools/hil.sh                             the standard campaign: 10,000 spectra, at least 1,000 faults, about ten minutes
#   tools/hil.sh --spectra 300 --faults 60   a short one
#   tools/hil.sh --round-trip DATA           file -> counts -> serial line -> driver -> grid -> network, beside file -> network
#   tools/hil.sh ... --json                  one JSON object on standard output; --help names the other options
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/lib.sh
case "${1:-}" in --help|-h) sed -n '2,7s/^# \{0,1\}//p' "$0"; [ ! -x artifacts/bin/RoverRaman.Hil/release/RoverRaman.Hil ] || artifacts/bin/RoverRaman.Hil/release/RoverRaman.Hil --help; exit 0 ;; esac

tools/setup.sh >&2
build_all >&2
exec artifacts/bin/RoverRaman.Hil/release/RoverRaman.Hil "$@"

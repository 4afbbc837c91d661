#!/usr/bin/env bash
# Kills the real daemon with SIGKILL while heads are uploaded, tried and confirmed, and checks every start. Usage: tools/kill-loop.sh [N] [SEED]   (default 1000)
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/lib.sh

kills=${1:-1000}
case "$kills" in
  -h|--help) say "tools/kill-loop.sh [N] [SEED]   kill the daemon N times (default 1000) while heads come, and check every start"; exit 0 ;;
  ''|*[!0-9]*) die "kill-loop: expected a number of kills, found '$kills'" ;;
esac
case "${2:-}" in
  *[!0-9]*) die "kill-loop: expected a number as seed, found '$2'" ;;
esac
tools/setup.sh
dotnet build tests/RoverRaman.EndToEnd.Tests -c Release --nologo -v quiet
ROVERRAMAN_KILLS=$kills ROVERRAMAN_KILL_SEED=${2:-} artifacts/bin/RoverRaman.EndToEnd.Tests/release/RoverRaman.EndToEnd.Tests -noLogo -noColor -showLiveOutput \
  -method RoverRaman.EndToEnd.Tests.HeadTests.Daemon_KilledAtAnyTime_StartsWithAVerifiedHead_AndCountersThatNeverFall

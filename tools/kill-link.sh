#!/usr/bin/env bash
# Kills the real daemon with SIGKILL while its product link is in use, and checks that no product is lost, doubled or sent again after
# its end. Usage: tools/kill-link.sh [N] [SEED]   (default 100)
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/lib.sh

kills=${1:-100}
case "$kills" in
  -h|--help) say "tools/kill-link.sh [N] [SEED]   kill the daemon N times (default 100) with a live product link, and check store and archive"; exit 0 ;;
  ''|*[!0-9]*) die "kill-link: expected a number of kills, found '$kills'" ;;
esac
case "${2:-}" in
  *[!0-9]*) die "kill-link: expected a number as seed, found '$2'" ;;
esac
tools/setup.sh
dotnet build tests/RoverRaman.EndToEnd.Tests -c Release --nologo -v quiet
ROVERRAMAN_LINK_KILLS=$kills ROVERRAMAN_KILL_SEED=${2:-} artifacts/bin/RoverRaman.EndToEnd.Tests/release/RoverRaman.EndToEnd.Tests -noLogo -noColor -showLiveOutput \
  -method RoverRaman.EndToEnd.Tests.ProductLinkTests.Daemon_KilledAtAnyTimeWithALiveLink_LosesNoProduct_AndSendsNoneAgain

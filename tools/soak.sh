#!/usr/bin/env bash
# Drives decisions at full speed through journal, product store and link into an archive; prints memory, descriptors and throughput at ten
# intervals, and fails where one decision is lost or something grows. Usage: tools/soak.sh [N]   (default 1000000)
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/lib.sh

decisions=${1:-1000000}
case "$decisions" in
  -h|--help) say "tools/soak.sh [N]   N decisions (default 1000000) through journal and link: memory, descriptors, throughput, losses"; exit 0 ;;
  ''|*[!0-9]*) die "soak: expected a number of decisions, found '$decisions'" ;;
esac
tools/setup.sh
dotnet build tests/RoverRaman.Ground.Tests -c Release --nologo -v quiet
ROVERRAMAN_SOAK=$decisions artifacts/bin/RoverRaman.Ground.Tests/release/RoverRaman.Ground.Tests -noLogo -noColor -showLiveOutput \
  -method RoverRaman.Ground.Tests.SoakTest.Decisions_AtFullSpeed_AreAllInJournalAndArchive_AndNothingGrows

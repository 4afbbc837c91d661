#!/usr/bin/env bash
# Builds everything, checks the formatting, and runs all tests (or the named test projects).
#
#   tools/test.sh                           everything
#   tools/test.sh RoverRaman.Spectra.Tests  one project
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/lib.sh

tools/setup.sh
build_all
if [ $# -eq 0 ]; then
  say "format: dotnet format --verify-no-changes"
  dotnet format RoverRaman.sln --no-restore --verify-no-changes || die "format: run 'dotnet format RoverRaman.sln'"
  projects=(tests/*.Tests)
else
  projects=("${@/#/tests/}")
fi

run_tests artifacts/bin "${projects[@]}"

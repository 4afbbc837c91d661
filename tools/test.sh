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

passed=0 failed=0 skipped=0
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
for project in "${projects[@]}"; do
  name=$(basename "$project")
  exe="artifacts/bin/$name/release/$name"
  [ -x "$exe" ] || die "test: expected the built test program $exe"
  say "test: $name"
  "$exe" -noLogo -noColor -xml "$results/$name.xml" >"$results/$name.log" 2>&1 || true
  if [ ! -s "$results/$name.xml" ]; then cat "$results/$name.log"; failed=$((failed + 1)); continue; fi
  read -r p f s e < <("$PYTHON" - "$results/$name.xml" <<'PY'
import sys, xml.etree.ElementTree as tree
sums = dict(passed=0, failed=0, skipped=0, errors=0)
for assembly in tree.parse(sys.argv[1]).getroot().iter("assembly"):
    for key in sums: sums[key] += int(assembly.get(key, 0))
print(sums["passed"], sums["failed"], sums["skipped"], sums["errors"])
PY
)
  [ $((f + e)) -eq 0 ] || cat "$results/$name.log"
  grep -E '\[SKIP\]' -A 1 "$results/$name.log" | grep -vE '^--$' | sed 's/^/  /' || true
  say "  $p passed, $((f + e)) failed, $s skipped"
  passed=$((passed + p)) failed=$((failed + f + e)) skipped=$((skipped + s))
done
say "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]

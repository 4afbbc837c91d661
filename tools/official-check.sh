#!/usr/bin/env bash
# Checks that everything compiles unchanged against the official packages and passes its tests with them. Builds into
# artifacts/official; the default build stays as it is. Where the feed lacks a package that the build needs: says which, and exits 0.
#
#   tools/official-check.sh                   everything
#   tools/official-check.sh TorchSharp.Tests  one test project, or several
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/lib.sh

case "${1:-}" in
  --help|-h) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 0 ;;
  -*) echo "tools/official-check.sh: expected names of test projects or nothing, found '$1'" >&2; exit 2 ;;
esac
need_dotnet
root="$PWD/artifacts/official"
log="$root/build.log"
official=(-p:OfficialPackages=true "-p:ArtifactsPath=$root" --nologo -v quiet)
mkdir -p "$root"
if [ $# -eq 0 ]; then
  projects=(tests/*.Tests)
  # The stand-ins are what is being replaced, and the benchmarks measure the default build.
  wanted=$(dotnet sln RoverRaman.sln list | grep '\.csproj$' | grep -vE '/StandIns/|RoverRaman\.Bench')
else
  projects=("${@/#/tests/}")
  wanted=$(for project in "${projects[@]}"; do echo "$project/$(basename "$project").csproj"; done)
fi
"$PYTHON" - ../../RoverRaman.sln $wanted >"$root/check.slnf" <<'PY'
import json, sys
print(json.dumps({"solution": {"path": sys.argv[1], "projects": [p.replace("/", "\\") for p in sys.argv[2:]]}}))
PY

say "official-check: dotnet build with OfficialPackages=true"
if ! dotnet restore "$root/check.slnf" "${official[@]}" >"$log" 2>&1; then
  missing=$(sed -n "s/.*error NU110[1-3]: Unable to find.* package \([A-Za-z0-9._-]*\).*/\1/p" "$log" | sed 's/\.$//' | sort -u | paste -sd ' ')
  if [ -n "$missing" ]; then say "official-check: skipped, the feed lacks $missing"; exit 0; fi
  cat "$log" >&2
  die "official-check: the restore failed"
fi
# The default build analyses the same sources.
dotnet build "$root/check.slnf" --no-restore -c Release -clp:NoSummary -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false "${official[@]}" \
  >"$log" 2>&1 || { cat "$log" >&2; die "official-check: the build failed"; }

# TorchSharp's native library is built with GCC 13; Debian 12's libstdc++ lacks one version of it, with one symbol. There, copies of the
# library in the output folders accept the older one, and a shim brings the symbol.
version=GLIBCXX_3.4.32
if ! grep -qa "$version" "$(ldconfig -p | sed -n 's/.*libstdc++\.so\.6 .*x86-64.*=> //p' | head -n 1)"; then
  say "official-check: this machine's libstdc++ lacks $version; TorchSharp's native library gets tools/official/runtime_shim.cpp"
  g++ -shared -fPIC -O1 -o "$root/runtime_shim.so" tools/official/runtime_shim.cpp
  find "$root/bin" -name libLibTorchSharp.so -exec "$PYTHON" tools/official/relax_runtime.py {} "$version" \;
  export LD_PRELOAD="$root/runtime_shim.so"
fi
run_tests "$root/bin" "${projects[@]}"

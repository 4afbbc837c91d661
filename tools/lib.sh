# Shared by the scripts of this folder; sourced with the repository root as the working directory.

DEPS="$PWD/artifacts/deps"
# The Python that Debian's python3-* packages belong to; another one may come first on PATH.
PYTHON=/usr/bin/python3
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

# Runs a command as root, or says what a person has to run.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo -n "$@" || die "setup: 'sudo $*' failed; run it by hand, then tools/setup.sh again"
  else die "setup: root is needed for: $*  (run it as root, then tools/setup.sh again)"; fi
}

need_dotnet() {
  command -v dotnet >/dev/null || die "setup: the .NET 10 SDK was expected, no 'dotnet' was found on PATH; install it from https://dotnet.microsoft.com/download/dotnet/10.0"
  local version; version=$(dotnet --version 2>/dev/null || true)
  case "$version" in
    10.*) ;;
    *) die "setup: the .NET 10 SDK was expected, 'dotnet --version' says '${version:-nothing}'; install it from https://dotnet.microsoft.com/download/dotnet/10.0" ;;
  esac
}

# Installs the Debian packages that are missing, in one go.
need_debian() {
  local missing=() package
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)" = "install ok installed" ] || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  command -v apt-get >/dev/null || die "setup: Debian's packages ${missing[*]} are missing and there is no apt-get; install their equivalents"
  say "setup: installing ${missing[*]}"
  local log; log=$(mktemp)
  as_root apt-get update -qq >"$log" 2>&1 \
    && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >>"$log" 2>&1 \
    || { tail -n 20 "$log" >&2; die "setup: apt-get could not install ${missing[*]} (its last lines are above)"; }
  rm -f "$log"
}

# need_npm_packages SOURCE TARGET [AFTER]: installs the locked packages of SOURCE into TARGET when the lock changed; then runs AFTER TARGET.
need_npm_packages() {
  local source=$1 target=$2 after=${3:-true} stamp
  stamp=$(sha256sum <"$source/package-lock.json")
  [ "$(cat "$target/.installed" 2>/dev/null || true)" = "$stamp" ] && return
  command -v npm >/dev/null || need_debian nodejs npm
  say "setup: fetching $(basename "$target") from npm"
  rm -rf "$target"; mkdir -p "$target"
  cp "$source/package.json" "$source/package-lock.json" "$target/"
  local log; log=$(mktemp)
  (cd "$target" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >"$log" 2>&1 \
    || { tail -n 20 "$log" >&2; die "setup: npm could not fetch the packages of $source (its last lines are above)"; }
  rm -f "$log"
  "$after" "$target"
  printf '%s' "$stamp" >"$target/.installed"
}

# The package carries every platform's library (385 MB); only Linux and the C headers are of use here.
prune_onnxruntime() {
  local plugins="$1/node_modules/com.github.asus4.onnxruntime/Plugins"
  [ -f "$plugins/Linux/x64/libonnxruntime.so" ] || die "setup: $plugins/Linux/x64/libonnxruntime.so was expected in the fetched package and is not there"
  rm -rf "$plugins/Windows" "$plugins/Android" "$plugins/macOS"
  find "$plugins/iOS~" -type f -name onnxruntime -delete 2>/dev/null || true
}

# Builds everything and writes the launchers artifacts/roverraman, roverramand and roverraman-emulator.
build_all() {
  say "build: dotnet build RoverRaman.sln (Release)"
  local log; log=$(mktemp)
  dotnet build RoverRaman.sln -c Release --nologo -v quiet -clp:NoSummary >"$log" 2>&1 || { cat "$log" >&2; die "build: failed"; }
  if grep -q 'warning' "$log"; then cat "$log"; fi
  rm -f "$log"
  launcher roverraman RoverRaman.Cli
  launcher roverramand RoverRaman.Daemon
  launcher roverraman-emulator RoverRaman.Emulator
}

launcher() {
  # One heap for all threads: glibc gives blocks beyond 32 MB of any other heap back to the kernel with each training step (3.6 times as long).
  printf '#!/bin/sh\nMALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-1}" exec "$(dirname "$(readlink -f "$0")")/bin/%s/release/%s" "$@"\n' "$2" "$1" >"artifacts/$1"
  chmod +x "artifacts/$1"
}

# run_tests BIN PROJECT...: runs the built test programs below BIN, prints what was skipped and why, and fails where a test failed.
run_tests() {
  local bin=$1 passed=0 failed=0 skipped=0 results project name exe p f s e
  shift
  results=$(mktemp -d)
  for project in "$@"; do
    name=$(basename "$project")
    exe="$bin/$name/release/$name"
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
  rm -rf "$results"
  say "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ]
}

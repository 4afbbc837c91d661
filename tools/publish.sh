#!/usr/bin/env bash
# Publishes the daemon for a board or a workstation: one folder that needs no .NET on the machine (where the feed has what that takes).
#
#   tools/publish.sh linux-x64|linux-arm64
#
# Writes artifacts/publish/RID/: roverramand, the native ONNX Runtime beside it, the systemd unit, the udev rule and an example configuration.
# Exit code 0: published. 2: wrong arguments. 1: failed.
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/lib.sh

case "${1:-}" in
  linux-x64|linux-arm64) rid=$1 ;;
  --help|-h) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 0 ;;
  *) echo "tools/publish.sh: expected linux-x64 or linux-arm64, found '${1:-nothing}'" >&2; exit 2 ;;
esac
need_dotnet
need_npm_packages tools/npm "$DEPS/onnxruntime" prune_onnxruntime

project=src/RoverRaman.Daemon
out=artifacts/publish/$rid
# Intermediate files of their own, so that a publish never disturbs the ordinary build.
work=artifacts/publish/.build-$rid
log=$(mktemp)
trap 'rm -f "$log"' EXIT

publish() { dotnet publish "$project" -c Release -r "$rid" -o "$out" --nologo -v quiet "-p:ArtifactsPath=$PWD/$work" "$@" >"$log" 2>&1; }
warnings() { if grep -E 'warning (IL|NETSDK|CS)' "$log"; then die "publish: warnings were found (above); a trimmed program may only be published without"; fi; }

# Which kinds of program the feed allows is found by asking for them, best first.
rm -rf "$out"
if publish -p:PublishProfile=SelfContained; then kind="self-contained, trimmed, compiled ahead"
elif grep -q -i crossgen "$log" && publish -p:PublishProfile=SelfContained -p:PublishReadyToRun=false; then kind="self-contained, trimmed (the feed has no crossgen: starts slower)"
elif grep -q -E 'NU1101|NU1102|NETSDK1084' "$log" && publish --self-contained false; then kind="portable: needs the .NET 10 runtime on the machine (the feed has no runtime pack for $rid)"
else cat "$log" >&2; die "publish: dotnet publish failed (above)"; fi
warnings

if [ "$rid" = linux-arm64 ]; then
  # The C# package carries the x64 library alone. A board with its own GPU build names that one in inference.native_library.
  prune_arm64() { local package; for package in "$1"/node_modules/onnxruntime-*; do [ -d "$package/bin" ] && find "$package/bin" -type f -not -path '*/linux/arm64/*' -delete; done; return 0; }
  need_npm_packages tools/npm-arm64 "$DEPS/onnxruntime-arm64" prune_arm64
  native=$(find "$DEPS/onnxruntime-arm64/node_modules/onnxruntime-board/bin" -path '*/linux/arm64/libonnxruntime.so*' -type f | sort | head -n 1)
  [ -n "$native" ] || die "publish: libonnxruntime.so for linux/arm64 was expected in $DEPS/onnxruntime-arm64; delete that folder and try again"
  cp "$native" "$out/libonnxruntime.so"
fi
[ -f "$out/libonnxruntime.so" ] || die "publish: libonnxruntime.so was expected in $out and is not there"
find "$out" -name '*.pdb' -delete
find "$out" -name '*.xml' -delete
cp tools/systemd/* "$out/"

native_bytes=$(stat -c %s "$out/libonnxruntime.so")
all_bytes=$(du -sb --apparent-size "$out" | cut -f1)
megabytes() { awk -v bytes="$1" 'BEGIN { printf "%.1f", bytes / 1000000 }'; }
say "publish: $rid is $kind"
say "publish: $(megabytes $((all_bytes - native_bytes))) MB, and $(megabytes "$native_bytes") MB of native ONNX Runtime"
say "publish: $out/roverramand"

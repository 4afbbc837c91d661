#!/usr/bin/env bash
# Runs models on the arm64 build of ONNX Runtime under qemu-user and compares their outputs with x64, on the same made-up spectra.
#
#   tools/arm64-check.sh              every models/*/*.onnx
#   tools/arm64-check.sh FILE.onnx... these
#
# Installs what is missing (Debian: qemu-user and an aarch64 cross compiler; npm: the arm64 libraries). Exit code 0: all agree to 1e-6.
# 1: one does not. 2: wrong arguments.
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/lib.sh

SAMPLES=16
LENGTH=1392
LIMIT=1e-6
case "${1:-}" in
  --help|-h) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
esac

models=("$@")
if [ ${#models[@]} -eq 0 ]; then
  shopt -s nullglob
  models=(models/*/*.onnx)
  [ ${#models[@]} -gt 0 ] || { say "arm64-check: there is no models/*/*.onnx to check; name a file"; exit 0; }
fi
for model in "${models[@]}"; do
  [ -f "$model" ] || { echo "arm64-check: expected an ONNX file, found none at $model" >&2; exit 2; }
done

[ "$(uname -m)" = x86_64 ] || die "arm64-check: an x86_64 machine was expected (it compares with arm64), this one is $(uname -m)"
need_debian qemu-user gcc libc6-dev gcc-aarch64-linux-gnu libc6-dev-arm64-cross libstdc++6-arm64-cross
need_npm_packages tools/npm "$DEPS/onnxruntime" prune_onnxruntime

# Each package carries all platforms; only linux-arm64 is of use here.
prune_arm64() {
  local package
  for package in "$1"/node_modules/onnxruntime-*; do
    [ -d "$package/bin" ] && find "$package/bin" -type f -not -path '*/linux/arm64/*' -delete
  done
  return 0
}
need_npm_packages tools/npm-arm64 "$DEPS/onnxruntime-arm64" prune_arm64

x64=$DEPS/onnxruntime/node_modules/com.github.asus4.onnxruntime/Plugins/Linux/x64/libonnxruntime.so
# 1.20.1 runs under Debian 12's qemu 7.2; 1.30.0, which boards get, crashes there while it loads.
arm64=$(find "$DEPS/onnxruntime-arm64/node_modules/onnxruntime-qemu/bin" -path '*/linux/arm64/libonnxruntime.so*' | sort | head -n 1)
headers=$(dirname "$(find "$DEPS/onnxruntime" -name onnxruntime_c_api.h | head -n 1)")
[ -n "$arm64" ] || die "arm64-check: libonnxruntime.so for linux/arm64 was expected in $DEPS/onnxruntime-arm64; delete that folder and try again"
[ -f "$headers/onnxruntime_c_api.h" ] || die "arm64-check: onnxruntime_c_api.h was expected in $DEPS/onnxruntime; delete that folder and try again"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
build() { "$1" -O2 -Wall -Wextra -Werror -isystem "$headers" -o "$2" "$3" -ldl -lm; }
build gcc "$work/harness-x64" tools/arm64/harness.c
build aarch64-linux-gnu-gcc "$work/harness-arm64" tools/arm64/harness.c
build gcc "$work/inputs" tools/arm64/inputs.c
build gcc "$work/compare" tools/arm64/compare.c
"$work/inputs" "$work/inputs.f32" $SAMPLES $LENGTH

failed=0
for model in "${models[@]}"; do
  on_x64=$("$work/harness-x64" "$x64" "$model" "$work/inputs.f32" "$work/x64.f32" $SAMPLES)
  on_arm64=$(qemu-aarch64 -L /usr/aarch64-linux-gnu "$work/harness-arm64" "$arm64" "$model" "$work/inputs.f32" "$work/arm64.f32" $SAMPLES)
  if result=$("$work/compare" "$work/x64.f32" "$work/arm64.f32" $LIMIT); then verdict=agree; else verdict=DISAGREE; failed=1; fi
  say "$model: $verdict, largest difference ${result%% *} over $SAMPLES spectra x ${on_x64##* } outputs (x64 ${on_x64%% *}, arm64 ${on_arm64%% *} under qemu; limit $LIMIT)"
done
exit $failed

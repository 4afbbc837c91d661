#!/usr/bin/env bash
# Prepares everything that the build, the demo and the tests need. Idempotent, asks nothing, installs only what is missing.
#
#   tools/setup.sh             the default sources: Debian's libtorch, ONNX Runtime from npm
#   tools/setup.sh --official  switch to the official NuGet packages, where the feed has all of them
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/lib.sh

case "${1:-}" in
  "") official=false ;;
  --official) official=true ;;
  --help|-h) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 0 ;;
  *) echo "tools/setup.sh: expected no argument or --official, found '$1'" >&2; exit 2 ;;
esac

need_dotnet
# The build: libtorch and a BLAS that uses all cores (without it libtorch trains five times slower).
need_debian libtorch-dev libopenblas0-pthread cmake ninja-build g++ libsvm3
# The tests: real peers to compare with.
need_debian python3 python3-msgpack python3-numpy python3-onnx python3-scipy python3-sklearn python3-torch tshark
need_npm_packages tools/npm "$DEPS/onnxruntime" prune_onnxruntime
# The figures of reports.
need_npm_packages tools/npm-plot "$DEPS/plot"

if $official; then
  exec tools/official.sh
fi

#!/usr/bin/env bash
# Cross-compiles the library and the example for Cortex-M0+, M4F and aarch64, as far as the compilers are here, and prints what they take.
#
#   size.sh [BUILD-FOLDER]
set -euo pipefail
cd "$(dirname "$0")"
out=${1:-$(mktemp -d)}
flags=(-std=c99 -Os -ffreestanding -fno-builtin -fno-tree-loop-distribute-patterns -ffunction-sections -fdata-sections
  -Wall -Wextra -Werror -Wshadow -Wconversion -pedantic -Iinclude)

# The compiler's own runtime (division, switch tables) is no libc.
# measure NAME PREFIX OPTION...: flash = text + data, RAM = data + bss + one responder and its pixels (which are the example's).
measure() {
  local name=$1 prefix=$2 file objects=() text data bss; shift 2
  if ! command -v "${prefix}gcc" >/dev/null; then printf '%-12s skipped: %sgcc is not installed\n' "$name" "$prefix"; return; fi
  mkdir -p "$out/$name"
  for file in src/*.c example/main.c; do
    "${prefix}gcc" "${flags[@]}" "$@" -c "$file" -o "$out/$name/$(basename "${file%.c}").o"
    objects+=("$out/$name/$(basename "${file%.c}").o")
  done
  local unknown
  unknown=$("${prefix}nm" -u "$out/$name"/{obp,frame,md5}.o | awk '/ U /{print $2}' | grep -vE '^(memcpy|rr_.*|__aeabi_.*|__gnu_thumb1_.*)$' || true)
  [ -z "$unknown" ] || { printf '%s: expected only memcpy from outside, found: %s\n' "$name" "$unknown" >&2; return 1; }
  read -r text data bss < <("${prefix}size" -t "$out/$name"/{obp,frame,md5}.o | awk '/TOTALS/{print $1, $2, $3}')
  local ram; ram=$("${prefix}size" "$out/$name/main.o" | awk 'NR == 2{print $2 + $3}')
  printf '%-12s library flash %5d B, static RAM %d B; example static RAM %d B (2048 B of it pixels)\n' "$name" $((text + data)) $((data + bss)) "$ram"
}

measure cortex-m0+ arm-none-eabi- -mcpu=cortex-m0plus -mthumb
measure cortex-m4f arm-none-eabi- -mcpu=cortex-m4 -mthumb -mfpu=fpv4-sp-d16 -mfloat-abi=hard
measure aarch64 aarch64-linux-gnu-

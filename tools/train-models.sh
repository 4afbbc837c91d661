#!/usr/bin/env bash
# Trains the shipped models from ../shared/data (or the folder given): about an hour on one core that has nothing else to do (one thread: the same
# sums in the same order everywhere).
# The pretrained network is kept in artifacts/pretrained, so that a second run only fine-tunes.
#
#   tools/train-models.sh [DATA]
set -euo pipefail
cd "$(dirname "$0")/.."
data=${1:-../shared/data}
library=$data/rruff/excellent_unoriented.zip
raw=$data/soysal/raw_train_40pct.csv.gz
for file in "$library" "$raw"; do
  [ -e "$file" ] || { echo "train-models: $file was expected and does not exist" >&2; exit 1; }
done
train() { artifacts/roverraman train --preset rover --library "$library" --seed 0 --threads 1 "$@"; }
# What no later head may name worse: drawn from the emulator's table of published peaks, so that no measured spectrum is copied.
goldens() { artifacts/roverraman head goldens --model "models/$1" --data artifacts/golden-minerals.csv; }
# What more pretraining buys: src/RoverRaman.Training/README.md.
train --data "$raw" --pretrained artifacts/pretrained/raw --pretrain-steps 2500 --steps 300 --folds 5 --out models/rover-raw
train --data "$library" --pretrained artifacts/pretrained/clean --pretrain-steps 10000 --min-per-class 5 --steps 600 --refit --out models/rover-clean
train --data "$library" --pretrained artifacts/pretrained/clean --pretrain-steps 10000 --min-per-class 1 --steps 600 --refit --out models/rover-library
artifacts/roverraman-emulator --write-spectra artifacts/golden-minerals.csv
goldens rover-raw
goldens rover-clean
goldens rover-library
artifacts/roverraman quantize --model models/rover-raw --data "$raw" --out models/rover-raw-int8
artifacts/roverraman quantize --model models/rover-clean --data "$library" --out models/rover-clean-int8

#!/usr/bin/env bash
# Runs every fuzz target of the module for the given time (default 20s), one after the other.
set -eu
cd "$(dirname "$0")/.."
time=${1:-20s}

for folder in $(go list -f '{{.Dir}}' ./...); do
  targets=$(cat /dev/null "$folder"/*_test.go 2>/dev/null | sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p')
  for target in $targets; do
    echo "fuzz: $target in ${folder#"$PWD"/}"
    go test -run '^$' -fuzz "^$target\$" -fuzztime "$time" "$folder"
  done
done

#!/usr/bin/env bash
# The long form of the crash tests (FAULTS R-01, R-13), some hours: 1,000 kills, and 20 times what changed while nobody looked.
# Other numbers: R01_CYCLES=100 R13_ROUNDS=3 tests/long-form.sh
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

export R01_CYCLES=${R01_CYCLES:-1000} CI=true
rounds=${R13_ROUNDS:-20}
program=tests/Monitor.EndToEnd.Tests/bin/Release/net10.0/Monitor.EndToEnd.Tests
failed=0

dotnet build Monitor.slnx -c Release -v quiet || exit 1
"$program" --no-ansi --progress off --xunit-diagnostics on --filter-method '*.KillTests.Killed_over_and_over*' || failed=$((failed + 1))
for ((round = 1; round <= rounds; round++)); do
  echo "== R-13, round $round of $rounds"
  "$program" --no-ansi --progress off --filter-method '*.AwayTests.*' || failed=$((failed + 1))
done
echo "$((rounds + 1 - failed)) of $((rounds + 1)) runs passed"
[ "$failed" -eq 0 ]

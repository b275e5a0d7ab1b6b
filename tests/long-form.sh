#!/usr/bin/env bash
# The long form of the tests of crashes, alerts and floods (FAULTS R-01, R-13, R-15, R-21, R-34, R-65), some hours: 1,000 kills, 20 times what
# changed while nobody looked, 10 checks that changed four times while the mail server was away, 10,000 checks that fail at once,
# 500 healthy checks through a minute of each trouble of the engine, 1,000 pages that come and go. Each prints its ledger. Other numbers, or only some of them:
#   R01_CYCLES=100 R13_ROUNDS=3 R15_CHECKS=3 R21_CHECKS=1000 R65_PAGES=200 tests/long-form.sh R-15 R-21
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

export R01_CYCLES=${R01_CYCLES:-1000} R15_CHECKS=${R15_CHECKS:-10} R15_KILLS=${R15_KILLS:-2} R21_CHECKS=${R21_CHECKS:-10000}
export R34_CHECKS=${R34_CHECKS:-500} R34_SECONDS=${R34_SECONDS:-60}
export R65_PAGES=${R65_PAGES:-1000} R65_AT_ONCE=${R65_AT_ONCE:-10} CI=true
rounds=${R13_ROUNDS:-20}
wanted=${*:-R-01 R-13 R-15 R-21 R-34 R-65}
program=tests/Monitor.EndToEnd.Tests/bin/Release/net10.0/Monitor.EndToEnd.Tests
runs=0 failed=0

run() {
  runs=$((runs + 1))
  "$program" --no-ansi --progress off --xunit-diagnostics on "$@" || failed=$((failed + 1))
}

wants() {
  [[ " $wanted " == *" $1 "* ]] && echo "== $1"
}

[ -n "${NO_BUILD:-}" ] || dotnet build Monitor.slnx -c Release -v quiet || exit 1
wants R-01 && run --filter-method '*.KillTests.Killed_over_and_over*'
if wants R-13; then
  for ((round = 1; round <= rounds; round++)); do
    echo "round $round of $rounds"
    run --filter-method '*.AwayTests.*'
  done
fi
wants R-15 && run --filter-method '*.MailAwayTests.*'
wants R-21 && run --explicit on --filter-method '*.FloodTests.*'
wants R-34 && run --filter-method '*.IsolationTests.*'
wants R-65 && run --filter-method '*.LeakStory.*'
echo "$((runs - failed)) of $runs runs passed"
[ "$failed" -eq 0 ]

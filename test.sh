#!/usr/bin/env bash
# Installs what the tests need and the machine lacks, builds once, runs every test. The last line says how it went:
# "N passed, N failed", with ", N skipped" when something needed is missing. Arguments go to every test program.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

configuration=${CONFIGURATION:-Release}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Nothing that was started here stays behind: no build server, no compiler server.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false UseRazorBuildServer=false

install_missing() {
  local missing=() as_root=()
  [ -x /usr/bin/chromium ] || missing+=(chromium)
  /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || missing+=(python3-aiosmtpd)
  command -v openssl >/dev/null || missing+=(openssl)
  compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || missing+=(postgresql)
  compgen -G '/usr/lib/*/faketime/libfaketime.so.1' >/dev/null || missing+=(faketime)
  [ -x /usr/bin/redis-server ] || missing+=(redis-server)
  [ -x /usr/sbin/mariadbd ] || missing+=(mariadb-server-core)
  [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || missing+=(rabbitmq-server)
  [ -x /usr/lib/nagios/plugins/check_disk ] || missing+=(monitoring-plugins-basic)
  [ ${#missing[@]} -gt 0 ] || return 0
  if ! command -v apt-get >/dev/null; then
    echo "Not installed, and no apt-get to install them: ${missing[*]}. The tests that need them are skipped."
    return 0
  fi
  if [ "$(id -u)" -ne 0 ]; then
    if ! sudo -n true 2>/dev/null; then
      echo "Not installed, and no right to: ${missing[*]}. The tests that need them are skipped."
      return 0
    fi
    as_root=(sudo -n)
  fi
  echo "Installing ${missing[*]} …"
  # The tests start servers of their own; the packages are not to make and start others, now or when the machine starts.
  local no_server=/etc/postgresql-common/createcluster.d/monitor-tests.conf
  if [[ " ${missing[*]} " == *" postgresql "* ]]; then
    "${as_root[@]}" mkdir -p "${no_server%/*}"
    echo 'create_main_cluster = false' | "${as_root[@]}" tee "$no_server" >/dev/null
  fi
  local policy=/usr/sbin/policy-rc.d has_policy=1
  if [ ! -e "$policy" ]; then
    has_policy=0
    printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
    "${as_root[@]}" chmod 755 "$policy"
  fi
  "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
    echo "Could not install ${missing[*]}; the tests that need them are skipped."
  "${as_root[@]}" rm -f "$no_server"
  [ "$has_policy" -eq 1 ] || "${as_root[@]}" rm -f "$policy"
  local services=()
  [[ " ${missing[*]} " != *" redis-server "* ]] || services+=(redis-server)
  [[ " ${missing[*]} " != *" rabbitmq-server "* ]] || services+=(rabbitmq-server epmd)
  if [ ${#services[@]} -gt 0 ] && command -v systemctl >/dev/null; then
    "${as_root[@]}" systemctl disable -q "${services[@]}" 2>/dev/null || true
  fi
}

passed=0 failed=0 skipped=0 broken=0 failures=()

# Adds up what a test program said at its end; one that ended without a summary counts as a failure.
run() {
  local project=$1 log program status
  shift
  program=tests/$project/bin/$configuration/net10.0/$project
  log=$(mktemp)
  echo
  echo "== $project"
  "$program" --no-ansi --progress off "$@" 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}
  if grep -q '^  total: [0-9]' "$log"; then
    passed=$((passed + $(count succeeded "$log")))
    failed=$((failed + $(count failed "$log")))
    skipped=$((skipped + $(count skipped "$log")))
    [ "$status" -eq 0 ] || [ "$(count failed "$log")" -gt 0 ] || broken=1
  else
    echo "$project ended with exit code $status before it was done."
    failed=$((failed + 1))
  fi
  [ "$status" -eq 0 ] || broken=1
  mapfile -t -O "${#failures[@]}" failures < <(failures_in "$log" "failed in $project: " | cut -c 1-300 | head -n 200)
  rm -f "$log"
}

# Each failure with what it said, without where.
failures_in() {
  awk -v head="$2" '/^failed /{ sub(/^failed /, head); print; says = 1; next } /^    at |^[^ ]|^$/{ says = 0 } says' "$1"
}

count() {
  sed -n "s/^  $1: \([0-9][0-9]*\)$/\1/p" "$2" | tail -n 1 | grep . || echo 0
}

finish() {
  echo
  [ ${#failures[@]} -eq 0 ] || printf '%s\n' "${failures[@]}" # once more, where nobody has to search
  if [ "$skipped" -gt 0 ]; then
    echo "$passed passed, $failed failed, $skipped skipped"
  else
    echo "$passed passed, $failed failed"
  fi
  [ "$failed" -eq 0 ] && [ "$broken" -eq 0 ]
  exit
}

install_missing
if ! dotnet build Monitor.slnx -c "$configuration" -v quiet; then
  echo "The build failed."
  failed=1
  finish
fi
for project in MockApp.Tests Monitor.Actors.Tests Monitor.Web.Tests Monitor.EndToEnd.Tests; do
  run "$project" "$@"
done
finish

#!/usr/bin/env bash
# Builds once and runs the tests in groups, each in a process of its own.
#   ./test.sh           everything
#   ./test.sh fast      no database server, no browser, no native models
#   ./test.sh db        on a PostgreSQL that the tests start (and on SQL Server when CENTRALOPS_TEST_SQLSERVER is set)
#   ./test.sh e2e       in real browsers
# The last line is "N passed, N failed" (and ", N skipped" when some were); the logs are in TestResults/.
set -uo pipefail
cd "$(dirname "$0")"
. deploy/prepare.sh

case ${1:-all} in
  all) groups=(fast native db slow e2e) ;;
  fast | native | db | slow | e2e) groups=("$1") ;;
  *) sed -n '2,7s/^# \?//p' "$0"; exit 2 ;;
esac

need_tools
need_packages "${RUN_PACKAGES[@]}" "${TEST_PACKAGES[@]}"

mkdir -p TestResults
say "Building"
if ! dotnet build CentralOps.sln -v quiet -nologo 2>&1 | tee TestResults/build.log; then
  echo "0 passed, 1 failed"
  exit 1
fi

only() { printf -- '--filter-trait\nCategory=%s\n' "$1"; }
without() { printf -- '--filter-not-trait\nCategory=%s\n' "$@"; }
filters() {
  case $1 in
    fast) without native db slow e2e ;;
    native) only native; without db e2e ;;
    db) only db; without e2e ;;
    slow) only slow; without native db e2e ;;
    e2e) only e2e; printf -- '--max-threads\n3\n' ;; # browser tests wait more than they work
  esac
}
count() { sed -nE "s/^ +$2: ([0-9]+).*/\1/p" "$1" | tail -1; }

passed=0 failed=0 skipped=0
for group in "${groups[@]}"; do
  log=TestResults/$group.log
  say "Testing: $group"
  mapfile -t filter < <(filters "$group")
  timeout --kill-after=30 1200 dotnet CentralOps.Tests/bin/Debug/net10.0/CentralOps.Tests.dll \
    "${filter[@]}" --progress off --no-ansi --results-directory "TestResults/$group" 2>&1 | tee "$log" | grep -vE '^\s*$|^xUnit|^Microsoft\.Testing|^ +total:'
  code=${PIPESTATUS[0]}
  p=$(count "$log" succeeded) f=$(count "$log" failed) s=$(count "$log" skipped)
  # A group that died or ran out of time counts as a failure even when no single test was named; 8 = no test in this group.
  if [ "$code" -ne 0 ] && [ "$code" -ne 8 ] && [ "${f:-0}" -eq 0 ]; then
    say "The group $group ended with code $code"
    f=1
  fi
  passed=$((passed + ${p:-0})) failed=$((failed + ${f:-0})) skipped=$((skipped + ${s:-0}))
done

# Once more at the end, where it is seen: what failed, whatever else was printed since.
[ "$failed" -eq 0 ] || (cd TestResults && grep -hE '^failed ' "${groups[@]/%/.log}")
line="$passed passed, $failed failed"
[ "$skipped" -gt 0 ] && line="$line, $skipped skipped"
echo "$line"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]

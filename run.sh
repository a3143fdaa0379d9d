#!/usr/bin/env bash
# Installs what is missing, builds, and starts the portal on SQLite with the demo bank.
#   ./run.sh [--demo] [--port N]
#   --demo   also: simulated branches submit and simulated operators work; the log-in page offers the demo people as cards
#   --port   default 5080
# Everything the portal writes is in ./data (delete it to start afresh). Other settings: README, "Configuration".
set -euo pipefail
cd "$(dirname "$0")"
. deploy/prepare.sh

arguments=() port=5080
while [ $# -gt 0 ]; do
  case $1 in
    --demo) arguments+=(--demo) ;;
    --port) port=${2:?--port needs a number}; shift ;;
    -h | --help) sed -n '2,6s/^# \?//p' "$0"; exit ;;
    *) arguments+=("$1") ;;
  esac
  shift
done

need_tools
need_packages "${RUN_PACKAGES[@]}"
say "Building"
dotnet build CentralOps.Web -c Release -v quiet -nologo || fail "The build failed; the messages above say where."

case " ${arguments[*]:-} " in
  *" --demo "*) dotnet build samples/generator -c Release -v quiet -nologo || fail "The build of the sample generator failed." ;; # simulated customers draw fresh papers
esac

cd CentralOps.Web
export DOTNET_ENVIRONMENT="${DOTNET_ENVIRONMENT:-Production}" Demo__Bank="${Demo__Bank:-true}" Demo__BusinessDate="${Demo__BusinessDate:-2026-11-23}"
exec dotnet bin/Release/net10.0/CentralOps.Web.dll --port "$port" "${arguments[@]}"

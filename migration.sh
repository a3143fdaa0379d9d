#!/usr/bin/env bash
# Makes one EF Core migration of the present model for all three databases.
#   ./migration.sh NAME        e.g. ./migration.sh SpecimenCards
set -euo pipefail
cd "$(dirname "$0")"
name=${1:?usage: ./migration.sh NAME}

dotnet tool restore >/dev/null
for provider in Sqlite SqlServer PostgreSql; do
  echo "== $provider"
  dotnet ef migrations add "$name" -p "migrations/$provider" -s "migrations/$provider" -o Generated
done

#!/bin/sh
# Healthy is a query answered by the server through the pool.
set -eu
PGPASSWORD=$DB_PASSWORD PGCONNECT_TIMEOUT=3 \
  exec psql --host 127.0.0.1 --port 6432 --username "$DB_USER" --dbname "${DB_NAME:-postgres}" --no-psqlrc --quiet --tuples-only --command 'select 1'

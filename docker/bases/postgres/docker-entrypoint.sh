#!/bin/bash
# What the entry point of postgres:17 does, as far as its documentation says: the same variables, the same folder of
# first-time files, the same two starts with the same lines in the log.
set -euo pipefail

# setting NAME [DEFAULT]: exports NAME from NAME, else from the file that NAME_FILE names, else the default.
setting() {
  local name=$1 file=$1_FILE value
  if [ -n "${!name-}" ] && [ -n "${!file-}" ]; then
    echo "error: both $name and $file are set" >&2
    exit 1
  fi
  value=${!name-${2-}}
  [ -z "${!file-}" ] || value=$(<"${!file}")
  export "$name=$value"
  unset "$file"
}

sql() {
  PGHOST='' PGHOSTADDR='' PGPASSWORD=$POSTGRES_PASSWORD \
    psql -v ON_ERROR_STOP=1 --no-password --no-psqlrc -U "$POSTGRES_USER" -d "$POSTGRES_DB" "$@"
}

run_first_time_files() {
  local file
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sh)
        if [ -x "$file" ]; then
          echo "$0: running $file"
          "$file"
        else
          echo "$0: sourcing $file"
          . "$file"
        fi
        ;;
      *.sql) echo "$0: running $file"; sql -f "$file" ;;
      *.sql.gz) echo "$0: running $file"; gunzip -c "$file" | sql ;;
      *.sql.xz) echo "$0: running $file"; xzcat "$file" | sql ;;
      *.sql.zst) echo "$0: running $file"; zstd -dc "$file" | sql ;;
      '/docker-entrypoint-initdb.d/*') ;; # the folder is empty
      *) echo "$0: ignoring $file" ;;
    esac
  done
}

# Only the server is prepared for; any other program runs as it is, and so does a mere question to the server.
[ "${1:0:1}" != - ] || set -- postgres "$@"
[ "$1" = postgres ] || exec "$@"
for argument; do
  case $argument in -V | --version | -\? | --help | --describe-config) exec "$@" ;; esac
done

# The server refuses to run as root.
if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA" /var/run/postgresql
  chmod 700 "$PGDATA"
  chmod 3775 /var/run/postgresql
  find "$PGDATA" /var/run/postgresql \! -user postgres -exec chown postgres {} +
  exec setpriv --reuid=postgres --regid=postgres --init-groups env HOME=/var/lib/postgresql "${BASH_SOURCE[0]}" "$@"
fi

mkdir -p "$PGDATA"
chmod 700 "$PGDATA" || true # not ours, with a volume of somebody else's
if [ -s "$PGDATA/PG_VERSION" ]; then
  printf '\nPostgreSQL Database directory appears to contain a database; Skipping initialization\n\n'
  exec "$@"
fi

setting POSTGRES_PASSWORD
setting POSTGRES_USER postgres
setting POSTGRES_DB "$POSTGRES_USER"
setting POSTGRES_INITDB_ARGS
if [ -z "$POSTGRES_PASSWORD" ] && [ "${POSTGRES_HOST_AUTH_METHOD-}" != trust ]; then
  echo 'Error: Database is uninitialized and superuser password is not specified. Set POSTGRES_PASSWORD.' >&2
  exit 1
fi
# The arguments are a shell's words, quotes and all.
eval 'initdb --username="$POSTGRES_USER" --pwfile=<(printf "%s\n" "$POSTGRES_PASSWORD") '"$POSTGRES_INITDB_ARGS"
printf '\nhost all all all %s\n' "${POSTGRES_HOST_AUTH_METHOD:-$(postgres -C password_encryption)}" >>"$PGDATA/pg_hba.conf"

# The first start is on a socket alone, so that nobody takes it over TCP for the real one.
NOTIFY_SOCKET='' PGUSER=$POSTGRES_USER pg_ctl -D "$PGDATA" -w start \
  -o "$(printf '%q ' "${@:2}" -c listen_addresses= -p "${PGPORT:-5432}")"
if [ "$POSTGRES_DB" != postgres ]; then
  POSTGRES_DB=postgres sql -v db="$POSTGRES_DB" <<<'CREATE DATABASE :"db";'
fi
run_first_time_files
PGUSER=$POSTGRES_USER pg_ctl -D "$PGDATA" -m fast -w stop
printf '\nPostgreSQL init process complete; ready for start up.\n\n'
exec "$@"

#!/bin/sh
# Writes PgBouncer's configuration from DB_HOST, DB_PORT, DB_USER, DB_PASSWORD and POOL_SIZE, and starts it.
set -eu
umask 077

[ "$1" = pgbouncer ] || exec "$@"

: "${DB_HOST:?the host of the database server}"
: "${DB_USER:?the user that clients sign in as}"
: "${DB_PASSWORD:?the password of that user}"
port=${DB_PORT:-5432}
pool=${POOL_SIZE:-20}
case $port$pool in *[!0-9]*) echo "DB_PORT and POOL_SIZE are whole numbers" >&2; exit 64 ;; esac

# Inside quotes the file of users doubles a quote; the password is kept as text, because signing in at the server
# by SCRAM needs it.
quoted() { printf '"%s"' "$(printf %s "$1" | sed 's/"/""/g')"; }

folder=$(mktemp -d)
printf '%s %s\n' "$(quoted "$DB_USER")" "$(quoted "$DB_PASSWORD")" >"$folder/users.txt"
cat >"$folder/pgbouncer.ini" <<INI
[databases]
; Any database of the server, under its own name.
* = host=$DB_HOST port=$port

[pgbouncer]
listen_addr = *
listen_port = 6432
unix_socket_dir =
auth_type = scram-sha-256
auth_file = $folder/users.txt
admin_users = $DB_USER
stats_users = $DB_USER

; A server connection belongs to a client for one transaction, as on RDS Proxy.
pool_mode = transaction
; Named prepared statements are not carried from one server connection to another: RDS Proxy pins on them.
max_prepared_statements = 0
; Connections to the server, per database and over all users.
default_pool_size = $pool
max_db_connections = $pool
; RDS Proxy gives up waiting for a connection after 120 s unless told otherwise (ConnectionBorrowTimeout).
query_wait_timeout = 120
max_client_conn = 2000
; A server that was away is tried again at once, not after the default of 15 s.
server_login_retry = 1
server_tls_sslmode = disable

log_connections = 0
log_disconnections = 0
log_stats = 0
INI
exec pgbouncer "$folder/pgbouncer.ini"

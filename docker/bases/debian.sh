# Read by bake.sh and engine.sh: where this machine gets Debian from. Nothing here names a server; the machine's own
# apt does, and among its sources the Debian one need not come first.

# What apt has been told to fetch from, one "address suite label" a line. The label is known once apt has fetched.
apt_sources() {
  apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(LABEL)' 'Created-By: Packages' 2>/dev/null
  apt-get --print-uris update 2>/dev/null | sed -nE "s|^'(.*/)dists/([^/ ]+)/InRelease'.*|\1 \2 |p"
}

# Prints the address of the Debian archive, or fails.
debian_mirror() {
  if [ -n "${CHANCERY_DEBIAN_MIRROR-}" ]; then
    printf '%s\n' "${CHANCERY_DEBIAN_MIRROR%/}"
    return
  fi
  # Other projects name their suites after Debian's, but only Debian has a suite of updates beside it.
  apt_sources | awk '
    $3 == "Debian" && $2 !~ /-/ { found = $1; exit }
    $2 ~ /^[a-z]+-updates$/ && updates[substr($2, 1, index($2, "-") - 1)] == "" { updates[substr($2, 1, index($2, "-") - 1)] = $1 }
    { all[NR] = $1 " " $2 }
    END {
      for (i = 1; found == "" && i <= NR; i++) {
        split(all[i], source, " ")
        if (updates[source[2]] == source[1]) found = source[1]
      }
      if (found == "") exit 1
      sub(/\/$/, "", found)
      print found
    }'
}

# Prints the address of Debian's security archive: apt's own, else the folder beside the other one.
debian_security_mirror() {
  apt_sources | awk -v mirror="$1" '
    $2 ~ /^[a-z]+-security$/ && $3 ~ /^(Debian.*)?$/ { found = $1; exit }
    END { if (found == "") found = mirror "-security"; sub(/\/$/, "", found); print found }'
}

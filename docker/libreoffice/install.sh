#!/bin/sh
# LibreOffice without a screen, its bridge to Python, and fonts with the widths of the usual Word ones: Liberation
# for Arial, Times and Courier, Carlito for Calibri, Caladea for Cambria. Run by backend/Dockerfile on Debian slim.
set -eu
# Debian's images delete every downloaded package; here they stay in a cache of the builder, outside the image.
rm -f /etc/apt/apt.conf.d/docker-clean
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
  libreoffice-writer-nogui python3-uno \
  fonts-liberation fonts-crosextra-carlito fonts-crosextra-caladea fonts-dejavu-core
# Made here, since the root of a running converter is read-only.
fc-cache -f
# Nothing of the office suite's clip art, templates and dialogs in Basic serves a conversion.
rm -rf /usr/lib/libreoffice/share/gallery /usr/lib/libreoffice/share/template \
  /usr/lib/libreoffice/share/wizards
find /var/log -type f -delete

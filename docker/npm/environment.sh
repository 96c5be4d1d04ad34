# Read by the shells of the build steps that speak to the package registry.
export NPM_CONFIG_USERCONFIG=/run/secrets/npmrc
if [ -s /run/secrets/ca ]; then export NODE_EXTRA_CA_CERTS=/run/secrets/ca; fi

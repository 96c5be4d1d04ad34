// What npm run build:site makes of the built web interface. The tool and its types are in tools/opennext.
import type { OpenNextConfig } from '@opennextjs/aws/types/open-next.js';

const config: OpenNextConfig = {
  default: { override: { wrapper: 'aws-lambda-streaming' } },
  imageOptimization: {
    install: {
      // All of what sharp needs by exact version, so that the same site has the same library on every day.
      packages: ['sharp@0.35.5', '@img/colour@1.1.0', 'detect-libc@2.1.2', 'semver@7.8.5'],
      os: 'linux',
      arch: 'x64',
      libc: 'glibc',
      // sharp goes by --cpu, which the tool does not say: without it the machine that builds would decide.
      additionalArgs: '--cpu=x64 --ignore-scripts --no-audit --no-fund',
    },
  },
  // The very build that the embedded stack serves; it is there already when it is this one.
  buildCommand: 'node ../start.mjs build',
};

export default config;

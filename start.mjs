// The entry of every root script. It needs nothing installed and runs on Node 18 and later: it fetches
// Node 24 when the running one is older, installs the locked dependencies when they are not, and then
// hands over to stack/src/scripts.ts, which says what each script does.
import { runUnderNode24, NODE_MAJOR } from './stack/bootstrap/node.mjs';
import { installDependencies } from './stack/bootstrap/install.mjs';
import { BootstrapError, runsOn } from './stack/bootstrap/shared.mjs';

const [script = 'start', ...args] = process.argv.slice(2);

try {
  if (!runsOn(NODE_MAJOR)) {
    process.exitCode = await runUnderNode24(process.argv.slice(1));
  } else {
    await installDependencies();
    const { runScript } = await import('./stack/src/scripts.ts');
    process.exitCode = await runScript(script, args);
  }
} catch (error) {
  if (!(error instanceof BootstrapError)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = error.exitCode;
}

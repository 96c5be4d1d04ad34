import { createRequire } from 'node:module';
import { join } from 'node:path';
import { arnOf, lookUp, outputsOf } from './mocked-aws.ts';
import type { GraphResource } from './graph.ts';

type Inputs = Record<string, unknown>;

interface ResourceArgs {
  type: string;
  name: string;
  custom?: boolean;
  inputs: Inputs;
}

/** What the engine is asked when a resource is registered; the options of a resource stand nowhere else. */
interface RegisterRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
  getProtect(): boolean;
  getRetainondelete(): boolean;
  getIgnorechangesList(): string[];
  getAdditionalsecretoutputsList(): string[];
  getDependenciesList(): string[];
}

interface MockMonitor {
  prototype: {
    pending?: RegisterRequest;
    newUrn(parent: string | undefined, type: string, name: string): string;
    registerResource(request: RegisterRequest, done: unknown): unknown;
  };
}

interface Pulumi {
  runtime: {
    setMocks(mocks: object, project: string, stack: string, preview: boolean): void;
    getMonitor(): { pending?: RegisterRequest };
    runInPulumiStack(program: unknown): Promise<Inputs>;
    waitForRPCs(): Promise<void>;
  };
  asset: { Asset: { isInstance(value: unknown): boolean }; Archive: { isInstance(value: unknown): boolean } };
}

const SIGNATURE = '4dabf18193072939515e22adb298388d';
const SECRET = '1b47061264138c4ac30d75fd1eb44270';

const lastOf = (urn: string): string => urn.split('::').pop() ?? '';

/** Stands for Pulumi's engine: takes down every resource with its options and answers like AWS. */
export class Monitor {
  readonly resources: GraphResource[] = [];
  readonly faults: string[] = [];
  readonly #pulumi: Pulumi;
  readonly #region: string;

  constructor(platform: string, region: string) {
    const require = createRequire(join(platform, 'package.json'));
    this.#pulumi = require('@pulumi/pulumi') as Pulumi;
    this.#region = region;
    observeRegistrations(
      (require('@pulumi/pulumi/runtime/mocks') as { MockMonitor: MockMonitor }).MockMonitor,
    );
  }

  /**
   * Runs the program until nothing more is registered.
   *
   * @returns the outputs of the stage, secret ones included
   */
  async run(program: unknown, app: { name: string; stage: string }): Promise<Inputs> {
    const { runtime } = this.#pulumi;
    runtime.setMocks(
      {
        newResource: (args: ResourceArgs) => this.#newResource(args),
        call: ({ token, inputs }: { token: string; inputs: Inputs }) => {
          const answer = lookUp(token, inputs, this.#region);
          if (!answer) this.faults.push(`nobody answers the look-up ${token}`);
          return answer ?? inputs;
        },
      },
      app.name,
      app.stage,
      false,
    );
    const outputs = await runtime.runInPulumiStack(program);
    // What is made inside of apply() comes later than the program's end.
    for (let known = -1; known !== this.resources.length;) {
      known = this.resources.length;
      await new Promise((resolve) => setTimeout(resolve, 40));
      await runtime.waitForRPCs();
    }
    return outputs;
  }

  #newResource({ type, name, inputs: given }: ResourceArgs): { id: string; state: Inputs } {
    const request = this.#pulumi.runtime.getMonitor().pending;
    const registered = request?.getName() === name && request.getType() === type ? request : undefined;
    const secrets: string[] = [];
    const inputs = this.#reveal(given, secrets) as Inputs;
    const id = typeof given.id === 'string' ? given.id : `${name}-id`;
    const outputs = {
      arn: arnOf(type, name, inputs, this.#region),
      ...outputsOf(type, name, inputs, this.#region),
    };
    this.resources.push({
      type,
      name,
      inputs,
      secrets,
      outputs: { id, ...outputs },
      options: {
        parent: registered ? lastOf(registered.getParent()) : '',
        protect: registered?.getProtect() ?? false,
        retainOnDelete: registered?.getRetainondelete() ?? false,
        ignoreChanges: registered?.getIgnorechangesList() ?? [],
        dependsOn: registered?.getDependenciesList().map(lastOf) ?? [],
      },
    });
    const named = typeof inputs.name === 'string' ? inputs.name : name;
    const state: Inputs = { ...given, name: named, tagsAll: inputs.tags ?? {}, ...outputs };
    for (const output of registered?.getAdditionalsecretoutputsList() ?? []) {
      if (state[output] !== undefined) state[output] = { [SIGNATURE]: SECRET, value: state[output] };
    }
    return { id, state };
  }

  /** The plain inputs; `secrets` takes down where the engine would encrypt. */
  #reveal(value: unknown, secrets: string[], path = ''): unknown {
    const { Asset, Archive } = this.#pulumi.asset;
    if (Array.isArray(value))
      return value.map((item, index) => this.#reveal(item, secrets, `${path}[${index}]`));
    if (value === null || typeof value !== 'object') return value;
    const object = value as Inputs;
    if (object[SIGNATURE] === SECRET) {
      secrets.push(path);
      return this.#reveal(object.value, secrets, path);
    }
    if (Asset.isInstance(value) || Archive.isInstance(value)) return { file: object.path ?? null };
    return Object.fromEntries(
      Object.entries(object).map(([key, item]) => [
        key,
        this.#reveal(item, secrets, path ? `${path}.${key}` : key),
      ]),
    );
  }
}

/**
 * Pulumi's own mocks hide a resource's options and put the stack into every URN, from which SST reads types. This
 * reaches into a private class, which is why it stands in one place and the version is pinned.
 */
function observeRegistrations({ prototype }: MockMonitor): void {
  const { newUrn, registerResource } = prototype;
  prototype.newUrn = function (parent, type, name) {
    return newUrn.call(this, parent?.includes('::pulumi:pulumi:Stack::') ? undefined : parent, type, name);
  };
  prototype.registerResource = function (request, done) {
    this.pending = request;
    return registerResource.call(this, request, done);
  };
}

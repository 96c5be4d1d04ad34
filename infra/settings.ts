// The only file of infra/ that reads the environment of the machine that deploys. docs/deploy.md explains each.
import { isIPv4 } from 'node:net';

/** What a deployment is told from outside; everything else is in the code. */
export interface DeploySettings {
  /** `CHANCERY_DOMAIN`, a zone of Route 53 in the account: production is app.<domain>, a stage app.<stage>.<domain>. */
  domain: string;
  /** `CHANCERY_BASTION_ADDRESSES`, comma separated CIDR blocks; without any, nobody reaches the bastion. */
  bastionAddresses: string[];
  /** `CHANCERY_ALARM_EMAILS`, comma separated: who is told. */
  alarmEmails: string[];
  /** `CHANCERY_BACKEND_IMAGE`, an image by digest that was built and tested before; without it the image is built. */
  backendImage: string | undefined;
  /** `CHANCERY_SITE_FOLDER`, the folder that holds the built .open-next and .next, from the root of the repository. */
  siteFolder: string;
  /** `CHANCERY_OPENAI_COMPATIBLE_BASE_URL` and `_MODEL`: a model endpoint of one's own; both empty for none. */
  compatibleModel: { baseUrl: string; model: string };
}

/** Thrown with every fault at once, each naming its variable. */
export class DeploySettingsError extends Error {
  constructor(faults: readonly string[]) {
    super(`The stack cannot be deployed:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'DeploySettingsError';
  }
}

const listOf = (text = ''): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const domainName = /^(?=.{4,200}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;
/** Half of the internet is no given address. */
const widest = 8;

/** A block of addresses as AWS takes it: the bits behind its length are 0. */
function isGivenAddress(block: string): boolean {
  const [address = '', bits = '', ...rest] = block.split('/');
  if (rest.length > 0 || !isIPv4(address) || !/^\d{1,2}$/.test(bits)) return false;
  const length = Number(bits);
  const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return length >= widest && length <= 32 && value % 2 ** (32 - length) === 0;
}

const isHttps = (address: string): boolean => address.startsWith('https://') && URL.canParse(address);

/** The region of a stage: `CHANCERY_REGION`, London unless it is set. */
export function deployRegion(environment: NodeJS.ProcessEnv = process.env): string {
  return environment.CHANCERY_REGION || 'eu-west-2';
}

/** @throws DeploySettingsError */
export function deploySettings(environment: NodeJS.ProcessEnv = process.env): DeploySettings {
  const faults: string[] = [];
  const domain = environment.CHANCERY_DOMAIN ?? '';
  if (!domainName.test(domain))
    faults.push('CHANCERY_DOMAIN must be a domain name, such as chancery.example');
  const bastionAddresses = listOf(environment.CHANCERY_BASTION_ADDRESSES);
  for (const block of bastionAddresses) {
    if (!isGivenAddress(block)) {
      faults.push(`CHANCERY_BASTION_ADDRESSES: ${block} is no CIDR block of at least /${widest}`);
    }
  }
  const backendImage = environment.CHANCERY_BACKEND_IMAGE || undefined;
  if (backendImage && !/@sha256:[0-9a-f]{64}$/.test(backendImage)) {
    faults.push('CHANCERY_BACKEND_IMAGE must name an image by its digest');
  }
  const compatibleModel = {
    baseUrl: environment.CHANCERY_OPENAI_COMPATIBLE_BASE_URL ?? '',
    model: environment.CHANCERY_OPENAI_COMPATIBLE_MODEL ?? '',
  };
  if ((compatibleModel.baseUrl === '') !== (compatibleModel.model === '')) {
    faults.push('CHANCERY_OPENAI_COMPATIBLE_BASE_URL and CHANCERY_OPENAI_COMPATIBLE_MODEL belong together');
  }
  if (compatibleModel.baseUrl !== '' && !isHttps(compatibleModel.baseUrl)) {
    faults.push('CHANCERY_OPENAI_COMPATIBLE_BASE_URL must be an address that begins with https://');
  }
  if (faults.length > 0) throw new DeploySettingsError(faults);
  return {
    domain,
    bastionAddresses,
    alarmEmails: listOf(environment.CHANCERY_ALARM_EMAILS),
    backendImage,
    siteFolder: environment.CHANCERY_SITE_FOLDER || 'frontend',
    compatibleModel,
  };
}

/** Whether a stage has a value for a secret: the SST command line hands each over under this name. */
export function hasSecret(name: string, environment: NodeJS.ProcessEnv = process.env): boolean {
  return (environment[`SST_SECRET_${name}`] ?? '') !== '';
}

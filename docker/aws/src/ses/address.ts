import { sesError } from './errors.ts';

const LONGEST_ADDRESS = 320;

/**
 * The bare address of a mailbox such as `Ann Lee <ann@example.com>`.
 * @throws AwsError BadRequestException in the words of SES
 */
export function addressOf(mailbox: string): string {
  if (/[\r\n\0]/.test(mailbox) || mailbox.length > 2 * LONGEST_ADDRESS) {
    throw sesError.badRequest('Illegal address');
  }
  const bracketed = /^(?:"(?:[^"\\]|\\.)*"|[^<>"])*<([^<>]*)>\s*$/.exec(mailbox);
  if (!bracketed && /[<>]/.test(mailbox)) throw sesError.badRequest("Missing '<' or '>'");
  const address = (bracketed?.[1] ?? mailbox).trim();
  const at = address.lastIndexOf('@');
  if (at < 0) throw sesError.badRequest("Missing final '@domain'");
  checkLocalPart(address.slice(0, at));
  checkDomain(address.slice(at + 1));
  if (address.length > LONGEST_ADDRESS)
    throw sesError.badRequest('Address length is more than 320 characters');
  return address;
}

function checkLocalPart(local: string): void {
  if (!local) throw sesError.badRequest('Missing local part');
  if (/[^\x21-\x7e]/.test(local) && !/^".*"$/.test(local)) {
    throw sesError.badRequest('Local address contains control or whitespace or non-ASCII characters');
  }
  const quoted = /^"(?:[^"\\]|\\.)*"$/.test(local);
  const dotted = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(local);
  if (!quoted && !dotted) throw sesError.badRequest('Local address contains illegal characters');
  if (local.length > 64) throw sesError.badRequest('Local part length is more than 64 characters');
}

function checkDomain(domain: string): void {
  if (!domain) throw sesError.badRequest("Missing final '@domain'");
  if (!isDomain(domain)) throw sesError.badRequest('Domain contains illegal character');
}

/** Whether a text can be the domain of an address, in the form that travels (`xn--` for other scripts). */
export function isDomain(text: string): boolean {
  const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
  return text.length <= 253 && new RegExp(`^${label}(?:\\.${label})+$`, 'i').test(text);
}

import type { Instance } from './instance.ts';
import { assertPasswordLength, hashPassword } from './passwords.ts';
import { addPerson } from './people.ts';

/** A person to make at the start unless the address is known. */
export interface SeedPerson {
  email: string;
  password: string;
  firstName?: string | null;
  lastName?: string | null;
}

/** Makes the people who are not there yet; whoever is, stays as they are. */
export async function sow(instance: Instance, seeds: SeedPerson[]): Promise<void> {
  for (const { email, password, firstName, lastName } of seeds) {
    if (instance.store.userByEmail(email)) continue;
    assertPasswordLength(password);
    const passwordHash = await hashPassword(password);
    addPerson(instance.store, { emails: [email], passwordHash, firstName, lastName });
  }
  await instance.store.save();
}

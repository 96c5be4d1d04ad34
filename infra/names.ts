/** The names a stage answers to. */
export interface Names {
  web: string;
  api: string;
  mail: string;
}

/** Production is app.<domain>; a stage has its own name between: app.<stage>.<domain>. */
export function namesOf(stage: string, domain: string): Names {
  const base = stage === 'production' ? domain : `${stage}.${domain}`;
  return { web: `app.${base}`, api: `api.${base}`, mail: `mail.${base}` };
}

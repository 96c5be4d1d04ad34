/** One rule that a resource does not keep. */
export interface Finding {
  check: string;
  address: string;
  name: string;
}

/** A rule that resources may break, and why. */
export interface Acceptance {
  check: string;
  /** Whole addresses. Each must still break the rule, or the acceptance is stale. */
  resources: string[];
  reason: string;
}

export interface Verdict {
  resources: number;
  findings: Finding[];
  passed: Finding[];
}

interface Judgement {
  check_id: string;
  check_name: string;
  resource: string;
}

interface Report {
  results?: { passed_checks: Judgement[]; failed_checks: Judgement[] };
  summary?: { resource_count: number; parsing_errors: number; skipped: number };
}

const finding = ({ check_id, check_name, resource }: Judgement): Finding => ({
  check: check_id,
  address: resource,
  name: check_name,
});

/**
 * Reads what the scanner printed. It ends with 0 and without a finding for a file that is missing, empty or broken
 * too, so a report counts only when it speaks of every resource.
 *
 * @param planned how many resources the plan holds
 * @throws when the scanner has not looked at all of them
 */
export function readReport(printed: string, planned: number): Verdict {
  if (planned === 0) throw new Error('there is no resource to judge');
  const { results, summary } = JSON.parse(printed) as Report;
  if (!results || !summary) throw new Error('the scanner did not read the plan');
  if (summary.resource_count !== planned || summary.parsing_errors > 0 || summary.skipped > 0) {
    throw new Error(
      `the scanner read ${summary.resource_count} of ${planned} resources, with ${summary.parsing_errors} faults and ${summary.skipped} checks left out`,
    );
  }
  if (results.passed_checks.length === 0)
    throw new Error('the scanner has passed nothing, so it has no rules');
  return {
    resources: planned,
    findings: results.failed_checks.map(finding),
    passed: results.passed_checks.map(finding),
  };
}

const keyOf = (check: string, address: string): string => `${check} ${address}`;

/** What is found and accepted by nobody, and what is accepted and found no more. */
export function compare(
  findings: readonly Finding[],
  acceptances: readonly Acceptance[],
): { open: string[]; stale: string[] } {
  const accepted = acceptances.flatMap(({ check, resources }) =>
    resources.map((address) => keyOf(check, address)),
  );
  const found = findings.map(({ check, address }) => keyOf(check, address));
  return {
    open: findings
      .filter(({ check, address }) => !accepted.includes(keyOf(check, address)))
      .map(({ check, address, name }) => `${keyOf(check, address)}: ${name}`),
    stale: accepted.filter((key) => !found.includes(key)),
  };
}

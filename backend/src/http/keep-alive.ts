/** How long an idle connection is kept: above the load balancer's idle time, so that it is never us who close first. */
export const KEEP_ALIVE_MS = 75_000;

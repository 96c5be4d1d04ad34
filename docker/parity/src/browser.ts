import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser } from '@playwright/test';
import { findBrowser } from '../../../e2e/src/browser.ts';

/** A page that a browser has open, which can be told to fetch. */
export interface OpenPage {
  origin: string;
  /** Fetches from the page and gives back what the page can see; `blocked` when the browser does not let it. */
  fetch(
    url: string,
    init?: { method?: string; headers?: Record<string, string>; body?: string },
  ): Promise<Seen>;
}

interface Seen {
  status: number | 'blocked';
  text?: string;
  /** Headers that the page may read. */
  headers?: Record<string, string>;
}

/** A server of one empty page, whose origin is not that of the store. */
export interface PageServer {
  origin: string;
  close(): Promise<void>;
}

/** Serves an empty page. @param port 0 takes a free one */
export async function servePage(port = 0): Promise<PageServer> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>A page of another origin</title>');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin: `http://localhost:${taken}`, close };
}

/** The browser that the end-to-end suite would use. */
export async function startBrowser(): Promise<Browser> {
  const { executablePath, args, env } = await findBrowser();
  return chromium.launch({ executablePath, args, env });
}

/** Opens the page of an origin. */
export async function openPage(browser: Browser, origin: string): Promise<OpenPage> {
  const page = await browser.newPage();
  await page.goto(origin);
  return {
    origin,
    fetch: (url, init = {}) =>
      page.evaluate(
        async ({ url, init }): Promise<Seen> => {
          try {
            const answer = await fetch(url, init);
            const headers = Object.fromEntries(answer.headers);
            return { status: answer.status, text: await answer.text(), headers };
          } catch {
            return { status: 'blocked' };
          }
        },
        { url, init },
      ),
  };
}

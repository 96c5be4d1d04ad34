export { settings } from './settings';

/** True under `next dev`, where the page's scripts need eval for reloading. */
export function inDevelopment(): boolean {
  return process.env.NODE_ENV === 'development';
}

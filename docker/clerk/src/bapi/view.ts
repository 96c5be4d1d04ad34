import type { Instance } from '../instance.ts';
import type { View } from '../json/view.ts';

/** Path under which the web application shows this server to browsers. */
const PROXY_PATH = '/__clerk';

/** Backend answers end up in pages, so their links lead through the web application's own origin. */
export function backendView(instance: Instance): View {
  return { instance, azp: undefined, base: instance.webUrl + PROXY_PATH };
}

/** Light, dark, or whatever the system says. Kept by the browser; it is a matter of the room, not of the person. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const KEY = 'chancery.theme';

/** Runs before the first paint, so that a dark room never flashes white. */
export const themeScript = `(function(){var r=document.documentElement,m=matchMedia('(prefers-color-scheme: dark)');function a(){var t='system';try{t=localStorage.getItem('${KEY}')||t}catch(e){}r.dataset.theme=t==='system'?(m.matches?'dark':'light'):t}a();m.addEventListener('change',a);addEventListener('chancery:theme',a);addEventListener('storage',a)})()`;

export function readTheme(): Theme {
  const value = localStorage.getItem(KEY);
  return themes.find((theme) => theme === value) ?? 'system';
}

export function writeTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  dispatchEvent(new Event('chancery:theme'));
}

/** Clerk's prebuilt forms in our tokens; they follow light and dark by themselves. */
export const clerkAppearance = {
  variables: {
    colorPrimary: 'var(--form-accent)',
    colorPrimaryForeground: 'var(--accent-ink)',
    colorForeground: 'var(--ink)',
    colorMutedForeground: 'var(--ink-2)',
    colorBackground: 'var(--surface)',
    colorInput: 'var(--surface)',
    colorInputForeground: 'var(--ink)',
    colorBorder: 'var(--line-strong)',
    colorDanger: 'var(--danger)',
    colorNeutral: 'var(--ink)',
    borderRadius: '6px',
    fontFamily: 'var(--font-inter), system-ui, sans-serif',
    fontSize: '14px',
  },
  elements: {
    cardBox: { boxShadow: 'none', border: '1px solid var(--line)' },
    card: { boxShadow: 'none' },
    headerTitle: { fontFamily: 'var(--font-serif-4), Georgia, serif', fontSize: '22px', fontWeight: 600 },
    footer: { background: 'var(--sunken)' },
  },
} as const;

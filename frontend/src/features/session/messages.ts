export const messages = {
  product: 'Chancery',
  promise: 'Answers from your documents, with every quote checked.',
  ended: 'Your session has ended. What you typed is kept.',
  signIn: 'Sign in',
};

/** What Clerk's forms say in our own words. */
export const clerkWords = {
  signIn: { start: { title: 'Sign in', subtitle: 'With your e-mail address and password.' } },
  signUp: {
    start: { title: 'Create your account', subtitle: 'A code sent to your e-mail address confirms it.' },
  },
};

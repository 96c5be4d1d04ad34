export const messages = {
  product: 'Chancery',
  promise: 'Answers from your documents, with every quote checked.',
  ended: 'Your session has ended. What you typed is kept.',
  signIn: 'Sign in',
};

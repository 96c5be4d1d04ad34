export * from './chats.ts';
export * from './documents.ts';
export * from './people.ts';
export * from './projects.ts';
export * from './reviews.ts';
export * from './workflows.ts';

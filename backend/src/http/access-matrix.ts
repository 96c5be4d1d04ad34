export type Actor = 'anonymous' | 'expired' | 'stranger' | 'owner';

export interface AccessRow {
  expected: Record<Actor, number>;
  body?: unknown;
  /** Where the address of the route table is not one to call as it stands. */
  path?: string;
}

type Ids = Record<string, string>;
const column = { name: 'Term', format: 'text', question: 'How long is the term?' };

/** Things that belong to nobody else: every signed-in person gets an answer about their own. */
const own = (owner: number, stranger = owner) => ({ anonymous: 401, expired: 401, stranger, owner });
/** Things of one person: for anybody else they do not exist. */
const of = (owner: number) => ({ anonymous: 401, expired: 401, stranger: 404, owner });

/**
 * The status that each call must have for each actor, written by hand from what the product promises.
 * A route without a row fails the suite.
 */
export const accessMatrix: Record<string, AccessRow & { body?: unknown | ((ids: Ids) => unknown) }> = {
  'account.read': { expected: own(200) },
  'account.change': { expected: own(200), body: { displayName: 'Ada' } },
  'models.list': { expected: own(200) },
  'keys.list': { expected: own(200) },
  'keys.put': { expected: own(204), body: { apiKey: 'sk-ant-0123456789' } },
  'keys.delete': { expected: own(204) },

  'projects.list': { expected: own(200) },
  'projects.create': { expected: own(201), body: { name: 'New' } },
  'projects.read': { expected: of(200) },
  'projects.change': { expected: of(200), body: { name: 'Renamed' } },
  'projects.delete': { expected: of(204) },

  'uploads.create': {
    expected: of(201),
    body: ({ projectId }: Ids) => ({
      projectId,
      name: 'b.pdf',
      size: 4,
      type: 'application/pdf',
      sha256: 'b'.repeat(64),
    }),
  },
  // The owner's row is reached, and says that nothing has arrived.
  'uploads.complete': { expected: of(409) },
  'uploads.cancel': { expected: of(204) },

  'documents.list-of-project': { expected: of(200) },
  'documents.list': { expected: own(200) },
  'documents.read': { expected: of(200) },
  'documents.change': { expected: of(200), body: { name: 'Renamed.docx' } },
  'documents.delete': { expected: of(204) },
  'documents.list-versions': { expected: of(200) },
  'documents.version-url': { expected: of(200) },
  // The address is the right; a wrong one leads nowhere for anybody.
  'documents.follow-download': { expected: { anonymous: 404, expired: 404, stranger: 404, owner: 404 } },

  'chats.list': { expected: own(200) },
  'chats.create': { expected: of(201), body: ({ projectId }: Ids) => ({ projectId }) },
  'chats.read': { expected: of(200) },
  'chats.change': { expected: of(200), body: { title: 'Renamed' } },
  'chats.delete': { expected: of(204) },
  // Its first answer may still be under way (409) or not (202): a document that is not theirs is refused before that.
  'chats.send': {
    expected: of(404),
    body: { text: 'Hello', documentIds: ['0190b8a0-0000-7000-8000-000000000000'] },
  },
  'runs.read': { expected: of(200) },
  'runs.events': { expected: of(200) },
  'runs.stop': { expected: of(204) },

  'workflows.list': { expected: own(200) },
  'workflows.create': {
    expected: own(201),
    body: { kind: 'assistant', title: 'Mine', instructions: 'Read it.' },
  },
  'workflows.read': { expected: of(200) },
  'workflows.change': { expected: of(200), body: { title: 'Renamed' } },
  'workflows.delete': { expected: of(204) },
  'workflows.hide': { expected: own(204), path: '/workflows/builtin-nda-review/hidden' },
  'workflows.show': { expected: own(204), path: '/workflows/builtin-nda-review/hidden' },

  'reviews.list': { expected: own(200) },
  'reviews.create': { expected: of(201), body: ({ projectId }: Ids) => ({ projectId, title: 'New' }) },
  'reviews.read': { expected: of(200) },
  'reviews.change': { expected: of(200), body: { title: 'Renamed' } },
  'reviews.delete': { expected: of(204) },
  'reviews.add-column': { expected: of(201), body: column },
  'reviews.change-column': { expected: of(200), body: { name: 'Rent per year' } },
  'reviews.delete-column': { expected: of(204) },
  'reviews.add-documents': {
    expected: of(204),
    body: ({ documentId }: Ids) => ({ documentIds: [documentId] }),
  },
  'reviews.remove-document': { expected: of(204) },
  'reviews.run': { expected: of(202), body: {} },
  'reviews.run-cell': { expected: of(202), body: {} },
  'reviews.stop': { expected: of(409) },
  'reviews.events': { expected: of(200) },
  'reviews.export': { expected: of(200) },
};

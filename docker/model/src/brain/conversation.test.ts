import { describe, expect, it } from 'vitest';
import { readConversation, readTurn } from './conversation.ts';
import { parseReadText } from './documents.ts';
import { asksForTitle, intentOf, titleOf } from './intent.ts';

describe('a user message', () => {
  it('is split into context, directive and text', () => {
    const turn = readTurn(
      '<context>\nworkflow: builtin-x "Checklist"\nattached: doc_00ff00ff "A "quoted" name.docx"\n</context>\nGo on. [[fault:slow:3]]',
    );
    expect(turn.workflow).toEqual({ id: 'builtin-x', title: 'Checklist' });
    expect(turn.attached).toEqual([{ id: 'doc_00ff00ff', name: 'A "quoted" name.docx' }]);
    expect(turn.directive).toEqual({ mode: 'slow', seconds: 3 });
    expect(turn.text).toBe('Go on.');
  });

  it('does not take a context block from the middle of the text', () => {
    expect(readTurn('Hello <context>workflow: x "y"</context>').workflow).toBeNull();
  });
});

describe('tool results', () => {
  const call = {
    id: 'c1',
    type: 'function' as const,
    function: { name: 'read_document', arguments: '{"document":"doc_00000001"}' },
  };
  const base = [
    { role: 'user' as const, content: 'Hi' },
    { role: 'assistant' as const, content: null, tool_calls: [call] },
  ];

  it.each([
    ['plain text', 'Document doc_00000001 "a", pages 1-1 of 1'],
    ['a JSON string', JSON.stringify('Document doc_00000001 "a", pages 1-1 of 1')],
    [
      'the envelope of Gemini',
      JSON.stringify({ name: 'read_document', content: 'Document doc_00000001 "a", pages 1-1 of 1' }),
    ],
  ])('are unwrapped from %s', (_, content) => {
    const conversation = readConversation(
      { model: 'm', messages: [...base, { role: 'tool', content, tool_call_id: 'c1' }] },
      new Map(),
    );
    expect(conversation.current.results).toEqual([
      {
        tool: 'read_document',
        input: { document: 'doc_00000001' },
        output: 'Document doc_00000001 "a", pages 1-1 of 1',
      },
    ]);
  });

  it('of an earlier turn do not count in the current one', () => {
    const messages = [
      ...base,
      { role: 'tool' as const, content: 'x', tool_call_id: 'c1' },
      { role: 'user' as const, content: 'And now?' },
    ];
    expect(readConversation({ model: 'm', messages }, new Map()).current.results).toEqual([]);
  });
});

describe('read text', () => {
  it('is only what stands between the fences', () => {
    const [document] = parseReadText(
      'Document doc_00000001 "A.docx", pages 1-2 of 9\n<<<text abc\n[page 1]\n[p1] 4.2 The rent is due.\n[p2] <<<text other\n[page 2]\n[p3] Second\nabc>>>\n[p9] outside',
    );
    expect(document?.blocks.map(({ label, text, page }) => [label, text, page])).toEqual([
      ['4.2', 'The rent is due.', 1],
      ['', '<<<text other', 1],
      ['', 'Second', 2],
    ]);
    expect(document).toMatchObject({ readTo: 2, pageCount: 9 });
  });

  it.each([
    ['1. Definitions', '1.', 'Definitions'],
    ['(a) first', '(a)', 'first'],
    ['12 Governing law', '12', 'Governing law'],
    ['5 November 2026 is the date', '', '5 November 2026 is the date'],
    ['30 days after notice', '', '30 days after notice'],
    ['A tenant may', '', 'A tenant may'],
  ])('keeps the number of "%s" apart', (line, label, text) => {
    expect(
      parseReadText(`Document doc_00000001 "A"\n<<<text n\n[p1] ${line}\nn>>>`)[0]?.blocks[0],
    ).toMatchObject({ label, text });
  });
});

describe('what is asked for', () => {
  it.each([
    ['Hello', 'greeting'],
    ['What can you do?', 'capabilities'],
    ['Draft a letter to the landlord', 'draft'],
    ['Please prepare a summary document of the lease', 'draft'],
    ['Generate a Word document with the key terms', 'draft'],
    ['Summarise this agreement', 'summary'],
    ['What is the rent?', 'question'],
    ['Who must give notice?', 'question'],
  ])('%s is a %s', (text, intent) => expect(intentOf(text)).toBe(intent));

  it.each([
    'What is the monthly rent?',
    'Who are the parties to the agreement?',
    'hi',
    'Draft a termination letter to the landlord about the broken boiler',
    'Summarise the confidentiality obligations and tell me when they end',
  ])('titles "%s" in three to six words', (content) => {
    const conversation = readConversation(
      {
        model: 'm',
        messages: [
          { role: 'system', content: 'Give a title for this conversation.' },
          { role: 'user', content },
        ],
      },
      new Map(),
    );
    expect(asksForTitle(conversation)).toBe(true);
    const words = titleOf(conversation).split(' ');
    expect(words.length).toBeGreaterThanOrEqual(3);
    expect(words.length).toBeLessThanOrEqual(6);
  });
});

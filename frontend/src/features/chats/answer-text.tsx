'use client';

import { memo } from 'react';
import Markdown, { type Components } from 'react-markdown';
import gfm from 'remark-gfm';
import { citationNumber, linkCitations } from './citation-links';
import { CitationMark } from './citation-mark';
import type { NumberedCitation } from './parts';

interface AnswerTextProps {
  text: string;
  citations: NumberedCitation[];
  messageId: string;
}

/** The answer as Markdown; numerals appear once their citation has been checked, never before. */
export const AnswerText = memo(function AnswerText({ text, citations, messageId }: AnswerTextProps) {
  const components: Components = {
    a({ href, children }) {
      const ref = citationNumber(href);
      if (ref === null) {
        return (
          <a href={href} target="_blank" rel="noreferrer noopener">
            {children}
          </a>
        );
      }
      const citation = citations.find((known) => known.ref === ref);
      return citation ? <CitationMark citation={citation} address={`${messageId}:${ref}`} /> : null;
    },
    // Pictures would be fetched from wherever a document says.
    img: () => null,
  };
  return (
    <div className="answer">
      <Markdown remarkPlugins={[gfm]} components={components} skipHtml>
        {linkCitations(text)}
      </Markdown>
    </div>
  );
});

import type { DatabaseSync } from 'node:sqlite';
import type { Json, Operations } from './call.ts';
import { sesError } from './errors.ts';
import { objectIn, optionalText, pageOf, requiredText } from './input.ts';
import { writeMime } from './mime.ts';
import { render, TemplateError } from './render.ts';

const LARGEST_PAGE = 100;
const LARGEST_TEMPLATE_BYTES = 500 * 1024;

interface TemplateContent {
  Subject?: string;
  Text?: string;
  Html?: string;
}

/** A template with its values filled in. */
export interface Rendered {
  subject: string;
  text: string | undefined;
  html: string | undefined;
}

/** Mail templates by name. */
export class Templates {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    db.exec(
      'CREATE TABLE IF NOT EXISTS templates(name TEXT PRIMARY KEY, created INTEGER NOT NULL, content TEXT NOT NULL) WITHOUT ROWID',
    );
  }

  get(name: string): TemplateContent | undefined {
    const row = this.#db.prepare('SELECT content FROM templates WHERE name = ?').get(name);
    return row && (JSON.parse(String(row.content)) as TemplateContent);
  }

  list(): { name: string; created: number }[] {
    const rows = this.#db.prepare('SELECT name, created FROM templates ORDER BY name').all();
    return rows.map((row) => ({ name: String(row.name), created: Number(row.created) }));
  }

  put(name: string, content: TemplateContent): void {
    this.#db
      .prepare('INSERT INTO templates VALUES(?, ?, ?) ON CONFLICT DO UPDATE SET content = excluded.content')
      .run(name, Date.now(), JSON.stringify(content));
  }

  remove(name: string): boolean {
    return this.#db.prepare('DELETE FROM templates WHERE name = ?').run(name).changes > 0;
  }

  /**
   * Fills a template, named or given in the request. AWS takes a message whose data lacks a value and reports it as
   * an event later; here it is refused at once, so that the fault is seen.
   * @throws AwsError NotFoundException, BadRequestException
   */
  render(template: Json): Rendered {
    const content = this.#contentOf(template);
    const data = dataOf(optionalText(template, 'TemplateData'));
    try {
      const part = (source: string | undefined) => (source === undefined ? undefined : render(source, data));
      const subject = part(content.Subject) ?? '';
      if (/[\r\n]/.test(subject)) throw new TemplateError('The subject has more than one line.');
      return { subject, text: part(content.Text), html: part(content.Html) };
    } catch (error) {
      if (error instanceof TemplateError) throw sesError.badRequest(error.message);
      throw error;
    }
  }

  #contentOf(template: Json): TemplateContent {
    if (template.TemplateContent) return readContent(objectIn(template, 'TemplateContent'));
    const arn = optionalText(template, 'TemplateArn');
    const name = optionalText(template, 'TemplateName') ?? arn?.split('/').at(-1);
    if (!name)
      throw sesError.badRequest('Template must have one of TemplateName, TemplateArn, TemplateContent.');
    const found = this.get(name);
    if (!found) throw sesError.notFound(`Template ${name} does not exist.`);
    return found;
  }
}

/** The operations on templates. */
export function templateOperations(templates: Templates): Operations {
  const required = (name: string): TemplateContent => {
    const found = templates.get(name);
    if (!found) throw sesError.notFound(`Template ${name} does not exist.`);
    return found;
  };
  return {
    CreateEmailTemplate: ({ body }) => {
      const name = requiredText(body, 'TemplateName');
      if (!/^[\w-]{1,64}$/.test(name)) throw sesError.badRequest(`Invalid template name ${name}.`);
      const content = readContent(objectIn(body, 'TemplateContent'));
      if (templates.get(name)) throw sesError.alreadyExists(`Template ${name} already exists.`);
      templates.put(name, content);
      return {};
    },
    GetEmailTemplate: ({ names: [name = ''] }) => ({ TemplateName: name, TemplateContent: required(name) }),
    UpdateEmailTemplate: ({ names: [name = ''], body }) => {
      required(name);
      templates.put(name, readContent(objectIn(body, 'TemplateContent')));
      return {};
    },
    DeleteEmailTemplate: ({ names: [name = ''] }) => {
      if (!templates.remove(name)) throw sesError.notFound(`Template ${name} does not exist.`);
      return {};
    },
    ListEmailTemplates: ({ query }) => {
      const page = pageOf(templates.list(), query.get('PageSize'), query.get('NextToken'), LARGEST_PAGE);
      const metadata = page.items.map(({ name, created }) => ({
        TemplateName: name,
        CreatedTimestamp: created / 1000,
      }));
      return { TemplatesMetadata: metadata, NextToken: page.next };
    },
    TestRenderEmailTemplate: ({ names: [name = ''], body }) => {
      const data = requiredText(body, 'TemplateData');
      return { RenderedTemplate: writeMime(templates.render({ TemplateName: name, TemplateData: data })) };
    },
  };
}

function readContent(content: Json): TemplateContent {
  const [Subject, Text, Html] = ['Subject', 'Text', 'Html'].map((name) => optionalText(content, name));
  if (Text === undefined && Html === undefined)
    throw sesError.badRequest('The template has no text and no HTML.');
  if (Buffer.byteLength(`${Subject}${Text}${Html}`) > LARGEST_TEMPLATE_BYTES) {
    throw sesError.badRequest('The template is larger than 500 KB.');
  }
  return { Subject, Text, Html };
}

function dataOf(text: string | undefined): unknown {
  try {
    const data: unknown = JSON.parse(text ?? '{}');
    if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data;
  } catch {
    // Falls through to the refusal.
  }
  throw sesError.badRequest('Template data is not a valid JSON object.');
}

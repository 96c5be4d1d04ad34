import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** Mail by SES v2. */
export interface Mailer {
  /** @throws the SDK's typed errors: MessageRejected, AccountSuspendedException, ... */
  send(mail: Mail): Promise<void>;
  close(): void;
}

export function sesMailer(settings: { AWS_REGION: string; SES_FROM_ADDRESS: string }): Mailer {
  const client = new SESv2Client({ region: settings.AWS_REGION, maxAttempts: 3 });
  return {
    async send({ to, subject, text, html }) {
      const part = (Data: string) => ({ Data, Charset: 'UTF-8' });
      await client.send(
        new SendEmailCommand({
          FromEmailAddress: settings.SES_FROM_ADDRESS,
          Destination: { ToAddresses: [to] },
          Content: { Simple: { Subject: part(subject), Body: { Text: part(text), Html: part(html) } } },
        }),
      );
    },
    close: () => client.destroy(),
  };
}

/** Text made safe to stand in HTML. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

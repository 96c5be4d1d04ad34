import { LLMock } from '@copilotkit/aimock';
import { control, gate } from './control.ts';
import { FaultSwitch } from './fault-switch.ts';
import { fixtures, type Pace } from './wire.ts';

export interface Options extends Partial<Pace> {
  /** 0 takes a free one. */
  port?: number;
  host?: string;
}

export interface Running {
  url: string;
  close(): Promise<void>;
}

/**
 * Starts the scripted model. It speaks Anthropic (`/v1/messages`), OpenAI (`/v1/responses`,
 * `/v1/chat/completions`) and Gemini (`/v1beta/models/...`) through aimock; what it says is
 * decided in `brain/` from the request alone.
 */
export async function start(options: Options = {}): Promise<Running> {
  const pace: Pace = {
    firstTokenMs: options.firstTokenMs ?? 0,
    tokensPerSecond: options.tokensPerSecond ?? 0,
  };
  const faults = new FaultSwitch();
  const mock = new LLMock({
    port: options.port ?? 0,
    host: options.host ?? '127.0.0.1',
    journalMaxEntries: 250,
    logLevel: 'silent',
  });
  mock.mount('/__model', control(faults));
  mock.mount('/v1', gate('v1'));
  mock.mount('/v1beta', gate('gemini'));
  mock.addFixtures(fixtures(pace, faults));
  const url = await mock.start();
  return { url, close: () => mock.stop() };
}

/**
 * The talk where it goes by way of our server: signed on its way out and checked on its way in, so
 * that the server can't say a word of its own. Over the data channel it needs none of that.
 */

import { codeOf } from "./errors";
import type { Logger } from "./logger";
import { fromJson, record } from "./reading";
import type { Trust } from "./trust";
import { proofIn } from "./trust-proof";
import { Queue } from "./trust-queue";

export interface TrustedTalkOptions {
  readonly trust: Trust;
  readonly logger: Logger;
  /** The page that sits at the other side now, as the server says. */
  readonly otherPage: () => string | null;
  readonly send: (body: string) => void;
  /** The other side has said this, in the order in which it came. */
  readonly onTalk: (body: string) => void;
}

export class TrustedTalk {
  private readonly out: Queue;
  private readonly in: Queue;

  constructor(private readonly options: TrustedTalkOptions) {
    this.out = new Queue(options.logger);
    this.in = new Queue(options.logger);
  }

  send(body: string): void {
    this.out.add(async () => {
      const proof = await this.options.trust.signTalk(body);
      if (proof !== null) this.options.send(JSON.stringify({ ...contentOf(body), proof }));
    });
  }

  receive(signed: string): void {
    const from = this.options.otherPage();
    if (from === null) return;
    this.in.add(async () => {
      try {
        await this.pass(signed, from);
      } catch (error) {
        this.options.logger.warn("talk.unread", { code: codeOf(error) });
      }
    });
  }

  private async pass(signed: string, from: string): Promise<void> {
    const { proof, ...content } = contentOf(signed);
    const body = JSON.stringify(content);
    if (await this.options.trust.hears(body, proofIn(proof), from)) this.options.onTalk(body);
  }
}

function contentOf(body: string): Readonly<Record<string, unknown>> {
  return record(fromJson(body, "talk"), "talk");
}

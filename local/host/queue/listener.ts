import { setTimeout } from 'node:timers/promises';
import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue';
import type { QueueOptions } from '../hostJson';
import { messageOf } from '../json';
import type { Log } from '../log';
import { type TriggerData, triggerData } from './triggerData';

interface QueueFunction {
  readonly name: string;
  readonly queue: QueueClient;
  readonly poison: QueueClient | undefined;
  readonly isBinary: boolean;
  readonly call: (data: TriggerData) => Promise<unknown>;
}

/** Seconds for which a message in hand is hidden from others; renewed at half-time. */
const usualVisibility = 600;
const polling = { shortest: 100, longest: 2000 };

/** Takes messages of one queue to one function: so many at once, each until it is done or poison. */
export class QueueListener {
  readonly #running = new Set<Promise<void>>();
  readonly #stopping = new AbortController();
  #loop: Promise<void> | undefined;
  #oneEnded: () => void = () => {};

  constructor(
    private readonly fn: QueueFunction,
    private readonly options: QueueOptions,
    private readonly log: Log,
    private readonly visibility = usualVisibility,
  ) {}

  start(): void {
    this.#loop = this.#poll();
  }

  /** Takes no more messages and waits for those in hand. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#oneEnded();
    await this.#loop;
    await Promise.all(this.#running);
  }

  async #poll(): Promise<void> {
    const { signal } = this.#stopping;
    for (let pause: number = polling.shortest; !signal.aborted; ) {
      if (this.#running.size > this.options.newBatchThreshold) {
        await this.#untilOneEnds();
        continue;
      }
      const messages = await this.#receive();
      for (const message of messages) this.#take(message);
      pause =
        messages.length > 0 ? polling.shortest : Math.min(polling.longest, pause * 2 * (0.8 + Math.random() * 0.4));
      if (messages.length === 0) await pauseFor(pause, signal);
    }
  }

  #untilOneEnds(): Promise<void> {
    return new Promise<void>(resolve => {
      this.#oneEnded = resolve;
    });
  }

  async #receive(): Promise<DequeuedMessageItem[]> {
    try {
      const { batchSize } = this.options;
      const options = {
        numberOfMessages: batchSize,
        visibilityTimeout: this.visibility,
        abortSignal: this.#stopping.signal,
      };
      return (await this.fn.queue.receiveMessages(options)).receivedMessageItems;
    } catch (error) {
      if (!this.#stopping.signal.aborted && !isMissing(error)) {
        this.log('error', 'Host.Triggers.Queue', `Reading '${this.fn.queue.name}' failed: ${messageOf(error)}`);
      }
      return [];
    }
  }

  #take(message: DequeuedMessageItem): void {
    const running = this.#process(message)
      .catch(error =>
        this.log(
          'error',
          'Host.Triggers.Queue',
          `Message ${message.messageId} of '${this.fn.queue.name}': ${messageOf(error)}`,
        ),
      )
      .finally(() => {
        this.#running.delete(running);
        this.#oneEnded();
      });
    this.#running.add(running);
  }

  async #process(message: DequeuedMessageItem): Promise<void> {
    const { maxDequeueCount, visibilityTimeout } = this.options;
    if (message.dequeueCount > maxDequeueCount) return this.#poison(message, message.popReceipt);
    const lease = this.#lease(message);
    const succeeded = await this.#call(message);
    const popReceipt = await lease.end();
    if (succeeded) await this.fn.queue.deleteMessage(message.messageId, popReceipt);
    else if (message.dequeueCount >= maxDequeueCount) await this.#poison(message, popReceipt);
    else
      await this.fn.queue.updateMessage(message.messageId, popReceipt, undefined, Math.floor(visibilityTimeout / 1000));
  }

  async #call(message: DequeuedMessageItem): Promise<boolean> {
    try {
      await this.fn.call(triggerData(message, this.options.messageEncoding, this.fn.isBinary));
      return true;
    } catch (error) {
      this.log(
        'error',
        `Function.${this.fn.name}`,
        `Message ${message.messageId} (dequeued ${message.dequeueCount} times) failed: ${messageOf(error)}`,
      );
      return false;
    }
  }

  /** Keeps the message invisible while its function runs. */
  #lease({ messageId, popReceipt: first }: DequeuedMessageItem): { end(): Promise<string> } {
    let popReceipt = first;
    let renewing: Promise<unknown> = Promise.resolve();
    const renew = async () => {
      const renewed = await this.fn.queue.updateMessage(messageId, popReceipt, undefined, this.visibility);
      popReceipt = renewed.popReceipt ?? popReceipt;
    };
    const timer = setInterval(() => {
      renewing = renew().catch(error =>
        this.log('warning', 'Host.Triggers.Queue', `Renewing message ${messageId} failed: ${messageOf(error)}`),
      );
    }, this.visibility * 500);
    return {
      end: async () => {
        clearInterval(timer);
        await renewing;
        return popReceipt;
      },
    };
  }

  async #poison(message: DequeuedMessageItem, popReceipt: string): Promise<void> {
    const { poison, queue } = this.fn;
    if (poison === undefined) return;
    const text = `Message has reached MaxDequeueCount of ${this.options.maxDequeueCount}. Moving message to queue '${poison.name}'.`;
    this.log('warning', 'Host.Triggers.Queue', text);
    await poison.createIfNotExists();
    await poison.sendMessage(message.messageText);
    await queue.deleteMessage(message.messageId, popReceipt);
  }
}

const isMissing = (error: unknown) => error instanceof Error && 'statusCode' in error && error.statusCode === 404;

const pauseFor = (milliseconds: number, signal: AbortSignal) =>
  setTimeout(milliseconds, undefined, { signal }).catch(() => {});

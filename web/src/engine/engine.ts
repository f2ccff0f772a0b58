// The linter, in a worker of its own.

import type { Question, Questions } from "./protocol";
import workerUrl from "./worker?worker&url";

type Waiting = { resolve(answer: unknown): void; reject(error: Error): void };

export class Engine {
  readonly ready: Promise<void>;
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private count = 0;

  constructor() {
    const base = new URL("./py/", document.baseURI).href;
    // A worker from a blob keeps to the policy of this page, whatever headers a server sends: it can connect to nowhere else either.
    const code = `import ${JSON.stringify(new URL(workerUrl, document.baseURI).href)};`;
    const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    this.worker = new Worker(url, { type: "module" });
    this.ready = new Promise((resolve, reject) => {
      this.worker.onerror = (event) => reject(new Error(event.message || "the worker did not start"));
      this.worker.onmessage = ({ data }) => {
        if (data.ready) resolve();
        else if (data.failed) reject(new Error(data.failed));
        else this.settle(data.id, data.answer);
      };
    });
    this.worker.postMessage({ start: base });
  }

  async ask<Q extends Question>(question: Q, asked: Questions[Q]["asked"]): Promise<Questions[Q]["answer"]> {
    await this.ready;
    const id = ++this.count;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as Waiting["resolve"], reject });
      this.worker.postMessage({ id, question: JSON.stringify({ do: question, ...asked }) });
    });
  }

  private settle(id: number, text: string): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    const said = JSON.parse(text) as { answer?: unknown; error?: string };
    if (said.error !== undefined) waiting?.reject(new Error(said.error));
    else waiting?.resolve(said.answer);
  }
}

/** Asks for the newest state only: while one question is on its way, of all that follow the last is kept. */
export class Latest<T, A> {
  private busy = false;
  private next: T | null = null;

  constructor(
    private readonly ask: (asked: T) => Promise<A>,
    private readonly show: (asked: T, answer: A) => void,
    private readonly fail: (error: unknown) => void,
  ) {}

  async want(asked: T): Promise<void> {
    this.next = asked;
    if (this.busy) return;
    this.busy = true;
    while (this.next !== null) {
      const now: T = this.next;
      this.next = null;
      try {
        this.show(now, await this.ask(now));
      } catch (error) {
        this.fail(error);
      }
    }
    this.busy = false;
  }
}

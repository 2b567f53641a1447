/** A job as the mock received it, and what it sent: see GET /mock/journal in the documentation. */
export interface RecordedJob {
  ordinal: number;
  job_id: string;
  scenario: string | null;
  outcome: string;
  error_code: string | null;
  tokens_sent: number;
  headers: Record<string, string[]>;
  [field: string]: unknown;
}

/** One mistake of a client. */
export interface Finding {
  kind: string;
  severity: 'ERROR' | 'WARNING' | string;
  message: string;
  advice: string;
  job_ids: string[];
}

/** What the clients did wrong. */
export interface Verdict {
  findings: Finding[];
  /** Whether the journal still had everything when it was judged. */
  complete: boolean;
  [field: string]: unknown;
}

/** The mock could not start or refused what it was asked; the message says why. */
export class MockWorkerError extends Error {}

/** One worker, with its own port, journal, verdict and scenarios. */
export class MockWorkerInstance {
  /** The worker's URL, without a slash at the end. */
  readonly url: string;
  /** Answers the next job with a ready-made scenario, or the next jobs with those of a YAML or JSON text, in order. */
  enqueue(scenario: string): Promise<void>;
  /** Replaces the scenarios by those of a YAML or JSON text. */
  scenarios(text: string): Promise<void>;
  /** Waits for the next job that ends, at most 50 s (default 5 s). Each job is returned once. Rejects if none ends. */
  takeJob(options?: { timeoutMs?: number }): Promise<RecordedJob>;
  /** Returns all jobs so far, in order of arrival. */
  journal(): Promise<RecordedJob[]>;
  /** Returns what the clients did wrong so far. */
  verdict(): Promise<Verdict>;
  /** Rejects with the findings if a client made a mistake; warnings count only if asked for. */
  assertClean(options?: { warnings?: boolean }): Promise<void>;
  /** Opens a gate at which scripts hold. */
  release(gate: string): Promise<void>;
  /** Ends running jobs and forgets everything. */
  reset(): Promise<void>;
  /** Ends the instance and frees its port. */
  end(): Promise<void>;
}

/** A mock in a process of its own, on a free port of loopback. It ends with this process, however this process ends. */
export class MockWorker extends MockWorkerInstance {
  /** Starts a mock with these flags, such as ['--scenario', 'haiku']. */
  static start(args?: string[]): Promise<MockWorker>;
  /** The id of the process. */
  readonly pid: number;
  /** Starts a clean worker in the same process, with these scenarios, in a few milliseconds. */
  instance(scenarios?: string): Promise<MockWorkerInstance>;
  /** Ends the process. */
  stop(): Promise<void>;
}

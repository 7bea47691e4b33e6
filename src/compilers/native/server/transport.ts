import type { Api } from '../api/reading.js';
import { knownVersions, type Native } from './load.js';
import { AHEAD, type Answer, Wire } from './wire.js';

/** An answer of the server, or why there is none. */
export type Response = { readonly result: unknown } | { readonly error: unknown };

/** Sends requests of the protocol, without the API's objects around them. */
export interface Transport {
  /** The answers come in the order of the requests, each when it is asked for. */
  send(method: string, params: readonly object[]): Iterable<Response>;
  /** Lets the server begin with a request, where that can be done, and gives a function that waits for the answer. */
  begin?(method: string, params: object): () => Response;
  /** The same with many at once; 7.1 only. */
  beginMany?(method: string, params: readonly object[]): () => readonly Response[];
  /** Lets the server begin with what a new API is to be asked first, where that can be done: the API is then asked the same. */
  foresee?(method: string, params: object): void;
}

/** So many requests go into one of 7.1's batches: an answer of megabytes costs both processes its memory. */
const BATCH = 64;

/** What 7.1's batches hand back for one request. */
interface BatchResponse {
  readonly result: unknown;
  readonly error?: string | undefined;
}

const known = new WeakMap<Api, Transport | undefined>();

/**
 * A way to send requests, `undefined` where the protocol is not one that is known: ahead of the answers where that can be
 * done, else in batches on 7.1, one after the other on 7.0.
 */
export function transportOf({ version }: Native, api: Api): Transport | undefined {
  if (!known.has(api)) {
    const isKnown = (knownVersions as readonly string[]).includes(version);
    known.set(api, isKnown ? transportBehind(api) : undefined);
  }
  return known.get(api);
}

function transportBehind(api: Api): Transport | undefined {
  const { client } = api;
  const wire = Wire.of(client?.channel);
  if (wire !== undefined) {
    const begin = (method: string, params: object) => {
      const answer = wire.begin(method, JSON.stringify(params));
      return () => responseOf(answer());
    };
    return {
      send: (method, params) => sendAhead(wire, method, params),
      begin,
      foresee: (method, params) => foreseeFirst(wire, method, params),
      ...(api.batch && { beginMany: (method, params) => beginBatch(begin, method, params) }),
    };
  }
  if (api.batch !== undefined) return { send: (method, params) => sendBatches(api, method, params) };
  if (typeof client?.apiRequest !== 'function') return undefined;
  return { send: (method, params) => params.map((one) => sendOne(() => client.apiRequest!(method, one))) };
}

/** Before whatever it is asked first, the API asks where it is. */
function foreseeFirst(wire: Wire, method: string, params: object): void {
  const text = JSON.stringify(params);
  if (text.length > AHEAD / 4) return;
  wire.foresee([
    { method: 'initialize', text: 'null' },
    { method, text },
  ]);
}

function* sendAhead(wire: Wire, method: string, params: readonly object[]): Iterable<Response> {
  const requests = params.map((one) => JSON.stringify(one));
  for (const answer of wire.exchange(method, requests)) yield responseOf(answer);
}

function responseOf(answer: Answer): Response {
  if ('error' in answer) return answer;
  return { result: answer.text === '' ? undefined : JSON.parse(answer.text) };
}

function* sendBatches(api: Api, method: string, params: readonly object[]): Iterable<Response> {
  for (let start = 0; start < params.length; start += BATCH) {
    const requests = params.slice(start, start + BATCH).map((one) => ({ method, params: one }));
    const [responses] = api.batch!(group(requests)) as [readonly BatchResponse[]];
    yield* responses.map(responseIn);
  }
}

function beginBatch(
  begin: NonNullable<Transport['begin']>,
  method: string,
  params: readonly object[],
): () => readonly Response[] {
  const answer = begin('batchRequests', { requests: params.map((one) => ({ method, params: one })) });
  return () => {
    const response = answer();
    if ('error' in response) throw response.error;
    return (response.result as { readonly responses: readonly BatchResponse[] }).responses.map(responseIn);
  };
}

function responseIn({ result, error }: BatchResponse): Response {
  return error ? { error: new Error(error) } : { result };
}

function sendOne(ask: () => unknown): Response {
  try {
    return { result: ask() };
  } catch (error) {
    return { error };
  }
}

/** A generator that yields a list of requests gets the list of their responses. */
function* group(requests: readonly object[]): Generator<unknown, unknown, unknown> {
  return yield requests;
}

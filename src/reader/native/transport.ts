import type { Api } from './api.js';

/** An answer of the server, or why there is none. */
export type Response = { readonly result: unknown } | { readonly error: unknown };

/** Sends requests of the protocol, without the API's objects around them. */
export interface Transport {
  send(method: string, params: readonly object[]): readonly Response[];
}

/** What 7.1's batches hand back for one request. */
interface BatchResponse {
  readonly result: unknown;
  readonly error?: string | undefined;
}

/** A way to send requests, `undefined` where the API offers none. */
export function transportOf(api: Api): Transport | undefined {
  const { client } = api;
  if (api.batch !== undefined) {
    return {
      send(method, params) {
        const requests = params.map((one) => ({ method, params: one }));
        const [responses] = api.batch!(group(requests)) as [readonly BatchResponse[]];
        return responses.map(({ result, error }) => (error ? { error: new Error(error) } : { result }));
      },
    };
  }
  if (typeof client?.apiRequest !== 'function') return undefined;
  return {
    send: (method, params) =>
      params.map((one) => {
        try {
          return { result: client.apiRequest!(method, one) };
        } catch (error) {
          return { error };
        }
      }),
  };
}

/** A generator that yields a list of requests gets the list of their responses. */
function* group(requests: readonly object[]): Generator<unknown, unknown, unknown> {
  return yield requests;
}

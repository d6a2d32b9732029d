/**
 * Another network, or only another guess of how good this one is? Source: WICG netinfo, of which
 * Chromium fires one event for both; its desktop does not tell the kind.
 */

export interface Connection {
  readonly type?: string;
}

/** Says of each `change` whether it may be another network. */
export function networkWatch(connection: Connection): () => boolean {
  let before = connection.type;
  return () => {
    const { type } = connection;
    const isOther = type === undefined || type !== before;
    before = type;
    return isOther;
  };
}

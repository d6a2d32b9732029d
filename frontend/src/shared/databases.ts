/** Where this browser keeps databases; null where it forbids it. */
export function indexedDatabases(): IDBFactory | null {
  try {
    return (globalThis as { readonly indexedDB?: IDBFactory }).indexedDB ?? null;
  } catch {
    return null;
  }
}

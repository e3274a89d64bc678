/** A full disk, as browsers show it. */

import { vi } from "vitest";

/** The names of the caches on the disk, which is all that counts here. */
export function emptyCaches(): Set<string> {
  const names = new Set<string>();
  vi.stubGlobal("caches", {
    has: async (name: string) => names.has(name),
    open: async (name: string) => ({ put: async () => void names.add(name) }),
    delete: async (name: string) => names.delete(name),
  });
  return names;
}

/** Every write fails as at a quota while `isFull` says so; returns the way back. */
export function fillDisk(isFull: () => boolean): () => void {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function full(...of) {
    if (isFull()) throw new DOMException("The disk is full.", "QuotaExceededError");
    return put.apply(this, of);
  };
  return () => {
    IDBObjectStore.prototype.put = put;
  };
}

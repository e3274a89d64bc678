/** A full disk, as IndexedDB shows it. */

/**
 * Every write fails as at a quota; `gives` is the key whose deletion makes room again. Returns the
 * way back.
 */
export function fillDisk({ gives }: { gives: string | null }): () => void {
  const { put, delete: remove } = IDBObjectStore.prototype;
  let room = false;
  IDBObjectStore.prototype.put = function full(...of) {
    if (!room) throw new DOMException("The disk is full.", "QuotaExceededError");
    return put.apply(this, of);
  };
  IDBObjectStore.prototype.delete = function freed(...of) {
    if (of[0] === gives) room = true;
    return remove.apply(this, of);
  };
  return () => {
    Object.assign(IDBObjectStore.prototype, { put, delete: remove });
  };
}

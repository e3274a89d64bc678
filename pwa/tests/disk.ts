/** A full disk, as IndexedDB shows it. */

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

/** A disk that is full until the ballast is given up; returns the way back. */
export function fillUpToBallast(): () => void {
  const { delete: remove } = IDBObjectStore.prototype;
  let given = false;
  IDBObjectStore.prototype.delete = function freed(...of) {
    given ||= of[0] === "ballast";
    return remove.apply(this, of);
  };
  const giveBack = fillDisk(() => !given);
  return () => {
    giveBack();
    IDBObjectStore.prototype.delete = remove;
  };
}

// What somebody has typed and not sent stays in this browser, for them alone: sealed with a key that the server gives to whoever
// is signed in, so that the next person at the counter finds nothing that can be read, and its writer finds it again.

interface Vault {
  user: string;
  /** Null where the browser seals nothing: a page that came by plain http from another machine. */
  key: CryptoKey | null;
}

const START = 'caseway.kept.';
/** As kept before anything was sealed. */
const IN_CLEAR = ['caseway.draft.', 'caseway.document.'];
const IV_BYTES = 12;

let vault: Vault | null = null;
/** What is kept of who is signed in, by name; read without waiting. */
const texts = new Map<string, string>();
/** Names of what is not sealed yet. */
const pending = new Set<string>();
/** The last change of each place: sealing what came before it may end after it. */
const latest = new Map<string, number>();
let turn = 0;
/** The page goes: what is typed last has no time to be sealed. */
let leaving = false;

const placeOf = (user: string, name: string): string => `${START}${user}.${name}`;

const toText = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
const toBytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

/** The name is sealed with it: what was kept for one form is not taken for another. */
const cipherOf = (iv: Uint8Array<ArrayBuffer>, place: string) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(place),
});

async function seal(key: CryptoKey, place: string, text: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const sealed = await crypto.subtle.encrypt(cipherOf(iv, place), key, new TextEncoder().encode(text));
  return toText(new Uint8Array([...iv, ...new Uint8Array(sealed)]));
}

/** Null where it was sealed with another key, or is no such thing. */
async function unseal(key: CryptoKey, place: string, sealed: string): Promise<string | null> {
  try {
    const bytes = toBytes(sealed);
    const cipher = cipherOf(bytes.slice(0, IV_BYTES), place);
    return new TextDecoder().decode(await crypto.subtle.decrypt(cipher, key, bytes.slice(IV_BYTES)));
  } catch {
    return null;
  }
}

function placesIn(storage: Storage, starts: readonly string[]): string[] {
  return Object.keys(storage).filter((place) => starts.some((start) => place.startsWith(start)));
}

function forget(storage: Storage, starts: readonly string[]): void {
  for (const place of placesIn(storage, starts)) storage.removeItem(place);
}

/** Opens what `user` has kept in this browser, with their key (base64); what anybody kept in clear is taken away. */
export async function openKept(user: string, key: string): Promise<void> {
  if (vault?.user === user) return;
  closeKept();
  try {
    const usable = globalThis.crypto?.subtle !== undefined && key !== '';
    const opened: Vault = {
      user,
      key: usable ? await crypto.subtle.importKey('raw', toBytes(key), 'AES-GCM', false, ['encrypt', 'decrypt']) : null,
    };
    const own = placeOf(user, '');
    for (const place of placesIn(localStorage, [own])) {
      const text = opened.key && (await unseal(opened.key, place, localStorage.getItem(place) ?? ''));
      if (text !== null) texts.set(place.slice(own.length), text);
    }
    vault = opened;
    // What this tab had not sealed yet when its page went.
    const left = placesIn(sessionStorage, [own]).map((place) => [place, sessionStorage.getItem(place) ?? ''] as const);
    forget(localStorage, IN_CLEAR);
    forget(sessionStorage, [START]);
    for (const [place, text] of left) keep(place.slice(own.length), text);
  } catch {
    // The browser's store is closed: what is typed is kept in the page alone.
    vault = { user, key: null };
  }
}

/** Nobody is signed in any more: nothing that can be read stays behind, in the page neither. */
export function closeKept(): void {
  vault = null;
  texts.clear();
  pending.clear();
  try {
    forget(localStorage, IN_CLEAR);
    forget(sessionStorage, [START]);
  } catch {
    // The browser's store is closed: there is nothing in it.
  }
}

/** Keeps a text under a name; with null, drops it. False: the browser's store is full or closed, or nobody is signed in. */
export function keep(name: string, text: string | null): boolean {
  if (!vault) return false;
  const { user, key } = vault;
  const place = placeOf(user, name);
  const mine = ++turn;
  latest.set(place, mine);
  try {
    if (text === null) {
      texts.delete(name);
      pending.delete(name);
      localStorage.removeItem(place);
      sessionStorage.removeItem(place);
      return true;
    }
    texts.set(name, text);
    if (!key || leaving) sessionStorage.setItem(place, text);
    if (!key) return true;
    pending.add(name);
    // Also where they have signed out meanwhile: sealed it may stay.
    void seal(key, place, text).then((sealed) => store(name, place, sealed, mine));
    return true;
  } catch {
    return false;
  }
}

function store(name: string, place: string, sealed: string, mine: number): void {
  if (latest.get(place) !== mine) return;
  pending.delete(name);
  try {
    localStorage.setItem(place, sealed);
    sessionStorage.removeItem(place);
  } catch {
    // Full or closed: the page still holds what was written.
  }
}

/** Whose what is kept now is; null: nobody is signed in. */
export const keptBy = (): string | null => vault?.user ?? null;

export const kept = (name: string): string | null => texts.get(name) ?? null;

export const keptNames = (start: string): string[] => [...texts.keys()].filter((name) => name.startsWith(start));

/** Sealing takes a moment, which a page that goes does not have: until it is there again, this tab alone has the last of it in clear. */
function leave(): void {
  leaving = true;
  if (!vault) return;
  for (const name of pending) {
    try {
      sessionStorage.setItem(placeOf(vault.user, name), texts.get(name) ?? '');
    } catch {
      return;
    }
  }
}

/** What another tab of the same person keeps is known here, too. */
async function hear({ key: place, newValue, storageArea }: StorageEvent): Promise<void> {
  if (!vault?.key || !place || storageArea !== localStorage) return;
  const { user, key } = vault;
  const own = placeOf(user, '');
  if (!place.startsWith(own)) return;
  const name = place.slice(own.length);
  const text = newValue === null ? null : await unseal(key, place, newValue);
  if (vault?.user !== user || pending.has(name)) return;
  if (text === null) texts.delete(name);
  else texts.set(name, text);
}

/** Listens to the window, for as long as the page is there; ends with what is answered. */
export function watchKept(): () => void {
  const back = () => {
    leaving = false;
  };
  const heard = (event: StorageEvent) => void hear(event);
  window.addEventListener('pagehide', leave);
  window.addEventListener('pageshow', back);
  window.addEventListener('storage', heard);
  return () => {
    window.removeEventListener('pagehide', leave);
    window.removeEventListener('pageshow', back);
    window.removeEventListener('storage', heard);
  };
}

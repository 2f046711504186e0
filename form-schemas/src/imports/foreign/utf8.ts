/** Bytes of UTF-8 as a text; what is none becomes U+FFFD. */
export function utf8(bytes: Uint8Array): string {
  const parts: string[] = [];
  let codes: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    const more =
      byte < 0x80
        ? 0
        : byte >= 0xc2 && byte < 0xe0
          ? 1
          : byte >= 0xe0 && byte < 0xf0
            ? 2
            : byte >= 0xf0 && byte < 0xf5
              ? 3
              : -1;
    let code = more <= 0 ? byte : byte & (0x3f >> more);
    let read = 1;
    while (read <= more && ((bytes[at + read] ?? 0) & 0xc0) === 0x80) {
      code = (code << 6) | ((bytes[at + read] ?? 0) & 0x3f);
      read += 1;
    }
    const isWhole = more >= 0 && read === more + 1 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    codes.push(isWhole ? code : 0xfffd);
    at += read;
    if (codes.length < 8_000) continue;
    parts.push(String.fromCodePoint(...codes));
    codes = [];
  }
  return parts.join('') + String.fromCodePoint(...codes);
}

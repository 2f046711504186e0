import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Json } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.ts';

/** First byte of what is sealed: which key it was sealed with. */
const KEY_VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Seals personal data at rest (AES-256-GCM) and hashes identity numbers with a key, both derived from the secret. */
@Injectable()
export class FieldCipher {
  private readonly sealKey: Buffer;
  private readonly hashKey: Buffer;

  constructor(settings: Settings) {
    const derive = (use: string) => Buffer.from(hkdfSync('sha256', settings.secret, 'caseway', use, 32));
    this.sealKey = derive('field-seal-1');
    this.hashKey = derive('field-hash-1');
  }

  seal(value: Json): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.sealKey, iv);
    const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(KEY_VERSION), iv, cipher.getAuthTag(), text]);
  }

  /** Throws where it was sealed with another secret or has been changed since. */
  open(sealed: Buffer): Json {
    if (sealed[0] !== KEY_VERSION) throw new Error(`Sealed with key version ${sealed[0]}, which is not known here.`);
    const iv = sealed.subarray(1, 1 + IV_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.sealKey, iv);
    decipher.setAuthTag(sealed.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES));
    const text = Buffer.concat([decipher.update(sealed.subarray(1 + IV_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as Json;
  }

  /** The same for the same text in one use, telling nothing of it to who has no key (HMAC-SHA-256). */
  keyedHash(use: string, text: string): Buffer {
    return createHmac('sha256', this.hashKey).update(`${use}\0${text}`).digest();
  }
}

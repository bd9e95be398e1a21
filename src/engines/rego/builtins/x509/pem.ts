import { fromBase64, utf8Text } from '../bytes.ts';
import { fault } from '../define.ts';

export interface PemBlock {
  readonly label: string;
  readonly bytes: Uint8Array;
}

/** The blocks of a text (RFC 7468); what stands between them is passed over. */
export function pemBlocks(text: string): readonly PemBlock[] {
  return [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----\s*\n([A-Za-z0-9+/=\s]*)-----END \1-----/g)].flatMap(
    ([, label = '', body = '']) => {
      const bytes = fromBase64(body.replace(/\s/g, ''), false);
      return typeof bytes === 'number' ? [] : [{ label, bytes }];
    },
  );
}

export function isPem(text: string): boolean {
  return text.startsWith('-----BEGIN');
}

/** The bytes of base64, with Go's words where it is none. */
export function decodeBase64(text: string): Uint8Array {
  const bytes = fromBase64(text, false);
  return typeof bytes === 'number' ? fault(`illegal base64 data at input byte ${bytes}`) : bytes;
}

/** A PEM text that may itself stand in base64. */
export function pemText(text: string): string | Uint8Array {
  if (isPem(text)) return text;
  const bytes = decodeBase64(text);
  const inner = utf8Text(bytes);
  return isPem(inner) ? inner : bytes;
}

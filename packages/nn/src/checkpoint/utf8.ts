/** What every browser and Node has beside the language, with the types that are needed of it. */
interface Encoding {
  readonly TextEncoder: new () => { encode(text: string): Uint8Array };
  readonly TextDecoder: new (
    label: "utf-8",
    options: { readonly fatal: boolean },
  ) => { decode(bytes: Uint8Array): string };
}

const encoding = (): Encoding => globalThis as unknown as Encoding;

export function encodeUtf8(text: string): Uint8Array {
  return new (encoding().TextEncoder)().encode(text);
}

/** @throws TypeError when the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  return new (encoding().TextDecoder)("utf-8", { fatal: true }).decode(bytes);
}

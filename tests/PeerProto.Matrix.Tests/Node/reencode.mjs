// Reads MessagePack in hexadecimal, a message a line; writes for each what it is as JSON and, behind a tab, the same message encoded anew.
import { createInterface } from "node:readline";
import { Decoder, Encoder, ExtensionCodec, EXT_TIMESTAMP, decodeTimestampToTimeSpec, encodeTimeSpecToTimestamp } from "@msgpack/msgpack";

// The library's own timestamps are JavaScript dates, which end at milliseconds.
class Timestamp {
  constructor({ sec, nsec }) {
    this.sec = sec;
    this.nsec = nsec;
  }
}

const extensionCodec = new ExtensionCodec();
extensionCodec.register({
  type: EXT_TIMESTAMP,
  encode: (value) => (value instanceof Timestamp ? encodeTimeSpecToTimestamp(value) : null),
  decode: (bytes) => new Timestamp(decodeTimestampToTimeSpec(bytes)),
});
const decoder = new Decoder({ extensionCodec, useBigInt64: true });
const encoder = new Encoder({ extensionCodec, useBigInt64: true });

const inJson = (_, value) =>
  typeof value === "bigint" ? value.toString() : value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value;

for await (const line of createInterface({ input: process.stdin })) {
  const value = decoder.decode(new Uint8Array(Buffer.from(line, "hex")));
  console.log(`${JSON.stringify(value, inJson)}\t${Buffer.from(encoder.encode(value)).toString("hex")}`);
}

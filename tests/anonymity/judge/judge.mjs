// Reads lines of JSON and answers each with one: {do, …} → what @cloudflare/blindrsa-ts makes of it.
// Bytes travel as hexadecimal digits. The nursery's half and the browser's half are both judged.
import { createInterface } from "node:readline";
import { RSABSSA } from "@cloudflare/blindrsa-ts";

const suite = RSABSSA.SHA384.PSS.Randomized();
const bytes = (hex) => Uint8Array.from(Buffer.from(hex, "hex"));
const hex = (some) => Buffer.from(some).toString("hex");
const kind = { name: "RSA-PSS", hash: "SHA-384" };
const imported = (jwk, use) => crypto.subtle.importKey("jwk", jwk, kind, true, [use]);
const waiting = [];

const does = {
  // The judge is the browser: it blinds, we sign, it takes the blinding off.
  async blind({ key, words }) {
    const message = suite.prepare(bytes(words));
    const made = await suite.blind(await imported(key, "verify"), message);
    waiting.push([message, made.inv]);
    return { shown: hex(made.blindedMsg) };
  },
  async finalize({ key, signed }) {
    const [message, inverse] = waiting.shift();
    const made = await suite.finalize(await imported(key, "verify"), message, bytes(signed), inverse);
    return { message: hex(message), signature: hex(made) };
  },
  // The judge is the nursery: it signs what our browser's half has blinded.
  async sign({ key, shown }) {
    return { signed: hex(await suite.blindSign(await imported(key, "sign"), bytes(shown))) };
  },
  async verify({ key, message, signature }) {
    const known = await imported(key, "verify");
    return { good: await suite.verify(known, bytes(signature), bytes(message)) };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  try {
    console.log(JSON.stringify(await does[asked.do](asked)));
  } catch (problem) {
    console.log(JSON.stringify({ error: String(problem) }));
  }
}

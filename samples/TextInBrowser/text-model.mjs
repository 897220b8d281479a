// A network of texts that Decant trained, in a browser: ONNX Runtime Web computes, Hugging Face's tokenizer cuts the text.
import * as ort from "onnxruntime-web";
import { Tokenizer } from "@huggingface/tokenizers";

export class TextModel {
  /** Reads student.onnx and tokenizer.json out of a folder, given with its last slash. */
  static async load(folder, wasm) {
    ort.env.wasm.wasmPaths = wasm;
    ort.env.wasm.numThreads = 1; // more threads need headers that few servers send
    const [network, tokenizer] = await Promise.all([fetched(`${folder}student.onnx`), fetched(`${folder}tokenizer.json`)]);
    const bytes = new Uint8Array(await network.arrayBuffer());
    const model = new TextModel();
    model.session = await ort.InferenceSession.create(bytes);
    model.tokenizer = new Tokenizer(await tokenizer.json(), {});
    const facts = metadata(bytes);
    model.names = JSON.parse(facts["decant.classes"] ?? "[]");
    model.longest = Number(facts["decant.max-length"] ?? Infinity);
    return model;
  }

  /** The answers to a text, such as the probability of each class. */
  async predict(text) {
    const ids = this.cut(this.tokenizer.encode(text).ids);
    const given = { input_ids: ids, attention_mask: ids.map(() => 1), token_type_ids: ids.map(() => 0) };
    const inputs = this.session.inputNames.map((name) => [name, numbers(given[name])]);
    const answers = await this.session.run(Object.fromEntries(inputs));
    return Array.from((answers.probabilities ?? answers.prediction ?? answers.logits).data);
  }

  // A text that is too long loses its last words; the special tokens at both ends stay.
  cut(ids) {
    if (ids.length <= this.longest) {
      return ids;
    }
    const ends = this.tokenizer.encode("").ids.length > 1 ? 1 : 0;
    return [...ids.slice(0, this.longest - ends), ...ids.slice(ids.length - ends)];
  }
}

function numbers(values) {
  return new ort.Tensor("int64", BigInt64Array.from(values, BigInt), [1, values.length]);
}

async function fetched(url) {
  const answer = await fetch(url);
  if (!answer.ok) {
    throw new Error(`${url}: ${answer.status}. Copy student.onnx and tokenizer.json of a run next to this page.`);
  }
  return answer;
}

// The metadata of an ONNX file: entries of field 14 of the message, each a key (1) and a value (2).
export function metadata(bytes) {
  const facts = {};
  for (const [field, part] of fields(bytes)) {
    if (field === 14) {
      const entry = Object.fromEntries(fields(part));
      facts[text(entry[1])] = text(entry[2]);
    }
  }
  return facts;
}

const text = (part) => new TextDecoder().decode(part);

// The parts of a Protocol Buffers message that have a length; others are passed over.
function* fields(bytes) {
  let at = 0;
  const number = () => {
    let [value, scale] = [0, 1];
    for (;;) {
      const next = bytes[at++];
      value += (next & 127) * scale;
      if (next < 128) {
        return value;
      }
      scale *= 128;
    }
  };
  while (at < bytes.length) {
    const tag = number();
    const kind = tag & 7;
    if (kind === 2) {
      const length = number();
      yield [Math.floor(tag / 8), bytes.subarray(at, at + length)];
      at += length;
    } else if (kind === 0) {
      number();
    } else {
      at += kind === 5 ? 4 : 8;
    }
  }
}

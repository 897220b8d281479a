// Makes places.NAME.bin: node places.js FOLDER NAME…, where FOLDER has lines.json and NAME.json (Places.Write), and `npm install tokenizers@0.23.2` was run.
const fs = require("fs");
const { Tokenizer } = require("tokenizers");
const [folder, ...names] = process.argv.slice(2);

function hash(numbers) {
  let h = 2166136261;
  const bytes = Buffer.from(Int32Array.from(numbers).buffer);
  for (const b of bytes) h = Math.imul(h ^ b, 16777619) >>> 0;
  return h >>> 0;
}

(async () => {
  const lines = JSON.parse(fs.readFileSync(`${folder}/lines.json`, "utf8"));
  for (const name of names) {
    const tokenizer = Tokenizer.fromFile(`${folder}/${name}.json`);
    const out = Buffer.alloc(4 * lines.length);
    for (const [i, line] of lines.entries()) {
      const encoding = await tokenizer.encode(line);
      const units = [0]; // the library counts code points, .NET units of UTF-16
      for (const c of line) units.push(units.at(-1) + c.length);
      out.writeUInt32LE(hash([...encoding.getIds(), ...encoding.getOffsets().flat().map((place) => units[place])]), 4 * i);
    }
    fs.writeFileSync(`${folder}/places.${name}.bin`, out);
  }
})();

// Makes pairs.json: node pairs.js FOLDER, with the folder and the package of places.js.
const fs = require("fs");
const { Tokenizer } = require("tokenizers");
const folder = process.argv[2];
const long = "A man in a blue shirt is standing on a ladder cleaning a window";
const texts = [
  ["Is it good?", "It isn't bad."],
  [long, "Un homme."],
  ["Ein Mann.", long],
  [long, long],
  ["", "second only"],
  ["first only", ""],
  ["naïve 中国", "[MASK] and <mask> there"],
];
(async () => {
  const cases = [];
  for (const name of ["bert-uncased", "roberta", "sentencepiece-unigram"]) {
    const tokenizer = Tokenizer.fromFile(`${folder}/${name}.json`);
    const add = async (first, second, longest) => {
      tokenizer.setTruncation(longest, { strategy: "LongestFirst" });
      const e = await tokenizer.encode(first, second);
      cases.push({
        tokenizer: name,
        first,
        second,
        longest,
        ids: e.getIds(),
        segments: e.getTypeIds(),
        offsets: e.getOffsets().flat(),
        wordOf: e.getWordIds().map((w) => w ?? -1),
      });
    };
    // Below 8 the library stops at that many pieces before it compares lengths, and gives the odd piece to the other text.
    for (const [first, second] of texts) for (const longest of [4, 5, 8, 13, 20, 64]) if (longest >= 8 || first !== "naïve 中国") await add(first, second, longest);
    await add(long, null, 9);
  }
  const lines = cases.map((c) => JSON.stringify(c));
  fs.writeFileSync(`${folder}/pairs.json`, `[\n${lines.join(",\n")}\n]\n`);
})();

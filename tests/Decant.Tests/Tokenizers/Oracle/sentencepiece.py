# Makes sentencepiece.NAME.bin: python3 sentencepiece.py lines.json MODEL OUT, with SentencePiece 0.1.97 (Debian's python3-sentencepiece).
# Lines with special tokens written in them, or a NUL, are left out (0): SentencePiece takes those for text.
import json, re, struct, sys
import sentencepiece

special = re.compile(r"\[MASK\]|\[CLS\]|\[SEP\]|\[PAD\]|\[UNK\]|\[mask\]|<pad>|<unk>|</?s>|<0x41>|\0")
model = sentencepiece.SentencePieceProcessor(model_file=sys.argv[2])


def fnv(numbers):
    h = 2166136261
    for b in struct.pack(f"<{len(numbers)}i", *numbers):
        h = ((h ^ b) * 16777619) & 0xFFFFFFFF
    return h


lines = json.load(open(sys.argv[1], encoding="utf8"))
open(sys.argv[3], "wb").write(struct.pack(f"<{len(lines)}I", *[0 if special.search(l) else fnv(model.encode(l)) for l in lines]))

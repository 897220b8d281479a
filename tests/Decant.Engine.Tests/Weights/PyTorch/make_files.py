"""Writes the files that TorchFileTests reads, and what is in them: python3 make_files.py, in this folder. PyTorch 1.13, NumPy 1.24."""
import collections
import json

import numpy
import torch

LAYOUTS = {"zip": True, "legacy": False}
expected = {}


def describe(tensors):
    return {
        name: {"type": str(tensor.dtype).removeprefix("torch."), "sizes": list(tensor.shape), "numbers": tensor.to(torch.float64).flatten().tolist()}
        for name, tensor in tensors.items()
    }


def save(name, content, tensors, **options):
    for layout, is_zip in LAYOUTS.items():
        file = f"{name}-{layout}.pt"
        torch.save(content, file, _use_new_zipfile_serialization=is_zip, **options)
        if tensors is not None:
            expected[file] = describe(tensors)


torch.manual_seed(1)
numbers = torch.tensor([[0.5, -1.25, 3.0], [4.0, 65504.0, -0.0078125]])
types = {
    "float64": numbers.double() / 3, "float32": numbers / 3, "float16": numbers.half(), "bfloat16": numbers.bfloat16(),
    "int64": torch.tensor([-(2 ** 52), 7]), "int32": torch.tensor([-(2 ** 31), 7], dtype=torch.int32), "int16": torch.tensor([-32768, 7], dtype=torch.int16),
    "int8": torch.tensor([-128, 7], dtype=torch.int8), "uint8": torch.tensor([255, 7], dtype=torch.uint8), "bool": torch.tensor([True, False]),
    "scalar": torch.tensor(2.5), "empty": torch.zeros(2, 0, 3), "parameter": torch.nn.Parameter(torch.tensor([1.0, 2.0])),
}
save("types", collections.OrderedDict(types), types)

block = torch.arange(24, dtype=torch.float32).reshape(2, 3, 4)
strided = {
    "whole": block, "transposed": block[0].t(), "permuted": block.permute(2, 0, 1), "part": block[1, 1:, ::2], "expanded": torch.tensor([[1.0], [2.0]]).expand(2, 3),
    "column": block[:, :, 3], "half": block.half()[1].t(), "channels-last": torch.arange(36, dtype=torch.float32).reshape(1, 3, 3, 4).contiguous(memory_format=torch.channels_last),
    "flag": torch.tensor([[True, False], [False, False]]).t(),
}
save("strided", strided, strided)

model = torch.nn.Sequential(collections.OrderedDict(conv=torch.nn.Conv2d(1, 2, 3), norm=torch.nn.BatchNorm2d(2)))
optimizer = torch.optim.Adam(model.parameters())
model(torch.zeros(2, 1, 5, 5)).sum().backward()
optimizer.step()
save("state", model.state_dict(), model.state_dict())
save("checkpoint", {
    "epoch": 3, "best": numpy.float64(0.75), "step": numpy.int64(7), "device": torch.device("cpu"), "type": torch.float32, "size": torch.Size([2, 3]), "note": "größer", "nothing": None,
    "mean": [0.5, -1e300], "big": 2 ** 70, "seen": {1, 2}, "optimizer": optimizer.state_dict(), "state_dict": model.state_dict(),
}, model.state_dict())
for protocol in (3, 4, 5):
    save(f"protocol{protocol}", {"net": model.state_dict(), "raw": b"\x00\xff", "large": list(range(300))}, model.state_dict(), pickle_protocol=protocol)

save("list", [torch.tensor([1.0]), torch.tensor([2.0])], {"0": torch.tensor([1.0]), "1": torch.tensor([2.0])})
save("single", torch.tensor([1.0, 2.0]), {"tensor": torch.tensor([1.0, 2.0])})

# What is refused.
torch.save(model, "module-zip.pt")  # A legacy file of it would hold the source code of its layers.
save("two", {"encoder": model.state_dict(), "decoder": model.state_dict()}, None)
save("none", {"epoch": 3}, None)
save("complex", {"x": torch.zeros(2, dtype=torch.complex64)}, None)
torch.jit.script(torch.nn.Linear(2, 1)).save("script.pt")

with open("expected.json", "w") as file:
    json.dump(expected, file, separators=(",", ":"))
    file.write("\n")

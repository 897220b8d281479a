"""Five SGD steps of two exported transformers in PyTorch (float64): losses, and how far each weight moved.

    python3 steps.py minilm MODEL.onnx > minilm-steps.json     all-MiniLM-L6-v2
    python3 steps.py vit vit_dyn.onnx > vit-steps.json

The networks are written here by hand from the files' initialisers; nothing of Decant is used.
"""
import json
import math
import sys

import onnx
import torch
from onnx import numpy_helper

torch.set_default_dtype(torch.float64)
torch.set_num_threads(2)
STEPS, RATE = 5, 0.05

model = onnx.load(sys.argv[2]).graph
stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.initializer}
weights = {name: torch.tensor(numbers, dtype=torch.float64, requires_grad=True) for name, numbers in stored.items() if numbers.dtype == "float32" and numbers.ndim > 0}
matrices = iter([node.input[1] for node in model.node if node.op_type == "MatMul" and node.input[1] in weights])


def normalised(x, name, epsilon):
    return torch.nn.functional.layer_norm(x, x.shape[-1:], weights[name + ".weight"], weights[name + ".bias"], epsilon)


def attended(q, k, v, mask):
    return torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1]) + mask, -1) @ v


def gelu(x):
    return x * (torch.erf(x / math.sqrt(2)) + 1) * 0.5


def minilm():
    """Two texts of seven tokens, the second with two places of padding."""
    tokens = torch.tensor([[101, 7592, 2088, 2003, 2307, 999, 102], [101, 3899, 4937, 1012, 102, 0, 0]])
    mask = (1 - torch.tensor([[1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 0, 0]], dtype=torch.float64))[:, None, None, :] * -10000
    layers = [[next(matrices) for _ in range(6)] for _ in range(6)]
    e = "embeddings."

    def loss():
        x = weights[e + "word_embeddings.weight"][tokens] + weights[e + "token_type_embeddings.weight"][torch.zeros_like(tokens)]
        x = normalised(x + weights[e + "position_embeddings.weight"][:7], e + "LayerNorm", 1e-12)
        for number, (query, key, value, output, wide, narrow) in enumerate(layers):
            layer = f"encoder.layer.{number}."

            def heads(matrix, name):
                return (x @ weights[matrix] + weights[f"{layer}attention.self.{name}.bias"]).reshape(2, 7, 12, 32).transpose(1, 2)

            seen = attended(heads(query, "query"), heads(key, "key"), heads(value, "value"), mask).transpose(1, 2).reshape(2, 7, 384)
            x = normalised(seen @ weights[output] + weights[layer + "attention.output.dense.bias"] + x, layer + "attention.output.LayerNorm", 1e-12)
            y = gelu(x @ weights[wide] + weights[layer + "intermediate.dense.bias"]) @ weights[narrow] + weights[layer + "output.dense.bias"]
            x = normalised(y + x, layer + "output.LayerNorm", 1e-12)
        pooled = torch.tanh(x[:, 0] @ weights["pooler.dense.weight"].T + weights["pooler.dense.bias"])
        return ((x - torch.sin(torch.arange(x.numel())).reshape(x.shape)) ** 2).mean() + ((pooled - torch.cos(torch.arange(pooled.numel())).reshape(pooled.shape)) ** 2).mean()

    return loss


def vit():
    """Three images of 3x32x32."""
    images = torch.sin(torch.arange(3 * 3 * 32 * 32, dtype=torch.float64)).reshape(3, 3, 32, 32)
    classes = torch.tensor([7, 0, 4])
    layers = [[next(matrices) for _ in range(4)] for _ in range(2)]

    def loss():
        x = torch.nn.functional.conv2d(images, weights["p.weight"], weights["p.bias"], stride=4).flatten(2).transpose(1, 2)
        x = torch.cat([weights["cls"].expand(3, 1, 64), x], 1) + weights["pos"]
        for number, (into, output, wide, narrow) in enumerate(layers):
            layer = f"e.{number}."
            y = (normalised(x, layer + "n1", 1e-5) @ weights[into] + weights[layer + "q.bias"]).reshape(3, 65, 3, 4, 16).permute(2, 0, 3, 1, 4)
            x = x + attended(y[0], y[1], y[2], 0).transpose(1, 2).reshape(3, 65, 64) @ weights[output] + weights[layer + "o.bias"]
            x = x + gelu(normalised(x, layer + "n2", 1e-5) @ weights[wide] + weights[layer + "a.bias"]) @ weights[narrow] + weights[layer + "b.bias"]
        logits = normalised(x[:, 0], "ln", 1e-5) @ weights["h.weight"].T + weights["h.bias"]
        return torch.nn.functional.cross_entropy(logits, classes)

    return loss


loss = {"minilm": minilm, "vit": vit}[sys.argv[1]]()
losses = []
for _ in range(STEPS):
    value = loss()
    losses.append(value.item())
    gradients = torch.autograd.grad(value, list(weights.values()))
    with torch.no_grad():
        for weight, gradient in zip(weights.values(), gradients):
            weight -= RATE * gradient


def moved(name):
    change = weights[name].detach() - torch.tensor(stored[name], dtype=torch.float64)
    place = change.abs().argmax().item()
    return {"norm": float(f"{change.norm().item():.9g}"), "place": place, "most": float(f"{change.flatten()[place].item():.9g}")}


rows = ",\n".join(f'    "{name}": {json.dumps(moved(name))}' for name in weights)
print(f'{{\n  "torch": "{torch.__version__}", "rate": {RATE},\n  "losses": {json.dumps(losses)},\n  "moved": {{\n{rows}\n  }}\n}}')

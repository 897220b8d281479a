#!/usr/bin/env python3
"""Trains small networks in PyTorch, in float64, and writes what every step gave to reference-runs.json.

    OMP_NUM_THREADS=1 python3 reference_runs.py

Made with PyTorch 1.13.0 on one thread. Initial weights and batches are no files: every number follows from the name of its tensor
(`Numbers.cs` next to this script computes the same), and is a multiple of a power of two, so float32 holds it exactly.
"""

import json
import pathlib

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

CLASSES = 10
STEPS_PER_EPOCH = 4  # every epoch shows the same batches; the last has fewer samples


def integers(name, count):
    """`count` integers from 0 to 4095: a linear congruential generator (C standard, 7.22.2) that starts at a hash of the name."""
    state = 0
    for letter in name:
        state = (state * 31 + ord(letter)) % 2**31
    drawn = []
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2**31
        drawn.append((state >> 16) & 4095)
    return drawn


def numbers(name, *shape):
    """Multiples of 1/2048 in [-1, 1)."""
    count = 1
    for size in shape:
        count *= size
    return (torch.tensor(integers(name, count), dtype=torch.float64) - 2048).reshape(shape) / 2048


class Network:
    """Parameters and running statistics by the names that they have in Decant's graphs."""

    def __init__(self):
        self.parameters, self.states = {}, {}

    def parameter(self, name, *shape):
        if name not in self.parameters:
            values = numbers(name, *shape)
            if len(shape) > 1:
                scale, inputs = 2.0, values[0].numel()
                while scale * scale * inputs > 4:
                    scale /= 2
                values = values * scale
            else:
                values = values / 4 + (1 if name.endswith(".scale") else 0)
            self.parameters[name] = values.requires_grad_()
        return self.parameters[name]

    def linear(self, x, units, name):
        return F.linear(x, self.parameter(f"{name}.weight", units, x.shape[1]), self.parameter(f"{name}.bias", units))

    def convolution(self, x, channels, kernel, stride, name):
        weight = self.parameter(f"{name}.weight", channels, x.shape[1], kernel, kernel)
        return F.conv2d(x, weight, stride=stride, padding=kernel // 2)

    def normalization(self, x, name):
        channels = x.shape[1]
        mean = self.states.setdefault(f"{name}.mean", torch.zeros(channels))
        variance = self.states.setdefault(f"{name}.variance", torch.ones(channels))
        scale, bias = self.parameter(f"{name}.scale", channels), self.parameter(f"{name}.bias", channels)
        return F.batch_norm(x, mean, variance, scale, bias, training=True, momentum=0.1, eps=1e-5)


class Mlp(Network):
    sample = (20,)

    def logits(self, x):
        x = F.relu(self.linear(x, 32, "layer1"))
        x = F.relu(self.linear(x, 16, "layer2"))
        return self.linear(x, CLASSES, "head")


class ResNet8(Network):
    """He et al. 2015, arXiv:1512.03385, section 4.2, a quarter as wide: 4, 8 and 16 channels."""

    sample = (3, 16, 16)

    def __init__(self, projects):
        super().__init__()
        self.projects = projects

    def logits(self, x):
        x = F.relu(self.normalization(self.convolution(x, 4, 3, 1, "stem.convolution"), "stem.normalization"))
        for stage, channels in enumerate((4, 8, 16), start=1):
            x = self.block(x, channels, 1 if stage == 1 else 2, f"stage{stage}.block1")
        return self.linear(x.mean(dim=(2, 3)), CLASSES, "head")

    def block(self, x, channels, stride, name):
        y = self.convolution(x, channels, 3, stride, f"{name}.convolution1")
        y = F.relu(self.normalization(y, f"{name}.normalization1"))
        y = self.normalization(self.convolution(y, channels, 3, 1, f"{name}.convolution2"), f"{name}.normalization2")
        if stride > 1 and self.projects:
            x = self.normalization(self.convolution(x, channels, 1, stride, f"{name}.shortcut"), f"{name}.shortcut.normalization")
        elif stride > 1:
            more = channels - x.shape[1]
            x = F.pad(x[:, :, ::stride, ::stride], (0, 0, 0, 0, more // 2, more - more // 2))
        return F.relu(y + x)


def soft_targets(temperature):
    def loss(logits, teacher, _):
        ln_q = F.log_softmax(logits / temperature, dim=1)
        return F.kl_div(ln_q, F.softmax(teacher / temperature, dim=1), reduction="batchmean") * temperature**2

    return loss


def hard_labels(logits, _, labels):
    return F.cross_entropy(logits, labels)


def label_smoothing(logits, _, labels):
    return F.cross_entropy(logits, labels, label_smoothing=0.1)


def sgd(rate, decay, nesterov):
    return lambda groups: torch.optim.SGD(groups(decay), lr=rate, momentum=0.9, nesterov=nesterov)


def adamw(rate, decay):
    return lambda groups: torch.optim.AdamW(groups(decay), lr=rate, betas=(0.9, 0.999), eps=1e-8)


def run(network, terms, optimizer, batch, steps, clip=None):
    network.logits(numbers("input/1", batch, *network.sample))  # makes the parameters
    for state in network.states:
        network.states[state].fill_(1 if state.endswith(".variance") else 0)

    def groups(decay):
        parameters = network.parameters.values()
        return [
            {"params": [p for p in parameters if p.dim() > 1], "weight_decay": decay},
            {"params": [p for p in parameters if p.dim() == 1], "weight_decay": 0.0},
        ]

    update = optimizer(groups)
    record = {"loss": [], "terms": [[] for _ in terms]}
    for step in range(1, steps + 1):
        place = (step - 1) % STEPS_PER_EPOCH + 1
        count = batch if place < STEPS_PER_EPOCH else batch * 5 // 8
        labels = torch.tensor([drawn % CLASSES for drawn in integers(f"labels/{place}", count)])
        teacher = numbers(f"teacher/{place}", count, CLASSES) * 8
        logits = network.logits(numbers(f"input/{place}", count, *network.sample))
        values = [loss(logits, teacher, labels) for _, loss in terms]
        total = sum(weight * value for (weight, _), value in zip(terms, values))
        update.zero_grad()
        total.backward()
        if clip is not None:
            # clip_grad_norm_ adds 1e-6 to the norm; this is the formula without it (Pascanu et al. 2013, arXiv:1211.5063).
            gradients = [p.grad for p in network.parameters.values()]
            norm = torch.sqrt(sum((g * g).sum() for g in gradients))
            for gradient in gradients:
                gradient *= min(1.0, clip / norm.item())
        update.step()
        record["loss"].append(total.item())
        for column, value in zip(record["terms"], values):
            column.append(value.item())

    record["tensors"] = {}
    for name, tensor in {**network.parameters, **network.states}.items():
        flat = tensor.detach().flatten()
        entries = [flat[i].item() for i in (0, len(flat) // 3, len(flat) // 2, len(flat) - 1)]
        record["tensors"][name] = [flat.sum().item(), (flat * flat).sum().item(), *entries]
    return record


DISTILLATION = [(0.9, soft_targets(4)), (0.1, hard_labels)]

RUNS = {
    "mlp-sgd": lambda: run(Mlp(), DISTILLATION, sgd(0.1, 5e-4, nesterov=True), batch=16, steps=50),
    "mlp-sgd-slow": lambda: run(Mlp(), DISTILLATION, sgd(0.01, 5e-4, nesterov=True), batch=16, steps=50),
    "mlp-adamw": lambda: run(Mlp(), [(0.7, soft_targets(2)), (0.3, label_smoothing)], adamw(0.01, 0.05), batch=16, steps=50, clip=0.5),
    "resnet8-projection": lambda: run(ResNet8(True), DISTILLATION, sgd(0.05, 1e-4, nesterov=False), batch=8, steps=50),
    "resnet8-pad": lambda: run(ResNet8(False), DISTILLATION, sgd(0.05, 1e-4, nesterov=True), batch=8, steps=12),
}

if __name__ == "__main__":
    target = pathlib.Path(__file__).with_name("reference-runs.json")
    runs = {name: make() for name, make in RUNS.items()}
    lines = []
    for name, record in runs.items():
        rows = [f'    "loss": {json.dumps(record["loss"])}', f'    "terms": {json.dumps(record["terms"])}']
        tensors = ",\n".join(f'      "{tensor}": {json.dumps(entries)}' for tensor, entries in record["tensors"].items())
        rows.append(f'    "tensors": {{\n{tensors}\n    }}')
        lines.append(f'  "{name}": {{\n' + ",\n".join(rows) + "\n  }")
    target.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    for name, record in runs.items():
        print(f"{name:20} loss {record['loss'][0]:.6f} -> {record['loss'][-1]:.6f}")

#!/usr/bin/env python3
"""Computes every loss of hidden values in PyTorch, in float64, with its derivatives, and writes inputs and results to hints.json.

    python3 hints.py

Made with PyTorch 1.13.0. Each function is written from the paper's formula, with PyTorch's own operators for resizing, pooling, convolution and
normalisation, and autograd for the derivatives.
"""

import json
import math
import pathlib

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)

E_S = [[1, .5], [-.3, .8], [.2, -1.1]]
E_T = [[.9, -.2, .4], [.1, 1.2, -.5], [-.7, .3, .8]]
H_S = [[.2, -.4, 1], [.7, .1, -.3], [-1.2, .5, .6]]
F_S = [[[[1, 2], [0, -1]], [[.5, 0], [1, 1]]], [[[0, 1], [2, 0]], [[-1, .5], [0, 1]]], [[[2, 0], [1, 1]], [[0, -.5], [1, 0]]]]
F_T = [[[[.5, 1], [1, 0]], [[1, 0], [0, 2]]], [[[1, 1], [0, 0]], [[0, 2], [1, 1]]], [[[0, 1], [1, 2]], [[1, 0], [.5, 0]]]]


def numbers(name, *shape):
    """Numbers in [-1, 1] that look random and follow from the name."""
    start = sum(map(ord, name))
    count = math.prod(shape)
    return torch.tensor([math.sin(start + 2.7 * i + .31 * i * i) for i in range(count)]).reshape(shape)


def unit(x):
    return x / x.norm(dim=-1, keepdim=True)


def resize(x, size):
    smaller = size[0] < x.shape[2]
    return F.adaptive_avg_pool2d(x, size) if smaller else F.interpolate(x, size, mode="bilinear", align_corners=False)


def regression(i, term):
    h, e = i["student/h"], i["teacher/e"]
    if f"{term}/projection.weight" in i:
        w, b = i[f"{term}/projection.weight"], i[f"{term}/projection.bias"]
        if w.dim() == 4:
            h = F.conv2d(h, w, b)
        else:
            h = F.linear(h.mean((2, 3)) if h.dim() == 4 else h, w, b)
    if h.dim() == 4:
        h = h if h.shape[2:] == e.shape[2:] else resize(h, tuple(e.shape[2:]))
    elif e.dim() == 4:
        e = e.mean((2, 3))
    return h, e


def mse(i, term):
    return F.mse_loss(*regression(i, term))


def hint_cosine(i, term):
    h, e = regression(i, term)
    return (1 - F.cosine_similarity(h.flatten(1), e.flatten(1))).mean() if h.dim() == 4 else (1 - F.cosine_similarity(h, e, dim=-1)).mean()


def pkd(i, term):
    h, e = regression(i, term)
    return ((unit(h) - unit(e)) ** 2).sum(-1).mean()


def attention(x):
    return F.normalize(x.pow(2).mean(1).flatten(1))


def attention_transfer(i, term):
    h, e = regression(i, term)
    return (attention(h) - attention(e)).pow(2).mean()


def attention_norm(i, term):
    return (attention(i["student/h"]) - attention(i["teacher/e"])).norm(dim=1).mean()


def distances(x):
    x = x.flatten(1)
    squares = (x[:, None] - x[None]).pow(2).sum(-1)
    # The root's derivative at 0 is infinite; the diagonal is left out of it.
    apart = squares > 0
    d = torch.where(apart, torch.where(apart, squares, torch.ones(())).sqrt(), torch.zeros(()))
    return d / d[apart].mean()


def rkd_distance(i, term):
    return F.smooth_l1_loss(distances(i["student/h"]), distances(i["teacher/e"]))


def angles(x):
    x = x.flatten(1)
    total = []
    for a in range(len(x)):
        for b in range(len(x)):
            for c in range(len(x)):
                total.append(torch.zeros(()) if a in (b, c) else F.cosine_similarity(x[b] - x[a], x[c] - x[a], dim=0))
    return torch.stack(total)


def rkd_angle(i, term):
    return F.smooth_l1_loss(angles(i["student/h"]), angles(i["teacher/e"]))


def similarity_preserving(i, term):
    gram = lambda x: F.normalize(x.flatten(1) @ x.flatten(1).T)
    return (gram(i["student/h"]) - gram(i["teacher/e"])).pow(2).sum() / len(i["student/h"]) ** 2


def pkt(i, term):
    def neighbours(x):
        x = x.flatten(1)
        x = x / (x.norm(dim=1, keepdim=True) + 1e-7)
        cosines = (x @ x.T + 1) / 2
        return cosines / cosines.sum(1, keepdim=True)
    s, t = neighbours(i["student/h"]), neighbours(i["teacher/e"])
    return (t * torch.log((t + 1e-7) / (s + 1e-7))).mean()


def nst(i, term):
    h, e = regression(i, term)
    s, t = F.normalize(h.flatten(2), dim=2), F.normalize(e.flatten(2), dim=2)
    kernel = lambda u, v: torch.einsum("nid,njd->nij", u, v).pow(2).mean()
    return kernel(t, t) + kernel(s, s) - 2 * kernel(s, t)


def cwd(i, term):
    h, e = regression(i, term)
    n, c = e.shape[:2]
    return 16 / (n * c) * F.kl_div(F.log_softmax(h.flatten(2) / 4, -1), F.softmax(e.flatten(2) / 4, -1), reduction="sum")


def pairwise(i, term):
    h, e = regression(i, term)
    size = tuple(side // 2 for side in e.shape[2:])
    def cosines(x):
        nodes = F.normalize(F.adaptive_avg_pool2d(x, size).flatten(2).transpose(1, 2), dim=2)
        return nodes @ nodes.transpose(1, 2)
    return (cosines(h) - cosines(e)).pow(2).mean()


def contrastive(i, term):
    h, e = regression(i, term)
    return F.cross_entropy(unit(h) @ unit(e).T / .1, torch.arange(len(h)))


def vid(i, term):
    h, e = regression(i, term)
    variance = F.softplus(i[f"{term}/variance"]) + 1e-5
    variance = variance.reshape(-1, 1, 1) if e.dim() == 4 else variance
    return .5 * ((h - e) ** 2 / variance + variance.log()).mean()


def review(i, term):
    def parameter(name):
        return i[f"{term}/{name}"]

    def norm(name, x):
        return F.batch_norm(x, None, None, parameter(f"{name}.scale"), parameter(f"{name}.bias"), training=True)

    layers = [int(name[-1]) for name in i if name.startswith("student/h")]
    deeper, total = None, 0
    for layer in sorted(layers, reverse=True):
        fusion, target = f"fusion{layer}", i[f"teacher/e{layer}"]
        x = norm(f"{fusion}.narrow", F.conv2d(i[f"student/h{layer}"], parameter(f"{fusion}.narrow.weight")))
        if deeper is not None:
            y = F.interpolate(deeper, x.shape[2:], mode="nearest")
            z = torch.sigmoid(F.conv2d(torch.cat([x, y], 1), parameter(f"{fusion}.attention.weight"), parameter(f"{fusion}.attention.bias").flatten()))
            x = x * z[:, :1] + y * z[:, 1:]
        deeper = F.interpolate(x, target.shape[2:], mode="nearest")
        fused = norm(f"{fusion}.wide", F.conv2d(deeper, parameter(f"{fusion}.wide.weight"), padding=1))
        loss, factor, weights = F.mse_loss(fused, target), 1., 1.
        for level in (4, 2, 1):
            if level < target.shape[2]:
                factor /= 2
                weights += factor
                loss = loss + factor * F.mse_loss(F.adaptive_avg_pool2d(fused, level), F.adaptive_avg_pool2d(target, level))
        total = total + loss / weights
    return total


def relations(pairs):
    def loss(i, term):
        def heads(x):  # [N, heads, T, D] to as many heads as the teacher has
            n, _, length, _ = x.shape
            return x.transpose(1, 2).reshape(n, length, i["teacher/q"].shape[1], -1).transpose(1, 2)

        total = 0
        for a, b in pairs:
            rows = []
            for network in ("teacher", "student"):
                left, right = heads(i[f"{network}/{a}"]), heads(i[f"{network}/{b}"])
                rows.append(F.log_softmax(left @ right.transpose(2, 3) / left.shape[3] ** .5, -1))
            total = total + (rows[0].exp() * (rows[0] - rows[1])).sum(-1).mean()
        return total
    return loss


def review_inputs():
    width, student, teacher = 3, {1: (2, 6, 6), 2: (3, 3, 3)}, {1: (4, 5, 5), 2: (2, 3, 3)}
    made = {}
    for layer in student:
        (c, h, w), (k, _, _), name = student[layer], teacher[layer], f"review-kd/fusion{layer}"
        made[f"student/h{layer}"] = numbers(f"h{layer}", 3, c, h, w)
        made[f"teacher/e{layer}"] = numbers(f"e{layer}", 3, *teacher[layer])
        for part, shape in (("narrow", (width, c, 1, 1)), ("wide", (k, width, 3, 3))):
            made[f"{name}.{part}.weight"] = numbers(f"{name}.{part}", *shape)
            made[f"{name}.{part}.scale"] = 1 + numbers(f"{name}.{part}.scale", shape[0]) / 4
            made[f"{name}.{part}.bias"] = numbers(f"{name}.{part}.bias", shape[0])
        if layer == 1:
            made[f"{name}.attention.weight"] = numbers(f"{name}.attention", 2, 2 * width, 1, 1)
            made[f"{name}.attention.bias"] = numbers(f"{name}.attention.bias", 2, 1, 1)
    return made


def heads_inputs(student):
    made = {}
    for part in "qkv":
        made[f"student/{part}"], made[f"teacher/{part}"] = numbers(f"s{part}", 3, *student), numbers(f"t{part}", 3, 2, 4, 3)
    return made


def projected(term, student, teacher, *weight):
    return {
        "student/h": student, "teacher/e": teacher, f"{term}/projection.weight": numbers(f"{term}.weight", *weight),
        f"{term}/projection.bias": numbers(f"{term}.bias", weight[0]),
    }


def pair(student, teacher):
    return {"student/h": torch.tensor(student), "teacher/e": torch.tensor(teacher)}


CASES = {
    "hint": (mse, pair(H_S, E_T)),
    "hint, wider": (mse, projected("hint", torch.tensor(E_S), torch.tensor(E_T), 3, 2)),
    "hint, larger images": (mse, projected("hint", torch.tensor(F_S), numbers("larger", 3, 3, 5, 4), 3, 2, 1, 1)),
    "hint, smaller images": (mse, projected("hint", numbers("large", 3, 3, 5, 4), torch.tensor(F_T), 2, 3, 1, 1)),
    "hint, images of equal channels": (mse, {"student/h": numbers("large", 3, 2, 5, 4), "teacher/e": torch.tensor(F_T)}),
    "hint, an image and a vector": (mse, projected("hint", torch.tensor(F_S), torch.tensor(E_T), 3, 2)),
    "hint, a vector and an image": (mse, projected("hint", torch.tensor(E_T), torch.tensor(F_T), 2, 3)),
    "hint-cosine": (hint_cosine, pair(H_S, E_T)),
    "hint-cosine, images": (hint_cosine, pair(F_S, F_T)),
    "pkd": (pkd, pair(H_S, E_T)),
    "pkd, sequences": (pkd, {"student/h": numbers("s", 3, 4, 5), "teacher/e": numbers("t", 3, 4, 5)}),
    "attention-transfer": (attention_transfer, pair(F_S, F_T)),
    "attention-transfer, resized": (attention_transfer, {"student/h": numbers("large", 3, 3, 5, 4), "teacher/e": torch.tensor(F_T)}),
    "attention-transfer, norm": (attention_norm, pair(F_S, F_T)),
    "rkd-distance": (rkd_distance, pair(E_S, E_T)),
    "rkd-distance, images": (rkd_distance, pair(F_S, E_T)),
    "rkd-angle": (rkd_angle, pair(E_S, E_T)),
    "similarity-preserving": (similarity_preserving, pair(E_S, E_T)),
    "pkt": (pkt, pair(E_S, E_T)),
    "nst": (nst, pair(F_S, F_T)),
    "nst, other channels and sizes": (nst, {"student/h": torch.tensor(F_S), "teacher/e": numbers("other", 3, 5, 3, 4)}),
    "cwd": (cwd, pair(F_S, F_T)),
    "pairwise": (pairwise, {"student/h": numbers("s", 3, 2, 4, 4), "teacher/e": numbers("t", 3, 3, 5, 4)}),
    "contrastive": (contrastive, pair(H_S, E_T)),
    "vid": (vid, projected("vid", torch.tensor(E_S), torch.tensor(E_T), 3, 2) | {"vid/variance": numbers("rho", 3)}),
    "vid, images": (vid, projected("vid", torch.tensor(F_S), torch.tensor(F_T), 2, 2, 1, 1) | {"vid/variance": numbers("rho", 2)}),
    "review-kd": (review, review_inputs()),
    "hidden-states": (mse, projected("hidden-states", numbers("s", 3, 4, 2), numbers("t", 3, 4, 5), 5, 2)),
    "attention-maps": (mse, {"student/h": numbers("s", 3, 2, 4, 4), "teacher/e": numbers("t", 3, 2, 4, 4)}),
    "attention-relations": (relations(["qk", "vv"]), heads_inputs((2, 4, 5))),
    "attention-relations, self-relations of other heads": (relations(["qq", "kk", "vv"]), heads_inputs((4, 4, 1))),
}


def main():
    results = {}
    for name, (loss, inputs) in CASES.items():
        inputs = {key: value.to(torch.float64).clone().requires_grad_(not key.startswith("teacher/")) for key, value in inputs.items()}
        value = loss(inputs, name.split(",")[0])
        value.backward()
        results[name] = {
            "value": value.item(),
            "inputs": {key: {"shape": list(tensor.shape), "numbers": tensor.flatten().tolist()} for key, tensor in inputs.items()},
            "gradients": {key: tensor.grad.flatten().tolist() for key, tensor in inputs.items() if tensor.grad is not None},
        }
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(result)}" for name, result in results.items())
    pathlib.Path(__file__).with_name("hints.json").write_text("{\n" + lines + "\n}\n")
    for name, result in results.items():
        print(f"{name}: {result['value']:.12f}")


if __name__ == "__main__":
    main()

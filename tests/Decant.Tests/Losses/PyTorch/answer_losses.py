#!/usr/bin/env python3
"""Computes losses on answers with PyTorch, in float64: those that are no call of PyTorch's own (TorchSharp judges those). It writes values and gradients to answer-losses.json.

    OMP_NUM_THREADS=1 python3 answer_losses.py

Made with PyTorch 1.13.0. Each function is the paper's formula in PyTorch's own words, on purpose not in the words of src/Decant/Losses. Besides
the golden inputs there are extreme ones, logits of ±10,000 with 2 and with 128,000 classes, of which the value, the gradient's norms and its
largest elements are written. `AnswerLossCases.cs` has the same cases, `ExtremeLogits.cs` the same extreme numbers.
"""

import json
import math
import pathlib

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

STUDENT = [[1, 2, -1, 0.5], [0, -0.5, 1.5, 2], [2.5, 0.3, -0.7, 1.2]]
TEACHER = [[2, 1, 0.1, -1], [0.5, -1, 3, 1], [1, 2, -2, 0]]
WIDE_TEACHER = [[2, 1, 0.1, -1, 0.3, 1.6], [0.5, -1, 3, 1, -0.2, 0.8], [1, 2, -2, 0, 0.4, -0.9]]
NARROW_TEACHER = [[2, 1], [0.5, -1], [1, 2]]
LABELS = [0, 2, 1]
TARGETS = [[1.4, 1.2, -0.4, 0], [0.2, -0.8, 2, 1.4], [1.2, 1, -1, 0.5]]
CLASSES = 128_000


def kl(p_logits, q_logits):
    """mean over N of KL(p‖q)"""
    return F.kl_div(F.log_softmax(q_logits, 1), F.log_softmax(p_logits, 1), reduction="batchmean", log_target=True)


def mixed(ln_a, share, ln_b):
    return torch.logsumexp(torch.stack([ln_a + math.log(share), ln_b + math.log(1 - share)]), 0)


def against(ln_a, ln_b):
    return (ln_a.exp() * (ln_a - ln_b)).sum(1).mean()


def jensen_shannon(s, t, beta):
    p, q = F.log_softmax(t, 1), F.log_softmax(s, 1)
    m = mixed(p, beta, q)
    return beta * against(p, m) + (1 - beta) * against(q, m)


def skew(s, t, alpha, reverse):
    p, q = F.log_softmax(t, 1), F.log_softmax(s, 1)
    return against(q if reverse else p, mixed(p, alpha, q))


def dice(s, y):
    shares = []
    for c in y.unique():
        p, is_class = F.softmax(s, 1)[:, c], (y == c).double()
        shares.append(2 * p.dot(is_class) / (p.pow(2).sum() + is_class.sum()))
    return 1 - torch.stack(shares).mean()


def dkd(s, t, y, T, alpha, beta):
    others = torch.ones_like(s, dtype=torch.bool).scatter(1, y[:, None], False)

    def parts(z):
        z = z / T
        rest = z[others].reshape(len(z), -1)
        both = torch.stack([z.gather(1, y[:, None])[:, 0], torch.logsumexp(rest, 1)], 1)
        return both, rest

    (t_both, t_rest), (s_both, s_rest) = parts(t), parts(s)
    return T * T * (alpha * kl(t_both, s_both) + beta * kl(t_rest, s_rest))


def dist(s, t, T, inter, intra):
    p, q = F.softmax(t / T, 1), F.softmax(s / T, 1)

    def rho(a, b):
        # Where logits hardly differ, they count as differing by a twentieth; SmallestSpread.cs says why.
        least_a, least_b = (0.05 / T * x.norm(dim=1) for x in (a, b))
        a, b = a - a.mean(1, keepdim=True), b - b.mean(1, keepdim=True)
        return (a * b).sum(1) / (torch.maximum(a.norm(dim=1), least_a) * torch.maximum(b.norm(dim=1), least_b) + 1e-8)

    return T * T * (inter * (1 - rho(q, p).mean()) + intra * (1 - rho(q.t(), p.t()).mean()))


def standardized(s, t, T):
    def norm(z):
        return (z - z.mean(1, keepdim=True)) / (z.std(1, keepdim=True).clamp(min=0.05) + 1e-7)

    return T * T * kl(norm(t) / T, norm(s) / T)


def sparse(s, t, k, rest, T=1):
    s, t = s / T, t / T
    order = torch.sort(t, dim=1, descending=True, stable=True)[1]
    t, s = t.gather(1, order), s.gather(1, order)
    lp, lq = F.log_softmax(t, 1), F.log_softmax(s, 1)
    if rest == "renormalize-both":
        return T * T * kl(t[:, :k], s[:, :k])
    if rest == "renormalize-teacher":
        return T * T * against(F.log_softmax(t[:, :k], 1), lq[:, :k])
    value = (lp[:, :k].exp() * (lp[:, :k] - lq[:, :k])).sum(1)
    rest_p, rest_q = (torch.logsumexp(x[:, k:], 1) for x in (lp, lq)) if k < t.shape[1] else (None, None)
    if rest == "bucket" and k < t.shape[1]:
        value = value + rest_p.exp() * (rest_p - rest_q)
    if rest == "smooth" and k < t.shape[1]:
        each = (rest_p - math.log(t.shape[1] - k))[:, None]
        value = value + (each.exp() * (each - lq[:, k:])).sum(1)
    return T * T * value.mean()


def uld(s, t, T):
    p, q = (torch.sort(F.softmax(z / T, 1), dim=1, descending=True, stable=True)[0] for z in (t, s))
    width = max(p.shape[1], q.shape[1])
    return (F.pad(p, (0, width - p.shape[1])) - F.pad(q, (0, width - q.shape[1]))).abs().sum(1).mean()


def bounded(s, t, y, margin):
    error = (s - y) ** 2
    return torch.where(error + margin > (t - y) ** 2, error, torch.zeros_like(error)).mean()


# Name of the case: formula of student, teacher, labels, targets. A name is the loss, then what is special.
CASES = {
    "dice": lambda s, t, y, x: dice(s, y),
    "jensen-shannon": lambda s, t, y, x: jensen_shannon(s, t, 0.5),
    "jensen-shannon share=0.1": lambda s, t, y, x: jensen_shannon(s, t, 0.1),
    "jensen-shannon share=0.9": lambda s, t, y, x: jensen_shannon(s, t, 0.9),
    "jensen-shannon T=2": lambda s, t, y, x: jensen_shannon(s / 2, t / 2, 0.5),
    "skew-kl": lambda s, t, y, x: skew(s, t, 0.1, False),
    "skew-kl T=2": lambda s, t, y, x: skew(s / 2, t / 2, 0.1, False),
    "skew-reverse-kl": lambda s, t, y, x: skew(s, t, 0.9, True),
    "skew-reverse-kl T=2": lambda s, t, y, x: skew(s / 2, t / 2, 0.9, True),
    "total-variation": lambda s, t, y, x: 0.5 * F.l1_loss(F.softmax(s, 1), F.softmax(t, 1), reduction="sum") / len(s),
    "total-variation T=2": lambda s, t, y, x: 0.5 * F.l1_loss(F.softmax(s / 2, 1), F.softmax(t / 2, 1), reduction="sum") / len(s),
    "dkd": lambda s, t, y, x: dkd(s, t, y, 4, 1, 8),
    "dkd target alone": lambda s, t, y, x: dkd(s, t, y, 4, 1, 0),
    "dkd others alone": lambda s, t, y, x: dkd(s, t, y, 4, 0, 1),
    "dkd T=1": lambda s, t, y, x: dkd(s, t, y, 1, 1, 8),
    "dist inter T=1": lambda s, t, y, x: dist(s, t, 1, 1, 0),
    "dist intra T=1": lambda s, t, y, x: dist(s, t, 1, 0, 1),
    "dist inter T=4": lambda s, t, y, x: dist(s, t, 4, 1, 0),
    "dist intra T=4": lambda s, t, y, x: dist(s, t, 4, 0, 1),
    "dist": lambda s, t, y, x: dist(s, t, 1, 1, 1),
    "logit-standardization": lambda s, t, y, x: standardized(s, t, 2),
    "logit-standardization T=1": lambda s, t, y, x: standardized(s, t, 1),
    "bounded-regression": lambda s, t, y, x: bounded(s, t, x, 0),
    "bounded-regression margin=0.5": lambda s, t, y, x: bounded(s, t, x, 0.5),
    "sparse bucket": lambda s, t, y, x: sparse(s, t, 2, "bucket"),
    "sparse bucket T=2": lambda s, t, y, x: sparse(s, t, 2, "bucket", 2),
    "sparse bucket of ten": lambda s, t, y, x: sparse(s, t, 10, "bucket"),
    "sparse bucket of one": lambda s, t, y, x: sparse(s, t, 1, "bucket"),
    "sparse renormalize-teacher of one": lambda s, t, y, x: sparse(s, t, 1, "renormalize-teacher"),
    "sparse smooth of one": lambda s, t, y, x: sparse(s, t, 1, "smooth"),
    "sparse raw of one": lambda s, t, y, x: sparse(s, t, 1, "raw"),
    "sparse renormalize-teacher": lambda s, t, y, x: sparse(s, t, 2, "renormalize-teacher"),
    "sparse renormalize-both": lambda s, t, y, x: sparse(s, t, 2, "renormalize-both"),
    "sparse smooth": lambda s, t, y, x: sparse(s, t, 2, "smooth"),
    "sparse raw": lambda s, t, y, x: sparse(s, t, 2, "raw"),
    "uld": lambda s, t, y, x: uld(s, t, 1),
    "uld T=2": lambda s, t, y, x: uld(s, t, 2),
    "uld wider teacher": lambda s, t, y, x: uld(s, torch.tensor(WIDE_TEACHER), 1),
    "uld narrower teacher": lambda s, t, y, x: uld(s, torch.tensor(NARROW_TEACHER), 1),
}

# What only golden inputs are tried on: its inputs are not those of the extremes.
GOLDEN_ALONE = {"uld wider teacher", "uld narrower teacher"}


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


def spread(name):
    """[3, 128000], multiples of 625/128 from −10,000 up: float32 holds them exactly."""
    return (torch.tensor(integers(name, 3 * CLASSES), dtype=torch.float64).reshape(3, CLASSES) - 2048) * (10_000 / 2048)


# Sure and right, sure and wrong, torn, and torn against sure; then with the roles changed.
TWO_STUDENT = [[1e4, -1e4], [1e4, -1e4], [1e4, 1e4], [1e4, 9999.5], [-1e4, 1e4]]
TWO_TEACHER = [[1e4, -1e4], [-1e4, 1e4], [1e4, 9999.0], [-1e4, 1e4], [1e4, 9998.0]]


def evaluate(formula, student, teacher, labels, targets):
    s = torch.tensor(student).clone().requires_grad_() if isinstance(student, list) else student.clone().requires_grad_()
    t = torch.tensor(teacher) if isinstance(teacher, list) else teacher
    x = torch.tensor(targets) if isinstance(targets, list) else targets
    value = formula(s, t, torch.tensor(labels), x)
    return value.item(), torch.autograd.grad(value, s)[0].flatten()


def exact(formula, *inputs):
    value, gradient = evaluate(formula, *inputs)
    return {"value": value, "gradient": gradient.tolist()}


def summary(formula, *inputs):
    value, gradient = evaluate(formula, *inputs)
    places = gradient.abs().topk(12)[1].sort()[0]
    return {
        "value": value, "absolute-sum": gradient.abs().sum().item(), "norm": gradient.norm().item(),
        "places": places.tolist(), "gradient": gradient[places].tolist(),
    }


def main():
    student, teacher = spread("student"), spread("teacher")
    targets = spread("targets")
    two_targets = [[x + 3 for x in row] for row in TWO_TEACHER]
    best = student.argmax(1)
    labels = [best[0].item(), 5, teacher.argmax(1)[2].item()]
    results = {}
    for name, formula in CASES.items():
        result = {"golden": exact(formula, STUDENT, TEACHER, LABELS, TARGETS)}
        if name not in GOLDEN_ALONE:
            result["two"] = exact(formula, TWO_STUDENT, TWO_TEACHER, [0, 1, 0, 1, 1], two_targets)
            result["many"] = summary(formula, student, teacher, labels, targets)
        assert all(math.isfinite(part["value"]) and all(map(math.isfinite, part["gradient"])) for part in result.values()), name
        results[name] = result
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(result)}" for name, result in results.items())
    pathlib.Path(__file__).with_name("answer-losses.json").write_text(
        "{\n" + lines + "\n}\n")


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""The distillation step as people write it by hand in PyTorch, timed: the peer that Decant is measured against.

    Needs PyTorch (Debian: apt-get install python3-torch).
    OMP_NUM_THREADS=2 python3 bench/peer.py --case resnet56-resnet20 --precision bf16

Prints one JSON line: case, precision, median and fastest milliseconds per step, samples per second,
and the same for the teacher's forward pass alone and for a step without a teacher (stored soft targets).
Batches: 128 images (or vectors), 32 sequences of 128 tokens. SGD with momentum 0.9. T = 4, weights 0.9 and 0.1.
"""
import argparse, contextlib, json, os, re, resource, statistics, time
import torch, torch.nn as nn, torch.nn.functional as F


def mlp(*widths):
    layers = []
    for i in range(len(widths) - 1):
        layers.append(nn.Linear(widths[i], widths[i + 1]))
        if i < len(widths) - 2:
            layers.append(nn.ReLU())
    return nn.Sequential(*layers)


class Block(nn.Module):
    def __init__(self, cin, cout, stride):
        super().__init__()
        self.c1 = nn.Conv2d(cin, cout, 3, stride, 1, bias=False); self.b1 = nn.BatchNorm2d(cout)
        self.c2 = nn.Conv2d(cout, cout, 3, 1, 1, bias=False); self.b2 = nn.BatchNorm2d(cout)
        self.short = nn.Sequential(nn.Conv2d(cin, cout, 1, stride, bias=False), nn.BatchNorm2d(cout)) if cin != cout else None

    def forward(self, x):
        y = F.relu(self.b1(self.c1(x)))
        return F.relu(self.b2(self.c2(y)) + (x if self.short is None else self.short(x)))


class ResNet(nn.Module):
    """CIFAR ResNet of depth 6n+2, widths 16, 32, 64."""
    def __init__(self, n):
        super().__init__()
        self.stem = nn.Conv2d(3, 16, 3, 1, 1, bias=False); self.bn = nn.BatchNorm2d(16)
        blocks, cin = [], 16
        for cout, stride in ((16, 1), (32, 2), (64, 2)):
            for k in range(n):
                blocks.append(Block(cin, cout, stride if k == 0 else 1)); cin = cout
        self.blocks = nn.Sequential(*blocks); self.head = nn.Linear(64, 10)

    def forward(self, x):
        return self.head(self.blocks(F.relu(self.bn(self.stem(x)))).mean((2, 3)))


class Encoder(nn.Module):
    def __init__(self, layers, width, heads, vocabulary=8000):
        super().__init__()
        self.embed = nn.Embedding(vocabulary, width)
        layer = nn.TransformerEncoderLayer(width, heads, 4 * width, batch_first=True, dropout=0.0, activation="gelu")
        self.body = nn.TransformerEncoder(layer, layers, enable_nested_tensor=False); self.head = nn.Linear(width, 10)

    def forward(self, x):
        return self.head(self.body(self.embed(x)).mean(1))


IMAGES = lambda: torch.randn(128, 3, 32, 32)
CASES = {
    "mlp1200-mlp800": (lambda: mlp(784, 1200, 1200, 10), lambda: mlp(784, 800, 800, 10), lambda: torch.rand(128, 784)),
    "mlp1200-mlp64": (lambda: mlp(784, 1200, 1200, 10), lambda: mlp(784, 64, 10), lambda: torch.rand(128, 784)),
    "resnet56-resnet20": (lambda: ResNet(9), lambda: ResNet(3), IMAGES),
    "resnet56-resnet8": (lambda: ResNet(9), lambda: ResNet(1), IMAGES),
    "encoder4x256-encoder2x128": (lambda: Encoder(4, 256, 4), lambda: Encoder(2, 128, 2), lambda: torch.randint(0, 8000, (32, 128))),
}


def distillation(student, teacher, labels, temperature=4.0, soft=0.9):
    kl = F.kl_div(F.log_softmax(student / temperature, 1), F.softmax(teacher / temperature, 1), reduction="batchmean")
    return soft * temperature * temperature * kl + (1 - soft) * F.cross_entropy(student, labels)


def timed(f, steps):
    for _ in range(3):
        f()
    times = []
    for _ in range(steps):
        t = time.perf_counter(); f(); times.append((time.perf_counter() - t) * 1e3)
    return {"median_ms": round(statistics.median(times), 3), "best_ms": round(min(times), 3)}


def blas():
    """The shared libraries of linear algebra that this process has loaded, by their names after links are resolved."""
    with open("/proc/self/maps") as maps:
        files = {os.path.basename(os.path.realpath(line.split()[-1])) for line in maps if re.search(r"/lib(open|ref|mkl|c?)?(blas|mkl|dnnl)[^/]*\.so", line)}
    return ", ".join(sorted(files)) or "inside PyTorch"


def peak_resident():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main():
    a = argparse.ArgumentParser(); a.add_argument("--case", choices=CASES, required=True)
    a.add_argument("--precision", choices=("f32", "bf16"), default="f32"); a.add_argument("--steps", type=int, default=15)
    a.add_argument("--threads", type=int, default=2); o = a.parse_args()
    torch.set_num_threads(o.threads); torch.manual_seed(0)
    make_teacher, make_student, make_batch = CASES[o.case]; resident = peak_resident()
    teacher, student, x = make_teacher().eval(), make_student().train(), make_batch()
    labels = torch.randint(0, 10, (x.shape[0],)); bf16 = o.precision == "bf16"
    if x.dim() == 4 and bf16:   # channels-last is PyTorch's faster layout for bf16 convolutions
        teacher, student = teacher.to(memory_format=torch.channels_last), student.to(memory_format=torch.channels_last)
        x = x.contiguous(memory_format=torch.channels_last)
    if isinstance(teacher, Encoder):
        teacher.train()         # 1.13's inference fast path refuses autocast; dropout is 0, so the mathematics is the same
    cast = (lambda: torch.autocast("cpu", dtype=torch.bfloat16)) if bf16 else contextlib.nullcontext
    optimizer = torch.optim.SGD(student.parameters(), lr=0.01, momentum=0.9)

    def answer():
        with torch.no_grad(), cast():
            return teacher(x).float()

    stored = answer()

    def step(targets=None):
        optimizer.zero_grad(set_to_none=True)
        t = answer() if targets is None else targets
        with cast():
            s = student(x)
        distillation(s.float(), t, labels).backward(); optimizer.step()

    full, alone, cached = timed(step, o.steps), timed(answer, o.steps), timed(lambda: step(stored), o.steps)
    print(json.dumps({"peer": "pytorch " + torch.__version__, "case": o.case, "precision": o.precision, "threads": o.threads, "blas": blas(),
                      "openblas_coretype": os.environ.get("OPENBLAS_CORETYPE", ""), "peak_growth_bytes": peak_resident() - resident,
                      "step": full, "samples_per_second": round(x.shape[0] / full["median_ms"] * 1e3, 1),
                      "teacher_forward": alone, "step_with_stored_targets": cached}))


main()

# Golden numbers of ClassificationMetricsTests, with numpy and formulas written out: /usr/bin/python3 golden-metrics.py
# The logits are (17·n + 29·c + 5·n·c) mod 13 / 4 − 1.5, the teacher's (11·n + 7·c + 3·n·c) mod 17 / 5 − 1.5, the labels
# (7·n + n·n) mod 5, for n = 0 … 39 and c = 0 … 4: no generator to agree upon.
import numpy as np

N, C = 40, 5
n, c = np.arange(N)[:, None], np.arange(C)[None, :]
z = ((17 * n + 29 * c + 5 * n * c) % 13 / 4 - 1.5).astype(np.float64)
t = ((11 * n + 7 * c + 3 * n * c) % 17 / 5 - 1.5).astype(np.float64)
y = (7 * np.arange(N) + np.arange(N) ** 2) % C

order = np.argsort(-z, axis=1, kind="stable")            # equal logits keep the order of their index
best = order[:, 0]
p = np.exp(z) / np.exp(z).sum(1, keepdims=True)
print("accuracy", np.mean(best == y), "errors", np.sum(best != y))
print("top 2", np.mean([y[i] in order[i, :2] for i in range(N)]))
print("nll", repr(-np.log(p[np.arange(N), y]).mean()))
print("agreement", np.mean(best == np.argsort(-t, axis=1, kind="stable")[:, 0]))

confusion = np.zeros((C, C), int)
np.add.at(confusion, (y, best), 1)
print("confusion", confusion.ravel().tolist())
with np.errstate(invalid="ignore", divide="ignore"):
    precision = np.nan_to_num(np.diag(confusion) / confusion.sum(0))
    recall = np.nan_to_num(np.diag(confusion) / confusion.sum(1))
    f1 = np.nan_to_num(2 * precision * recall / (precision + recall))
used = (confusion.sum(0) + confusion.sum(1)) > 0
print("macro", repr(precision[used].mean()), repr(recall[used].mean()), repr(f1[used].mean()))

confidence, right = p.max(1), best == y
ece = 0.0
for b in range(15):
    inside = (confidence > b / 15) & (confidence <= (b + 1) / 15)
    if inside.any():
        ece += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())
print("ece", repr(ece))

"""Prints the numbers of PyTorch that OptimizerTests and BatchNormalizationTests compare with. PyTorch 1.13.1, float64."""
import torch

torch.set_printoptions(precision=17)
gradients = [[0.5, -1.0, 2.0], [0.25, 0.5, -3.0], [-1.0, 0.125, 0.75]]


def steps(make):
    weights = torch.tensor([1.0, -2.0, 0.5], dtype=torch.float64, requires_grad=True)
    optimizer = make([weights])
    for gradient in gradients:
        weights.grad = torch.tensor(gradient, dtype=torch.float64)
        optimizer.step()
    return [repr(value) for value in weights.tolist()]


print("sgd", *steps(lambda w: torch.optim.SGD(w, lr=0.1)))
print("sgd momentum", *steps(lambda w: torch.optim.SGD(w, lr=0.1, momentum=0.9, weight_decay=0.01)))
print("sgd nesterov", *steps(lambda w: torch.optim.SGD(w, lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.01)))
print("adamw", *steps(lambda w: torch.optim.AdamW(w, lr=0.01, betas=(0.9, 0.99), eps=1e-8, weight_decay=0.1)))

x = torch.tensor([[[1.0, 2.0], [0.5, -1.5]], [[4.0, -3.0], [2.5, 0.25]], [[0.0, 1.5], [-2.0, 1.0]]], dtype=torch.float64, requires_grad=True)
layer = torch.nn.BatchNorm1d(2, eps=1e-3, momentum=0.25).double()
with torch.no_grad():
    layer.weight.copy_(torch.tensor([1.5, -0.5]))
    layer.bias.copy_(torch.tensor([0.25, 1.0]))
y = layer(x)
dy = torch.arange(12, dtype=torch.float64).reshape(3, 2, 2) / 4 - 1
(y * dy).sum().backward()
for name, value in [("y", y), ("running mean", layer.running_mean), ("running variance", layer.running_var),
                    ("dx", x.grad), ("dscale", layer.weight.grad), ("dbias", layer.bias.grad)]:
    print(name, *[repr(v) for v in value.detach().flatten().tolist()], sep=", ")

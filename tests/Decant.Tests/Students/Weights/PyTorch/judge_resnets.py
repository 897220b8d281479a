"""How many JPEGs of CIFAR-10's test part the ResNets of pretrained/resnet-cifar10 get right: python3 judge_resnets.py FOLDER_OF_DATA.

PyTorch 1.13, Pillow 9.4. Prints for each network: of every 100th image (the first included, in the order of the archive), of all.
resnet20-12fca82f 86 of 100, 8103 of 10000
resnet56-4bfd9763 87 of 100, 8320 of 10000
"""
import io
import sys
import tarfile

import numpy
import torch
import torch.nn.functional as F
from PIL import Image

CLASSES = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]
MEAN, DEVIATION = (torch.tensor(numbers).view(1, 3, 1, 1) for numbers in ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]))
data = sys.argv[1]


def norm(x, weights, name):
    return F.batch_norm(x, *(weights[f"{name}.{part}"] for part in ("running_mean", "running_var", "weight", "bias")))


def block(x, weights, name, stride):
    y = F.relu(norm(F.conv2d(x, weights[f"{name}.conv1.weight"], stride=stride, padding=1), weights, f"{name}.bn1"))
    y = norm(F.conv2d(y, weights[f"{name}.conv2.weight"], padding=1), weights, f"{name}.bn2")
    if y.shape != x.shape:
        quarter = y.shape[1] // 4
        x = F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, quarter, quarter))
    return F.relu(y + x)


def network(x, weights, blocks):
    x = F.relu(norm(F.conv2d(x, weights["conv1.weight"], padding=1), weights, "bn1"))
    for stage in (1, 2, 3):
        for index in range(blocks):
            x = block(x, weights, f"layer{stage}.{index}", 2 if stage > 1 and index == 0 else 1)
    return F.linear(x.mean((2, 3)), weights["linear.weight"], weights["linear.bias"])


images, labels = [], []
with tarfile.open(f"{data}/cifar10-jpeg.tar.gz") as archive:
    for member in archive:
        parts = member.name.split("/")
        if "test" in parts and member.name.endswith(".jpg"):
            images.append(numpy.asarray(Image.open(io.BytesIO(archive.extractfile(member).read())).convert("RGB")))
            labels.append(CLASSES.index(parts[-2]))

pixels = (torch.tensor(numpy.stack(images)).permute(0, 3, 1, 2).float() / 255 - MEAN) / DEVIATION
for name, blocks in (("resnet20-12fca82f", 3), ("resnet56-4bfd9763", 9)):
    state = torch.load(f"{data}/pretrained/resnet-cifar10/{name}.th", map_location="cpu")["state_dict"]
    weights = {key.removeprefix("module."): tensor for key, tensor in state.items()}
    with torch.no_grad():
        right = torch.cat([network(part, weights, blocks).argmax(1) for part in pixels.split(200)]) == torch.tensor(labels)
    print(name, f"{right[::100].sum()} of {len(right[::100])}, {right.sum()} of {len(right)}", flush=True)

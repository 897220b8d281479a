# Golden numbers of DetectionTruthTests, from PyTorch: quality focal loss, distribution focal loss, generalised IoU and their gradients, as the
# authors' programs write them (implus/GFocal: mmdet/models/losses/gfocal_loss.py; bbox_overlaps with mode 'giou'), and the assignment of ATSS
# (sfzhang15/ATSS) in loops over boxes.
import torch
import torch.nn.functional as F

torch.set_printoptions(precision=10)
torch.set_default_dtype(torch.float64)


def quality_focal(pred, label, score, beta=2.0):
    pred_sigmoid = pred.sigmoid()
    zerolabel = torch.zeros_like(pred)
    loss = F.binary_cross_entropy_with_logits(pred, zerolabel, reduction='none') * pred_sigmoid.pow(beta)
    pos = torch.nonzero((label >= 0) & (label < pred.size(1))).squeeze(1)
    pos_label = label[pos]
    scale_factor = score[pos] - pred_sigmoid[pos, pos_label]
    loss[pos, pos_label] = F.binary_cross_entropy_with_logits(
        pred[pos, pos_label], score[pos], reduction='none') * scale_factor.abs().pow(beta)
    return loss.sum(dim=1)


def distribution_focal(pred, label):
    left = label.long()
    right = left + 1
    return F.cross_entropy(pred, left, reduction='none') * (right - label) \
        + F.cross_entropy(pred, right, reduction='none') * (label - left)


def iou(a, b, generalised=False):
    lt, rb = torch.max(a[..., :2], b[..., :2]), torch.min(a[..., 2:], b[..., 2:])
    wh = (rb - lt).clamp(min=0)
    overlap = wh[..., 0] * wh[..., 1]
    area = lambda x: (x[..., 2] - x[..., 0]) * (x[..., 3] - x[..., 1])
    union = area(a) + area(b) - overlap
    if not generalised:
        return overlap / union
    outer = (torch.max(a[..., 2:], b[..., 2:]) - torch.min(a[..., :2], b[..., :2])).clamp(min=0)
    around = outer[..., 0] * outer[..., 1]
    return overlap / union - (around - union) / around


def atss(points, strides, levels, gt):
    """The place of each box: -1 for none."""
    anchors = torch.cat([points - 4 * strides, points + 4 * strides], 1)
    overlaps = iou(anchors[:, None], gt[None])
    chosen = torch.full_like(overlaps, -1.0)
    for g in range(len(gt)):
        centre = (gt[g, :2] + gt[g, 2:]) / 2
        candidates = []
        for begin, count in levels:
            d = (points[begin:begin + count] - centre).pow(2).sum(1).sqrt()
            candidates += (d.topk(min(9, count), largest=False).indices + begin).tolist()
        own = overlaps[candidates, g]
        threshold = own.mean() + own.std()
        inside = []
        for place in candidates:
            x, y = points[place]
            if min(x - gt[g, 0], y - gt[g, 1], gt[g, 2] - x, gt[g, 3] - y) > 0.01:
                inside.append(place)
        # Not in the paper: the best inside are always chosen.
        threshold = min(float(threshold), 0.999 * max([float(overlaps[place, g]) for place in inside] + [0]))
        for place in inside:
            if overlaps[place, g] >= threshold:
                chosen[place, g] = overlaps[place, g]
    best, which = chosen.max(1)
    return torch.where(best > 0, which, torch.full_like(which, -1))


def detection(z, distances, points, strides, levels, gts, classes, bins):
    """Equation 8 of arXiv:2006.04388: z [N, L, C], distances [N, L, 4 * bins]."""
    n = z.shape[0]
    per_image = []
    for i in range(n):
        far = (distances[i].reshape(-1, 4, bins).softmax(2) * torch.arange(bins)).sum(2) * strides
        boxes = torch.cat([points - far[:, :2], points + far[:, 2:]], 1)
        own = atss(points, strides, levels, gts[i]) if len(gts[i]) else torch.full((len(points),), -1)
        per_image.append((boxes, own))
    found = max(1, sum(int((own >= 0).sum()) for _, own in per_image))
    loss, box, dfl, weights = 0, 0, 0, 0
    for i, (boxes, own) in enumerate(per_image):
        label, score = torch.full((len(points),), z.shape[2]), torch.zeros(len(points))
        pos = torch.nonzero(own >= 0).squeeze(1)
        if len(pos):
            target = gts[i][own[pos]]
            label[pos] = classes[i][own[pos]]
            score[pos] = iou(boxes[pos], target).detach()
            w = z[i].sigmoid().max(1).values.detach()[pos]
            box = box + (w * (1 - iou(boxes[pos], target, True))).sum()
            t = torch.cat([points[pos] - target[:, :2], target[:, 2:] - points[pos]], 1) / strides[pos]
            t = t.clamp(0, bins - 1 - 0.01)
            each = distribution_focal(distances[i].reshape(-1, 4, bins)[pos].reshape(-1, bins), t.reshape(-1)).reshape(-1, 4).mean(1)
            dfl = dfl + (w * each).sum()
            weights = weights + w.sum()
        loss = loss + quality_focal(z[i], label, score).sum()
    norm = torch.clamp(torch.as_tensor(weights), min=1)
    return loss / found + 2 * box / norm + 0.25 * dfl / norm, [own.tolist() for _, own in per_image]


if __name__ == '__main__':
    def wave(count, step, size):
        return torch.sin(torch.arange(count) * step) * size

    levels, points, strides = [], [], []
    for rows, columns, stride in [(4, 5, 8), (2, 3, 16)]:
        levels.append((len(points), rows * columns))
        for p in range(rows * columns):
            points.append([(p % columns + 0.5) * stride, (p // columns + 0.5) * stride])
            strides.append([stride])
    points, strides = torch.tensor(points), torch.tensor(strides, dtype=torch.float64)
    L, C, bins = len(points), 2, 5
    z = wave(3 * L * C, 0.7, 1.5).reshape(3, L, C).requires_grad_()
    d = wave(3 * L * 4 * bins, 1.3, 2.0).reshape(3, L, 4 * bins).requires_grad_()
    gts = [torch.tensor([[1., 2, 22, 20], [10, 8, 37, 31]]), torch.zeros(0, 4), torch.tensor([[18., 4, 34, 30]])]
    classes = [torch.tensor([1, 0]), torch.zeros(0, dtype=torch.long), torch.tensor([1])]
    loss, own = detection(z, d, points, strides, levels, gts, classes, bins)
    loss.backward()
    print('loss', repr(loss.item()))
    print('own', own)
    print('gradient of z: sum of squares', repr(z.grad.pow(2).sum().item()), 'of distances', repr(d.grad.pow(2).sum().item()))
    print('first', z.grad.flatten()[:4].tolist(), d.grad[0, int(torch.tensor(own[0]).argmax())][:4].tolist())

    # Distillation: arrays as they are there, [N, C, L] and [N, L, 4 * bins]; the teacher's are those above.
    teacher, far = z.detach().transpose(1, 2), d.detach()
    s = (torch.sin(torch.arange(3 * C * L) * 0.31) * 2).reshape(3, C, L).requires_grad_()
    e = wave(3 * L * 4 * bins, 0.47, 1.5).reshape(3, L, 4 * bins).requires_grad_()

    def localisation(T):
        m = teacher.sigmoid().max(1).values
        p = (far.reshape(3, L, 4, bins) / T).softmax(3)
        kl = F.kl_div((e.reshape(3, L, 4, bins) / T).log_softmax(3), p, reduction='none').sum(3).mean(2) * T * T
        return (kl * m).sum() / m.sum()

    def soft(T, foreground, background, weight):
        m = teacher.sigmoid().max(1, keepdim=True).values
        p = (teacher / T).sigmoid()
        focal = F.binary_cross_entropy_with_logits(s / T, p, reduction='none') * (p - (s / T).sigmoid()).abs()
        w = foreground * m + background * (1 - m)
        return T * T * (focal * w).sum() / m.sum() + weight * localisation(10)

    for name, loss in [('localisation, T 10', localisation(10)), ('localisation, T 2', localisation(2)),
                       ('detection-soft-targets', soft(1, 1, 1, 0.25)), ('detection-soft-targets, T 2', soft(2, 2, 0.5, 0))]:
        s.grad = e.grad = None
        loss.backward()
        squares = [float(x.grad.pow(2).sum()) if x.grad is not None else 0 for x in (s, e)]
        print(name, repr(loss.item()), squares)

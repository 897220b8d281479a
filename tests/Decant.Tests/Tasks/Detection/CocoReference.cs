namespace Decant.Tests.Tasks.Detection;

/// <summary>
/// Mean average precision from pycocotools' definition, line for line as plain loops over arrays [T, R, K] and lists of pictures: boxes as
/// x, y, width, height; ids of matches; −1 where a class does not occur. Shares no code with the metric.
/// </summary>
internal sealed class CocoReference
{
    internal sealed record Truth(int Image, int Category, double[] Xywh, int IsCrowd);

    internal sealed record Result(int Image, int Category, double[] Xywh, double Score);

    private readonly double[] _iouThrs = new double[10];
    private readonly double[] _recThrs = new double[101];
    private double[,,] _precision = new double[0, 0, 0];
    private double[,] _recall = new double[0, 0];

    public CocoReference()
    {
        for (var i = 0; i < 10; i++)
        {
            _iouThrs[i] = .5 + (i * ((0.95 - .5) / 9));
        }

        for (var i = 0; i < 101; i++)
        {
            _recThrs[i] = i * (1.0 / 100);
        }
    }

    public double Ap => Mean(0, 10);

    public double Ap50 => Mean(0, 1);

    public double Ar
    {
        get
        {
            double sum = 0;
            var count = 0;
            foreach (var r in _recall)
            {
                (sum, count) = r > -1 ? (sum + r, count + 1) : (sum, count);
            }

            return count == 0 ? 0 : sum / count;
        }
    }

    public double ApOf(int category)
    {
        double sum = 0;
        for (var t = 0; t < 10; t++)
        for (var r = 0; r < 101; r++)
        {
            sum += _precision[t, r, category];
        }

        return sum / 1010;
    }

    public void Evaluate(int images, int categories, List<Truth> gts, List<Result> dts)
    {
        _precision = new double[10, 101, categories];
        _recall = new double[10, categories];
        for (var k = 0; k < categories; k++)
        {
            var scores = new List<double>();
            var (dtm, dtIg) = (new List<int>[10], new List<bool>[10]);
            for (var t = 0; t < 10; t++)
            {
                (dtm[t], dtIg[t]) = ([], []);
            }

            var npig = 0;
            for (var image = 0; image < images; image++)
            {
                npig += EvaluateImage(image, k, gts, dts, scores, dtm, dtIg);
            }

            Accumulate(k, npig, scores, dtm, dtIg);
        }
    }

    private int EvaluateImage(int image, int k, List<Truth> gts, List<Result> dts, List<double> scores, List<int>[] dtm, List<bool>[] dtIg)
    {
        var gt = new List<Truth>();
        foreach (var pass in new[] { 0, 1 })
        {
            foreach (var g in gts)
            {
                if (g.Image == image && g.Category == k && g.IsCrowd == pass)
                {
                    gt.Add(g);
                }
            }
        }

        // An insertion sort that moves only past smaller scores is stable.
        var dt = new List<Result>();
        foreach (var d in dts)
        {
            if (d.Image == image && d.Category == k)
            {
                var at = dt.Count;
                while (at > 0 && dt[at - 1].Score < d.Score)
                {
                    at--;
                }

                dt.Insert(at, d);
            }
        }

        if (dt.Count > 100)
        {
            dt.RemoveRange(100, dt.Count - 100);
        }

        foreach (var d in dt)
        {
            scores.Add(d.Score);
        }

        for (var tind = 0; tind < 10; tind++)
        {
            var gtm = new int[gt.Count];
            for (var dind = 0; dind < dt.Count; dind++)
            {
                var iou = _iouThrs[tind] < 1 - 1e-10 ? _iouThrs[tind] : 1 - 1e-10;
                var m = -1;
                for (var gind = 0; gind < gt.Count; gind++)
                {
                    if (gtm[gind] > 0 && gt[gind].IsCrowd == 0)
                    {
                        continue;
                    }

                    if (m > -1 && gt[m].IsCrowd == 0 && gt[gind].IsCrowd == 1)
                    {
                        break;
                    }

                    var o = Iou(dt[dind].Xywh, gt[gind].Xywh, gt[gind].IsCrowd);
                    if (o < iou)
                    {
                        continue;
                    }

                    iou = o;
                    m = gind;
                }

                dtm[tind].Add(m == -1 ? 0 : m + 1);
                dtIg[tind].Add(m != -1 && gt[m].IsCrowd == 1);
                if (m != -1)
                {
                    gtm[m] = dind + 1;
                }
            }
        }

        var counted = 0;
        foreach (var g in gt)
        {
            counted += 1 - g.IsCrowd;
        }

        return counted;
    }

    private void Accumulate(int k, int npig, List<double> scores, List<int>[] dtm, List<bool>[] dtIg)
    {
        var order = new List<int>();
        for (var d = 0; d < scores.Count; d++)
        {
            var at = order.Count;
            while (at > 0 && scores[order[at - 1]] < scores[d])
            {
                at--;
            }

            order.Insert(at, d);
        }

        for (var t = 0; t < 10; t++)
        {
            if (npig == 0)
            {
                _recall[t, k] = -1;
                for (var r = 0; r < 101; r++)
                {
                    _precision[t, r, k] = -1;
                }

                continue;
            }

            double tp = 0,
                fp = 0;
            var (rc, pr) = (new List<double>(), new List<double>());
            foreach (var d in order)
            {
                if (!dtIg[t][d])
                {
                    _ = dtm[t][d] != 0 ? tp++ : fp++;
                }

                rc.Add(tp / npig);
                pr.Add(tp / (fp + tp + 2.220446049250313e-16));
            }

            _recall[t, k] = rc.Count > 0 ? rc[^1] : 0;
            for (var i = pr.Count - 1; i > 0; i--)
            {
                if (pr[i] > pr[i - 1])
                {
                    pr[i - 1] = pr[i];
                }
            }

            for (var r = 0; r < 101; r++)
            {
                var at = 0;
                while (at < rc.Count && rc[at] < _recThrs[r])
                {
                    at++;
                }

                _precision[t, r, k] = at < pr.Count ? pr[at] : 0;
            }
        }
    }

    private double Mean(int from, int to)
    {
        double sum = 0;
        var count = 0;
        for (var t = from; t < to; t++)
        for (var r = 0; r < _precision.GetLength(1); r++)
        for (var k = 0; k < _precision.GetLength(2); k++)
        {
            (sum, count) = _precision[t, r, k] > -1 ? (sum + _precision[t, r, k], count + 1) : (sum, count);
        }

        return count == 0 ? 0 : sum / count;
    }

    // maskApi's bbIou
    private static double Iou(double[] d, double[] g, int isCrowd)
    {
        var w = Math.Min(d[2] + d[0], g[2] + g[0]) - Math.Max(d[0], g[0]);
        var h = Math.Min(d[3] + d[1], g[3] + g[1]) - Math.Max(d[1], g[1]);
        if (w <= 0 || h <= 0)
        {
            return 0;
        }

        var i = w * h;
        return i / (isCrowd == 1 ? d[2] * d[3] : (d[2] * d[3]) + (g[2] * g[3]) - i);
    }
}

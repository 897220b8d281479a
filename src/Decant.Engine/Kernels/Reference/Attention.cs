using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>Y = softmax(scale·Q·Kᵀ + mask)·V for every head, query by query; 0 for a query that sees no key.</summary>
internal static unsafe class Attention
{
    /// <summary>The answers, and each query's logarithm of the sum of exponentials.</summary>
    /// <param name="q">Queries, <see cref="AttentionSizes.Width"/> features each.</param>
    /// <param name="k">Keys.</param>
    /// <param name="v">Values, <see cref="AttentionSizes.ValueWidth"/> features each.</param>
    /// <param name="mask">What is added to the products, or null.</param>
    /// <param name="y">Answers, as wide as values.</param>
    /// <param name="logSum">[sequences, heads, queries]; 0 where a query sees no key.</param>
    /// <param name="sizes">Sizes.</param>
    public static void Run<T>(T* q, T* k, T* v, T* mask, T* y, T* logSum, in AttentionSizes sizes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var scores = (T*)WorkerPool.Scratch((long)sizes.Keys * sizeof(T));
        for (var unit = 0; unit < sizes.Units; unit++)
        {
            for (var query = 0; query < sizes.Queries; query++)
            {
                Scores(q, k, mask, scores, unit, query, sizes);
                var (largest, sum) = (T.NegativeInfinity, T.Zero);
                for (var key = 0; key < sizes.Keys; key++)
                {
                    largest = T.Max(largest, scores[key]);
                }

                if (T.IsNegativeInfinity(largest))
                {
                    largest = T.Zero; // it sees no key: an empty sum, whose L of 0 gives every weight e^(−∞ − L) = 0
                }

                for (var key = 0; key < sizes.Keys; key++)
                {
                    scores[key] = T.Exp(scores[key] - largest);
                    sum += scores[key];
                }

                sum = sum == T.Zero ? T.One : sum;
                logSum[((long)unit * sizes.Queries) + query] = largest + T.Log(sum);
                var row = y + sizes.At(unit, sizes.Queries, sizes.ValueWidth) + ((long)query * sizes.Stride(sizes.ValueWidth));
                new Span<T>(row, sizes.ValueWidth).Clear();
                for (var key = 0; key < sizes.Keys; key++)
                {
                    var value = v + sizes.At(unit, sizes.Keys, sizes.ValueWidth) + ((long)key * sizes.Stride(sizes.ValueWidth));
                    for (var i = 0; i < sizes.ValueWidth; i++)
                    {
                        row[i] += scores[key] / sum * value[i];
                    }
                }
            }
        }
    }

    /// <summary>With P = e^(scale·Q·Kᵀ + mask − L): dV = Pᵀ·dY, dS = P·(dY·Vᵀ − Σ dY·Y), dQ = scale·dS·K, dK = scale·dSᵀ·Q.</summary>
    public static void Gradient<T>(T* dy, T* q, T* k, T* v, T* mask, T* y, T* logSum, T* dq, T* dk, T* dv, in AttentionSizes sizes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var scores = (T*)WorkerPool.Scratch((long)sizes.Keys * sizeof(T));
        var (width, valueWidth, scale) = (sizes.Width, sizes.ValueWidth, T.CreateChecked(sizes.Scale));
        new Span<T>(dq, checked(sizes.Units * sizes.Queries * width)).Clear();
        new Span<T>(dk, checked(sizes.Units * sizes.Keys * width)).Clear();
        new Span<T>(dv, checked(sizes.Units * sizes.Keys * valueWidth)).Clear();
        for (var unit = 0; unit < sizes.Units; unit++)
        {
            for (var query = 0; query < sizes.Queries; query++)
            {
                Scores(q, k, mask, scores, unit, query, sizes);
                var answer = sizes.At(unit, sizes.Queries, valueWidth) + ((long)query * sizes.Stride(valueWidth));
                var asked = sizes.At(unit, sizes.Queries, width) + ((long)query * sizes.Stride(width));
                var mean = Dot(dy + answer, y + answer, valueWidth);
                for (var key = 0; key < sizes.Keys; key++)
                {
                    var value = sizes.At(unit, sizes.Keys, valueWidth) + ((long)key * sizes.Stride(valueWidth));
                    var other = sizes.At(unit, sizes.Keys, width) + ((long)key * sizes.Stride(width));
                    var p = T.Exp(scores[key] - logSum[((long)unit * sizes.Queries) + query]);
                    var ds = p * (Dot(dy + answer, v + value, valueWidth) - mean) * scale;
                    for (var i = 0; i < valueWidth; i++)
                    {
                        dv[value + i] += p * dy[answer + i];
                    }

                    for (var i = 0; i < width; i++)
                    {
                        dq[asked + i] += ds * k[other + i];
                        dk[other + i] += ds * q[asked + i];
                    }
                }
            }
        }
    }

    // scale·q·k + mask for every key; −∞ for a key that is not seen.
    private static void Scores<T>(T* q, T* k, T* mask, T* scores, int unit, int query, in AttentionSizes sizes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var row = q + sizes.At(unit, sizes.Queries, sizes.Width) + ((long)query * sizes.Stride(sizes.Width));
        var seen = sizes.Seen(query);
        for (var key = 0; key < sizes.Keys; key++)
        {
            var other = k + sizes.At(unit, sizes.Keys, sizes.Width) + ((long)key * sizes.Stride(sizes.Width));
            var score = Dot(row, other, sizes.Width) * T.CreateChecked(sizes.Scale);
            score += mask is null ? T.Zero : mask[sizes.MaskAt(unit, query) + (key * sizes.MaskKey)];
            scores[key] = key < seen ? score : T.NegativeInfinity;
        }
    }

    private static T Dot<T>(T* a, T* b, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sum = T.Zero;
        for (var i = 0; i < count; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}

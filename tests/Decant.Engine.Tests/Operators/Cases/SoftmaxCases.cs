using Decant.Engine.Operators;

namespace Decant.Engine.Tests.Operators.Cases;

/// <summary>Softmax and its logarithm along every axis.</summary>
internal static class SoftmaxCases
{
    public static IEnumerable<OperatorCase> All()
    {
        foreach (var size in new[] { 1, 2, 7, 8, 9, 15, 16, 17, 33 })
        {
            yield return new($"Softmax of {size}", b => b.Numbers("N", size).Softmax());
            yield return new($"LogSoftmax of {size}", b => b.Numbers("N", size).LogSoftmax());
        }

        foreach (var size in new[] { 1, 2, 7, 16, 33 })
        {
            yield return new($"SoftmaxDivergence of {size}", b =>
                b.Numbers("N", size).SoftmaxDivergence(b.Numbers("N", size), b.Positive())
            );
        }

        foreach (var size in new[] { 1, 7, 16, 33 })
        {
            yield return new($"LogSoftmaxAt of {size}", b => b.Numbers("N", size).LogSoftmaxAt(b.Indices(size, "N", 1)));
        }

        yield return new("LogSoftmaxAt, three places of each row, some of them the same", b =>
            b.Numbers("N", 2, 5).LogSoftmaxAt(b.Indices(5, "N", 2, 3))
        );

        foreach (var axis in new long[] { 0, 1, 2, -1 })
        {
            yield return new($"Softmax along axis {axis}", b => b.Numbers(4, 3, 5).Softmax(axis));
            yield return new($"LogSoftmax along axis {axis}", b => b.Numbers(4, 3, 5).LogSoftmax(axis));
        }

        yield return new("Softmax of large logits", b => (b.Fixed("N", 10) * 500).Softmax()) { Tolerance = 1e-4 };
        yield return new("LogSoftmax of large logits", b => (b.Fixed("N", 10) * 500).LogSoftmax());
        yield return new("Softmax over the channels of a channels-last image", b => b.ChannelsLast("N", 3, 2, 5).Softmax(1));
    }
}

using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Tests.Operators.Cases;

/// <summary>Products of matrices at sizes around tiles, with every form of the third operand.</summary>
internal static class ProductCases
{
    public static IEnumerable<OperatorCase> All()
    {
        foreach (var (m, n, k) in new[] { (1, 1, 1), (1, 17, 3), (7, 1, 9), (8, 48, 16), (9, 49, 33), (13, 31, 1), (3, 5, 0), (3, 0, 4) })
        {
            yield return new($"MatMul {m}×{k} by {k}×{n}", b => b.Numbers(m, k).MatMul(b.Numbers(k, n)));
        }

        yield return new("MatMul with a batch of rows", b => b.Numbers("N", 9).MatMul(b.Numbers(9, 7)));
        yield return new("MatMul of batches", b => b.Numbers("N", 3, 4).MatMul(b.Numbers("N", 4, 5)));
        yield return new("MatMul of a batch and one matrix", b => b.Numbers("N", 3, 4).MatMul(b.Numbers(4, 5)));
        yield return new("MatMul of one matrix and a batch", b => b.Numbers(3, 4).MatMul(b.Numbers("N", 4, 5)));
        yield return new("MatMul with batches broadcast both ways", b => b.Numbers(2, 1, 3, 4).MatMul(b.Numbers(3, 4, 2)));

        yield return new("SquaredDistances", b => b.Numbers("N", 4).SquaredDistances());
        yield return new("SquaredDistances of one column", b => b.Numbers(7, 1).SquaredDistances());

        foreach (var (transposeA, transposeB) in new[] { (false, false), (true, false), (false, true), (true, true) })
        {
            foreach (var (form, shape) in new (string, Dimension[]?)[] { ("none", null), ("a row", [7]), ("a row of two axes", [1, 7]) })
            {
                foreach (var isActivated in new[] { false, true })
                {
                    yield return new(
                        FormattableString.Invariant(
                            $"Gemm {(transposeA ? "A'" : "A")}·{(transposeB ? "B'" : "B")}, C is {form}{(isActivated ? ", Relu" : "")}"
                        ),
                        b =>
                        {
                            var left = transposeA ? b.Numbers(5, 6) : b.Numbers(6, 5);
                            var right = transposeB ? b.Numbers(7, 5) : b.Numbers(5, 7);
                            var gemm = new Gemm(transposeA, transposeB);
                            return b.Graph.Add(
                                isActivated ? new Fused(gemm, 3, new FusedLink(new Relu())) : gemm,
                                left,
                                right,
                                shape is null ? null : b.Numbers(shape)
                            );
                        }
                    );
                }
            }
        }

        foreach (var activation in new Operator?[] { null, new Relu(), new Gelu() })
        {
            foreach (var (name, hasRow) in new[] { ("a residual", false), ("a row and a residual", true) })
            {
                yield return new(FormattableString.Invariant($"Gemm with {name}{(activation is null ? "" : $", {activation.Name}")}"), b =>
                {
                    FusedLink[] links = activation is null
                        ? [new(new Add())]
                        : [new(new Add()), new(activation, Keeps: activation is Gelu)];
                    var node = b.Graph.AddNode(
                        new Fused(new Gemm(), 3, links),
                        [b.Numbers("N", 9), b.Numbers(9, 19), hasRow ? b.Numbers(19) : null, b.Numbers("N", 19)]
                    );
                    foreach (var sums in node.Outputs.Skip(1))
                    {
                        b.Compare(sums);
                    }

                    return node.Outputs[0];
                });
            }
        }

        foreach (var slope in new Operator[] { new ReluGradient(), new GeluGradient() })
        {
            yield return new(FormattableString.Invariant($"Gemm with {slope.Name}"), b =>
                b.Graph.Add(
                    new Fused(new Gemm(TransposeA: true), 2, new(new Add()), new(slope)),
                    b.Fixed(9, "N"),
                    b.Fixed(9, 19),
                    b.Fixed("N", 19),
                    b.Fixed("N", 19) - 1.3
                )
            );
        }

        yield return new("Gemm to one column", b => b.Graph.Add(new Gemm(), b.Numbers("N", 3), b.Numbers(3, 1), b.Numbers(1)));
        yield return new("Linear layer", b => b.Numbers("N", 19).Linear(b.Numbers(33, 19), b.Numbers(33))) { Sizes = [17, 16, 8, 7, 1, 0] };
    }
}

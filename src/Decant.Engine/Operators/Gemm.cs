using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// Y = A'·B' + C, where A' and B' are the matrices or their transposes and C, which is optional, has one number for each column. Of
/// bfloat16 A and B, C and Y are float32.
/// </summary>
/// <param name="TransposeA">Whether A is stored as [K, M].</param>
/// <param name="TransposeB">Whether B is stored as [N, K].</param>
internal sealed record Gemm(bool TransposeA = false, bool TransposeB = false) : Operator
{
    /// <summary>Whether a value has one number for each of the columns: [N], or [1, N].</summary>
    public static bool IsRow(Value c, Dimension columns) =>
        c.Shape.Rank is 1 or 2 && c.Shape[^1].Equals(columns) && (c.Shape.Rank == 1 || c.Shape[0].Equals(1));

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var (a, b) = (inputs[0]!, inputs[1]!);
        if (a.Type != b.Type || a.Shape.Rank != 2 || b.Shape.Rank != 2)
        {
            throw Error($"expected two matrices of one element type, received {a} and {b}.");
        }

        var (m, k) = TransposeA ? (a.Shape[1], a.Shape[0]) : (a.Shape[0], a.Shape[1]);
        var (k2, n) = TransposeB ? (b.Shape[1], b.Shape[0]) : (b.Shape[0], b.Shape[1]);
        var y = new Shape(m, n);
        if (k != k2 || (inputs.Count > 2 && inputs[2] is { } c && !IsRow(c, n)))
        {
            throw Error(
                $"the shapes do not fit: A is {a.Shape}{(TransposeA ? " transposed" : "")}, B is "
                    + $"{b.Shape}{(TransposeB ? " transposed" : "")}"
                    + (inputs.Count > 2 && inputs[2] is { } given ? $", C is {given.Shape}." : ".")
            );
        }

        return [new(a.Type.OfSums(), y)];
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) =>
        2 * Elements(outputs[0]) * inputs[0]![TransposeA ? 0 : 1];

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        // Y = A'·B' + C:  dA' = dY·B'ᵀ,  dB' = A'ᵀ·dY,  dC = ΣdY over the rows
        var (a, b) = (node.Inputs[0]!, node.Inputs[1]!);
        var read = dy.Cast(a.Type);
        var da = TransposeA ? Product(b, read, TransposeB, true) : Product(read, b, false, !TransposeB);
        var db = TransposeB ? Product(read, a, true, TransposeA) : Product(a, read, !TransposeA, false);
        var c = node.Inputs.Count > 2 ? node.Inputs[2] : null;
        Value?[] all = [da, db, c is null ? null : dy.SumTo(c.Shape)];
        return all[..node.Inputs.Count];

        Value Product(Value left, Value right, bool transposeLeft, bool transposeRight) =>
            node.Graph.Add(new Gemm(transposeLeft, transposeRight), left, right);
    }
}

public static partial class Operations
{
    /// <summary>X·Wᵀ + bias: a fully connected layer.</summary>
    /// <param name="x">[N, D].</param>
    /// <param name="weight">[units, D].</param>
    /// <param name="bias">[units], or null.</param>
    public static Value Linear(this Value x, Value weight, Value? bias = null) => x.Graph.Add(new Gemm(TransposeB: true), x, weight, bias);
}

using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>Y = Alpha·A'·B' + Beta·C, where A' and B' are the matrices or their transposes and C is broadcast to [M, N]. C is optional. Of bfloat16 A and B, Y and C are float32.</summary>
/// <param name="Alpha">Factor of the product.</param>
/// <param name="Beta">Factor of C.</param>
/// <param name="TransposeA">Whether A stands as [K, M].</param>
/// <param name="TransposeB">Whether B stands as [N, K].</param>
/// <param name="Activation">What is applied to every element of Y afterwards.</param>
public sealed record Gemm(
    double Alpha = 1, double Beta = 1, bool TransposeA = false, bool TransposeB = false, Activation Activation = Activation.None) : Operator
{
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
        if (k != k2 || (inputs.Count > 2 && inputs[2] is { } c && !Shape.Broadcast(c.Shape, y).Equals(y)))
        {
            throw Error($"the shapes do not fit: A is {a.Shape}{(TransposeA ? " transposed" : "")}, B is {b.Shape}{(TransposeB ? " transposed" : "")}" +
                (inputs.Count > 2 && inputs[2] is { } given ? $", C is {given.Shape}." : "."));
        }

        return [new(a.Type.OfSums(), y)];
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) =>
        2 * Elements(outputs[0]) * inputs[0]![TransposeA ? 0 : 1];

    /// <inheritdoc/>
    public override IReadOnlyList<Value?> Gradient(Node node, IReadOnlyList<Value?> gradients)
    {
        // Y = α·A'·B' + β·C:  dA' = α·dY·B'ᵀ,  dB' = α·A'ᵀ·dY,  dC = β·ΣdY over the broadcast axes
        var (a, b, dy) = (node.Inputs[0]!, node.Inputs[1]!, gradients[0]!);
        if (Activation == Activation.Relu)
        {
            dy = node.Graph.Add(new ReluGradient(), dy, node.Outputs[0]);
        }

        var read = dy.Cast(a.Type);
        var da = TransposeA ? Product(b, read, TransposeB, true) : Product(read, b, false, !TransposeB);
        var db = TransposeB ? Product(read, a, true, TransposeA) : Product(a, read, !TransposeA, false);
        var c = node.Inputs.Count > 2 ? node.Inputs[2] : null;
        var dc = c is null ? null : dy.SumTo(c.Shape);
        Value?[] all = [da, db, dc is null || Beta == 1 ? dc : dc * Beta];
        return all[..node.Inputs.Count];

        Value Product(Value left, Value right, bool transposeLeft, bool transposeRight) =>
            node.Graph.Add(new Gemm(Alpha, 1, transposeLeft, transposeRight), left, right);
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

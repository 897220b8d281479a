using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// Y = A'·B' + C, where A' and B' are the matrices or their transposes and C, which is optional, has one number for each column. When fused, two more inputs may
/// follow, each [M, N]: a residual that is added before the activation, and where an activation's slope is taken. Of bfloat16 A and B, everything else is float32.
/// </summary>
/// <param name="TransposeA">Whether A stands as [K, M].</param>
/// <param name="TransposeB">Whether B stands as [N, K].</param>
/// <param name="Activation">What is applied to every element of Y afterwards.</param>
/// <param name="KeepsSums">Whether a second output has what stood before a GELU, for its gradient.</param>
public sealed record Gemm(
    bool TransposeA = false, bool TransposeB = false, Activation Activation = Activation.None, bool KeepsSums = false) : Operator
{
    /// <summary>Which input the residual is.</summary>
    public const int Residual = 3;

    /// <summary>Which input tells where an activation's slope is taken.</summary>
    public const int SlopeAt = 4;

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
            throw Error($"the shapes do not fit: A is {a.Shape}{(TransposeA ? " transposed" : "")}, B is {b.Shape}{(TransposeB ? " transposed" : "")}" +
                (inputs.Count > 2 && inputs[2] is { } given ? $", C is {given.Shape}." : "."));
        }

        var type = new TensorType(a.Type.OfSums(), y);
        return inputs.Skip(Residual).OfType<Value>().FirstOrDefault(value => value.Type != type.Type || !value.Shape.Equals(y)) is { } other
            ? throw Error($"expected a residual and a place of slopes {y} of {type.Type}, received {other}.")
            : KeepsSums ? [type, type] : [type];
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) =>
        2 * Elements(outputs[0]) * inputs[0]![TransposeA ? 0 : 1];

    /// <inheritdoc/>
    public override IReadOnlyList<Value?> Gradient(Node node, IReadOnlyList<Value?> gradients)
    {
        // Y = A'·B' + C + R:  dA' = dY·B'ᵀ,  dB' = A'ᵀ·dY,  dC = ΣdY over the rows,  dR = dY
        var (a, b, dy) = (node.Inputs[0]!, node.Inputs[1]!, gradients[0]!);
        dy = Activation switch
        {
            Activation.None => dy,
            Activation.Relu => node.Graph.Add(new ReluGradient(), dy, node.Outputs[0]),
            Activation.Gelu when KeepsSums => node.Graph.Add(new GeluGradient(), dy, node.Outputs[1]),
            _ => throw Error($"'{node.Outputs[0].Name}' has no derivative with the activation {Activation}{(KeepsSums ? "" : " and without its sums")}. Differentiate the graph before it is fused."),
        };

        dy = gradients.Count > 1 && gradients[1] is { } bySums ? dy + bySums : dy;
        var read = dy.Cast(a.Type);
        var da = TransposeA ? Product(b, read, TransposeB, true) : Product(read, b, false, !TransposeB);
        var db = TransposeB ? Product(read, a, true, TransposeA) : Product(a, read, !TransposeA, false);
        var c = node.Inputs.Count > 2 ? node.Inputs[2] : null;
        Value?[] all = [da, db, c is null ? null : dy.SumTo(c.Shape), dy, null];
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

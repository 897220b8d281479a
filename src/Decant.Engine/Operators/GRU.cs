using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// Gated recurrent units (Cho et al. 2014, arXiv:1406.1078). Gates in the order update u, reset q, candidate: u = f(z_u), q = f(z_q) with z
/// = x·wᵀ + h·rᵀ + bias, candidate v = g(x·w_vᵀ + bias + (q·h)·r_vᵀ), h' = (1 − u)·v + u·h.
/// </summary>
/// <param name="HiddenSize">H, 1 or more.</param>
/// <param name="Direction">The order in which steps are seen.</param>
/// <param name="Activations">f and g for each direction; null for sigmoid and tanh.</param>
/// <param name="Clip">What the functions read is kept between −Clip and Clip; 0 for no bound.</param>
/// <param name="ResetAfter">Whether the reset gate comes after the product, q·(h·r_vᵀ + bias of r) (ONNX's linear_before_reset; PyTorch and
/// cuDNN).</param>
internal sealed record GRU(
    int HiddenSize,
    RecurrentDirection Direction = RecurrentDirection.Forward,
    IReadOnlyList<RecurrentActivation>? Activations = null,
    double Clip = 0,
    bool ResetAfter = false
) : Recurrence(HiddenSize, Direction, Activations, Clip)
{
    /// <inheritdoc/>
    public override int Gates => 3;

    /// <inheritdoc/>
    public override IReadOnlyList<RecurrentFunction> UsualFunctions { get; } = [RecurrentFunction.Sigmoid, RecurrentFunction.Tanh];

    /// <inheritdoc/>
    public override int States => 1;

    /// <inheritdoc/>
    public override int Kept => 2;
}

public static partial class Operations
{
    /// <summary>A layer of gated recurrent units whose reset gate comes after the product, as in PyTorch.</summary>
    /// <param name="x">[T, N, I].</param>
    /// <param name="weight">[D, 3·H, I]; gates in the order update, reset, candidate.</param>
    /// <param name="recurrence">[D, 3·H, H].</param>
    /// <param name="bias">[D, 6·H], or null.</param>
    /// <param name="direction">The order in which steps are seen.</param>
    /// <returns>[T, D, N, H].</returns>
    public static Value GRU(
        this Value x,
        Value weight,
        Value recurrence,
        Value? bias = null,
        RecurrentDirection direction = RecurrentDirection.Forward
    ) => x.Graph.AddNode(new GRU(recurrence.Shape[2].Size, direction, ResetAfter: true), [x, weight, recurrence, bias]).Outputs[0];
}

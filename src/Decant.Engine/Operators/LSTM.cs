using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// Long short-term memory (Hochreiter, Schmidhuber 1997, doi:10.1162/neco.1997.9.8.1735; peepholes: Gers, Schmidhuber 2000). With z = x·wᵀ
/// + h·rᵀ + bias, gates in the order input, output, forget, cell: i = f(z_i + p_i·c), φ = f(z_f + p_f·c), c' = φ·c + i·g(z_c), o = f(z_o +
/// p_o·c'), h' = o·k(c'). Inputs in addition to those of <see cref="Recurrence"/>: optional first cell state [D, N, H] and peepholes p [D,
/// 3·H] (input, output, forget). The last cell state is an output too.
/// </summary>
/// <param name="HiddenSize">H, 1 or more.</param>
/// <param name="Direction">The order in which steps are seen.</param>
/// <param name="Activations">f, g and k for each direction; null for sigmoid, tanh and tanh.</param>
/// <param name="Clip">What the functions read is kept between −Clip and Clip; 0 for no bound.</param>
/// <param name="Coupled">Whether the forget gate is 1 − the input gate (ONNX's input_forget).</param>
internal sealed record LSTM(
    int HiddenSize,
    RecurrentDirection Direction = RecurrentDirection.Forward,
    IReadOnlyList<RecurrentActivation>? Activations = null,
    double Clip = 0,
    bool Coupled = false
) : Recurrence(HiddenSize, Direction, Activations, Clip)
{
    /// <inheritdoc/>
    public override int Gates => 4;

    /// <inheritdoc/>
    public override IReadOnlyList<RecurrentFunction> UsualFunctions { get; } =
    [RecurrentFunction.Sigmoid, RecurrentFunction.Tanh, RecurrentFunction.Tanh];

    /// <inheritdoc/>
    public override int States => 2;

    /// <inheritdoc/>
    public override int Kept => 2;
}

public static partial class Operations
{
    /// <summary>A layer of long short-term memory.</summary>
    /// <param name="x">[T, N, I].</param>
    /// <param name="weight">[D, 4·H, I]; gates in the order input, output, forget, cell.</param>
    /// <param name="recurrence">[D, 4·H, H].</param>
    /// <param name="bias">[D, 8·H], or null.</param>
    /// <param name="direction">The order in which steps are seen.</param>
    /// <returns>[T, D, N, H].</returns>
    public static Value LSTM(
        this Value x,
        Value weight,
        Value recurrence,
        Value? bias = null,
        RecurrentDirection direction = RecurrentDirection.Forward
    ) => x.Graph.AddNode(new LSTM(recurrence.Shape[2].Size, direction), [x, weight, recurrence, bias]).Outputs[0];
}

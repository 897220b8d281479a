using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>The simple recurrent layer (Elman 1990, doi:10.1207/s15516709cog1402_1): h' = f(x·wᵀ + h·rᵀ + bias).</summary>
/// <param name="HiddenSize">H, 1 or more.</param>
/// <param name="Direction">The order in which steps are seen.</param>
/// <param name="Activations">f for each direction; null for tanh.</param>
/// <param name="Clip">What f reads is kept between −Clip and Clip; 0 for no bound.</param>
internal sealed record RNN(
    int HiddenSize,
    RecurrentDirection Direction = RecurrentDirection.Forward,
    IReadOnlyList<RecurrentActivation>? Activations = null,
    double Clip = 0
) : Recurrence(HiddenSize, Direction, Activations, Clip)
{
    /// <inheritdoc/>
    public override int Gates => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<RecurrentFunction> UsualFunctions { get; } = [RecurrentFunction.Tanh];

    /// <inheritdoc/>
    public override int States => 1;

    /// <inheritdoc/>
    public override int Kept => 1;
}

public static partial class Operations
{
    /// <summary>A simple recurrent layer with tanh.</summary>
    /// <param name="x">[T, N, I].</param>
    /// <param name="weight">[D, H, I].</param>
    /// <param name="recurrence">[D, H, H].</param>
    /// <param name="bias">[D, 2·H], or null.</param>
    /// <param name="direction">The order in which steps are seen.</param>
    /// <returns>[T, D, N, H].</returns>
    public static Value RNN(
        this Value x,
        Value weight,
        Value recurrence,
        Value? bias = null,
        RecurrentDirection direction = RecurrentDirection.Forward
    ) => x.Graph.AddNode(new RNN(recurrence.Shape[2].Size, direction), [x, weight, recurrence, bias]).Outputs[0];
}

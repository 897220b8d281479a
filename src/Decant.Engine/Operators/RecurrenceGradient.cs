using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// The derivatives of a recurrent layer, backwards through time (Werbos 1990, doi:10.1109/5.58337). Inputs: the derivatives by y and by
/// each last state, r, lengths, peepholes, what the gates read z [D, T, N, G·H] and what else the forward pass kept. Outputs: the
/// derivatives by z, by r, by the bias [D, 2·G·H], by each first state, for the LSTM by the peepholes, and room to compute in [N, H].
/// </summary>
/// <param name="Forward">The layer.</param>
internal sealed record RecurrenceGradient(Recurrence Forward) : Operator
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var (dy, r, z) = (inputs[0]!, inputs[1 + Forward.States]!, inputs[4 + Forward.States]!);
        var (directions, samples, hidden) = ((Dimension)Forward.Directions, z.Shape[2], (Dimension)Forward.HiddenSize);
        TensorType Of(params Dimension[] shape) => new(dy.Type, new Shape(shape));
        return
        [
            Of([.. z.Shape]),
            Of([.. r.Shape]),
            Of(directions, z.Shape[3] * 2),
            .. Enumerable.Repeat(Of(directions, samples, hidden), Forward.States),
            .. Forward.States > 1 ? new[] { Of(directions, hidden * 3) } : [],
            Of(samples, hidden),
        ];
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) =>
        4.0 * Elements(outputs[0]) * Forward.HiddenSize;
}

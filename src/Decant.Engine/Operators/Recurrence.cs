using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// A recurrent layer over sequences. Inputs: x [T, N, I], w [D, G·H, I], r [D, G·H, H], optional bias [D, 2·G·H] (of w, then of r),
/// optional lengths [N] (Int32), optional first hidden state [D, N, H], then what a cell has in addition to these. D is the number of
/// directions, G of gates, H of hidden units. Outputs: y [T, D, N, H] (0 after a sequence's end), the last hidden state [D, N, H], what the
/// cell has in addition, and what its gradient needs. A sequence that has ended keeps its state.
/// </summary>
/// <param name="HiddenSize">H, 1 or more.</param>
/// <param name="Direction">The order in which steps are seen.</param>
/// <param name="Activations">The cell's functions for each direction; null for the usual ones.</param>
/// <param name="Clip">What the functions read is kept between −Clip and Clip; 0 for no bound.</param>
internal abstract record Recurrence(
    int HiddenSize,
    RecurrentDirection Direction,
    IReadOnlyList<RecurrentActivation>? Activations,
    double Clip
) : Operator
{
    /// <summary>1, or 2 when steps are seen in both orders.</summary>
    public int Directions => Direction == RecurrentDirection.Bidirectional ? 2 : 1;

    /// <summary>Gates of the cell: G.</summary>
    public abstract int Gates { get; }

    /// <summary>The usual functions of one direction.</summary>
    public abstract IReadOnlyList<RecurrentFunction> UsualFunctions { get; }

    /// <summary>States that the cell hands on: the hidden one, and the LSTM's cell state.</summary>
    public abstract int States { get; }

    /// <summary>Values of [D, T, N, H] that the forward pass keeps for the gradient, in addition to what the gates read.</summary>
    public abstract int Kept { get; }

    /// <summary>The function of a place in a direction.</summary>
    public RecurrentActivation Activation(int direction, int place) =>
        Activations?[(direction * UsualFunctions.Count) + place] ?? RecurrentActivation.Of(UsualFunctions[place]);

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var (x, w, r) = (inputs[0]!, inputs[1]!, inputs[2]!);
        var rows = (Dimension)(Gates * HiddenSize);
        if (
            x.Shape.Rank != 3
            || !w.Shape.Equals(new Shape(Directions, rows, x.Shape[2]))
            || !r.Shape.Equals(new Shape(Directions, rows, HiddenSize))
            || w.Type != x.Type
            || r.Type != x.Type
        )
        {
            throw Error(
                $"expected x [T, N, I], w [{Directions}, {rows}, I] and r [{Directions}, {rows}, {HiddenSize}] of "
                    + $"one element type, received {x}, {w} and {r}."
            );
        }

        if (HiddenSize < 1 || (Activations is { } given && given.Count != Directions * UsualFunctions.Count))
        {
            throw Error(
                $"expected a hidden size of 1 or more and {Directions * UsualFunctions.Count} activations, received "
                    + $"{HiddenSize} and {Activations?.Count ?? 0}."
            );
        }

        var state = new Shape(Directions, x.Shape[1], HiddenSize);
        Check(3, new Shape(Directions, rows * 2), x.Type);
        Check(4, new Shape(x.Shape[1]), ElementType.Int32);
        Check(5, state, x.Type);
        Check(6, state, x.Type);
        Check(7, new Shape(Directions, 3 * HiddenSize), x.Type);
        TensorType Of(params Dimension[] shape) => new(x.Type, new Shape(shape));
        return
        [
            Of(x.Shape[0], Directions, x.Shape[1], HiddenSize),
            .. Enumerable.Repeat(Of([.. state]), States),
            Of(Directions, x.Shape[0], x.Shape[1], rows),
            .. Enumerable.Repeat(Of(Directions, x.Shape[0], x.Shape[1], HiddenSize), Kept),
        ];

        void Check(int input, Shape expected, ElementType type)
        {
            if (inputs.ElementAtOrDefault(input) is { } value && (!value.Shape.Equals(expected) || value.Type != type))
            {
                throw Error($"expected input {input} of {type}{expected}, received {value}.");
            }
        }
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) =>
        2.0 * inputs[0]![0] * inputs[0]![1] * (Elements(inputs[1]) + Elements(inputs[2]));

    /// <inheritdoc/>
    public override IReadOnlyList<Value?> Gradient(Node node, IReadOnlyList<Value?> gradients)
    {
        var (graph, x, w) = (node.Graph, node.Inputs[0]!, node.Inputs[1]!);
        var shape = x.Shape;
        Value?[] through =
        [
            .. gradients.Take(1 + States),
            node.Inputs[2],
            node.Inputs.ElementAtOrDefault(4),
            node.Inputs.ElementAtOrDefault(7),
            .. node.Outputs.Skip(1 + States),
        ];
        var back = graph.AddNode(new RecurrenceGradient(this), through).Outputs;

        // What the gates read is x·wᵀ + …: dx = Σ over D of dz·w, dw = dzᵀ·x. The rest depends on the order of steps and is computed with
        // dz.
        var dz = back[0].Reshape(new Shape(Directions, shape[0] * shape[1], Gates * HiddenSize));
        var dx = dz.MatMul(w).ReduceSum([0]).Reshape(shape);
        var dw = dz.Transposed().MatMul(x.Reshape(new Shape(shape[0] * shape[1], shape[2])));
        Value?[] all = [dx, dw, back[1], back[2], null, back[3], .. States > 1 ? new Value?[] { back[4], back[5] } : []];
        return all[..node.Inputs.Count];
    }
}

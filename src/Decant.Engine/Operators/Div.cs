using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>y = a/b. Shapes are broadcast.</summary>
internal sealed record Div : ElementwiseBinary
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        var (a, b) = (node.Inputs[0]!, node.Inputs[1]!);
        return [(dy / b).SumTo(a.Shape), (-dy * node.Outputs[0] / b).SumTo(b.Shape)]; // d(a/b) = da/b − a/b²·db
    }
}

public static partial class Operations
{
    extension(Value)
    {
        /// <summary>y = a/b. Shapes are broadcast.</summary>
        public static Value operator /(Value a, Value b) => a.Graph.Add(new Div(), a, b);

        /// <summary>y = a/b.</summary>
        public static Value operator /(Value a, double b) => a / a.Constant(b);

        /// <summary>y = a/b.</summary>
        public static Value operator /(double a, Value b) => b.Constant(a) / b;
    }
}

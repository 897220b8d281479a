using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Transpose.</summary>
internal sealed class TransposeTranslation() : Translation<Transpose>("Transpose", 1, 1)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var order = node.Ints("perm");
        if (order is not null && order.Any(axis => axis < 0 || axis >= node[0].Shape.Rank))
        {
            throw new DecantException($"expected every axis of {node[0]} once, received [{string.Join(", ", order.Take(16))}].");
        }

        node.Add(new Transpose(order), node[0]);
    }

    /// <inheritdoc/>
    protected override void Write(Transpose transpose, NodeWriter node) => node.Ints("perm", transpose.Permutation);
}

using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// Reshape to a constant list of sizes (an attribute until opset 4, an input from 5 on): 0 means the input's size on that axis (unless
/// <c>allowzero</c>), −1 what remains. So sizes that are known only when the model runs can be written where they stay on their axis, and
/// once elsewhere.
/// </summary>
internal sealed class ReshapeTranslation() : Translation<Reshape>("Reshape", 1, 2, constants: [1])
{
    private const int SinceInput = 5;
    private const int SinceAllowZero = 14;

    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var (x, wanted, allowZero) = (node[0].Shape, Wanted(node), node.Flag("allowzero"));
        if (wanted.Any(size => size.Factor is < -1 or > int.MaxValue) || wanted.Count(size => size == -1) > 1)
        {
            throw new DecantException($"sizes must be 0 to {int.MaxValue} or once -1, received [{string.Join(", ", wanted.Take(16))}].");
        }

        var sizes = wanted
            .Select(
                (size, axis) =>
                    size != 0 || allowZero ? size
                    : axis < x.Rank ? x[axis]
                    : throw new DecantException($"size 0 on axis {axis} means the input's, but the input's shape is {x}.")
            )
            .ToArray();
        if (wanted.ToList().IndexOf((Dimension)(-1)) is >= 0 and var open)
        {
            sizes[open] = 1;
            sizes[open] = x.Elements.DividedBy(new Shape(sizes).Elements)
                ?? throw new DecantException($"no size at -1 makes [{string.Join(", ", wanted)}] hold the {x.Elements} elements of {x}.");
        }

        node.Add(new Reshape(new Shape(sizes)), node[0]);
    }

    private static IReadOnlyList<Dimension> Wanted(NodeReader node) =>
        node.Opset >= SinceInput && node.Has(1) ? node.Sizes(1)
        : node.Opset < SinceInput && node.Ints("shape") is { } sizes ? [.. sizes.Select(size => new Dimension(size, ""))]
        : throw new DecantException("the sizes ('shape') are missing.");

    /// <inheritdoc/>
    protected override void Write(Reshape reshape, NodeWriter node)
    {
        var (x, target) = (node.Node.Inputs[0]!.Shape, reshape.Target);
        var empty = target.Any(size => size == 0);
        var sizes = target
            .Select(
                (size, axis) =>
                    size.IsStatic ? size.Factor
                    : axis < x.Rank && x[axis] == size && !empty ? 0
                    : -1
            )
            .ToArray();
        if (empty && node.Opset < SinceAllowZero)
        {
            throw node.Error($"a size of 0, as in {target}, needs opset {SinceAllowZero} or newer. Write with that opset.");
        }

        if (sizes.Count(size => size == -1) > 1 || (empty && sizes.Contains(-1)))
        {
            throw node.Error(
                $"ONNX's Reshape cannot take {x} to {target}: of the sizes known only when the model runs, all but "
                    + $"one must stay on their axis. "
                    + "Flatten to one such size, or fix the others."
            );
        }

        node.Constant("shape", sizes);
        node.Int("allowzero", empty ? 1 : 0, 0);
    }
}

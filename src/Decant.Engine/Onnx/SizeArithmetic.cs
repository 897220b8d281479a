using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx;

/// <summary>
/// Sizes that a model computes from its inputs' sizes (Shape -> Gather -> Mul -> Concat -> Reshape), as sizes: numbers, and names of sizes that
/// are known only when the graph runs.
/// </summary>
internal sealed class SizeArithmetic
{
    // Sizes are computed in a few steps from a few sizes; what is longer than that is made to take time.
    private const int Deepest = 500;
    private const int Longest = 1024;

    private readonly Dictionary<Value, Dimension[]?> _found = [];
    private int _depth;

    /// <summary>The elements of a list of whole numbers; null where they depend on more than sizes.</summary>
    public Dimension[]? Of(Value value)
    {
        if (_depth == Deepest || value.Shape.Rank > 1 || value.Type is not (ElementType.Int64 or ElementType.Int32)
            || value.Shape.Any(size => !size.IsStatic || size.Factor > Longest))
        {
            return null;
        }

        if (!_found.TryGetValue(value, out var sizes))
        {
            _depth++;
            sizes = _found[value] = value is { Data: { } data } ? Of(data) : value is { Producer: { } node } ? Of(node) : null;
            _depth--;
        }

        return sizes;
    }

    /// <summary>The same as numbers, where every one of them is known; else null.</summary>
    public Tensor? NumbersOf(Value value)
    {
        if (!value.Shape.IsStatic || Of(value) is not { } sizes || !sizes.All(size => size.IsStatic))
        {
            return null;
        }

        int[] dimensions = [.. value.Shape.Select(size => size.Size)];
        return value.Type == ElementType.Int64
            ? Tensor.From<long>([.. sizes.Select(size => size.Factor)]).View(0, dimensions)
            : Tensor.From<int>([.. sizes.Select(size => (int)size.Factor)]).View(0, dimensions);
    }

    private static Dimension[] Of(Tensor data) => data.Type == ElementType.Int64
        ? [.. data.Span<long>().ToArray().Select(number => new Dimension(number, ""))]
        : [.. data.Span<int>().ToArray().Select(number => new Dimension(number, ""))];

    private Dimension[]? Of(Node node)
    {
        if (node.Operator is ShapeOf)
        {
            return [.. node.Inputs[0]!.Shape];
        }

        var inputs = node.Inputs.Select(input => input is null ? null : Of(input)).ToArray();
        return inputs.Contains(null) ? null : (node.Operator, inputs[0]!, inputs.ElementAtOrDefault(1)) switch
        {
            (Identity or Cast or Reshape or Unsqueeze or Squeeze or Flatten, var x, _) => x,
            (Concat, _, _) => [.. inputs.SelectMany(sizes => sizes!)],
            (Gather, var x, { } indices) => Pick(x, indices),
            (Slice slice, var x, _) => Cut(slice, x),
            (Mul, var a, { } b) => Pairs(a, b, (x, y) => x * y),
            (Div, var a, { } b) => Pairs(a, b, Quotient),
            (Add, var a, { } b) => Pairs(a, b, (x, y) => x.IsStatic && y.IsStatic ? new Dimension(x.Factor + y.Factor, "") : (Dimension?)null),
            (Sub, var a, { } b) => Pairs(a, b, (x, y) => x.IsStatic && y.IsStatic ? new Dimension(x.Factor - y.Factor, "") : (Dimension?)null),
            (ReduceProd, var x, _) => [x.Aggregate((Dimension)1, (product, size) => product * size)],
            _ => null,
        };
    }

    // Of whole numbers the part before the point, as ONNX divides them; of names only what leaves no rest.
    private static Dimension? Quotient(Dimension x, Dimension y) =>
        x.IsStatic && y.IsStatic && y.Factor > 0 ? new Dimension(x.Factor / y.Factor, "") : x.DividedBy(y);

    private static Dimension[]? Pick(Dimension[] sizes, Dimension[] indices) =>
        indices.All(index => index.IsStatic && index.Factor >= -sizes.Length && index.Factor < sizes.Length)
            ? [.. indices.Select(index => sizes[index.Factor < 0 ? index.Factor + sizes.Length : index.Factor])]
            : null;

    private static Dimension[] Cut(Slice slice, Dimension[] sizes)
    {
        int[] start = [0], count = [0], step = [0];
        slice.RangesOf([sizes.Length], start, count, step);
        return [.. Enumerable.Range(0, count[0]).Select(i => sizes[start[0] + (i * step[0])])];
    }

    private static Dimension[]? Pairs(Dimension[] a, Dimension[] b, Func<Dimension, Dimension, Dimension?> join)
    {
        if (a.Length != b.Length && a.Length != 1 && b.Length != 1)
        {
            return null;
        }

        var joined = Enumerable.Range(0, Math.Max(a.Length, b.Length)).Select(i => join(a[a.Length == 1 ? 0 : i], b[b.Length == 1 ? 0 : i])).ToArray();
        return joined.Contains(null) ? null : [.. joined.Select(size => size!.Value)];
    }
}

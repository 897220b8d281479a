using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx;

/// <summary>
/// Sizes that a model computes from its inputs' sizes (Shape -> Gather -> Mul -> Concat -> Reshape), as sizes: numbers, and names of sizes
/// that are known only when the graph runs. Truth values (a size is -1 or not) are 0 and 1.
/// </summary>
/// <param name="evaluate">Numbers of what depends on known sizes alone, by any operators; null where it depends on more.</param>
internal sealed class SizeArithmetic(Func<Value, Tensor?> evaluate)
{
    // Sizes are computed in a few steps from a few sizes; what is longer than that is made to take time.
    private const int Deepest = 500;
    private const int Longest = 1024;

    private readonly Dictionary<Value, Dimension[]?> _found = [];
    private int _depth;

    /// <summary>The elements of a list of whole numbers; null where they depend on more than sizes.</summary>
    public Dimension[]? Of(Value value)
    {
        if (
            _depth == Deepest
            || value.Shape.Rank > 1
            || value.Type is not (ElementType.Int64 or ElementType.Int32 or ElementType.Bool)
            || value.Shape.Any(size => !size.IsStatic || size.Factor > Longest)
        )
        {
            return null;
        }

        if (!_found.TryGetValue(value, out var sizes))
        {
            _depth++;
            _found[value] = null; // evaluating may ask for the value itself
            sizes = _found[value] =
                value is { Data: { } data } ? Of(data)
                : value is { Producer: { } node } ? Of(node) ?? Evaluated(value)
                : null;
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
        return value.Type switch
        {
            ElementType.Int64 => Tensor.From<long>([.. sizes.Select(size => size.Factor)]).View(0, dimensions),
            ElementType.Int32 => Tensor.From<int>([.. sizes.Select(size => (int)size.Factor)]).View(0, dimensions),
            _ => Tensor.From<bool>([.. sizes.Select(size => size.Factor != 0)]).View(0, dimensions),
        };
    }

    private static Dimension[] Of(Tensor data) =>
        data.Type switch
        {
            ElementType.Int64 => [.. data.Span<long>().ToArray().Select(number => new Dimension(number, ""))],
            ElementType.Int32 => [.. data.Span<int>().ToArray().Select(number => new Dimension(number, ""))],
            _ => [.. data.Bytes().ToArray().Select(number => new Dimension(number, ""))],
        };

    private Dimension[]? Evaluated(Value value) => evaluate(value) is { } numbers ? Of(numbers) : null;

    private Dimension[]? Of(Node node)
    {
        if (node.Operator is ShapeOf)
        {
            return [.. node.Inputs[0]!.Shape];
        }

        var inputs = node.Inputs.Select(input => input is null ? null : Of(input)).ToArray();
        return inputs.Contains(null)
            ? null
            : (node.Operator, inputs[0]!, inputs.ElementAtOrDefault(1)) switch
            {
                (Cast { To: ElementType.Bool }, var x, _) => x.All(size => size.IsStatic)
                    ? [.. x.Select(size => (Dimension)(size == 0 ? 0 : 1))]
                    : null,
                (Identity or Cast or Reshape or Unsqueeze or Squeeze or Flatten, var x, _) => x,
                (Concat, _, _) => [.. inputs.SelectMany(sizes => sizes!)],
                (Gather, var x, { } indices) => Pick(x, indices),
                (Slice { Length: null } slice, var x, _) => Cut(slice, x),
                (Mul, var a, { } b) => Pairs(a, b, (x, y) => x * y),
                (Div, var a, { } b) => Pairs(a, b, Quotient),
                (Add, var a, { } b) => Pairs(a, b, Sum),
                (Sub, var a, { } b) => Pairs(a, b, (x, y) => Sum(x, y * -1)),
                (Neg, var x, _) => [.. x.Select(size => size * -1)],
                (Equal, var a, { } b) => Pairs(a, b, (x, y) => AreEqual(x, y) is { } equal ? (equal ? 1 : 0) : (Dimension?)null),
                (Where, var condition, { } a) => Choose(condition, a, inputs[2]!),
                (BroadcastTo, var x, _) => Repeated(x, node.Outputs[0].Shape),
                (ReduceProd, var x, _) => [x.Aggregate((Dimension)1, (product, size) => product * size)],
                _ => null,
            };
    }

    // Of whole numbers the part before the point, as ONNX divides them; of names only what leaves no rest.
    private static Dimension? Quotient(Dimension x, Dimension y) =>
        x.IsStatic && y.IsStatic && y.Factor > 0 ? new Dimension(x.Factor / y.Factor, "") : x.DividedBy(y);

    // N + 2·N is 3·N; N + 1 is no product.
    private static Dimension? Sum(Dimension x, Dimension y) =>
        x.Factor == 0 ? y
        : y.Factor == 0 ? x
        : x.Symbols != y.Symbols || Math.Abs((double)x.Factor + y.Factor) > int.MaxValue ? (Dimension?)null
        : x.Factor + y.Factor == 0 ? 0
        : new Dimension(x.Factor + y.Factor, x.Symbols);

    // A named size is 0 or more: it is no negative number. Whether it is another one, only the run knows.
    private static bool? AreEqual(Dimension x, Dimension y) =>
        x == y ? true
        : (x.IsStatic && y.IsStatic) || (x.IsStatic && x.Factor < 0 && y.Factor > 0) || (y.IsStatic && y.Factor < 0 && x.Factor > 0) ? false
        : null;

    private static Dimension[]? Choose(Dimension[] condition, Dimension[] a, Dimension[] b)
    {
        var count = Math.Max(condition.Length, Math.Max(a.Length, b.Length));
        Dimension At(Dimension[] sizes, int i) => sizes[sizes.Length == 1 ? 0 : i];
        return new[] { condition, a, b }.All(sizes => sizes.Length == 1 || sizes.Length == count) && condition.All(truth => truth.IsStatic)
            ? [.. Enumerable.Range(0, count).Select(i => At(At(condition, i) == 0 ? b : a, i))]
            : null;
    }

    private static Dimension[]? Repeated(Dimension[] sizes, Shape target) =>
        target.Rank == 0 || sizes.Length == target[0].Size ? sizes
        : sizes.Length == 1 ? [.. Enumerable.Repeat(sizes[0], target[0].Size)]
        : null;

    private static Dimension[]? Pick(Dimension[] sizes, Dimension[] indices) =>
        indices.All(index => index.IsStatic && index.Factor >= -sizes.Length && index.Factor < sizes.Length)
            ? [.. indices.Select(index => sizes[index.Factor < 0 ? index.Factor + sizes.Length : index.Factor])]
            : null;

    private static Dimension[] Cut(Slice slice, Dimension[] sizes)
    {
        int[] start = [0],
            count = [0],
            step = [0];
        slice.RangesOf([sizes.Length], start, count, step);
        return [.. Enumerable.Range(0, count[0]).Select(i => sizes[start[0] + (i * step[0])])];
    }

    private static Dimension[]? Pairs(Dimension[] a, Dimension[] b, Func<Dimension, Dimension, Dimension?> join)
    {
        if (a.Length != b.Length && a.Length != 1 && b.Length != 1)
        {
            return null;
        }

        var joined = Enumerable
            .Range(0, Math.Max(a.Length, b.Length))
            .Select(i => join(a[a.Length == 1 ? 0 : i], b[b.Length == 1 ? 0 : i]))
            .ToArray();
        return joined.Contains(null) ? null : [.. joined.Select(size => size!.Value)];
    }
}

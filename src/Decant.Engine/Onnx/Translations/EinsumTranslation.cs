using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// Einsum: every operand is brought to one order of letters, all are multiplied, and the letters that the result lacks are summed.
/// </summary>
internal sealed class EinsumTranslation() : FormulaTranslation("Einsum", 1, int.MaxValue)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var equation = EinsumEquation.Parse(node.Text("equation", ""), [.. node.Inputs.Select(input => input.Shape.Rank)]);
        var operands = node.Inputs.Zip(equation.Inputs, (x, letters) => Aligned(Diagonal(node, x, ref letters), letters, equation.All));
        var product = operands.Aggregate((a, b) => a * b);
        var summed = Enumerable
            .Range(equation.Output.Length, equation.All.Length - equation.Output.Length)
            .Select(axis => (long)axis)
            .ToArray();
        return summed.Length == 0 ? product : product.ReduceSum(summed);
    }

    // A letter that an operand has twice: only the places where both are equal count, the sum of the others is left out by a mask.
    private static Value Diagonal(NodeReader node, Value x, ref string letters)
    {
        for (var second = 0; second < letters.Length; second++)
        {
            var first = letters.IndexOf(letters[second], StringComparison.Ordinal);
            if (first < second)
            {
                var size = x.Shape[first].Size;
                var (a, b) = (first, second);
                var eye = node.Counting(x.Type, checked(size * size), i => i / size == i % size ? 1 : 0)
                    .Reshape(new Shape(x.Shape.Select((_, axis) => axis == a || axis == b ? (Dimension)size : 1)));
                x = (x * eye).ReduceSum([second]);
                letters = letters.Remove(second--, 1);
            }
        }

        return x;
    }

    // The axes in the order of all letters, 1 where the operand lacks one.
    private static Value Aligned(Value x, string letters, string all)
    {
        var order = all.Where(letters.Contains).Select(letter => letters.IndexOf(letter, StringComparison.Ordinal)).ToArray();
        var turned = order.Length < 2 ? x : x.Graph.Add(new Transpose([.. order.Select(axis => (long)axis)]), x);
        var sizes = new Queue<Dimension>(turned.Shape);
        return turned.Reshape(
            new Shape(all.Select(letter => letters.Contains(letter, StringComparison.Ordinal) ? sizes.Dequeue() : 1).ToArray())
        );
    }
}

using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>NonZero of numbers that are known when the graph is made: their places, one row for each axis.</summary>
internal sealed class NonZeroTranslation() : FormulaTranslation("NonZero", 1, 1, constants: [0])
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var x = node.ConstantTensor(0);
        var places = ConstantNumbers
            .Of(x)
            .Select((number, place) => (number, place))
            .Where(pair => pair.number != 0)
            .Select(pair => pair.place)
            .ToArray();
        var result = new Tensor(ElementType.Int64, x.Rank, places.Length);
        for (var axis = 0; axis < x.Rank; axis++)
        {
            var inner = x.Dimensions[(axis + 1)..].ToArray().Aggregate(1, (product, size) => product * size);
            for (var i = 0; i < places.Length; i++)
            {
                result.Span<long>()[(axis * places.Length) + i] = places[i] / inner % x.Dimensions[axis];
            }
        }

        return node.Number(result);
    }
}

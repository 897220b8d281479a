using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Pow; from opset 12 on the exponent may be of another type, and the result is of the base's.</summary>
internal sealed class PowTranslation() : Translation<Pow>("Pow", 2, 2)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var (x, exponent) = FormerBroadcast.Inputs(node) is [var first, var second]
            ? (first, second)
            : throw new DecantException("expected 2 inputs.");
        if (x.Type == exponent.Type)
        {
            node.Add(new Pow(), x, exponent);
        }
        else if (x.Type.IsFloat() || !exponent.Type.IsFloat())
        {
            node.Add(new Pow(), x, node.Insert("exponent", new Cast(x.Type), exponent));
        }
        else
        {
            // An integer raised to a fraction is computed as a fraction and cut back.
            var power = node.Insert("power", new Pow(), node.Insert("base", new Cast(exponent.Type), x), exponent);
            node.Add(new Cast(x.Type), power);
        }
    }
}

using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>The function that ONNX Runtime's tools put into the operator in front of it.</summary>
internal static class FusedActivation
{
    /// <summary>The function of a node's attribute <c>activation</c>.</summary>
    /// <param name="node">The node.</param>
    /// <param name="x">What it is applied to.</param>
    /// <param name="numbers">The numbers that it takes, in its own order; too few are filled by the usual ones.</param>
    /// <exception cref="DecantException">It is not known here.</exception>
    public static Value Of(NodeReader node, Value x, IReadOnlyList<double> numbers)
    {
        double Number(int place, double usual) => place < numbers.Count ? numbers[place] : usual;
        return node.Text("activation", "") switch
        {
            "" => x,
            "Relu" => x.Relu(),
            "Sigmoid" => x.Sigmoid(),
            "Tanh" => x.Tanh(),
            "LeakyRelu" => x.LeakyRelu(Number(0, 0.01)),
            "Clip" => x.Clip(Number(0, double.NegativeInfinity), Number(1, double.PositiveInfinity)),
            "HardSigmoid" => ((x * Number(0, 0.2)) + Number(1, 0.5)).Clip(0, 1),
            var other => throw new DecantException(
                $"the activation '{other}' is not known here; known: Relu, Sigmoid, Tanh, LeakyRelu, Clip, HardSigmoid."
            ),
        };
    }
}

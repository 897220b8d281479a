using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx;

/// <summary>A network that is read while it runs: what the rest of its graph depends on is computed from the inputs that came.</summary>
internal interface IRunningNetwork
{
    /// <summary>The numbers of a value.</summary>
    /// <param name="value">A value of the graph that grows.</param>
    /// <param name="further">Values that later questions are likely to start from.</param>
    /// <param name="known">Numbers that need no computing.</param>
    /// <exception cref="DecantException">It cannot be computed.</exception>
    Tensor Answer(Value value, IReadOnlyList<Value> further, Func<Value, Tensor?> known);
}

using Decant.Engine.Graphs;

namespace Decant.Adoption;

/// <summary>Where numbers of a file meet what comes from its inputs.</summary>
/// <param name="Node">The node that reads both.</param>
/// <param name="Place">Which of its inputs the numbers are.</param>
internal readonly record struct NumberUse(Node Node, int Place)
{
    /// <summary>What the numbers have become until there: reshaped, sliced, computed with other constants.</summary>
    public Value Numbers => Node.Inputs[Place]!;
}

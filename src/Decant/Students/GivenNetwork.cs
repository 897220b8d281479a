using Decant.Engine.Graphs;

namespace Decant.Students;

/// <summary>A network that is there already, with its weights.</summary>
/// <param name="Network">It is not changed.</param>
internal sealed record GivenNetwork(Graph Network) : Architecture(Network.Name, "A network of the program.")
{
    internal override Graph Given => Network;

    public override Value Build(NetworkBuilder network, int answers) =>
        throw new InvalidOperationException("A network that is there already is not built.");
}

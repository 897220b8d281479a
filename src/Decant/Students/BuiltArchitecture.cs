using Decant.Engine.Graphs;

namespace Decant.Students;

/// <summary>An architecture that a function builds.</summary>
/// <param name="Name">Its name in recipes.</param>
/// <param name="Function">Builds body and heads for a number of answers.</param>
internal sealed record BuiltArchitecture(string Name, Func<NetworkBuilder, int, Value> Function)
    : Architecture(Name, "A network that the program builds.")
{
    public override Value Build(NetworkBuilder network, int answers) => Function(network, answers);
}

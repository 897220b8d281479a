using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Students;

/// <summary>The mean of what is known of the things, next to the facts, one hidden layer, two heads.</summary>
internal sealed record VisitNetwork(int Width) : Architecture("visit-network", "A mean over the things, and a hidden layer.")
{
    public const long Nothing = 8; // the number of the thing that means nothing

    // Inputs have the names of the samples' fields; of things, which vary in length, the mask is 1 where a sample has a place.
    public override Value Build(NetworkBuilder network, int answers)
    {
        var mask = network.Input("things.mask").Unsqueeze(2);
        var known = network.Parameter("things.weight", 1, (int)Nothing + 1, Width).Gather(network.Input("things")) * mask;
        var mean = known.ReduceSum([1]) / mask.ReduceSum([1]);
        var hidden = network.Linear(new[] { network.Input("facts"), mean }.Concat(1), Width, "hidden").Relu();
        network.AddOutput(network.Linear(hidden, 1, "price.head", isHead: true), "price");
        return network.Linear(hidden, answers, "head", isHead: true);
    }

    public override string Describe() => $"visit-network {Width}";
}

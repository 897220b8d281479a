using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Students;

namespace Decant.Tests.Tasks.Own;

/// <summary>The mean of what is known of the things, next to the facts, one hidden layer, two heads.</summary>
internal sealed record VisitNetwork(int Width) : Architecture("visits", "A mean over the things, and a hidden layer.")
{
    public override Value Build(NetworkBuilder network, int answers)
    {
        var (facts, things, mask) = (network.Input("facts"), network.Input("things"), network.Input("things.mask"));
        var length = network.Input("things.length").Cast(ElementType.Float32).Unsqueeze(1);
        var known = network.Parameter("things.weight", 0.4, Visits.Things, Width).Gather(things) * mask.Unsqueeze(2);
        var mean = known.ReduceSum([1]) / length;
        var hidden = network.Named(network.Linear(new[] { facts, mean }.Concat(1), Width, "body").Relu(), "hidden");
        network.AddOutput(network.Linear(hidden, 1, "price.head", isHead: true), "price");
        return network.Linear(hidden, answers, "head", isHead: true);
    }

    public override string Describe() => $"visits {Width}";
}

using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Passes;

namespace Decant.Engine.Tests.Execution;

[Trait("Category", "Kernels")]
public sealed class TrainingStepTests
{
    private static readonly Dictionary<string, int> s_bounds = new() { ["N"] = 6 };

    public static TheoryData<string> Names => ["mlp", "resnet"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_training_step_on_managed_kernels_agrees_with_float64_on_the_reference(string name)
    {
        var graph = Networks.TrainingStep(Network(name));
        var feeds = Networks.Feeds(graph, 6);
        var expected = new GraphRun(ChangePrecision.To(graph, ElementType.Float64), "reference") { Bounds = s_bounds }.Of(feeds);
        var actual = new GraphRun(graph, "managed")
        {
            Bounds = s_bounds,
            Threads = 2,
            Poison = true,
        }.Of(feeds);
        foreach (var (output, numbers) in expected)
        {
            Closeness.Check(output, numbers, actual[output], 2e-5);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_training_step_allocates_nothing_on_the_managed_heap(string name)
    {
        var graph = Networks.TrainingStep(Network(name));
        var run = new GraphRun(graph, "managed") { Bounds = s_bounds };
        using var pool = new WorkerPool(2);
        using var executable = Executable.Compile(graph, new() { Device = DeviceCatalogue.Default(pool), Bounds = s_bounds });
        run.Run(executable, Networks.Feeds(graph, 6));
        executable.Resize("N", 5);
        executable.Run();

        // What a step itself allocates it allocates every time; waking a sleeping thread may allocate once in a while.
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            executable.Resize("N", 5);
            var before = GC.GetAllocatedBytesForCurrentThread();
            executable.Run();
            executable.Resize("N", 6);
            executable.Run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_number_of_threads_changes_no_bit(string name)
    {
        var graph = Networks.TrainingStep(Network(name));
        var feeds = Networks.Feeds(graph, 200);
        var run = new GraphRun(graph, "managed") { Bounds = new Dictionary<string, int> { ["N"] = 200 } };
        var expected = run.Of(feeds);
        foreach (var threads in new[] { 1, 2, 3 })
        {
            var actual = (run with { Threads = threads }).Of(feeds);
            Assert.All(expected, output => Assert.Equal(output.Value, actual[output.Key]));
        }
    }

    private static Graph Network(string name) => name == "mlp" ? Networks.Mlp() : Networks.ResNet();
}

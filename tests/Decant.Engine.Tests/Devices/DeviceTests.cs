using Decant.Engine.Devices;
using Decant.Engine.Devices.Managed;
using Decant.Engine.Devices.OneDnn;
using Decant.Engine.Devices.Reference;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Tests.Operators;

namespace Decant.Engine.Tests.Devices;

public sealed class DeviceTests : IDisposable
{
    private const string Folder = "Decant.Engine.Devices";

    private readonly WorkerPool _pool = new(1);

    public static TheoryData<string> Names => [.. DeviceCatalogue.Names];

    public void Dispose() => _pool.Dispose();

    [Theory]
    [InlineData("Reference", true)]
    [InlineData("Managed", true)]
    [InlineData("OneDnn", false)]
    public void Every_launcher_of_a_devices_folder_is_in_its_table_once(string device, bool moves)
    {
        var table = device switch
        {
            "Reference" => ReferenceDevice.Table,
            "Managed" => ManagedDevice.Table,
            _ => OneDnnDevice.Table,
        };
        var written = typeof(Launcher)
            .Assembly.GetTypes()
            .Where(type =>
                type.IsSubclassOf(typeof(Launcher))
                && !type.IsAbstract
                && (type.Namespace == $"{Folder}.{device}" || (moves && type.Namespace == $"{Folder}.Movement"))
            );
        Assert.Equal(written.Select(type => type.FullName).Order(), table.Own.Select(launcher => launcher.GetType().FullName).Order());
    }

    [Fact]
    public void The_reference_has_a_launcher_for_every_operator()
    {
        // What is fused runs with the launcher of its producer, or is taken apart.
        var known = ReferenceDevice.Table.Own.SelectMany(launcher => launcher.Operators).ToHashSet();
        Assert.Empty(
            typeof(Operator)
                .Assembly.GetTypes()
                .Where(type =>
                    type.IsSubclassOf(typeof(Operator)) && !type.IsAbstract && type != typeof(Fused) && !Bases(type).Any(known.Contains)
                )
                .Select(type => $"{type.Name}: add a launcher in Devices/Reference.")
        );

        static IEnumerable<Type> Bases(Type type) => type.BaseType is { } b && b != typeof(Operator) ? Bases(b).Prepend(type) : [type];
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_device_runs_every_operator_in_the_element_types_of_its_cases(string name)
    {
        var device = DeviceCatalogue.Open(name, _pool);
        foreach (var graph in OperatorCase.All.Select(@case => @case.With(@case.Sizes[0]).Case.Graph))
        {
            foreach (var node in graph.Nodes.Concat(ChangePrecision.To(graph, ElementType.Float64).Nodes))
            {
                var launcher = device.Launcher(node);
                Assert.True(launcher.Takes(node), $"{launcher} does not take {node.Outputs[0]}.");
                Assert.Contains(launcher.Operators, type => type.IsInstanceOfType(node.Operator.Core));
            }
        }
    }

    // The rows of kernels: what a device lacks is the next one's.
    [Theory]
    [InlineData("onednn", ElementType.Float32, "OneDnn", "Managed", "Reference")]
    [InlineData("managed", ElementType.Float32, "Managed", "Managed", "Reference")]
    [InlineData("managed", ElementType.Float64, "Reference", "Reference", "Reference")]
    [InlineData("onednn", ElementType.Float64, "Reference", "Reference", "Reference")]
    [InlineData("reference", ElementType.Float32, "Reference", "Reference", "Reference")]
    [InlineData("auto", ElementType.Float32, "Managed", "Managed", "Reference")]
    public void A_device_hands_what_it_lacks_to_the_next(string name, ElementType type, string product, string softmax, string view)
    {
        var graph = new Graph();
        var x = graph.AddInput("x", type, new Shape(4, 6));
        var y = graph.Add(new Gemm(), x, graph.AddInput("w", type, new Shape(6, 3)));
        var z = y.Softmax(1);
        graph.AddOutput(graph.Add(new Identity(), z), "y");
        var device = DeviceCatalogue.Open(name, _pool);
        string[] expected = [$"{Folder}.{product}", $"{Folder}.{softmax}", $"{Folder}.{view}"];
        Assert.Equal(expected, graph.Nodes.Select(node => device.Launcher(node).GetType().Namespace));
    }

    [Fact]
    public void An_operator_that_no_device_runs_is_named()
    {
        var graph = new Graph();
        graph.AddOutput(graph.AddInput("x", ElementType.Float32, new Shape(2)).Exp(), "y");
        var table = new LauncherTable([new NotLauncher()], new LauncherTable([new ViewLauncher()]));
        var message = Assert.Throws<DecantException>(() => table.Find(graph.Nodes[0])).Message;
        Assert.Equal("Compile: no kernel runs the operator Exp that computes 'y'.", message);
    }

    [Fact]
    public void A_narrower_purpose_shares_memory_threads_and_profile()
    {
        var device = DeviceCatalogue.Default(_pool, new ExecutionProfile(TimeProvider.System));
        var step = device.For("student").For("step");
        Assert.Equal("student, step", step.Purpose);
        Assert.Equal("", device.Purpose);
        Assert.Same(device.Arena, step.Arena);
        Assert.Same(device.Pool, step.Pool);
        Assert.Same(device.Profile, step.Profile);
        Assert.Null(step.WithoutProfile().Profile);
        Assert.NotNull(step.Profile);
    }

    [Fact]
    public void An_unknown_device_is_answered_with_the_nearest_name()
    {
        var message = Assert.Throws<DecantException>(() => DeviceCatalogue.Open("onedn", _pool)).Message;
        Assert.Contains("'onedn'", message);
        Assert.Contains("onednn", message);
        Assert.Contains("auto, managed, onednn, reference", message);
    }

    [Theory]
    [InlineData("managed", false, "managed")]
    [InlineData("reference", true, "reference")]
    [InlineData(null, false, "managed")]
    [InlineData("auto", false, "managed")]
    public void A_run_that_leaves_the_choice_gets_the_default_for_float32(string? asked, bool isHalf, string expected) =>
        Assert.Equal(expected, DeviceCatalogue.Choose(asked, isHalf));
}

using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Recipes;
using Decant.Students;
using Decant.Students.Weights;
using Decant.Tests.Data.Sources;
using static Decant.Tests.Students.Weights.SafetensorsBytes;

namespace Decant.Tests.Students.Weights;

public sealed class WeightTransferTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_state_dictionary_of_PyTorch_finds_its_layers_behind_a_prefix_by_the_table_of_the_architecture()
    {
        var weighted = Of("resnet", ["depth=8", "width=0.125", "shortcut=projection"], [3, 8, 8], ResNet8("module."));
        var network = weighted.Whole();

        Assert.Equal("table", weighted.Report.Taken.Select(taken => taken.Kind.ToString().ToLowerInvariant()).Distinct().Single());
        Assert.Equal([100f, 101], Numbers(network, "stem.normalization.scale"));
        Assert.Equal([300f, 301], Numbers(network, "stem.normalization.mean"));
        Assert.Equal([400f, 401], Numbers(network, "stem.normalization.variance"));
        Assert.Equal(700f, Numbers(network, "stage2.block1.shortcut.weight")[0]);
        Assert.Equal(900f, Numbers(network, "head.weight")[0]);
        Assert.Equal(["module.bn1.num_batches_tracked"], weighted.Report.Ignored);
    }

    [Fact]
    public void Layers_without_names_are_matched_by_order_role_and_sizes()
    {
        var network = Of(
                "mlp",
                ["hidden=[3,3]"],
                [2],
                Counting("0.weight", 10, 3, 2),
                Counting("0.bias", 20, 3),
                Counting("2.weight", 30, 3, 3),
                Counting("2.bias", 40, 3),
                Counting("4.weight", 50, 2, 3),
                Counting("4.bias", 60, 2)
            )
            .Whole();

        Assert.Equal([10f, 11, 12, 13, 14, 15], Numbers(network, "layer1.weight"));
        Assert.Equal([20f, 21, 22], Numbers(network, "layer1.bias"));
        Assert.Equal([40f, 41, 42], Numbers(network, "layer2.bias"));
        Assert.Equal([60f, 61], Numbers(network, "head.bias"));
    }

    [Fact]
    public void A_matrix_that_the_network_reads_across_is_turned_by_its_sizes_or_its_layer()
    {
        var network = new Graph();
        var x = network.AddInput("x", ElementType.Float32, new Shape("N", 2));
        x = x.MatMul(network.AddInitializer("named", new Tensor(ElementType.Float32, 2, 3)));
        x = x.MatMul(network.AddInitializer("onnx::MatMul_17", new Tensor(ElementType.Float32, 3, 3)));
        network.AddOutput(x, "y");
        var report = WeightedNetwork.Of(network, Written(Counting("named", 0, 3, 2), Counting("second.weight", 10, 3, 3))).Report;

        Assert.Equal([0f, 2, 4, 1, 3, 5], Numbers(network, "named"));
        Assert.Equal([10f, 13, 16, 11, 14, 17, 12, 15, 18], Numbers(network, "onnx::MatMul_17"));
        Assert.Equal([(MatchKind.Name, true), (MatchKind.Order, true)], report.Taken.Select(taken => (taken.Kind, taken.IsTransposed)));
    }

    [Fact]
    public void What_is_missing_left_over_or_of_other_sizes_is_told_with_the_nearest_name()
    {
        var weighted = Of(
            "mlp",
            ["hidden=[3]"],
            [2],
            Counting("layer1.weight", 0, 4, 2),
            Counting("layer1.bas", 0, 3),
            Counting("head.weight", 0, 2, 3),
            Counting("extra", 0, 7)
        );
        var report = weighted.Report;

        Assert.Equal("layer1.weight [3, 2] and layer1.weight [4, 2]", Assert.Single(report.Misfits).ToString());
        Assert.Equal(["layer1.bias [3] (nearest: layer1.bas)", "head.bias [2]"], report.Missing.Select(weight => weight.ToString()));
        Assert.Equal(["layer1.bas [3] (nearest: layer1.bias)", "extra [7]"], report.LeftOver.Select(weight => weight.ToString()));
        var message = Assert.Throws<DecantException>(weighted.Whole).Message;
        Assert.Contains(
            "for mlp 3: 1 tensors fit; of other sizes: layer1.weight [3, 2] and layer1.weight [4, 2]; missing in "
                + "the file: layer1.bias [3] (nearest: layer1.bas), head.bias [2]; left over in the file: ",
            message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_weights_of_a_deeper_network_are_refused_because_some_are_left_over() =>
        Assert.Contains(
            "left over in the file: module.layer1.1.conv1.weight [2, 2, 3, 3]",
            Assert
                .Throws<DecantException>(
                    Of(
                        "resnet",
                        ["depth=8", "width=0.125"],
                        [3, 8, 8],
                        [.. ResNet8("module."), Counting("module.layer1.1.conv1.weight", 0, 2, 2, 3, 3)]
                    ).Whole
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_file_for_a_network_of_another_file_may_lack_numbers_which_then_stay()
    {
        var network = new Graph();
        var x = network.AddInput("x", ElementType.Float32, new Shape("N", 2));
        var y = x.Linear(
            network.AddInitializer("w", Tensor.From<float>([1f, 2], 1, 2)),
            network.AddInitializer("b", Tensor.From<float>([5f]))
        );
        network.AddOutput(y, "y");
        var weighted = WeightedNetwork.Of(network, Written(Counting("w", 7, 1, 2)));

        Assert.Equal([7f, 8], Numbers(weighted.Whole(), "w"));
        Assert.Equal([5f], Numbers(network, "b"));
        Assert.Throws<DecantException>(WeightedNetwork.Of(network, Written(Counting("strange", 7, 9))).Whole);
    }

    private WeightedNetwork Of(string model, string[] options, int[] sample, params IReadOnlyList<(string, int[], float[])> tensors)
    {
        var architecture = Architectures.All.Find(model);
        return WeightedNetwork.Of(
            ArchitectureOptionReader.Read(architecture, options),
            sample,
            NetworkHead.OfClasses(2),
            InputScaling.None,
            Written(tensors)
        );
    }

    private string Written(params IReadOnlyList<(string, int[], float[])> tensors) =>
        _folder.Write("weights.safetensors", SafetensorsBytes.Of(tensors));

    // Depth 8 with 2, 4 and 8 channels: one block in each stage, projections where the width changes.
    private static (string, int[], float[])[] ResNet8(string prefix) =>
        [
            Counting($"{prefix}conv1.weight", 0, 2, 3, 3, 3),
            .. Norm($"{prefix}bn1", 2),
            ($"{prefix}bn1.num_batches_tracked", [], [5]),
            .. Block($"{prefix}layer1.0", 2, 2),
            .. Block($"{prefix}layer2.0", 2, 4),
            .. Block($"{prefix}layer3.0", 4, 8),
            Counting($"{prefix}fc.weight", 900, 2, 8),
            Counting($"{prefix}fc.bias", 950, 2),
        ];

    private static (string, int[], float[])[] Block(string name, int from, int to) =>
        [
            Counting($"{name}.conv1.weight", 500, to, from, 3, 3),
            .. Norm($"{name}.bn1", to),
            Counting($"{name}.conv2.weight", 600, to, to, 3, 3),
            .. Norm($"{name}.bn2", to),
            .. from == to
                ? []
                : new[] { Counting($"{name}.downsample.0.weight", 700, to, from, 1, 1) }.Concat(Norm($"{name}.downsample.1", to)),
        ];

    private static (string, int[], float[])[] Norm(string name, int channels) =>
        [
            Counting($"{name}.weight", 100, channels),
            Counting($"{name}.bias", 200, channels),
            Counting($"{name}.running_mean", 300, channels),
            Counting($"{name}.running_var", 400, channels),
        ];

    private static float[] Numbers(Graph network, string name) => network[name].Data!.Span<float>().ToArray();
}

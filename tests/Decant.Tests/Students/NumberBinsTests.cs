using Decant.Data;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Students;
using Decant.Tables;
using Decant.Tests.Shared;

namespace Decant.Tests.Students;

/// <summary>Numbers in bins by their quantiles, and the network that takes them so.</summary>
public sealed class NumberBinsTests
{
    private static readonly float[] s_numbers = [-5, 0, 0.5f, 1, 2, 3, 7, 100];

    [Theory]
    [InlineData("managed")]
    [InlineData("reference")]
    public void A_number_is_0_below_a_bin_1_above_it_and_its_share_between(string device)
    {
        float[][] edges =
        [
            [0, 1, 3, 7],
            [5],
            [-5, 100],
        ];
        var graph = new Graph("bins");
        graph.AddOutput(NumberBins.Of(graph.AddInput("input", ElementType.Float32, new Shape("N", 3)), edges)!, "bins");
        using var input = Tensor.From<float>([.. s_numbers.SelectMany(number => new[] { number, number, number })], s_numbers.Length, 3);
        var found = GraphRun.Of(graph, new Dictionary<string, Tensor> { ["input"] = input }, device)["bins"].Span<float>().ToArray();

        double[] expected =
        [
            .. from number in s_numbers
            from bin in new[] { (Low: 0.0, High: 1.0), (1, 3), (3, 7), (-5, 100) }
            select number <= bin.Low ? 0
            : number >= bin.High ? 1
            : (number - bin.Low) / (bin.High - bin.Low),
        ];
        Assert.Equal(expected.Length, found.Length);
        Assert.All(found.Index(), share => Assert.Equal(expected[share.Index], share.Item, 1e-6));
    }

    [Fact]
    public void Columns_that_do_not_differ_have_no_bins()
    {
        var graph = new Graph("bins");
        Assert.Null(
            NumberBins.Of(
                graph.AddInput("input", ElementType.Float32, new Shape("N", 1)),
                [
                    [5],
                ]
            )
        );
    }

    [Fact]
    public void Edges_are_quantiles_and_where_one_number_is_frequent_its_others_have_edges_too()
    {
        float[] even = [.. Enumerable.Range(0, 101).Select(n => (float)n)];
        float[] rare = [.. Enumerable.Range(0, 101).Select(n => n < 91 ? 0f : n)];
        float[] few = [.. Enumerable.Range(0, 101).Select(n => (float)(n % 2))];
        float[] missing = [.. Enumerable.Repeat(float.NaN, 101)];
        float[][] columns = [even, rare, few, missing];
        var rows = new MemoryTable(
            "rows",
            new TableSchema([.. columns.Select((_, c) => new TableColumn($"{c}", TableColumnKind.Number, c) { FillIn = 0 })]),
            [.. Enumerable.Range(0, 101).SelectMany(n => columns.Select(column => column[n]))],
            [],
            new int[101],
            ["a", "b"],
            []
        );
        var edges = TableQuantiles.Of(rows, 4);
        Assert.Equal([0f, 25, 50, 75, 100], edges[0]);
        Assert.Equal([0f, 92, 95, 97, 100], edges[1]); // different numbers are 0, 91 to 100
        Assert.Equal([0f, 1], edges[2]);
        Assert.Equal([0f], edges[3]);
    }

    [Fact]
    public void ONNX_Runtime_gives_the_answers_of_a_tabular_resnet_to_raw_rows()
    {
        OnnxRuntimeOracle.SkipIfMissing();
        var inputs = new SampleInputs(
            ["numbers", "categories"],
            new Dictionary<string, TensorType>
            {
                ["numbers"] = new(ElementType.Float32, new Shape("N", 1)),
                ["categories"] = new(ElementType.Int64, new Shape("N", 1)),
            }
        )
        {
            Table = new([
                new("x", TableColumnKind.Number, 0) { FillIn = 2, TellsMissing = true },
                new("c", TableColumnKind.Category, 0) { Categories = ["a", "b"] },
            ]),
            Edges = _ =>
                [
                    [0, 1, 3, 7],
                ],
        };
        var network = Network.Build(
            new TabularResNet
            {
                Width = 6,
                Blocks = 2,
                Bins = 3,
            },
            inputs,
            NetworkHead.OfClasses(2),
            InputScaling.None,
            3
        );
        float[] numbers = [.. s_numbers, float.NaN];
        using var x = Tensor.From<float>(numbers, numbers.Length, 1);
        using var codes = Tensor.From<long>([.. numbers.Select((_, n) => n % 3L)], numbers.Length, 1);
        var given = new Dictionary<string, Tensor> { ["numbers"] = x, ["categories"] = codes };
        using var file = new MemoryStream();
        OnnxFile.Write(network, file);
        var theirs = OnnxRuntimeOracle.Run(file.ToArray(), given)["logits"].Span<float>().ToArray();
        foreach (var device in new[] { "managed", "reference" })
        {
            var ours = GraphRun.Of(network, given, device)["logits"].Span<float>().ToArray();
            Assert.All(ours.Index(), logit => Assert.Equal(theirs[logit.Index], logit.Item, 1e-4));
        }

        Assert.Equal(numbers.Length * 2, theirs.Distinct().Count());
    }
}

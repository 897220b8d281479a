using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Randomness;
using Decant.Students;
using Decant.Tables;
using Decant.Tests.Shared;

namespace Decant.Tests.Tables;

/// <summary>What becomes of raw columns inside a network.</summary>
public sealed class TableFeaturesTests
{
    private const int Rows = 40;

    private static readonly TableSchema s_table = new([
        new("city", TableColumnKind.Category, 0) { Categories = ["?", "Bonn", "Ulm"] },
        new("age", TableColumnKind.Number, 0) { FillIn = 30, TellsMissing = true },
        new("when", TableColumnKind.Date, 1) { FillIn = 19000 },
        new("kind", TableColumnKind.Category, 1) { Categories = ["a"] },
        new("owner", TableColumnKind.Flag, 2) { FillIn = 1, TellsMissing = true },
    ]);

    private readonly Graph _network;
    private readonly float[] _numbers = new float[Rows * 3];
    private readonly long[] _codes = new long[Rows * 2];

    public TableFeaturesTests()
    {
        var random = new RandomStream(1, "rows");
        for (var n = 0; n < Rows; n++)
        {
            (_codes[n * 2], _codes[(n * 2) + 1]) = (random.NextInt32(4), random.NextInt32(2));
            for (var c = 0; c < 3; c++)
            {
                _numbers[(n * 3) + c] = random.NextInt32(4) == 0 ? float.NaN : (float)random.NextNormal() * 10;
            }
        }

        var inputs = new SampleInputs(
            ["numbers", "categories"],
            new Dictionary<string, TensorType>
            {
                ["numbers"] = new(ElementType.Float32, new Shape("N", 3)),
                ["categories"] = new(ElementType.Int64, new Shape("N", 2)),
            }
        )
        {
            Table = s_table,
        };
        var scaling = new InputScaling([.. Enumerable.Range(0, 9).Select(i => i * 0.1)], [.. Enumerable.Range(1, 9).Select(i => i * 0.5)]);
        _network = Network.Build(new Mlp { Hidden = [] }, inputs, NetworkHead.OfClasses(2), scaling, 7);
    }

    [Fact]
    public void The_names_of_the_features_are_in_the_order_of_the_columns_then_come_those_that_tell_what_is_missing() =>
        Assert.Equal(
            ["city=?", "city=Bonn", "city=Ulm", "age", "when", "kind=a", "owner", "age is missing", "owner is missing"],
            s_table.FeatureNames
        );

    [Theory]
    [InlineData("managed")]
    [InlineData("reference")]
    public void A_graph_makes_the_features_of_plain_loops(string device)
    {
        var (ours, expected) = (Logits(GraphRun.Of(_network, Inputs(), device)), Expected());
        Assert.All(ours.Index(), logit => Assert.Equal(expected[logit.Index], logit.Item, 1e-4 * (1 + Math.Abs(expected[logit.Index]))));
    }

    [Fact]
    public void ONNX_Runtime_makes_the_same_of_the_raw_rows_of_the_file()
    {
        OnnxRuntimeOracle.SkipIfMissing();
        using var file = new MemoryStream();
        OnnxFile.Write(_network, file);
        var (theirs, expected) = (Logits(OnnxRuntimeOracle.Run(file.ToArray(), Inputs())), Expected());
        Assert.All(theirs.Index(), logit => Assert.Equal(expected[logit.Index], logit.Item, 1e-4 * (1 + Math.Abs(expected[logit.Index]))));
    }

    [Fact]
    public void Arrays_get_the_same_features_as_a_graph()
    {
        for (var n = 0; n < Rows; n++)
        {
            var features = new float[9];
            TableFeatures.Write(s_table, new TableRow(_numbers[(n * 3)..((n * 3) + 3)], _codes[(n * 2)..((n * 2) + 2)]), features);
            Assert.Equal(Features(n), features.Select(number => (double)number));
        }
    }

    private Dictionary<string, Tensor> Inputs() =>
        new() { ["numbers"] = Tensor.From<float>(_numbers, Rows, 3), ["categories"] = Tensor.From<long>(_codes, Rows, 2) };

    private static float[] Logits(IReadOnlyDictionary<string, Tensor> answers) => answers["logits"].Span<float>().ToArray();

    private double[] Features(int n)
    {
        var (numbers, codes) = (_numbers[(n * 3)..((n * 3) + 3)], _codes[(n * 2)..((n * 2) + 2)]);
        double Filled(int place, double fill) => float.IsNaN(numbers[place]) ? fill : numbers[place];
        return
        [
            codes[0] == 1 ? 1 : 0,
            codes[0] == 2 ? 1 : 0,
            codes[0] == 3 ? 1 : 0,
            Filled(0, 30),
            Filled(1, 19000),
            codes[1] == 1 ? 1 : 0,
            Filled(2, 1),
            float.IsNaN(numbers[0]) ? 1 : 0,
            float.IsNaN(numbers[2]) ? 1 : 0,
        ];
    }

    private double[] Expected()
    {
        var (weight, bias) = (_network["head.weight"].Data!.Span<float>().ToArray(), _network["head.bias"].Data!.Span<float>().ToArray());
        return
        [
            .. from n in Enumerable.Range(0, Rows)
            from answer in Enumerable.Range(0, 2)
            select bias[answer]
                + Features(n)
                    .Index()
                    .Sum(x => (x.Item - (float)(x.Index * 0.1)) / (float)((x.Index + 1) * 0.5) * weight[(answer * 9) + x.Index]),
        ];
    }
}

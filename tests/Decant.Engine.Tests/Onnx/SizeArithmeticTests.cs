using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using Decant.Tests.Shared;
using Google.Protobuf;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx;

/// <summary>
/// Shapes that a model computes from its inputs' sizes are known when it is read, also where a size has only a name. Shape -> Gather ->
/// Concat -> Reshape.
/// </summary>
public class SizeArithmeticTests
{
    [Fact]
    public void A_size_that_is_picked_keeps_its_name() =>
        Assert.Equal("[N, 24]", Reshaped([Node("Concat", "n rest", "shape", Int("axis", 0)), Longs("rest", 24)]));

    [Fact]
    public void A_multiple_of_a_size() =>
        Assert.Equal(
            "[2·N, 12]",
            Reshaped([
                Longs("two", 2),
                Node("Mul", "n two", "more"),
                Longs("rest", 12),
                Node("Concat", "more rest", "shape", Int("axis", 0)),
            ])
        );

    [Fact]
    public void A_product_of_sizes_both_known_and_named() =>
        Assert.Equal(
            "[4·N, 6]",
            Reshaped([
                Longs("one", 1),
                Node("Gather", "sizes one", "channels"),
                Node("Mul", "n channels", "rows"),
                Longs("rest", 6),
                Node("Concat", "rows rest", "shape", Int("axis", 0)),
            ])
        );

    [Fact]
    public void What_was_multiplied_can_be_divided_again() =>
        Assert.Equal(
            "[N, 24]",
            Reshaped([
                Longs("four", 4),
                Longs("two", 2),
                Node("Mul", "n four", "m"),
                Node("Div", "m two", "h"),
                Node("Div", "h two", "first"),
                Longs("rest", 24),
                Node("Concat", "first rest", "shape", Int("axis", 0)),
            ])
        );

    [Fact]
    public void A_size_divided_by_itself_is_one() =>
        Assert.Equal(
            "[1, 24·N]",
            Reshaped([Node("Div", "n n", "first"), Longs("rest", -1), Node("Concat", "first rest", "shape", Int("axis", 0))])
        );

    [Fact]
    public void Sums_and_differences_of_known_sizes() =>
        Assert.Equal(
            "[N, 3, 8]",
            Reshaped([
                Longs("one", 1),
                Longs("two", 2),
                Node("Gather", "sizes one", "four"),
                Node("Gather", "sizes two", "six"),
                Node("Sub", "four one", "three"),
                Node("Add", "six two", "eight"),
                Node("Concat", "n three eight", "shape", Int("axis", 0)),
            ])
        );

    [Fact]
    public void Known_sizes_are_divided_without_rest() =>
        Assert.Equal(
            "[N, 1, 24]",
            Reshaped([
                Longs("two", 2),
                Longs("four", 4),
                Node("Gather", "sizes two", "six"),
                Node("Div", "six four", "first"),
                Longs("rest", -1),
                Node("Concat", "n first rest", "shape", Int("axis", 0)),
            ])
        );

    [Fact]
    public void Known_sizes_say_where_a_slice_ends_beside_a_named_one() =>
        // A third of the last axis as PyTorch cuts it: (6 + 2) / 3.
        Assert.Equal(
            "[N, 4, 2]",
            Reshaped(
                [
                    TensorOf("last", -1),
                    Node("Gather", "sizes last", "six"),
                    TensorOf("two", 2),
                    Node("Add", "six two", "up"),
                    TensorOf("three", 3),
                    Node("Div", "up three", "third"),
                    Longs("from", 0),
                    Longs("axis", 2),
                    Longs("where", 0),
                    Node("Unsqueeze", "third where", "to"),
                    Node("Slice", "x from to axis", "part"),
                    Node("Shape", "part", "shape"),
                ],
                "part"
            )
        );

    [Fact]
    public void A_stretch_of_the_shape_and_its_product() =>
        Assert.Equal(
            "[N, 24]",
            Reshaped([
                Longs("one", 1),
                Longs("end", 3),
                Node("Slice", "sizes one end", "after"),
                Node("ReduceProd", "after", "flat", Int("keepdims", 1)),
                Node("Concat", "n flat", "shape", Int("axis", 0)),
            ])
        );

    [Fact]
    public void Scalars_that_are_unsqueezed_and_cast() =>
        Assert.Equal(
            "[N, 24]",
            Reshaped([
                TensorOf("zero", 0),
                Node("Gather", "sizes zero", "scalar"),
                Node("Cast", "scalar", "narrow", Int("to", 6)),
                Node("Cast", "narrow", "wide", Int("to", 7)),
                Longs("axis", 0),
                Node("Unsqueeze", "wide axis", "first"),
                Longs("rest", -1),
                Node("Concat", "first rest", "shape", Int("axis", 0)),
            ])
        );

    [Fact]
    public void The_rest_of_a_shape_is_found_beside_a_named_size() =>
        Assert.Equal("[N, 2, 12]", Reshaped([Longs("rest", 2, -1), Node("Concat", "n rest", "shape", Int("axis", 0))]));

    [Fact]
    public void Sums_and_differences_of_one_named_size() =>
        Assert.Equal(
            "[3·N, 8]",
            Reshaped([
                Node("Add", "n n", "two"),
                Node("Add", "two n", "three"),
                Node("Sub", "n n", "none"),
                Node("Add", "three none", "same"),
                Longs("rest", 8),
                Node("Concat", "same rest", "shape", Int("axis", 0)),
            ])
        );

    [Fact]
    public void Where_a_size_is_minus_one_another_is_taken_as_exporters_write_it_for_Expand()
    {
        // torch.Tensor.expand(n, -1, -1): [n, -1, -1] with 1 in place of each -1.
        var graph = Read(
            Made(
                [
                    Longs("keep", -1, -1),
                    Node("Concat", "n keep", "wanted", Int("axis", 0)),
                    Node("Shape", "wanted", "length"),
                    Node(
                        "ConstantOfShape",
                        "length",
                        "ones",
                        new AttributeProto
                        {
                            Name = "value",
                            Type = AttributeProto.Types.AttributeType.Tensor,
                            T = Longs("", 1),
                        }
                    ),
                    TensorOf("minus", -1),
                    Node("Mul", "ones minus", "minuses"),
                    Node("Equal", "wanted minuses", "open"),
                    Node("Where", "open ones wanted", "target"),
                    Floats("token", [1, 2, 3], 1, 2, 3, 4, 5, 6),
                    Node("Expand", "token target", "many"),
                    Longs("shape", 0, 6),
                ],
                "many"
            )
        );

        Assert.Equal("[N, 6]", graph["y"].Shape.ToString());
        Assert.DoesNotContain(graph.Nodes, node => node.Operator is Engine.Operators.Where or Engine.Operators.Equal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void The_first_positions_of_a_table_and_the_numbers_before_a_named_size(int n)
    {
        // A table's first n rows, and 0 to n - 1, as sentence encoders look up positions.
        var graph = Read(
            Model(
                13,
                "y",
                [
                    Free("x"),
                    Node("Shape", "x", "sizes"),
                    Longs("zeros", 0),
                    Node("Gather", "sizes zeros", "n"),
                    Longs("axis", 0),
                    Longs("by", 1),
                    Floats("table", [5, 1], 10, 20, 30, 40, 50),
                    Node("Slice", "table zeros n axis by", "first"),
                    TensorOf("zero", 0),
                    TensorOf("one", 1),
                    Node("Squeeze", "n axis", "limit"),
                    Node("Range", "zero limit one", "counted"),
                    Node("Cast", "counted", "floats", Int("to", 1)),
                    Node("Unsqueeze", "floats by", "column"),
                    Node("Add", "first column", "sum"),
                    Node("Slice", "x zeros n axis", "all"),
                    Node("Add", "sum all", "y"),
                ]
            )
        );
        var x = Tensor.From<float>([.. Enumerable.Range(0, n).Select(i => 100f * i)], n, 1);

        Assert.Equal("[N, 1]", graph["y"].Shape.ToString());
        Assert.Equal(
            Enumerable.Range(0, n).Select(i => (10f * (i + 1)) + i + (100 * i)),
            GraphRun.Of(graph, new Dictionary<string, Tensor> { ["x"] = x }, "managed")["y"].Span<float>().ToArray()
        );
        Assert.Equal(GraphText.Of(graph), GraphText.Of(Read(Write(graph))));

        static ValueInfoProto Free(string name)
        {
            var input = Input(name, 1, 1);
            input.Type.TensorType.Shape.Dim[0] = new TensorShapeProto.Types.Dimension { DimParam = "N" };
            return input;
        }
    }

    [Theory]
    [InlineData("Add")]
    [InlineData("Sub")]
    [InlineData("Div")]
    public void What_is_no_product_is_refused_by_name_and_with_a_remedy(string @operator)
    {
        var refusal = Refusal(
            Made([
                Longs("two", 2),
                Node(@operator, "n two", "first"),
                Longs("rest", -1),
                Node("Concat", "first rest", "shape", Int("axis", 0)),
            ])
        );

        Assert.Contains("'node of y' (Reshape", refusal, StringComparison.Ordinal);
        Assert.Contains("is computed when the model runs", refusal, StringComparison.Ordinal);
        Assert.Contains("fold constants", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_of_an_input_are_no_sizes() =>
        Assert.Contains("is computed when the model runs", Refusal(Made([InputOf(7, "shape", 2)])), StringComparison.Ordinal);

    private static string Reshaped(IMessage[] parts, string reshaped = "x") => Read(Made(parts, reshaped))["y"].Shape.ToString();

    // x is [N, 4, 6]; 'sizes' are its sizes, 'n' the first of them in a list.
    private static ModelProto Made(IMessage[] parts, string reshaped = "x")
    {
        var x = Input("x", 1, 4, 6);
        x.Type.TensorType.Shape.Dim[0] = new TensorShapeProto.Types.Dimension { DimParam = "N" };
        return Model(
            13,
            "y",
            [
                x,
                Longs("zeros", 0),
                Node("Shape", "x", "sizes"),
                Node("Gather", "sizes zeros", "n"),
                .. parts,
                Node("Reshape", $"{reshaped} shape", "y"),
            ]
        );
    }

    private static TensorProto TensorOf(string name, long number) => Decant.Engine.Onnx.TensorFormat.Write(name, Tensor.Scalar(number));
}

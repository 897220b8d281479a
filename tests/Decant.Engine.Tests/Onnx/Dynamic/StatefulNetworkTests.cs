using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Onnx.Format;
using Google.Protobuf;
using static Decant.Engine.Tests.Onnx.Dynamic.DynamicModels;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx.Dynamic;

/// <summary>States that a network returns are what it takes next.</summary>
public sealed class StatefulNetworkTests
{
    [Theory]
    [InlineData("h", "hn")]
    [InlineData("state", "stateN")]
    [InlineData("cache_in", "cache_out")]
    [InlineData("past.0.key", "present.0.key")]
    [InlineData("h0", "h0_new")]
    public void A_sum_grows_from_run_to_run_and_begins_anew_after_a_reset(string taken, string returned)
    {
        using var network = Sum(taken, returned);
        var sum = new StatefulNetwork(network);

        Assert.Equal(taken, sum.States[returned]);
        Assert.Equal([1, 3, 6], new[] { 1f, 2, 3 }.Select(number => Next(sum, number, returned)));
        sum.Reset();
        Assert.Equal(5, Next(sum, 5, returned));
    }

    [Fact]
    public void A_state_that_is_given_takes_the_place_of_the_kept_one()
    {
        using var network = Sum("h", "hn");
        var sum = new StatefulNetwork(network);
        Next(sum, 1, "hn");

        Assert.Equal(
            102,
            sum.Run(Inputs(("x", Tensor.From<float>([2], 1, 1)), ("h", Tensor.From<float>([100], 1, 1))))["hn"].Span<float>()[0]
        );
        Assert.Equal(105, Next(sum, 3, "hn"));
    }

    [Fact]
    public void The_first_state_has_the_batch_of_the_inputs()
    {
        using var network = Sum("h", "hn");

        Assert.Equal([4, 1], new StatefulNetwork(network).Run(Inputs(("x", Numbers(4, 1))))["hn"].Dimensions.ToArray());
    }

    [Fact]
    public void Names_that_say_nothing_are_told_by_the_caller()
    {
        using var network = Sum("a", "b");
        var found = Assert.Throws<DecantException>(() => new StatefulNetwork(network)).Message;

        Assert.Contains("no output is named like an input of the same element type and shape", found, StringComparison.Ordinal);
        Assert.Contains("a: Float32[N, 1]", found, StringComparison.Ordinal);
        var sum = new StatefulNetwork(network, new Dictionary<string, string> { ["b"] = "a" });
        Assert.Equal([1, 3], new[] { 1f, 2 }.Select(number => Next(sum, number, "b")));
    }

    [Fact]
    public void An_input_or_output_that_does_not_exist_is_refused()
    {
        using var network = Sum("h", "hn");

        Assert.Contains(
            "output 'hm'",
            Assert.Throws<DecantException>(() => new StatefulNetwork(network, new Dictionary<string, string> { ["hm"] = "h" })).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "input 'g'",
            Assert.Throws<DecantException>(() => new StatefulNetwork(network, new Dictionary<string, string> { ["hn"] = "g" })).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "cannot both go to the input 'h'",
            Assert
                .Throws<DecantException>(() => new StatefulNetwork(network, new Dictionary<string, string> { ["hn"] = "h", ["y"] = "h" }))
                .Message,
            StringComparison.Ordinal
        );
    }

    private static float Next(StatefulNetwork sum, float number, string returned) =>
        sum.Run(Inputs(("x", Tensor.From<float>([number], 1, 1))))[returned].Span<float>()[0];

    private DynamicNetwork Sum(string taken, string returned)
    {
        var model = Model(13, "y", Free("x", "N D"), Free(taken, "N D"), Node("Add", $"x {taken}", returned), Node("Neg", returned, "y"));
        model.Graph.Input[1].Type.TensorType.Shape.Dim[1] = new TensorShapeProto.Types.Dimension { DimValue = 1 };
        model.Graph.Output.Add(Free(returned, "N D"));
        return DynamicNetwork.Read(new MemoryStream(model.ToByteArray()));
    }
}

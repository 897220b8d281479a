using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Tests.Execution;

namespace Decant.Engine.Tests.Gradients;

/// <summary>Where a function has no derivative, a convention says what is taken for it.</summary>
public sealed class KinkTests
{
    public static TheoryData<string, ElementType> Kernels =>
        new()
        {
            { "managed", ElementType.Float32 },
            { "reference", ElementType.Float32 },
            { "reference", ElementType.Float64 },
        };

    [Theory]
    [MemberData(nameof(Kernels))]
    public void The_slope_of_ReLU_at_0_is_0(string kernels, ElementType type) =>
        Assert.Equal([0, 1, 0], Slope(x => x.Relu(), [0, 1, -1], kernels, type));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void The_slope_of_LeakyReLU_at_0_is_that_below(string kernels, ElementType type) =>
        Assert.Equal([0.25, 1, 0.25], Slope(x => x.LeakyRelu(0.25), [0, 1, -1], kernels, type));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void The_slope_of_ELU_at_0_is_its_level(string kernels, ElementType type) =>
        Assert.Equal([0.5, 1], Slope(x => x.Elu(0.5), [0, 1], kernels, type));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void The_slope_of_the_absolute_value_at_0_is_0(string kernels, ElementType type) =>
        Assert.Equal([0, 1, -1], Slope(x => x.Abs(), [0, 2, -2], kernels, type));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void The_slopes_of_a_product_beside_zeros_are_the_products_of_the_others(string kernels, ElementType type)
    {
        Assert.Equal([-6, 0, 0], Slope(x => x.ReduceProd(), [0, 2, -3], kernels, type));
        Assert.Equal([0, 0, 0], Slope(x => x.ReduceProd(), [0, 2, 0], kernels, type));
        Assert.Equal([-6, -12, 8], Slope(x => x.ReduceProd(), [4, 2, -3], kernels, type));
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void The_slope_of_Clip_on_its_bounds_is_1(string kernels, ElementType type) =>
        Assert.Equal([0, 1, 1, 1, 0], Slope(x => x.Clip(-1, 1), [-1.5, -1, 0, 1, 1.5], kernels, type));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void The_slope_of_the_square_root_at_0_is_infinite(string kernels, ElementType type) =>
        Assert.Equal([double.PositiveInfinity, 0.25], Slope(x => x.Sqrt(), [0, 4], kernels, type));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_tie_of_two_numbers_goes_to_the_first(string kernels, ElementType type)
    {
        Assert.Equal([1, 0], Slope(x => x.Slice(0, 0, 1).Max(x.Slice(0, 1, 2)), [3, 3], kernels, type));
        Assert.Equal([1, 0], Slope(x => x.Slice(0, 0, 1).Min(x.Slice(0, 1, 2)), [3, 3], kernels, type));
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Equal_extremes_of_an_axis_share_the_slope(string kernels, ElementType type)
    {
        Assert.Equal([0.5, 0, 0.5], Slope(x => x.ReduceMax(), [3, 1, 3], kernels, type));
        Assert.Equal([0, 0.25, 0.25, 0.25, 0.25], Slope(x => x.ReduceMin(), [3, 1, 1, 1, 1], kernels, type));
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void The_first_of_equal_pixels_of_a_window_gets_the_slope(string kernels, ElementType type) =>
        Assert.Equal([1, 0, 0, 0], Slope(x => x.Reshape(new Shape(1, 1, 2, 2)).MaxPool(Window.Square(2)), [5, 5, 5, 5], kernels, type));

    private static double[] Slope(Func<Value, Value> function, double[] at, string kernels, ElementType type)
    {
        var graph = new Graph();
        var x = graph.AddInput("x", ElementType.Float32, new Shape(at.Length));
        graph.AddOutput(function(x).ReduceSum().Differentiate([x])[0], "slope");
        return new GraphRun(ChangePrecision.To(graph, type), kernels).Of(new Dictionary<string, double[]> { ["x"] = at })["slope"];
    }
}

using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Tests.Execution;

namespace Decant.Engine.Tests.Gradients;

public sealed class DifferentiationTests
{
    private readonly Graph _graph = new();

    [Fact]
    public void What_several_readers_send_to_one_value_is_added()
    {
        // f = x² + 3x at 2: f' = 2x + 3
        var x = Input("x");
        Assert.Equal(7, Derivative((x * x) + (3 * x), x, 2));
    }

    [Fact]
    public void A_value_that_the_loss_does_not_depend_on_has_zeros()
    {
        var (x, y) = (Input("x"), Input("y"));
        _graph.AddOutput((x * 2).Differentiate([x, y])[1], "slope");
        Assert.Equal([0], new GraphRun(_graph, "managed").Of(new Dictionary<string, double[]> { ["x"] = [1], ["y"] = [1] })["slope"]);
    }

    [Fact]
    public void A_path_through_whole_numbers_and_truth_values_carries_nothing()
    {
        // x·[x > 0] + round-towards-zero(x): only the first factor changes smoothly.
        var x = Input("x");
        var gate = x.IsGreaterThan(x.Constant(0)).Cast(ElementType.Float32);
        Assert.Equal(1, Derivative((x * gate) + x.Cast(ElementType.Int64).Cast(ElementType.Float32), x, 2.5));
    }

    [Fact]
    public void The_derivative_by_a_value_in_the_middle_can_be_taken()
    {
        // loss = e^(3x): by the exponent it is e^(3x).
        var x = Input("x");
        var exponent = x * 3;
        _graph.AddOutput(exponent.Exp().Differentiate([exponent])[0], "slope");
        var slope = new GraphRun(_graph, "reference").Of(new Dictionary<string, double[]> { ["x"] = [1] })["slope"][0];
        Assert.Equal(Math.Exp(3), slope, 1e-5);
    }

    [Fact]
    public void A_loss_that_is_no_scalar_is_refused_with_the_way_out()
    {
        var x = _graph.AddInput("x", ElementType.Float32, new Shape(3));
        var error = Assert.Throws<DecantException>(() => x.Differentiate([x]));
        Assert.Contains(
            "expected a float scalar as loss, received x: Float32[3]. Take the mean or the sum first.",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_loss_of_whole_numbers_is_refused()
    {
        var x = _graph.AddInput("x", ElementType.Int64, Shape.Scalar);
        Assert.Throws<DecantException>(() => x.Differentiate([x]));
    }

    [Fact]
    public void An_operator_without_rule_names_itself_and_the_value_that_needs_it()
    {
        var x = Input("x");
        var y = _graph.AddNode(new WithoutRule(), [x], "strange", ["answer"]).Outputs[0];
        var error = Assert.Throws<DecantException>(() => (y * 2).Differentiate([x]));
        Assert.Equal(
            "WithoutRule: no gradient rule is written, and 'answer' needs one. Freeze what lies before it, or replace the operator.",
            error.Message
        );
    }

    [Fact]
    public void An_operator_without_rule_is_no_matter_where_nothing_is_trained()
    {
        var (x, y) = (Input("x"), Input("y"));
        var loss = _graph.Add(new WithoutRule(), x) * y;
        Assert.Single(loss.Differentiate([y]));
    }

    private Value Input(string name) => _graph.AddInput(name, ElementType.Float32, Shape.Scalar);

    private double Derivative(Value loss, Value by, double at)
    {
        _graph.AddOutput(loss.Differentiate([by])[0], "slope");
        return new GraphRun(_graph, "managed").Of(new Dictionary<string, double[]> { [by.Name] = [at] })["slope"][0];
    }

    private sealed record WithoutRule : Operator
    {
        public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) => Like(inputs[0]);
    }
}

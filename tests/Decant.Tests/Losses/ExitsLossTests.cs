using Decant.Losses;

namespace Decant.Tests.Losses;

public sealed class ExitsLossTests
{
    private static readonly ExitsLoss s_loss = new()
    {
        At = ["inner"],
        Temperature = 2,
        LabelShare = 0.25,
    };
    private static readonly Dictionary<string, LossArray> s_inputs = new()
    {
        ["student"] = GoldenInputs.Student,
        ["labels"] = GoldenInputs.Labels,
        ["student/inner"] = new double[,]
        {
            { 1, 0.5 },
            { -0.3, 0.8 },
            { 0.2, -1.1 },
        },
    };

    [Fact]
    public void Its_gradient_by_the_inner_value_is_that_of_central_differences()
    {
        var gradient = LossFormula.Of(s_loss, s_inputs).Gradients["student/inner"];
        var differences = LossFormula.Differences(s_loss, s_inputs, "student/inner");

        Assert.All(gradient.Zip(differences), pair => Assert.Equal(pair.Second, pair.First, 1e-7));
    }

    [Fact]
    public void The_last_exit_teaches_and_does_not_learn() =>
        Assert.All(LossFormula.Of(s_loss, s_inputs).Gradients["student"], slope => Assert.Equal(0, slope));
}

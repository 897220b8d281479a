using Decant.Engine;
using Decant.Losses;
using Decant.Recipes;

namespace Decant.Tests.Recipes;

public sealed class LossOptionReaderTests
{
    private static readonly DistillationLoss s_soft = DistillationLosses.All.Find("soft-targets");

    [Fact]
    public void Options_are_understood_as_in_a_recipe()
    {
        var recipe = RecipeReader.ReadText(
            """
            data: { source: digits }
            student: { model: mlp }
            teacher: { onnx: teacher.onnx }
            losses: [soft-targets: { temperature: 2.5, reduction: elements, temperature-squared: no }]
            """
        );

        Assert.Equal(
            recipe.Losses[0],
            LossOptionReader.Read(s_soft, ["temperature=9", "reduction=elements", "temperature-squared=no", "temperature=2.5"])
        );
    }

    [Theory]
    [InlineData(
        "temperature=0",
        "soft-targets: temperature: expected a number (above 0 and at most 1000), received '0'. The default is 4."
    )]
    [InlineData(
        "temprature=2",
        "soft-targets: temprature: unknown option 'temprature'; nearest: 'temperature'; known: temperature, "
            + "reduction, temperature-squared. "
    )]
    [InlineData("reduction=mean", "soft-targets: reduction: unknown reduction 'mean'; known: batch, elements. ")]
    [InlineData("weight=0.9", "soft-targets: weight: no weight is applied here")]
    [InlineData("temperature", "soft-targets: expected a path, '=' and a value. Write it as --option temperature=4.")]
    public void What_is_wrong_is_said_as_for_a_recipe(string argument, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<DecantException>(() => LossOptionReader.Read(s_soft, [argument])).Message);

    [Fact]
    public void Every_problem_has_a_line() =>
        Assert.Equal(
            2,
            Assert
                .Throws<DecantException>(() => LossOptionReader.Read(s_soft, ["temperature=0", "reduction=mean"]))
                .Message.Split('\n')
                .Length
        );
}

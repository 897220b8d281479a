using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Losses;
using Decant.Recipes;

namespace Decant.Tests.Losses;

public sealed class CustomLossTests
{
    private static readonly CustomLoss s_hellinger = new("hellinger", "Half the squared distance of roots.", signals =>
    {
        var (lnP, lnQ) = (signals.TeacherLogits!.LogSoftmax(), signals.StudentLogits.LogSoftmax());
        return 1 - ((lnP + lnQ) * 0.5).Exp().ReduceSum([1]).ReduceMean();
    });

    [Fact]
    public void A_function_over_values_gives_the_value_of_its_formula_and_the_gradient_by_itself()
    {
        var expected = 0.0;
        for (var n = 0; n < 3; n++)
        {
            var (p, q) = (Softmax(GoldenInputs.Teacher, n), Softmax(GoldenInputs.Student, n));
            expected += (1 - p.Zip(q, (a, b) => Math.Sqrt(a * b)).Sum()) / 3;
        }

        var (value, gradient) = LossFormula.Of(s_hellinger, GoldenInputs.Student, GoldenInputs.Teacher, GoldenInputs.Labels);

        Assert.Equal(expected, value, 1e-12);
        LossFormula.Near(LossFormula.Differences(s_hellinger), gradient, 1e-8);
    }

    [Fact]
    public void It_reads_what_it_says_that_it_needs()
    {
        var loss = new CustomLoss("mine", "Own.", signals => signals.Student("inner").ReduceMean(), LossNeeds.Labels | LossNeeds.Samples)
        {
            ReadsInStudent = ["inner"],
        };

        Assert.Equal((false, true, false, true), (loss.NeedsTeacher, loss.NeedsLabels, loss.NeedsTargets, loss.NeedsSamples));
        Assert.Equal(["inner"], loss.StudentValues);
        var inner = Tensor.From<double>([1, 2, 3, 6], 2, 2);
        Assert.Equal(3, LossCalculator.Evaluate(loss, new LossArrays(inner) { Labels = Tensor.From<long>([0, 1]) }).Value, 1e-12);
    }

    [Fact]
    public void It_stands_in_a_recipe_with_a_weight()
    {
        var recipe = RecipeReader.ReadText("data: { source: digits }\nstudent: { model: mlp }\nteacher: { onnx: t.onnx }") with
        {
            Losses = [s_hellinger with { Weight = 0.5 }],
        };

        Assert.Equal(("hellinger", 0.5), (recipe.Losses[0].Name, recipe.Losses[0].Weight.To));
        Assert.Contains("- hellinger: { weight: 0.5 }", RecipeWriter.Write(recipe));
    }

    [Fact]
    public void A_name_that_is_taken_and_a_result_that_is_no_scalar_are_refused()
    {
        Assert.Contains(
            "a loss has the name 'hard-labels' already",
            Assert.Throws<DecantException>(() => new CustomLoss("hard-labels", "Own.", signals => signals.StudentLogits)).Message
        );

        var rows = new CustomLoss("rows", "Own.", signals => signals.StudentLogits, LossNeeds.None);
        var problem = Assert.Throws<DecantException>(() =>
            LossCalculator.Evaluate(rows, new LossArrays(new Tensor(ElementType.Float64, 2, 2)))
        );
        Assert.Contains("rows: expected a scalar", problem.Message);
    }

    private static double[] Softmax(double[,] logits, int n)
    {
        var exponentials = Enumerable.Range(0, logits.GetLength(1)).Select(c => Math.Exp(logits[n, c])).ToArray();
        return [.. exponentials.Select(e => e / exponentials.Sum())];
    }
}

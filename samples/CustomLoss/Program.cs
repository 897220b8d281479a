using Decant.Engine.Operators;
using Decant.Losses;
using Decant.Pipeline;
using Decant.Recipes;

// The squared Hellinger distance, mean over the batch of 1 − Σ √(p·q): a loss that no list has. A formula is written with
// values of the graph; its gradient follows by itself, and the teacher gets none. From logarithms, as √ has no slope at 0.
CustomLoss hellinger = new("hellinger", "How far the student's probabilities are from the teacher's.", signals =>
{
    var lnP = signals.TeacherLogits!.LogSoftmax();
    var lnQ = signals.StudentLogits.LogSoftmax();
    return 1 - ((lnP + lnQ) * 0.5).Exp().ReduceSum([1]).ReduceMean();
});

Recipe recipe = RecipeReader.ReadText(
    """
    data:    { source: digits, train-images: 1000, test-images: 500 }
    teacher: { train: { model: mlp, hidden: [128], epochs: 10 } }
    student: { model: mlp, hidden: [16] }
    training: { epochs: 10, learning-rate: 0.1 }
    """
) with
{
    Losses = [hellinger with { Weight = 3 }, new HardLabelsLoss()],
};

RunOutcome outcome = Distillation.Run(recipe, new RunSettings { OutputFolder = "runs/custom-loss" });
Console.WriteLine(outcome.Verdict);

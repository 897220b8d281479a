using Decant;
using Decant.Engine.Operators;
using Decant.Losses;
using Decant.Pipeline;
using Decant.Recipes;
using Decant.Students;

// The squared Hellinger distance, mean over the batch of 1 − Σ √(p·q): a loss that no list has. A formula is written with
// values of the graph; its gradient follows by itself, and the teacher gets none. From logarithms, as √ has no slope at 0.
CustomLoss hellinger = new("hellinger", "How far the student's probabilities are from the teacher's.", signals =>
{
    var lnP = signals.TeacherLogits!.LogSoftmax();
    var lnQ = signals.StudentLogits.LogSoftmax();
    return 1 - ((lnP + lnQ) * 0.5).Exp().ReduceSum([1]).ReduceMean();
});

RunOutcome run = await Distiller
    .Create()
    .Data("digits")
    .Teacher(new Mlp { Hidden = [128] })
    .Student(new Mlp { Hidden = [16] })
    .Loss(hellinger, weight: 3)
    .Loss(new HardLabelsLoss())
    .Training(new TrainingSettings { Epochs = 10 })
    .Output("runs/custom-loss")
    .RunAsync();
Console.WriteLine(run.Verdict);

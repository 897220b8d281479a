using Decant.Engine.Graphs;
using Decant.Training;

namespace Decant.Tests.Training.PyTorch;

/// <summary>One batch of <c>reference_runs.py</c>; the last of an epoch has five eighths of the samples.</summary>
internal sealed record TrainingBatch(Tensor Inputs, Tensor Labels, Tensor Teacher, int Count)
{
    public static TrainingBatch Of(int place, Case run, ElementType precision)
    {
        var count = place < Case.StepsPerEpoch ? run.Batch : run.Batch * 5 / 8;
        var size = run.Sample.Aggregate(1, (product, size) => product * size);
        return new TrainingBatch(
            Numbers.Tensor(precision, Numbers.Fractions($"input/{place}", count * size), [count, .. run.Sample]),
            Tensor.From<long>([.. Numbers.Integers($"labels/{place}", count).Select(drawn => (long)(drawn % Case.Classes))]),
            Numbers.Tensor(precision, Numbers.Fractions($"teacher/{place}", count * Case.Classes, 8), count, Case.Classes),
            count
        );
    }

    public void Feed(TrainingStep step, double learningRate, long number) =>
        step.Run(
            new StepInput
            {
                Inputs = Inputs,
                Count = Count,
                Labels = Labels,
                TeacherLogits = Teacher,
                LearningRate = learningRate,
                Number = number,
            }
        );
}

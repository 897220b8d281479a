using Decant.Runs;

namespace Decant.Tests.Runs;

public class StepRingTests
{
    [Fact]
    public void It_holds_the_last_steps_oldest_first()
    {
        var ring = Filled(capacity: 3, steps: 5);

        Assert.Equal(3, ring.Count);
        Assert.Equal([3L, 4, 5], [ring[0].Step, ring[1].Step, ring[2].Step]);
    }

    [Fact]
    public void A_step_comes_back_with_all_its_numbers()
    {
        var ring = Filled(capacity: 3, steps: 2);
        var step = ring[1];

        Assert.Equal((2, 2.5, 20, 0.2), (step.Step, step.TotalLoss, step.GradientNorm, step.LearningRate));
        Assert.Equal([2, 0.5], step.LossTerms.ToArray());
        Assert.Equal(["soft-targets", "hard-labels"], ring.Terms);
    }

    [Fact]
    public void Adding_a_step_allocates_nothing()
    {
        var ring = Filled(capacity: 4, steps: 1);
        double[] terms = [1, 2];
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var step = 2; step < 20; step++)
        {
            ring.Add(step, 1, terms, 3, 4);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_place_outside_and_a_wrong_number_of_terms_are_refused()
    {
        var ring = Filled(capacity: 3, steps: 2);

        Assert.Throws<ArgumentOutOfRangeException>(() => ring[2].Step);
        Assert.Throws<ArgumentException>(() => ring.Add(3, 1, [1], 1, 1));
    }

    private static StepRing Filled(int capacity, int steps)
    {
        var ring = new StepRing(capacity, "soft-targets", "hard-labels");
        for (var step = 1; step <= steps; step++)
        {
            ring.Add(step, step + 0.5, [step, 0.5], step * 10, step * 0.1);
        }

        return ring;
    }
}

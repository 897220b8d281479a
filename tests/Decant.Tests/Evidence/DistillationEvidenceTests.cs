using Decant.Evidence;
using Decant.Runs;
using Decant.Tests.Runs;

namespace Decant.Tests.Evidence;

public class DistillationEvidenceTests
{
    [Fact]
    public void Gain_retention_and_recovered_share_are_those_of_a_calculation_by_hand()
    {
        var evidence = Evidence(teacher: [0.99], distilled: [0.980, 0.982, 0.984], scratch: [0.970, 0.974, 0.972]);

        // Differences 0.010, 0.008, 0.012: mean 0.010, deviation 0.002, half width 4.302653 · 0.002/√3
        Assert.Equal(0.010, evidence.Alone!.Gain.Mean, 9);
        Assert.Equal(0.002, evidence.Alone.Gain.StandardDeviation!.Value, 9);
        Assert.Equal(0.010 - 0.004968, evidence.Alone.Gain.Interval!.Low, 6);
        Assert.Equal(0.982 / 0.99, evidence.Retention!.Value, 9);
        Assert.Equal(0.010 / (0.99 - 0.972), evidence.RecoveredShare!.Value, 9);
        Assert.Equal(154_000.0 / 2_000_000, evidence.ParameterShare!.Value, 9);
    }

    [Fact]
    public void Arms_are_paired_by_seed_and_not_by_place()
    {
        var run = SampleRun.WithAccuracies([0.99], distilled: [0.98, 0.97, 0.99], scratch: [0.96, 0.95]);
        var scratch = run.Arm(ArmNames.Scratch)!;
        var turned = run with { Arms = [run.Arms[0], run.Arms[1], scratch with { Seeds = [scratch.Seeds[1], scratch.Seeds[0]] }] };

        var gain = DistillationEvidence.Of(turned)!.Alone!.Gain;

        Assert.Equal([0.02, 0.02], gain.Values.Select(value => Math.Round(value, 9)));
    }

    [Fact]
    public void Where_lower_is_better_a_smaller_value_is_a_gain()
    {
        var run = SampleRun.OfDigits() with { Metric = new MetricFacts(NamedValue.NegativeLogLikelihood, "nats", HigherIsBetter: false) };

        var evidence = DistillationEvidence.Of(run)!;

        Assert.Equal(evidence.Alone!.Control.Mean - evidence.Distilled.Mean, evidence.Alone!.Gain.Mean, 9);
        Assert.Equal(evidence.Teacher!.Mean / evidence.Distilled.Mean, evidence.Retention!.Value, 9);
    }

    [Fact]
    public void A_student_that_needs_no_teacher_recovers_no_share()
    {
        var evidence = Evidence(teacher: [0.97], distilled: [0.98], scratch: [0.975]);

        Assert.Equal(-0.005, evidence.Gap!.Value, 9);
        Assert.Null(evidence.RecoveredShare);
    }

    [Fact]
    public void Without_a_teacher_or_a_control_arm_only_the_student_is_known()
    {
        var evidence = Evidence(teacher: [], distilled: [0.98], scratch: []);

        Assert.Equal(0.98, evidence.Distilled.Mean, 9);
        Assert.Equal((null, null, null, null), (evidence.Alone, evidence.Gap, evidence.Retention, evidence.ParameterShare));
    }

    [Fact]
    public void A_run_that_did_not_distil_has_no_evidence()
    {
        Assert.Null(DistillationEvidence.Of(SampleRun.WithAccuracies([0.99], [], [])));
    }

    private static DistillationEvidence Evidence(double[] teacher, double[] distilled, double[] scratch) =>
        DistillationEvidence.Of(SampleRun.WithAccuracies(teacher, distilled, scratch))!;
}
